//! Running the school: what its administrator does, and what class teachers see of it.

mod authority;
mod import;
pub mod linking;
mod log;
mod overview;
mod passwords;
mod people;
mod person;
mod tabs;

pub use authority::AuthorityPage;
pub use import::{ImportsPage, UndoPage, UploadPage};
pub use log::{LogPage, action_name};
pub use overview::OverviewPage;
pub use passwords::{PasswordGroupPage, PasswordsPage};
pub use people::PeoplePage;
pub use person::{GuardianPage, PersonPage, TransferPage};
pub use tabs::OfficeTabs;
