use crate::OrgId;
use serde::{Deserialize, Serialize};

/// A school or an authority that one signs in to (ID-06, ID-07).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Which.
    pub id: OrgId,
    /// Full name.
    pub name: String,
    /// «Орган управления» rather than «Организация».
    pub authority: bool,
}

/// Somebody who can sign in to the demonstration school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPerson {
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
    /// Full name.
    pub name: String,
    /// Who that is: «классный руководитель 4А, математика».
    pub note: String,
    /// Where one signs in.
    pub org: OrgId,
    /// Name of that.
    pub org_name: String,
    /// On the tab «Орган управления».
    pub authority: bool,
}

/// What the sign-in page starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// Organisations to begin with: all when there are few.
    pub organisations: Vec<Organisation>,
    /// Whether there are more than these, so that typing asks the server.
    pub more: bool,
    /// Empty outside demonstration mode.
    pub demo: Vec<DemoPerson>,
    /// What was typed before a refusal; never the password.
    pub draft: Option<DoorDraft>,
}

/// What is kept of a refused sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DoorDraft {
    /// The organisation chosen.
    pub org: Option<Organisation>,
    /// What stood in its field.
    pub org_text: String,
    /// The login typed.
    pub login: String,
    /// «Остаться в системе»
    pub remember: bool,
    /// The tab «Орган управления».
    pub authority: bool,
    /// Why it was refused.
    pub problem: Option<crate::Problem>,
}
