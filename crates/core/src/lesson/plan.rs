//! «Создать дистанционный урок», «Опубликовать», and calling it off.

use super::machine::{Step, after};
use crate::{Core, Event, Result, Who, broken};
use jiff::civil::Date;
use model::{ClassId, LessonState, PersonId, Problem, RemoteLessonId};
use storage::{Class, NewRemoteLesson, RemoteLesson, Repository};

impl Core {
    /// Plans a remote lesson in a place of the timetable: a draft that only those who teach the
    /// group see (SL-06). A place that has one gives it back.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a group that one does not teach, or a lesson that there is not;
    /// [`Problem::LessonOver`] after its last bell.
    pub async fn create_lesson(
        &self,
        who: &Who,
        group: ClassId,
        date: &str,
        number: u8,
    ) -> Result<RemoteLessonId> {
        let date: Date = date.parse().map_err(|_| Problem::NotFound)?;
        let mut db = self.storage.write().await.map_err(broken)?;
        let group = self.access_held_group(db.as_mut(), who, group).await?;
        let lesson = self
            .lesson_in(db.as_mut(), who, &group, date, number)
            .await?
            .ok_or(Problem::NotFound)?;
        if let Some(remote) = lesson.remote {
            return Ok(remote.id);
        }
        if lesson.over {
            return Err(Problem::LessonOver);
        }
        let new = NewRemoteLesson {
            org: group.org,
            group: group.id,
            date: date.to_string(),
            period: i64::from(number),
            teacher: who.id(),
        };
        let now = self.clock.now();
        let id = db.insert_remote_lesson(&new, now).await.map_err(broken)?;
        let id = id.ok_or(Problem::NotFound)?;
        let told = concerned(db.as_mut(), &who.day, &group, true).await?;
        db.save().await.map_err(broken)?;
        self.bus.publish(Event::Lessons { people: told });
        Ok(id)
    }

    /// «Опубликовать»: the class sees it at once (SL-07).
    ///
    /// # Errors
    /// [`Problem::NotFound`] for somebody else's, [`Problem::LessonIs`] when it is no draft,
    /// [`Problem::LessonOver`] after its last bell.
    pub async fn publish_lesson(&self, who: &Who, id: RemoteLessonId) -> Result<RemoteLesson> {
        self.step(who, id, Step::Publish).await
    }

    /// Takes a draft away, or calls an announced lesson off: the class sees that at once too.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for somebody else's, [`Problem::LessonIs`] when it goes on or is
    /// over.
    pub async fn cancel_lesson(&self, who: &Who, id: RemoteLessonId) -> Result<RemoteLesson> {
        self.step(who, id, Step::Cancel).await
    }

    pub(super) async fn step(
        &self,
        who: &Who,
        id: RemoteLessonId,
        step: Step,
    ) -> Result<RemoteLesson> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let (mut lesson, group) = self.access_held_lesson(db.as_mut(), who, id).await?;
        let to = after(lesson.state, step)?;
        if step == Step::Publish {
            self.not_over(db.as_mut(), who, &group, &lesson).await?;
        }
        let now = self.clock.now();
        let moved = db.move_remote_lesson(id, lesson.state, to, now).await;
        if !moved.map_err(broken)? {
            return Err(Problem::LessonIs {
                state: lesson.state,
            });
        }
        let unseen = lesson.state == LessonState::Draft && to == LessonState::Cancelled;
        let told = concerned(db.as_mut(), &who.day, &group, unseen).await?;
        let mut events = vec![Event::Lessons { people: told }];
        if to == LessonState::Finished
            && let Some(call) = db.call_of_lesson(id).await.map_err(broken)?
        {
            events.push(self.ended(db.as_mut(), &call, None).await?);
        }
        db.save().await.map_err(broken)?;
        self.publish(events);
        lesson.state = to;
        Ok(lesson)
    }

    async fn not_over(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        group: &Class,
        lesson: &RemoteLesson,
    ) -> Result<()> {
        let date: Date = lesson.date.parse().map_err(|_| Problem::NotFound)?;
        let number = u8::try_from(lesson.period).map_err(|_| Problem::NotFound)?;
        let place = self.lesson_in(db, who, group, date, number).await?;
        match place {
            Some(place) if !place.over => Ok(()),
            _ => Err(Problem::LessonOver),
        }
    }
}

/// Who has the lessons of a group before the eyes: its teachers and, unless they see nothing of
/// it, its pupils and their guardians.
pub(crate) async fn concerned(
    db: &mut dyn Repository,
    day: &str,
    group: &Class,
    teachers_only: bool,
) -> Result<Vec<PersonId>> {
    let mut people = Vec::new();
    for one in db.enrolled(group.id, day).await.map_err(broken)? {
        if one.teacher || !teachers_only {
            people.push(one.person);
        }
    }
    if !teachers_only {
        let guardians = db.guardians_in(group.id, day).await;
        people.extend(guardians.map_err(broken)?.iter().map(|one| one.person));
    }
    people.sort_unstable();
    people.dedup();
    Ok(people)
}
