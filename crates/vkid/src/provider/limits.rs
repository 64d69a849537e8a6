//! So many within an hour.

use serde::{Deserialize, Serialize};

use super::Provider;
use crate::BoxError;

const HOUR: i64 = 3_600_000;

/// Moments of the last hour, oldest first. A sliding log: a fixed window would let twice the
/// limit through around its edge.
#[derive(Default, Serialize, Deserialize)]
struct Log {
    at: Vec<i64>,
}

impl Provider {
    /// Counts one more `kind` for `subject`. `Some(minutes)` if that is too many: wait so long.
    pub(super) async fn count(
        &self,
        kind: &str,
        subject: &str,
        limit: u32,
    ) -> Result<Option<u32>, BoxError> {
        // Numbers and addresses are kept as digests: the log needs to recognise, not to know.
        let key = format!("vkid/rate/{kind}/{}", self.keyed("rate", &[kind, subject]));
        // A handful of rounds is enough for honest traffic; a storm on one subject is refused.
        for _ in 0..8 {
            let now = self.now();
            let (mut log, version) = match self.load::<Log>(&key).await? {
                Some(found) => (found.value, Some(found.version)),
                None => (Log::default(), None),
            };
            log.at.retain(|at| at + HOUR > now);
            if log.at.len() >= limit as usize {
                let free = log.at.first().map_or(now + HOUR, |oldest| oldest + HOUR);
                return Ok(Some(minutes(free - now)));
            }
            log.at.push(now);
            if self.save(&key, &log, Some(now + HOUR), version).await? {
                return Ok(None);
            }
        }
        Ok(Some(1))
    }
}

/// Whole minutes, rounded up.
fn minutes(milliseconds: i64) -> u32 {
    u32::try_from((milliseconds + 59_999) / 60_000)
        .unwrap_or(1)
        .max(1)
}
