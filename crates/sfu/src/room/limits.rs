//! What a room may grow to.

use std::time::Duration;

/// What a room may grow to.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// People in a room.
    pub people: usize,
    /// Tracks of one of them.
    pub tracks: usize,
    /// Bytes of a data packet.
    pub packet: usize,
    /// Bytes of reliable data that wait for one of them.
    pub backlog: usize,
    /// Bytes of name, metadata and attributes of one of them.
    pub words: usize,
    /// Cameras that one person gets, of those who came first: a description names each of them, and
    /// a screen shows no more.
    pub cameras: usize,
    /// Voices that are forwarded at the same time, the loudest.
    pub voices: usize,
    /// How long somebody whose signalling broke keeps the place.
    pub patience: Duration,
    /// How often tokens are renewed, for the next time one comes in.
    pub renew: Duration,
    /// How long such a token opens.
    pub holds: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            people: 200,
            tracks: 8,
            packet: 64_000,
            backlog: 4 * 1024 * 1024,
            words: 16 * 1024,
            cameras: 30,
            voices: 8,
            patience: Duration::from_secs(20),
            renew: Duration::from_secs(240),
            holds: Duration::from_secs(600),
        }
    }
}
