//! Passwords that come with the data: hashed before anything is written, on all cores, because each
//! takes its time.

use super::{How, ImportFault};
use crate::{Core, broken};
use model::{Problem, views::ImportProgress};
use storage::{Incoming, Staging};
use tokio::task::JoinSet;

/// Passwords that are on their way at once; fewer than may wait in the line for a hash.
const AT_ONCE: usize = 64;

impl Core {
    pub(super) async fn hash_passwords(
        &self,
        staging: &dyn Staging,
        total: u64,
        how: How<'_>,
    ) -> Result<(), ImportFault> {
        let mut done = 0;
        loop {
            let mut db = staging.look().await.map_err(broken)?;
            let some = db.unhashed(AT_ONCE).await.map_err(broken)?;
            if some.is_empty() {
                return Ok(());
            }
            let mut hashing = JoinSet::new();
            for (id, password) in some {
                let passwords = self.passwords.clone();
                hashing.spawn(async move { (id, passwords.hash(password).await) });
            }
            let mut hashes = Vec::with_capacity(AT_ONCE);
            while let Some(hashed) = hashing.join_next().await {
                let (id, hash) = hashed.map_err(|_| Problem::Unavailable)?;
                hashes.push((id, hash?));
            }
            done += hashes.len() as u64;
            let rows = serde_json::to_string(&hashes).unwrap_or_default();
            db.stage(Incoming::Hashes, &rows).await.map_err(broken)?;
            db.save().await.map_err(broken)?;
            (how.progress)(ImportProgress::Hashing { done, total });
        }
    }
}
