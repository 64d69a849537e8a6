//! What the bot says.

use crate::{Bot, Feed, bot::Sending};
use base64::{Engine as _, engine::general_purpose::URL_SAFE};
use livekit_protocol::{
    AddTrackRequest, DataPacket, JoinRequest, SignalRequest, SyncState, TrackPublishedResponse,
    TrackSource, TrackType, UserPacket, VideoLayer, WrappedJoinRequest, data_packet::Value,
    signal_request::Message as Said, wrapped_join_request::Compression,
};
use prost::Message as _;
use std::time::Instant;
use str0m::{
    media::{Direction, MediaKind, Pt, Rid, Simulcast, SimulcastLayer},
    rtp::RtpWrite,
};

/// A request to join as clients write it.
#[must_use]
pub fn join_request(request: &JoinRequest) -> String {
    let wrapped = WrappedJoinRequest {
        compression: Compression::None as i32,
        join_request: request.encode_to_vec(),
    };
    URL_SAFE.encode(wrapped.encode_to_vec())
}

/// Layers as clients announce them: each twice as wide as the one before.
fn announced(feeds: &[Feed]) -> Vec<VideoLayer> {
    let sizes = feeds.iter().zip([(320, 180), (640, 360), (1_280, 720)]);
    sizes
        .zip(0..)
        .map(|((feed, (width, height)), quality)| VideoLayer {
            quality,
            width,
            height,
            bitrate: feed.bits(),
            ..VideoLayer::default()
        })
        .collect()
}

impl Bot {
    /// Says something.
    pub async fn say(&self, message: Said) {
        let request = SignalRequest {
            message: Some(message),
        };
        self.say_bytes(request.encode_to_vec()).await;
    }

    /// Says anything, also what is no message.
    pub async fn say_bytes(&self, bytes: Vec<u8>) {
        let wire = self.wire.as_ref().expect("a wire");
        // The signalling may have ended meanwhile: that is heard.
        drop(wire.into.send(bytes).await);
    }

    /// Announces a track of small frames and offers it; answered or refused, it goes on.
    pub async fn publish(&mut self, kind: MediaKind, source: TrackSource) {
        self.publish_feed(Feed::small(kind), source).await;
    }

    /// Announces a track and offers it; answered or refused, it goes on.
    pub async fn publish_feed(&mut self, feed: Feed, source: TrackSource) {
        self.publish_layers(feed, &[], source).await;
    }

    /// Announces a track of pictures in several sizes, smallest first, and offers it.
    pub async fn publish_sizes(&mut self, feeds: &[Feed], source: TrackSource) {
        let first = *feeds.first().expect("a size");
        self.publish_layers(first, feeds, source).await;
    }

    async fn publish_layers(&mut self, feed: Feed, feeds: &[Feed], source: TrackSource) {
        let kind = feed.kind;
        let cid = format!("cid-{kind:?}-{source:?}-{}", self.offers);
        let track_type = match kind {
            MediaKind::Audio => TrackType::Audio,
            MediaKind::Video => TrackType::Video,
        };
        self.say(Said::AddTrack(AddTrackRequest {
            cid: cid.clone(),
            r#type: track_type as i32,
            source: source as i32,
            layers: announced(feeds),
            ..AddTrackRequest::default()
        }))
        .await;
        self.until("no offer under way", |bot| bot.pending.is_none())
            .await;
        let mut api = self.rtc.sdp_api();
        let stream = Some("stream".to_owned());
        let rids = ["q", "h", "f"].iter().take(feeds.len());
        let simulcast = (!feeds.is_empty()).then(|| Simulcast {
            send: rids.clone().map(|rid| SimulcastLayer::new(rid)).collect(),
            recv: Vec::new(),
        });
        let mid = api.add_media(kind, Direction::SendOnly, stream, Some(cid), simulcast);
        let (offer, pending) = api.apply().expect("changes");
        let sending = Sending {
            mid,
            feed,
            layers: rids
                .map(|rid| Rid::from(*rid))
                .zip(feeds.iter().copied())
                .collect(),
            sent: 0,
            next: Instant::now(),
        };
        self.sending.insert(kind, sending);
        let offer = self.offered(offer.to_sdp_string(), pending);
        self.say(Said::Offer(offer)).await;
        self.until("answered", |bot| bot.pending.is_none()).await;
        self.sends.push(kind);
    }

    /// Sends a packet of a track, whatever is in it. The bot must be one of packets.
    pub fn send_packet(&mut self, kind: MediaKind, payload: &[u8]) {
        let one = self.sending.get_mut(&kind).expect("published");
        one.sent += 1;
        let number = one.sent;
        let mut api = self.rtc.direct_api();
        let stream = api.stream_tx_by_mid(one.mid, None).expect("negotiated");
        let pt = match kind {
            MediaKind::Audio => 111,
            MediaKind::Video => 96,
        };
        let packet = RtpWrite::new(
            Pt::from(pt),
            u64::from(number).into(),
            number * 3_000,
            Instant::now(),
            payload,
        );
        stream.write_rtp(packet.marker(true));
    }

    /// Sends a text to all, which may be lost.
    pub async fn send_lossy(&mut self, text: &str) {
        let packet = DataPacket {
            value: Some(Value::User(UserPacket {
                payload: text.into(),
                ..UserPacket::default()
            })),
            ..DataPacket::default()
        };
        self.until("a channel", Bot::has_lossy_channel).await;
        let id = self.lossy.expect("a channel");
        let mut channel = self.rtc.channel(id).expect("open");
        let written = channel.write(true, &packet.encode_to_vec());
        written.expect("written");
    }

    /// Sends a text to all or to some.
    pub async fn send_data(&mut self, text: &str, to: &[&str]) {
        let packet = DataPacket {
            participant_identity: "somebody else".into(),
            destination_identities: to.iter().map(|one| (*one).to_owned()).collect(),
            value: Some(Value::User(UserPacket {
                payload: text.into(),
                ..UserPacket::default()
            })),
            ..DataPacket::default()
        };
        self.until("a channel", |bot| bot.channel.is_some()).await;
        let id = self.channel.expect("a channel");
        let packet = packet.encode_to_vec();
        loop {
            let mut channel = self.rtc.channel(id).expect("open");
            if channel.write(true, &packet).expect("written") {
                return;
            }
            // No room: what waits goes first.
            self.live().await;
        }
    }

    /// The signalling breaks; what to say to go on with another.
    pub fn broken(&mut self) -> String {
        let me = self.me.as_ref().and_then(|me| me.participant.clone());
        self.wire = None;
        self.heard.clear();
        join_request(&JoinRequest {
            reconnect: true,
            participant_sid: me.expect("was in").sid,
            ..JoinRequest::default()
        })
    }

    /// Says what it still publishes.
    pub async fn sync(&self, kept: Vec<TrackPublishedResponse>) {
        self.say(Said::SyncState(SyncState {
            publish_tracks: kept,
            ..SyncState::default()
        }))
        .await;
    }
}
