//! Reads a whole file.

use std::collections::HashSet;

use crate::{
    Collector, Fault, Faults, Limits, Reason, Timetable,
    attributes::Attributes,
    decode::decode,
    references,
    rows::{self, Placed},
    walk::{Element, walk},
};

/// Depth of the elements that carry data: `<timetable>`, a section, then they.
const ROW_DEPTH: usize = 3;

/// Reads a timetable in the format "aSc Timetables 2012 XML".
///
/// Elements with other names are ignored, sections may be missing.
///
/// # Errors
/// Everything wrong with the file, up to [`Limits::max_faults`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Timetable, Faults> {
    let mut faults = Collector::new(limits.max_faults.max(1));
    let mut timetable = Timetable::default();
    let mut sections = HashSet::new();
    let mut broken = Vec::new();
    let walked = check_size(bytes, limits)
        .and_then(|()| decode(bytes))
        .and_then(|text| {
            walk(&text, limits, &mut faults, |element, faults| {
                if element.depth + 1 == ROW_DEPTH {
                    sections.insert(element.name);
                } else if element.depth == ROW_DEPTH && !keep(&mut timetable, &element, faults) {
                    broken.push(format!("{}s", element.name));
                }
            })
        });
    // One bell with a wrong time must not make every card of that period wrong as well.
    sections.retain(|section| !broken.contains(section));
    match walked {
        // What a row refers to could stand in the part that was not read.
        Err(fault) => faults.push(fault),
        Ok(()) => references::check(&timetable, &sections, &mut faults),
    }
    faults.finish(timetable)
}

fn check_size(bytes: &[u8], limits: &Limits) -> Result<(), Fault> {
    let limit = limits.max_bytes;
    if bytes.len() > limit {
        return Err(Fault::new(
            0,
            "",
            "",
            "",
            Reason::TooLarge {
                what: "bytes",
                limit,
            },
        ));
    }
    Ok(())
}

/// Puts the element where it belongs, and tells whether it could be kept; those with other names
/// belong nowhere.
fn keep(timetable: &mut Timetable, element: &Element, faults: &mut Collector) -> bool {
    let a = &mut Attributes::new(element, faults);
    let t = timetable;
    match element.name.as_str() {
        "period" => return push(&mut t.periods, rows::period(a)),
        "daysdef" => return push(&mut t.days, rows::day(a)),
        "weeksdef" => return push(&mut t.weeks, rows::week(a)),
        "termsdef" => return push(&mut t.terms, rows::term(a)),
        "subject" => t.subjects.push(rows::subject(a)),
        "teacher" => t.teachers.push(rows::teacher(a)),
        "classroom" => t.classrooms.push(rows::classroom(a)),
        "class" => t.classes.push(rows::class(a)),
        "group" => t.groups.push(rows::group(a)),
        "lesson" => t.lessons.push(rows::lesson(a)),
        "card" => match rows::card(a) {
            Some(Placed::Card(card)) => t.cards.push(card),
            Some(Placed::Nowhere(line)) => t.unplaced.push(line),
            None => {}
        },
        _ => {}
    }
    true
}

fn push<T>(list: &mut Vec<T>, row: Option<T>) -> bool {
    let kept = row.is_some();
    list.extend(row);
    kept
}
