//! Every phrase that a person reads, in Russian and English.
//!
//! The phrases live in `locales/<language>/<area>.toml`; the build makes one function of each, so
//! that a missing phrase, placeholder or plural form is a compile error. Our own forty lines
//! rather than `leptos_i18n`, because the command line, the importer and the embedded VK ID speak
//! too, and because the page may carry nothing but the strings.

pub mod dates;
mod lang;
pub mod plural;

pub use lang::Lang;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Puts the arguments into the placeholders of one phrase.
fn fill(phrase: &str, arguments: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(phrase.len() + 16);
    let mut rest = phrase;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let Some(end) = rest[start..].find('}') else {
            break;
        };
        let name = &rest[start + 1..start + end];
        if let Some((_, value)) = arguments.iter().find(|(known, _)| *known == name) {
            out.push_str(value);
        }
        rest = &rest[start + end + 1..];
    }
    out.push_str(rest);
    out
}
