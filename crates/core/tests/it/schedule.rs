use crate::school_core::Who;
use model::{
    ClassId, PersonId, Problem,
    views::{Lesson, Schedule, ScheduleOf},
};
use test_support::TestSchool;

async fn week(school: &TestSchool, who: &Who, of: ScheduleOf) -> Schedule {
    school.core.schedule(who, of, None).await.unwrap()
}

fn lessons(week: &Schedule) -> Vec<&Lesson> {
    week.days.iter().flat_map(|day| &day.lessons).collect()
}

#[tokio::test]
async fn a_teacher_sees_the_own_lessons_and_my_classes() {
    let school = TestSchool::small().await;
    let teacher = school.link("teacher").await;
    let own = week(&school, &teacher, ScheduleOf::Mine).await;
    assert!(own.timetable);
    assert_eq!(own.days.len(), 6, "Monday to Saturday");
    assert_eq!(
        (own.today.iso().as_str(), own.now.as_str()),
        ("2026-11-24", "9:41")
    );
    assert_eq!(own.previous.iso(), "2026-11-16");
    assert_eq!(own.next.iso(), "2026-11-30");
    assert!(
        lessons(&own)
            .iter()
            .any(|l| l.subject == "Математика" && l.class == "4А")
    );
    let short = teacher.person.name.family.clone();
    assert!(
        lessons(&own)
            .iter()
            .all(|lesson| lesson.teacher.starts_with(&short))
    );
    assert!(own.classes.iter().any(|class| class.name == "4А"));

    let four_a = school.class("4А").await;
    let class = week(&school, &teacher, ScheduleOf::Class(four_a)).await;
    let teachers: Vec<&str> = lessons(&class).iter().map(|l| l.teacher.as_str()).collect();
    assert!(
        teachers.iter().any(|name| !name.starts_with(&short)),
        "others teach there too"
    );
}

#[tokio::test]
async fn a_pupil_sees_the_own_group_of_a_subject() {
    let school = TestSchool::small().await;
    let (pupil, pupil2) = (school.enter("pupil").await, school.enter("pupil2").await);
    for who in [&pupil, &pupil2] {
        let own = week(&school, who, ScheduleOf::Mine).await;
        let groups = school
            .read()
            .await
            .studies(who.id(), &who.day)
            .await
            .unwrap();
        assert!(!lessons(&own).is_empty());
        assert!(
            lessons(&own)
                .iter()
                .all(|l| groups.iter().any(|g| g.id == l.group))
        );
        assert!(own.classes.is_empty());
    }
    let english = |week: &Schedule| {
        lessons(week)
            .iter()
            .filter(|lesson| lesson.subject == "Английский язык")
            .map(|lesson| lesson.class.clone())
            .collect::<Vec<_>>()
    };
    let one = english(&week(&school, &pupil, ScheduleOf::Mine).await);
    let two = english(&week(&school, &pupil2, ScheduleOf::Mine).await);
    assert!(one.iter().all(|class| class == "4А (1 группа)"), "{one:?}");
    assert!(two.iter().all(|class| class == "4А (2 группа)"), "{two:?}");
    assert!(!one.is_empty() && !two.is_empty());
}

#[tokio::test]
async fn a_guardian_sees_each_own_child() {
    let school = TestSchool::small().await;
    let parent = school.link("parent").await;
    let pupil = school.link("pupil").await;
    let child = week(&school, &parent, ScheduleOf::Child(pupil.id())).await;
    let own = week(&school, &pupil, ScheduleOf::Mine).await;
    let told = |week: &Schedule| {
        lessons(week)
            .iter()
            .map(|l| (l.number, l.subject.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&child), told(&own));
    assert!(lessons(&week(&school, &parent, ScheduleOf::Mine).await).is_empty());
    let stranger = school.enter("pupil2").await.id();
    for other in [stranger, PersonId(99_999)] {
        let refused = school
            .core
            .schedule(&parent, ScheduleOf::Child(other), None)
            .await;
        assert_eq!(refused.err(), Some(Problem::NotFound));
    }
}

#[tokio::test]
async fn the_class_of_others_is_not_there() {
    let school = TestSchool::of(4).await;
    let (four_a, seven_b) = (school.class("4А").await, school.class("7Б").await);
    let refused = Some(Problem::NotFound);
    for login in ["pupil", "parent", "authority"] {
        let who = school.enter(login).await;
        for class in [four_a, seven_b, ClassId(99_999)] {
            let found = school
                .core
                .schedule(&who, ScheduleOf::Class(class), None)
                .await;
            assert_eq!(found.err(), refused, "{login}");
        }
    }
    let teacher = school.enter("teacher").await;
    let taught = school
        .read()
        .await
        .teaches(teacher.id(), &teacher.day)
        .await
        .unwrap();
    for class in school
        .read()
        .await
        .classes_of(teacher.org.id, false)
        .await
        .unwrap()
    {
        let own = taught
            .iter()
            .any(|one| one.id == class.id || one.class == Some(class.id));
        let found = school
            .core
            .schedule(&teacher, ScheduleOf::Class(class.id), None)
            .await;
        assert_eq!(found.is_ok(), own, "{}", class.class_name);
    }
    let group = taught.iter().find(|class| class.group).unwrap().id;
    let found = school
        .core
        .schedule(&teacher, ScheduleOf::Class(group), None)
        .await;
    assert_eq!(found.err(), refused, "a group is no class");
    let admin = school.enter("admin").await;
    assert!(!lessons(&week(&school, &admin, ScheduleOf::Class(seven_b)).await).is_empty());
}

#[tokio::test]
async fn holidays_have_no_lessons() {
    let school = TestSchool::small().await;
    let pupil = school.enter("pupil").await;
    for date in ["2026-10-28", "2027-01-04", "2027-07-07"] {
        let week = school
            .core
            .schedule(&pupil, ScheduleOf::Mine, Some(date))
            .await
            .unwrap();
        let day = week.days.iter().find(|day| day.day.iso() == date).unwrap();
        assert!(day.holidays && day.lessons.is_empty(), "{date}");
    }
    let nonsense = school
        .core
        .schedule(&pupil, ScheduleOf::Mine, Some("вчера"))
        .await
        .unwrap();
    assert_eq!(nonsense.selected.iso(), "2026-11-24");
}

#[tokio::test]
async fn a_lesson_is_now_for_as_long_as_it_lasts() {
    let school = TestSchool::small().await;
    let pupil = school.enter("pupil").await;
    let today = week(&school, &pupil, ScheduleOf::Mine).await;
    let first = lessons(&today)
        .into_iter()
        .find(|lesson| lesson.now)
        .cloned();
    let first = first.expect("a lesson at 9:41");
    school.clock.minutes(60);
    let later = week(&school, &pupil, ScheduleOf::Mine).await;
    let tuesday = &later.days[1].lessons;
    let same = tuesday
        .iter()
        .find(|lesson| lesson.number == first.number)
        .unwrap();
    assert!(same.over && !same.now);
}

#[tokio::test]
async fn a_lesson_names_its_chat_to_members_only() {
    let school = TestSchool::small().await;
    let (teacher, pupil) = (school.link("teacher").await, school.link("pupil").await);
    let own = week(&school, &teacher, ScheduleOf::Mine).await;
    let lesson = lessons(&own)
        .into_iter()
        .find(|l| l.subject == "Математика")
        .unwrap()
        .clone();
    assert_eq!(lesson.chat, None);
    let chat = school
        .core
        .add_subject_chat(&teacher, lesson.group)
        .await
        .unwrap();
    let of = |week: Schedule| {
        let found = lessons(&week)
            .into_iter()
            .find(|l| l.group == lesson.group)
            .cloned();
        found.expect("the same lesson").chat
    };
    assert_eq!(
        of(week(&school, &teacher, ScheduleOf::Mine).await),
        Some(chat)
    );
    let four_a = lesson.class == "4А";
    assert_eq!(
        of(week(&school, &pupil, ScheduleOf::Mine).await),
        four_a.then_some(chat)
    );
    let pupil2 = school.enter("pupil2").await;
    assert_eq!(
        of(week(&school, &pupil2, ScheduleOf::Mine).await),
        None,
        "not linked"
    );
}
