//! Running the school: what its administrator does, and what class teachers see of it.

pub mod linking;
mod overview;
mod tabs;

pub use overview::OverviewPage;
pub use tabs::OfficeTabs;
