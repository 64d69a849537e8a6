//! Families: pupils and their guardians.

use std::collections::HashSet;

use crate::calendar::Day;
use crate::names::{FATHERS, Father, Name, SURNAMES, Sex, adult, child_given, patronymic, surname};
use crate::rng::Rng;
use crate::staff::birthday;
use crate::world::{Kind, School};

/// A guardian: somebody new, or a teacher of the school.
enum Parent {
    New(Name, Sex, Option<&'static str>),
    Teacher(usize),
}

/// A child: class, name, sex, login.
type Child = (usize, Name, Sex, Option<&'static str>);

/// Fills every class.
pub fn settle(school: &mut School, rng: &mut Rng, taken: &mut HashSet<Name>) {
    known(school, rng, taken);
    for teacher in teacher_guardians(school, rng) {
        let person = school.teachers[teacher].person;
        let parents = vec![Parent::Teacher(person)];
        let name = school.people[person].name.clone();
        let sex = school.people[person].sex;
        let masculine = SURNAMES.iter().find(|s| surname(s, sex) == name.family);
        let father = match sex {
            Sex::Male => FATHERS.iter().find(|f| f.0 == name.given),
            Sex::Female => Some(rng.pick(FATHERS)),
        };
        if let (Some(masculine), Some(father)) = (masculine, father) {
            raise(school, rng, taken, masculine, father, parents);
        }
    }
    while (0..school.classes.len()).any(|c| room(school, c) > 0) {
        ordinary(school, rng, taken);
    }
    for class in 0..school.classes.len() {
        let mut pupils = std::mem::take(&mut school.classes[class].pupils);
        pupils.sort_by_key(|p| (school.people[*p].name.key(), *p));
        school.classes[class].pupils = pupils;
    }
    groups(school);
}

fn room(school: &School, class: usize) -> usize {
    let c = &school.classes[class];
    c.size - c.pupils.len().min(c.size)
}

/// The families of the story, the twins and the homonyms.
fn known(school: &mut School, rng: &mut Rng, taken: &mut HashSet<Name>) {
    use Sex::{Female, Male};
    let new = |family: &str, given: &str, middle: &str, sex, login| {
        Parent::New(Name::new(family, given, middle), sex, login)
    };
    let child = |class, family: &str, given: &str, middle: &str, sex, login| -> Child {
        (class, Name::new(family, given, middle), sex, login)
    };
    let (a4, b7) = (school.class_named("4А", 0), school.class_named("7Б", 1));
    let twins = school.class_named("3Б", 0);
    let (one, other) = (school.class_named("5А", 0), school.class_named("8А", 1));
    let elena = school.with_login("teacher-parent");
    let families: Vec<(Vec<Parent>, Vec<Child>)> = vec![
        (
            vec![
                new("Соколова", "Анна", "Дмитриевна", Female, None),
                new("Соколов", "Олег", "Игоревич", Male, Some("parent")),
            ],
            vec![
                child(a4, "Соколов", "Артём", "Олегович", Male, Some("pupil")),
                child(b7, "Соколова", "Полина", "Олеговна", Female, None),
            ],
        ),
        (
            vec![
                new("Лебедева", "Наталья", "Сергеевна", Female, None),
                new("Лебедев", "Андрей", "Львович", Male, None),
            ],
            vec![child(
                a4,
                "Лебедева",
                "Софья",
                "Андреевна",
                Female,
                Some("pupil2"),
            )],
        ),
        (
            elena.map(Parent::Teacher).into_iter().collect(),
            vec![child(a4, "Кузнецов", "Илья", "Сергеевич", Male, None)],
        ),
        (
            vec![
                new("Морозова", "Екатерина", "Павловна", Female, None),
                new("Морозов", "Алексей", "Юрьевич", Male, None),
            ],
            vec![
                child(twins, "Морозов", "Даниил", "Алексеевич", Male, None),
                child(twins, "Морозов", "Кирилл", "Алексеевич", Male, None),
            ],
        ),
        (
            vec![new("Васильева", "Юлия", "Борисовна", Female, None)],
            vec![child(one, "Васильев", "Максим", "Андреевич", Male, None)],
        ),
        (
            vec![
                new("Васильева", "Светлана", "Ивановна", Female, None),
                new("Васильев", "Андрей", "Геннадьевич", Male, None),
            ],
            vec![child(other, "Васильев", "Максим", "Андреевич", Male, None)],
        ),
    ];
    for (parents, children) in families {
        family(school, rng, taken, parents, children);
    }
}

/// A few teachers of the right age who are not in the story.
fn teacher_guardians(school: &School, rng: &mut Rng) -> Vec<usize> {
    let year = school.year.first;
    let mut able: Vec<usize> = (0..school.teachers.len())
        .filter(|t| {
            let person = &school.people[school.teachers[*t].person];
            let age = year - person.birth.ymd().0;
            person.login.is_none() && (38..=46).contains(&age)
        })
        .collect();
    rng.shuffle(&mut able);
    able.truncate(school.classes.len() / 6);
    able
}

/// A family like any other.
fn ordinary(school: &mut School, rng: &mut Rng, taken: &mut HashSet<Name>) {
    let masculine = *rng.pick(SURNAMES);
    let mut father = adult(rng, masculine, Sex::Male);
    for _ in 0..20 {
        if !taken.contains(&father) {
            break;
        }
        father = adult(rng, masculine, Sex::Male);
    }
    let Some(record) = FATHERS.iter().find(|f| f.0 == father.given) else {
        return;
    };
    let own = if rng.chance(12) {
        *rng.pick(SURNAMES)
    } else {
        masculine
    };
    let mut mother = adult(rng, own, Sex::Female);
    for _ in 0..20 {
        if !taken.contains(&mother) {
            break;
        }
        mother = adult(rng, own, Sex::Female);
    }
    let father = Parent::New(father, Sex::Male, None);
    let mother = Parent::New(mother, Sex::Female, None);
    let parents = match rng.below(100) {
        0..58 => vec![mother, father],
        58..92 => vec![mother],
        _ => vec![father],
    };
    raise(school, rng, taken, masculine, record, parents);
}

/// Gives the parents one to three children in classes that have places left.
fn raise(
    school: &mut School,
    rng: &mut Rng,
    taken: &mut HashSet<Name>,
    masculine: &str,
    father: &Father,
    parents: Vec<Parent>,
) {
    let wanted = match rng.below(100) {
        0..66 => 1,
        66..94 => 2,
        _ => 3,
    };
    let mut children: Vec<Child> = Vec::new();
    for _ in 0..wanted {
        let apart = |class: &usize| {
            let grade = school.classes[*class].grade;
            let near = |c: &Child| school.classes[c.0].grade.abs_diff(grade) < 2;
            room(school, *class) > 0 && !children.iter().any(near)
        };
        let able: Vec<usize> = (0..school.classes.len()).filter(apart).collect();
        if able.is_empty() {
            break;
        }
        let class = *rng.pick(&able);
        let sex = if rng.chance(50) {
            Sex::Male
        } else {
            Sex::Female
        };
        let mut name = Name::new("", "", "");
        for _ in 0..40 {
            let given = child_given(rng, sex);
            name = Name::new(&surname(masculine, sex), given, patronymic(father, sex));
            let sibling = children.iter().any(|c| c.1.given == given);
            if !taken.contains(&name) && !sibling {
                break;
            }
        }
        children.push((class, name, sex, None));
    }
    if !children.is_empty() {
        family(school, rng, taken, parents, children);
    }
}

/// Enters a family into the roster, guardians first.
fn family(
    school: &mut School,
    rng: &mut Rng,
    taken: &mut HashSet<Name>,
    parents: Vec<Parent>,
    children: Vec<Child>,
) {
    let year = school.year.first;
    let mut births: Vec<Day> = Vec::new();
    for (n, (class, ..)) in children.iter().enumerate() {
        let twin = (0..n).find(|m| children[*m].0 == *class);
        let grade = school.classes[*class].grade as i32;
        let from = Day::new(year - grade - 7, 10, 1).0;
        let drawn = Day(from + rng.between(0, 425));
        births.push(twin.map_or(drawn, |m| births[m]));
    }
    let oldest = births.iter().map(|d| d.ymd().0).min().unwrap_or(year);
    let youngest = births.iter().map(|d| d.ymd().0).max().unwrap_or(year);
    let guardians: Vec<usize> = parents
        .into_iter()
        .map(|parent| match parent {
            Parent::Teacher(person) => person,
            Parent::New(name, sex, login) => {
                taken.insert(name.clone());
                let older = (youngest - 44).max(oldest - 36);
                let born = rng.between(older.min(oldest - 20), oldest - 20);
                let birth = birthday(rng, born);
                let person = school.add(Kind::Guardian, name, sex, birth);
                school.people[person].login = login;
                school.people[person].email = login.is_some() || rng.chance(78);
                person
            }
        })
        .collect();
    for ((class, name, sex, login), birth) in children.into_iter().zip(births) {
        taken.insert(name.clone());
        let grade = school.classes[class].grade;
        let pupil = school.add(Kind::Pupil, name, sex, birth);
        let phones = [8, 35, 55, 75, 88, 92, 95, 97, 98, 98, 98][grade - 1];
        let phone = rng.chance(phones) || login.is_some();
        let email = rng.chance(12 + grade * 6);
        let number = school.people[pupil].number;
        let phone = phone.then(|| school.phone(number));
        let person = &mut school.people[pupil];
        person.phone = phone;
        person.email = email || login.is_some();
        person.login = login;
        person.grade = Some(grade);
        person.agents.clone_from(&guardians);
        for guardian in &guardians {
            school.people[*guardian].agents.push(pupil);
        }
        school.classes[class].pupils.push(pupil);
    }
}

/// Two halves of the alphabet; `pupil` is in the first group of 4А and `pupil2` in the second.
fn groups(school: &mut School) {
    for class in 0..school.classes.len() {
        let pupils = school.classes[class].pupils.clone();
        let middle = pupils.len().div_ceil(2);
        let (mut first, mut second) = (pupils[..middle].to_vec(), pupils[middle..].to_vec());
        let at = |list: &[usize], login| {
            let person = school.with_login(login);
            list.iter().position(|p| Some(*p) == person)
        };
        if let Some(pupil) = at(&second, "pupil") {
            first.push(second.remove(pupil));
        }
        if let Some(pupil) = at(&first, "pupil2") {
            second.push(first.remove(pupil));
        }
        for section in school.sections.iter_mut().filter(|s| s.class == class) {
            section.pupils = match section.group {
                1 => first.clone(),
                2 => second.clone(),
                _ => pupils.clone(),
            };
        }
    }
}
