//! Which study group each lesson of the week is for.

use super::{
    decisions::Decisions,
    masks::{cycle, mask},
};
use crate::{broken, import::sections::squeezed};
use asc_timetables::{Fault, Lesson, Reason, Timetable};
use model::{
    ClassId, OrgId, PersonId, Problem,
    name::plain,
    views::{Ambiguity, ImportOption},
};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Class, Org, Repository, Slot};

/// The school's side of the matching.
pub(super) struct Matching {
    by_external: BTreeMap<String, ClassId>,
    classes: Vec<Class>,
    groups: Vec<Class>,
    teachers_of: BTreeMap<ClassId, Vec<PersonId>>,
    people: BTreeMap<String, PersonId>,
    teachers: Vec<Teacher>,
    pub(super) decisions: Decisions,
    pub(super) notices: Vec<Fault>,
}

/// A teacher of the school.
struct Teacher {
    id: PersonId,
    family: String,
    given: String,
    full: String,
}

impl Matching {
    pub(super) async fn load(
        db: &mut dyn Repository,
        org: &Org,
        day: &str,
        chosen: BTreeMap<String, String>,
    ) -> Result<Self, Problem> {
        let groups = db.classes_of(org.id, true).await.map_err(broken)?;
        let mut teachers_of = BTreeMap::new();
        for group in &groups {
            let enrolled = db.enrolled(group.id, day).await.map_err(broken)?;
            let teachers = enrolled
                .iter()
                .filter(|one| one.teacher)
                .map(|one| one.person);
            teachers_of.insert(group.id, teachers.collect());
        }
        let staff = db.teachers_of(OrgId(org.id.0), day).await.map_err(broken)?;
        Ok(Self {
            by_external: db.class_ids(org.source).await.map_err(broken)?,
            classes: db.classes_of(org.id, false).await.map_err(broken)?,
            people: db.person_ids(org.source).await.map_err(broken)?,
            teachers: staff
                .into_iter()
                .map(|one| Teacher {
                    id: one.person,
                    family: plain(&one.name.family),
                    given: plain(&one.name.given),
                    full: one.name.full(),
                })
                .collect(),
            decisions: Decisions::new(org.id, chosen),
            groups,
            teachers_of,
            notices: Vec::new(),
        })
    }

    pub(super) fn slots(&mut self, timetable: &Timetable) -> BTreeSet<Slot> {
        let weeks = cycle(timetable.weeks.iter().flat_map(|week| &week.weeks));
        let terms = cycle(timetable.terms.iter().flat_map(|term| &term.terms));
        let lessons: BTreeMap<&str, &Lesson> = timetable
            .lessons
            .iter()
            .map(|lesson| (lesson.id.as_str(), lesson))
            .collect();
        let mut found: BTreeMap<&str, Vec<(ClassId, Option<PersonId>)>> = BTreeMap::new();
        let rooms: BTreeMap<&str, &str> = timetable
            .classrooms
            .iter()
            .map(|room| {
                (
                    room.id.as_str(),
                    if room.short.is_empty() {
                        &room.name
                    } else {
                        &room.short
                    } as &str,
                )
            })
            .collect();
        let mut slots = BTreeSet::new();
        for card in &timetable.cards {
            let Some(lesson) = lessons.get(card.lesson.as_str()) else {
                continue;
            };
            if !found.contains_key(lesson.id.as_str()) {
                let groups = self.groups_of(timetable, lesson);
                found.insert(&lesson.id, groups);
            }
            let room: Vec<&str> = card
                .classrooms
                .iter()
                .filter_map(|id| rooms.get(id.as_str()).copied())
                .collect();
            for (group, teacher) in &found[lesson.id.as_str()] {
                for day in &card.days {
                    for offset in 0..lesson.periods_per_card.max(1) {
                        slots.insert(Slot {
                            group: *group,
                            weekday: i64::from(*day),
                            period: i64::from(card.period + offset),
                            weeks: mask(&card.weeks, weeks),
                            terms: mask(&card.terms, terms),
                            room: room.join(", "),
                            teacher: *teacher,
                        });
                    }
                }
            }
        }
        slots
    }

    /// The study groups that a lesson is for, each with its teacher.
    fn groups_of(
        &mut self,
        timetable: &Timetable,
        lesson: &Lesson,
    ) -> Vec<(ClassId, Option<PersonId>)> {
        let teachers = self.teachers_named(timetable, lesson);
        let groups = match lesson
            .partner_id
            .as_ref()
            .and_then(|id| self.by_external.get(id))
        {
            Some(group) if self.groups.iter().any(|known| known.id == *group) => vec![*group],
            _ => self.groups_by_name(timetable, lesson, &teachers),
        };
        groups
            .into_iter()
            .map(|group| {
                let own = self
                    .teachers_of
                    .get(&group)
                    .map(Vec::as_slice)
                    .unwrap_or_default();
                let teacher = teachers
                    .iter()
                    .find(|teacher| own.contains(teacher))
                    .or(teachers.first())
                    .or(if own.len() == 1 { own.first() } else { None });
                (group, teacher.copied())
            })
            .collect()
    }

    fn teachers_named(&mut self, timetable: &Timetable, lesson: &Lesson) -> Vec<PersonId> {
        let named = |id: &String| timetable.teachers.iter().find(|teacher| &teacher.id == id);
        let teachers: Vec<&asc_timetables::Teacher> =
            lesson.teachers.iter().filter_map(named).collect();
        let known = teachers
            .into_iter()
            .filter_map(|teacher| self.teacher(lesson, teacher));
        known.collect()
    }

    fn teacher(&mut self, lesson: &Lesson, teacher: &asc_timetables::Teacher) -> Option<PersonId> {
        let partner = teacher.partner_id.as_ref();
        // Ids are those of all schools of the source: only who teaches here is meant.
        let here = |id: &&PersonId| {
            self.teachers.iter().any(|known| known.id == **id)
                || self.teachers_of.values().any(|some| some.contains(*id))
        };
        if let Some(id) = partner.and_then(|id| self.people.get(id)).filter(here) {
            return Some(*id);
        }
        let (family, first) = (plain(&teacher.last_name), plain(&teacher.first_name));
        let fits: Vec<&Teacher> = self
            .teachers
            .iter()
            .filter(|known| {
                let given = known.given.as_str();
                known.family == family && (first.is_empty() || first.starts_with(given))
            })
            .collect();
        if let [only] = fits.as_slice() {
            return Some(only.id);
        }
        // Two of the same name: not guessed.
        let options = fits
            .iter()
            .filter_map(|known| option(&self.people, known.id, &known.full))
            .collect();
        let what = Ambiguity::TimetableTeacher {
            line: lesson.line,
            name: format!("{} {}", teacher.last_name, teacher.first_name)
                .trim()
                .to_owned(),
        };
        let key = format!("teacher:{family} {first}");
        let decided = self.decisions.decide(&key, what, options)?;
        self.people.get(&decided).copied()
    }

    fn groups_by_name(
        &mut self,
        timetable: &Timetable,
        lesson: &Lesson,
        teachers: &[PersonId],
    ) -> Vec<ClassId> {
        let subject = timetable
            .subjects
            .iter()
            .find(|subject| subject.id == lesson.subject);
        let subject = subject
            .map(|subject| plain(&subject.name))
            .unwrap_or_default();
        let mut found = Vec::new();
        for class_id in &lesson.classes {
            let Some(class) = timetable.classes.iter().find(|class| &class.id == class_id) else {
                continue;
            };
            let Some(home) = self.home(lesson, class) else {
                self.notice(lesson, "classids", &class.name, Vec::new());
                continue;
            };
            let parts: Vec<_> = timetable
                .groups
                .iter()
                .filter(|group| lesson.groups.contains(&group.id) && &group.class == class_id)
                .collect();
            let same: Vec<&Class> = self
                .groups
                .iter()
                .filter(|group| group.class == Some(home) && plain(&group.subject) == subject)
                .collect();
            let whole = parts.is_empty() || parts.iter().all(|part| part.entire_class);
            let labels: BTreeSet<String> = parts
                .iter()
                .filter(|part| !part.entire_class)
                .map(|part| squeezed(&part.name))
                .collect();
            let mut fits: Vec<&Class> = same
                .iter()
                .copied()
                .filter(|group| {
                    if whole {
                        group.label.is_empty()
                    } else {
                        labels.contains(&squeezed(&group.label))
                    }
                })
                .collect();
            if fits.is_empty() {
                fits = same.clone();
            }
            let expected = labels.len().max(1);
            if fits.len() > expected {
                fits.retain(|group| {
                    let own = self.teachers_of.get(&group.id);
                    own.is_some_and(|own| own.iter().any(|teacher| teachers.contains(teacher)))
                });
            }
            if fits.len() == expected {
                found.extend(fits.iter().map(|group| group.id));
                continue;
            }
            let candidates: Vec<String> = fits.iter().map(|group| told(group)).collect();
            let open = if fits.is_empty() { &same } else { &fits };
            let options = open
                .iter()
                .filter_map(|group| option(&self.by_external, group.id, &told(group)))
                .collect();
            let part: Vec<&str> = labels.iter().map(String::as_str).collect();
            let part = part.join(", ");
            let what = Ambiguity::TimetableLesson {
                line: lesson.line,
                subject: subject.clone(),
                class: class.name.clone(),
                part: part.clone(),
            };
            let key = format!("lesson:{subject}|{}|{part}", squeezed(&class.name));
            // One answer can only stand for one group.
            let decided = (expected == 1)
                .then(|| self.decisions.decide(&key, what, options))
                .flatten();
            match decided.and_then(|id| self.by_external.get(&id)) {
                Some(group) => found.push(*group),
                None => {
                    let value = format!("{subject} {}", class.name);
                    self.notice(lesson, "subjectid", &value, candidates);
                }
            }
        }
        found
    }

    fn home(&mut self, lesson: &Lesson, class: &asc_timetables::Class) -> Option<ClassId> {
        let partner = class.partner_id.as_ref();
        if let Some(id) = partner.and_then(|id| self.by_external.get(id)) {
            return Some(*id);
        }
        let names = [squeezed(&class.name), squeezed(&class.short)];
        let fits: Vec<&Class> = self
            .classes
            .iter()
            .filter(|known| names.contains(&squeezed(&known.class_name)))
            .collect();
        if let [only] = fits.as_slice() {
            return Some(only.id);
        }
        let all: Vec<&Class> = self.classes.iter().collect();
        let open = if fits.is_empty() { all } else { fits };
        let options = open
            .iter()
            .filter_map(|known| option(&self.by_external, known.id, &known.class_name))
            .collect();
        let what = Ambiguity::TimetableClass {
            line: lesson.line,
            name: class.name.clone(),
        };
        let key = format!("class:{}", names[0]);
        let decided = self.decisions.decide(&key, what, options)?;
        self.by_external.get(&decided).copied()
    }

    fn notice(
        &mut self,
        lesson: &Lesson,
        attribute: &'static str,
        value: &str,
        candidates: Vec<String>,
    ) {
        let reason = Reason::Ambiguous { candidates };
        self.notices
            .push(notice(lesson.line, attribute, value, reason));
    }
}

fn notice(line: u64, attribute: &'static str, value: &str, reason: Reason) -> Fault {
    Fault {
        line,
        element: "lesson".into(),
        attribute: attribute.into(),
        value: value.into(),
        reason,
    }
}

fn told(group: &Class) -> String {
    format!("{} {} {}", group.subject, group.class_name, group.label)
        .trim()
        .to_owned()
}

/// Somebody or something by the id in the data, which stays when the data is imported anew.
fn option<I: PartialEq>(ids: &BTreeMap<String, I>, id: I, name: &str) -> Option<ImportOption> {
    let (key, _) = ids.iter().find(|(_, known)| **known == id)?;
    Some(ImportOption {
        key: key.clone(),
        name: name.to_owned(),
    })
}
