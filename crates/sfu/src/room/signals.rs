//! What clients say over the signalling.

use super::{LinkKey, Peer, PeerKey, Room, Route, Way, say::leave};
use crate::{WireId, clock, link::Mid, sdp};
use livekit_protocol::{
    AddTrackRequest, DisconnectReason, Ping, Pong, RequestResponse, SessionDescription,
    SignalRequest, UpdateParticipantMetadata, UpdateSubscription, UpdateTrackSettings,
    leave_request::Action, request_response, signal_request::Message as Said,
    signal_response::Message,
};
use prost::Message as _;
use std::{
    collections::{HashMap, HashSet},
    time::Instant,
};

impl Room {
    pub(super) fn signal(&mut self, wire: WireId, bytes: &[u8], now: Instant) {
        let mut all = self.peers.values_mut();
        let Some(peer) = all.find(|peer| peer.wire == Some(wire)) else {
            return;
        };
        let key = peer.key;
        peer.heard = now;
        let request = SignalRequest::decode(bytes).ok();
        let message = request
            .as_ref()
            .and_then(|request| request.message.as_ref());
        let allowed = peer.allowed.message(message, now);
        let Some(request) = request.filter(|_| allowed) else {
            // A client that speaks otherwise, or too much, harms itself alone.
            tracing::info!(room = %self.name, allowed, "a client was sent away for what it said");
            self.send_away(
                key,
                Action::Disconnect,
                DisconnectReason::StateMismatch,
                now,
            );
            return;
        };
        match request.message {
            Some(Said::Offer(offer)) => self.offer(key, offer, now),
            Some(Said::Answer(answer)) => self.answer(key, &answer, now),
            Some(Said::AddTrack(request)) => self.add_track(key, request, now),
            Some(Said::Mute(mute)) => self.mute(key, &mute.sid, mute.muted),
            Some(Said::Subscription(update)) => self.choose(key, &update, now),
            Some(Said::TrackSetting(settings)) => self.settings(key, &settings),
            Some(Said::UpdateMetadata(update)) => self.metadata(key, update),
            Some(Said::SyncState(state)) => self.sync(key, state, now),
            Some(Said::Ping(at)) => self.say(key, Message::Pong(at)),
            Some(Said::PingReq(ping)) => self.pong(key, &ping),
            Some(Said::Leave(_)) => self.remove(key, DisconnectReason::ClientInitiated, now),
            Some(Said::Simulate(_)) => {
                let restart = leave(Action::Reconnect, DisconnectReason::UnknownReason);
                self.say(key, Message::Leave(restart));
            }
            // Candidates of clients show themselves by their packets; who may subscribe is ours
            // to say; the rest is not built.
            _ => {}
        }
    }

    fn pong(&mut self, key: PeerKey, ping: &Ping) {
        let pong = Pong {
            last_ping_timestamp: ping.timestamp,
            timestamp: clock::unix_ms(),
        };
        self.say(key, Message::PongResp(pong));
    }

    /// Takes an offer: what is sent in it, what can be received in it; and answers.
    pub(super) fn offer(&mut self, key: PeerKey, offer: SessionDescription, now: Instant) {
        let Some(sections) = sdp::sections(&offer.sdp) else {
            self.send_away(
                key,
                Action::Disconnect,
                DisconnectReason::StateMismatch,
                now,
            );
            return;
        };
        if let Some(peer) = self.peers.get_mut(&key) {
            peer.renames = sdp::renames(&offer.sdp);
        }
        self.claim(key, &sections, now);
        let two = |peer: &Peer| peer.second.is_some();
        let labels = if self.peers.get(&key).is_some_and(two) {
            // What it receives is offered to it, by the other connection.
            HashMap::new()
        } else {
            self.fill(key, &sections);
            self.labels(key)
        };
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        let used = |mid: &str| labels.contains_key(mid);
        let Ok(answer) = peer.link.negotiate(&offer.sdp, used) else {
            self.send_away(key, Action::Reconnect, DisconnectReason::StateMismatch, now);
            return;
        };
        let once = peer.tracks.iter().filter(|track| track.info.disable_red);
        let once: HashSet<String> = once.filter_map(|one| Some(one.mid?.to_string())).collect();
        let answer = sdp::sound_once(&answer, |mid| once.contains(mid));
        let way = Way::Up;
        let name = peer.link.ufrag().to_owned();
        self.out
            .routes
            .push(Route::Name(name, LinkKey { peer: key, way }));
        peer.link.pump(&mut self.out.sent);
        let sdp = sdp::name_streams(&answer, |mid| labels.get(mid).cloned());
        self.say(
            key,
            Message::Answer(SessionDescription {
                r#type: "answer".to_owned(),
                sdp,
                id: offer.id,
                mid_to_track_id: tracks_of(labels),
            }),
        );
        self.refresh_watched(key);
        // What came up meanwhile needs another offer.
        if let Some(peer) = self.peers.get_mut(&key) {
            peer.negotiate_at.get_or_insert(now);
        }
    }

    /// What is carried where, for a viewer's answer.
    pub(super) fn labels(&self, key: PeerKey) -> HashMap<String, sdp::Label> {
        let Some(viewer) = self.peers.get(&key) else {
            return HashMap::new();
        };
        let mut labels = HashMap::new();
        for slot in &viewer.slots {
            let found = slot.holds.and_then(|track| self.published(track));
            if let Some((publisher, track)) = found {
                let track = track.info.sid.clone();
                let stream = format!("{}|{track}", publisher.sid);
                labels.insert(slot.mid.clone(), sdp::Label { stream, track });
            }
        }
        labels
    }

    fn metadata(&mut self, key: PeerKey, update: UpdateParticipantMetadata) {
        let limit = self.limits.words;
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        let mut changed = peer.pass.clone();
        if !update.name.is_empty() {
            changed.name = update.name;
        }
        changed.metadata = update.metadata;
        for (name, value) in update.attributes {
            if value.is_empty() {
                changed.attributes.remove(&name);
            } else {
                changed.attributes.insert(name, value);
            }
        }
        let attributes = changed.attributes.iter();
        let words = attributes.map(|(name, value)| name.len() + value.len());
        let length = words.sum::<usize>() + changed.name.len() + changed.metadata.len();
        let same = changed == peer.pass;
        let reason = if !peer.pass.rights.attributes {
            request_response::Reason::NotAllowed
        } else if length > limit {
            request_response::Reason::LimitExceeded
        } else {
            peer.pass = changed;
            request_response::Reason::Ok
        };
        let answer = RequestResponse {
            request_id: update.request_id,
            reason: reason as i32,
            ..RequestResponse::default()
        };
        self.say(key, Message::RequestResponse(answer));
        if reason == request_response::Reason::Ok && !same {
            self.tell(key);
        }
    }

    fn choose(&mut self, key: PeerKey, update: &UpdateSubscription, now: Instant) {
        let known: HashSet<String> = self
            .peers
            .values()
            .flat_map(|peer| &peer.tracks)
            .map(|track| track.info.sid.clone())
            .collect();
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        peer.chosen.retain(|sid| known.contains(sid));
        let lists = update.participant_tracks.iter();
        let named = lists.flat_map(|list| &list.track_sids);
        let sids = update.track_sids.iter().chain(named);
        // What names no track is none of ours, and nothing is kept of it.
        for sid in sids.filter(|sid| known.contains(*sid)) {
            if update.subscribe == peer.all_tracks {
                peer.chosen.remove(sid);
            } else {
                peer.chosen.insert(sid.clone());
            }
        }
        peer.negotiate_at.get_or_insert(now);
    }

    fn settings(&mut self, key: PeerKey, settings: &UpdateTrackSettings) {
        let tracks = self.peers.values().map(|peer| peer.tracks.len()).sum();
        for sid in settings.track_sids.iter().take(tracks) {
            let found = self.peers.values().find_map(|peer| {
                let track = peer.tracks.iter().find(|one| one.info.sid == *sid)?;
                Some((track.key, track.wanted(settings)))
            });
            let Some((track, want)) = found else { continue };
            let viewer = self.peers.get_mut(&key);
            if let Some(watched) = viewer.and_then(|peer| peer.watched.get_mut(&track)) {
                watched.want = want;
            }
        }
        self.share_out(key);
    }

    /// Which sections send what: binds tracks to them, and takes away what is no longer sent.
    fn claim(&mut self, key: PeerKey, sections: &[sdp::Section], now: Instant) {
        let sends = |one: &&sdp::Section| {
            one.kind != sdp::Kind::Data && matches!(one.way, sdp::Way::Send | sdp::Way::SendReceive)
        };
        let sending: Vec<&sdp::Section> = sections.iter().filter(sends).collect();
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        let there = |mid: Mid| sending.iter().any(|one| Mid::from(one.mid.as_str()) == mid);
        let tracks = peer.tracks.iter();
        let gone: Vec<String> = tracks
            .filter(|track| track.mid.is_some_and(|mid| !there(mid)))
            .map(|track| track.info.sid.clone())
            .collect();
        peer.unclaimed.clear();
        for section in sending {
            let mid = Mid::from(section.mid.as_str());
            if peer.tracks.iter().any(|track| track.mid == Some(mid)) {
                continue;
            }
            let cid = section.track.clone().unwrap_or_default();
            let rids = section.rids.iter().map(|rid| rid.as_str().into()).collect();
            peer.unclaimed.insert(cid, (mid, rids, section.kind));
        }
        for sid in gone {
            self.unpublish(key, &sid, now);
        }
        self.bind(key, now);
    }

    /// A track is refused: the client hears why, and that there is none.
    pub(super) fn refuse_track(
        &mut self,
        key: PeerKey,
        request: AddTrackRequest,
        reason: request_response::Reason,
    ) {
        let answer = RequestResponse {
            reason: reason as i32,
            request: Some(request_response::Request::AddTrack(request)),
            ..RequestResponse::default()
        };
        self.say(key, Message::RequestResponse(answer));
    }
}

/// The tracks of sections, as descriptions name them beside their text.
pub(super) fn tracks_of(labels: HashMap<String, sdp::Label>) -> HashMap<String, String> {
    let labels = labels.into_iter();
    labels.map(|(mid, label)| (mid, label.track)).collect()
}
