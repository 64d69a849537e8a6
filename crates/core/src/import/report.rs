//! What an import did or would do, for people to read.

use super::{Changes, apply::Applied};
use crate::Event;
use model::Problem;
use oneroster::{Fault, Faults};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Repository, Result, Roster};

/// Why nothing was imported.
#[derive(Debug)]
pub enum ImportFault {
    /// Faults of the OneRoster package.
    Roster(Faults),
    /// Faults of the timetable.
    Timetable(asc_timetables::Faults),
    /// No school, or more than one, has this id; these exist.
    School(Vec<String>),
    /// Something else.
    Problem(Problem),
}

impl From<Problem> for ImportFault {
    fn from(problem: Problem) -> Self {
        ImportFault::Problem(problem)
    }
}

impl From<Faults> for ImportFault {
    fn from(faults: Faults) -> Self {
        ImportFault::Roster(faults)
    }
}

/// A pupil in another class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Who.
    pub name: String,
    /// Class before, empty when there was none.
    pub from: String,
    /// Class after.
    pub to: String,
}

/// Somebody who joins or leaves a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipChange {
    /// Chat.
    pub chat: String,
    /// Who.
    pub name: String,
    /// Joins rather than leaves.
    pub joins: bool,
}

/// The diff of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Totals afterwards: schools, classes, study groups, people.
    pub totals: [usize; 4],
    /// People who appear, with class or roles.
    pub appears: Vec<(String, String)>,
    /// People who leave, with class or roles.
    pub leaves: Vec<(String, String)>,
    /// Pupils in another class.
    pub moves: Vec<Moved>,
    /// People whose data changes.
    pub changed: Vec<String>,
    /// Rows changed in all: written, removed.
    pub rows: (usize, usize),
    /// People who get the password that the data brings.
    pub passwords: usize,
    /// Chats that open.
    pub chats: Vec<String>,
    /// Memberships that change.
    pub memberships: Vec<MembershipChange>,
    /// What stays ambiguous.
    pub notices: Vec<Fault>,
}

impl Report {
    pub(super) fn new(
        before: &Roster,
        after: &Roster,
        changes: &Changes,
        notices: Vec<Fault>,
    ) -> Self {
        let was = places(before);
        let is = places(after);
        let told = |roster: &Roster, places: &BTreeMap<&str, Place>, id: &String| {
            let place = places.get(id.as_str()).map(Place::told).unwrap_or_default();
            (
                roster
                    .people
                    .get(id)
                    .map(|p| p.name.full())
                    .unwrap_or_default(),
                place,
            )
        };
        let mut report = Report {
            totals: [
                after.orgs.values().filter(|org| !org.authority).count(),
                after
                    .classes
                    .values()
                    .filter(|class| class.group.is_none())
                    .count(),
                after
                    .classes
                    .values()
                    .filter(|class| class.group.is_some())
                    .count(),
                after.people.len(),
            ],
            rows: changes.rows(),
            notices,
            ..Report::default()
        };
        for id in &changes.people.put {
            match before.people.get(id) {
                None => report.appears.push(told(after, &is, id)),
                Some(_) => report.changed.push(told(after, &is, id).0),
            }
        }
        for id in &changes.people.removed {
            report.leaves.push(told(before, &was, id));
        }
        for (id, person) in &after.people {
            let class = |places: &BTreeMap<&str, Place>| {
                places
                    .get(id.as_str())
                    .map(|place| place.class.clone())
                    .unwrap_or_default()
            };
            let (from, to) = (class(&was), class(&is));
            if before.people.contains_key(id) && from != to {
                report.moves.push(Moved {
                    name: person.name.full(),
                    from,
                    to,
                });
            }
        }
        report.appears.sort();
        report.leaves.sort();
        report.changed.sort();
        report
    }

    pub(super) async fn tell_memberships(
        &mut self,
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
            let name = person.name.full();
            self.memberships.push(MembershipChange {
                chat: kept.name,
                name,
                joins,
            });
        }
        self.chats = opened.into_iter().collect();
        Ok(())
    }

    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == (0, 0) && self.memberships.is_empty() && self.passwords == 0
    }

    pub(super) fn summary(&self) -> String {
        serde_json::json!({
            "appears": self.appears.len(),
            "leaves": self.leaves.len(),
            "moves": self.moves.len(),
            "changed": self.changed.len(),
            "rows": self.rows,
            "memberships": self.memberships.len(),
        })
        .to_string()
    }
}

/// The diff of a timetable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimetableReport {
    /// Name of the school.
    pub school: String,
    /// Lessons of the week afterwards.
    pub lessons: usize,
    /// Lessons that appear.
    pub added: usize,
    /// Lessons that go.
    pub removed: usize,
    /// Whether the bells change.
    pub bells: bool,
    /// Lessons without a place in the week.
    pub unplaced: usize,
    /// What stays ambiguous.
    pub notices: Vec<asc_timetables::Fault>,
}

/// Where somebody stands in a school.
#[derive(Default)]
struct Place {
    class: String,
    roles: BTreeSet<&'static str>,
}

impl Place {
    fn told(&self) -> String {
        if self.class.is_empty() {
            self.roles.iter().copied().collect::<Vec<_>>().join(", ")
        } else {
            self.class.clone()
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
            .insert(role.role.code());
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
