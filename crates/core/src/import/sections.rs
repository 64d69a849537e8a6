//! Classes and their study groups: which class a section belongs to (`shared/data/README.md`).

use super::merge::{Merging, take};
use model::name::plain;
use oneroster::{Class, ClassKind, Fault, Mode, Reason, Row};
use std::collections::{BTreeMap, BTreeSet};
use storage::{RosterClass, RosterGroup};

/// Takes the classes; returns the sections that belong to no class we could tell, whose enrolments
/// are left out with them.
pub(super) fn classes(merging: &mut Merging<'_>) -> BTreeSet<String> {
    let package = merging.package;
    let table = &package.classes;
    if table.mode == Mode::Absent {
        return BTreeSet::new();
    }
    for row in &table.rows {
        if !merging.after.orgs.contains_key(&row.value.school) {
            let why = Reason::UnknownReference;
            merging.fault(
                table.file,
                row.line,
                "schoolSourcedId",
                &row.value.school,
                why,
            );
        }
    }
    let years = years(merging);
    let mut kept = std::mem::take(&mut merging.after.classes);
    take(&mut kept, table, |row| {
        (row.value.kind == ClassKind::Homeroom).then(|| class(row, &years, None))
    });
    let sections = table
        .rows
        .iter()
        .filter(|row| row.value.kind != ClassKind::Homeroom);
    let mut skipped = BTreeSet::new();
    for row in sections {
        match group(merging, &kept, row) {
            Some(group) => {
                kept.insert(row.source_id.clone(), class(row, &years, Some(group)));
            }
            None => {
                skipped.insert(row.source_id.clone());
            }
        }
    }
    merging.after.classes = kept;
    skipped
}

fn class(
    row: &Row<Class>,
    years: &BTreeMap<String, String>,
    group: Option<RosterGroup>,
) -> RosterClass {
    let class = &row.value;
    RosterClass {
        org: class.school.clone(),
        year: class.terms.iter().find_map(|term| years.get(term)).cloned(),
        name: class.title.trim().to_owned(),
        grade: class.grades.join(","),
        room: class.location.clone().unwrap_or_default(),
        group,
    }
}

/// The school year of each session.
fn years(merging: &Merging<'_>) -> BTreeMap<String, String> {
    let rows = &merging.package.academic_sessions.rows;
    let parents: BTreeMap<&str, &str> = rows
        .iter()
        .filter_map(|row| Some((row.source_id.as_str(), row.value.parent.as_deref()?)))
        .collect();
    let is_year = |id: &str| merging.after.terms.get(id).is_some_and(|term| term.year);
    let mut years = BTreeMap::new();
    for id in merging.after.terms.keys() {
        let mut at = id.as_str();
        // A handful of levels at most; a circle must not hold us.
        for _ in 0..8 {
            if is_year(at) {
                years.insert(id.clone(), at.to_owned());
                break;
            }
            let Some(parent) = parents.get(at) else { break };
            at = parent;
        }
    }
    years
}

fn group(
    merging: &mut Merging<'_>,
    kept: &BTreeMap<String, RosterClass>,
    row: &Row<Class>,
) -> Option<RosterGroup> {
    let home = home(merging, kept, row)?;
    let subject = subject(merging, row)?;
    let class_name = &kept.get(&home)?.name;
    let label = label(
        &row.value.title,
        &merging.after.subjects[&subject],
        class_name,
    );
    Some(RosterGroup {
        class: home,
        subject,
        label,
    })
}

/// The class of a section: what the metadata says, else `classCode`, else the name.
fn home(
    merging: &mut Merging<'_>,
    kept: &BTreeMap<String, RosterClass>,
    row: &Row<Class>,
) -> Option<String> {
    let file = merging.package.classes.file;
    if let Some(stated) = row.value.metadata.get("homeroomSourcedId") {
        if kept.get(stated).is_some_and(|class| class.group.is_none()) {
            return Some(stated.clone());
        }
        let why = Reason::UnknownReference;
        merging.fault(file, row.line, "metadata.homeroomSourcedId", stated, why);
        return None;
    }
    let homes: Vec<(&String, String)> = kept
        .iter()
        .filter(|(_, class)| class.group.is_none() && class.org == row.value.school)
        .map(|(id, class)| (id, squeezed(&class.name)))
        .collect();
    let code = row.value.code.as_deref().map(squeezed).unwrap_or_default();
    let words: Vec<String> = row.value.title.split_whitespace().map(squeezed).collect();
    let pairs: Vec<String> = words.windows(2).map(|two| two.concat()).collect();
    let by_code = |name: &String| !code.is_empty() && *name == code;
    let by_name = |name: &String| words.contains(name) || pairs.contains(name);
    let find = |fits: &dyn Fn(&String) -> bool| -> Vec<&String> {
        homes
            .iter()
            .filter(|(_, name)| fits(name))
            .map(|(id, _)| *id)
            .collect()
    };
    let mut candidates = find(&by_code);
    if candidates.is_empty() {
        candidates = find(&by_name);
    }
    if let [only] = candidates.as_slice() {
        return Some((*only).clone());
    }
    let candidates = candidates.into_iter().cloned().collect();
    let why = Reason::Ambiguous { candidates };
    merging.notices.push(Fault::new(
        file,
        row.line,
        "classCode",
        &row.value.title,
        why,
    ));
    None
}

fn subject(merging: &mut Merging<'_>, row: &Row<Class>) -> Option<String> {
    if let Some(course) = &row.value.course {
        if merging.after.subjects.contains_key(course) {
            return Some(course.clone());
        }
        let file = merging.package.classes.file;
        merging.fault(
            file,
            row.line,
            "courseSourcedId",
            course,
            Reason::UnknownReference,
        );
        return None;
    }
    let name = row.value.subjects.first()?;
    let id = format!("subject:{name}");
    merging.after.subjects.insert(id.clone(), name.clone());
    Some(id)
}

/// «1 группа» out of «Английский язык 6А (1 группа)»; empty for a whole class.
fn label(title: &str, subject: &str, class: &str) -> String {
    if let Some((_, rest)) = title.rsplit_once('(')
        && let Some(inner) = rest.trim_end().strip_suffix(')')
        && !subject.ends_with(&format!("({inner})"))
    {
        return inner.trim().to_owned();
    }
    let rest = title.replacen(subject, "", 1).replacen(class, "", 1);
    rest.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// «4 «А»», «4-А» and «4а» are the same class.
pub(super) fn squeezed(name: &str) -> String {
    plain(name)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{label, squeezed};

    #[test]
    fn labels_come_out_of_titles() {
        assert_eq!(
            label("Английский язык 6А (1 группа)", "Английский язык", "6А"),
            "1 группа"
        );
        assert_eq!(label("Труд (технология) 6А", "Труд (технология)", "6А"), "");
        assert_eq!(
            label("Труд (технология) 6А (2 группа)", "Труд (технология)", "6А"),
            "2 группа"
        );
        assert_eq!(label("Алгебра 7Б", "Алгебра", "7Б"), "");
        assert_eq!(label("7Б Алгебра, профиль", "Алгебра", "7Б"), "профиль");
        assert_eq!(label("Математика", "Математика", "4А"), "");
    }

    #[test]
    fn one_class_written_four_ways() {
        for name in ["4А", "4 «а»", "4-А", "4а"] {
            assert_eq!(squeezed(name), "4а");
        }
    }
}
