//! Widgets without business words.

mod avatar;
mod head;
mod icon;
mod loading;
mod notice;
mod sheet;
mod steps;

pub use avatar::*;
pub use head::*;
pub use icon::*;
pub use loading::*;
pub use notice::*;
pub use sheet::*;
pub use steps::*;
