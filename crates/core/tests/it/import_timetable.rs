use crate::school_core::import::{How, ImportFault};
use asc_timetables::{Limits, Timetable, read};
use demo_school::{DEFAULT_SEED, scaled};
use model::views::ImportChoices;
use test_support::TestSchool;

fn week() -> Timetable {
    read(&scaled(2026, DEFAULT_SEED, 2).timetable, &Limits::default()).unwrap()
}

#[tokio::test]
async fn the_same_week_again_changes_nothing() {
    let school = TestSchool::small().await;
    let org = school.org().await;
    for name in [
        &org.identifier,
        &org.external_id,
        &org.name,
        &org.short_name,
    ] {
        let report = school
            .core
            .import_timetable(&week(), name, How::default())
            .await
            .unwrap();
        assert_eq!(
            (report.added, report.removed, report.bells),
            (0, 0, false),
            "{name}"
        );
        assert!(report.notices.is_empty() && report.lessons > 0);
    }
}

#[tokio::test]
async fn a_changed_week_tells_what_comes_and_goes() {
    let school = TestSchool::small().await;
    let id = school.org().await.identifier;
    let mut week = week();
    let whole = school
        .core
        .import_timetable(&week, &id, How::dry())
        .await
        .unwrap()
        .lessons;
    week.cards.truncate(week.cards.len() / 2);
    let dry = school
        .core
        .import_timetable(&week, &id, How::dry())
        .await
        .unwrap();
    assert!(dry.removed > 0 && dry.added == 0 && dry.lessons == whole - dry.removed);
    let still = school
        .core
        .import_timetable(&week, &id, How::dry())
        .await
        .unwrap();
    assert_eq!(still, dry, "a dry run keeps nothing");
    let mut done = school
        .core
        .import_timetable(&week, &id, How::default())
        .await
        .unwrap();
    assert!(done.import.take().is_some());
    assert_eq!(done, dry);
    let again = school
        .core
        .import_timetable(&week, &id, How::default())
        .await
        .unwrap();
    assert_eq!((again.added, again.removed), (0, 0));
}

#[tokio::test]
async fn partners_are_not_needed() {
    let school = TestSchool::small().await;
    let id = school.org().await.identifier;
    let mut week = week();
    week.lessons
        .iter_mut()
        .for_each(|lesson| lesson.partner_id = None);
    week.classes
        .iter_mut()
        .for_each(|class| class.partner_id = None);
    week.teachers
        .iter_mut()
        .for_each(|teacher| teacher.partner_id = None);
    let report = school
        .core
        .import_timetable(&week, &id, How::dry())
        .await
        .unwrap();
    assert!(report.notices.is_empty(), "{:?}", report.notices);
    assert_eq!((report.added, report.removed), (0, 0));
}

#[tokio::test]
async fn a_lesson_that_fits_nothing_is_reported_and_left_out() {
    let school = TestSchool::small().await;
    let id = school.org().await.identifier;
    let mut week = week();
    let line = week.lessons[0].line;
    let first = week.lessons[0].subject.clone();
    week.lessons[0].partner_id = None;
    let subject = week
        .subjects
        .iter_mut()
        .find(|subject| subject.id == first)
        .unwrap();
    "Астрология".clone_into(&mut subject.name);
    let report = school
        .core
        .import_timetable(&week, &id, How::dry())
        .await
        .unwrap();
    assert_eq!(report.notices.total, 1, "{:?}", report.notices);
    assert_eq!(
        (
            report.notices.items[0].line,
            report.notices.items[0].column.as_str()
        ),
        (line, "subjectid")
    );
    assert!(report.removed > 0 && report.added == 0);
}

#[tokio::test]
async fn an_unknown_school_is_answered_with_the_known_ones() {
    let school = TestSchool::small().await;
    let refused = school
        .core
        .import_timetable(&week(), "Школа № 99", How::default())
        .await;
    let Err(ImportFault::School(known)) = refused else {
        panic!("refused")
    };
    assert_eq!(known.len(), 1, "the authority is no school");
    assert!(known[0].contains("660007"), "{known:?}");
}

#[tokio::test]
async fn what_was_decided_once_is_not_asked_again() {
    let school = TestSchool::small().await;
    let id = school.org().await.identifier;
    let mut week = week();
    for lesson in &mut week.lessons {
        lesson.partner_id = None;
    }
    for class in &mut week.classes {
        class.partner_id = None;
        if class.name == "4А" {
            "Четвёртый".clone_into(&mut class.name);
            "Ч".clone_into(&mut class.short);
        }
    }
    let asked = school
        .core
        .import_timetable(&week, &id, How::dry())
        .await
        .unwrap();
    assert!(asked.removed > 0);
    let [choice] = asked.choices.as_slice() else {
        panic!("one class cannot be told: {:?}", asked.choices)
    };
    assert_eq!(choice.chosen, None);
    let names: Vec<&str> = choice.options.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["4А", "7Б"]);
    let chosen = choice.options[0].key.clone();
    let decided = ImportChoices([(choice.key.clone(), chosen.clone())].into());
    let how = How {
        choices: &decided,
        ..How::default()
    };
    let done = school.core.import_timetable(&week, &id, how).await.unwrap();
    assert_eq!((done.added, done.removed), (0, 0), "{:?}", done.notices);
    let again = school
        .core
        .import_timetable(&week, &id, How::dry())
        .await
        .unwrap();
    assert_eq!((again.added, again.removed), (0, 0));
    assert_eq!(again.choices[0].chosen, Some(chosen));
}
