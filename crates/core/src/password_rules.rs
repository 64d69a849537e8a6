//! Which passwords are refused: short ones, those made of what everybody knows of the person, and
//! the few that everybody tries first. Nothing is demanded of what it is made of
//! (`shared/facts/identity.md`, 4.6).

use model::{FullName, name::plain};

/// Fewer characters are refused.
const SHORTEST: usize = 8;
/// More are refused: hashing must not become work.
const LONGEST: usize = 256;
/// So much must be left when what is known of the person is taken away.
const OWN: usize = 4;

/// What others try first, lower case: of Russian schools and of everywhere.
const WORST: &str = include_str!("worst_passwords.txt");

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// Fewer than eight characters.
    Short,
    /// More than 256 characters.
    Long,
    /// Made of login, name or birth date.
    Personal,
    /// One of the first that anybody tries.
    Common,
}

/// What is known of who sets a password.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) login: &'a str,
    pub(crate) name: &'a FullName,
    /// `YYYY-MM-DD`
    pub(crate) born: Option<&'a str>,
}

/// The length alone, which may be said to anybody.
pub(crate) fn length(password: &str) -> Result<(), Weak> {
    match password.chars().count() {
        few if few < SHORTEST => Err(Weak::Short),
        many if many > LONGEST => Err(Weak::Long),
        _ => Ok(()),
    }
}

/// The rest.
pub(crate) fn check(password: &str, known: &Known<'_>) -> Result<(), Weak> {
    length(password)?;
    let bare = bare(password);
    let same = bare
        .chars()
        .next()
        .is_none_or(|first| bare.chars().all(|letter| letter == first));
    if same || WORST.lines().any(|worst| worst == bare) {
        return Err(Weak::Common);
    }
    let mut left = bare;
    for part in parts(known) {
        left = left.replace(&part, "");
    }
    if left.chars().count() < OWN {
        return Err(Weak::Personal);
    }
    Ok(())
}

/// Letters and digits only, small: «Иванова-1984» is no better than «иванова1984».
fn bare(text: &str) -> String {
    plain(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// What is known, the longest first, so that no part of it hides in another.
fn parts(known: &Known<'_>) -> Vec<String> {
    let name = known.name;
    let mut parts: Vec<String> = [known.login, &name.family, &name.given, &name.middle]
        .map(bare)
        .to_vec();
    if let Some(born) = known.born {
        let digits = bare(born);
        if digits.len() == 8 && digits.is_ascii() {
            let (year, month, day) = (&digits[..4], &digits[4..6], &digits[6..]);
            let short = &year[2..];
            parts.extend([
                format!("{day}{month}{year}"),
                format!("{year}{month}{day}"),
                format!("{day}{month}{short}"),
                format!("{day}{month}"),
                year.to_owned(),
            ]);
        }
    }
    parts.retain(|part| part.chars().count() > 1);
    parts.sort_by_key(|part| std::cmp::Reverse(part.chars().count()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(password: &str) -> Result<(), Weak> {
        let name = FullName {
            family: "Королёва".into(),
            given: "Анна".into(),
            middle: "Петровна".into(),
        };
        let known = Known {
            login: "koroleva.ap",
            name: &name,
            born: Some("2014-11-24"),
        };
        check(password, &known)
    }

    #[test]
    fn refused_passwords_and_the_rule_that_refuses_them() {
        let refused = [
            ("1234567", Weak::Short),
            ("пароль7", Weak::Short),
            ("koroleva.ap", Weak::Personal),
            ("Koroleva.AP-1", Weak::Personal),
            ("королеваанна", Weak::Personal),
            ("Анна24112014", Weak::Personal),
            ("Королёва2014", Weak::Personal),
            ("24.11.2014", Weak::Personal),
            ("12345678", Weak::Common),
            ("ЙЦУКЕНГШ", Weak::Common),
            ("Password1", Weak::Common),
            ("aaaaaaaaaa", Weak::Common),
            ("--------", Weak::Common),
        ];
        for (password, rule) in refused {
            assert_eq!(checked(password), Err(rule), "{password}");
        }
        assert_eq!(checked(&"долго".repeat(52)), Err(Weak::Long));
    }

    #[test]
    fn nothing_is_demanded_of_what_a_password_is_made_of() {
        for password in [
            "серыйслон",
            "кот спит на шкафу",
            "nine lives",
            "Анна любит велосипед",
            "83649201",
            &"долго".repeat(51),
        ] {
            assert_eq!(checked(password), Ok(()), "{password}");
        }
    }

    #[test]
    fn the_list_is_in_the_form_it_is_compared_in() {
        for worst in WORST.lines() {
            assert_eq!(bare(worst), worst);
            assert!(worst.chars().count() >= SHORTEST, "{worst} is short anyway");
        }
    }
}
