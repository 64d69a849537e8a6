//! Coming in, coming back, and losing the signalling.

use super::{
    LinkKey, Peer, PeerKey, Room, Route, Way,
    say::{encoded, leave},
};
use crate::{Ask, Notice, Pass, WireId};
use livekit_protocol::{
    Codec, DisconnectReason, JoinResponse, ParticipantInfo, Room as RoomInfo, ServerInfo,
    leave_request::Action, signal_response::Message,
};
use std::time::Instant;

/// The signalling that is spoken, as LiveKit numbers it.
const PROTOCOL: i32 = 17;
/// A version of LiveKit's server that knows all that its clients ask of this one.
const VERSION: &str = "1.9.0";
/// Seconds between signs of life, and until their absence counts.
const PING: (i32, i32) = (3, 8);

impl Room {
    pub(super) fn enter(
        &mut self,
        key: PeerKey,
        wire: WireId,
        pass: Pass,
        ask: &Ask,
        now: Instant,
    ) {
        if self.barred.contains(&pass.identity) {
            self.refuse(
                wire,
                Action::Disconnect,
                DisconnectReason::ParticipantRemoved,
            );
            return;
        }
        if let Some(sid) = &ask.resume {
            self.resume(wire, &pass, sid, now);
            return;
        }
        self.evict(&pass.identity, now);
        if self.peers.len() >= self.limits.people {
            self.refuse(wire, Action::Disconnect, DisconnectReason::JoinFailure);
            return;
        }
        let mut peer = Peer::new(key, pass, ask, wire, &self.settings, now);
        let entered = Notice::Entered(peer.pass.identity.clone());
        self.out.notices.push(entered);
        for way in [Way::Up, Way::Down] {
            let link = LinkKey { peer: key, way };
            let name = peer.on(way).map(|link| link.ufrag().to_owned());
            let named = name.map(|name| Route::Name(name, link));
            self.out.routes.extend(named);
        }
        self.empty_since = None;
        let join = self.join_response(&peer);
        self.peers.insert(key, peer);
        self.say(key, Message::Join(join));
        self.tell(key);
        self.say_qualities(key);
        // Without an offer such a client waits in vain for what it receives by.
        self.offer_down(key);
        if let Some(offer) = ask.offer.clone() {
            self.offer(key, offer, now);
        }
    }

    /// The same person again ends the earlier one, whose page says so.
    fn evict(&mut self, identity: &str, now: Instant) {
        let mut same = self.peers.values();
        let earlier = same.find(|peer| peer.pass.identity == identity);
        if let Some(key) = earlier.map(|peer| peer.key) {
            let reason = DisconnectReason::DuplicateIdentity;
            self.send_away(key, Action::Disconnect, reason, now);
        }
    }

    pub(super) fn broken(&mut self, wire: WireId, now: Instant) {
        let mut all = self.peers.values_mut();
        if let Some(peer) = all.find(|peer| peer.wire == Some(wire)) {
            peer.wire = None;
            peer.silent_since = Some(now);
        }
    }

    /// Gives everybody tokens for coming back with: the one they came with does not open for long.
    pub(super) fn renew(&mut self, now: Instant) {
        let mut renewed = Vec::new();
        for peer in self.peers.values_mut() {
            if now - peer.renewed < self.limits.renew {
                continue;
            }
            peer.renewed = now;
            if let Ok(token) = self.keys.sign(&peer.pass, self.limits.holds) {
                renewed.push((peer.key, token));
            }
        }
        for (key, token) in renewed {
            self.say(key, Message::RefreshToken(token));
        }
    }

    pub(super) fn refuse(&mut self, wire: WireId, action: Action, reason: DisconnectReason) {
        let said = encoded(Message::Leave(leave(action, reason)));
        self.out.said.push((wire, said));
        self.out.shut.push(wire);
    }

    /// Everybody as this person sees them, the person included.
    pub(super) fn seen_by(&self, key: PeerKey) -> Vec<ParticipantInfo> {
        let seen = |peer: &&Peer| peer.key == key || !peer.pass.rights.hidden;
        self.peers.values().filter(seen).map(Peer::info).collect()
    }

    fn join_response(&self, peer: &Peer) -> JoinResponse {
        let others = self.seen_by(peer.key);
        let codec = |mime: &str| Codec {
            mime: mime.to_owned(),
            fmtp_line: String::new(),
        };
        JoinResponse {
            room: Some(RoomInfo {
                sid: self.sid.clone(),
                name: self.name.clone(),
                creation_time: self.created_ms / 1000,
                creation_time_ms: self.created_ms,
                num_participants: u32::try_from(others.len() + 1).unwrap_or(u32::MAX),
                ..RoomInfo::default()
            }),
            participant: Some(peer.info()),
            other_participants: others,
            server_version: VERSION.to_owned(),
            server_info: Some(server()),
            subscriber_primary: peer.second.is_some(),
            fast_publish: true,
            ping_interval: PING.0,
            ping_timeout: PING.1,
            enabled_publish_codecs: ["video/VP8", "audio/opus", "audio/red"].map(codec).to_vec(),
            ..JoinResponse::default()
        }
    }
}

pub(super) fn server() -> ServerInfo {
    ServerInfo {
        version: VERSION.to_owned(),
        protocol: PROTOCOL,
        ..ServerInfo::default()
    }
}
