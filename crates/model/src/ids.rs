//! Identifiers, one type each, so that a chat is never asked for by a person's number.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                Self(id)
            }
        }
    )*};
}

id! {
    /// A system that school data comes from (OneRoster manifest, `source.systemCode`).
    SourceId,
    /// A school or an authority.
    OrgId,
    /// A school year.
    YearId,
    /// A person of the roster.
    PersonId,
    /// Who signs in to the journal.
    AccountId,
    /// A class («4А») or one of its study groups («Английский язык 4А (1 группа)»).
    ClassId,
    /// A school subject.
    SubjectId,
    /// A lesson that is held as a call.
    RemoteLessonId,
    /// A call.
    CallId,
    /// A chat.
    ChatId,
    /// A signed-in device.
    SessionId,
    /// A learning profile, as VK ID knows the person.
    ProfileId,
    /// A link between an account and a learning profile.
    LinkId,
    /// An applied import of school data.
    ImportId,
    /// A change of school data by hand.
    ChangeId,
    /// A link that does not fit its person.
    MisfitId,
    /// Files that an administrator dropped in the browser.
    UploadId,
}
