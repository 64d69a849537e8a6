//! What the school looks like once a package is applied to what is kept.

use super::sections;
use crate::SchoolTime;
use model::{FullName, Phone, Role, name::plain};
use oneroster::{
    Collector, EnrollmentRole, Fault, Faults, Mode, OrgKind, Package, Reason, RoleKind, Row,
    SessionKind, Table, User,
};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Roster, RosterEnrolment, RosterOrg, RosterPerson, RosterRole, RosterTerm};

/// Faults that are told; one more is a sign of a wrong file rather than of wrong rows.
const MOST_FAULTS: usize = 200;

/// Roles that follow from guardianships rather than from rows.
const IMPLIED: &str = "guardian:";

/// The roster afterwards, and what stays ambiguous.
pub(super) fn merge(
    before: &Roster,
    package: &Package,
    time_zone: &str,
) -> Result<(Roster, Vec<Fault>), Faults> {
    let mut merging = Merging {
        before,
        package,
        after: before.clone(),
        faults: Collector::new(MOST_FAULTS),
        notices: Vec::new(),
    };
    merging.orgs(time_zone);
    merging.terms();
    merging.subjects();
    merging.people();
    merging.roles();
    merging.guardianships();
    let skipped = sections::classes(&mut merging);
    merging.enrolments(&skipped);
    merging.prune();
    let Merging {
        after,
        faults,
        notices,
        ..
    } = merging;
    faults.finish((after, notices))
}

pub(super) struct Merging<'a> {
    pub(super) before: &'a Roster,
    pub(super) package: &'a Package,
    pub(super) after: Roster,
    pub(super) faults: Collector,
    pub(super) notices: Vec<Fault>,
}

/// Applies a table: bulk replaces everything, delta only what it names. `turn` gives the new value
/// or `None` for a row that does not count.
pub(super) fn take<T, V>(
    kept: &mut BTreeMap<String, V>,
    table: &Table<T>,
    mut turn: impl FnMut(&Row<T>) -> Option<V>,
) {
    if table.mode == Mode::Bulk {
        kept.clear();
    }
    for row in &table.rows {
        match turn(row) {
            Some(value) => kept.insert(row.source_id.clone(), value),
            None => kept.remove(&row.source_id),
        };
    }
    for deleted in &table.deleted {
        kept.remove(&deleted.source_id);
    }
}

impl Merging<'_> {
    pub(super) fn fault(&mut self, file: &str, line: u64, column: &str, value: &str, why: Reason) {
        self.faults.push(Fault::new(file, line, column, value, why));
    }

    fn orgs(&mut self, time_zone: &str) {
        let table = &self.package.orgs;
        // An organisation is never removed by an import: too much hangs on it.
        for row in &table.rows {
            let org = &row.value;
            let authority = match &org.kind {
                OrgKind::School => false,
                OrgKind::Other(kind) if kind == "department" => continue,
                _ => true,
            };
            let zone = org
                .metadata
                .get("timeZone")
                .map_or(time_zone, String::as_str);
            if !SchoolTime::knows(zone) {
                let allowed = &["IANA time zone, for example Asia/Yekaterinburg"];
                let why = Reason::BadEnum { allowed };
                self.fault(table.file, row.line, "metadata.timeZone", zone, why);
            }
            if let Some(parent) = &org.parent
                && !table.rows.iter().any(|other| &other.source_id == parent)
                && !self.before.orgs.contains_key(parent)
            {
                let why = Reason::UnknownReference;
                self.fault(table.file, row.line, "parentSourcedId", parent, why);
            }
            let short = org.metadata.get("shortName").cloned();
            let kept = RosterOrg {
                authority,
                name: org.name.clone(),
                short_name: short.unwrap_or_else(|| short_name(&org.name)),
                identifier: org.identifier.clone().unwrap_or_default(),
                parent: org.parent.clone(),
                time_zone: zone.to_owned(),
            };
            self.after.orgs.insert(row.source_id.clone(), kept);
        }
    }

    fn terms(&mut self) {
        take(
            &mut self.after.terms,
            &self.package.academic_sessions,
            |row| {
                Some(RosterTerm {
                    year: row.value.kind == SessionKind::SchoolYear,
                    title: row.value.title.clone(),
                    starts: row.value.starts.to_string(),
                    ends: row.value.ends.to_string(),
                })
            },
        );
        // Classes of earlier years name their year; nothing is gained by forgetting it.
        for (id, term) in &self.before.terms {
            self.after
                .terms
                .entry(id.clone())
                .or_insert_with(|| term.clone());
        }
    }

    fn subjects(&mut self) {
        for row in &self.package.courses.rows {
            self.after
                .subjects
                .insert(row.source_id.clone(), row.value.title.trim().to_owned());
        }
    }

    fn people(&mut self) {
        let before = self.before;
        let born: BTreeMap<&str, Option<String>> = self
            .package
            .demographics
            .rows
            .iter()
            .map(|row| {
                (
                    row.source_id.as_str(),
                    row.value.birth_date.map(|date| date.to_string()),
                )
            })
            .collect();
        take(&mut self.after.people, &self.package.users, |row| {
            let user = &row.value;
            let kept = before.people.get(&row.source_id);
            user.enabled.then(|| RosterPerson {
                name: FullName {
                    family: user.family.trim().to_owned(),
                    given: user.given.trim().to_owned(),
                    middle: user.middle.as_deref().unwrap_or_default().trim().to_owned(),
                },
                login: plain(&user.username),
                born: match born.get(row.source_id.as_str()) {
                    Some(known) => known.clone(),
                    None => kept.and_then(|person| person.born.clone()),
                },
                phone: phone(user),
                email: user.email.clone().filter(|email| email.contains('@')),
            })
        });
        if self.package.users.mode != Mode::Bulk {
            for (id, born) in born {
                if let Some(person) = self.after.people.get_mut(id) {
                    person.born = born;
                }
            }
        }
        let mut logins: BTreeMap<&str, (&str, u64)> = BTreeMap::new();
        let lines: BTreeMap<&str, u64> = self
            .package
            .users
            .rows
            .iter()
            .map(|row| (row.source_id.as_str(), row.line))
            .collect();
        let mut twice = Vec::new();
        for (id, person) in &self.after.people {
            let line = lines.get(id.as_str()).copied().unwrap_or(0);
            match logins.insert(&person.login, (id, line)) {
                Some((_, first)) if line.max(first) > 0 => {
                    twice.push((line.max(first), person.login.clone(), line.min(first)));
                }
                _ => {}
            }
        }
        for (line, login, first_line) in twice {
            let why = Reason::Duplicate { first_line };
            self.fault(self.package.users.file, line, "username", &login, why);
        }
        for row in &self.package.users.rows {
            for phone in row.value.sms.iter().chain(&row.value.phone) {
                if Phone::parse(phone).is_none() {
                    let why = Reason::BadEnum {
                        allowed: &["+79120000000"],
                    };
                    let file = self.package.users.file;
                    self.notices
                        .push(Fault::new(file, row.line, "sms", phone, why));
                }
            }
        }
    }

    /// Whether the data ever knew this person, active or not.
    fn known_person(&self, ids: &BTreeSet<&str>, id: &str) -> bool {
        ids.contains(id) || self.before.people.contains_key(id)
    }

    fn user_ids(&self) -> BTreeSet<&str> {
        let users = &self.package.users;
        let deleted = users.deleted.iter().map(|row| row.source_id.as_str());
        users
            .rows
            .iter()
            .map(|row| row.source_id.as_str())
            .chain(deleted)
            .collect()
    }

    fn roles(&mut self) {
        let package = self.package;
        if package.version == oneroster::Version::V1_1 && package.users.mode == Mode::Delta {
            let changed: BTreeSet<String> =
                self.user_ids().into_iter().map(str::to_owned).collect();
            self.after
                .roles
                .retain(|_, role| !changed.contains(&role.person));
        }
        let ids: BTreeSet<String> = self.user_ids().into_iter().map(str::to_owned).collect();
        let table = &package.roles;
        let orgs = self.after.orgs.clone();
        let mut faults = Vec::new();
        let before = self.before;
        take(&mut self.after.roles, table, |row| {
            let role = &row.value;
            if !ids.contains(&role.user) && !before.people.contains_key(&role.user) {
                faults.push((row.line, "userSourcedId", role.user.clone()));
            }
            if !orgs.contains_key(&role.org) {
                faults.push((row.line, "orgSourcedId", role.org.clone()));
            }
            Some(RosterRole {
                person: role.user.clone(),
                org: role.org.clone(),
                role: match role.role {
                    RoleKind::Student => Role::Pupil,
                    RoleKind::Teacher => Role::Teacher,
                    RoleKind::Guardian => Role::Guardian,
                    RoleKind::SiteAdministrator => Role::Administrator,
                    RoleKind::DistrictAdministrator => Role::Authority,
                    RoleKind::SystemAdministrator => Role::Support,
                    RoleKind::Aide | RoleKind::Proctor | RoleKind::Other(_) => return None,
                },
                foremost: role.primary,
                begins: role.begins.map(|date| date.to_string()),
                ends: role.ends.map(|date| date.to_string()),
            })
        });
        for (line, column, value) in faults {
            self.fault(table.file, line, column, &value, Reason::UnknownReference);
        }
    }

    fn guardianships(&mut self) {
        let users = &self.package.users;
        if users.mode == Mode::Absent {
            return;
        }
        let pupils: BTreeSet<&str> = self
            .after
            .roles
            .values()
            .filter(|role| role.role == Role::Pupil)
            .map(|role| role.person.as_str())
            .collect();
        let ids = self.user_ids();
        let mut stated = BTreeSet::new();
        let mut faults = Vec::new();
        for row in users.rows.iter().filter(|row| row.value.enabled) {
            for agent in &row.value.agents {
                if !self.known_person(&ids, agent) {
                    faults.push((row.line, agent.clone()));
                    continue;
                }
                let (user, agent) = (row.source_id.as_str(), agent.as_str());
                match (pupils.contains(user), pupils.contains(agent)) {
                    (true, false) => stated.insert((agent.to_owned(), user.to_owned())),
                    (false, true) => stated.insert((user.to_owned(), agent.to_owned())),
                    _ => false,
                };
            }
        }
        let mut pairs = if users.mode == Mode::Bulk {
            BTreeSet::new()
        } else {
            // A changed child says who its guardians are; a changed guardian says it only when it
            // names anybody, because many exports fill one direction alone.
            let changed: BTreeMap<&str, &User> = users
                .rows
                .iter()
                .map(|row| (row.source_id.as_str(), &row.value))
                .collect();
            let holds = |(guardian, child): &&(String, String)| {
                let by_child = !changed.contains_key(child.as_str());
                let by_guardian = changed
                    .get(guardian.as_str())
                    .is_none_or(|user| user.agents.is_empty());
                by_child && by_guardian
            };
            self.after
                .guardianships
                .iter()
                .filter(holds)
                .cloned()
                .collect()
        };
        pairs.extend(stated);
        self.after.guardianships = pairs;
        for (line, agent) in faults {
            self.fault(
                users.file,
                line,
                "agentSourcedIds",
                &agent,
                Reason::UnknownReference,
            );
        }
        self.imply_guardians();
    }

    /// OneRoster 1.1 has one role per person: a teacher with a child is a guardian all the same.
    fn imply_guardians(&mut self) {
        self.after.roles.retain(|id, _| !id.starts_with(IMPLIED));
        let mut schools: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut guardians: BTreeSet<(&str, &str)> = BTreeSet::new();
        for role in self.after.roles.values() {
            match role.role {
                Role::Pupil => {
                    schools.entry(&role.person).or_default().insert(&role.org);
                }
                Role::Guardian => {
                    guardians.insert((&role.person, &role.org));
                }
                _ => {}
            }
        }
        let mut implied = BTreeMap::new();
        for (guardian, child) in &self.after.guardianships {
            for org in schools.get(child.as_str()).into_iter().flatten() {
                if !guardians.contains(&(guardian.as_str(), *org)) {
                    let role = RosterRole {
                        person: guardian.clone(),
                        org: (*org).to_owned(),
                        role: Role::Guardian,
                        foremost: false,
                        begins: None,
                        ends: None,
                    };
                    implied.insert(format!("{IMPLIED}{guardian}@{org}"), role);
                }
            }
        }
        self.after.roles.extend(implied);
    }

    fn enrolments(&mut self, skipped: &BTreeSet<String>) {
        let ids: BTreeSet<String> = self.user_ids().into_iter().map(str::to_owned).collect();
        let table = &self.package.enrollments;
        let mut faults = Vec::new();
        let (before, classes) = (self.before, &self.after.classes);
        let deleted: BTreeSet<&str> = self
            .package
            .classes
            .deleted
            .iter()
            .map(|row| row.source_id.as_str())
            .collect();
        take(&mut self.after.enrolments, table, |row| {
            let enrolment = &row.value;
            if skipped.contains(&enrolment.class) || deleted.contains(enrolment.class.as_str()) {
                return None;
            }
            if !classes.contains_key(&enrolment.class) {
                faults.push((row.line, "classSourcedId", enrolment.class.clone()));
            }
            if !ids.contains(&enrolment.user) && !before.people.contains_key(&enrolment.user) {
                faults.push((row.line, "userSourcedId", enrolment.user.clone()));
            }
            let teacher = match enrolment.role {
                EnrollmentRole::Student => false,
                EnrollmentRole::Teacher => true,
                EnrollmentRole::Other(_) => return None,
            };
            Some(RosterEnrolment {
                class: enrolment.class.clone(),
                person: enrolment.user.clone(),
                teacher,
                foremost: enrolment.primary,
                begins: enrolment.begins.map(|date| date.to_string()),
                ends: enrolment.ends.map(|date| date.to_string()),
            })
        });
        for (line, column, value) in faults {
            self.fault(table.file, line, column, &value, Reason::UnknownReference);
        }
    }

    /// Drops what hangs on something that has left.
    fn prune(&mut self) {
        let after = &mut self.after;
        let (people, orgs) = (&after.people, &after.orgs);
        after
            .roles
            .retain(|_, role| people.contains_key(&role.person) && orgs.contains_key(&role.org));
        after.guardianships.retain(|(guardian, child)| {
            people.contains_key(guardian) && people.contains_key(child)
        });
        let homes: BTreeSet<String> = after
            .classes
            .iter()
            .filter(|(_, class)| class.group.is_none())
            .map(|(id, _)| id.clone())
            .collect();
        after.classes.retain(|_, class| {
            class
                .group
                .as_ref()
                .is_none_or(|group| homes.contains(&group.class))
        });
        let classes = &after.classes;
        after.enrolments.retain(|_, enrolment| {
            people.contains_key(&enrolment.person) && classes.contains_key(&enrolment.class)
        });
    }
}

fn phone(user: &User) -> Option<String> {
    let written = user.sms.iter().chain(&user.phone);
    written
        .filter_map(|text| Phone::parse(text))
        .map(|phone| phone.to_string())
        .next()
}

/// «Школа № 12» out of «МАОУ «Средняя общеобразовательная школа № 12»».
fn short_name(name: &str) -> String {
    let number: String = name
        .split('№')
        .nth(1)
        .map(|rest| {
            rest.trim_start()
                .chars()
                .take_while(char::is_ascii_digit)
                .collect()
        })
        .unwrap_or_default();
    if number.is_empty() {
        name.to_owned()
    } else {
        format!("Школа № {number}")
    }
}
