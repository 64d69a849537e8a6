//! What surrounds every page: the document, the frame with its sections, who is signed in.

mod bell;
#[cfg(feature = "ssr")]
mod document;
mod door;
mod frame;
mod language;
mod me;
mod menu;
mod missed;
mod plain;
mod rail;
mod ring;
mod unlinked;

#[cfg(feature = "ssr")]
pub use document::*;
pub use door::*;
pub use frame::*;
pub use language::*;
pub use me::*;
pub use menu::*;
pub use missed::missed_words;
pub use plain::*;
pub use rail::*;
pub use ring::*;
pub use unlinked::*;
