//! What the application orders, and what it is told.

use super::{PeerKey, Room};
use crate::Rights;
use livekit_protocol::{DisconnectReason, TrackSource, leave_request::Action};
use std::time::Instant;

/// What the application wants of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// Somebody goes, and stays out until let in.
    Remove {
        /// Who.
        identity: String,
    },
    /// Somebody who was removed may come again.
    LetIn {
        /// Who.
        identity: String,
    },
    /// Somebody may do this from now on; what is no longer allowed stops.
    Allow {
        /// Who.
        identity: String,
        /// What.
        rights: Rights,
    },
    /// Somebody's microphone is muted; the person may open it again.
    Mute {
        /// Who.
        identity: String,
    },
    /// The application writes attributes of somebody, whatever the person may write; an empty value
    /// takes one away.
    Mark {
        /// Who.
        identity: String,
        /// Names and values.
        attributes: Vec<(String, String)>,
    },
    /// Everybody goes: the call is over.
    Close,
}

/// What the application is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Somebody has come.
    Entered(String),
    /// Somebody has gone.
    Left(String),
}

impl Room {
    pub(super) fn order(&mut self, order: Order, now: Instant) {
        match order {
            Order::Remove { identity } => {
                if let Some(key) = self.known(&identity) {
                    let reason = DisconnectReason::ParticipantRemoved;
                    self.send_away(key, Action::Disconnect, reason, now);
                }
                self.barred.insert(identity);
            }
            Order::LetIn { identity } => {
                self.barred.remove(&identity);
            }
            Order::Allow { identity, rights } => {
                if let Some(key) = self.known(&identity) {
                    self.allow(key, rights, now);
                }
            }
            Order::Mute { identity } => {
                if let Some(key) = self.known(&identity) {
                    let microphone = |source| source == TrackSource::Microphone;
                    for sid in self.tracks_of(key, microphone) {
                        self.silence(key, &sid);
                    }
                }
            }
            Order::Mark {
                identity,
                attributes,
            } => {
                if let Some(key) = self.known(&identity) {
                    self.mark(key, attributes);
                }
            }
            Order::Close => {
                let keys: Vec<PeerKey> = self.peers.keys().copied().collect();
                for key in keys {
                    let reason = DisconnectReason::RoomDeleted;
                    self.send_away(key, Action::Disconnect, reason, now);
                }
            }
        }
    }

    fn allow(&mut self, key: PeerKey, rights: Rights, now: Instant) {
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        if peer.pass.rights == rights {
            return;
        }
        peer.pass.rights = rights;
        let forbidden = |source| !rights.may_publish(source);
        for sid in self.tracks_of(key, forbidden) {
            self.revoke(key, &sid, now);
        }
        self.tell(key);
        if let Some(peer) = self.peers.get_mut(&key) {
            if !rights.subscribe {
                peer.watched.clear();
            }
            peer.negotiate_at.get_or_insert(now);
        }
    }

    fn mark(&mut self, key: PeerKey, attributes: Vec<(String, String)>) {
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        for (name, value) in attributes {
            if value.is_empty() {
                peer.pass.attributes.remove(&name);
            } else {
                peer.pass.attributes.insert(name, value);
            }
        }
        self.tell(key);
    }

    fn known(&self, identity: &str) -> Option<PeerKey> {
        let mut all = self.peers.values();
        all.find(|peer| peer.pass.identity == identity)
            .map(|peer| peer.key)
    }

    fn tracks_of(&self, key: PeerKey, which: impl Fn(TrackSource) -> bool) -> Vec<String> {
        let tracks = self
            .peers
            .get(&key)
            .into_iter()
            .flat_map(|peer| &peer.tracks);
        tracks
            .filter(|track| which(track.source()))
            .map(|track| track.info.sid.clone())
            .collect()
    }
}
