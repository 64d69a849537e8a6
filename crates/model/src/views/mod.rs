//! What the pages are shown: everything already decided, translated into plain values by the
//! server, with nothing in it that the reader may not see.

mod call;
mod chats;
mod dialogue;
mod doctor;
mod door;
mod figures;
mod frame;
mod import_choices;
mod import_faults;
mod import_history;
mod imports;
mod link;
mod log;
mod management;
mod passwords;
mod people;
mod profile;
mod schedule;
mod time;
mod uploads;

pub use call::*;
pub use chats::*;
pub use dialogue::*;
pub use doctor::*;
pub use door::*;
pub use figures::*;
pub use frame::*;
pub use import_choices::*;
pub use import_faults::*;
pub use import_history::*;
pub use imports::*;
pub use link::*;
pub use log::*;
pub use management::*;
pub use passwords::*;
pub use people::*;
pub use profile::*;
pub use schedule::*;
pub use time::*;
pub use uploads::*;

/// One of the eight hues for a subject, class or person: the same text always the same hue.
#[must_use]
pub fn hue(text: &str) -> u8 {
    let sum = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (sum % 8) as u8
}
