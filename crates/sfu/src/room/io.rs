//! What goes into a room and comes out of it.

use super::{Notice, Order, PeerKey};
use crate::{
    Ask, Pass,
    link::{Source, Transmit},
};

/// A signalling connection's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WireId(pub u64);

/// One of the connections of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct LinkKey {
    pub(crate) peer: PeerKey,
    pub(crate) way: Way,
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Way {
    /// What the client sends; what it receives too, where it has one connection.
    Up,
    /// What the client receives.
    Down,
}

/// What comes into a room.
#[derive(Debug)]
pub(crate) enum Input {
    /// Somebody with a token that holds.
    Enter {
        key: PeerKey,
        wire: WireId,
        pass: Box<Pass>,
        ask: Box<Ask>,
    },
    /// A message of the signalling.
    Signal(WireId, Vec<u8>),
    /// The signalling broke.
    Broken(WireId),
    /// A packet for somebody.
    Packet {
        key: LinkKey,
        source: Source,
        bytes: Vec<u8>,
    },
    /// The application's.
    Order(Order),
    /// Time has passed.
    Tick,
}

/// What is to be done outside.
#[derive(Debug, Default)]
pub(crate) struct Out {
    pub(crate) said: Vec<(WireId, Vec<u8>)>,
    /// To be closed after what was said.
    pub(crate) shut: Vec<WireId>,
    pub(crate) sent: Vec<Transmit>,
    pub(crate) routes: Vec<Route>,
    pub(crate) notices: Vec<Notice>,
}

/// Who gets datagrams from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// First packets are known by this name.
    Name(String, LinkKey),
    /// The others by where they come from.
    Source(Source, LinkKey),
    /// Gone.
    Forget(PeerKey),
}

impl Input {
    /// Somebody comes in.
    pub(crate) fn enter(key: PeerKey, wire: WireId, pass: Pass, ask: Ask) -> Self {
        Input::Enter {
            key,
            wire,
            pass: Box::new(pass),
            ask: Box::new(ask),
        }
    }
}
