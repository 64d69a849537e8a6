use super::{Day, Moment};
use crate::{FullName, PersonId, Role, SessionId};
use serde::{Deserialize, Serialize};

/// A person's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: FullName,
    /// Roles here.
    pub roles: Vec<Role>,
    /// «4А», for pupils.
    pub class: Option<String>,
    /// Birth date; shown to the person and to guardians.
    pub born: Option<Day>,
    /// Number the school has, masked.
    pub phone: Option<String>,
    /// E-mail the school has; own page only.
    pub email: Option<String>,
    /// Whether the page is one's own.
    pub own: bool,
    /// Whether the person's profile is linked.
    pub linked: bool,
    /// What of the roster confirms a teacher who has linked; own page only.
    pub confirmed: Option<Confirmed>,
    /// Where the account is signed in; own page only.
    pub devices: Vec<Device>,
}

/// The row of the roster that confirms somebody (ID-47).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// System that exported it.
    pub system: String,
    /// Id there.
    pub row: String,
    /// Last import from there.
    pub imported: Option<Day>,
}

/// A signed-in device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Which.
    pub id: SessionId,
    /// «Chrome, Linux»
    pub agent: String,
    /// Address it was last seen from.
    pub address: String,
    /// Since when.
    pub since: Moment,
    /// Last seen.
    pub seen: Moment,
    /// This very device.
    pub current: bool,
}
