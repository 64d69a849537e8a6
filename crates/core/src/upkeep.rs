//! What time alone changes: enrolments that begin or end, records that expire.

use crate::{Core, Result, SchoolTime, Scope, broken, membership::refresh, time::effective_day};

/// How long ended sessions and old failures are kept.
const KEPT: i64 = 7 * 86_400_000;

impl Core {
    /// Brings all chats to what the rule wants today, and forgets what has expired. Nothing is
    /// written where nothing has changed.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn upkeep(&self) -> Result<()> {
        let now = self.clock.now();
        let mut db = self.storage.write().await.map_err(broken)?;
        db.purge_records(now).await.map_err(broken)?;
        db.purge_sessions(now - KEPT).await.map_err(broken)?;
        let schools = db.orgs().await.map_err(broken)?;
        db.save().await.map_err(broken)?;
        self.sweep_uploads().await?;
        // A school at a time, so that nobody waits for a whole region.
        for org in schools.into_iter().filter(|org| !org.authority) {
            let mut db = self.storage.write().await.map_err(broken)?;
            let terms = db.terms(org.source).await.map_err(broken)?;
            let today = SchoolTime::new(&org.time_zone).date(now).to_string();
            let classes = db.classes_of(org.id, false).await.map_err(broken)?;
            let scope = Scope {
                classes: classes.into_iter().map(|class| class.id).collect(),
                staff: [org.id].into(),
            };
            let day = effective_day(&terms, &today);
            let events = refresh(db.as_mut(), &scope, &day, now)
                .await
                .map_err(broken)?;
            // Also where nobody came or went: a role or a reason may have changed.
            db.save().await.map_err(broken)?;
            self.publish(events);
            self.examine_tonight(&org).await?;
        }
        Ok(())
    }
}
