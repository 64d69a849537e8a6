//! Remote lessons: planned, announced, called off; who sees which.

use crate::school_core::{Event, Who};
use model::{
    CallOf, ClassId, LessonState, PersonId, Problem, RemoteLessonId, policy,
    views::{Lesson, LessonPage, ScheduleOf},
};
use test_support::TestSchool;

/// A lesson of mathematics in 4А on a day after today, with the school around it.
struct Planned {
    school: TestSchool,
    teacher: Who,
    pupil: Who,
    parent: Who,
    group: ClassId,
    date: String,
    number: u8,
}

impl Planned {
    async fn open() -> Self {
        let school = TestSchool::small().await;
        let (teacher, pupil) = (school.link("teacher").await, school.link("pupil").await);
        let parent = school.link("parent").await;
        let week = school
            .core
            .schedule(&teacher, ScheduleOf::Mine, Some("2026-12-02"))
            .await
            .unwrap();
        let place = week.days.iter().find_map(|day| {
            let mut lessons = day.lessons.iter();
            let found = lessons.find(|one| one.class == "4А" && one.subject == "Математика");
            found.map(|one| (day.day.iso(), one.clone()))
        });
        let (date, lesson) = place.expect("mathematics in 4А");
        assert!(lesson.taught && lesson.may_create && lesson.remote.is_none());
        school.bus.take();
        Self {
            school,
            teacher,
            pupil,
            parent,
            group: lesson.group,
            date,
            number: lesson.number,
        }
    }

    async fn create(&self, who: &Who) -> Result<RemoteLessonId, Problem> {
        let core = &self.school.core;
        core.create_lesson(who, self.group, &self.date, self.number)
            .await
    }

    async fn page(&self, who: &Who) -> Result<LessonPage, Problem> {
        let core = &self.school.core;
        core.lesson(who, self.group, &self.date, self.number).await
    }

    async fn seen(&self, who: &Who, of: ScheduleOf) -> Option<LessonState> {
        let core = &self.school.core;
        let week = core.schedule(who, of, Some(&self.date)).await.unwrap();
        let mut lessons = week.days.iter().filter(|day| day.day.iso() == self.date);
        let lessons = lessons.next().map(|day| day.lessons.clone()).unwrap();
        let here = |one: &&Lesson| one.group == self.group && one.number == self.number;
        let remote = lessons.iter().find(here).expect("the lesson").remote;
        remote.map(|remote| remote.state)
    }

    fn told(&self) -> Vec<PersonId> {
        let events = self.school.bus.take().into_iter();
        events
            .filter_map(|event| match event {
                Event::Lessons { people } => Some(people),
                _ => None,
            })
            .flatten()
            .collect()
    }
}

#[tokio::test]
async fn a_draft_is_the_teachers_and_a_published_lesson_everybodys() {
    let planned = Planned::open().await;
    let (teacher, pupil, parent) = (&planned.teacher, &planned.pupil, &planned.parent);
    let child = ScheduleOf::Child(pupil.id());
    let id = planned.create(teacher).await.unwrap();
    assert_eq!(planned.told(), [teacher.id()], "nobody else sees a draft");
    assert_eq!(planned.create(teacher).await, Ok(id), "pressed twice");
    let draft = Some(LessonState::Draft);
    assert_eq!(planned.seen(teacher, ScheduleOf::Mine).await, draft);
    assert_eq!(planned.seen(pupil, ScheduleOf::Mine).await, None);
    assert_eq!(planned.seen(parent, child).await, None);
    assert!(planned.page(pupil).await.unwrap().lesson.remote.is_none());

    let core = &planned.school.core;
    core.publish_lesson(teacher, id).await.unwrap();
    let told = planned.told();
    for who in [teacher, pupil, parent] {
        assert!(told.contains(&who.id()), "told at once");
    }
    let published = Some(LessonState::Published);
    assert_eq!(planned.seen(teacher, ScheduleOf::Mine).await, published);
    assert_eq!(planned.seen(pupil, ScheduleOf::Mine).await, published);
    assert_eq!(planned.seen(parent, child).await, published);
    let page = planned.page(pupil).await.unwrap();
    assert!(!page.lesson.taught && !page.lesson.may_create);
    let again = core.publish_lesson(teacher, id).await;
    let state = LessonState::Published;
    assert_eq!(again.unwrap_err(), Problem::LessonIs { state });
}

#[tokio::test]
async fn a_lesson_called_off_leaves_its_place() {
    let planned = Planned::open().await;
    let (teacher, core) = (&planned.teacher, &planned.school.core);
    let draft = planned.create(teacher).await.unwrap();
    planned.told();
    core.cancel_lesson(teacher, draft).await.unwrap();
    assert_eq!(planned.told(), [teacher.id()], "the class had not seen it");
    let second = planned.create(teacher).await.unwrap();
    assert_ne!(draft, second);
    core.publish_lesson(teacher, second).await.unwrap();
    planned.told();
    core.cancel_lesson(teacher, second).await.unwrap();
    assert!(planned.told().contains(&planned.pupil.id()));
    assert_eq!(planned.seen(&planned.pupil, ScheduleOf::Mine).await, None);
    let again = core.cancel_lesson(teacher, second).await;
    let state = LessonState::Cancelled;
    assert_eq!(again.unwrap_err(), Problem::LessonIs { state });
}

#[tokio::test]
async fn only_who_teaches_the_group_plans_and_announces() {
    let planned = Planned::open().await;
    let core = &planned.school.core;
    let id = planned.create(&planned.teacher).await.unwrap();
    let other = planned.school.enter("teacher2").await;
    let admin = planned.school.enter("admin").await;
    for who in [&planned.pupil, &planned.parent, &other, &admin] {
        assert_eq!(planned.create(who).await, Err(Problem::NotFound));
        let published = core.publish_lesson(who, id).await;
        assert_eq!(published.unwrap_err(), Problem::NotFound);
        let cancelled = core.cancel_lesson(who, id).await;
        assert_eq!(cancelled.unwrap_err(), Problem::NotFound);
    }
    let missing = core
        .publish_lesson(&planned.teacher, RemoteLessonId(9999))
        .await;
    assert_eq!(missing.unwrap_err(), Problem::NotFound);
}

#[tokio::test]
async fn a_lesson_that_is_not_there_or_over_is_refused() {
    let planned = Planned::open().await;
    let (core, teacher, group) = (&planned.school.core, &planned.teacher, planned.group);
    for (date, number) in [
        (planned.date.as_str(), 12),
        ("2027-01-04", planned.number),
        ("2026-12-06", planned.number),
        ("завтра", planned.number),
        ("99999-01-01", planned.number),
    ] {
        let created = core.create_lesson(teacher, group, date, number).await;
        assert_eq!(created, Err(Problem::NotFound), "{date} {number}");
        let page = core.lesson(teacher, group, date, number).await;
        assert_eq!(page.unwrap_err(), Problem::NotFound, "{date} {number}");
    }
    let draft = planned.create(teacher).await.unwrap();
    planned.school.clock.minutes(14 * 24 * 60);
    let late = planned.school.enter("teacher").await;
    let published = core.publish_lesson(&late, draft).await;
    assert_eq!(published.unwrap_err(), Problem::LessonOver);
    core.cancel_lesson(&late, draft).await.unwrap();
    assert_eq!(planned.create(&late).await, Err(Problem::LessonOver));
}

#[tokio::test]
async fn strangers_to_a_group_do_not_see_its_lesson() {
    let planned = Planned::open().await;
    planned.create(&planned.teacher).await.unwrap();
    let (core, teacher) = (&planned.school.core, &planned.teacher);
    let english = core
        .schedule(&planned.pupil, ScheduleOf::Mine, Some(&planned.date))
        .await
        .unwrap();
    let own = english.days.iter().find_map(|day| {
        let mut lessons = day.lessons.iter();
        let found = lessons.find(|one| one.subject == "Английский язык");
        found.map(|one| (one.group, day.day.iso(), one.number))
    });
    let (group, date, number) = own.expect("English");
    // The other half of the class has another group; who teaches the class sees both.
    let other = planned.school.enter("pupil2").await;
    let half = core.lesson(&other, group, &date, number).await;
    assert_eq!(half.unwrap_err(), Problem::NotFound);
    assert!(core.lesson(teacher, group, &date, number).await.is_ok());
    assert!(
        core.lesson(&planned.parent, group, &date, number)
            .await
            .is_ok()
    );
    let admin = planned.school.enter("admin").await;
    let page = planned.page(&admin).await.unwrap();
    assert!(page.lesson.remote.is_none(), "a draft is not the school's");
}

fn token(who: &Who, host: bool) -> String {
    let rights = policy::rights_in_call(host, policy::call_rights(model::ChatKind::Subject));
    assert_eq!(rights.screen, host);
    format!("{ROOM} {} {rights:?}", who.id())
}

/// The first call of a school.
const ROOM: &str = "call-1";

#[tokio::test]
async fn a_lesson_begins_with_its_teacher_and_ends_for_everybody() {
    let planned = Planned::open().await;
    let (teacher, pupil, parent) = (&planned.teacher, &planned.pupil, &planned.parent);
    let (school, core) = (&planned.school, &planned.school.core);
    let id = planned.create(teacher).await.unwrap();
    let early = core.enter_call(pupil, CallOf::Lesson(id)).await;
    assert_eq!(early.unwrap_err(), Problem::NotFound, "a draft");
    let draft = core.enter_call(teacher, CallOf::Lesson(id)).await;
    let state = LessonState::Draft;
    assert_eq!(draft.unwrap_err(), Problem::LessonIs { state });
    core.publish_lesson(teacher, id).await.unwrap();
    // Before the teacher is in, the others wait.
    for who in [pupil, parent] {
        let waits = core.enter_call(who, CallOf::Lesson(id)).await;
        let state = LessonState::Published;
        assert_eq!(waits.unwrap_err(), Problem::LessonIs { state });
    }
    let too_early = core.finish_lesson(teacher, id).await;
    let state = LessonState::Published;
    assert_eq!(too_early.unwrap_err(), Problem::LessonIs { state });
    school.bus.take();

    let door = core.enter_call(teacher, CallOf::Lesson(id)).await.unwrap();
    assert_eq!(door.token, token(teacher, true));
    let opened = school.bus.opened_for(pupil.id());
    assert_eq!(opened.len(), 1, "the subject chat");
    let told = planned.told();
    assert!(told.contains(&pupil.id()) && told.contains(&parent.id()));
    let chats = school.chat_names(teacher).await;
    assert!(chats.contains(&"Математика 4А".to_owned()), "{chats:?}");
    for who in [pupil, parent] {
        let door = core.enter_call(who, CallOf::Lesson(id)).await.unwrap();
        assert_eq!(door.token, token(who, false));
    }
    let again = core.enter_call(teacher, CallOf::Lesson(id)).await.unwrap();
    assert_eq!(again, door, "coming back in");
    assert!(school.bus.opened_for(pupil.id()).is_empty(), "one chat");

    let by_pupil = core.finish_lesson(pupil, id).await;
    assert_eq!(by_pupil.unwrap_err(), Problem::NotFound);
    core.finish_lesson(teacher, id).await.unwrap();
    let closed = crate::school_core::CallOrder::Close;
    assert_eq!(school.calls.orders(), [(ROOM.to_owned(), closed)]);
    assert!(planned.told().contains(&pupil.id()));
    for who in [teacher, pupil] {
        let over = core.enter_call(who, CallOf::Lesson(id)).await;
        let state = LessonState::Finished;
        assert_eq!(over.unwrap_err(), Problem::LessonIs { state });
    }
}

#[tokio::test]
async fn one_lesson_at_a_time() {
    let planned = Planned::open().await;
    let (core, teacher) = (&planned.school.core, &planned.teacher);
    let first = planned.create(teacher).await.unwrap();
    let week = core
        .schedule(teacher, ScheduleOf::Mine, Some(&planned.date))
        .await
        .unwrap();
    let other = week.days.iter().find_map(|day| {
        let mut lessons = day.lessons.iter().filter(|one| one.may_create);
        lessons
            .next()
            .map(|one| (one.group, day.day.iso(), one.number))
    });
    let (group, date, number) = other.expect("another lesson");
    let second = core.create_lesson(teacher, group, &date, number).await;
    let second = second.unwrap();
    for id in [first, second] {
        core.publish_lesson(teacher, id).await.unwrap();
    }
    core.enter_call(teacher, CallOf::Lesson(first))
        .await
        .unwrap();
    let refused = core
        .enter_call(teacher, CallOf::Lesson(second))
        .await
        .unwrap_err();
    let name = "Математика 4А".to_owned();
    assert_eq!(
        refused,
        Problem::LessonInTheWay {
            lesson: first,
            name
        }
    );
    core.finish_lesson(teacher, first).await.unwrap();
    core.enter_call(teacher, CallOf::Lesson(second))
        .await
        .unwrap();
}

#[tokio::test]
async fn only_those_of_the_group_come_in_and_only_with_a_profile() {
    let planned = Planned::open().await;
    let (core, teacher) = (&planned.school.core, &planned.teacher);
    let id = planned.create(teacher).await.unwrap();
    core.publish_lesson(teacher, id).await.unwrap();
    core.enter_call(teacher, CallOf::Lesson(id)).await.unwrap();
    let classmate = planned.school.enter("pupil2").await;
    let parent = &planned.parent;
    for (who, may) in [
        (teacher, true),
        (&planned.pupil, true),
        (parent, true),
        (&classmate, false),
    ] {
        assert_eq!(
            core.admitted(ROOM, who.id())
                .await
                .map(|rights| rights.is_some()),
            Ok(may),
            "{}",
            who.person.name.full()
        );
    }
    planned.school.unlink(&planned.pupil).await;
    assert_eq!(core.admitted(ROOM, planned.pupil.id()).await, Ok(None));
    let unlinked = core.enter_call(&classmate, CallOf::Lesson(id)).await;
    assert_eq!(unlinked.unwrap_err(), Problem::NotLinked);
    for login in ["teacher2", "admin", "authority"] {
        let stranger = planned.school.enter(login).await;
        let refused = core.enter_call(&stranger, CallOf::Lesson(id)).await;
        assert_eq!(refused.unwrap_err(), Problem::NotFound, "{login}");
    }
    let unlinked = planned.school.unlink(teacher).await;
    let refused = core.enter_call(&unlinked, CallOf::Lesson(id)).await;
    assert_eq!(refused.unwrap_err(), Problem::NotLinked);
}

#[tokio::test]
async fn a_lesson_that_everybody_left_ends_by_itself() {
    let planned = Planned::open().await;
    let (school, core, teacher) = (&planned.school, &planned.school.core, &planned.teacher);
    let id = planned.create(teacher).await.unwrap();
    core.publish_lesson(teacher, id).await.unwrap();
    core.enter_call(teacher, CallOf::Lesson(id)).await.unwrap();
    planned.told();
    let minutes = |minutes: u64| Some(std::time::Duration::from_secs(minutes * 60));
    // Just begun; somebody is there; not for long enough.
    for (passed, empty) in [(0, minutes(30)), (30, None), (0, minutes(9))] {
        school.clock.minutes(passed);
        school.calls.set_empty(empty);
        core.look_after_calls().await.unwrap();
        assert!(core.admitted(ROOM, teacher.id()).await.unwrap().is_some());
    }
    school.calls.set_empty(minutes(10));
    core.look_after_calls().await.unwrap();
    assert!(core.admitted(ROOM, teacher.id()).await.unwrap().is_none());
    assert!(planned.told().contains(&planned.pupil.id()));
    let finished = Some(LessonState::Finished);
    assert_eq!(planned.seen(teacher, ScheduleOf::Mine).await, finished);
    for room in [
        "call-999", "call-", "call-+1", "call-01", "lesson-1", "other",
    ] {
        let admitted = core.admitted(room, teacher.id()).await;
        assert_eq!(admitted, Ok(None), "{room}");
    }
}

#[tokio::test]
async fn a_lesson_takes_the_place_of_a_call_in_its_chat() {
    let planned = Planned::open().await;
    let (school, core, teacher) = (&planned.school, &planned.school.core, &planned.teacher);
    let chat = core.add_subject_chat(teacher, planned.group).await.unwrap();
    core.enter_call(teacher, CallOf::Chat(chat)).await.unwrap();
    let id = planned.create(teacher).await.unwrap();
    core.publish_lesson(teacher, id).await.unwrap();
    core.enter_call(teacher, CallOf::Lesson(id)).await.unwrap();
    let closed = crate::school_core::CallOrder::Close;
    assert_eq!(school.calls.orders(), [(ROOM.to_owned(), closed)]);
    assert_eq!(core.admitted(ROOM, teacher.id()).await, Ok(None));
    // Whoever goes to the chat's call comes into the lesson.
    let page = core.call_page(&planned.pupil, CallOf::Chat(chat)).await;
    assert_eq!(page.unwrap().of, CallOf::Lesson(id));
    core.finish_lesson(teacher, id).await.unwrap();
    let summary = core.chat_summary(teacher, chat).await.unwrap();
    assert_eq!(summary.call, None, "nothing rings again");
}
