//! A client of calls, for tests and measurements: it speaks LiveKit's signalling (`/rtc/v1` and `/rtc`) and sends
//! media as a browser does, with str0m as its peer connection. It knows nothing of the embedded unit,
//! so that any LiveKit server can be asked the same.
//!
//! A [`Bot`] lives only while it is awaited. What it is asked to do and cannot, it says by panicking:
//! it is a test, whoever runs it.

// LiveKit marks fields as deprecated that its servers in use still read and send. A bot lives in the
// real time.
#![allow(deprecated, clippy::disallowed_methods)]

mod bot;
mod feed;
mod hear;
mod live;
mod narrow;
mod say;
mod tcp;
mod two;
mod wait;
mod wire;

pub use bot::Bot;
pub use feed::{Arrival, Feed};
pub use say::join_request;
pub use wait::together;
pub use wire::{Carrier, NoWire, Wire};
