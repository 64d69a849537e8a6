//! Kinds of chats and why people are in them.

use crate::Role;
use serde::{Deserialize, Serialize};

/// What a chat is for (`shared/spec/roles.md`, Chats).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatKind {
    /// «4А класс»: pupils and class teacher.
    Class,
    /// «4А класс Родители»: guardians and class teacher.
    Parents,
    /// «Учительская»: all teachers of a school.
    Staff,
    /// «Математика 4А»: who studies the subject and who teaches it.
    Subject,
    /// Two people who share a chat (MS-05, RC-14).
    Dialogue,
}

impl ChatKind {
    /// The name in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ChatKind::Class => "class",
            ChatKind::Parents => "parents",
            ChatKind::Staff => "staff",
            ChatKind::Subject => "subject",
            ChatKind::Dialogue => "dialogue",
        }
    }

    /// The kind of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [
            ChatKind::Class,
            ChatKind::Parents,
            ChatKind::Staff,
            ChatKind::Subject,
            ChatKind::Dialogue,
        ]
        .into_iter()
        .find(|kind| kind.code() == code)
    }

    /// The name of an automatic chat (RC-02, RC-03, CM-06); a dialogue has none of its own, each of
    /// the two sees the other's name. School data, so in Russian in both
    /// languages of the interface: it is the same chat for everybody.
    #[must_use]
    pub fn name(self, class: &str, subject: &str, label: &str) -> String {
        match self {
            ChatKind::Class => format!("{class} класс"),
            ChatKind::Parents => format!("{class} класс Родители"),
            ChatKind::Staff => "Учительская".to_owned(),
            ChatKind::Dialogue => String::new(),
            ChatKind::Subject if label.is_empty() => format!("{subject} {class}"),
            ChatKind::Subject => format!("{subject} {class} ({label})"),
        }
    }
}

/// Why somebody is a member (RC-05): one row of the roster each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Reason {
    /// A pupil of the class.
    PupilOfClass,
    /// The class teacher.
    ClassTeacher,
    /// A guardian of a pupil of the class, by the pupil's name.
    GuardianOf {
        /// «Соколов Артём Олегович»
        child: String,
    },
    /// A teacher of the school.
    TeacherOfSchool,
    /// A pupil who studies the subject in this group.
    StudiesSubject,
    /// A teacher of the subject in this group.
    TeachesSubject,
}

impl Reason {
    /// The role in which one is a member for this reason.
    #[must_use]
    pub fn role(&self) -> Role {
        match self {
            Reason::PupilOfClass | Reason::StudiesSubject => Role::Pupil,
            Reason::GuardianOf { .. } => Role::Guardian,
            Reason::ClassTeacher | Reason::TeacherOfSchool | Reason::TeachesSubject => {
                Role::Teacher
            }
        }
    }

    /// Whether this reason makes one an administrator of the chat.
    #[must_use]
    pub fn administers(&self) -> bool {
        matches!(self, Reason::ClassTeacher | Reason::TeachesSubject)
    }
}
