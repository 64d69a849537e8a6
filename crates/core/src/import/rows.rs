//! Rows of the files as they are staged: each turned into what is kept, without looking at others.

use crate::SchoolTime;
use model::{
    Phone,
    name::plain,
    views::{Capped, FaultReason, ImportFaultRow},
};
use oneroster::{
    Class, ClassKind, Enrollment, EnrollmentRole, File, Item, Org, OrgKind, Role, RoleKind, Row,
    SessionKind, User,
};
use serde::Serialize;
use std::collections::BTreeMap;
use storage::Incoming;

use super::digest;

/// Bytes of rows that travel together.
const BATCH: usize = 192 * 1024;

/// A row counts, is to be deleted, or is there and does not count.
const COUNTS: u8 = 0;
const DELETED: u8 = 1;
const DISREGARDED: u8 = 2;

/// Rows of one kind, as JSON.
pub(super) struct Batch {
    pub(super) what: Incoming,
    pub(super) rows: String,
    pub(super) count: u64,
}

/// Turns items into batches.
pub(super) struct Rows<'a> {
    /// Where batches go; `false` when nobody takes them any more.
    pub(super) send: &'a mut dyn FnMut(Batch) -> bool,
    /// Zone of schools that name none.
    pub(super) time_zone: &'a str,
    /// What was left out.
    pub(super) notices: Capped<ImportFaultRow>,
    /// What is wrong beyond the format.
    pub(super) faults: Vec<ImportFaultRow>,
    buffers: BTreeMap<Incoming, Batch>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(send: &'a mut dyn FnMut(Batch) -> bool, time_zone: &'a str) -> Self {
        Self {
            send,
            time_zone,
            notices: Capped::default(),
            faults: Vec::new(),
            buffers: BTreeMap::new(),
        }
    }

    /// Takes one; `false` when nobody wants more.
    pub(super) fn take(&mut self, file: File, item: Item) -> bool {
        match item {
            Item::Org(row) => self.org(&row),
            Item::AcademicSession(row) => {
                let year = row.value.kind == SessionKind::SchoolYear;
                let (starts, ends) = (row.value.starts.to_string(), row.value.ends.to_string());
                let parent = &row.value.parent;
                self.push(
                    Incoming::Terms,
                    &(
                        &row.source_id,
                        row.line,
                        u8::from(year),
                        &row.value.title,
                        starts,
                        ends,
                        parent,
                    ),
                )
            }
            Item::Course(row) => {
                let name = row.value.title.trim();
                self.push(Incoming::Subjects, &(&row.source_id, row.line, name))
            }
            Item::Class(row) => self.class(&row),
            Item::User(row) => self.user(&row),
            Item::Role(row) => self.role(&row),
            Item::Enrollment(row) => self.enrolment(&row),
            Item::Demographics(row) => {
                let born = row.value.birth_date.map(|date| date.to_string());
                self.push(Incoming::Births, &(&row.source_id, row.line, born))
            }
            Item::Deleted(row) => {
                let what = match file {
                    File::Users => Incoming::Users,
                    File::Classes => Incoming::Classes,
                    File::Roles => Incoming::Roles,
                    File::Enrollments => Incoming::Enrolments,
                    // Never forgotten, or without a life of their own.
                    _ => return true,
                };
                self.push(what, &(&row.source_id, row.line, DELETED))
            }
        }
    }

    fn org(&mut self, row: &Row<Org>) -> bool {
        let org = &row.value;
        let kind = match &org.kind {
            OrgKind::School => "school",
            OrgKind::Other(kind) if kind == "department" => "skip",
            _ => "authority",
        };
        let zone = org.metadata.get("timeZone");
        let zone = zone.map_or(self.time_zone, String::as_str);
        if kind != "skip" && !SchoolTime::knows(zone) {
            self.faults.push(ImportFaultRow {
                file: File::Orgs.name().to_owned(),
                line: row.line,
                element: String::new(),
                column: "metadata.timeZone".to_owned(),
                value: zone.to_owned(),
                reason: FaultReason::BadTimeZone,
            });
        }
        let short = org.metadata.get("shortName").cloned();
        let short = short.unwrap_or_else(|| short_name(&org.name));
        let identifier = org.identifier.as_deref().unwrap_or_default();
        let (name, parent) = (&org.name, &org.parent);
        self.push(
            Incoming::Orgs,
            &(
                &row.source_id,
                row.line,
                kind,
                name,
                short,
                identifier,
                parent,
                zone,
            ),
        )
    }

    fn class(&mut self, row: &Row<Class>) -> bool {
        let class = &row.value;
        let home = class.kind == ClassKind::Homeroom;
        self.push(
            Incoming::Classes,
            &(
                &row.source_id,
                row.line,
                COUNTS,
                u8::from(home),
                class.title.trim(),
                &class.code,
                &class.course,
                &class.school,
                &class.terms,
                class.subjects.first(),
                class.grades.join(","),
                class.location.as_deref().unwrap_or_default(),
                class.metadata.get("homeroomSourcedId"),
            ),
        )
    }

    fn user(&mut self, row: &Row<User>) -> bool {
        let user = &row.value;
        for phone in user.sms.iter().chain(&user.phone) {
            if Phone::parse(phone).is_none() {
                self.notices.push(ImportFaultRow {
                    file: File::Users.name().to_owned(),
                    line: row.line,
                    element: String::new(),
                    column: "sms".to_owned(),
                    value: phone.chars().take(80).collect(),
                    reason: FaultReason::BadPhone,
                });
            }
        }
        let mut written = user.sms.iter().chain(&user.phone);
        let phone = written.find_map(|text| Phone::parse(text));
        let kind = if user.enabled { COUNTS } else { DISREGARDED };
        let email = user.email.as_ref().filter(|email| email.contains('@'));
        let taken = self.push(
            Incoming::Users,
            &(
                &row.source_id,
                row.line,
                kind,
                user.family.trim(),
                user.given.trim(),
                user.middle.as_deref().unwrap_or_default().trim(),
                plain(&user.username),
                phone.map(|phone| phone.to_string()),
                email,
                user.agents.len(),
                user.password.as_ref().map(|password| password.reveal()),
            ),
        );
        let agents = user.agents.iter().filter(|_| user.enabled);
        taken
            && agents
                .into_iter()
                .all(|agent| self.push(Incoming::Agents, &(&row.source_id, row.line, agent)))
    }

    fn role(&mut self, row: &Row<Role>) -> bool {
        let role = &row.value;
        let known = match role.role {
            RoleKind::Student => Some(model::Role::Pupil),
            RoleKind::Teacher => Some(model::Role::Teacher),
            RoleKind::Guardian => Some(model::Role::Guardian),
            RoleKind::SiteAdministrator => Some(model::Role::Administrator),
            RoleKind::DistrictAdministrator => Some(model::Role::Authority),
            RoleKind::SystemAdministrator => Some(model::Role::Support),
            RoleKind::Aide | RoleKind::Proctor | RoleKind::Other(_) => None,
        };
        let kind = if known.is_some() { COUNTS } else { DISREGARDED };
        self.push(
            Incoming::Roles,
            &(
                &row.source_id,
                row.line,
                kind,
                &role.user,
                &role.org,
                known.map(model::Role::code),
                u8::from(role.primary),
                role.begins.map(|date| date.to_string()),
                role.ends.map(|date| date.to_string()),
            ),
        )
    }

    fn enrolment(&mut self, row: &Row<Enrollment>) -> bool {
        let enrolment = &row.value;
        let (kind, teacher) = match enrolment.role {
            EnrollmentRole::Student => (COUNTS, false),
            EnrollmentRole::Teacher => (COUNTS, true),
            EnrollmentRole::Other(_) => (DISREGARDED, false),
        };
        self.push(
            Incoming::Enrolments,
            &(
                &row.source_id,
                row.line,
                kind,
                &enrolment.class,
                &enrolment.user,
                u8::from(teacher),
                u8::from(enrolment.primary),
                enrolment.begins.map(|date| date.to_string()),
                enrolment.ends.map(|date| date.to_string()),
                digest::of(row),
            ),
        )
    }

    /// Adds a row of any kind.
    pub(super) fn push(&mut self, what: Incoming, row: &impl Serialize) -> bool {
        let batch = self.buffers.entry(what).or_insert_with(|| Batch {
            what,
            rows: String::with_capacity(BATCH + 4096),
            count: 0,
        });
        batch.rows.push(if batch.count == 0 { '[' } else { ',' });
        // Text and numbers always have a JSON form.
        batch.rows += &serde_json::to_string(row).unwrap_or_default();
        batch.count += 1;
        batch.rows.len() < BATCH || self.flush(what)
    }

    fn flush(&mut self, what: Incoming) -> bool {
        match self.buffers.remove(&what) {
            Some(mut batch) => {
                batch.rows.push(']');
                (self.send)(batch)
            }
            None => true,
        }
    }

    /// Sends what is left.
    pub(super) fn finish(&mut self) -> bool {
        let left: Vec<Incoming> = self.buffers.keys().copied().collect();
        left.into_iter().all(|what| self.flush(what))
    }
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
