//! Running the school: what its administrator does, and what class teachers see of it.

mod authority;
mod log;
mod overview;
mod tabs;

pub use authority::AuthorityPage;
pub use log::{LogPage, action_name};
pub use overview::OverviewPage;
pub use tabs::OfficeTabs;
