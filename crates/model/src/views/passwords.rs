use super::Day;
use crate::{ClassId, FullName, PersonId};
use serde::{Deserialize, Serialize};

/// First passwords of a school, by the groups in which cards are printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passwords {
    /// Classes, the lowest first.
    pub classes: Vec<ClassPasswords>,
    /// Teachers and administrators.
    pub staff: PasswordShare,
}

/// One class of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassPasswords {
    /// Which.
    pub class: ClassId,
    /// «4А»
    pub name: String,
    /// Its pupils.
    pub pupils: PasswordShare,
    /// Their guardians.
    pub guardians: PasswordShare,
}

/// How many of a group never had a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PasswordShare {
    /// All.
    pub people: u32,
    /// Those without a password.
    pub without: u32,
}

/// A group one by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordGroup {
    /// Class; nothing for staff.
    pub class: Option<ClassId>,
    /// «4А», empty for staff.
    pub name: String,
    /// Pupils, or staff.
    pub people: Vec<CardHolder>,
    /// Guardians of the pupils.
    pub guardians: Vec<CardHolder>,
}

/// Somebody for whom a card can be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardHolder {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: FullName,
    /// Login.
    pub login: String,
    /// Children, of a guardian: «Соколов Артём, 4А».
    pub children: Vec<String>,
    /// Has a password.
    pub ready: bool,
    /// The last day of a printed card that has not been used.
    pub card: Option<Day>,
}
