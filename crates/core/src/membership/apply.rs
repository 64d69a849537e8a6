//! Running the rule over what a link, an unlink or an import touched, in its transaction.

use super::wanted::{
    ClassPeople, Expected, GroupPeople, Somebody, class_chat, parents_chat, staff_chat,
    subject_chat, wanted,
};
use crate::{Event, dialogue::settle};
use model::{ChatId, ChatKind, ClassId, OrgId, PersonId, Reason};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Chat, Enrolled, Membership, Repository, Result};

/// What was touched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Classes (not groups).
    pub classes: BTreeSet<ClassId>,
    /// Schools whose teachers changed.
    pub staff: BTreeSet<OrgId>,
}

/// What a person's link touches: own classes, the children's, the classes of own groups, the
/// staff of schools where one teaches, and the chats one is in.
///
/// # Errors
/// Only when the database fails.
pub async fn scope_of_person(
    db: &mut dyn Repository,
    person: PersonId,
    day: &str,
) -> Result<Scope> {
    let mut scope = Scope::default();
    let mut found = db.studies(person, day).await?;
    found.extend(db.teaches(person, day).await?);
    for child in db.children_of(person).await? {
        found.extend(db.studies(child.id, day).await?);
    }
    for class in found {
        match class.class {
            Some(parent) => scope.classes.insert(parent),
            None if !class.group => scope.classes.insert(class.id),
            None => false,
        };
    }
    for held in db.roles_of(person, day).await? {
        if held.role == model::Role::Teacher {
            scope.staff.insert(held.org);
        }
    }
    // And where one still is a member: a class that one left on a date, without an import since.
    for listed in db.chats_of(person).await? {
        match listed.chat.class {
            Some(class) => scope.classes.insert(class),
            // Dialogues follow the other chats by themselves.
            None if listed.chat.kind == ChatKind::Dialogue => false,
            None => scope.staff.insert(listed.chat.org),
        };
    }
    Ok(scope)
}

/// Brings the chats of a scope to what the rule wants, and the dialogues of whom that touches; the
/// events are for after the commit.
///
/// # Errors
/// Only when the database fails.
pub async fn refresh(
    db: &mut dyn Repository,
    scope: &Scope,
    day: &str,
    now: i64,
) -> Result<Vec<Event>> {
    let mut refreshed = Refreshed::default();
    refresh_automatic(db, scope, day, now, &mut refreshed).await?;
    let settled = settle(db, &refreshed.touched, now).await?;
    refreshed.events.extend(settled);
    Ok(refreshed.events)
}

/// What bringing chats to what the rule wants has done.
#[derive(Debug, Default)]
pub(crate) struct Refreshed {
    /// For after the commit.
    pub(crate) events: Vec<Event>,
    /// Whoever came, left, or stays for other reasons: their dialogues may have lost their ground, or
    /// found it again.
    pub(crate) touched: BTreeSet<PersonId>,
}

/// The automatic chats alone: they come to be with their first linked member (decision 5).
///
/// # Errors
/// Only when the database fails.
pub(crate) async fn refresh_automatic(
    db: &mut dyn Repository,
    scope: &Scope,
    day: &str,
    now: i64,
    out: &mut Refreshed,
) -> Result<()> {
    for class in &scope.classes {
        refresh_class(db, *class, day, now, out).await?;
    }
    for org in &scope.staff {
        let expected = expected_staff(db, *org, day).await?;
        let chat = match db.staff_chat(*org).await? {
            Some(chat) => Some(chat),
            None if expected.iter().any(|one| one.who.linked) => {
                let chat = new_chat(*org, ChatKind::Staff, None, "");
                Some(open(db, chat, now).await?)
            }
            None => None,
        };
        if let Some(chat) = chat {
            bring(db, chat.id, &expected, now, out).await?;
        }
    }
    Ok(())
}

async fn refresh_class(
    db: &mut dyn Repository,
    id: ClassId,
    day: &str,
    now: i64,
    out: &mut Refreshed,
) -> Result<()> {
    let chats = db.chats_of_class(id).await?;
    let Some(class) = db.class(id).await? else {
        // The class is over: nobody is expected, the history stays.
        for chat in chats {
            bring(db, chat.id, &[], now, out).await?;
        }
        return Ok(());
    };
    let people = class_people(db, id, day).await?;
    for (kind, expected) in [
        (ChatKind::Class, class_chat(&people)),
        (ChatKind::Parents, parents_chat(&people)),
    ] {
        let name = kind.name(&class.class_name, "", "");
        let chat = match chats.iter().find(|chat| chat.kind == kind) {
            Some(chat) => {
                if chat.name != name {
                    db.rename_chat(chat.id, &name).await?;
                }
                Some(chat.clone())
            }
            None if expected.iter().any(|one| one.who.linked) => {
                let chat = new_chat(class.org, kind, Some(id), &class.class_name);
                Some(open(db, chat, now).await?)
            }
            None => None,
        };
        if let Some(chat) = chat {
            bring(db, chat.id, &expected, now, out).await?;
        }
    }
    for chat in chats.iter().filter(|chat| chat.kind == ChatKind::Subject) {
        let group = match chat.group {
            Some(group) => db.class(group).await?,
            None => None,
        };
        let expected = match group {
            Some(group) => {
                let name = chat
                    .kind
                    .name(&group.class_name, &group.subject, &group.label);
                if chat.name != name {
                    db.rename_chat(chat.id, &name).await?;
                }
                subject_chat(&group_people(db, group.id, day).await?)
            }
            None => Vec::new(),
        };
        bring(db, chat.id, &expected, now, out).await?;
    }
    Ok(())
}

async fn open(db: &mut dyn Repository, mut chat: Chat, now: i64) -> Result<Chat> {
    chat.id = db.insert_chat(&chat, now).await?;
    Ok(chat)
}

fn new_chat(org: OrgId, kind: ChatKind, class: Option<ClassId>, class_name: &str) -> Chat {
    Chat {
        id: ChatId(0),
        org,
        kind,
        class,
        group: None,
        name: kind.name(class_name, "", ""),
        last_seq: 0,
    }
}

async fn bring(
    db: &mut dyn Repository,
    chat: ChatId,
    expected: &[Expected],
    now: i64,
    out: &mut Refreshed,
) -> Result<()> {
    let mut present = BTreeMap::new();
    for member in db.members(chat).await? {
        // Reasons of an older form count as different ones and are written anew.
        let reasons: Vec<Reason> = model_reasons(&member.membership.reasons).unwrap_or_default();
        present.insert(member.membership.person, reasons);
    }
    let (keep, remove) = wanted(expected, &present);
    let mut came_or_went = !remove.is_empty();
    for one in keep {
        let role = one.reasons.first().map_or(model::Role::Pupil, Reason::role);
        let membership = Membership {
            chat,
            person: one.who.person,
            role,
            reasons: serde_json::to_string(&one.reasons).unwrap_or_default(),
            since: now,
        };
        db.keep_member(&membership).await?;
        out.touched.insert(one.who.person);
        if !present.contains_key(&one.who.person) {
            came_or_went = true;
            out.events.push(Event::Opened {
                chat,
                person: one.who.person,
            });
        }
    }
    for person in remove {
        db.remove_member(chat, person).await?;
        out.touched.insert(person);
        out.events.push(Event::Closed { chat, person });
    }
    if came_or_went {
        let linked = expected.iter().filter(|one| one.who.linked).count();
        out.events.push(Event::Members {
            chat,
            members: u32::try_from(linked).unwrap_or(u32::MAX),
            expected: u32::try_from(expected.len()).unwrap_or(u32::MAX),
        });
    }
    Ok(())
}

/// The reasons kept with a membership.
pub(crate) fn model_reasons(json: &str) -> Option<Vec<Reason>> {
    serde_json::from_str(json).ok()
}

/// Who belongs in a chat, linked or not.
pub(crate) async fn expected_in(
    db: &mut dyn Repository,
    chat: &Chat,
    day: &str,
) -> Result<Vec<Expected>> {
    Ok(match (chat.kind, chat.class, chat.group) {
        (ChatKind::Staff, ..) => expected_staff(db, chat.org, day).await?,
        (ChatKind::Class, Some(class), _) => class_chat(&class_people(db, class, day).await?),
        (ChatKind::Parents, Some(class), _) => parents_chat(&class_people(db, class, day).await?),
        (ChatKind::Subject, _, Some(group)) => subject_chat(&group_people(db, group, day).await?),
        _ => Vec::new(),
    })
}

async fn expected_staff(db: &mut dyn Repository, org: OrgId, day: &str) -> Result<Vec<Expected>> {
    let teachers = db.teachers_of(org, day).await?;
    Ok(staff_chat(
        &teachers.iter().map(somebody).collect::<Vec<_>>(),
    ))
}

/// Pupils, class teachers and guardians of a class.
pub(crate) async fn class_people(
    db: &mut dyn Repository,
    class: ClassId,
    day: &str,
) -> Result<ClassPeople> {
    let enrolled = db.enrolled(class, day).await?;
    let primary = enrolled.iter().any(|one| one.teacher && one.foremost);
    let guardians = db.guardians_in(class, day).await?;
    Ok(ClassPeople {
        pupils: enrolled
            .iter()
            .filter(|one| !one.teacher)
            .map(somebody)
            .collect(),
        // Where the data marks nobody as the primary one, every teacher of the class is.
        class_teachers: enrolled
            .iter()
            .filter(|one| one.teacher && (one.foremost || !primary))
            .map(somebody)
            .collect(),
        guardians: guardians
            .iter()
            .map(|one| {
                (
                    Somebody {
                        person: one.person,
                        linked: one.linked,
                    },
                    one.child_name.full(),
                )
            })
            .collect(),
        groups: BTreeMap::new(),
    })
}

pub(crate) async fn group_people(
    db: &mut dyn Repository,
    group: ClassId,
    day: &str,
) -> Result<GroupPeople> {
    let enrolled = db.enrolled(group, day).await?;
    Ok(GroupPeople {
        pupils: enrolled
            .iter()
            .filter(|one| !one.teacher)
            .map(somebody)
            .collect(),
        teachers: enrolled
            .iter()
            .filter(|one| one.teacher)
            .map(somebody)
            .collect(),
    })
}

fn somebody(one: &Enrolled) -> Somebody {
    Somebody {
        person: one.person,
        linked: one.linked,
    }
}
