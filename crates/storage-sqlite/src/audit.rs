use crate::{SqliteRepository, all, maybe, run};
use async_trait::async_trait;
use model::{FullName, OrgId, PersonId};
use storage::{AuditEntry, AuditFilter, AuditRepository, Result};

/// So many people are looked up in the index; more are found quicker by reading the log.
const FEW: usize = 20;

/// A row as an entry: each query has a row type of its own.
macro_rules! entry {
    ($org:expr, $row:ident) => {
        AuditEntry {
            org: $org,
            number: $row.number,
            at: $row.at,
            actor: $row.actor_id.map(PersonId),
            actor_name: $row.actor_name,
            action: $row.action,
            subject: $row.subject_id.map(PersonId),
            subject_name: $row.subject_name,
            detail: $row.detail,
            address: $row.address,
            hash: $row.hash,
        }
    };
}

macro_rules! entries {
    ($me:ident, $org:expr, $file:literal $(, $arg:expr)*) => {
        all!($me, $file $(, $arg)*; |row| entry!($org, row))
    };
}

#[async_trait]
impl AuditRepository for SqliteRepository {
    async fn audit_tail(&mut self, org: OrgId) -> Result<Option<(i64, Vec<u8>)>> {
        Ok(maybe!(self, "../storage/queries/audit/tail.sql", org.0; |row| (row.number, row.hash)))
    }

    async fn insert_audit(&mut self, entry: &AuditEntry) -> Result<()> {
        let (actor, subject) = (entry.actor.map(|id| id.0), entry.subject.map(|id| id.0));
        run!(
            self,
            "../storage/queries/audit/insert.sql",
            entry.org.0,
            entry.number,
            entry.at,
            actor,
            entry.actor_name,
            entry.action,
            subject,
            entry.subject_name,
            entry.detail,
            entry.address,
            entry.hash
        );
        Ok(())
    }

    async fn audit_after(
        &mut self,
        org: OrgId,
        number: i64,
        limit: i64,
    ) -> Result<Vec<AuditEntry>> {
        Ok(entries!(
            self,
            org,
            "../storage/queries/audit/after.sql",
            org.0,
            number,
            limit
        ))
    }

    async fn find_audit(
        &mut self,
        org: OrgId,
        filter: &AuditFilter,
        limit: i64,
    ) -> Result<Vec<AuditEntry>> {
        let Bound {
            before,
            from,
            until,
            actions,
            people,
            machines,
        } = Bound::of(filter);
        let few = filter.people.as_ref().is_some_and(|ids| ids.len() <= FEW);
        Ok(if few {
            entries!(
                self,
                org,
                "../storage/queries/audit/find_of.sql",
                org.0,
                filter.after,
                before,
                from,
                until,
                actions,
                people,
                machines,
                limit
            )
        } else {
            entries!(
                self,
                org,
                "../storage/queries/audit/find.sql",
                org.0,
                filter.after,
                before,
                from,
                until,
                actions,
                people,
                machines,
                limit
            )
        })
    }

    async fn export_audit(
        &mut self,
        org: OrgId,
        filter: &AuditFilter,
        limit: i64,
    ) -> Result<Vec<(Vec<u8>, AuditEntry)>> {
        let Bound {
            before,
            from,
            until,
            actions,
            people,
            machines,
        } = Bound::of(filter);
        Ok(all!(
            self,
            "../storage/queries/audit/export.sql",
            org.0,
            filter.after,
            before,
            from,
            until,
            actions,
            people,
            machines,
            limit;
            |row| (row.earlier.unwrap_or_default(), entry!(org, row))
        ))
    }

    async fn audit_first_at(&mut self, org: OrgId, at: i64) -> Result<Option<i64>> {
        Ok(maybe!(self, "../storage/queries/audit/first_at.sql", org.0, at; |row| row.number))
    }

    async fn audit_people(&mut self, org: OrgId) -> Result<Vec<(PersonId, FullName)>> {
        Ok(
            all!(self, "../storage/queries/audit/people.sql", org.0; |row| {
                let (family, given, middle) = (row.family, row.given, row.middle);
                (PersonId(row.id), FullName { family, given, middle })
            }),
        )
    }

    async fn audit_machines(&mut self, org: OrgId) -> Result<Vec<String>> {
        Ok(all!(self, "../storage/queries/audit/machines.sql", org.0; |row| row.actor_name))
    }
}

/// A filter as the queries take it.
struct Bound {
    before: i64,
    from: i64,
    until: i64,
    actions: String,
    people: String,
    machines: String,
}

impl Bound {
    fn of(filter: &AuditFilter) -> Self {
        let people = filter.people.as_ref().map_or_else(String::new, |ids| {
            let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
            format!("[{}]", ids.join(","))
        });
        Self {
            before: filter.before.unwrap_or(i64::MAX),
            from: filter.from.unwrap_or(i64::MIN),
            until: filter.until.unwrap_or(i64::MAX),
            actions: list(&filter.actions),
            people,
            machines: list(&filter.machines),
        }
    }
}

/// Texts as a JSON array, which SQLite takes apart.
fn list(texts: &[String]) -> String {
    serde_json::to_string(texts).unwrap_or_else(|_| "[]".to_owned())
}
