//! Days, bells and the masks of aSc Timetables.

use jiff::{ToSpan, civil::Date};
use storage::Term;

/// Whether a mask of a cycle has a one at a position; an empty mask means always.
pub(super) fn marked(mask: &str, position: usize) -> bool {
    mask.is_empty() || mask.as_bytes().get(position % mask.len()) == Some(&b'1')
}

/// Outside every term, when there are terms: holidays.
pub(super) fn is_holiday(terms: &[Term], date: &str) -> bool {
    let mut parts = terms.iter().filter(|term| !term.year).peekable();
    if parts.peek().is_some() {
        !parts.any(|term| term.starts.as_str() <= date && date <= term.ends.as_str())
    } else {
        let mut years = terms.iter().filter(|term| term.year).peekable();
        years.peek().is_some()
            && !years.any(|year| year.starts.as_str() <= date && date <= year.ends.as_str())
    }
}

pub(super) fn monday_of(date: Date) -> Date {
    plus(date, -date.weekday().to_monday_zero_offset())
}

pub(super) fn plus(date: Date, days: i8) -> Date {
    date.saturating_add(i64::from(days).days())
}

/// «08:30» as «8:30».
pub(super) fn clock(text: &str) -> String {
    text.strip_prefix('0')
        .filter(|rest| rest.len() == 4)
        .unwrap_or(text)
        .to_owned()
}

pub(super) fn minutes(text: &str) -> u32 {
    let mut parts = text.split(':').map(|part| part.parse::<u32>().unwrap_or(0));
    parts.next().unwrap_or(0) * 60 + parts.next().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_repeats_with_its_cycle() {
        assert!(marked("", 5));
        assert!(marked("10", 0) && !marked("10", 1) && marked("10", 2));
    }

    #[test]
    fn between_the_quarters_are_holidays() {
        let term = |year, starts: &str, ends: &str| Term {
            id: 0,
            year,
            title: String::new(),
            starts: starts.into(),
            ends: ends.into(),
        };
        let terms = [
            term(true, "2026-09-01", "2027-05-26"),
            term(false, "2026-09-01", "2026-10-23"),
            term(false, "2026-11-02", "2026-12-29"),
        ];
        assert!(is_holiday(&terms, "2026-10-28"));
        assert!(!is_holiday(&terms, "2026-11-24"));
        assert!(is_holiday(&terms[..1], "2026-08-31"));
        assert!(!is_holiday(&[], "2026-08-31"));
    }
}
