use super::{Day, Moment};
use crate::OrgId;
use serde::{Deserialize, Serialize};

/// People, and how many of them have a linked profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Share {
    /// All.
    pub all: u32,
    /// With a linked profile.
    pub linked: u32,
}

impl Share {
    /// Whole percent, rounded down: 100 only when nobody is missing.
    #[must_use]
    pub fn percent(self) -> u32 {
        if self.all == 0 {
            return 0;
        }
        u32::try_from(u64::from(self.linked) * 100 / u64::from(self.all)).unwrap_or(100)
    }
}

impl std::ops::Add for Share {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            all: self.all + other.all,
            linked: self.linked + other.linked,
        }
    }
}

/// A school in figures. No name stands in it but the school's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolRow {
    /// Which.
    pub org: OrgId,
    /// Full name.
    pub name: String,
    /// «Школа № 12»
    pub short_name: String,
    /// Everybody who has chats, each person once.
    pub people: Share,
    /// Pupils.
    pub pupils: Share,
    /// Guardians.
    pub guardians: Share,
    /// Teachers.
    pub teachers: Share,
    /// Chats that are open.
    pub chats: u32,
    /// When data was last imported.
    pub imported: Option<Moment>,
}

/// The schools of an authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schools {
    /// By name.
    pub rows: Vec<SchoolRow>,
    /// Today at the authority.
    pub today: Day,
}

/// A school as its administrator sees it first (SU-16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// People, links, chats, imports.
    pub school: SchoolRow,
    /// Messages since Monday.
    pub messages: u32,
    /// Devices seen during the last minutes.
    pub devices: u32,
    /// The disk; nothing when it could not be looked at.
    pub disk: Option<Disk>,
    /// People who have no first password.
    pub passwords: u32,
    /// Links that look like somebody else's.
    pub misfits: u32,
    /// Today at the school.
    pub today: Day,
}

/// Bytes on the server's disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disk {
    /// The database.
    pub data: u64,
    /// Free.
    pub free: u64,
    /// In all.
    pub whole: u64,
}

impl Disk {
    /// Less than this is little on any disk.
    const LITTLE: u64 = 1 << 30;

    /// Whether the place runs out: under a tenth of the disk, or under a gibibyte.
    #[must_use]
    pub fn is_short(self) -> bool {
        self.free < Self::LITTLE || self.free < self.whole / 10
    }
}
