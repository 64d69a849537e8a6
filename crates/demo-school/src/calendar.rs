//! Days and the school year with its four quarters.

use std::fmt;

/// A day, counted from 1970-01-01 (proleptic Gregorian).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i32);

impl Day {
    /// The day of a year, month (1–12) and day of the month.
    pub fn new(year: i32, month: i32, day: i32) -> Self {
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let yoe = y.rem_euclid(400);
        let doy = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468)
    }

    /// Year, month, day of the month.
    pub fn ymd(self) -> (i32, i32, i32) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i32::from(month <= 2);
        (year, month, doy - (153 * mp + 2) / 5 + 1)
    }

    /// 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> i32 {
        (self.0 + 3).rem_euclid(7)
    }

    /// This day or the nearest earlier Friday when it falls on a weekend.
    fn back_to_work(self) -> Self {
        Self(self.0 - (self.weekday() - 4).max(0))
    }

    /// The last such weekday on or before this day.
    fn last(self, weekday: i32) -> Self {
        Self(self.0 - (self.weekday() - weekday).rem_euclid(7))
    }

    /// The first such weekday on or after this day.
    fn first(self, weekday: i32) -> Self {
        Self(self.0 + (weekday - self.weekday()).rem_euclid(7))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = self.ymd();
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}

/// The school year: first and last day, and its quarters.
#[derive(Debug, Clone)]
pub struct Year {
    /// The calendar year it starts in.
    pub first: i32,
    /// First day of lessons, 1 September (or the Monday after it).
    pub start: Day,
    /// Last day of lessons, 26 May (or the Friday before it).
    pub end: Day,
    /// Four quarters with holidays between them.
    pub quarters: [(Day, Day); 4],
}

impl Year {
    /// The year that starts in September of `first`.
    pub fn new(first: i32) -> Self {
        let mut start = Day::new(first, 9, 1);
        if start.weekday() > 4 {
            start = start.first(0);
        }
        let end = Day::new(first + 1, 5, 26).back_to_work();
        let autumn = Day::new(first, 10, 27).last(4);
        let spring = Day::new(first + 1, 3, 24).last(4);
        let quarters = [
            (start, autumn),
            (Day(autumn.0 + 10), Day::new(first, 12, 29).back_to_work()),
            (Day::new(first + 1, 1, 9).first(0), spring),
            (Day(spring.0 + 10), end),
        ];
        Self {
            first,
            start,
            end,
            quarters,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_the_example() {
        let year = Year::new(2026);
        let words: Vec<String> = year
            .quarters
            .iter()
            .map(|(a, b)| format!("{a} {b}"))
            .collect();
        assert_eq!(
            words,
            [
                "2026-09-01 2026-10-23",
                "2026-11-02 2026-12-29",
                "2027-01-11 2027-03-19",
                "2027-03-29 2027-05-26"
            ]
        );
    }

    #[test]
    fn days_go_there_and_back() {
        for n in -800_000..800_000 {
            let (y, m, d) = Day(n).ymd();
            assert_eq!(Day::new(y, m, d), Day(n));
        }
        assert_eq!(Day::new(1970, 1, 1), Day(0));
    }

    #[test]
    fn quarters_are_in_order_in_any_year() {
        for first in 1990..2100 {
            let year = Year::new(first);
            let mut before = Day(year.start.0 - 8);
            for (a, b) in year.quarters {
                assert!(a.0 >= before.0 + 8 && a < b, "{first}");
                assert!(a.weekday() < 5 && b.weekday() < 5, "{first}");
                before = b;
            }
        }
    }
}
