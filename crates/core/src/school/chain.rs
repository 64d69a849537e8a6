//! Whether a log is whole. What has been checked is remembered, so that a visit costs what is new.

use crate::{Core, Result, Who, broken, first_break};
use model::{OrgId, views::Chain};
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};
use storage::Repository;

/// Entries read at once.
const CHUNK: i64 = 5_000;
/// Entries checked at one visit; with more to do the page says how far it came.
const AT_A_VISIT: i64 = 20_000;

/// What is known of an organisation's log.
#[derive(Debug, Clone, Default)]
struct Seen {
    /// Entries that follow one from another, from the first on.
    number: i64,
    /// Hash of the last of them.
    hash: Vec<u8>,
    /// The first that does not follow.
    broken: Option<i64>,
}

/// How far each log has been checked since the server began.
#[derive(Debug, Default)]
pub struct LogWatch(Mutex<BTreeMap<OrgId, Seen>>);

impl LogWatch {
    fn get(&self, org: OrgId) -> Seen {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(&org).cloned().unwrap_or_default()
    }

    fn set(&self, org: OrgId, now: Seen) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(org, now);
    }
}

impl Core {
    /// Checks the own log from the first entry to the last, whatever was checked before.
    ///
    /// # Errors
    /// [`model::Problem::NotAllowed`] for who may not read it.
    pub async fn verify_log(&self, who: &Who) -> Result<Chain> {
        let org = self.access_log(who)?.id;
        let mut db = self.storage.read().await.map_err(broken)?;
        let seen = follow(db.as_mut(), org, Seen::default(), i64::MAX)
            .await
            .map_err(broken)?;
        self.log_watch.set(org, seen.clone());
        told(db.as_mut(), org, &seen).await.map_err(broken)
    }

    /// The same, going on from where the last visit came to.
    pub(super) async fn chain(&self, db: &mut dyn Repository, org: OrgId) -> Result<Chain> {
        let mut seen = self.log_watch.get(org);
        if seen.broken.is_none() && seen.number > 0 {
            // The place to go on from must still be there as it was.
            let last = db
                .audit_after(org, seen.number - 1, 1)
                .await
                .map_err(broken)?;
            let same = last
                .first()
                .is_some_and(|last| last.number == seen.number && last.hash == seen.hash);
            if !same {
                // From the beginning: what is changed shows where it begins to be.
                let again = Seen::default();
                seen = follow(db, org, again, i64::MAX).await.map_err(broken)?;
                // A log that was rewritten as a whole still is not the one that was seen.
                seen.broken = seen.broken.or(Some(seen.number + 1));
            }
        }
        if seen.broken.is_none() {
            seen = follow(db, org, seen, AT_A_VISIT).await.map_err(broken)?;
        }
        self.log_watch.set(org, seen.clone());
        told(db, org, &seen).await.map_err(broken)
    }
}

/// Checks up to `most` entries after those that have been checked.
async fn follow(
    db: &mut dyn Repository,
    org: OrgId,
    mut seen: Seen,
    most: i64,
) -> storage::Result<Seen> {
    let mut left = most;
    while left > 0 {
        let entries = db.audit_after(org, seen.number, CHUNK.min(left)).await?;
        let Some(last) = entries.last() else { break };
        if let Some(number) = first_break(&seen.hash, &entries) {
            seen.broken = Some(number);
            break;
        }
        left -= i64::try_from(entries.len()).unwrap_or(i64::MAX);
        seen.number = last.number;
        seen.hash.clone_from(&last.hash);
    }
    Ok(seen)
}

async fn told(db: &mut dyn Repository, org: OrgId, seen: &Seen) -> storage::Result<Chain> {
    let (entries, hash) = db.audit_tail(org).await?.unwrap_or_default();
    Ok(match seen.broken {
        Some(number) => Chain::Broken { number },
        None if entries == 0 => Chain::Empty,
        None if seen.number < entries => Chain::Partly {
            checked: seen.number,
            entries,
        },
        None => Chain::Whole {
            entries,
            hash: super::log_file::hex(&hash),
        },
    })
}
