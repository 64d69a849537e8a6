//! What the log of an organisation tells of.

use serde::{Deserialize, Serialize};

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// Something that was done. The code is what is kept and what the phrases are called.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Action {$(
            $(#[$doc])*
            #[serde(rename = $code)]
            $name,
        )*}

        impl Action {
            /// Every action.
            pub const ALL: &[Action] = &[$(Action::$name),*];

            /// The name in the log.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {$(Action::$name => $code),*}
            }

            /// The action of a code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code {$($code => Some(Action::$name),)* _ => None}
            }
        }
    };
}

actions! {
    /// Signed in to the journal.
    SignedIn = "signed_in",
    /// A sign-in was refused: wrong password or too many tries.
    SignInRefused = "sign_in_refused",
    /// Signed out, or ended another own device.
    SignedOut = "signed_out",
    /// Linked the own learning profile.
    Linked = "linked",
    /// Cancelled the own link.
    Unlinked = "unlinked",
    /// Cancelled somebody else's link, with a reason.
    UnlinkedOther = "unlinked_other",
    /// A link that did not fit was moved to the right person.
    LinkMoved = "link_moved",
    /// A link that does not fit was found.
    MisfitFound = "misfit_found",
    /// School data was imported.
    Imported = "imported",
    /// An import was undone.
    ImportUndone = "import_undone",
    /// One-time codes were printed or given out.
    CodesIssued = "codes_issued",
    /// A one-time code was sent by message or e-mail.
    CodeSent = "code_sent",
    /// A password was set with a one-time code.
    PasswordSet = "password_set",
    /// A role was given or taken: by setup, an import or by hand.
    RoleChanged = "role_changed",
    /// A pupil was moved to another class by hand.
    Transferred = "transferred",
    /// Somebody was marked as having left, by hand.
    MarkedLeft = "marked_left",
    /// A guardian was added by hand.
    GuardianAdded = "guardian_added",
    /// A guardian was taken away by hand.
    GuardianRemoved = "guardian_removed",
    /// A change by hand was taken back.
    HandChangeEnded = "hand_change_ended",
    /// An administrator looked at a person's page.
    PersonSeen = "person_seen",
    /// The log was exported.
    LogExported = "log_exported",
    /// A subject chat was added.
    ChatAdded = "chat_added",
}
