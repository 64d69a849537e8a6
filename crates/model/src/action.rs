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

/// Actions that are looked for together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionGroup {
    /// Coming in and going out, codes and passwords.
    Door,
    /// Links.
    Links,
    /// The data of the school.
    Data,
    /// Rights, and who looked at what.
    Rights,
    /// Chats.
    Chats,
}

impl ActionGroup {
    /// Every group.
    pub const ALL: [ActionGroup; 5] = [
        ActionGroup::Door,
        ActionGroup::Links,
        ActionGroup::Data,
        ActionGroup::Rights,
        ActionGroup::Chats,
    ];

    /// The name in addresses; no action is called so.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ActionGroup::Door => "door",
            ActionGroup::Links => "links",
            ActionGroup::Data => "data",
            ActionGroup::Rights => "rights",
            ActionGroup::Chats => "chats",
        }
    }

    /// The group of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        ActionGroup::ALL
            .into_iter()
            .find(|group| group.code() == code)
    }

    /// Its actions.
    pub fn actions(self) -> impl Iterator<Item = Action> {
        let all = Action::ALL.iter().copied();
        all.filter(move |action| action.group() == self)
    }
}

impl Action {
    /// Where it is looked for.
    #[must_use]
    pub fn group(self) -> ActionGroup {
        match self {
            Action::SignedIn
            | Action::SignInRefused
            | Action::SignedOut
            | Action::CodesIssued
            | Action::CodeSent
            | Action::PasswordSet => ActionGroup::Door,
            Action::Linked
            | Action::Unlinked
            | Action::UnlinkedOther
            | Action::LinkMoved
            | Action::MisfitFound
            | Action::MisfitDismissed => ActionGroup::Links,
            Action::Imported
            | Action::ImportUndone
            | Action::Transferred
            | Action::MarkedLeft
            | Action::GuardianAdded
            | Action::GuardianRemoved
            | Action::HandChangeEnded => ActionGroup::Data,
            Action::RoleChanged | Action::PersonSeen | Action::LogExported => ActionGroup::Rights,
            Action::ChatAdded => ActionGroup::Chats,
        }
    }
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
    /// Somebody of the school said that a link is right after all, with a reason.
    MisfitDismissed = "misfit_dismissed",
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
