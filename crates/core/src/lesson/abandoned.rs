//! Lessons that nobody finished: they end some minutes after everybody has left.

use super::{call::room, plan::concerned};
use crate::{CallOrder, Core, Event, Result, broken};
use model::LessonState;
use std::time::Duration;
use storage::RemoteLesson;

impl Core {
    /// Ends what nobody has been in for as long as the settings say; to be called again and again.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn end_abandoned_lessons(&self) -> Result<()> {
        let minutes = u64::try_from(self.settings.lesson_idle_minutes).unwrap_or(0);
        let limit = Duration::from_secs(minutes * 60);
        let mut db = self.storage.read().await.map_err(broken)?;
        let running = db.running_lessons().await.map_err(broken)?;
        drop(db);
        for lesson in running {
            let empty = self.calls.empty_for(&room(lesson.id));
            let begun = self.clock.now() - lesson.started_at.unwrap_or_default();
            let begun = Duration::from_millis(u64::try_from(begun).unwrap_or(0));
            if begun >= limit && empty.is_some_and(|empty| empty >= limit) {
                self.end_abandoned(&lesson).await?;
            }
        }
        Ok(())
    }

    async fn end_abandoned(&self, lesson: &RemoteLesson) -> Result<()> {
        let now = self.clock.now();
        let mut db = self.storage.write().await.map_err(broken)?;
        let (from, to) = (LessonState::Running, LessonState::Finished);
        let moved = db.move_remote_lesson(lesson.id, from, to, now).await;
        let group = db.class(lesson.group).await.map_err(broken)?;
        let (true, Some(group)) = (moved.map_err(broken)?, group) else {
            return Ok(());
        };
        let day = self.day_of_org(db.as_mut(), lesson.org).await?;
        let people = concerned(db.as_mut(), &day, &group, false).await?;
        db.save().await.map_err(broken)?;
        self.bus.publish(Event::Lessons { people });
        self.calls.order(&room(lesson.id), CallOrder::Close).await;
        tracing::info!(
            lesson = lesson.id.0,
            "a lesson that everybody has left was ended"
        );
        Ok(())
    }
}
