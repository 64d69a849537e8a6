//! The school in memory, before it is written out.

use crate::calendar::{Day, Year};
use crate::names::{Name, Sex};

/// What a person is first of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Administrator of the school.
    Admin,
    /// Operator of the authority.
    Authority,
    /// Technical support.
    Support,
    /// Teacher.
    Teacher,
    /// Guardian.
    Guardian,
    /// Pupil.
    Pupil,
}

impl Kind {
    /// The short word in identifiers and user names.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Authority => "authority",
            Self::Support => "support",
            Self::Teacher => "t",
            Self::Guardian => "p",
            Self::Pupil => "s",
        }
    }

    /// The role in `roles.csv`.
    pub fn role(self) -> &'static str {
        match self {
            Self::Admin => "siteAdministrator",
            Self::Authority => "districtAdministrator",
            Self::Support => "systemAdministrator",
            Self::Teacher => "teacher",
            Self::Guardian => "guardian",
            Self::Pupil => "student",
        }
    }

    /// Whether the person belongs to the authority and not to the school.
    pub fn of_authority(self) -> bool {
        matches!(self, Self::Authority | Self::Support)
    }
}

/// A person of the roster.
#[derive(Debug, Clone)]
pub struct Person {
    /// What the person is first of all.
    pub kind: Kind,
    /// Number in the roster.
    pub number: usize,
    /// The name.
    pub name: Name,
    /// Female or male.
    pub sex: Sex,
    /// Birthday.
    pub birth: Day,
    /// The phone, E.164.
    pub phone: Option<String>,
    /// Whether there is an e-mail address.
    pub email: bool,
    /// Login of a demonstration person.
    pub login: Option<&'static str>,
    /// Grade of a pupil.
    pub grade: Option<usize>,
    /// Guardians of a pupil, children of a guardian.
    pub agents: Vec<usize>,
}

/// A class.
#[derive(Debug, Clone)]
pub struct Class {
    /// 1 to 11.
    pub grade: usize,
    /// Index of the letter.
    pub letter: usize,
    /// How many pupils it is planned for.
    pub size: usize,
    /// Its pupils, in alphabetical order once the school is complete.
    pub pupils: Vec<usize>,
    /// Index of its class teacher in [`School::teachers`].
    pub teacher: usize,
}

/// Letters of classes.
pub const LETTERS: [&str; 12] = ["А", "Б", "В", "Г", "Д", "Е", "Ж", "З", "И", "К", "Л", "М"];

impl Class {
    /// «4А»
    pub fn label(&self) -> String {
        format!("{}{}", self.grade, LETTERS[self.letter])
    }
}

/// A teacher's place in the school.
#[derive(Debug, Clone)]
pub struct Teacher {
    /// Index in [`School::people`].
    pub person: usize,
    /// Whose department.
    pub department: crate::curriculum::Department,
    /// The room, one teacher each.
    pub room: String,
    /// Hours a week.
    pub hours: usize,
}

/// A course taught to a class or to one of its two groups.
#[derive(Debug, Clone)]
pub struct Section {
    /// Index of the class.
    pub class: usize,
    /// Index of the course.
    pub course: usize,
    /// 0 for the whole class, 1 or 2 for a group.
    pub group: usize,
    /// Index of the teacher.
    pub teacher: usize,
    /// Hours a week.
    pub hours: usize,
    /// Pupils.
    pub pupils: Vec<usize>,
    /// Lessons: day (0 is Monday) and period (0 is the first).
    pub slots: Vec<(usize, usize)>,
}

/// Everything about one generated school.
#[derive(Debug, Clone)]
pub struct School {
    /// Number of the school, also in phones and identifiers.
    pub number: u64,
    /// Code of the source, prefix of every `sourcedId`.
    pub code: String,
    /// The school year.
    pub year: Year,
    /// People in the order of the roster.
    pub people: Vec<Person>,
    /// Classes by grade and letter.
    pub classes: Vec<Class>,
    /// Teachers.
    pub teachers: Vec<Teacher>,
    /// Teaching loads.
    pub sections: Vec<Section>,
}

impl School {
    /// Adds a person and gives the index.
    pub fn add(&mut self, kind: Kind, name: Name, sex: Sex, birth: Day) -> usize {
        let number = self.people.len() + 1;
        let phone = (kind != Kind::Pupil).then(|| self.phone(number));
        self.people.push(Person {
            kind,
            number,
            name,
            sex,
            birth,
            phone,
            email: true,
            login: None,
            grade: None,
            agents: Vec::new(),
        });
        number - 1
    }

    /// The phone that belongs to this number of the roster.
    pub fn phone(&self, number: usize) -> String {
        format!("+7900{:03}{number:04}", self.number)
    }

    /// `sourcedId` of anything.
    pub fn id(&self, rest: &str) -> String {
        format!("{}-{rest}", self.code)
    }

    /// `sourcedId` of the school or, for its people, of the authority.
    pub fn org(&self, authority: bool) -> String {
        self.id(if authority { "org-d1" } else { "org-s1" })
    }

    /// Value of `identifier` in `orgs.csv`.
    pub fn identifier(&self, authority: bool) -> String {
        if authority {
            format!("665{:03}", self.number)
        } else {
            format!("660{:03}", self.number)
        }
    }

    /// The school year's `sourcedId`.
    pub fn year_id(&self) -> String {
        self.id(&format!("as-{}", self.year.first))
    }

    /// A person's `sourcedId`.
    pub fn person_id(&self, person: usize) -> String {
        let p = &self.people[person];
        self.id(&format!("u-{}-{:06}", p.kind.tag(), p.number))
    }

    /// A course's `sourcedId`.
    pub fn course_id(&self, course: usize) -> String {
        self.id(&format!("c-{}", course + 1))
    }

    /// A class's `sourcedId`.
    pub fn class_id(&self, class: usize) -> String {
        let c = &self.classes[class];
        self.id(&format!("cl-{}-{}", c.grade, c.letter + 1))
    }

    /// A section's `sourcedId`.
    pub fn section_id(&self, section: &Section) -> String {
        let c = &self.classes[section.class];
        let group = section.group.max(1);
        let (grade, letter, course) = (c.grade, c.letter + 1, section.course + 1);
        self.id(&format!("sec-{grade}-{letter}-{course}-{group}"))
    }

    /// The number of a person as in `identifier` and generated user names.
    pub fn roster_name(&self, person: usize) -> String {
        let p = &self.people[person];
        format!("{}{:06}", p.kind.tag(), p.number)
    }

    /// E-mail address, or nothing.
    pub fn email(&self, person: usize) -> String {
        if self.people[person].email {
            format!(
                "{}@school{}.example.ru",
                self.roster_name(person),
                self.number
            )
        } else {
            String::new()
        }
    }

    /// The class a pupil is in.
    pub fn class_of(&self, pupil: usize) -> Option<usize> {
        self.classes.iter().position(|c| c.pupils.contains(&pupil))
    }

    /// The class with this label, or some class of a school that has none.
    pub fn class_named(&self, label: &str, or: usize) -> usize {
        let found = self.classes.iter().position(|c| c.label() == label);
        found.unwrap_or(or % self.classes.len())
    }

    /// A login's person.
    pub fn with_login(&self, login: &str) -> Option<usize> {
        self.people.iter().position(|p| p.login == Some(login))
    }
}
