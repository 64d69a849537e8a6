//! What the bot is told.

use crate::Bot;
use livekit_protocol::{
    MediaSectionsRequirement, SessionDescription, SignalResponse, TrickleRequest,
    signal_request::Message as Said, signal_response::Message as Heard,
};
use prost::Message as _;
use std::time::{Duration, Instant};
use str0m::{
    Candidate,
    change::SdpAnswer,
    media::{Direction, MediaKind},
};

impl Bot {
    pub(crate) async fn understand(&mut self, frame: &[u8]) {
        let response = SignalResponse::decode(frame).expect("a response");
        let message = response.message.expect("a message");
        match &message {
            Heard::Join(join) => {
                for one in &join.other_participants {
                    self.people.insert(one.identity.clone(), one.clone());
                }
                self.ping = u64::try_from(join.ping_interval)
                    .ok()
                    .filter(|seconds| *seconds > 0)
                    .map(|seconds| (Duration::from_secs(seconds), Instant::now()));
                self.me = Some(join.clone());
                if let Some(offer) = self.first.take() {
                    self.say(Said::Offer(offer)).await;
                }
            }
            Heard::Update(update) => {
                for one in &update.participants {
                    self.people.insert(one.identity.clone(), one.clone());
                }
            }
            Heard::Answer(answer) => self.answered(answer),
            Heard::Offer(offer) => self.offered_down(offer).await,
            Heard::Trickle(trickle) => self.found(trickle),
            Heard::MediaSectionsRequirement(more) if self.pending.is_none() => {
                self.make_room(more).await;
            }
            _ => {}
        }
        self.heard.push(message);
    }

    fn answered(&mut self, answer: &SessionDescription) {
        let (id, pending) = self.pending.take().expect("an offer was made");
        assert_eq!(answer.id, id, "the answer names its offer");
        if self.second.is_none() {
            self.tracks.clone_from(&answer.mid_to_track_id);
        }
        let answer = SdpAnswer::from_sdp_string(&answer.sdp).expect("an answer");
        self.rtc
            .sdp_api()
            .accept_answer(pending, answer)
            .expect("fits");
    }

    /// Another way to the server.
    fn found(&mut self, trickle: &TrickleRequest) {
        let candidate = serde_json::from_str::<serde_json::Value>(&trickle.candidate_init)
            .ok()
            .and_then(|init| Candidate::from_sdp_string(init["candidate"].as_str()?).ok());
        // Ways that str0m does not know, it does not need.
        if let Some(candidate) = candidate {
            self.rtc.add_remote_candidate(candidate);
        }
    }

    /// The server has more to show than there are sections.
    async fn make_room(&mut self, more: &MediaSectionsRequirement) {
        let mut api = self.rtc.sdp_api();
        for (mid, _) in &self.receiving {
            api.set_direction(*mid, Direction::RecvOnly);
        }
        for (kind, count) in [
            (MediaKind::Audio, more.num_audios),
            (MediaKind::Video, more.num_videos),
        ] {
            for _ in 0..count {
                let mid = api.add_media(kind, Direction::RecvOnly, None, None, None);
                self.receiving.push((mid, kind));
            }
        }
        if let Some((offer, pending)) = api.apply() {
            let offer = self.offered(offer.to_sdp_string(), pending);
            self.say(Said::Offer(offer)).await;
        }
    }
}
