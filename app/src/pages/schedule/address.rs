//! What is shown, as it stands in the address: everything on this page is a link, so that it
//! works without JavaScript and with the back button.

use leptos_router::params::ParamsMap;
use model::Role;
use model::views::{Day, Me, Schedule, ScheduleOf};

/// `?of=…&date=…&view=…` as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Whose lessons; what suits the person when nothing was said.
    pub of: Option<ScheduleOf>,
    /// `YYYY-MM-DD`; today when nothing was said.
    pub date: Option<String>,
}

impl Asked {
    /// Reads the address. What cannot be understood counts as not said.
    #[must_use]
    pub fn read(query: &ParamsMap) -> Self {
        Self {
            of: query.get_str("of").and_then(of_code),
            date: query
                .get_str("date")
                .filter(|text| is_date(text))
                .map(str::to_owned),
        }
    }

    /// Whose lessons to fetch first: a guardian who does not teach has none of the own.
    #[must_use]
    pub fn of_or_usual(&self, me: &Me) -> ScheduleOf {
        let own = me.is(Role::Teacher) || me.is(Role::Pupil);
        let usual = match me.children.first() {
            Some(child) if !own => ScheduleOf::Child(child.id),
            _ => ScheduleOf::Mine,
        };
        self.of.unwrap_or(usual)
    }
}

/// Whether the week rather than the day is asked for.
#[must_use]
pub fn is_week(query: &ParamsMap) -> bool {
    query.get_str("view") == Some("week")
}

/// Where a link of this page leads.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Whose lessons; what suits the person when nothing was said. It stays unsaid from link to
    /// link: the same address fetches nothing again, and what is being pressed stays where it is.
    pub of: Option<ScheduleOf>,
    /// Which day; today when none.
    pub day: Option<Day>,
    /// Week rather than day.
    pub week: bool,
}

impl Place {
    /// What is shown now.
    #[must_use]
    pub fn here(asked: &Asked, schedule: &Schedule, week: bool) -> Self {
        let day = Some(schedule.selected).filter(|day| *day != schedule.today);
        Self {
            of: asked.of,
            day,
            week,
        }
    }

    /// The same on another day.
    #[must_use]
    pub fn on(self, day: Day) -> Self {
        Self {
            day: Some(day),
            ..self
        }
    }

    /// The same of somebody else.
    #[must_use]
    pub fn of(self, of: ScheduleOf) -> Self {
        Self {
            of: Some(of),
            ..self
        }
    }

    /// The address.
    #[must_use]
    pub fn href(self) -> String {
        let of = self.of.map(|of| match of {
            ScheduleOf::Mine => "of=mine".to_owned(),
            ScheduleOf::Class(class) => format!("of=class-{class}"),
            ScheduleOf::Child(child) => format!("of=child-{child}"),
        });
        let date = self.day.map(|day| format!("date={}", day.iso()));
        let view = self.week.then(|| "view=week".to_owned());
        let said: Vec<String> = [of, date, view].into_iter().flatten().collect();
        if said.is_empty() {
            "/schedule".to_owned()
        } else {
            format!("/schedule?{}", said.join("&"))
        }
    }
}

fn of_code(text: &str) -> Option<ScheduleOf> {
    match text.split_once('-') {
        None if text == "mine" => Some(ScheduleOf::Mine),
        Some(("class", id)) => id.parse().ok().map(ScheduleOf::Class),
        Some(("child", id)) => id.parse().ok().map(ScheduleOf::Child),
        _ => None,
    }
}

/// Whether the text has the form of a date; whether there is such a day the server knows.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{ClassId, PersonId};

    fn read(of: &str, date: &str) -> Asked {
        let mut query = ParamsMap::new();
        query.insert("of", of.to_owned());
        query.insert("date", date.to_owned());
        Asked::read(&query)
    }

    #[test]
    fn an_address_is_read_back() {
        let day = Day {
            year: 2026,
            month: 11,
            day: 24,
            weekday: 1,
        };
        let place = Place {
            of: Some(ScheduleOf::Class(ClassId(7))),
            day: Some(day),
            week: true,
        };
        assert_eq!(
            place.href(),
            "/schedule?of=class-7&date=2026-11-24&view=week"
        );
        let unsaid = Place {
            of: None,
            day: None,
            week: false,
        };
        assert_eq!(unsaid.href(), "/schedule");
        assert_eq!(
            read("class-7", "2026-11-24").of,
            Some(ScheduleOf::Class(ClassId(7)))
        );
        assert_eq!(read("child-3", "").of, Some(ScheduleOf::Child(PersonId(3))));
        assert_eq!(read("mine", "").of, Some(ScheduleOf::Mine));
    }

    #[test]
    fn nonsense_counts_as_not_said() {
        assert_eq!(read("class-x", "tomorrow"), Asked::default());
        assert_eq!(read("everybody", "2026-1-1"), Asked::default());
        assert_eq!(read("", "2026/11/24"), Asked::default());
    }
}
