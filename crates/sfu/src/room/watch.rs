//! What a viewer's way carries, shared out among what is watched: sound first, then screens, then
//! the rest, each in its lowest layer before any in a higher one. And what nobody watches is not
//! sent by its publisher either.

use super::{PeerKey, Room, estimate::Trial, peer::TrackKey};
use crate::{clock, link::FIRST_ESTIMATE};
use livekit_protocol::{
    StreamState, StreamStateInfo, StreamStateUpdate, SubscribedCodec, SubscribedQuality,
    SubscribedQualityUpdate, TrackSource, VideoQuality, signal_response::Message,
};
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

/// What a voice takes, with its packets' heads, in bits per second.
const VOICE: u64 = 50_000;
/// Of a way so much at most is for voices sent twice: on a narrow one the second time takes the room
/// that a picture needs, and then makes the sound late. Less when they are not sent so yet: what is
/// estimated varies, and pictures must not come and go with it.
const TWICE_PERCENT: u64 = 25;
const TWICE_AGAIN_PERCENT: u64 = 20;
/// How much more than a layer costs there must be before it is taken up: what has been left for want
/// of room does not come back at the first sign of some.
const MARGIN_PERCENT: u64 = 130;
/// How long nobody must have watched a layer before it is switched off.
const LINGER: Duration = Duration::from_secs(3);

/// A picture that competes for the way.
struct Claim {
    track: TrackKey,
    screen: bool,
    /// What each layer costs, in bits per second.
    costs: Vec<u64>,
    want: usize,
    before: Option<usize>,
    given: Option<usize>,
    /// It is given its lowest layer whether there is room or not.
    tried: bool,
}

impl Room {
    /// Shares out a viewer's way anew.
    pub(super) fn share_out(&mut self, viewer: PeerKey) {
        let now = clock::now();
        let Some(peer) = self.peers.get(&viewer) else {
            return;
        };
        let mut claims = Vec::new();
        let mut voices = 0;
        for (key, watched) in &peer.watched {
            let Some((_, track)) = self.published(*key) else {
                continue;
            };
            let muted = track.info.muted;
            if !watched.video {
                voices += usize::from(!muted);
                continue;
            }
            let Some(want) = watched.want else { continue };
            claims.push(Claim {
                track: *key,
                screen: track.source() == TrackSource::ScreenShare,
                // What is muted costs nothing, and is there when it goes on.
                costs: track
                    .layers
                    .iter()
                    .map(|layer| if muted { 0 } else { layer.rate })
                    .collect(),
                want: want.min(track.layers.len().saturating_sub(1)),
                before: watched.top,
                given: None,
                tried: track.layers.len() == 1 && peer.estimate.tries(watched.trial, now),
            });
        }
        // Beyond so many the loudest are forwarded.
        let voices = voices.min(self.limits.voices);
        let twice = twice(voices, peer.estimate.bits(), peer.twice);
        let knows = peer
            .second
            .as_ref()
            .map_or(&peer.link, |second| &second.link);
        let voices = VOICE * voices as u64 * if twice && knows.knows_red() { 2 } else { 1 };
        claims.sort_by_key(|claim| (!claim.screen, std::cmp::Reverse(claim.want), claim.track.0));
        let desired = voices
            + claims
                .iter()
                .map(|claim| needs(claim.cost(Some(claim.want)), false))
                .sum::<u64>();
        give(&mut claims, peer.estimate.bits().saturating_sub(voices));
        // What is short of its aim is found out by sending: so much that the next layer up would fit.
        let step = claims.iter().filter_map(Claim::step).min().unwrap_or(0);
        let sent = voices
            + claims
                .iter()
                .map(|claim| claim.cost(claim.given))
                .sum::<u64>();
        let given: HashMap<TrackKey, (Option<usize>, bool)> = claims
            .into_iter()
            .map(|claim| (claim.track, (claim.given, claim.tried)))
            .collect();
        let Some(peer) = self.peers.get_mut(&viewer) else {
            return;
        };
        peer.given = sent;
        let known = peer.estimate.is_known(now);
        let mut turned = Vec::new();
        for (key, watched) in peer.watched.iter_mut().filter(|(_, one)| one.video) {
            let (top, tried) = given.get(key).copied().unwrap_or_default();
            if watched.want.is_some() && !tried {
                watched.trial = Trial::Over;
            }
            // Nobody is told of a pause that ends as soon as the way is known.
            let paused = watched.want.is_some() && top.is_none() && known;
            if paused != watched.paused {
                turned.push((*key, paused));
            }
            watched.paused = paused;
            if top.is_none() {
                // When it goes on, it does so with a key frame.
                watched.layer = None;
            }
            watched.top = top;
        }
        let mut told = Vec::new();
        for sound in peer.watched.values_mut().filter(|one| !one.video) {
            if sound.twice.replace(twice) != Some(twice) {
                told.push(sound.mid);
            }
        }
        peer.twice = twice;
        let link = peer.down();
        for mid in told {
            link.send_twice(mid, twice);
        }
        // Looked for in any case: what is estimated would fall to what is wanted, and a picture that
        // comes later would find a way that is thought to be narrow.
        link.aim(sent + step, desired.max(FIRST_ESTIMATE));
        link.pump(&mut self.out.sent);
        self.say_paused(viewer, &turned);
    }

    pub(super) fn say_paused(&mut self, viewer: PeerKey, turned: &[(TrackKey, bool)]) {
        let states: Vec<StreamStateInfo> = turned
            .iter()
            .filter_map(|(key, paused)| {
                let (publisher, track) = self.published(*key)?;
                let state = if *paused {
                    StreamState::Paused
                } else {
                    StreamState::Active
                };
                Some(StreamStateInfo {
                    participant_sid: publisher.sid.clone(),
                    track_sid: track.info.sid.clone(),
                    state: state as i32,
                })
            })
            .collect();
        if !states.is_empty() {
            let update = StreamStateUpdate {
                stream_states: states,
            };
            self.say(viewer, Message::StreamStateUpdate(update));
        }
    }

    /// Tells publishers which layers somebody watches: more at once, less after a while.
    pub(super) fn thin_out(&mut self, now: Instant) {
        let mut wanted: HashMap<TrackKey, usize> = HashMap::new();
        for peer in self.peers.values() {
            for (key, watched) in &peer.watched {
                if let Some(want) = watched.want {
                    let most = wanted.entry(*key).or_insert(want);
                    *most = want.max(*most);
                }
            }
        }
        let mut told = Vec::new();
        for peer in self.peers.values_mut() {
            let videos = peer
                .tracks
                .iter_mut()
                .filter(|track| track.layers.len() > 1);
            for track in videos {
                // The lowest goes on: whoever comes sees something at once.
                let up_to = wanted.get(&track.key).copied().unwrap_or(0);
                let sent = track.sent_up_to.unwrap_or(track.layers.len() - 1);
                if up_to >= sent {
                    track.less_since = None;
                } else {
                    let since = *track.less_since.get_or_insert(now);
                    if now - since < LINGER {
                        continue;
                    }
                    track.less_since = None;
                }
                if track.sent_up_to != Some(up_to) {
                    track.sent_up_to = Some(up_to);
                    told.push((peer.key, track.info.sid.clone(), up_to));
                }
            }
        }
        for (key, track_sid, up_to) in told {
            let qualities = [VideoQuality::Low, VideoQuality::Medium, VideoQuality::High];
            let qualities = qualities.into_iter().enumerate();
            let codec = SubscribedCodec {
                codec: "vp8".to_owned(),
                qualities: qualities
                    .map(|(at, quality)| SubscribedQuality {
                        quality: quality as i32,
                        enabled: at <= up_to,
                    })
                    .collect(),
            };
            let update = SubscribedQualityUpdate {
                track_sid,
                subscribed_codecs: vec![codec],
                ..SubscribedQualityUpdate::default()
            };
            self.say(key, Message::SubscribedQualityUpdate(update));
        }
    }
}

impl Claim {
    fn cost(&self, layer: Option<usize>) -> u64 {
        layer
            .and_then(|at| self.costs.get(at))
            .copied()
            .unwrap_or(0)
    }

    /// The room that one layer more needs, if one more is wanted.
    fn step(&self) -> Option<u64> {
        let next = self.given.map_or(0, |given| given + 1);
        let more = self.cost(Some(next)).saturating_sub(self.cost(self.given));
        (next <= self.want).then(|| needs(more, false))
    }
}

/// Whether so many voices are sent twice by a way, which they are or are not so far.
fn twice(voices: usize, way: u64, before: bool) -> bool {
    let most = if before {
        TWICE_PERCENT
    } else {
        TWICE_AGAIN_PERCENT
    };
    2 * VOICE * voices as u64 * 100 <= way * most
}

/// Gives each claim its lowest layer while there is room, then one layer more at a time.
fn give(claims: &mut [Claim], mut left: u64) {
    for claim in &mut *claims {
        let cost = claim.cost(Some(0));
        if claim.tried || needs(cost, claim.before.is_some()) <= left {
            claim.given = Some(0);
            left -= cost.min(left);
        }
    }
    for claim in claims {
        while let Some(now) = claim.given.filter(|now| *now < claim.want) {
            let next = now + 1;
            let more = claim.cost(Some(next)).saturating_sub(claim.cost(Some(now)));
            if needs(more, claim.before >= Some(next)) > left {
                break;
            }
            claim.given = Some(next);
            left -= more.min(left);
        }
    }
}

/// The room that must be there for a cost: more for what is not carried yet.
fn needs(cost: u64, carried: bool) -> u64 {
    if carried {
        cost
    } else {
        cost.saturating_mul(MARGIN_PERCENT) / 100
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(track: u64, screen: bool, before: Option<usize>) -> Claim {
        Claim {
            track: TrackKey(track),
            screen,
            costs: vec![100_000, 400_000, 1_500_000],
            want: 2,
            before,
            given: None,
            tried: false,
        }
    }

    fn shared(left: u64, before: Option<usize>) -> Vec<Option<usize>> {
        let mut claims = [claim(1, true, before), claim(2, false, before)];
        give(&mut claims, left);
        claims.iter().map(|claim| claim.given).collect()
    }

    #[test]
    fn a_wide_way_carries_everything_and_a_narrow_one_the_screen() {
        assert_eq!(shared(10_000_000, Some(2)), [Some(2), Some(2)]);
        assert_eq!(shared(1_700_000, Some(2)), [Some(2), Some(0)]);
        assert_eq!(shared(250_000, Some(2)), [Some(0), Some(0)]);
        assert_eq!(shared(150_000, Some(2)), [Some(0), None]);
        assert_eq!(shared(50_000, Some(2)), [None, None]);
    }

    #[test]
    fn voices_are_sent_twice_where_there_is_room() {
        assert!(!twice(1, FIRST_ESTIMATE, true));
        assert!(twice(1, 400_000, true));
        assert!(!twice(1, 490_000, false), "not at the first sign of room");
        assert!(twice(1, 500_000, false));
        assert!(!twice(8, 3_000_000, true));
    }

    #[test]
    fn what_was_left_comes_back_with_a_margin_only() {
        // The screen in full and a camera in its lowest layer just fit while they are carried.
        assert_eq!(shared(1_600_000, Some(2)), [Some(2), Some(0)]);
        assert_eq!(shared(1_600_000, Some(0)), [Some(1), Some(1)]);
        assert_eq!(shared(120_000, None), [None, None]);
        assert_eq!(shared(131_000, None), [Some(0), None]);
    }
}
