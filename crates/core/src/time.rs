//! Instants as a school's clock shows them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use model::views::{Day, Moment};
use storage::Term;

/// The clock on a school's wall.
#[derive(Debug, Clone)]
pub struct SchoolTime {
    zone: TimeZone,
}

impl SchoolTime {
    /// The clock of an IANA zone; UTC for a zone that nobody knows, which the import refuses.
    #[must_use]
    pub fn new(zone: &str) -> Self {
        let zone = TimeZone::get(zone).unwrap_or_else(|fault| {
            tracing::error!(zone, cause = %fault, "unknown time zone, UTC is used");
            TimeZone::UTC
        });
        Self { zone }
    }

    /// Whether a name is an IANA zone.
    #[must_use]
    pub fn knows(zone: &str) -> bool {
        TimeZone::get(zone).is_ok()
    }

    /// Day and time of an instant.
    #[must_use]
    pub fn moment(&self, at: i64) -> Moment {
        let zoned = Timestamp::from_millisecond(at)
            .unwrap_or_default()
            .to_zoned(self.zone.clone());
        Moment {
            at,
            day: day(zoned.date()),
            time: format!("{}:{:02}", zoned.hour(), zoned.minute()),
        }
    }

    /// The date of an instant.
    #[must_use]
    pub fn date(&self, at: i64) -> Date {
        Timestamp::from_millisecond(at)
            .unwrap_or_default()
            .to_zoned(self.zone.clone())
            .date()
    }

    /// The instant at which a day begins; 0 for what is no date.
    #[must_use]
    pub fn start_of(&self, date: &str) -> i64 {
        let Ok(date) = date.parse::<Date>() else {
            return 0;
        };
        date.to_zoned(self.zone.clone())
            .map_or(0, |zoned| zoned.timestamp().as_millisecond())
    }
}

/// A date as the pages are shown it.
#[must_use]
pub(crate) fn day(date: Date) -> Day {
    Day {
        year: date.year(),
        month: date.month().unsigned_abs(),
        day: date.day().unsigned_abs(),
        weekday: date.weekday().to_monday_zero_offset().unsigned_abs(),
    }
}

/// A date of the database as the pages are shown it.
#[must_use]
pub(crate) fn day_of(text: &str) -> Option<Day> {
    text.parse::<Date>().ok().map(day)
}

/// The school year of a day: the one it lies in, else the next one, else the last one.
#[must_use]
pub(crate) fn year_of<'a>(terms: &'a [Term], today: &str) -> Option<&'a Term> {
    let years = || terms.iter().filter(|term| term.year);
    years()
        .find(|year| year.ends.as_str() >= today)
        .or_else(|| years().next_back())
}

/// The day for which roles and enrolments are asked: today, but never outside the school year, so
/// that chats exist in the summer before and after it.
#[must_use]
pub(crate) fn effective_day(terms: &[Term], today: &str) -> String {
    match year_of(terms, today) {
        Some(year) if today < year.starts.as_str() => year.starts.clone(),
        Some(year) if today > year.ends.as_str() => year.ends.clone(),
        _ => today.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(starts: &str, ends: &str) -> Term {
        Term {
            id: 1,
            year: true,
            title: String::new(),
            starts: starts.into(),
            ends: ends.into(),
        }
    }

    #[test]
    fn the_summer_belongs_to_the_year_to_come() {
        let terms = [
            year("2025-09-01", "2026-05-26"),
            year("2026-09-01", "2027-05-26"),
        ];
        assert_eq!(effective_day(&terms, "2026-03-01"), "2026-03-01");
        assert_eq!(effective_day(&terms, "2026-07-01"), "2026-09-01");
        assert_eq!(effective_day(&terms, "2027-07-01"), "2027-05-26");
        assert_eq!(effective_day(&[], "2027-07-01"), "2027-07-01");
    }

    #[test]
    fn a_lesson_rings_by_the_schools_own_clock() {
        let time = SchoolTime::new("Asia/Yekaterinburg");
        let moment = time.moment(1_795_494_600_000);
        assert_eq!(
            (moment.day.iso().as_str(), moment.time.as_str()),
            ("2026-11-24", "9:30")
        );
        assert_eq!(moment.day.weekday, 1);
    }
}
