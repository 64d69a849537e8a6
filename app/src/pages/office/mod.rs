//! Running the school: what its administrator does, and what class teachers see of it.

mod import;
mod overview;
mod tabs;

pub use import::{ImportsPage, UndoPage, UploadPage};
pub use overview::OverviewPage;
pub use tabs::OfficeTabs;
