//! A client that has connected, in memory: behind its keys the fuzzer's bytes are sound, pictures and
//! data.

use livekit_protocol::{
    AddTrackRequest, SessionDescription, SignalRequest, SignalResponse, TrackSource, TrackType,
    signal_request::Message as Said, signal_response::Message as Heard,
};
use prost::Message as _;
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use str0m::{
    Candidate, Event, Input, Output, Rtc,
    change::SdpAnswer,
    channel::ChannelId,
    media::{Direction, Frequency, MediaKind, MediaTime, Mid},
    net::{Protocol, Receive},
};
use zvonok_sfu::fuzz::Play;

/// Turns of talk until a connection must be there.
const TURNS: usize = 400;

pub struct Client {
    who: u64,
    rtc: Rtc,
    own: SocketAddr,
    server: SocketAddr,
    now: Instant,
    sections: [Mid; 2],
    channel: Option<ChannelId>,
    frames: u64,
}

impl Client {
    /// Offers a microphone, a camera and a channel, and talks until all are there.
    pub fn connect(play: &mut Play, who: u64, server: SocketAddr) -> Self {
        let now = Instant::now();
        let own = SocketAddr::from(([127, 0, 0, 1], 40_000));
        let mut rtc = Rtc::builder().build(now);
        rtc.add_local_candidate(Candidate::host(own, "udp").expect("an address"));
        let mut api = rtc.sdp_api();
        let mut send = |kind, cid: &str| {
            let stream = Some("s".to_owned());
            api.add_media(kind, Direction::SendOnly, stream, Some(cid.into()), None)
        };
        let sections = [send(MediaKind::Audio, "mic"), send(MediaKind::Video, "cam")];
        api.add_channel("_reliable".into());
        let (offer, pending) = api.apply().expect("changes");
        for (cid, kind, source) in [
            ("mic", TrackType::Audio, TrackSource::Microphone),
            ("cam", TrackType::Video, TrackSource::Camera),
        ] {
            let track = AddTrackRequest {
                cid: cid.into(),
                r#type: kind as i32,
                source: source as i32,
                ..AddTrackRequest::default()
            };
            says(play, who, Said::AddTrack(track));
        }
        let offer = SessionDescription {
            r#type: "offer".into(),
            sdp: offer.to_sdp_string(),
            id: 1,
            ..SessionDescription::default()
        };
        says(play, who, Said::Offer(offer));
        let told = play.said[&who].iter();
        let answer = told.into_iter().find_map(|frame| {
            match SignalResponse::decode(frame.as_slice()).ok()?.message? {
                Heard::Answer(answer) => Some(answer.sdp),
                _ => None,
            }
        });
        let answer = SdpAnswer::from_sdp_string(&answer.expect("an answer")).expect("SDP");
        let taken = rtc.sdp_api().accept_answer(pending, answer);
        taken.expect("an answer that fits");
        let mut client = Self {
            who,
            rtc,
            own,
            server,
            now,
            sections,
            channel: None,
            frames: 0,
        };
        for _ in 0..TURNS {
            client.talk(play);
            if client.channel.is_some() {
                return client;
            }
        }
        panic!("no connection");
    }

    /// Everything that is to be said, both ways; the client's clock runs ahead.
    pub fn talk(&mut self, play: &mut Play) {
        loop {
            match self.rtc.poll_output().expect("a sound client") {
                Output::Transmit(datagram) => {
                    play.packet(self.who, self.own, &datagram.contents);
                }
                Output::Event(Event::ChannelOpen(id, _)) => self.channel = Some(id),
                Output::Event(_) => {}
                Output::Timeout(at) => {
                    self.now = at.clamp(self.now, self.now + Duration::from_millis(20));
                    break;
                }
            }
        }
        for (to, datagram) in std::mem::take(&mut play.sent) {
            if to == self.own {
                let received = Receive::new(Protocol::Udp, self.server, self.own, &datagram);
                let input = Input::Receive(self.now, received.expect("a datagram of ours"));
                self.rtc.handle_input(input).expect("a sound client");
            }
        }
        let passed = self.rtc.handle_input(Input::Timeout(self.now));
        passed.expect("a sound client");
        play.tick();
    }

    /// Sends sound (0) or pictures (1) of these bytes.
    pub fn media(&mut self, play: &mut Play, which: usize, bytes: &[u8]) {
        self.frames += 1;
        let clock = [Frequency::FORTY_EIGHT_KHZ, Frequency::NINETY_KHZ][which];
        let time = MediaTime::new(self.frames * 3_000, clock);
        if let Some(writer) = self.rtc.writer(self.sections[which]) {
            let pt = writer.payload_params().next().map(|params| params.pt());
            // A frame that even the client will not send is none.
            let _ = writer.write(pt.expect("a codec"), self.now, time, bytes.to_vec());
        }
        self.talk(play);
    }

    /// Sends data.
    pub fn data(&mut self, play: &mut Play, bytes: &[u8]) {
        if let Some(mut channel) = self.channel.and_then(|id| self.rtc.channel(id)) {
            let _ = channel.write(true, bytes);
        }
        self.talk(play);
    }

    /// Sends a datagram as it is.
    pub fn datagram(&self, play: &mut Play, bytes: &[u8]) {
        play.packet(self.who, self.own, bytes);
    }
}

pub fn says(play: &mut Play, who: u64, message: Said) {
    let request = SignalRequest {
        message: Some(message),
    };
    play.says(who, &request.encode_to_vec());
}
