//! Running the school: what its administrator does, and what class teachers see of it.

mod overview;
mod tabs;

pub use overview::OverviewPage;
pub use tabs::OfficeTabs;
