use super::{Day, Moment};
use crate::{ClassId, FullName, MisfitId, MisfitKind, MisfitState, Role};
use serde::{Deserialize, Serialize};

/// A link that does not fit, as somebody whom it concerns sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misfit {
    /// Which.
    pub id: MisfitId,
    /// Why.
    pub kind: MisfitKind,
    /// Where it stands.
    pub state: MisfitState,
    /// Since when.
    pub found: Moment,
    /// Whose account it is.
    pub account: MisfitCard,
    /// Whose profile is linked.
    pub profile: MisfitCard,
    /// What differs between the two cards.
    pub differs: Differs,
    /// Who sees this.
    pub standing: Viewpoint,
    /// How it is mended.
    pub way: Way,
    /// Whether «Всё верно» is offered.
    pub may_dismiss: bool,
}

/// One of the two cards.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MisfitCard {
    /// Name; `None` for a stranger whom the reader may not know.
    pub name: Option<FullName>,
    /// Role in the journal; of the profile's card that of its owner, when known.
    pub role: Option<Role>,
    /// «4А», for pupils.
    pub class: Option<String>,
    /// Masked.
    pub phone: Option<String>,
    /// Birth date.
    pub born: Option<Day>,
}

/// Rows of the two cards that are not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Differs {
    pub name: bool,
    pub phone: bool,
    pub born: bool,
}

/// Who somebody is to a link that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Viewpoint {
    /// The account is one's own.
    Holder,
    /// The profile is one's own.
    Owner,
    /// Class teacher of the person or of the person's child.
    ClassTeacher,
    /// Administrator of the school.
    Administrator,
}

/// How a link that does not fit is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The profile goes to its owner's account, confirmed by two codes.
    Move,
    /// Each of the two has the other's: they change.
    Swap,
    /// The owner is not in the roster, or has a profile already: unlink, and link anew.
    Alone,
}

/// The page of a repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairPage {
    /// What is mended.
    pub misfit: Misfit,
    /// Codes that have been given out and still hold.
    pub codes: Option<RepairCodes>,
    /// Today at the school.
    pub today: Day,
}

/// Codes that have been given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairCodes {
    /// The own one, six digits; staff have none.
    pub own: Option<String>,
    /// Until when they hold.
    pub until: Moment,
    /// Wrong codes that are still allowed.
    pub tries_left: u32,
}

/// Links of a school or of own classes that do not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misfits {
    /// Whether that is the whole school.
    pub school: bool,
    /// They, the newest first, at most a hundred.
    pub misfits: Vec<Misfit>,
    /// How many there are.
    pub count: u32,
}

/// Who has linked, by class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Everybody of the school, once; for its administrator only.
    pub school: Option<[PartShare; 3]>,
    /// Classes.
    pub classes: Vec<ClassProgress>,
    /// Links that do not fit, as far as the reader sees them.
    pub misfits: u32,
}

/// A class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassProgress {
    /// Which.
    pub id: ClassId,
    /// «4А»
    pub name: String,
    /// Hue of its square.
    pub hue: u8,
    /// Pupils, guardians, class teachers.
    pub shares: [PartShare; 3],
}

/// How many of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartShare {
    /// Pupils, guardians or teachers.
    pub part: Role,
    /// All of them.
    pub people: u32,
    /// Linked.
    pub linked: u32,
}

impl PartShare {
    /// Not linked yet.
    #[must_use]
    pub fn missing(self) -> u32 {
        self.people.saturating_sub(self.linked)
    }
}

/// One class: who has not linked, and what to send them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassSheet {
    /// The class.
    pub class: ClassProgress,
    /// Who has not linked yet.
    pub missing: Vec<Missing>,
    /// Today at the school.
    pub today: Day,
    /// The journal's address.
    pub address: String,
}

/// Somebody who has not linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Name.
    pub name: FullName,
    /// Pupil, guardian or teacher.
    pub part: Role,
    /// Names of own children in the class.
    pub children: String,
    /// Last time somebody signed in as them.
    pub signed_in: Option<Moment>,
}
