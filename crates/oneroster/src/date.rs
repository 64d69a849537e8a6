//! Dates as the standard writes them.

use jiff::civil::Date;

/// `YYYY-MM-DD` and nothing else (ISO 8601, OneRoster "Date" type).
///
/// Parsed by hand because the general parser also takes times and week dates, which another
/// program reading the same export would refuse.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        });
    if !shaped {
        return None;
    }
    let year = text[..4].parse().ok()?;
    let month = text[5..7].parse().ok()?;
    let day = text[8..].parse().ok()?;
    Date::new(year, month, day).ok()
}
