use super::Day;
use crate::{ChatId, ClassId, FullName, LessonState, PersonId, RemoteLessonId, Role};
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

/// The way into a call, the same whatever carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallDoor {
    /// Where its signalling is; none: on this server.
    pub url: Option<String>,
    /// For one person and one room, good for minutes.
    pub token: String,
}

/// What the page of a lesson's call is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonCall {
    /// Which.
    pub lesson: RemoteLessonId,
    /// «Математика 4А»
    pub title: String,
    /// Where it stands.
    pub state: LessonState,
    /// Whether the reader holds it.
    pub host: bool,
    /// Its subject chat, when the reader is a member.
    pub chat: Option<ChatId>,
    /// The page of the lesson.
    pub back: String,
    /// Who may be in it: teachers, pupils, guardians.
    pub people: Vec<CallPerson>,
}

/// Somebody who may be in a call. Names come from here, never from what a client says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallPerson {
    /// Who.
    pub id: PersonId,
    /// As the others see it.
    pub name: FullName,
    /// In which part.
    pub part: Role,
}

/// The page of one lesson on one day (SL-05).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonPage {
    /// When.
    pub day: Day,
    /// What.
    pub lesson: Lesson,
}
