//! What a client says and is told.

use crate::{
    client::Client,
    feed::{Feed, Layer},
};
use livekit_protocol::{
    AddTrackRequest, MediaSectionsRequirement, SessionDescription, SignalRequest, SignalResponse,
    StreamState, TrackSource, TrackType, VideoLayer, signal_request::Message as Said,
    signal_response::Message as Heard,
};
use prost::Message as _;
use std::time::{Duration, Instant};
use str0m::{
    change::SdpAnswer,
    media::{Direction, MediaKind, Rid, Simulcast, SimulcastLayer},
};
use zvonok_sfu::fuzz::Play;

impl Client {
    pub fn says(&self, play: &mut Play, message: Said) {
        let request = SignalRequest {
            message: Some(message),
        };
        play.says(self.who, &request.encode_to_vec());
    }

    /// Gives a sign of life from time to time.
    pub fn ping(&mut self, play: &mut Play) {
        if self.now >= self.next_ping {
            self.next_ping = self.now + Duration::from_secs(3);
            self.says(play, Said::Ping(0));
        }
    }

    /// Offers to receive so many voices and pictures.
    pub fn receive(&mut self, play: &mut Play, count: u32) {
        let more = MediaSectionsRequirement {
            num_audios: count,
            num_videos: count,
        };
        self.make_room(play, &more);
    }

    /// Announces a voice and offers it.
    pub fn speak(&mut self, play: &mut Play, now: Instant) {
        self.publish(play, now, MediaKind::Audio, &[32_000]);
    }

    /// Announces pictures of these rates, smallest first, and offers them.
    pub fn show(&mut self, play: &mut Play, now: Instant, rates: &[usize]) {
        self.publish(play, now, MediaKind::Video, rates);
    }

    fn publish(&mut self, play: &mut Play, now: Instant, kind: MediaKind, rates: &[usize]) {
        let video = kind == MediaKind::Video;
        let (of, source, every) = if video {
            (TrackType::Video, TrackSource::Camera, 40)
        } else {
            (TrackType::Audio, TrackSource::Microphone, 20)
        };
        let cid = format!("{kind:?}");
        let sizes = rates.iter().zip([(320, 180), (640, 360), (1_280, 720)]);
        let announced = sizes.zip(0..).map(|((rate, (width, height)), quality)| {
            let bitrate = *rate as u32;
            VideoLayer {
                quality,
                width,
                height,
                bitrate,
                ..VideoLayer::default()
            }
        });
        let track = AddTrackRequest {
            cid: cid.clone(),
            r#type: of as i32,
            source: source as i32,
            layers: announced.filter(|_| video).collect(),
            ..AddTrackRequest::default()
        };
        self.says(play, Said::AddTrack(track));
        let several = rates.len() > 1;
        let rids = ["q", "h", "f"].iter().take(rates.len());
        let simulcast = several.then(|| Simulcast {
            send: rids.clone().map(|rid| SimulcastLayer::new(rid)).collect(),
            recv: Vec::new(),
        });
        let mut api = self.rtc.sdp_api();
        let stream = Some("stream".to_owned());
        let mid = api.add_media(kind, Direction::SendOnly, stream, Some(cid), simulcast);
        let (offer, pending) = api.apply().expect("changes");
        self.pending = Some(pending);
        let layers = rids.zip(rates).map(|(rid, rate)| Layer {
            rid: several.then(|| Rid::from(*rid)),
            rate: *rate,
            enabled: true,
        });
        self.feeds.push(Feed {
            kind,
            mid,
            layers: layers.collect(),
            every: Duration::from_millis(every),
            next: now,
            number: 0,
        });
        self.offer(play, offer.to_sdp_string());
    }

    fn offer(&mut self, play: &mut Play, sdp: String) {
        self.offers += 1;
        let offer = SessionDescription {
            r#type: "offer".into(),
            sdp,
            id: self.offers,
            ..SessionDescription::default()
        };
        self.says(play, Said::Offer(offer));
        self.listen(play);
    }

    /// Takes what it was told.
    pub fn listen(&mut self, play: &mut Play) {
        for frame in play.said.remove(&self.who).unwrap_or_default() {
            let response = SignalResponse::decode(frame.as_slice()).expect("a response");
            match response.message.expect("a message") {
                Heard::Answer(answer) => {
                    let pending = self.pending.take().expect("an offer was made");
                    let answer = SdpAnswer::from_sdp_string(&answer.sdp).expect("an answer");
                    let taken = self.rtc.sdp_api().accept_answer(pending, answer);
                    taken.expect("an answer that fits");
                }
                Heard::MediaSectionsRequirement(more) if self.pending.is_none() => {
                    self.make_room(play, &more);
                }
                Heard::SubscribedQualityUpdate(update) => {
                    let codec = &update.subscribed_codecs[0];
                    let mut feeds = self.feeds.iter_mut();
                    let feed = feeds.find(|feed| feed.kind == MediaKind::Video);
                    let layers = feed.into_iter().flat_map(|feed| &mut feed.layers);
                    for (layer, said) in layers.zip(&codec.qualities) {
                        layer.enabled = said.enabled;
                    }
                }
                Heard::StreamStateUpdate(update) => {
                    let state = update.stream_states[0].state();
                    self.paused.push((self.now, state == StreamState::Paused));
                }
                Heard::Leave(leave) => panic!("sent away: {leave:?}"),
                _ => {}
            }
        }
    }

    fn make_room(&mut self, play: &mut Play, more: &MediaSectionsRequirement) {
        let mut api = self.rtc.sdp_api();
        for mid in self.receives.keys() {
            api.set_direction(*mid, Direction::RecvOnly);
        }
        let wanted = [
            (MediaKind::Audio, more.num_audios),
            (MediaKind::Video, more.num_videos),
        ];
        for (kind, count) in wanted {
            for _ in 0..count {
                let mid = api.add_media(kind, Direction::RecvOnly, None, None, None);
                self.receives.insert(mid, kind);
            }
        }
        if let Some((offer, pending)) = api.apply() {
            self.pending = Some(pending);
            self.offer(play, offer.to_sdp_string());
        }
    }
}
