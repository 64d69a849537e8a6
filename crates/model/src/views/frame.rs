use super::{Moment, UnlinkNotice};
use crate::{AccountId, FullName, OrgId, PersonId, Role};
use serde::{Deserialize, Serialize};

/// Who looks at the page and from where: the frame around every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Account.
    pub account: AccountId,
    /// Person.
    pub person: PersonId,
    /// Name.
    pub name: FullName,
    /// Roles at this organisation, the first one foremost.
    pub roles: Vec<Role>,
    /// Organisation signed in to.
    pub org: OrgId,
    /// Its short name: «Школа № 12».
    pub org_name: String,
    /// «2026/27», when there is a school year.
    pub year: Option<String>,
    /// Own learning profile.
    pub link: LinkState,
    /// What an administrator has to say who ended the own link; until it was read.
    pub unlinked: Option<UnlinkNotice>,
    /// Own children, for guardians.
    pub children: Vec<Child>,
    /// Messages not read yet, over all chats.
    pub unread: u32,
    /// Who wrote the code and how the server is set: names the page shows.
    pub names: Names,
}

impl Me {
    /// Whether the person is staff: «Электронный журнал» rather than «Электронный дневник».
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.roles.iter().any(|role| role.is_staff())
    }

    /// Whether the person has lessons and chats here, or runs the school that does. Operators do
    /// not.
    #[must_use]
    pub fn uses_the_journal(&self) -> bool {
        self.roles.iter().any(|role| role.has_chats())
    }

    /// Whether the person has this role here.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the learning profile is linked.
    #[must_use]
    pub fn is_linked(&self) -> bool {
        matches!(self.link, LinkState::Linked(_))
    }
}

/// Names that a deployment may change (`shared/spec/decisions.md`, The product).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// «Звонок»
    pub product: String,
    /// «VK Мессенджер»
    pub messenger: String,
    /// «Сферум»
    pub profile: String,
    /// Where people write when the school cannot help.
    pub support: String,
}

/// The own link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// This role has no chats and nothing to link.
    NotOffered,
    /// Not linked yet.
    NotLinked,
    /// Linked.
    Linked(Linked),
}

/// A linked learning profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// Name in the learning profile.
    pub name: FullName,
    /// «+7 912 •••-••-17»
    pub phone: String,
    /// Number of the VK ID, for support.
    pub vk_id: String,
    /// Since when.
    pub since: Moment,
}

/// A child of a guardian, or a pupil whose page is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: FullName,
    /// «4А», when the child is in a class.
    pub class: Option<String>,
    /// Whether the child's own profile is linked.
    pub linked: bool,
}
