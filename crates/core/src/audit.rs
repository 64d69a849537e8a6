//! The log of what was done (`model::Action`): written in the transaction that does it, so that
//! neither is without the other, and chained by hash.

use crate::{Core, Result, Who, broken};
use model::{Action, OrgId, views::ImportBy};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use storage::{AuditEntry, Person, Repository};

/// Who did it.
#[derive(Debug, Clone, Copy)]
pub enum Actor<'a> {
    /// Somebody who is signed in.
    Somebody(&'a Who),
    /// A person of the school from this address: who is signing in, or uses a one-time code.
    At(&'a Person, &'a str),
    /// Who does an import or takes one back.
    Importing(&'a ImportBy),
    /// The server's administrator at the command line, or the server itself; the name says which.
    Machine(&'a str),
}

/// Something to note.
#[derive(Debug, Clone)]
pub struct Deed<'a> {
    /// Whose log.
    pub org: OrgId,
    /// Who did it.
    pub actor: Actor<'a>,
    /// What.
    pub action: Action,
    /// To whom, when to somebody else.
    pub subject: Option<&'a Person>,
    /// More of it: plain values, never secrets, never message texts.
    pub detail: Value,
}

impl Core {
    /// Notes a deed in the log, within the transaction that does it.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(crate) async fn note(&self, db: &mut dyn Repository, deed: Deed<'_>) -> Result<()> {
        note(db, deed, self.clock.now()).await.map_err(broken)
    }
}

/// The same, where there is no [`Core`] at hand.
///
/// # Errors
/// Only when the database fails.
pub(crate) async fn note(db: &mut dyn Repository, deed: Deed<'_>, now: i64) -> storage::Result<()> {
    let (number, before) = db.audit_tail(deed.org).await?.unwrap_or_default();
    let (actor, actor_name, address) = match deed.actor {
        Actor::Somebody(who) => (
            Some(who.id()),
            who.person.name.full(),
            who.session.address.clone(),
        ),
        Actor::At(person, address) => (Some(person.id), person.name.full(), address.to_owned()),
        Actor::Importing(by) => (Some(by.person), by.name.clone(), by.address.clone()),
        Actor::Machine(name) => (None, name.to_owned(), String::new()),
    };
    let mut entry = AuditEntry {
        org: deed.org,
        number: number + 1,
        at: now,
        actor,
        actor_name,
        action: deed.action.code().to_owned(),
        subject: deed.subject.map(|person| person.id),
        subject_name: deed
            .subject
            .map(|person| person.name.full())
            .unwrap_or_default(),
        detail: deed.detail.to_string(),
        address,
        hash: Vec::new(),
    };
    entry.hash = chained(&before, &entry);
    db.insert_audit(&entry).await
}

/// The hash of an entry that follows another: over the earlier hash and the fields as one JSON
/// array, so that no two entries are written alike.
#[must_use]
pub fn chained(before: &[u8], entry: &AuditEntry) -> Vec<u8> {
    let fields = json!([
        entry.org,
        entry.number,
        entry.at,
        entry.actor,
        entry.actor_name,
        entry.action,
        entry.subject,
        entry.subject_name,
        entry.detail,
        entry.address,
    ]);
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(fields.to_string().as_bytes());
    hash.finalize().to_vec()
}

/// The first entry that does not fit the one before it: changed, or something is missing before
/// it. `before` is the hash before the first of `entries`, empty at the beginning of a log.
#[must_use]
pub fn first_break(before: &[u8], entries: &[AuditEntry]) -> Option<i64> {
    let mut last = before.to_vec();
    let mut expected = entries.first().map(|entry| entry.number);
    if before.is_empty() && expected.is_some() {
        expected = Some(1);
    }
    for entry in entries {
        if Some(entry.number) != expected || entry.hash != chained(&last, entry) {
            return Some(entry.number);
        }
        last.clone_from(&entry.hash);
        expected = Some(entry.number + 1);
    }
    None
}
