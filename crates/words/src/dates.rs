//! Dates in words («вторник, 24 ноября»).

use crate::{Lang, calendar};

/// The name of a weekday, 0 = Monday.
#[must_use]
pub fn weekday(lang: Lang, day: u8) -> &'static str {
    let names = match day {
        0 => calendar::monday,
        1 => calendar::tuesday,
        2 => calendar::wednesday,
        3 => calendar::thursday,
        4 => calendar::friday,
        5 => calendar::saturday,
        _ => calendar::sunday,
    };
    names(lang)
}

/// The short name of a weekday («Вт»), 0 = Monday.
#[must_use]
pub fn weekday_short(lang: Lang, day: u8) -> &'static str {
    let names = match day {
        0 => calendar::mon,
        1 => calendar::tue,
        2 => calendar::wed,
        3 => calendar::thu,
        4 => calendar::fri,
        5 => calendar::sat,
        _ => calendar::sun,
    };
    names(lang)
}

/// Day and month in words («24 ноября», "24 November"), month 1..=12.
#[must_use]
pub fn day_and_month(lang: Lang, day: u8, month: u8) -> String {
    let name = match month {
        1 => calendar::january,
        2 => calendar::february,
        3 => calendar::march,
        4 => calendar::april,
        5 => calendar::may,
        6 => calendar::june,
        7 => calendar::july,
        8 => calendar::august,
        9 => calendar::september,
        10 => calendar::october,
        11 => calendar::november,
        _ => calendar::december,
    };
    format!("{day} {}", name(lang))
}
