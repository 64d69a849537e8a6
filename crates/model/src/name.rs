//! Names of people.

use serde::{Deserialize, Serialize};

/// Фамилия, имя, отчество. The patronymic may be absent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct FullName {
    /// Фамилия
    pub family: String,
    /// Имя
    pub given: String,
    /// Отчество, empty when there is none.
    #[serde(default)]
    pub middle: String,
}

impl FullName {
    /// «Иванова Мария Петровна», as the journal writes it.
    #[must_use]
    pub fn full(&self) -> String {
        join(&[&self.family, &self.given, &self.middle])
    }

    /// «Мария Петровна», or «Артём Соколов» for somebody without a patronymic or for a child.
    #[must_use]
    pub fn polite(&self) -> String {
        if self.middle.is_empty() {
            self.friendly()
        } else {
            join(&[&self.given, &self.middle])
        }
    }

    /// «Артём Соколов», as people are called in chats.
    #[must_use]
    pub fn friendly(&self) -> String {
        join(&[&self.given, &self.family])
    }

    /// The same without needless spaces, each part of at most 60 characters.
    #[must_use]
    pub fn tidy(&self) -> FullName {
        let tidy = |text: &String| {
            let words: Vec<&str> = text.split_whitespace().collect();
            words.join(" ").chars().take(60).collect::<String>()
        };
        FullName {
            family: tidy(&self.family),
            given: tidy(&self.given),
            middle: tidy(&self.middle),
        }
    }

    /// Two letters for an avatar: «ИМ».
    #[must_use]
    pub fn initials(&self) -> String {
        [&self.family, &self.given]
            .iter()
            .filter_map(|part| part.chars().next())
            .collect()
    }

    /// Whether both could be the same person's name: case, «ё» and an absent patronymic do not
    /// count.
    #[must_use]
    pub fn fits(&self, other: &FullName) -> bool {
        let same = |a: &str, b: &str| plain(a) == plain(b);
        same(&self.family, &other.family)
            && same(&self.given, &other.given)
            && (self.middle.is_empty()
                || other.middle.is_empty()
                || same(&self.middle, &other.middle))
    }
}

/// Lower case, «ё» as «е»: how names and logins are compared.
#[must_use]
pub fn plain(text: &str) -> String {
    text.trim().to_lowercase().replace('ё', "е")
}

fn join(parts: &[&str]) -> String {
    let present: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    present.join(" ")
}

#[cfg(test)]
mod tests {
    use super::FullName;

    fn name(family: &str, given: &str, middle: &str) -> FullName {
        FullName {
            family: family.into(),
            given: given.into(),
            middle: middle.into(),
        }
    }

    #[test]
    fn an_absent_patronymic_and_yo_do_not_count() {
        let journal = name("Королёв", "Пётр", "Олегович");
        assert!(journal.fits(&name("королев", "Петр", "")));
        assert!(!journal.fits(&name("Королёв", "Пётр", "Ильич")));
        assert!(!journal.fits(&name("Королёва", "Пётр", "")));
    }

    #[test]
    fn names_are_written_as_the_journal_does() {
        let teacher = name("Иванова", "Мария", "Петровна");
        assert_eq!(teacher.full(), "Иванова Мария Петровна");
        assert_eq!(teacher.polite(), "Мария Петровна");
        assert_eq!(teacher.initials(), "ИМ");
    }
}
