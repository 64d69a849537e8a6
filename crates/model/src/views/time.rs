use serde::{Deserialize, Serialize};

/// A calendar day in the school's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day {
    /// Year.
    pub year: i16,
    /// 1..=12
    pub month: u8,
    /// 1..=31
    pub day: u8,
    /// 0 = Monday
    pub weekday: u8,
}

impl Day {
    /// `2026-11-24`, as in addresses.
    #[must_use]
    pub fn iso(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `24.11.2026`, as documents write it.
    #[must_use]
    pub fn dotted(&self) -> String {
        format!("{:02}.{:02}.{:04}", self.day, self.month, self.year)
    }
}

/// An instant as the school's clock shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// The day there.
    pub day: Day,
    /// «9:41»
    pub time: String,
}
