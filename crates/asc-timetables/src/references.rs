//! Whether the parts of a file fit together.

use std::collections::{HashMap, HashSet};

use crate::{Collector, Fault, Reason, Timetable};

/// Finds identifiers used twice and references that lead nowhere.
///
/// A part of the export that was switched off is no mistake: rooms, bells and choices of days are
/// looked for only if the file has their section. Without subjects, teachers, classes, groups or
/// lessons a lesson or card says nothing, so those must be there.
pub(crate) fn check(timetable: &Timetable, sections: &HashSet<String>, faults: &mut Collector) {
    let t = timetable;
    let numbers: Vec<_> = t
        .periods
        .iter()
        .map(|p| (p.line, p.number.to_string()))
        .collect();
    let numbers = numbers
        .iter()
        .map(|(line, number)| (*line, number.as_str()));
    let periods = unique(faults, "period", "period", numbers);
    let days = unique(
        faults,
        "daysdef",
        "id",
        t.days.iter().map(|r| (r.line, &*r.id)),
    );
    let weeks = unique(
        faults,
        "weeksdef",
        "id",
        t.weeks.iter().map(|r| (r.line, &*r.id)),
    );
    let terms = unique(
        faults,
        "termsdef",
        "id",
        t.terms.iter().map(|r| (r.line, &*r.id)),
    );
    let subjects = unique(
        faults,
        "subject",
        "id",
        t.subjects.iter().map(|r| (r.line, &*r.id)),
    );
    let teachers = unique(
        faults,
        "teacher",
        "id",
        t.teachers.iter().map(|r| (r.line, &*r.id)),
    );
    let rooms = unique(
        faults,
        "classroom",
        "id",
        t.classrooms.iter().map(|r| (r.line, &*r.id)),
    );
    let classes = unique(
        faults,
        "class",
        "id",
        t.classes.iter().map(|r| (r.line, &*r.id)),
    );
    let groups = unique(
        faults,
        "group",
        "id",
        t.groups.iter().map(|r| (r.line, &*r.id)),
    );
    let lessons = unique(
        faults,
        "lesson",
        "id",
        t.lessons.iter().map(|r| (r.line, &*r.id)),
    );

    let among = |section: &str, ids| sections.contains(section).then_some(ids);
    let periods = among("periods", periods);
    let days = among("daysdefs", days);
    let weeks = among("weeksdefs", weeks);
    let terms = among("termsdefs", terms);
    let rooms = among("classrooms", rooms);
    let (subjects, teachers, classes) = (Some(subjects), Some(teachers), Some(classes));
    let (groups, lessons) = (Some(groups), Some(lessons));

    for group in &t.groups {
        let mut links = Links {
            line: group.line,
            element: "group",
            faults,
        };
        links.check("classid", [&group.class], &classes);
    }
    for lesson in &t.lessons {
        let mut links = Links {
            line: lesson.line,
            element: "lesson",
            faults,
        };
        links.check("classids", &lesson.classes, &classes);
        links.check("subjectid", [&lesson.subject], &subjects);
        links.check("teacherids", &lesson.teachers, &teachers);
        links.check("groupids", &lesson.groups, &groups);
        links.check("classroomids", &lesson.classrooms, &rooms);
        links.check("daysdefid", &lesson.days, &days);
        links.check("weeksdefid", &lesson.weeks, &weeks);
        links.check("termsdefid", &lesson.terms, &terms);
    }
    for card in &t.cards {
        let mut links = Links {
            line: card.line,
            element: "card",
            faults,
        };
        links.check("lessonid", [&card.lesson], &lessons);
        links.check("period", [&card.period.to_string()], &periods);
        links.check("classroomids", &card.classrooms, &rooms);
    }
}

/// Identifiers with the line of their first use; a second use is a fault.
fn unique<'a>(
    faults: &mut Collector,
    element: &str,
    attribute: &str,
    rows: impl Iterator<Item = (u64, &'a str)>,
) -> HashSet<&'a str> {
    let mut first = HashMap::new();
    for (line, id) in rows.filter(|(_, id)| !id.is_empty()) {
        if let Some(first_line) = first.get(id) {
            let reason = Reason::Duplicate {
                first_line: *first_line,
            };
            faults.push(Fault::new(line, element, attribute, id, reason));
        } else {
            first.insert(id, line);
        }
    }
    first.into_keys().collect()
}

/// The references of one element.
struct Links<'a> {
    line: u64,
    element: &'a str,
    faults: &'a mut Collector,
}

impl Links<'_> {
    /// Reports what is not among the known; knowing nothing at all means not asking.
    fn check<'i>(
        &mut self,
        attribute: &str,
        ids: impl IntoIterator<Item = &'i String>,
        known: &Option<HashSet<&str>>,
    ) {
        let Some(known) = known else { return };
        // An empty one has already been reported as such.
        for id in ids.into_iter().filter(|id| !id.is_empty()) {
            if !known.contains(id.as_str()) {
                let reason = Reason::UnknownReference;
                self.faults
                    .push(Fault::new(self.line, self.element, attribute, id, reason));
            }
        }
    }
}
