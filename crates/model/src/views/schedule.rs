use super::Day;
use crate::{ChatId, ClassId, LessonState, PersonId, RemoteLessonId};
use serde::{Deserialize, Serialize};

/// Whose lessons are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleOf {
    /// The own ones: what one teaches or studies.
    #[default]
    Mine,
    /// «Мои классы»: a class one teaches in (or any, for the administrator).
    Class(ClassId),
    /// A child's.
    Child(PersonId),
}

/// A week of lessons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The day asked for.
    pub selected: Day,
    /// Today there.
    pub today: Day,
    /// «9:41», for what happens now.
    pub now: String,
    /// Monday to Saturday (Sunday only when it has lessons).
    pub days: Vec<ScheduleDay>,
    /// Monday of the week before.
    pub previous: Day,
    /// Monday of the week after.
    pub next: Day,
    /// Whose this is.
    pub of: ScheduleOf,
    /// Classes to choose from, for «Мои классы».
    pub classes: Vec<ClassChoice>,
    /// Whether a timetable was ever imported.
    pub timetable: bool,
}

/// A day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleDay {
    /// Which.
    pub day: Day,
    /// Outside every term: holidays.
    pub holidays: bool,
    /// Lessons in order.
    pub lessons: Vec<Lesson>,
}

/// A class to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassChoice {
    /// Which.
    pub id: ClassId,
    /// «4А»
    pub name: String,
}

/// A lesson on a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// Number in the day: «1 урок».
    pub number: u8,
    /// «8:30»
    pub starts: String,
    /// «9:10»
    pub ends: String,
    /// Whether it goes on at this moment.
    pub now: bool,
    /// Whether it is over.
    pub over: bool,
    /// «Математика»
    pub subject: String,
    /// Hue of the subject.
    pub hue: u8,
    /// «4А», or «4А (1 группа)».
    pub class: String,
    /// «214», may be empty.
    pub room: String,
    /// Who teaches, short: «Иванова М. П.».
    pub teacher: String,
    /// Study group.
    pub group: ClassId,
    /// Its subject chat, when the reader is a member.
    pub chat: Option<ChatId>,
    /// Held as a call. A draft is seen by those who teach the group only.
    pub remote: Option<Remote>,
    /// Whether the reader teaches the group, and so holds its remote lessons.
    pub taught: bool,
    /// Whether the reader takes part in its remote lessons: holds them, studies in the group, or has a
    /// child there.
    pub joins: bool,
    /// Whether the reader may make it a remote lesson now.
    pub may_create: bool,
}

/// A lesson that is held as a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remote {
    /// Which.
    pub id: RemoteLessonId,
    /// Where it stands.
    pub state: LessonState,
}

/// The page of one lesson on one day (SL-05).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonPage {
    /// When.
    pub day: Day,
    /// What.
    pub lesson: Lesson,
}
