//! The use cases of Zvonok. Time, chance, the database, live events and the identity provider are
//! arguments; nothing here knows of HTTP, pages or SQL.
//!
//! A use case takes a [`Who`], which only [`Core::identify`] makes, asks the policy, does its work
//! in one transaction, and publishes what happened once it is durable.

mod access;
mod audit;
mod bus;
mod call;
mod chats;
mod clock;
mod dialogue;
mod doctor;
mod door;
mod first;
mod frame;
mod identity;
pub mod import;
mod lesson;
mod link;
mod management;
mod membership;
mod messages;
mod password_rules;
mod passwords;
mod profile;
mod schedule;
mod school;
mod seal;
mod sessions;
mod settings;
mod sign_in;
mod time;
mod upkeep;
mod who;

pub use audit::{Actor, Deed, chained, first_break};
pub use bus::{Bus, Event};
pub use call::{CallEngine, CallOrder, CallPass};
pub use clock::{Chance, Clock};
pub use doctor::RepairCode;
pub use first::{Channels, FirstPassword, Letter, NotSet, SendTo};
pub use identity::{AskedIdentity, IdentityFault, IdentityProvider, VkPerson};
pub use membership::{
    ClassPeople, Expected, GroupPeople, Scope, Somebody, class_chat, parents_chat, refresh,
    scope_of_person, staff_chat, subject_chat, wanted,
};
pub use password_rules::Weak;
pub use passwords::Passwords;
pub use school::{
    Card, CardKind, CardSheet, CardsFor, Incoming, LogBreak, LogExport, LogFile, LogLine, LogWatch,
    MachineCode, NewGuardian, NoCode, Setup, Start, UploadJob, Uploads,
};
pub use seal::Seal;
pub use sessions::{NewSession, Token};
pub use settings::Settings;
pub use sign_in::SignIn;
pub use time::SchoolTime;
pub use who::Who;

use model::Problem;
use std::sync::Arc;
use storage::Storage;

/// Everything the use cases need.
pub struct Core {
    /// The database.
    pub storage: Arc<dyn Storage>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    /// Where events go.
    pub bus: Arc<dyn Bus>,
    /// VK ID, the real or the embedded one.
    pub identity: Arc<dyn IdentityProvider>,
    /// What carries calls.
    pub calls: Arc<dyn CallEngine>,
    /// Password hashing.
    pub passwords: Passwords,
    /// Encryption of what is kept.
    pub seal: Seal,
    /// What the deployment chose.
    pub settings: Settings,
    /// How far the logs have been checked.
    pub log_watch: LogWatch,
    /// Uploads of school data.
    pub uploads: Uploads,
}

/// Result of a use case.
pub type Result<T, E = Problem> = std::result::Result<T, E>;

/// A failure of the database becomes «не может сейчас» or «нет места»; the cause goes to the log,
/// once.
pub(crate) fn broken(fault: storage::Fault) -> Problem {
    if fault.kind == storage::FaultKind::NoRoom {
        // The driver has said so: a full disk refuses everything that everybody does.
        return Problem::NoRoom;
    }
    tracing::error!(cause = %fault, "the database failed");
    Problem::Unavailable
}
