use crate::{SqliteRepository, all, maybe, run};
use async_trait::async_trait;
use model::{OrgId, PersonId};
use storage::{AuditEntry, AuditRepository, Result};

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
        Ok(
            all!(self, "../storage/queries/audit/after.sql", org.0, number, limit; |row| AuditEntry {
                org,
                number: row.number,
                at: row.at,
                actor: row.actor_id.map(PersonId),
                actor_name: row.actor_name,
                action: row.action,
                subject: row.subject_id.map(PersonId),
                subject_name: row.subject_name,
                detail: row.detail,
                address: row.address,
                hash: row.hash,
            }),
        )
    }
}
