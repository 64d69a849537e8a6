//! The timetable that this project did not write, in both encodings.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{collections::HashMap, path::Path};

use asc_timetables::{Limits, read};
use encoding_rs::WINDOWS_1251;
use jiff::civil::time;

fn file() -> Option<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../../../shared/data/school-12/timetable-1.xml");
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("skipped: {} is not beside this checkout", path.display());
    }
    bytes
}

#[test]
fn is_read_whole() {
    let Some(bytes) = file() else { return };
    let t = read(&bytes, &Limits::default()).unwrap();
    assert_eq!(t.periods.len(), 7);
    assert_eq!(t.days.len(), 5);
    assert_eq!(t.weeks.len(), 1);
    assert_eq!(t.terms.len(), 0);
    assert_eq!(t.subjects.len(), 19);
    assert_eq!(t.teachers.len(), 41);
    assert_eq!(t.classrooms.len(), 0);
    assert_eq!(t.classes.len(), 22);
    assert_eq!(t.groups.len(), 66);
    assert_eq!(t.lessons.len(), 303);
    assert_eq!(t.cards.len(), 623);
    assert!(t.unplaced.is_empty());

    assert_eq!((t.periods[0].line, t.periods[0].number), (4, 1));
    assert_eq!(
        (t.periods[0].starts, t.periods[0].ends),
        (time(8, 30, 0, 0), time(9, 10, 0, 0))
    );
    assert_eq!(
        (t.days[2].name.as_str(), &t.days[2].days),
        ("Среда", &vec![vec![2]])
    );
    assert_eq!(t.teachers[0].first_name, "Илья Олегович");
    assert_eq!(t.teachers[0].partner_id.as_deref(), Some("u-t-000002"));
    assert_eq!((t.lessons[0].line, t.lessons[0].id.as_str()), (179, "L0"));
    assert_eq!(t.lessons[0].weeks.as_deref(), Some("W0"));
    assert_eq!(
        (t.cards[1].line, t.cards[1].period, &t.cards[1].days),
        (485, 5, &vec![4])
    );
    assert!(t.lessons.iter().all(|l| l.partner_id.is_some()));
    let halves = t.groups.iter().filter(|g| !g.entire_class).count();
    assert_eq!(halves, 44);

    let mut per_lesson: HashMap<&str, usize> = HashMap::new();
    for card in &t.cards {
        *per_lesson.entry(&card.lesson).or_default() += 1;
    }
    // Eleven lessons found no place in the week: the file has no card for them.
    assert_eq!(per_lesson.len(), 292);
}

#[test]
fn windows_1251_says_the_same() {
    let Some(bytes) = file() else { return };
    let text = String::from_utf8(bytes.clone()).unwrap();
    let text = text.replacen("encoding=\"UTF-8\"", "encoding='Windows-1251'", 1);
    let (encoded, _, lossy) = WINDOWS_1251.encode(&text);
    assert!(!lossy);
    let limits = Limits::default();
    assert_eq!(
        read(&encoded, &limits).unwrap(),
        read(&bytes, &limits).unwrap()
    );

    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(text.replace('\n', "\r\n").bytes());
    assert_eq!(
        read(&marked, &limits).unwrap(),
        read(&bytes, &limits).unwrap()
    );
}
