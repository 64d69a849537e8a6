//! A school of a few people, to be changed at will and written out as OneRoster.

use crate::sheets::{Rows, rows_of};
use model::{FullName, Role};
use oneroster::{
    Limits, Mode, Package, Source, Version,
    write::{Export, Sheet},
};
use std::io::Cursor;

/// Somebody of a [`PlainSchool`]; the id is the login too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainPerson {
    /// `sourcedId` and login.
    pub id: String,
    /// Name.
    pub name: FullName,
    /// Birth date.
    pub born: Option<String>,
    /// Number.
    pub phone: Option<String>,
    /// Roles, the primary one first.
    pub roles: Vec<Role>,
    /// Ids of own children.
    pub children: Vec<String>,
}

impl PlainPerson {
    /// Somebody without a patronymic, a birth date or a number.
    #[must_use]
    pub fn new(id: &str, family: &str, given: &str, roles: &[Role]) -> Self {
        Self {
            id: id.to_owned(),
            name: FullName {
                family: family.to_owned(),
                given: given.to_owned(),
                middle: String::new(),
            },
            born: None,
            phone: None,
            roles: roles.to_vec(),
            children: Vec::new(),
        }
    }

    /// The same with children.
    #[must_use]
    pub fn with_children(mut self, children: &[&str]) -> Self {
        self.children = children.iter().map(|id| (*id).to_owned()).collect();
        self
    }
}

/// A class of a [`PlainSchool`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlainClass {
    /// `sourcedId`.
    pub id: String,
    /// «4А»
    pub name: String,
    /// Class teachers.
    pub teachers: Vec<String>,
    /// Pupils.
    pub pupils: Vec<String>,
}

/// A study group of a [`PlainSchool`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlainGroup {
    /// `sourcedId`.
    pub id: String,
    /// Its class.
    pub class: String,
    /// «Математика»
    pub subject: String,
    /// «1 группа», or empty.
    pub label: String,
    /// Teachers.
    pub teachers: Vec<String>,
    /// Pupils.
    pub pupils: Vec<String>,
}

/// The school.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlainSchool {
    /// Everybody.
    pub people: Vec<PlainPerson>,
    /// Classes.
    pub classes: Vec<PlainClass>,
    /// Study groups.
    pub groups: Vec<PlainGroup>,
}

impl PlainSchool {
    /// `orgs.csv` `identifier` of the school.
    pub const IDENTIFIER: &'static str = "660099";

    /// Two classes; a teacher with a child there, twins, namesakes, English in two groups.
    #[must_use]
    pub fn example() -> Self {
        let (teacher, pupil, guardian) = (&[Role::Teacher][..], &[Role::Pupil], &[Role::Guardian]);
        let list = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let class = |id: &str, name: &str, teachers: &[&str], pupils: &[&str]| PlainClass {
            id: id.to_owned(),
            name: name.to_owned(),
            teachers: list(teachers),
            pupils: list(pupils),
        };
        let group = |id: &str, class: &str, subject: &str, label: &str, t: &[&str], p: &[&str]| {
            PlainGroup {
                id: id.to_owned(),
                class: class.to_owned(),
                subject: subject.to_owned(),
                label: label.to_owned(),
                teachers: list(t),
                pupils: list(p),
            }
        };
        let both = [Role::Teacher, Role::Guardian];
        Self {
            people: vec![
                PlainPerson::new("t1", "Иванова", "Мария", teacher),
                PlainPerson::new("t2", "Кузнецова", "Елена", &both).with_children(&["s3"]),
                PlainPerson::new("t3", "Орлов", "Пётр", teacher),
                PlainPerson::new("s1", "Морозов", "Даниил", pupil),
                PlainPerson::new("s2", "Морозов", "Кирилл", pupil),
                PlainPerson::new("s3", "Кузнецов", "Илья", pupil),
                PlainPerson::new("s4", "Васильев", "Максим", pupil),
                PlainPerson::new("s5", "Васильев", "Максим", pupil),
                PlainPerson::new("s6", "Белова", "Анна", pupil),
                PlainPerson::new("g1", "Морозова", "Вера", guardian).with_children(&["s1", "s2"]),
                PlainPerson::new("g2", "Васильева", "Юлия", guardian).with_children(&["s4"]),
                PlainPerson::new("g3", "Васильева", "Юлия", guardian).with_children(&["s5", "s6"]),
                PlainPerson::new("a1", "Титова", "Нина", &[Role::Administrator]),
            ],
            classes: vec![
                class("k1", "4А", &["t1"], &["s1", "s2", "s3", "s4"]),
                class("k2", "4Б", &["t2"], &["s5", "s6"]),
            ],
            groups: vec![
                group(
                    "m1",
                    "k1",
                    "Математика",
                    "",
                    &["t1"],
                    &["s1", "s2", "s3", "s4"],
                ),
                group(
                    "e1",
                    "k1",
                    "Английский язык",
                    "1 группа",
                    &["t2"],
                    &["s1", "s3"],
                ),
                group(
                    "e2",
                    "k1",
                    "Английский язык",
                    "2 группа",
                    &["t3"],
                    &["s2", "s4"],
                ),
                group("m2", "k2", "Математика", "", &["t1", "t3"], &["s5", "s6"]),
            ],
        }
    }

    /// Somebody, to be changed.
    ///
    /// # Panics
    /// When there is no such person.
    pub fn person(&mut self, id: &str) -> &mut PlainPerson {
        self.people
            .iter_mut()
            .find(|person| person.id == id)
            .expect("a person of the school")
    }

    /// Lets somebody leave everything.
    pub fn leave(&mut self, id: &str) {
        self.people.retain(|person| person.id != id);
        for person in &mut self.people {
            person.children.retain(|child| child != id);
        }
        self.leave_classes(id);
    }

    /// Takes a pupil or teacher out of every class and group.
    pub fn leave_classes(&mut self, id: &str) {
        let lists = self
            .classes
            .iter_mut()
            .flat_map(|c| [&mut c.pupils, &mut c.teachers]);
        let more = self
            .groups
            .iter_mut()
            .flat_map(|g| [&mut g.pupils, &mut g.teachers]);
        for list in lists.chain(more) {
            list.retain(|one| one != id);
        }
    }

    /// The school as a bulk package of OneRoster 1.2.
    #[must_use]
    pub fn package(&self) -> Package {
        self.package_of(Version::V1_2)
    }

    /// The school as a bulk package.
    #[must_use]
    pub fn package_of(&self, version: Version) -> Package {
        read(&self.export(version))
    }

    /// The school as a bulk export, to be spoiled or written to a folder.
    #[must_use]
    pub fn export(&self, version: Version) -> Export {
        let sheets = rows_of(self, version).into_iter().map(|rows| {
            let mut sheet = Sheet::new(rows.name, Mode::Bulk, rows.header);
            rows.rows.into_iter().for_each(|row| sheet.push(row));
            sheet
        });
        Export {
            version,
            source: source(),
            sheets: sheets.collect(),
        }
    }

    /// Only what differs from `before`, as a delta package: changed rows, and `tobedeleted` ones.
    #[must_use]
    pub fn delta(&self, before: &PlainSchool, version: Version) -> Package {
        let pairs = rows_of(self, version)
            .into_iter()
            .zip(rows_of(before, version));
        let sheets = pairs.map(|(now, then)| delta(now, &then));
        read(&Export {
            version,
            source: source(),
            sheets: sheets.collect(),
        })
    }
}

fn delta(now: Rows, then: &Rows) -> Sheet {
    let mut sheet = Sheet::new(now.name, Mode::Delta, now.header);
    let gone = then
        .rows
        .iter()
        .filter(|row| !now.rows.iter().any(|other| other[0] == row[0]));
    for row in gone {
        let mut bare = vec![String::new(); row.len()];
        bare[0].clone_from(&row[0]);
        "tobedeleted".clone_into(&mut bare[1]);
        bare[2].clone_from(&row[2]);
        sheet.push(bare);
    }
    for row in now.rows.iter().filter(|row| !then.rows.contains(row)) {
        sheet.push(row.clone());
    }
    sheet
}

fn read(export: &Export) -> Package {
    let zip = export
        .to_zip(Cursor::new(Vec::new()))
        .expect("a package in memory");
    match oneroster::read_zip(
        Cursor::new(zip.into_inner()),
        "plain.zip",
        &Limits::default(),
    ) {
        Ok(package) => package,
        Err(faults) => panic!("the plain school is sound: {:?}", faults.list),
    }
}

fn source() -> Source {
    Source {
        system_name: "plain".to_owned(),
        system_code: "1".to_owned(),
    }
}
