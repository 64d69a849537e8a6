//! Running the school: what its administrator does, and what class teachers see of it.

pub mod linking;
mod overview;
mod passwords;
mod people;
mod person;
mod tabs;

pub use overview::OverviewPage;
pub use passwords::{PasswordGroupPage, PasswordsPage};
pub use people::PeoplePage;
pub use person::{GuardianPage, PersonPage, TransferPage};
pub use tabs::OfficeTabs;
