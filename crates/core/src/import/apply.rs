//! Writing the difference, and the memberships that follow from it.

use super::Changes;
use crate::{Event, Scope, membership::refresh, time::effective_day};
use model::{Role, SourceId};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Repository, Result, Roster};

/// What was done.
pub(super) struct Applied {
    pub(super) events: Vec<Event>,
    /// Chats above this number are new.
    pub(super) newest_chat: i64,
}

pub(super) async fn apply(
    db: &mut dyn Repository,
    source: SourceId,
    before: &Roster,
    after: &Roster,
    changes: &Changes,
    now: i64,
) -> Result<Applied> {
    put(db, source, after, changes).await?;
    // Before anything leaves: afterwards it has no id to be found by.
    let classes = db.class_ids(source).await?;
    let people = db.person_ids(source).await?;
    let orgs = db.org_ids(source).await?;
    for id in &changes.enrolments.removed {
        db.drop_enrolment(source, id).await?;
    }
    for pair in &changes.guardians_removed {
        db.drop_guardianship(source, pair).await?;
    }
    for id in &changes.roles.removed {
        db.drop_role(source, id).await?;
    }
    for id in &changes.classes.removed {
        db.retire_class(source, id).await?;
    }
    for id in &changes.people.removed {
        if let Some(person) = people.get(id)
            && let Some(account) = db.account_of(*person).await?
            && let Some(link) = db.link_of(account.id).await?
        {
            db.end_link(link.id, now, "left the school").await?;
        }
        db.retire_person(source, id, now).await?;
    }
    let touched = touched(before, after, changes);
    let mut newest_chat = 0;
    for org in orgs.values() {
        let chats = db.chats_of_org(*org).await?;
        newest_chat = chats
            .iter()
            .map(|chat| chat.id.0)
            .fold(newest_chat, i64::max);
    }
    let scope = Scope {
        classes: touched
            .classes
            .iter()
            .filter_map(|id| classes.get(*id))
            .copied()
            .collect(),
        staff: touched
            .staff
            .iter()
            .filter_map(|id| orgs.get(*id))
            .copied()
            .collect(),
    };
    let terms = db.terms(source).await?;
    let zone = after
        .orgs
        .values()
        .next()
        .map_or("UTC", |org| org.time_zone.as_str());
    let today = crate::SchoolTime::new(zone).date(now).to_string();
    let events = refresh(db, &scope, &effective_day(&terms, &today), now).await?;
    Ok(Applied {
        events,
        newest_chat,
    })
}

/// The password that came with the data, for somebody who has none.
pub(super) async fn set_password(
    db: &mut dyn Repository,
    source: SourceId,
    person: &str,
    hash: &str,
) -> Result<()> {
    let people = db.person_ids(source).await?;
    if let Some(id) = people.get(person)
        && let Some(account) = db.account_of(*id).await?
    {
        db.set_password(account.id, hash).await?;
    }
    Ok(())
}

async fn put(
    db: &mut dyn Repository,
    source: SourceId,
    after: &Roster,
    changes: &Changes,
) -> Result<()> {
    // Authorities first: schools name them as parents.
    for authority in [true, false] {
        for id in &changes.orgs.put {
            if let Some(org) = after.orgs.get(id).filter(|org| org.authority == authority) {
                db.keep_org(source, id, org).await?;
            }
        }
    }
    for id in &changes.terms.put {
        db.keep_term(source, id, &after.terms[id]).await?;
    }
    for id in &changes.subjects.put {
        db.keep_subject(source, id, &after.subjects[id]).await?;
    }
    for id in &changes.people.put {
        db.keep_person(source, id, &after.people[id]).await?;
    }
    for id in &changes.roles.put {
        db.keep_role(source, id, &after.roles[id]).await?;
    }
    for pair in &changes.guardians_put {
        db.keep_guardianship(source, pair).await?;
    }
    // Classes first: groups name them.
    for group in [false, true] {
        for id in &changes.classes.put {
            if let Some(class) = after.classes.get(id).filter(|c| c.group.is_some() == group) {
                db.keep_class(source, id, class).await?;
            }
        }
    }
    for id in &changes.enrolments.put {
        db.keep_enrolment(source, id, &after.enrolments[id]).await?;
    }
    Ok(())
}

#[derive(Default)]
struct Touched<'a> {
    classes: BTreeSet<&'a str>,
    staff: BTreeSet<&'a str>,
}

/// Classes and staffs whose chats may change. Cost follows what changed.
fn touched<'a>(before: &'a Roster, after: &'a Roster, changes: &'a Changes) -> Touched<'a> {
    let mut touched = Touched::default();
    let mut people: BTreeSet<&str> = BTreeSet::new();
    people.extend(
        changes
            .people
            .put
            .iter()
            .chain(&changes.people.removed)
            .map(String::as_str),
    );
    for (_, child) in changes
        .guardians_put
        .iter()
        .chain(&changes.guardians_removed)
    {
        people.insert(child);
    }
    for roster in [before, after] {
        for id in changes.classes.put.iter().chain(&changes.classes.removed) {
            touched.class(roster, id);
        }
        if !changes.subjects.put.is_empty() {
            // A subject's chats are called after it.
            let subjects: BTreeSet<&String> = changes.subjects.put.iter().collect();
            for (id, class) in &roster.classes {
                let group = class.group.as_ref();
                if group.is_some_and(|group| subjects.contains(&group.subject)) {
                    touched.class(roster, id);
                }
            }
        }
        for id in changes
            .enrolments
            .put
            .iter()
            .chain(&changes.enrolments.removed)
        {
            if let Some(enrolment) = roster.enrolments.get(id) {
                touched.class(roster, &enrolment.class);
            }
        }
        for id in changes.roles.put.iter().chain(&changes.roles.removed) {
            if let Some(role) = roster
                .roles
                .get(id)
                .filter(|role| role.role == Role::Teacher)
            {
                touched.staff.insert(&role.org);
            }
        }
    }
    if people.is_empty() {
        return touched;
    }
    for roster in [before, after] {
        let mut guarded: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (guardian, child) in &roster.guardianships {
            guarded.entry(guardian).or_default().push(child);
        }
        let mut wider = people.clone();
        for person in &people {
            wider.extend(guarded.get(person).into_iter().flatten());
        }
        for enrolment in roster.enrolments.values() {
            if wider.contains(enrolment.person.as_str()) {
                touched.class(roster, &enrolment.class);
            }
        }
        for role in roster.roles.values() {
            if role.role == Role::Teacher && people.contains(role.person.as_str()) {
                touched.staff.insert(&role.org);
            }
        }
    }
    touched
}

impl<'a> Touched<'a> {
    fn class(&mut self, roster: &'a Roster, id: &str) {
        if let Some((id, class)) = roster.classes.get_key_value(id) {
            let parent = class.group.as_ref().map(|group| group.class.as_str());
            self.classes.insert(parent.unwrap_or(id));
        }
    }
}
