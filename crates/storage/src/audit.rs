use crate::Result;
use async_trait::async_trait;
use model::{OrgId, PersonId};

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
    /// Part of the actor's or the subject's name, lower case.
    pub text: String,
    /// Codes of actions.
    pub actions: Vec<String>,
    /// The actor or the subject.
    pub person: Option<PersonId>,
    /// From this instant.
    pub from: Option<i64>,
    /// Before this instant.
    pub until: Option<i64>,
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
}
