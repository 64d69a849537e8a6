//! Going on after the signalling broke: what was said meanwhile is said again.

use super::{PeerKey, Room, enter::server, offer::Second, peer::TrackKey};
use crate::{Pass, WireId, link::Mid};
use livekit_protocol::{
    DisconnectReason, MuteTrackRequest, ParticipantInfo, ParticipantUpdate, ReconnectResponse,
    SpeakerInfo, SpeakersChanged, SyncState, TrackUnpublishedResponse, leave_request::Action,
    signal_response::Message,
};
use std::{collections::HashSet, time::Instant};

/// People who left, of whom one that comes back may not have heard.
const GONE: usize = 1_000;

impl Room {
    /// Somebody whose signalling broke goes on; whom this room does not know begins anew.
    pub(super) fn resume(&mut self, wire: WireId, pass: &Pass, sid: &str, now: Instant) {
        let mut all = self.peers.values_mut();
        let same = all.find(|peer| peer.sid == sid && peer.pass.identity == pass.identity);
        let Some(peer) = same else {
            self.refuse(wire, Action::Reconnect, DisconnectReason::StateMismatch);
            return;
        };
        if !peer.second.as_mut().is_none_or(Second::resume) {
            self.refuse(wire, Action::Reconnect, DisconnectReason::StateMismatch);
            return;
        }
        if let Some(Second { link, .. }) = &peer.second {
            // What was offered and not answered is void, and offered again.
            peer.slots
                .retain(|slot| link.knows(Mid::from(slot.mid.as_str())));
            peer.negotiate_at = Some(now);
        }
        if let Some(old) = peer.wire.replace(wire) {
            self.out.shut.push(old);
        }
        peer.silent_since = None;
        peer.heard = now;
        peer.asked = (0, 0);
        for track in &mut peer.tracks {
            track.sent_up_to = None;
            track.less_since = None;
        }
        let silenced = peer.tracks.iter().filter(|track| track.silenced);
        let silenced: Vec<String> = silenced.map(|track| track.info.sid.clone()).collect();
        let (key, last) = (peer.key, peer.last_reliable);
        self.say(
            key,
            Message::Reconnect(ReconnectResponse {
                server_info: Some(server()),
                last_message_seq: last,
                ..ReconnectResponse::default()
            }),
        );
        // Before the update, or the client says that it is open.
        for sid in silenced {
            self.say(key, Message::Mute(MuteTrackRequest { sid, muted: true }));
        }
        let mut participants = self.absent();
        participants.extend(self.seen_by(key));
        self.say(key, Message::Update(ParticipantUpdate { participants }));
        self.say_who_speaks(key);
        self.say_qualities(key);
        if let Some(peer) = self.peers.get(&key) {
            let videos = peer.watched.iter().filter(|(_, one)| one.video);
            let states: Vec<(TrackKey, bool)> =
                videos.map(|(track, one)| (*track, one.paused)).collect();
            self.say_paused(key, &states);
        }
    }

    /// Keeps who has left, for those who come back.
    pub(super) fn keep_gone(&mut self, info: ParticipantInfo, now: Instant) {
        self.gone.push_back((now, info));
        if self.gone.len() > GONE {
            self.gone.pop_front();
        }
    }

    /// Forgets who left so long ago that everybody has heard of it.
    pub(super) fn forget_gone(&mut self, now: Instant) {
        let span = self.limits.patience + super::care::SILENCE;
        while self.gone.front().is_some_and(|(at, _)| now - *at > span) {
            self.gone.pop_front();
        }
    }

    /// Who left and did not come again: clients know people by identity, and would take it for the
    /// one who is there.
    fn absent(&self) -> Vec<ParticipantInfo> {
        let all = self.peers.values();
        let here: HashSet<&String> = all.map(|peer| &peer.pass.identity).collect();
        let gone = self.gone.iter().map(|(_, info)| info);
        gone.filter(|info| !here.contains(&info.identity))
            .cloned()
            .collect()
    }

    /// Who speaks and who does not: the client knows it from before.
    fn say_who_speaks(&mut self, key: PeerKey) {
        let mut speakers = Vec::new();
        for peer in self.peers.values() {
            let mut sounds = peer.tracks.iter().filter(|track| !track.is_video());
            let active = sounds.any(|track| track.speaking);
            speakers.push(SpeakerInfo {
                sid: peer.sid.clone(),
                level: 0.0,
                active,
            });
        }
        self.say(key, Message::SpeakersChanged(SpeakersChanged { speakers }));
    }

    /// What the client publishes: what it no longer does is gone, what is no longer here it stops.
    pub(super) fn sync(&mut self, key: PeerKey, state: SyncState, now: Instant) {
        let published = state.publish_tracks.into_iter();
        let kept: Vec<String> = published
            .filter_map(|one| one.track)
            .map(|track| track.sid)
            .collect();
        let Some(peer) = self.peers.get(&key) else {
            return;
        };
        let tracks = peer.tracks.iter();
        let own: Vec<String> = tracks.map(|one| one.info.sid.clone()).collect();
        for sid in own.iter().filter(|sid| !kept.contains(sid)) {
            self.unpublish(key, sid, now);
        }
        let unknown = kept.into_iter().filter(|sid| !own.contains(sid));
        for track_sid in unknown.take(self.limits.tracks) {
            let gone = TrackUnpublishedResponse { track_sid };
            self.say(key, Message::TrackUnpublished(gone));
        }
    }
}
