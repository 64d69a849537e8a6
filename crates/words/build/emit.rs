//! Writing the Rust functions.

use crate::phrases::{Phrase, Phrases};
use std::fmt::Write as _;

pub(crate) fn module(russian: &Phrases, english: &Phrases) -> String {
    let mut out = String::new();
    for (area, phrases) in russian {
        writeln!(
            out,
            "/// Phrases of `locales/*/{area}.toml`.\npub mod {area} {{"
        )
        .expect("string");
        writeln!(out, "    use crate::Lang;").expect("string");
        for (key, phrase) in phrases {
            function(&mut out, key, phrase, &english[area][key]);
        }
        writeln!(out, "}}").expect("string");
    }
    out
}

fn function(out: &mut String, key: &str, russian: &Phrase, english: &Phrase) {
    let doc = match russian {
        Phrase::Plain(text) => text.clone(),
        Phrase::Plural(forms) => forms.join(" / "),
    };
    for line in doc.lines() {
        writeln!(
            out,
            "    /// {}",
            line.replace('[', "\\[").replace('<', "\\<")
        )
        .expect("string");
    }
    let arguments = russian.arguments();
    let mut parameters = String::from("lang: Lang");
    if matches!(russian, Phrase::Plural(_)) {
        parameters.push_str(", n: u32");
    }
    for name in &arguments {
        write!(parameters, ", {name}: &str").expect("string");
    }
    let fixed = matches!(russian, Phrase::Plain(_)) && arguments.is_empty();
    let result = if fixed { "&'static str" } else { "String" };
    writeln!(
        out,
        "    #[must_use]\n    pub fn {key}({parameters}) -> {result} {{"
    )
    .expect("string");
    writeln!(out, "        match lang {{").expect("string");
    writeln!(
        out,
        "            Lang::Russian => {},",
        body(russian, "russian", fixed)
    )
    .expect("string");
    writeln!(
        out,
        "            Lang::English => {},",
        body(english, "english", fixed)
    )
    .expect("string");
    writeln!(out, "        }}\n    }}").expect("string");
}

fn body(phrase: &Phrase, plural_rule: &str, fixed: bool) -> String {
    match phrase {
        Phrase::Plain(text) if fixed => format!("{text:?}"),
        Phrase::Plain(text) => format!("crate::fill({text:?}, &[{}])", pairs(phrase, false)),
        Phrase::Plural(forms) => format!(
            "crate::fill({forms:?}[crate::plural::{plural_rule}(n)], &[{}])",
            pairs(phrase, true)
        ),
    }
}

fn pairs(phrase: &Phrase, with_number: bool) -> String {
    let mut pairs: Vec<String> = phrase
        .arguments()
        .iter()
        .map(|name| format!("({name:?}, {name})"))
        .collect();
    if with_number {
        pairs.push("(\"n\", &n.to_string())".to_owned());
    }
    pairs.join(", ")
}
