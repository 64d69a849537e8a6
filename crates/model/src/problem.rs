//! Everything that can be refused, as codes. The page says them in the reader's language; the
//! cause stays in the server's log.

use crate::{LessonState, RemoteLessonId};
use serde::{Deserialize, Serialize};

/// Why something was not done. The name is what travels and what the phrases are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// Nobody is signed in.
    SignInNeeded,
    /// There is no such thing, or it is not yours: the two look the same.
    NotFound,
    /// This role may not do that.
    NotAllowed,
    /// Login or password is wrong; says nothing about which.
    WrongCredentials,
    /// Too many failures; wait.
    TooManyTries {
        /// Seconds to wait.
        seconds: u32,
    },
    /// «Выберите организацию» was left open.
    OrganisationMissing,
    /// A required field is empty.
    FieldMissing,
    /// There is no learning profile linked yet.
    NotLinked,
    /// The way to VK ID was interrupted, too old, or begun elsewhere.
    LinkExpired,
    /// VK ID refused, or the person pressed «Отмена» there.
    LinkRefused,
    /// VK ID cannot be reached.
    IdentityUnavailable,
    /// This VK ID is linked to another account (ID-51).
    LinkedElsewhere,
    /// The profile is somebody else's by what the roster knows (ID-10..14).
    ProfileMismatch,
    /// What was asked for is so already.
    AlreadySo,
    /// The person belongs to another organisation too, which this would touch.
    ElsewhereToo,
    /// A number of a telephone that is none.
    PhoneWrong,
    /// A reason is missing, too short or too long.
    ReasonMissing,
    /// A code of a repair is wrong.
    RepairCodeWrong {
        /// Tries that are left.
        left: u32,
    },
    /// The codes of a repair no longer hold: too old, too many tries, or something has changed.
    RepairExpired,
    /// The profile cannot be moved: unlink, and link anew.
    RepairImpossible,
    /// A remote lesson for a lesson whose time is over.
    LessonOver,
    /// A remote lesson is not where it would have to be for this.
    LessonIs {
        /// Where it stands.
        state: LessonState,
    },
    /// The teacher holds another lesson, which has to be finished first.
    LessonInTheWay {
        /// That one.
        lesson: RemoteLessonId,
        /// «Математика 4А»
        name: String,
    },
    /// Nobody is calling there now.
    NoCall,
    /// The host has sent the person away from the call.
    SentAway,
    /// A message without text.
    MessageEmpty,
    /// A message of more than 4,000 characters.
    MessageTooLong,
    /// The server was not reached.
    NoConnection,
    /// More was sent than a person can write.
    TooFast,
    /// The server cannot do it now; it is in its log.
    Unavailable,
    /// The server's disk is full: what is there can be read, nothing can be kept.
    NoRoom,
    /// The request did not come from our own page (CSRF).
    ForeignRequest,
    /// The request could not be understood.
    BadRequest,
    /// Nothing that was dropped is school data or a timetable.
    UploadEmpty,
    /// More was dropped than one package and one timetable.
    UploadMixed,
    /// More was dropped than the server takes.
    UploadTooLarge {
        /// The limit in megabytes.
        megabytes: u32,
    },
    /// There are several unfinished uploads of this school already.
    TooManyUploads,
}

impl Problem {
    /// The status of an HTTP answer that carries this problem.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Problem::SignInNeeded | Problem::WrongCredentials => 401,
            Problem::NotFound => 404,
            Problem::NotAllowed
            | Problem::ForeignRequest
            | Problem::NotLinked
            | Problem::SentAway => 403,
            Problem::TooManyTries { .. } | Problem::TooFast => 429,
            Problem::LinkedElsewhere
            | Problem::ProfileMismatch
            | Problem::AlreadySo
            | Problem::ElsewhereToo
            | Problem::LessonOver
            | Problem::NoCall
            | Problem::LessonIs { .. }
            | Problem::LessonInTheWay { .. }
            | Problem::RepairImpossible => 409,
            Problem::IdentityUnavailable | Problem::Unavailable | Problem::NoConnection => 503,
            Problem::NoRoom => 507,
            Problem::LinkExpired
            | Problem::LinkRefused
            | Problem::RepairCodeWrong { .. }
            | Problem::RepairExpired
            | Problem::OrganisationMissing
            | Problem::FieldMissing
            | Problem::PhoneWrong
            | Problem::ReasonMissing
            | Problem::MessageEmpty
            | Problem::MessageTooLong
            | Problem::BadRequest
            | Problem::UploadEmpty
            | Problem::UploadMixed => 422,
            Problem::UploadTooLarge { .. } => 413,
            Problem::TooManyUploads => 409,
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Problem {}
