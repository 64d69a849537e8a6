//! What an import did or would do, for people to read.

use super::{Changes, apply::Applied, faults::of_roster};
use crate::Event;
use model::{
    Role,
    views::{Capped, Changed, ImportFigures, MembershipChange, Moved, RosterReport, Standing},
};
use oneroster::Fault;
use std::collections::{BTreeMap, BTreeSet};
use storage::{Repository, Result, Roster};

pub(super) fn report(
    before: &Roster,
    after: &Roster,
    changes: &Changes,
    notices: Vec<Fault>,
) -> RosterReport {
    let was = places(before);
    let is = places(after);
    let told = |roster: &Roster, places: &BTreeMap<&str, Place>, id: &String| {
        let mut standing = places.get(id.as_str()).map(Place::told).unwrap_or_default();
        standing.name = name(roster, id);
        standing
    };
    let classes = |group: bool| {
        let of = after
            .classes
            .values()
            .filter(|class| class.group.is_some() == group);
        of.count() as u64
    };
    let (written, removed) = changes.rows();
    let mut appears = Vec::new();
    let mut changed = Vec::new();
    for id in &changes.people.put {
        match before.people.get(id) {
            None => appears.push(told(after, &is, id)),
            Some(_) => changed.push(Changed {
                name: name(after, id),
                fields: Vec::new(),
            }),
        }
    }
    let mut leaves: Vec<Standing> = changes
        .people
        .removed
        .iter()
        .map(|id| told(before, &was, id))
        .collect();
    let mut moves = Capped::default();
    for (id, person) in &after.people {
        let class = |places: &BTreeMap<&str, Place>| {
            let place = places.get(id.as_str());
            place.map(|place| place.class.clone()).unwrap_or_default()
        };
        let (from, to) = (class(&was), class(&is));
        if before.people.contains_key(id) && from != to {
            let name = person.name.full();
            moves.push(Moved { name, from, to });
        }
    }
    appears.sort();
    leaves.sort();
    changed.sort();
    RosterReport {
        totals: [
            after.orgs.values().filter(|org| !org.authority).count() as u64,
            classes(false),
            classes(true),
            after.people.len() as u64,
        ],
        rows: (written as u64, removed as u64),
        appears: appears.into_iter().collect(),
        leaves: leaves.into_iter().collect(),
        changed: changed.into_iter().collect(),
        moves,
        notices: notices.into_iter().map(of_roster).collect(),
        ..RosterReport::default()
    }
}

fn name(roster: &Roster, id: &str) -> String {
    roster
        .people
        .get(id)
        .map(|p| p.name.full())
        .unwrap_or_default()
}

pub(super) async fn tell_memberships(
    report: &mut RosterReport,
    db: &mut dyn Repository,
    applied: &Applied,
) -> Result<()> {
    let mut opened = BTreeSet::new();
    for event in &applied.events {
        let (chat, person, joins) = match event {
            Event::Opened { chat, person } => (*chat, *person, true),
            Event::Closed { chat, person } => (*chat, *person, false),
            _ => continue,
        };
        let Some(kept) = db.chat(chat).await? else {
            continue;
        };
        let Some(person) = db.person(person).await? else {
            continue;
        };
        if chat.0 > applied.newest_chat {
            opened.insert(kept.name.clone());
        }
        report.memberships.push(MembershipChange {
            chat: kept.name,
            name: person.name.full(),
            joins,
        });
    }
    report.chats = opened.into_iter().collect();
    Ok(())
}

pub(super) fn figures(report: &RosterReport) -> ImportFigures {
    ImportFigures {
        appears: report.appears.total,
        leaves: report.leaves.total,
        moves: report.moves.total,
        changed: report.changed.total,
        rows: report.rows,
        memberships: report.memberships.total,
        ..ImportFigures::default()
    }
}

/// Where somebody stands in a school.
#[derive(Default)]
struct Place {
    class: String,
    roles: BTreeSet<Role>,
}

impl Place {
    fn told(&self) -> Standing {
        let roles = Role::ALL.into_iter();
        Standing {
            name: String::new(),
            class: self.class.clone(),
            roles: roles.filter(|role| self.roles.contains(role)).collect(),
        }
    }
}

fn places(roster: &Roster) -> BTreeMap<&str, Place> {
    let mut places: BTreeMap<&str, Place> = BTreeMap::new();
    for role in roster.roles.values() {
        places
            .entry(&role.person)
            .or_default()
            .roles
            .insert(role.role);
    }
    for enrolment in roster
        .enrolments
        .values()
        .filter(|enrolment| !enrolment.teacher)
    {
        if let Some(class) = roster.classes.get(&enrolment.class)
            && class.group.is_none()
        {
            places.entry(&enrolment.person).or_default().class = class.name.clone();
        }
    }
    places
}
