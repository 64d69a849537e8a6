//! A timetable as the file tells it; every part knows the line it came from.
//!
//! Days, weeks and terms are positions counted from 0 in the order the school defined them: day 0
//! is the first day of its week, Monday unless the school says otherwise. (The file's option
//! `daynumbering0` or `daynumbering1` is about a `day` attribute of older formats, not about these
//! masks.)

use jiff::civil::Time;

/// The whole file (`<timetable>`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timetable {
    /// `<period>`.
    pub periods: Vec<Period>,
    /// `<daysdef>`.
    pub days: Vec<Day>,
    /// `<weeksdef>`.
    pub weeks: Vec<Week>,
    /// `<termsdef>`.
    pub terms: Vec<Term>,
    /// `<subject>`.
    pub subjects: Vec<Subject>,
    /// `<teacher>`.
    pub teachers: Vec<Teacher>,
    /// `<classroom>`.
    pub classrooms: Vec<Classroom>,
    /// `<class>`.
    pub classes: Vec<Class>,
    /// `<group>`.
    pub groups: Vec<Group>,
    /// `<lesson>`.
    pub lessons: Vec<Lesson>,
    /// `<card>`, those that have a place in the week.
    pub cards: Vec<Card>,
    /// Lines of cards that nobody has put into the week yet.
    pub unplaced: Vec<u64>,
}

/// When the bell rings (`<period>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Line of the element.
    pub line: u64,
    /// `period`, what cards refer to; some schools have a period 0.
    pub number: u16,
    /// `name`.
    pub name: String,
    /// `starttime`.
    pub starts: Time,
    /// `endtime`.
    pub ends: Time,
}

/// A choice of days (`<daysdef>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Line of the element.
    pub line: u64,
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// `days`: one set of days, or several ("any day") of which one is meant.
    pub days: Vec<Vec<u8>>,
}

/// A choice of weeks (`<weeksdef>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Line of the element.
    pub line: u64,
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// `weeks`: one set of weeks, or several of which one is meant.
    pub weeks: Vec<Vec<u8>>,
}

/// A choice of terms (`<termsdef>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Line of the element.
    pub line: u64,
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// `terms`: one set of terms, or several of which one is meant.
    pub terms: Vec<Vec<u8>>,
}

/// A subject (`<subject>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Line of the element.
    pub line: u64,
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// `short`; not unique.
    pub short: String,
    /// `partner_id`: the course in the system the data came from.
    pub partner_id: Option<String>,
}

/// A teacher (`<teacher>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teacher {
    /// Line of the element.
    pub line: u64,
    /// `id`.
    pub id: String,
    /// `firstname`; Russian schools put the patronymic here too.
    pub first_name: String,
    /// `lastname`.
    pub last_name: String,
    /// `name`, as it is shown.
    pub name: String,
    /// `short`; not unique.
    pub short: String,
    /// `email`.
    pub email: Option<String>,
    /// `mobile`.
    pub mobile: Option<String>,
    /// `partner_id`: the user in the system the data came from.
    pub partner_id: Option<String>,
}

/// A room (`<classroom>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classroom {
    /// Line of the element.
    pub line: u64,
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// `short`.
    pub short: String,
}

/// A class (`<class>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Line of the element.
    pub line: u64,
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// `short`.
    pub short: String,
    /// `partner_id`: the class in the system the data came from.
    pub partner_id: Option<String>,
}

/// A part of a class (`<group>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Line of the element.
    pub line: u64,
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// `classid`.
    pub class: String,
    /// `entireclass`: the part is the whole.
    pub entire_class: bool,
}

/// Who has what with whom (`<lesson>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// Line of the element.
    pub line: u64,
    /// `id`.
    pub id: String,
    /// `classids`; several where classes are taught together, none in a seminar.
    pub classes: Vec<String>,
    /// `subjectid`.
    pub subject: String,
    /// `teacherids`.
    pub teachers: Vec<String>,
    /// `groupids`.
    pub groups: Vec<String>,
    /// `classroomids`: rooms that are possible; cards say which one was chosen.
    pub classrooms: Vec<String>,
    /// `periodspercard`: how many periods in a row a card takes, from its own on.
    pub periods_per_card: u16,
    /// `daysdefid`.
    pub days: Option<String>,
    /// `weeksdefid`.
    pub weeks: Option<String>,
    /// `termsdefid`.
    pub terms: Option<String>,
    /// `partner_id`: the section in the system the data came from.
    pub partner_id: Option<String>,
}

/// A lesson's place in the week (`<card>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Line of the element.
    pub line: u64,
    /// `lessonid`.
    pub lesson: String,
    /// `period`: the first one, see [`Lesson::periods_per_card`].
    pub period: u16,
    /// `days`, at least one; 0 is the first day of the week.
    pub days: Vec<u8>,
    /// `weeks` of the cycle; empty when the file does not say, which means all.
    pub weeks: Vec<u8>,
    /// `terms` of the year; empty when the file does not say, which means all.
    pub terms: Vec<u8>,
    /// `classroomids`.
    pub classrooms: Vec<String>,
}
