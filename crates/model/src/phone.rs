//! Telephone numbers.

use serde::{Deserialize, Serialize};

/// A number in the form of E.164, `+79120000000`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Reads what people and exports write: spaces, brackets and dashes are skipped, a leading
    /// 8 of eleven digits means Russia. `None` when it is no number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut digits = String::new();
        for c in text.trim().chars() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if digits.is_empty() => {}
                ' ' | '-' | '(' | ')' | '.' | '\u{a0}' => {}
                _ => return None,
            }
        }
        let international = text.trim_start().starts_with('+');
        match digits.len() {
            10 if !international && digits.starts_with('9') => Some(Self(format!("+7{digits}"))),
            11 if !international && digits.starts_with('8') => {
                Some(Self(format!("+7{}", &digits[1..])))
            }
            11..=15 => Some(Self(format!("+{digits}"))),
            _ => None,
        }
    }

    /// The number in E.164.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole number, easy to read: «+7 912 123-45-17».
    #[must_use]
    pub fn spaced(&self) -> String {
        match self.0.strip_prefix("+7") {
            Some(rest) if rest.len() == 10 => format!(
                "+7 {} {}-{}-{}",
                &rest[..3],
                &rest[3..6],
                &rest[6..8],
                &rest[8..]
            ),
            _ => self.0.clone(),
        }
    }

    /// What may be shown to others: «+7 912 •••-••-17».
    #[must_use]
    pub fn masked(&self) -> String {
        match self.0.strip_prefix("+7") {
            Some(rest) if rest.len() == 10 => format!("+7 {} •••-••-{}", &rest[..3], &rest[8..]),
            _ => format!("{} ••• {}", &self.0[..3], &self.0[self.0.len() - 2..]),
        }
    }
}

impl std::fmt::Display for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Phone;

    #[test]
    fn one_number_written_five_ways() {
        let written = [
            "+79121234517",
            "8 (912) 123-45-17",
            "79121234517",
            "912 123 45 17",
            " +7 912 1234517 ",
        ];
        for text in written {
            assert_eq!(Phone::parse(text).expect(text).as_str(), "+79121234517");
        }
        assert_eq!(
            Phone::parse("+79121234517").expect("number").masked(),
            "+7 912 •••-••-17"
        );
        assert_eq!(
            Phone::parse("+79121234517").expect("number").spaced(),
            "+7 912 123-45-17"
        );
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "12345", "нет", "8912123451", "+7912123451712345678"] {
            assert!(Phone::parse(text).is_none(), "{text}");
        }
    }
}
