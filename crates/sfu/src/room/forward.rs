//! Frames on their way from who publishes to who watches.

use super::{
    PeerKey, Room,
    estimate::Trial,
    peer::{Peer, Track, Watched},
};
use crate::clock;
use crate::link::{Frame, Mid};
use std::time::{Duration, Instant};

/// A key frame costs as much as many others: one for everybody who has just come.
const KEY_EVERY: Duration = Duration::from_millis(500);

impl Room {
    /// Hands a frame to everybody who watches its track, as far as the publisher's rights go.
    pub(super) fn forward(&mut self, from: PeerKey, frame: &Frame) {
        let now = clock::now();
        let Some(publisher) = self.peers.get_mut(&from) else {
            return;
        };
        let rights = publisher.pass.rights;
        let mut tracks = publisher.tracks.iter_mut();
        let Some(track) = tracks.find(|track| track.mid == Some(frame.mid)) else {
            return;
        };
        let Some(at) = track.layers.iter().position(|layer| layer.rid == frame.rid) else {
            return;
        };
        if !track.arrived(at, frame, now) {
            self.ask_key(from, frame.mid, at, now);
            return;
        }
        if track.info.muted || !rights.may_publish(track.source()) {
            return;
        }
        if !track.is_video() && !self.heard.is_empty() && !self.heard.contains(&track.key) {
            return;
        }
        let key = track.key;
        // Which layer each allowance comes to, once for all who watch.
        let best: Vec<Option<usize>> = (0..track.layers.len())
            .map(|top| track.best_up_to(top, now))
            .collect();
        let mut keys_wanted = vec![false; track.layers.len()];
        keys_wanted[at] = track.is_video() && !frame.whole;
        for (other, viewer) in &mut self.peers {
            if *other == from {
                continue;
            }
            let Peer {
                link,
                second,
                watched,
                ..
            } = viewer;
            let link = second.as_mut().map_or(link, |second| &mut second.link);
            let Some(watched) = watched.get_mut(&key) else {
                continue;
            };
            if !link.sends(watched.mid) {
                continue;
            }
            match watched.passes(at, frame.key, &best, &mut keys_wanted) {
                Pass::No => continue,
                Pass::On => link.write(watched.mid, frame, false),
                Pass::Anew => {
                    if watched.trial == Trial::Ahead {
                        watched.trial = Trial::Since(now);
                    }
                    link.write(watched.mid, frame, true);
                }
            }
            link.pump(&mut self.out.sent);
        }
        for (layer, wanted) in keys_wanted.into_iter().enumerate() {
            if wanted {
                self.ask_key(from, frame.mid, layer, now);
            }
        }
    }

    /// A viewer cannot decode what it gets.
    pub(super) fn key_wanted(&mut self, viewer: PeerKey, mid: Mid) {
        let Some(peer) = self.peers.get(&viewer) else {
            return;
        };
        let mut all = peer.watched.iter();
        let Some((track, watched)) = all.find(|(_, one)| one.mid == mid) else {
            return;
        };
        let layer = watched.layer.or(watched.top).unwrap_or(0);
        let found = self.published(*track);
        let from = found.and_then(|(peer, track)| Some((peer.key, track.mid?)));
        if let Some((from, mid)) = from {
            self.ask_key(from, mid, layer, clock::now());
        }
    }

    /// Asks for a key frame of a layer, not too often; what is too often is asked later.
    fn ask_key(&mut self, from: PeerKey, mid: Mid, layer: usize, now: Instant) {
        let Some(peer) = self.peers.get_mut(&from) else {
            return;
        };
        let mut tracks = peer.tracks.iter_mut();
        let track = tracks.find(|track| track.mid == Some(mid));
        let Some(layer) = track.and_then(|track| track.layers.get_mut(layer)) else {
            return;
        };
        if layer.asked.is_some_and(|asked| now - asked < KEY_EVERY) {
            layer.wanted = true;
            return;
        }
        layer.asked = Some(now);
        layer.wanted = false;
        let rid = layer.rid;
        peer.link.ask_key(mid, rid);
        peer.link.pump(&mut self.out.sent);
    }

    /// Asks for the key frames that were put off.
    pub(super) fn ask_again(&mut self, from: PeerKey, now: Instant) {
        let Some(peer) = self.peers.get(&from) else {
            return;
        };
        let put_off: Vec<(Mid, usize)> = peer
            .tracks
            .iter()
            .filter_map(|track| Some((track.mid?, track)))
            .flat_map(|(mid, track)| {
                let layers = track.layers.iter().enumerate();
                layers
                    .filter(|(_, layer)| layer.wanted)
                    .map(move |(at, _)| (mid, at))
            })
            .collect();
        for (mid, layer) in put_off {
            self.ask_key(from, mid, layer, now);
        }
    }
}

/// Whether a frame goes to a viewer.
enum Pass {
    No,
    On,
    /// From another layer than the frame before.
    Anew,
}

impl Watched {
    /// Whether a frame of a layer goes on. A layer is left for another at a key frame of that one;
    /// until it comes, the old one goes on.
    fn passes(
        &mut self,
        layer: usize,
        key: bool,
        best: &[Option<usize>],
        keys_wanted: &mut [bool],
    ) -> Pass {
        if !self.video {
            return Pass::On;
        }
        let Some(goal) = self.top.and_then(|top| best.get(top).copied().flatten()) else {
            return Pass::No;
        };
        if self.layer == Some(goal) {
            return if layer == goal { Pass::On } else { Pass::No };
        }
        if layer == goal && key {
            self.layer = Some(goal);
            return Pass::Anew;
        }
        if layer == goal {
            keys_wanted[layer] = true;
        }
        if self.layer == Some(layer) {
            Pass::On
        } else {
            Pass::No
        }
    }
}

impl Track {
    /// Keeps account of a layer: that it is there, what it costs, how loud it is. False when the
    /// frame is too much, or cannot be decoded after such a one.
    fn arrived(&mut self, at: usize, frame: &Frame, now: Instant) -> bool {
        let layer = &mut self.layers[at];
        if !self.flow.passes(frame, layer, now) {
            return false;
        }
        if let Some(level) = frame.level {
            self.loudest = self.loudest.max(level);
        }
        layer.seen = Some(now);
        if frame.key {
            layer.wanted = false;
        }
        layer.window.1 += frame.data.len() as u64 * 8;
        let passed = now - layer.window.0;
        if passed > Duration::from_secs(1) {
            let milliseconds = u64::try_from(passed.as_millis()).unwrap_or(u64::MAX);
            layer.rate = layer.window.1 * 1_000 / milliseconds.max(1);
            layer.window = (now, 0);
        }
        true
    }
}
