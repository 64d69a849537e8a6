//! When something happened, as people say it.

use model::views::{Day, Moment};
use words::{Lang, chats, dates};

/// In a list: «9:41» today, then «вчера», «24 ноября», «24.11.2025».
#[must_use]
pub fn short(lang: Lang, moment: &Moment, today: Day) -> String {
    match days_before(moment.day, today) {
        0 => moment.time.clone(),
        1 => chats::yesterday(lang).to_owned(),
        _ => date(lang, moment.day, today),
    }
}

/// In a sentence: «сегодня в 9:41», «вчера в 21:14», «24 ноября в 9:32».
#[must_use]
pub fn long(lang: Lang, moment: &Moment, today: Day) -> String {
    match days_before(moment.day, today) {
        0 => chats::today_at(lang, &moment.time),
        1 => chats::yesterday_at(lang, &moment.time),
        _ => chats::day_at(lang, &date(lang, moment.day, today), &moment.time),
    }
}

/// With its date, whatever day it is: «24 ноября 2026, 9:41».
#[must_use]
pub fn exact(lang: Lang, moment: &Moment) -> String {
    let day = dates::day_and_month(lang, moment.day.day, moment.day.month);
    format!("{day} {}, {}", moment.day.year, moment.time)
}

/// For `<time datetime>`: the school's wall clock.
#[must_use]
pub fn machine(moment: &Moment) -> String {
    format!("{}T{:0>5}", moment.day.iso(), moment.time)
}

fn date(lang: Lang, day: Day, today: Day) -> String {
    if day.year == today.year {
        dates::day_and_month(lang, day.day, day.month)
    } else {
        day.dotted()
    }
}

fn days_before(day: Day, today: Day) -> i64 {
    ordinal(today) - ordinal(day)
}

/// Days of the Gregorian calendar in a row: years begin in March, so that the leap day is last.
fn ordinal(day: Day) -> i64 {
    let (month, shift) = match day.month {
        month @ ..=2 => (i64::from(month) + 9, 1),
        month => (i64::from(month) - 3, 0),
    };
    let year = i64::from(day.year) - shift;
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (month * 153 + 2) / 5 + i64::from(day.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: u8, day: u8) -> Day {
        Day {
            year,
            month,
            day,
            weekday: 0,
        }
    }

    fn at(day: Day) -> Moment {
        Moment {
            at: 0,
            day,
            time: "9:41".into(),
        }
    }

    #[test]
    fn the_day_before_is_yesterday_across_months_and_years() {
        let pairs = [
            (day(2026, 11, 23), day(2026, 11, 24)),
            (day(2026, 11, 30), day(2026, 12, 1)),
            (day(2026, 12, 31), day(2027, 1, 1)),
            (day(2028, 2, 29), day(2028, 3, 1)),
            (day(2027, 2, 28), day(2027, 3, 1)),
        ];
        for (before, today) in pairs {
            assert_eq!(
                short(Lang::Russian, &at(before), today),
                "вчера",
                "{before:?}"
            );
        }
    }

    #[test]
    fn older_moments_have_a_date() {
        let today = day(2026, 11, 24);
        assert_eq!(short(Lang::Russian, &at(today), today), "9:41");
        assert_eq!(
            long(Lang::Russian, &at(day(2026, 9, 1)), today),
            "1 сентября в 9:41"
        );
        assert_eq!(
            short(Lang::Russian, &at(day(2025, 11, 23)), today),
            "23.11.2025"
        );
        assert_eq!(machine(&at(today)), "2026-11-24T09:41");
    }
}
