//! Reading and comparing the locale files.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// One phrase of one language.
pub(crate) enum Phrase {
    Plain(String),
    /// Plural forms in the order of the language's own list.
    Plural(Vec<String>),
}

impl Phrase {
    /// Names between braces, without the number itself.
    pub(crate) fn arguments(&self) -> BTreeSet<String> {
        let texts: Vec<&String> = match self {
            Phrase::Plain(text) => vec![text],
            Phrase::Plural(forms) => forms.iter().collect(),
        };
        let mut names = BTreeSet::new();
        for text in texts {
            for part in text.split('{').skip(1) {
                let name = part.split('}').next().unwrap_or_default();
                names.insert(name.to_owned());
            }
        }
        if matches!(self, Phrase::Plural(_)) {
            names.remove("n");
        }
        names
    }
}

/// Area (file name) -> key -> phrase.
pub(crate) type Phrases = BTreeMap<String, BTreeMap<String, Phrase>>;

pub(crate) fn read(folder: &Path, forms: &[&str]) -> Phrases {
    let mut phrases = Phrases::new();
    let entries =
        fs::read_dir(folder).unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()));
    for entry in entries {
        let path = entry.expect("folder entry").path();
        let area = path
            .file_stem()
            .expect("file name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("locale file is readable");
        let table: toml::Table = text
            .parse()
            .unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        let area_phrases = table
            .into_iter()
            .map(|(key, value)| {
                let phrase = phrase(&value, forms)
                    .unwrap_or_else(|fault| panic!("{}: {key}: {fault}", path.display()));
                (key, phrase)
            })
            .collect();
        phrases.insert(area, area_phrases);
    }
    phrases
}

fn phrase(value: &toml::Value, forms: &[&str]) -> Result<Phrase, String> {
    match value {
        toml::Value::String(text) => Ok(Phrase::Plain(text.clone())),
        toml::Value::Table(table) => {
            let mut texts = Vec::new();
            for form in forms {
                let text = table.get(*form).and_then(toml::Value::as_str);
                texts.push(
                    text.ok_or(format!("plural form `{form}` is missing"))?
                        .to_owned(),
                );
            }
            if let Some(extra) = table.keys().find(|key| !forms.contains(&key.as_str())) {
                return Err(format!("this language has no plural form `{extra}`"));
            }
            Ok(Phrase::Plural(texts))
        }
        _ => Err("a phrase is a string or a table of plural forms".to_owned()),
    }
}

pub(crate) fn differences(russian: &Phrases, english: &Phrases) -> Vec<String> {
    let mut faults = Vec::new();
    let keys = |phrases: &Phrases| -> BTreeSet<(String, String)> {
        phrases
            .iter()
            .flat_map(|(area, all)| all.keys().map(move |key| (area.clone(), key.clone())))
            .collect()
    };
    let (in_russian, in_english) = (keys(russian), keys(english));
    for (area, key) in in_russian.symmetric_difference(&in_english) {
        faults.push(format!("{area}.{key} is only in one language"));
    }
    for (area, key) in in_russian.intersection(&in_english) {
        let (ours, theirs) = (&russian[area][key], &english[area][key]);
        if ours.arguments() != theirs.arguments() {
            faults.push(format!("{area}.{key} has different placeholders"));
        }
        if matches!(ours, Phrase::Plural(_)) != matches!(theirs, Phrase::Plural(_)) {
            faults.push(format!("{area}.{key} is plural in one language only"));
        }
    }
    faults
}
