//! What is looked at again and again: calls that everybody has left end, and whoever may no longer be
//! in one goes.

use super::{direct::access, room};
use crate::{CallOrder, Core, Event, Result, broken, lesson::concerned};
use model::{CallOutcome, ChatKind, LessonState, PersonId};
use std::{collections::BTreeSet, time::Duration};
use storage::Call;

/// A call of a chat that nobody is in is over after this.
const CHAT_IDLE: Duration = Duration::from_secs(60);
/// So long a call of a dialogue rings, as long as the one who calls is there.
const RINGS: Duration = Duration::from_secs(45);
/// Within this the one who calls has come in.
const COMING: Duration = Duration::from_secs(20);

impl Core {
    /// Looks after all calls; to be called every ten seconds. One that fails does not keep the others
    /// from it, and is tried again.
    ///
    /// # Errors
    /// Only when the database fails at once.
    pub async fn look_after_calls(&self) -> Result<()> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let running = db.running_calls().await.map_err(broken)?;
        drop(db);
        for call in running {
            if let Err(problem) = self.look_after(&call).await {
                tracing::error!(%problem, call = call.id.0, "a call was not looked after");
            }
        }
        Ok(())
    }

    async fn look_after(&self, call: &Call) -> Result<()> {
        if self.has_rung_in_vain(call).await? {
            let outcome = Some(CallOutcome::Unanswered);
            return self.end_abandoned(call, outcome).await;
        }
        if self.is_abandoned(call) {
            return self.end_abandoned(call, None).await;
        }
        self.enforce(call).await
    }

    fn is_abandoned(&self, call: &Call) -> bool {
        let minutes = u64::try_from(self.settings.lesson_idle_minutes).unwrap_or(0);
        let limit = match call.lesson {
            Some(_) => Duration::from_secs(minutes * 60),
            None => CHAT_IDLE,
        };
        let empty = self.calls.empty_for(&room(call.id));
        self.age(call) >= limit && empty.is_some_and(|empty| empty >= limit)
    }

    fn age(&self, call: &Call) -> Duration {
        Duration::from_millis(u64::try_from(self.clock.now() - call.started_at).unwrap_or(0))
    }

    /// Whether nobody answers a call of a dialogue, or the one who calls has gone.
    async fn has_rung_in_vain(&self, call: &Call) -> Result<bool> {
        let age = self.age(call);
        if call.lesson.is_some() || call.answered_at.is_some() || age < COMING {
            return Ok(false);
        }
        // Unanswered, whoever is there is the one who calls.
        let gone = self.calls.empty_for(&room(call.id)).is_some();
        if !gone && age < RINGS {
            return Ok(false);
        }
        let mut db = self.storage.read().await.map_err(broken)?;
        let chat = db.chat(call.chat).await.map_err(broken)?;
        Ok(chat.is_some_and(|chat| chat.kind == ChatKind::Dialogue))
    }

    async fn end_abandoned(&self, call: &Call, outcome: Option<CallOutcome>) -> Result<()> {
        let now = self.clock.now();
        let mut db = self.storage.write().await.map_err(broken)?;
        // It may have been answered or ended since it was looked at.
        let fresh = db.call(call.id).await.map_err(broken)?;
        let answered = |call: &Call| outcome.is_some() && call.answered_at.is_some();
        if fresh.is_none_or(|fresh| fresh.ended_at.is_some() || answered(&fresh)) {
            return Ok(());
        }
        let mut events = vec![self.ended(db.as_mut(), call, outcome).await?];
        if let Some(id) = call.lesson {
            let (from, to) = (LessonState::Running, LessonState::Finished);
            let moved = db.move_remote_lesson(id, from, to, now).await;
            moved.map_err(broken)?;
            let lesson = db.remote_lesson(id).await.map_err(broken)?;
            let group = match &lesson {
                Some(lesson) => db.class(lesson.group).await.map_err(broken)?,
                None => None,
            };
            // The lesson of a group that is gone ends too; nobody has it before the eyes.
            if let Some((lesson, group)) = lesson.zip(group) {
                let day = self.day_of_org(db.as_mut(), lesson.org).await?;
                let people = concerned(db.as_mut(), &day, &group, false).await?;
                events.push(Event::Lessons { people });
            }
        }
        db.save().await.map_err(broken)?;
        self.publish(events);
        self.close_room(call).await;
        tracing::info!(call = call.id.0, "a call that everybody has left was ended");
        Ok(())
    }

    /// Whoever is in the room without a right to it goes.
    async fn enforce(&self, call: &Call) -> Result<()> {
        let present = self.calls.present(&room(call.id));
        if present.is_empty() {
            return Ok(());
        }
        let mut db = self.storage.read().await.map_err(broken)?;
        let members: BTreeSet<PersonId> = db
            .members(call.chat)
            .await
            .map_err(broken)?
            .iter()
            .map(|member| member.membership.person)
            .collect();
        let guests = db.call_guests(call.id).await.map_err(broken)?;
        let removed = access(call, &guests).removed;
        for person in present {
            // Members of the chat are of the group, and linked: most need no other question.
            let sent_away = removed.contains(&person);
            if members.contains(&person) && !sent_away {
                continue;
            }
            let part = self.part(db.as_mut(), call, person).await?;
            if part.is_none() || (sent_away && part == Some(false)) {
                let order = CallOrder::Remove(person);
                self.calls.order(&room(call.id), order).await;
            }
        }
        Ok(())
    }
}
