//! What must hold whatever the bytes are. Driven by the fuzzer, and by `tests/corpus.rs` with what
//! it has found.

use asc_timetables::{Limits, read};

/// Small, so that a fuzzer reaches them.
fn limits() -> Limits {
    Limits {
        max_bytes: 64 * 1024,
        max_elements: 500,
        max_depth: 8,
        max_attributes: 32,
        max_attribute_bytes: 2_000,
        max_faults: 20,
    }
}

/// A refusal says what is wrong and where, within bounds; so does what is accepted.
pub fn timetable(bytes: &[u8]) {
    let lines = 1 + bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
    match read(bytes, &limits()) {
        Ok(timetable) => {
            for card in &timetable.cards {
                assert!(card.line <= lines);
                assert!(!card.days.is_empty(), "a card has a day");
                let lesson = timetable
                    .lessons
                    .iter()
                    .any(|lesson| lesson.id == card.lesson);
                assert!(lesson, "a card has a lesson");
            }
            for period in &timetable.periods {
                assert!(period.starts < period.ends, "a period has a length");
            }
            assert!(timetable.cards.len() + timetable.lessons.len() <= limits().max_elements);
        }
        Err(faults) => {
            assert!(!faults.list.is_empty(), "a refusal has a reason");
            assert!(
                faults.list.len() <= limits().max_faults + 1,
                "no more than may be kept"
            );
            for fault in &faults.list {
                assert!(fault.line <= lines, "{fault}");
                assert!(fault.to_string().len() < 4_000, "a fault is short");
            }
        }
    }
}
