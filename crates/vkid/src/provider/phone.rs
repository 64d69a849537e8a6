//! Telephone numbers.

use serde::{Deserialize, Serialize};

/// A number in E.164 with the plus, `+79120000000`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Phone(String);

impl Phone {
    /// Reads what people type: `8 (912) 000-00-00`, `+7 912…`, `9120000000`, or another country's
    /// number with a plus. `None` if it is no number.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let international = typed.starts_with('+');
        let mut digits = String::new();
        for character in typed.chars().skip(usize::from(international)) {
            match character {
                '0'..='9' => digits.push(character),
                // What separates groups, with all the dashes and spaces that pasting brings.
                '(' | ')' | '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
                blank if blank.is_whitespace() => {}
                _ => return None,
            }
        }
        let national = match (international, digits.len(), digits.as_bytes().first()?) {
            // «8» is how numbers begin within Russia. With a plus it is a slip when a mobile code
            // follows: +89 belongs to no country.
            (false, 11, b'7' | b'8') | (true, 11, b'7') => Some(&digits[1..]),
            (true, 11, b'8') if digits.as_bytes()[1] == b'9' => Some(&digits[1..]),
            (false, 10, b'9') => Some(&*digits),
            _ => None,
        };
        match national {
            Some(national) if !national.starts_with('0') => Some(Self(format!("+7{national}"))),
            Some(_) => None,
            // E.164: up to 15 digits, none of the country codes begins with 0; 7 is done above.
            None => (international
                && (8..=15).contains(&digits.len())
                && !digits.starts_with(['0', '7']))
            .then(|| Self(format!("+{digits}"))),
        }
    }

    /// `+79120000000`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `79120000000`, as VK ID writes it (identity.md 1.5).
    pub fn digits(&self) -> &str {
        &self.0[1..]
    }

    /// `+7 912 000-00-00`, for reading.
    pub fn pretty(&self) -> String {
        match self.0.strip_prefix("+7") {
            Some(n) if n.len() == 10 => {
                format!("+7 {} {}-{}-{}", &n[..3], &n[3..6], &n[6..8], &n[8..])
            }
            _ => self.0.clone(),
        }
    }

    /// `+7 *** *** ** 00`, as `public_info` shows it.
    pub fn masked(&self) -> String {
        let digits = self.digits();
        let (country, rest) = digits.split_at(1);
        let (hidden, shown) = rest.split_at(rest.len() - 2);
        format!("+{country} {}{shown}", "*".repeat(hidden.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::Phone;

    #[test]
    fn people_type_numbers_in_many_ways() {
        for typed in [
            "+79120000003",
            "89120000003",
            "79120000003",
            "9120000003",
            " 8 (912) 000-00-03 ",
            "+7\u{a0}912\u{a0}000–00–03",
            "+8 912 000 00 03",
        ] {
            assert_eq!(
                Phone::parse(typed).map(|p| p.0).as_deref(),
                Some("+79120000003"),
                "{typed}"
            );
        }
        assert_eq!(
            Phone::parse("+375 29 123-45-67").unwrap().as_str(),
            "+375291234567"
        );
        for typed in [
            "",
            "+",
            "912",
            "8912000000",
            "+7912000000",
            "+791200000033",
            "ivanova",
            "+0123456789",
            "8912000000a",
        ] {
            assert_eq!(Phone::parse(typed), None, "{typed}");
        }
        let phone = Phone::parse("89120000003").unwrap();
        assert_eq!(phone.pretty(), "+7 912 000-00-03");
        assert_eq!(phone.digits(), "79120000003");
        assert_eq!(phone.masked(), "+7 ********03");
    }
}
