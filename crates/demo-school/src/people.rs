//! The demonstration people, described from what the school really has.

use crate::curriculum::{COURSES, MATHEMATICS};
use crate::names::Sex;
use crate::world::{Kind, School};
use crate::{DemoPerson, PASSWORD};

/// The logins, in the order in which they are offered.
const LOGINS: [&str; 9] = [
    "teacher",
    "teacher2",
    "pupil",
    "pupil2",
    "parent",
    "teacher-parent",
    "admin",
    "authority",
    "support",
];

/// Everybody who can sign in.
pub fn list(school: &School) -> Vec<DemoPerson> {
    let found = LOGINS
        .iter()
        .filter_map(|login| Some((*login, school.with_login(login)?)));
    found
        .map(|(login, index)| {
            let person = &school.people[index];
            let authority = person.kind.of_authority();
            DemoPerson {
                login: login.to_owned(),
                password: PASSWORD.to_owned(),
                full_name: person.name.full(),
                role_note: note(school, index),
                phone: person.phone.clone().unwrap_or_default(),
                organisation: school.org(authority),
                authority,
            }
        })
        .collect()
}

fn note(school: &School, index: usize) -> String {
    match school.people[index].kind {
        Kind::Admin => format!("администратор школы № {}", school.number),
        Kind::Authority => "оператор органа управления".to_owned(),
        Kind::Support => "техническая поддержка".to_owned(),
        Kind::Teacher => teacher(school, index),
        Kind::Guardian => guardian(school, index),
        Kind::Pupil => pupil(school, index),
    }
}

/// «классный руководитель 4А, математика и другие предметы»
fn teacher(school: &School, index: usize) -> String {
    let Some(own) = school.teachers.iter().position(|t| t.person == index) else {
        return String::new();
    };
    let mut parts = Vec::new();
    let mut headed = school.classes.iter().filter(|c| c.teacher == own);
    if let Some(class) = headed.next() {
        parts.push(format!("классный руководитель {}", class.label()));
    }
    let loads = || school.sections.iter().filter(|s| s.teacher == own);
    let mut courses: Vec<usize> = loads().map(|s| s.course).collect();
    courses.sort_by_key(|c| (*c != MATHEMATICS, *c));
    courses.dedup();
    let title = |course: usize| COURSES[course].title.to_lowercase();
    match courses.as_slice() {
        [only] => parts.push(title(*only)),
        [one, other] => parts.push(format!("{} и {}", title(*one), title(*other))),
        [first, ..] => parts.push(format!("{} и другие предметы", title(*first))),
        [] => {}
    }
    let four_a = |s: &&crate::world::Section| school.classes[s.class].label() == "4А";
    if let Some(section) = loads().find(|s| s.group > 0 && four_a(s)) {
        parts.push(format!("{} группа 4А и другие классы", section.group));
    }
    if !school.people[index].agents.is_empty() {
        parts.push(guardian(school, index));
    }
    parts.join(", ")
}

/// «родитель: Артём, 4А; Полина, 7Б»
fn guardian(school: &School, index: usize) -> String {
    let children: Vec<String> = school.people[index]
        .agents
        .iter()
        .map(|child| {
            format!(
                "{}, {}",
                school.people[*child].name.given,
                label(school, *child)
            )
        })
        .collect();
    format!("родитель: {}", children.join("; "))
}

/// «ученик 4А, английский язык в 1 группе»
fn pupil(school: &School, index: usize) -> String {
    let word = match school.people[index].sex {
        Sex::Female => "ученица",
        Sex::Male => "ученик",
    };
    let split = school
        .sections
        .iter()
        .find(|s| s.group > 0 && s.pupils.contains(&index));
    let group = split.map_or_else(String::new, |section| {
        let title = COURSES[section.course].title.to_lowercase();
        let within = if section.group == 2 { "во" } else { "в" };
        format!(", {title} {within} {} группе", section.group)
    });
    format!("{word} {}{group}", label(school, index))
}

fn label(school: &School, pupil: usize) -> String {
    let class = school.class_of(pupil);
    class.map_or_else(String::new, |c| school.classes[c].label())
}
