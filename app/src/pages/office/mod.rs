//! Running the school: what its administrator does, and what class teachers see of it.

mod overview;
mod passwords;
mod tabs;

pub use overview::OverviewPage;
pub use passwords::{PasswordGroupPage, PasswordsPage};
pub use tabs::OfficeTabs;
