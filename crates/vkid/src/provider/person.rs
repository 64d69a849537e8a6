//! What people say about themselves, and the check of it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::problem::{Field, Problem, Problems};
use crate::Params;
use crate::types::Sex;

/// The personal page as typed, kept so that nothing is lost when something is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PersonForm {
    pub(super) last_name: String,
    pub(super) first_name: String,
    pub(super) patronymic: String,
    pub(super) birth_date: String,
    pub(super) sex: String,
}

/// The same, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Person {
    pub(super) last_name: String,
    pub(super) first_name: String,
    pub(super) patronymic: Option<String>,
    pub(super) birth_date: Date,
    pub(super) sex: Sex,
}

impl PersonForm {
    /// As posted. Cut, so that a flow cannot be made to hold a book.
    pub(super) fn read(params: &Params) -> Self {
        let field = |field: Field| {
            let text: Vec<&str> = params.text(field.name()).split_whitespace().collect();
            text.join(" ").chars().take(200).collect()
        };
        Self {
            last_name: field(Field::LastName),
            first_name: field(Field::FirstName),
            patronymic: field(Field::Patronymic),
            birth_date: field(Field::BirthDate),
            sex: field(Field::Sex),
        }
    }

    /// The page filled in from what is known.
    pub(super) fn of(person: &Person) -> Self {
        Self {
            last_name: person.last_name.clone(),
            first_name: person.first_name.clone(),
            patronymic: person.patronymic.clone().unwrap_or_default(),
            birth_date: person.birth_date.to_string(),
            sex: match person.sex {
                Sex::Female => "female".to_owned(),
                Sex::Male => "male".to_owned(),
                Sex::Unset => String::new(),
            },
        }
    }

    /// The person, or everything that is wrong at once.
    pub(super) fn check(&self, now: i64) -> Result<Person, Problems> {
        let mut problems = Problems::new();
        let mut note = |field, problem: Option<Problem>| {
            problems.extend(problem.map(|problem| (field, problem)));
        };
        let empty = |text: &str, problem| if text.is_empty() { Some(problem) } else { None };
        note(
            Field::LastName,
            empty(&self.last_name, Problem::LastNameEmpty).or_else(|| name(&self.last_name)),
        );
        note(
            Field::FirstName,
            empty(&self.first_name, Problem::FirstNameEmpty).or_else(|| name(&self.first_name)),
        );
        note(Field::Patronymic, name(&self.patronymic));
        let birth_date = birth(&self.birth_date, now);
        note(Field::BirthDate, birth_date.clone().err());
        let sex = match &*self.sex {
            "female" => Some(Sex::Female),
            "male" => Some(Sex::Male),
            _ => None,
        };
        note(Field::Sex, sex.is_none().then_some(Problem::SexEmpty));
        match (problems.is_empty(), birth_date, sex) {
            (true, Ok(birth_date), Some(sex)) => Ok(Person {
                last_name: self.last_name.clone(),
                first_name: self.first_name.clone(),
                patronymic: Some(self.patronymic.clone()).filter(|text| !text.is_empty()),
                birth_date,
                sex,
            }),
            _ => Err(problems),
        }
    }
}

impl Person {
    /// `DD.MM.YYYY`, as VK ID writes it and the consent page shows it.
    pub(super) fn birthday(&self) -> String {
        let date = self.birth_date;
        format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
    }
}

fn name(text: &str) -> Option<Problem> {
    if text.chars().count() > 60 {
        return Some(Problem::NameLong);
    }
    let fits = |c: char| c.is_alphabetic() || matches!(c, '-' | '‐' | '\'' | '’' | ' ' | '.');
    let begins = text.chars().next().is_none_or(char::is_alphabetic);
    (!begins || !text.chars().all(fits)).then_some(Problem::NameShape)
}

/// Reads `1987-07-25` (what a date field posts) and `25.07.1987` (what people type without one).
fn birth(text: &str, now: i64) -> Result<Date, Problem> {
    if text.is_empty() {
        return Err(Problem::BirthEmpty);
    }
    let parts: Vec<i16> = text
        .split(['-', '.', '/', ' '])
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| Problem::BirthShape)?;
    let (year, month, day) = match parts[..] {
        [year, month, day] if text.as_bytes().get(4) == Some(&b'-') => (year, month, day),
        [day, month, year] => (year, month, day),
        _ => return Err(Problem::BirthShape),
    };
    let narrow = |number: i16| i8::try_from(number).map_err(|_| Problem::BirthShape);
    let date = Date::new(year, narrow(month)?, narrow(day)?).map_err(|_| Problem::BirthShape)?;
    let today = Timestamp::from_millisecond(now)
        .map_or(Date::MAX, |now| now.to_zoned(TimeZone::UTC).date());
    // A school begins at six; younger than four is a slip of the year, and so is older than 120.
    let age = today.year() - date.year();
    if date > today || !(4..=120).contains(&age) {
        Err(Problem::BirthUnlikely)
    } else {
        Ok(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_000_000_000; // November 2026

    fn form() -> PersonForm {
        PersonForm {
            last_name: "Петров".into(),
            first_name: "Сергей".into(),
            patronymic: String::new(),
            birth_date: "1987-07-25".into(),
            sex: "male".into(),
        }
    }

    #[test]
    fn the_patronymic_is_optional_and_both_dates_are_read() {
        let person = form().check(NOW).unwrap();
        assert_eq!(person.patronymic, None);
        assert_eq!(person.birthday(), "25.07.1987");
        let typed = PersonForm {
            birth_date: "25.07.1987".into(),
            ..form()
        };
        assert_eq!(typed.check(NOW).unwrap(), person);
        assert_eq!(PersonForm::of(&person), form());
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let problems = PersonForm::default().check(NOW).unwrap_err();
        assert_eq!(problems.len(), 4);
        for (birth_date, problem) in [
            ("31.02.1987", Problem::BirthShape),
            ("вчера", Problem::BirthShape),
            ("1987", Problem::BirthShape),
            ("2030-01-01", Problem::BirthUnlikely),
            ("1800-01-01", Problem::BirthUnlikely),
        ] {
            let typed = PersonForm {
                birth_date: birth_date.into(),
                ..form()
            };
            assert_eq!(
                typed.check(NOW),
                Err(vec![(Field::BirthDate, problem)]),
                "{birth_date}"
            );
        }
        for (name, right) in [
            ("Салтыков-Щедрин", true),
            ("О’Нил", true),
            ("П3тров", false),
            ("-", false),
        ] {
            let typed = PersonForm {
                last_name: name.into(),
                ..form()
            };
            assert_eq!(typed.check(NOW).is_ok(), right, "{name}");
        }
    }
}
