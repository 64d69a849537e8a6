//! What tests stand on: a whole school in a temporary folder, with time, chance, live events and
//! VK ID in the test's hands.
//!
//! ```
//! # tokio::runtime::Runtime::new().expect("runtime").block_on(async {
//! let school = zvonok_test_support::TestSchool::small().await;
//! let teacher = school.link("teacher").await;
//! assert_eq!(school.core.chats(&teacher).await.expect("chats").0.len(), 3);
//! # });
//! ```

mod ambient;
mod calls;
pub mod conformance;
mod events;
mod folder;
mod identity;
mod plain_school;
mod sheets;
mod test_school;

pub use ambient::{FixedClock, SeededChance, TUESDAY};
pub use calls::FakeCalls;
pub use events::RecordingBus;
pub use folder::TempFolder;
pub use identity::FakeIdentity;
pub use plain_school::{PlainClass, PlainGroup, PlainPerson, PlainSchool};
pub use test_school::{TestSchool, package_of};
