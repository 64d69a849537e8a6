//! Starting and finishing a remote lesson (SL-08, SL-13..15).

use super::{
    machine::{Step, after},
    plan::concerned,
};
use crate::{Core, Event, Result, SchoolTime, Who, broken, time::effective_day};
use model::{ChatKind, LessonState, OrgId, Problem, RemoteLessonId};
use storage::{Call, Class, RemoteLesson, Repository};

impl Core {
    /// The day for which roles hold at a school.
    pub(crate) async fn day_of_org(&self, db: &mut dyn Repository, org: OrgId) -> Result<String> {
        let org = db
            .org(org)
            .await
            .map_err(broken)?
            .ok_or(Problem::NotFound)?;
        let terms = db.terms(org.source).await.map_err(broken)?;
        let today = SchoolTime::new(&org.time_zone).date(self.clock.now());
        Ok(effective_day(&terms, &today.to_string()))
    }

    /// «Завершить занятие»: the call ends for everybody (SL-13).
    ///
    /// # Errors
    /// [`Problem::NotFound`] for somebody else's, [`Problem::LessonIs`] when it does not go on.
    pub async fn finish_lesson(&self, who: &Who, id: RemoteLessonId) -> Result<RemoteLesson> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let call = db.call_of_lesson(id).await.map_err(broken)?;
        drop(db);
        let lesson = self.step(who, id, Step::Finish).await?;
        if let Some(call) = call {
            self.close_room(&call).await;
        }
        Ok(lesson)
    }

    /// A lesson that goes on already is entered as it is.
    pub(crate) async fn start_lesson(&self, who: &Who, id: RemoteLessonId) -> Result<Call> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let (lesson, group) = self.access_held_lesson(db.as_mut(), who, id).await?;
        if lesson.state == LessonState::Running {
            if let Some(call) = db.call_of_lesson(id).await.map_err(broken)? {
                return Ok(call);
            }
        } else {
            let to = after(lesson.state, Step::Start)?;
            self.nothing_in_the_way(db.as_mut(), who).await?;
            let now = self.clock.now();
            let moved = db.start_remote_lesson(id, who.id(), now).await;
            if !moved.map_err(broken)? {
                return Err(Problem::LessonIs { state: to });
            }
        }
        let (chat, opened) = self.open_subject_chat(db.as_mut(), who, &group).await?;
        let mut events = opened.unwrap_or_default();
        // What was talked about in the chat makes room for its lesson.
        let before = db.running_call_in(chat).await.map_err(broken)?;
        if let Some(before) = &before {
            events.push(self.ended(db.as_mut(), before, None).await?);
        }
        let (call, begun) = self
            .insert_call(db.as_mut(), who, (chat, ChatKind::Subject), Some(id))
            .await?;
        let people = concerned(db.as_mut(), &who.day, &group, false).await?;
        db.save().await.map_err(broken)?;
        events.push(begun);
        events.push(Event::Lessons { people });
        self.publish(events);
        if let Some(before) = before {
            self.close_room(&before).await;
        }
        Ok(call)
    }

    async fn nothing_in_the_way(&self, db: &mut dyn Repository, who: &Who) -> Result<()> {
        let Some(other) = db.running_lesson(who.id()).await.map_err(broken)? else {
            return Ok(());
        };
        let group: Option<Class> = db.class(other.group).await.map_err(broken)?;
        let name = group.map(|group| format!("{} {}", group.subject, group.class_name));
        Err(Problem::LessonInTheWay {
            lesson: other.id,
            name: name.unwrap_or_default(),
        })
    }
}
