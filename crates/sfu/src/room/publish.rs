//! What is published: announced by a request, carried by a section of an offer, in either order.

use super::{
    PeerKey, Room,
    flow::Flow,
    peer::{Layer, Peer, Track, TrackKey},
};
use crate::{ids, link::Mid};
use livekit_protocol::{
    AddTrackRequest, MuteTrackRequest, SimulcastCodecInfo, TrackInfo, TrackPublishedResponse,
    TrackSource, TrackType, TrackUnpublishedResponse, VideoLayer, request_response::Reason,
    signal_response::Message, video_layer::Mode,
};
use std::time::Instant;

impl Room {
    pub(super) fn add_track(&mut self, key: PeerKey, request: AddTrackRequest, now: Instant) {
        let limits = self.limits;
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        let fits = matches!(
            (request.r#type(), request.source()),
            (
                TrackType::Audio,
                TrackSource::Microphone | TrackSource::ScreenShareAudio
            ) | (
                TrackType::Video,
                TrackSource::Camera | TrackSource::ScreenShare
            )
        );
        let long = request
            .cid
            .len()
            .max(request.name.len())
            .max(request.stream.len())
            > 256;
        let reason = if !peer.pass.rights.may_publish(request.source()) {
            Some(Reason::NotAllowed)
        } else if peer.tracks.len() >= limits.tracks || long || request.layers.len() > 4 {
            Some(Reason::LimitExceeded)
        } else if !fits
            || request.cid.is_empty()
            || peer.tracks.iter().any(|t| t.cid == request.cid)
        {
            Some(Reason::InvalidRequest)
        } else {
            None
        };
        if let Some(reason) = reason {
            self.refuse_track(key, request, reason);
            return;
        }
        // One camera, one voice: who publishes another one has left the first.
        let same = peer
            .tracks
            .iter()
            .find(|one| one.source() == request.source());
        if let Some(sid) = same.map(|one| one.info.sid.clone()) {
            self.unpublish(key, &sid, now);
        }
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        self.next_track += 1;
        let track = Track {
            key: TrackKey(self.next_track),
            cid: request.cid.clone(),
            info: describe(&request),
            mid: None,
            layers: Vec::new(),
            flow: Flow::new(request.r#type() == TrackType::Video, now),
            loudest: i8::MIN,
            silenced: false,
            speaking: false,
            sent_up_to: None,
            less_since: None,
        };
        let info = track.info.clone();
        peer.tracks.push(track);
        let published = TrackPublishedResponse {
            cid: request.cid,
            track: Some(info),
        };
        self.say(key, Message::TrackPublished(published));
        self.bind(key, now);
    }

    /// Brings announced tracks and offered sections together; then the room hears of them.
    pub(super) fn bind(&mut self, key: PeerKey, now: Instant) {
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        let Peer {
            tracks,
            unclaimed,
            renames,
            ..
        } = peer;
        let mut bound = false;
        for track in tracks.iter_mut().filter(|track| track.mid.is_none()) {
            let kind = track.kind();
            let mut claimed = unclaimed.remove(&track.cid);
            if claimed.is_none() && *renames {
                let same = unclaimed.iter().filter(|(_, (_, _, of))| *of == kind);
                let first = same.min_by_key(|(_, (mid, ..))| number(*mid));
                let name = first.map(|(name, _)| name.clone());
                claimed = name.and_then(|name| unclaimed.remove(&name));
            }
            let Some((mid, rids, _)) = claimed.filter(|(_, _, of)| *of == kind) else {
                continue;
            };
            track.mid = Some(mid);
            track.info.mid = mid.to_string();
            let announced = |at: usize| track.info.layers.get(at).map_or(0, |one| one.bitrate);
            let layer = |rid, at| Layer {
                rid,
                seen: None,
                torn: false,
                asked: None,
                wanted: false,
                rate: likely(announced(at)),
                window: (now, 0),
            };
            track.layers = if rids.is_empty() {
                vec![layer(None, track.info.layers.len().saturating_sub(1))]
            } else {
                let rids = rids.into_iter().enumerate();
                rids.map(|(at, rid)| layer(Some(rid), at)).collect()
            };
            bound = true;
        }
        if bound {
            self.tell(key);
            self.everybody_renegotiates(now);
        }
    }

    pub(super) fn mute(&mut self, key: PeerKey, sid: &str, muted: bool) {
        let Some(track) = self.peers.get_mut(&key).and_then(|peer| peer.track(sid)) else {
            return;
        };
        track.silenced = false;
        if track.info.muted != muted {
            track.info.muted = muted;
            self.tell(key);
        }
    }

    /// Mutes for somebody: the client does it, and until it has, nothing of the track goes on.
    pub(super) fn silence(&mut self, key: PeerKey, sid: &str) {
        self.say(
            key,
            Message::Mute(MuteTrackRequest {
                sid: sid.to_owned(),
                muted: true,
            }),
        );
        self.mute(key, sid, true);
        if let Some(track) = self.peers.get_mut(&key).and_then(|peer| peer.track(sid)) {
            track.silenced = true;
        }
    }

    /// Takes a track away; the publisher's client stops what it captures.
    pub(super) fn revoke(&mut self, key: PeerKey, sid: &str, now: Instant) {
        let response = TrackUnpublishedResponse {
            track_sid: sid.to_owned(),
        };
        self.say(key, Message::TrackUnpublished(response));
        self.unpublish(key, sid, now);
    }

    pub(super) fn unpublish(&mut self, key: PeerKey, sid: &str, now: Instant) {
        let Some(peer) = self.peers.get_mut(&key) else {
            return;
        };
        let Some(at) = peer.tracks.iter().position(|one| one.info.sid == sid) else {
            return;
        };
        let track = peer.tracks.remove(at);
        // What was never carried nobody knows of.
        if track.mid.is_some() {
            self.tell(key);
        }
        self.unwatch(track.key, now);
    }

    /// A published track and whose it is.
    pub(super) fn published(&self, key: TrackKey) -> Option<(&Peer, &Track)> {
        self.peers.values().find_map(|peer| {
            let track = peer.tracks.iter().find(|track| track.key == key)?;
            Some((peer, track))
        })
    }
}

/// The place of a section: their names are numbers in every browser.
fn number(mid: Mid) -> u32 {
    mid.parse().unwrap_or(u32::MAX)
}

/// What a layer costs until it is measured, in bits per second: what its client announced, if that
/// can be.
fn likely(announced: u32) -> u64 {
    match announced {
        0 => 300_000,
        bits => u64::from(bits).clamp(50_000, 5_000_000),
    }
}

/// A track as everybody is told of it.
fn describe(request: &AddTrackRequest) -> TrackInfo {
    let video = request.r#type() == TrackType::Video;
    let mime = if video { "video/VP8" } else { "audio/opus" };
    // Clients name layers by their place: the lowest is always q.
    let layers: Vec<VideoLayer> = request
        .layers
        .iter()
        .zip(["q", "h", "f", ""])
        .zip(0..)
        .map(|((layer, rid), at)| VideoLayer {
            rid: rid.to_owned(),
            spatial_layer: at,
            ..layer.clone()
        })
        .collect();
    let codec = SimulcastCodecInfo {
        mime_type: mime.to_owned(),
        cid: request.cid.clone(),
        layers: layers.clone(),
        video_layer_mode: Mode::OneSpatialLayerPerStream as i32,
        ..SimulcastCodecInfo::default()
    };
    TrackInfo {
        sid: ids::new("TR"),
        r#type: request.r#type,
        name: request.name.clone(),
        muted: request.muted,
        width: request.width,
        height: request.height,
        simulcast: layers.len() > 1,
        disable_dtx: request.disable_dtx,
        source: request.source,
        layers,
        mime_type: mime.to_owned(),
        codecs: vec![codec],
        stereo: request.stereo,
        disable_red: request.disable_red,
        stream: request.stream.clone(),
        audio_features: request.audio_features.iter().copied().take(16).collect(),
        ..TrackInfo::default()
    }
}
