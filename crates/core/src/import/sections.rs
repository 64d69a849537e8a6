//! Classes and their study groups, school by school: which class a section belongs to
//! (`shared/data/README.md`).

use crate::broken;
use model::{
    Problem,
    name::plain,
    views::{Ambiguity, FaultReason, ImportChoice, ImportFaultRow, ImportOption},
};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Incoming, Repository, StagedClass};

/// File that lines are lines of.
const FILE: &str = "classes.csv";

/// Choices of one import that are told; more are a sign of a file of another kind.
const MOST_CHOICES: usize = 2_000;

/// What was found besides classes.
#[derive(Default)]
pub(super) struct Found {
    pub(super) faults: Vec<ImportFaultRow>,
    pub(super) notices: Vec<ImportFaultRow>,
    pub(super) choices: Vec<ImportChoice>,
}

/// Takes the staged classes. Sections that belong to no class we could tell are left out, and their
/// enrolments with them.
pub(super) async fn resolve(
    db: &mut dyn Repository,
    chosen: &BTreeMap<String, String>,
) -> Result<Found, Problem> {
    let years = years(db.staged_terms().await.map_err(broken)?);
    let names: BTreeMap<String, String> = db
        .staged_schools()
        .await
        .map_err(broken)?
        .into_iter()
        .map(|(id, _, name)| (id, name))
        .collect();
    let mut found = Found::default();
    for school in db.schools_of_classes().await.map_err(broken)? {
        let classes = db.staged_classes(&school).await.map_err(broken)?;
        let mut homes = db.kept_homes(&school).await.map_err(broken)?;
        let own = classes.iter().filter(|class| class.home);
        homes.extend(own.map(|class| (class.id.clone(), class.title.clone())));
        let one = School {
            name: names.get(&school).unwrap_or(&school),
            squeezed: homes.iter().map(|(_, name)| squeezed(name)).collect(),
            homes,
            chosen,
        };
        let mut rows = Vec::with_capacity(classes.len());
        let mut subjects = BTreeSet::new();
        for class in &classes {
            let year = year_of(&years, class);
            let place = if class.home {
                Some((None, None, String::new()))
            } else {
                one.place(class, &mut found)
            };
            let Some((home, subject, label)) = place else {
                continue;
            };
            if let Some(subject) = &subject
                && class.course.is_none()
            {
                subjects.insert((subject.clone(), class.subject.clone().unwrap_or_default()));
            }
            rows.push((
                &class.id,
                &school,
                year,
                u8::from(!class.home),
                &class.title,
                &class.grade,
                &class.room,
                home,
                subject,
                label,
            ));
        }
        let subjects: Vec<(&str, u64, &str)> = subjects
            .iter()
            .map(|(id, name)| (id.as_str(), 0, name.as_str()))
            .collect();
        let json = serde_json::to_string(&subjects).unwrap_or_default();
        db.stage(Incoming::Subjects, &json).await.map_err(broken)?;
        let json = serde_json::to_string(&rows).unwrap_or_default();
        db.stage(Incoming::Resolved, &json).await.map_err(broken)?;
    }
    Ok(found)
}

struct School<'a> {
    name: &'a str,
    homes: Vec<(String, String)>,
    squeezed: Vec<String>,
    chosen: &'a BTreeMap<String, String>,
}

/// Class, subject and label of a section.
type Place = (Option<String>, Option<String>, String);

impl School<'_> {
    fn place(&self, class: &StagedClass, found: &mut Found) -> Option<Place> {
        let (home, home_name) = self.home(class, found)?;
        let (subject, subject_name) = match (&class.course, &class.course_name, &class.subject) {
            (Some(course), Some(name), _) => (course.clone(), name.clone()),
            (Some(course), None, _) => {
                let why = FaultReason::UnknownReference;
                found
                    .faults
                    .push(fault(class, "courseSourcedId", course, why));
                return None;
            }
            (None, _, Some(name)) => (format!("subject:{name}"), name.clone()),
            (None, _, None) => return None,
        };
        let label = label(&class.title, &subject_name, &home_name);
        Some((Some(home), Some(subject), label))
    }

    /// The class of a section: what the metadata says, else `classCode`, else the name, else what
    /// somebody has decided.
    fn home(&self, class: &StagedClass, found: &mut Found) -> Option<(String, String)> {
        if let Some(stated) = &class.stated {
            if let Some(name) = &class.stated_name {
                return Some((stated.clone(), name.clone()));
            }
            let why = FaultReason::UnknownReference;
            let column = "metadata.homeroomSourcedId";
            found.faults.push(fault(class, column, stated, why));
            return None;
        }
        let code = squeezed(&class.code);
        let words: Vec<String> = class.title.split_whitespace().map(squeezed).collect();
        let pairs: Vec<String> = words.windows(2).map(|two| two.concat()).collect();
        let by_code = |name: &String| !code.is_empty() && *name == code;
        let by_name = |name: &String| words.contains(name) || pairs.contains(name);
        let mut candidates = self.that(&by_code);
        if candidates.is_empty() {
            candidates = self.that(&by_name);
        }
        if let [only] = candidates.as_slice() {
            return Some((*only).clone());
        }
        self.decided(class, &candidates, found)
    }

    fn that(&self, fits: &dyn Fn(&String) -> bool) -> Vec<&(String, String)> {
        let both = self.homes.iter().zip(&self.squeezed);
        both.filter(|(_, name)| fits(name))
            .map(|(home, _)| home)
            .collect()
    }

    fn decided(
        &self,
        class: &StagedClass,
        candidates: &[&(String, String)],
        found: &mut Found,
    ) -> Option<(String, String)> {
        let key = format!("section:{}", class.id);
        let all: Vec<&(String, String)> = self.homes.iter().collect();
        let options = if candidates.is_empty() {
            all.as_slice()
        } else {
            candidates
        };
        let decided = self.chosen.get(&key);
        let decided = decided.and_then(|id| options.iter().find(|(option, _)| option == id));
        if found.choices.len() < MOST_CHOICES && !options.is_empty() {
            found.choices.push(ImportChoice {
                key,
                what: Ambiguity::Section {
                    line: class.line,
                    title: class.title.clone(),
                    school: self.name.to_owned(),
                },
                options: options
                    .iter()
                    .map(|(key, name)| ImportOption {
                        key: key.clone(),
                        name: name.clone(),
                    })
                    .collect(),
                chosen: decided.map(|(id, _)| id.clone()),
            });
        }
        if decided.is_none() {
            let candidates = candidates.iter().map(|(id, _)| id.clone()).collect();
            let why = FaultReason::Ambiguous { candidates };
            found
                .notices
                .push(fault(class, "classCode", &class.title, why));
        }
        decided.map(|home| (*home).clone())
    }
}

fn fault(class: &StagedClass, column: &str, value: &str, reason: FaultReason) -> ImportFaultRow {
    ImportFaultRow {
        file: FILE.to_owned(),
        line: class.line,
        element: String::new(),
        column: column.to_owned(),
        value: value.chars().take(80).collect(),
        reason,
    }
}

/// The school year of each term.
fn years(terms: Vec<(String, Option<String>, bool)>) -> BTreeMap<String, String> {
    let known: BTreeMap<&str, (Option<&str>, bool)> = terms
        .iter()
        .map(|(id, parent, year)| (id.as_str(), (parent.as_deref(), *year)))
        .collect();
    let mut years = BTreeMap::new();
    for id in known.keys() {
        let mut at = *id;
        // A handful of levels at most; a circle must not hold us.
        for _ in 0..8 {
            match known.get(at) {
                Some((_, true)) => {
                    years.insert((*id).to_owned(), at.to_owned());
                    break;
                }
                Some((Some(parent), false)) => at = parent,
                _ => break,
            }
        }
    }
    years
}

fn year_of<'a>(years: &'a BTreeMap<String, String>, class: &StagedClass) -> Option<&'a String> {
    let terms: Vec<String> = serde_json::from_str(&class.terms).unwrap_or_default();
    terms.iter().find_map(|term| years.get(term))
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
