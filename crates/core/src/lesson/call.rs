//! Holding a remote lesson: starting it, coming in, finishing it (SL-08, SL-11, SL-13..15).

use super::{
    machine::{Step, after},
    plan::concerned,
};
use crate::{
    CallOrder, CallPass, Core, Event, Result, SchoolTime, Who, access::studies_in, broken,
    frame::is_linked, time::effective_day,
};
use model::{
    ChatKind, LessonState, OrgId, PersonId, Problem, RemoteLessonId, Role, policy,
    views::{CallDoor, CallPerson, LessonCall},
};
use storage::{Class, RemoteLesson, Repository};

/// The room of a lesson.
pub(super) fn room(id: RemoteLessonId) -> String {
    format!("lesson-{id}")
}

impl Core {
    /// The way into a lesson's call. For its teacher it begins with that: the subject chat opens, or
    /// was there already (SL-15). Pupils and guardians come in once it goes on.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for those whom it does not concern, [`Problem::NotLinked`] without a
    /// learning profile, [`Problem::LessonIs`] before it has begun and after it is over,
    /// [`Problem::LessonInTheWay`] while the teacher holds another one (SL-14).
    pub async fn enter_lesson(&self, who: &Who, id: RemoteLessonId) -> Result<CallDoor> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let host = match self.access_held_lesson(db.as_mut(), who, id).await {
            Ok(_) => true,
            Err(Problem::NotFound) => {
                let lesson = self.access_lesson(db.as_mut(), who, id).await?;
                if lesson.state != LessonState::Running {
                    return Err(Problem::LessonIs {
                        state: lesson.state,
                    });
                }
                false
            }
            Err(problem) => return Err(problem),
        };
        drop(db);
        if who.link.is_none() {
            return Err(Problem::NotLinked);
        }
        if host {
            self.start_lesson(who, id).await?;
        }
        let name = &who.person.name;
        self.calls.door(&CallPass {
            room: room(id),
            person: who.id(),
            name: format!("{} {}", name.given, name.family),
            rights: policy::lesson_call(host),
        })
    }

    /// What the page of a lesson's call shows besides the call itself.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for those whom it does not concern.
    pub async fn lesson_call(&self, who: &Who, id: RemoteLessonId) -> Result<LessonCall> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let held = self.access_held_lesson(db.as_mut(), who, id).await;
        let (host, lesson) = match held {
            Ok((lesson, _)) => (true, lesson),
            Err(_) => (false, self.access_lesson(db.as_mut(), who, id).await?),
        };
        let group = db.class(lesson.group).await.map_err(broken)?;
        let group = group.ok_or(Problem::NotFound)?;
        let own = db.chats_of(who.id()).await.map_err(broken)?;
        let chat = own.iter().find(|one| one.chat.group == Some(group.id));
        let mut people = Vec::new();
        for one in db.enrolled(group.id, &who.day).await.map_err(broken)? {
            people.push(CallPerson {
                id: one.person,
                name: one.name,
                part: if one.teacher {
                    Role::Teacher
                } else {
                    Role::Pupil
                },
            });
        }
        // Whose parents they are concerns the teacher, not the class.
        let guardians = match host {
            true => db.guardians_in(group.id, &who.day).await.map_err(broken)?,
            false => Vec::new(),
        };
        for one in guardians {
            if !people.iter().any(|known| known.id == one.person) {
                people.push(CallPerson {
                    id: one.person,
                    name: one.name,
                    part: Role::Guardian,
                });
            }
        }
        people.sort_by_key(|one| one.part != Role::Teacher);
        Ok(LessonCall {
            lesson: id,
            title: ChatKind::Subject.name(&group.class_name, &group.subject, &group.label),
            state: lesson.state,
            host,
            chat: chat.map(|one| one.chat.id),
            back: format!(
                "/schedule/lesson/{}/{}/{}",
                lesson.group, lesson.date, lesson.period
            ),
            people,
        })
    }

    /// Whether somebody may be in a room now: tokens outlive what they are for. The lesson goes on,
    /// the person is of its group today, or has a child there, and has a profile linked.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn may_be_in(&self, name: &str, person: PersonId) -> Result<bool> {
        let id = name.strip_prefix("lesson-").and_then(|id| id.parse().ok());
        let Some(id) = id.filter(|id| room(*id) == name) else {
            return Ok(false);
        };
        let mut db = self.storage.read().await.map_err(broken)?;
        let lesson = db.remote_lesson(id).await.map_err(broken)?;
        let Some(lesson) = lesson.filter(|lesson| lesson.state == LessonState::Running) else {
            return Ok(false);
        };
        let Some(found) = db.person(person).await.map_err(broken)? else {
            return Ok(false);
        };
        if !is_linked(db.as_mut(), &found).await? {
            return Ok(false);
        }
        let day = self.day_of_org(db.as_mut(), lesson.org).await?;
        let taught = db.teaches(person, &day).await.map_err(broken)?;
        Ok(taught.iter().any(|one| one.id == lesson.group)
            || studies_in(db.as_mut(), person, &day, lesson.group).await?)
    }

    /// The day for which roles hold at a school.
    pub(super) async fn day_of_org(&self, db: &mut dyn Repository, org: OrgId) -> Result<String> {
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
        let lesson = self.step(who, id, Step::Finish).await?;
        self.calls.order(&room(id), CallOrder::Close).await;
        Ok(lesson)
    }

    /// A lesson that goes on already is entered as it is.
    async fn start_lesson(&self, who: &Who, id: RemoteLessonId) -> Result<()> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let (lesson, group) = self.access_held_lesson(db.as_mut(), who, id).await?;
        if lesson.state == LessonState::Running {
            return Ok(());
        }
        let to = after(lesson.state, Step::Start)?;
        self.nothing_in_the_way(db.as_mut(), who).await?;
        let now = self.clock.now();
        let moved = db.start_remote_lesson(id, who.id(), now).await;
        if !moved.map_err(broken)? {
            return Err(Problem::LessonIs { state: to });
        }
        let (_, opened) = self.open_subject_chat(db.as_mut(), who, &group).await?;
        let people = concerned(db.as_mut(), &who.day, &group, false).await?;
        db.save().await.map_err(broken)?;
        let mut events = opened.unwrap_or_default();
        events.push(Event::Lessons { people });
        self.publish(events);
        Ok(())
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
