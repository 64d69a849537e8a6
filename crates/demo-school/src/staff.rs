//! Teachers, their loads and their classes.

use std::collections::HashSet;

use crate::calendar::Day;
use crate::curriculum::{COURSES, Department, ENGLISH};
use crate::names::{Name, SURNAMES, Sex, adult};
use crate::rng::Rng;
use crate::world::{Kind, School, Section, Teacher};

/// Adds everybody who works at the school or above it.
pub fn employ(school: &mut School, rng: &mut Rng, taken: &mut HashSet<Name>) {
    let year = school.year.first;
    let offices = [
        (
            Kind::Admin,
            "admin",
            ("Белова", "Ирина", "Викторовна"),
            Sex::Female,
            48,
        ),
        (
            Kind::Authority,
            "authority",
            ("Громова", "Татьяна", "Юрьевна"),
            Sex::Female,
            52,
        ),
        (
            Kind::Support,
            "support",
            ("Орлов", "Денис", "Павлович"),
            Sex::Male,
            31,
        ),
    ];
    for (kind, login, (family, given, middle), sex, age) in offices {
        let name = Name::new(family, given, middle);
        taken.insert(name.clone());
        let birth = birthday(rng, year - age);
        let person = school.add(kind, name, sex, birth);
        school.people[person].login = Some(login);
    }
    primary(school, rng, taken);
    for (department, capacity) in Department::SUBJECTS {
        hire(school, rng, taken, department, capacity);
    }
    rooms(school);
    loads(school);
    class_teachers(school);
}

/// One teacher for each primary class; `teacher` has 4А.
fn primary(school: &mut School, rng: &mut Rng, taken: &mut HashSet<Name>) {
    for class in 0..school.classes.len() {
        if school.classes[class].grade > 4 {
            continue;
        }
        let demo = (school.classes[class].label() == "4А")
            .then_some(("teacher", ("Иванова", "Мария", "Петровна")));
        school.classes[class].teacher = school.teachers.len();
        engage(school, rng, taken, Department::Primary, demo);
    }
}

/// As many teachers of a department as its hours need.
fn hire(
    school: &mut School,
    rng: &mut Rng,
    taken: &mut HashSet<Name>,
    department: Department,
    capacity: usize,
) {
    let (mut hours, mut least) = (0, 0);
    for class in &school.classes {
        for course in &COURSES {
            if course.department(class.grade) == department && course.hours(class.grade) > 0 {
                let groups = course.groups(class.grade, class.size);
                hours += course.hours(class.grade) * groups;
                least = least.max(groups);
            }
        }
    }
    for n in 0..hours.div_ceil(capacity).max(least) {
        let demo = match (department, n) {
            (Department::English, 0) => Some(("teacher2", ("Смирнова", "Ольга", "Николаевна"))),
            (Department::History, 0) => {
                Some(("teacher-parent", ("Кузнецова", "Елена", "Викторовна")))
            }
            _ => None,
        };
        engage(school, rng, taken, department, demo);
    }
}

/// A login with a woman's full name.
type Demo = (&'static str, (&'static str, &'static str, &'static str));

fn engage(
    school: &mut School,
    rng: &mut Rng,
    taken: &mut HashSet<Name>,
    department: Department,
    demo: Option<Demo>,
) {
    let men = match department {
        Department::Primary => 0,
        Department::Sport | Department::Crafts => 60,
        Department::Safety => 90,
        Department::Computing | Department::Physics => 40,
        _ => 12,
    };
    let male = rng.chance(men);
    let sex = if male && demo.is_none() {
        Sex::Male
    } else {
        Sex::Female
    };
    let name = match demo {
        Some((_, (family, given, middle))) => Name::new(family, given, middle),
        None => fresh(rng, taken, sex),
    };
    taken.insert(name.clone());
    let age = if demo.is_some() {
        41
    } else {
        rng.between(24, 63)
    };
    let birth = birthday(rng, school.year.first - age);
    let person = school.add(Kind::Teacher, name, sex, birth);
    school.people[person].login = demo.map(|(login, _)| login);
    school.people[person].email = demo.is_some() || rng.chance(93);
    school.teachers.push(Teacher {
        person,
        department,
        room: String::new(),
        hours: 0,
    });
}

/// A grown-up's name that nobody bears yet (as far as names go).
fn fresh(rng: &mut Rng, taken: &HashSet<Name>, sex: Sex) -> Name {
    let mut draw = || {
        let family = *rng.pick(SURNAMES);
        adult(rng, family, sex)
    };
    let mut name = draw();
    for _ in 0..50 {
        if !taken.contains(&name) {
            break;
        }
        name = draw();
    }
    name
}

/// Some day of a year.
pub fn birthday(rng: &mut Rng, year: i32) -> Day {
    Day(Day::new(year, 1, 1).0 + rng.between(0, 364))
}

/// A room for every teacher, so that rooms never collide when teachers do not.
fn rooms(school: &mut School) {
    let four_a = school.classes[school.class_named("4А", 0)].teacher;
    let (mut ground, mut upper) = (101, 201);
    let mut special = [0_usize; 2];
    for (index, teacher) in school.teachers.iter_mut().enumerate() {
        let mut numbered = |which: usize, names: [&str; 3], more: &str| {
            special[which] += 1;
            let n = special[which];
            names
                .get(n - 1)
                .map_or_else(|| format!("{more} {n}"), |name| (*name).to_owned())
        };
        teacher.room = match teacher.department {
            Department::Primary if index == four_a => "214".to_owned(),
            Department::Primary => {
                ground += 1;
                (ground - 1).to_string()
            }
            Department::Sport => numbered(
                0,
                ["Спортзал", "Малый спортзал", "Зал хореографии"],
                "Спортзал",
            ),
            Department::Crafts => numbered(
                1,
                ["Мастерская 1", "Мастерская 2", "Мастерская 3"],
                "Мастерская",
            ),
            _ => {
                let room = upper;
                upper += if upper % 100 == 20 { 81 } else { 1 };
                upper += usize::from(upper == 214);
                room.to_string()
            }
        };
    }
}

/// Shares the sections out: one teacher of a department for all its courses in a class.
fn loads(school: &mut School) {
    for class in 0..school.classes.len() {
        let (grade, size) = (school.classes[class].grade, school.classes[class].size);
        let mut chosen: Vec<(Department, Vec<usize>)> = Vec::new();
        for (index, course) in COURSES.iter().enumerate() {
            let hours = course.hours(grade);
            if hours == 0 {
                continue;
            }
            let department = course.department(grade);
            if !chosen.iter().any(|(d, _)| *d == department) {
                let group_hours = department_hours(department, grade);
                let groups = course.groups(grade, size);
                let first = index == ENGLISH && school.classes[class].label() == "4А";
                let pair = choose(school, class, department, groups, group_hours, first);
                chosen.push((department, pair));
            }
            let Some((_, teachers)) = chosen.iter().find(|(d, _)| *d == department) else {
                continue;
            };
            for (n, &teacher) in teachers.iter().enumerate() {
                school.sections.push(Section {
                    class,
                    course: index,
                    group: if teachers.len() > 1 { n + 1 } else { 0 },
                    teacher,
                    hours,
                    pupils: Vec::new(),
                    slots: Vec::new(),
                });
            }
        }
    }
}

fn department_hours(department: Department, grade: usize) -> usize {
    let own = COURSES.iter().filter(|c| c.department(grade) == department);
    own.map(|c| c.hours(grade)).sum()
}

/// The least loaded teachers of a department, `groups` of them; `first` starts with the first one.
fn choose(
    school: &mut School,
    class: usize,
    department: Department,
    groups: usize,
    hours: usize,
    first: bool,
) -> Vec<usize> {
    let mut able: Vec<usize> = match department {
        Department::Primary => vec![school.classes[class].teacher],
        _ => (0..school.teachers.len())
            .filter(|t| school.teachers[*t].department == department)
            .collect(),
    };
    let head = able.first().copied();
    able.sort_by_key(|t| (!(first && Some(*t) == head), school.teachers[*t].hours));
    able.truncate(groups);
    for teacher in &able {
        school.teachers[*teacher].hours += hours;
    }
    able
}

/// From grade 5 on the class teacher is one who has many hours there and no class yet.
fn class_teachers(school: &mut School) {
    let mut busy: HashSet<usize> = HashSet::new();
    for (index, teacher) in school.teachers.iter().enumerate() {
        let login = school.people[teacher.person].login;
        if teacher.department == Department::Primary || login == Some("teacher2") {
            busy.insert(index);
        }
    }
    for class in 0..school.classes.len() {
        if school.classes[class].grade <= 4 {
            continue;
        }
        let mut hours: Vec<(usize, usize)> = Vec::new();
        for section in school.sections.iter().filter(|s| s.class == class) {
            match hours.iter_mut().find(|(t, _)| *t == section.teacher) {
                Some((_, sum)) => *sum += section.hours,
                None => hours.push((section.teacher, section.hours)),
            }
        }
        let rank = |teacher: usize, sum: usize| {
            let sport = school.teachers[teacher].department == Department::Sport;
            (busy.contains(&teacher), sport, usize::MAX - sum, teacher)
        };
        hours.sort_by_key(|&(teacher, sum)| rank(teacher, sum));
        if let Some(&(teacher, _)) = hours.first() {
            school.classes[class].teacher = teacher;
            busy.insert(teacher);
        }
    }
}
