use serde::{Deserialize, Serialize};

/// A language of the interface (PL-06). Russian is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Lang {
    /// Русский
    #[default]
    #[serde(rename = "ru")]
    Russian,
    /// English
    #[serde(rename = "en")]
    English,
}

impl Lang {
    /// The code of BCP 47, as in `<html lang>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Lang::Russian => "ru",
            Lang::English => "en",
        }
    }

    /// The language of a BCP 47 code, `None` for one that is not spoken here.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.get(..2)?.to_ascii_lowercase().as_str() {
            "ru" => Some(Lang::Russian),
            "en" => Some(Lang::English),
            _ => None,
        }
    }

    /// The best language for an `Accept-Language` header (RFC 9110, 12.5.4).
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (0.0_f32, Lang::default());
        for part in header.split(',') {
            let mut fields = part.trim().split(';');
            let Some(lang) = fields.next().and_then(Lang::from_code) else {
                continue;
            };
            let quality = fields
                .find_map(|field| field.trim().strip_prefix("q="))
                .and_then(|value| value.parse().ok())
                .unwrap_or(1.0);
            if quality > best.0 {
                best = (quality, lang);
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_browsers_first_choice_wins() {
        assert_eq!(
            Lang::from_accept_language("en-US,en;q=0.9,ru;q=0.8"),
            Lang::English
        );
        assert_eq!(
            Lang::from_accept_language("de,ru;q=0.5,en;q=0.4"),
            Lang::Russian
        );
        assert_eq!(Lang::from_accept_language(""), Lang::Russian);
    }
}
