//! A selective forwarding unit: what each person in a room sends is handed on to the others, never
//! decoded. It speaks LiveKit's signalling (`/rtc/v1` and `/rtc`), so that LiveKit's own clients are its
//! clients, and a LiveKit server can take its place.
//!
//! [`Sfu`] is the shell: a socket for media, a task for each room. Behind it everything is plain
//! state without I/O: `room/` who is there and what goes to whom, `link` one peer connection over
//! str0m, `sdp` the text of session descriptions. The application gives out tokens ([`Keys`]), carries
//! the signalling's frames between its own web sockets and [`Wire`]s, and gives [`Order`]s.

// LiveKit marks fields as deprecated that its clients in use still read and send.
#![allow(deprecated)]

mod allowance;
mod ask;
mod clock;
#[doc(hidden)]
pub mod fuzz;
mod ids;
mod link;
mod pass;
mod rights;
mod room;
mod sdp;
mod shell;

pub use ask::{Ask, BadAsk};
pub use link::NoCertificate;
pub use pass::{Keys, NoPass, Pass};
pub use rights::Rights;
pub use room::{Limits, Notice, Order, PeerKey, WireId};
pub use shell::{Config, NoStart, Sfu, Wire, WireIn};
