use crate::Result;
use async_trait::async_trait;
use model::{FullName, OrgId, PersonId};

/// An entry of an organisation's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Whose log.
    pub org: OrgId,
    /// 1, 2, 3 ... within the organisation.
    pub number: i64,
    /// When.
    pub at: i64,
    /// Who did it; nobody is the server itself or its command line.
    pub actor: Option<PersonId>,
    /// Name at that time.
    pub actor_name: String,
    /// Code of what was done.
    pub action: String,
    /// To whom.
    pub subject: Option<PersonId>,
    /// Name at that time.
    pub subject_name: String,
    /// More of it, JSON.
    pub detail: String,
    /// Address of the request, empty when there was none.
    pub address: String,
    /// SHA-256 over the entry and the hash before it.
    pub hash: Vec<u8>,
}

/// What is looked for in a log; empty fields do not narrow it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditFilter {
    /// Codes of actions.
    pub actions: Vec<String>,
    /// The actor or the subject is one of these.
    pub people: Option<Vec<PersonId>>,
    /// With `people`: or it was done by the machine under one of these names.
    pub machines: Vec<String>,
    /// From this instant.
    pub from: Option<i64>,
    /// Before this instant.
    pub until: Option<i64>,
    /// Numbers above this one.
    pub after: i64,
    /// Numbers below this one.
    pub before: Option<i64>,
}

/// The log. Append-only: the database itself refuses changes.
#[async_trait]
pub trait AuditRepository {
    /// Number and hash of an organisation's newest entry.
    async fn audit_tail(&mut self, org: OrgId) -> Result<Option<(i64, Vec<u8>)>>;
    /// Appends; number and hash are the caller's.
    async fn insert_audit(&mut self, entry: &AuditEntry) -> Result<()>;
    /// Entries after a number, oldest first.
    async fn audit_after(&mut self, org: OrgId, number: i64, limit: i64)
    -> Result<Vec<AuditEntry>>;
    /// Entries looked for, newest first.
    async fn find_audit(
        &mut self,
        org: OrgId,
        filter: &AuditFilter,
        limit: i64,
    ) -> Result<Vec<AuditEntry>>;
    /// The same oldest first, each after the hash of the entry before it in the log; empty for
    /// the first.
    async fn export_audit(
        &mut self,
        org: OrgId,
        filter: &AuditFilter,
        limit: i64,
    ) -> Result<Vec<(Vec<u8>, AuditEntry)>>;
    /// Number of the first entry at or after an instant, one more than the newest when there is
    /// none; nothing when the numbers have a gap.
    async fn audit_first_at(&mut self, org: OrgId, at: i64) -> Result<Option<i64>>;
    /// Everybody who did something in the log or to whom it was done, by their name today.
    async fn audit_people(&mut self, org: OrgId) -> Result<Vec<(PersonId, FullName)>>;
    /// Names that the machine acted under.
    async fn audit_machines(&mut self, org: OrgId) -> Result<Vec<String>>;
}
