//! What does not fit in a readable file is told with its line, element, attribute and value.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use asc_timetables::{Fault, Limits, Reason, Timetable, read};
use common::{SOUND, Told, changed, one, told};

#[test]
fn sound() {
    let t = read(SOUND.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(t.days[0].days, [[0], [1]]);
    assert_eq!(t.weeks[0].weeks, [[0, 1]]);
    assert_eq!(t.subjects[0].name, "Maths & logic");
    assert_eq!((t.lessons[0].line, t.lessons[0].periods_per_card), (14, 2));
    assert_eq!(t.lessons[0].classes, ["C", "C2"]);
    let card = &t.cards[0];
    assert_eq!(
        (&card.days, &card.weeks, &card.terms),
        (&vec![1], &vec![0], &vec![])
    );
    assert_eq!(t.unplaced, [18]);
}

#[test]
fn missing_sections_are_fine() {
    assert_eq!(
        read(b"<timetable/>", &Limits::default()),
        Ok(Timetable::default())
    );
    let rooms = changed(
        "<classrooms><classroom id=\"R\" name=\"12\"/></classrooms>",
        "",
    );
    assert_eq!(rooms.unwrap().cards[0].classrooms, ["R"]);
}

#[test]
fn values() {
    let check = |from, to, told_: Vec<Told>| assert_eq!(told(changed(from, to)), told_);
    check(
        "8:30",
        "8.30",
        one(3, "period", "starttime", "8.30", "bad-time"),
    );
    check(
        "8:30",
        "25:00",
        one(3, "period", "starttime", "25:00", "bad-time"),
    );
    check(
        "09:10",
        "8:30",
        one(3, "period", "endtime", "8:30", "ends-too-early"),
    );
    check(
        "period=\"1\"",
        "period=\"x\"",
        one(3, "period", "period", "x", "bad-number"),
    );
    check(
        "\"10,01\"",
        "\"Mon\"",
        one(4, "daysdef", "days", "Mon", "bad-mask"),
    );
    check(
        "days=\"01\"",
        "days=\"02\"",
        one(17, "card", "days", "02", "bad-mask"),
    );
    check(
        "days=\"01\"",
        "days=\"00\"",
        one(17, "card", "days", "00", "empty-required"),
    );
    check(
        "name=\"1A\"",
        "",
        one(10, "class", "name", "", "empty-required"),
    );
    check("id=\"C2\"", "id=\"C\"", {
        let mut both = one(10, "class", "id", "C", "duplicate");
        both.extend(one(14, "lesson", "classids", "C2", "unknown-reference"));
        both
    });
}

#[test]
fn broken_references() {
    let check = |from, to, told_: Vec<Told>| assert_eq!(told(changed(from, to)), told_);
    let broken = "unknown-reference";
    check(
        "classid=\"C\"",
        "classid=\"X\"",
        one(11, "group", "classid", "X", broken),
    );
    check("C,C2", "C,X", one(14, "lesson", "classids", "X", broken));
    check(
        "subjectid=\"S\"",
        "subjectid=\"X\"",
        one(14, "lesson", "subjectid", "X", broken),
    );
    check("teacherids=\"T\"", "teacherids=\"X,Y\"", {
        let mut both = one(14, "lesson", "teacherids", "X", broken);
        both.extend(one(14, "lesson", "teacherids", "Y", broken));
        both
    });
    check(
        "groupids=\"G\"",
        "groupids=\"X\"",
        one(14, "lesson", "groupids", "X", broken),
    );
    check(
        "daysdefid=\"D\"",
        "daysdefid=\"X\"",
        one(14, "lesson", "daysdefid", "X", broken),
    );
    check(
        "weeksdefid=\"W\"",
        "weeksdefid=\"X\"",
        one(14, "lesson", "weeksdefid", "X", broken),
    );
    check(
        "termsdefid=\"Y\"",
        "termsdefid=\"X\"",
        one(14, "lesson", "termsdefid", "X", broken),
    );
    check(
        "lessonid=\"L\"",
        "lessonid=\"X\"",
        one(17, "card", "lessonid", "X", broken),
    );
    check(
        "period=\"1\" days",
        "period=\"2\" days",
        one(17, "card", "period", "2", broken),
    );
    check(
        "classroomids=\"R\"/>",
        "classroomids=\"X\"/>",
        one(17, "card", "classroomids", "X", broken),
    );
}

#[test]
fn all_faults_up_to_a_limit() {
    let rows = "<subject id=\"\" name=\"\"/>".repeat(10);
    let text = format!("<timetable><subjects>{rows}</subjects></timetable>");
    assert_eq!(told(read(text.as_bytes(), &Limits::default())).len(), 20);
    let faults = read(
        text.as_bytes(),
        &Limits {
            max_faults: 7,
            ..Limits::default()
        },
    )
    .unwrap_err();
    assert_eq!((faults.list.len(), faults.truncated), (7, true));
}

#[test]
fn words_of_a_fault() {
    let fault = Fault::new(3, "card", "lessonid", "L9", Reason::UnknownReference);
    assert_eq!(
        fault.to_string(),
        r#"line 3, <card>, attribute lessonid, value "L9": refers to something that does not exist"#
    );
}

#[test]
fn one_wrong_bell_is_one_fault() {
    let cards = "<card lessonid=\"L\" period=\"1\" days=\"10\"/>".repeat(50);
    let text = SOUND
        .replacen("8:30", "?", 1)
        .replacen("<cards>", &format!("<cards>{cards}"), 1);
    let result = read(text.as_bytes(), &Limits::default());
    assert_eq!(told(result), one(3, "period", "starttime", "?", "bad-time"));
}
