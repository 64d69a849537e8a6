//! Taking an import back.

use super::{How, UndoFault, memberships, timetable::Week};
use crate::{Core, broken};
use model::{
    ImportId, SourceId,
    views::{ImportBy, UndoReport},
};
use storage::{KeptImport, Repository};

impl Core {
    /// Takes an import back: what it wrote is as it was before, and the chats follow. Who came with
    /// it goes for good, unless something still refers to them.
    ///
    /// # Errors
    /// [`UndoFault::InTheWay`] with everything that depends on it.
    pub async fn undo_import(
        &self,
        import: ImportId,
        by: Option<&ImportBy>,
    ) -> Result<UndoReport, UndoFault> {
        let staging = self.storage.stage_undo().await.map_err(broken)?;
        let mut db = staging.write().await.map_err(broken)?;
        let kept = db.import(import).await.map_err(broken)?;
        let kept = kept.ok_or(UndoFault::Unknown)?;
        if kept.undone_at.is_some() {
            return Err(UndoFault::Undone);
        }
        let source = kept.source.filter(|_| kept.revertible);
        let source = source.ok_or(UndoFault::NotKept)?;
        let now = self.clock.now();
        let found = db.in_the_way(import, now).await.map_err(broken)?;
        if !found.is_empty() {
            return Err(UndoFault::InTheWay(found));
        }
        let rights = db.rights_changed(import).await.map_err(broken)?;
        let (report, events) = if kept.kind == "timetable" {
            (self.undo_week(db.as_mut(), &kept).await?, Vec::new())
        } else {
            self.undo_roster(db.as_mut(), &kept, source, now).await?
        };
        let name = by.map(|by| by.name.as_str());
        db.mark_undone(import, now, name).await.map_err(broken)?;
        self.note_undo(db.as_mut(), by, &kept, source).await?;
        self.note_rights(db.as_mut(), by, &rights, true).await?;
        db.save().await.map_err(broken)?;
        self.publish(events);
        self.examine_source(source, kept.org).await;
        Ok(report)
    }

    async fn undo_roster(
        &self,
        db: &mut dyn Repository,
        import: &KeptImport,
        source: SourceId,
        now: i64,
    ) -> Result<(UndoReport, Vec<crate::Event>), UndoFault> {
        let (gone, back, rows) = db.undo_staged(import.id).await.map_err(broken)?;
        let (classes, staffs) = db.touched().await.map_err(broken)?;
        let day = self.day_of_source(db, source, import.org).await?;
        let how = How::default();
        let followed = memberships::follow(db, classes, staffs, &day, now, how).await?;
        let memberships = memberships::changes(db, &followed.events).await?;
        let mut events = memberships::settle_dialogues(db, followed, now).await?;
        events.extend(memberships::signed_out(db, now).await?);
        let report = UndoReport {
            gone,
            back,
            rows,
            memberships,
        };
        Ok((report, events))
    }

    async fn undo_week(
        &self,
        db: &mut dyn Repository,
        import: &KeptImport,
    ) -> Result<UndoReport, UndoFault> {
        let (Some(org), Some(before)) = (
            import.org,
            db.before(import.id, "week").await.map_err(broken)?,
        ) else {
            return Err(UndoFault::NotKept);
        };
        let week: Week = serde_json::from_str(&before).map_err(|_| UndoFault::NotKept)?;
        let rows = week.slots.len() as u64;
        week.put(db, org).await.map_err(broken)?;
        Ok(UndoReport {
            rows,
            ..UndoReport::default()
        })
    }
}
