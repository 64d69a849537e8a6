//! The rule (`shared/spec/decisions.md` 4 and 5, `roles.md`, Chats), as pure functions.

use model::{ClassId, PersonId, Reason};
use std::collections::BTreeMap;

/// Somebody of the roster, as far as membership cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Somebody {
    /// Who.
    pub person: PersonId,
    /// Has a linked learning profile: only then really a member (RC-06).
    pub linked: bool,
}

/// A class with everybody who belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClassPeople {
    /// Pupils.
    pub pupils: Vec<Somebody>,
    /// Class teachers.
    pub class_teachers: Vec<Somebody>,
    /// Guardians, each with the name of the child in this class.
    pub guardians: Vec<(Somebody, String)>,
    /// Study groups that have a chat.
    pub groups: BTreeMap<ClassId, GroupPeople>,
}

/// A study group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupPeople {
    /// Who studies the subject in it.
    pub pupils: Vec<Somebody>,
    /// Who teaches it.
    pub teachers: Vec<Somebody>,
}

/// Somebody who belongs in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// Who.
    pub who: Somebody,
    /// Why, the weightiest first; never empty.
    pub reasons: Vec<Reason>,
}

/// «4А класс»: pupils and class teacher.
#[must_use]
pub fn class_chat(class: &ClassPeople) -> Vec<Expected> {
    collect(
        class
            .class_teachers
            .iter()
            .map(|who| (*who, Reason::ClassTeacher))
            .chain(class.pupils.iter().map(|who| (*who, Reason::PupilOfClass))),
    )
}

/// «4А класс Родители»: guardians and class teacher.
#[must_use]
pub fn parents_chat(class: &ClassPeople) -> Vec<Expected> {
    collect(
        class
            .class_teachers
            .iter()
            .map(|who| (*who, Reason::ClassTeacher))
            .chain(class.guardians.iter().map(|(who, child)| {
                (
                    *who,
                    Reason::GuardianOf {
                        child: child.clone(),
                    },
                )
            })),
    )
}

/// «Математика 4А»: who studies it and who teaches it; guardians never.
#[must_use]
pub fn subject_chat(group: &GroupPeople) -> Vec<Expected> {
    collect(
        group
            .teachers
            .iter()
            .map(|who| (*who, Reason::TeachesSubject))
            .chain(
                group
                    .pupils
                    .iter()
                    .map(|who| (*who, Reason::StudiesSubject)),
            ),
    )
}

/// «Учительская».
#[must_use]
pub fn staff_chat(teachers: &[Somebody]) -> Vec<Expected> {
    collect(teachers.iter().map(|who| (*who, Reason::TeacherOfSchool)))
}

/// What must change for a chat to have its expected members: whom to keep with which reasons, and
/// whom to remove. `present` is who is in the chat now, and why.
#[must_use]
pub fn wanted(
    expected: &[Expected],
    present: &BTreeMap<PersonId, Vec<Reason>>,
) -> (Vec<Expected>, Vec<PersonId>) {
    let linked: BTreeMap<PersonId, &Expected> = expected
        .iter()
        .filter(|one| one.who.linked)
        .map(|one| (one.who.person, one))
        .collect();
    let keep = linked
        .values()
        .filter(|one| present.get(&one.who.person) != Some(&one.reasons))
        .map(|one| (*one).clone())
        .collect();
    let remove = present
        .keys()
        .filter(|person| !linked.contains_key(person))
        .copied()
        .collect();
    (keep, remove)
}

fn collect(pairs: impl Iterator<Item = (Somebody, Reason)>) -> Vec<Expected> {
    let mut order: Vec<Expected> = Vec::new();
    let mut places: BTreeMap<PersonId, usize> = BTreeMap::new();
    for (who, reason) in pairs {
        match places.get(&who.person) {
            Some(at) if order[*at].reasons.contains(&reason) => {}
            Some(at) => order[*at].reasons.push(reason),
            None => {
                places.insert(who.person, order.len());
                order.push(Expected {
                    who,
                    reasons: vec![reason],
                });
            }
        }
    }
    order
}
