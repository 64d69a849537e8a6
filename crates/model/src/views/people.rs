use super::{Day, Device, Linked, Moment};
use crate::{ChangeId, ChatId, ClassId, FullName, HandKind, PersonId, PersonState, Reason, Role};
use serde::{Deserialize, Serialize};

/// Who is asked for on the people page; what its address says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PeopleAsk {
    /// Beginnings of names, a login, a class; empty for everybody.
    pub text: String,
    /// Only with this role.
    pub role: Option<Role>,
    /// Only of this class.
    pub class: Option<ClassId>,
    /// Only so linked.
    pub state: Option<PersonState>,
    /// How many are wanted, at most 1,000; 0 for the usual page.
    pub most: u32,
}

/// People of a school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// The first of them, by name.
    pub people: Vec<PersonRow>,
    /// How many there are.
    pub total: u32,
}

/// A class to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassName {
    /// Which.
    pub id: ClassId,
    /// «4А»
    pub name: String,
}

/// Somebody in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: FullName,
    /// Roles at the school.
    pub roles: Vec<Role>,
    /// Own classes, or those of the children.
    pub classes: Vec<String>,
    /// Has a linked profile.
    pub linked: bool,
    /// Has never signed in.
    pub never_in: bool,
    /// Has left by hand.
    pub left: bool,
}

/// A person as the administrator of the school sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolPerson {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: FullName,
    /// Login.
    pub login: String,
    /// Roles at the school.
    pub roles: Vec<Role>,
    /// Classes of which one is a pupil or a teacher.
    pub classes: Vec<String>,
    /// Birth date.
    pub born: Option<Day>,
    /// The whole number: the administrator works with it, and each look is in the log.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// When the account last signed in.
    pub last_in: Option<Moment>,
    /// Own children at the school.
    pub children: Vec<Relative>,
    /// Guardians at the school.
    pub guardians: Vec<Relative>,
    /// Where the account is signed in to the school.
    pub devices: Vec<Device>,
    /// The link.
    pub link: Option<Linked>,
    /// Links that are over, newest first.
    pub past_links: Vec<PastLinkView>,
    /// Chats of the school, with the reasons of membership.
    pub chats: Vec<ChatOfPerson>,
    /// Changes by hand, newest first.
    pub changes: Vec<ChangeView>,
    /// What may be done.
    pub may: MayDo,
    /// Has left by hand.
    pub left: bool,
    /// Today at the school.
    pub today: Day,
}

/// What the administrator may do with a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MayDo {
    /// Move to another class: a pupil of one.
    pub transfer: bool,
    /// Mark as having left.
    pub leave: bool,
    /// Add and take away guardians: a pupil.
    pub guardians: bool,
}

/// A child or a guardian.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relative {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: FullName,
    /// «4А», of a child.
    pub class: Option<String>,
    /// Has a linked profile.
    pub linked: bool,
    /// Since when, where the guardianship was added by hand.
    pub by_hand: Option<Day>,
}

/// A link that is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastLinkView {
    /// Name in the learning profile.
    pub name: FullName,
    /// «+7 912 •••-••-17»
    pub phone: String,
    /// From.
    pub since: Moment,
    /// To.
    pub until: Moment,
    /// Code of the reason.
    pub reason: String,
    /// The administrator and the administrator's own words.
    pub by: Option<(String, String)>,
}

/// A chat that somebody is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatOfPerson {
    /// Which.
    pub id: ChatId,
    /// Name.
    pub name: String,
    /// What stands in the square.
    pub tile: String,
    /// Hue of the square.
    pub hue: u8,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// A change by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeView {
    /// Which.
    pub id: ChangeId,
    /// What.
    pub kind: HandKind,
    /// «4Б», of a transfer.
    pub class: Option<String>,
    /// Name of the guardian on a child's page, of the child on a guardian's.
    pub other: Option<String>,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
    /// Who did it.
    pub by: String,
    /// Since when it holds no longer.
    pub ended: Option<Day>,
}

/// Where a pupil may be moved to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferPage {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: FullName,
    /// Class now.
    pub from: Option<String>,
    /// Other classes of the school.
    pub classes: Vec<ClassName>,
    /// The chosen one, and the subjects that are taught there in several groups.
    pub chosen: Option<(ClassName, Vec<Split>)>,
}

/// A subject taught in several groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// «Английский язык»
    pub subject: String,
    /// Its groups, the first one offered.
    pub groups: Vec<ClassName>,
}

/// «Администратор … отменил привязку»: what somebody is told whose link was ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlinkNotice {
    /// The administrator.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Why, in the administrator's own words.
    pub text: String,
}
