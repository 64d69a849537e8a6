//! One folder or file per area of the address.

pub mod call;
pub mod chats;
pub mod door;
pub mod error;
pub mod lesson;
pub mod link;
pub mod management;
pub mod messenger;
mod misfit;
pub mod office;
pub mod profile;
pub mod repair;
pub mod schedule;
pub(crate) mod shared;
mod unlink;
pub(crate) mod when;
