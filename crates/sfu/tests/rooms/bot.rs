//! A client of the forwarding unit: speaks the signalling and sends media over the loopback, as a
//! browser does, with str0m on its side too.

use base64::{Engine as _, engine::general_purpose::URL_SAFE};
use livekit_protocol::{
    AddTrackRequest, ConnectionSettings, DataPacket, JoinRequest, JoinResponse, ParticipantInfo,
    SessionDescription, SignalRequest, SignalResponse, SyncState, TrackPublishedResponse,
    TrackSource, TrackType, UserPacket, WrappedJoinRequest, data_packet::Value,
    signal_request::Message as Said, signal_response::Message as Heard,
    wrapped_join_request::Compression,
};
use prost::Message as _;
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use str0m::{
    Candidate, Event, Input, Output, Rtc,
    change::{SdpAnswer, SdpPendingOffer},
    channel::ChannelId,
    media::{Direction, Frequency, MediaKind, MediaTime, Mid},
    net::{Protocol, Receive},
};
use tokio::{
    net::UdpSocket,
    time::{sleep_until, timeout},
};
use zvonok_sfu::{Ask, Config, Keys, Limits, Notice, Pass, Rights, Sfu, Wire};

/// How long anything may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(20);
/// A picture that needs none before it, as far as its head goes.
const KEY_PICTURE: [u8; 40] = {
    let mut picture = [7; 40];
    let head = [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xb4, 0x00];
    let mut at = 0;
    while at < head.len() {
        picture[at] = head[at];
        at += 1;
    }
    picture
};

/// A unit with what it told.
pub struct Unit {
    pub sfu: Sfu,
    pub notices: tokio::sync::mpsc::UnboundedReceiver<(String, Notice)>,
}

impl Unit {
    pub async fn start(limits: Limits) -> Self {
        let loopback = SocketAddr::from(([127, 0, 0, 1], 0));
        let config = Config {
            udp: loopback,
            told: vec![loopback],
            limits,
            rooms: 4,
        };
        let keys = Keys::new("test", "a secret of the tests");
        let (sfu, notices) = Sfu::start(keys, config).await.expect("a unit");
        Self { sfu, notices }
    }

    pub fn pass(identity: &str, rights: Rights) -> Pass {
        Pass {
            room: "room".into(),
            identity: identity.into(),
            name: format!("имя {identity}"),
            metadata: String::new(),
            attributes: HashMap::new(),
            rights,
        }
    }

    /// Somebody with all rights comes, and is there.
    pub async fn join(&self, identity: &str) -> Bot {
        self.join_with(identity, Rights::ALL).await
    }

    pub async fn join_with(&self, identity: &str, rights: Rights) -> Bot {
        let mut bot = Bot::enter(&self.sfu, Self::pass(identity, rights)).await;
        bot.until("in", |bot| bot.me.is_some() && bot.connected)
            .await;
        bot
    }
}

pub struct Bot {
    pub me: Option<JoinResponse>,
    pub connected: bool,
    pub people: HashMap<String, ParticipantInfo>,
    pub heard: Vec<Heard>,
    pub data: Vec<(String, Vec<u8>)>,
    /// Frames by section.
    pub frames: HashMap<Mid, u32>,
    /// The track of each section.
    pub tracks: HashMap<String, String>,
    /// The signalling has ended.
    pub ended: bool,
    pub wire: Option<Wire>,
    rtc: Rtc,
    socket: UdpSocket,
    pending: Option<(u32, SdpPendingOffer)>,
    offers: u32,
    receiving: Vec<(Mid, MediaKind)>,
    sending: HashMap<MediaKind, Mid>,
    channel: Option<ChannelId>,
    /// What it sends from now on.
    pub sends: Vec<MediaKind>,
    sent: u64,
    next_frame: Instant,
}

/// A request to join as clients write it.
pub fn request(request: &JoinRequest) -> Ask {
    let wrapped = WrappedJoinRequest {
        compression: Compression::None as i32,
        join_request: request.encode_to_vec(),
    };
    Ask::read(&URL_SAFE.encode(wrapped.encode_to_vec())).expect("a request")
}

impl Bot {
    async fn enter(sfu: &Sfu, pass: Pass) -> Self {
        let mut bot = Self::new().await;
        let offer = bot.first_offer();
        let ask = request(&JoinRequest {
            publisher_offer: Some(offer),
            connection_settings: Some(ConnectionSettings {
                auto_subscribe: true,
                ..ConnectionSettings::default()
            }),
            ..JoinRequest::default()
        });
        bot.wire = sfu.enter(pass, ask).await;
        bot
    }

    async fn new() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a socket");
        let now = Instant::now();
        let mut rtc = Rtc::builder()
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .build(now);
        let own = socket.local_addr().expect("bound");
        rtc.add_local_candidate(Candidate::host(own, "udp").expect("an address"));
        Self {
            me: None,
            connected: false,
            people: HashMap::new(),
            heard: Vec::new(),
            data: Vec::new(),
            frames: HashMap::new(),
            tracks: HashMap::new(),
            ended: false,
            wire: None,
            rtc,
            socket,
            pending: None,
            offers: 0,
            receiving: Vec::new(),
            sending: HashMap::new(),
            channel: None,
            sends: Vec::new(),
            sent: 0,
            next_frame: now,
        }
    }

    fn first_offer(&mut self) -> SessionDescription {
        let mut api = self.rtc.sdp_api();
        for kind in [MediaKind::Audio, MediaKind::Video] {
            let mid = api.add_media(kind, Direction::RecvOnly, None, None, None);
            self.receiving.push((mid, kind));
        }
        api.add_channel("_reliable".into());
        let (offer, pending) = api.apply().expect("changes");
        self.offered(offer.to_sdp_string(), pending)
    }

    fn offered(&mut self, sdp: String, pending: SdpPendingOffer) -> SessionDescription {
        self.offers += 1;
        self.pending = Some((self.offers, pending));
        SessionDescription {
            r#type: "offer".into(),
            sdp,
            id: self.offers,
            ..SessionDescription::default()
        }
    }

    pub async fn say(&self, message: Said) {
        let request = SignalRequest {
            message: Some(message),
        };
        self.say_bytes(request.encode_to_vec()).await;
    }

    pub async fn say_bytes(&self, bytes: Vec<u8>) {
        let wire = self.wire.as_ref().expect("a wire");
        wire.into.say(bytes).await;
    }

    /// Announces a track and offers it; answered or refused, it goes on.
    pub async fn publish(&mut self, kind: MediaKind, source: TrackSource) {
        let cid = format!("cid-{kind:?}-{source:?}-{}", self.offers);
        let track_type = match kind {
            MediaKind::Audio => TrackType::Audio,
            MediaKind::Video => TrackType::Video,
        };
        self.say(Said::AddTrack(AddTrackRequest {
            cid: cid.clone(),
            r#type: track_type as i32,
            source: source as i32,
            ..AddTrackRequest::default()
        }))
        .await;
        self.until("no offer under way", |bot| bot.pending.is_none())
            .await;
        let mut api = self.rtc.sdp_api();
        let stream = Some("stream".to_owned());
        let mid = api.add_media(kind, Direction::SendOnly, stream, Some(cid), None);
        let (offer, pending) = api.apply().expect("changes");
        self.sending.insert(kind, mid);
        let offer = self.offered(offer.to_sdp_string(), pending);
        self.say(Said::Offer(offer)).await;
        self.until("answered", |bot| bot.pending.is_none()).await;
        self.sends.push(kind);
    }

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
        let mut channel = self.rtc.channel(id).expect("open");
        assert!(
            channel
                .write(true, &packet.encode_to_vec())
                .expect("written")
        );
    }

    /// The signalling breaks; the person comes back under the same name.
    pub async fn resume(&mut self, sfu: &Sfu, identity: &str) {
        let me = self.me.as_ref().and_then(|me| me.participant.clone());
        let sid = me.expect("was in").sid;
        self.wire = None;
        self.heard.clear();
        let ask = request(&JoinRequest {
            reconnect: true,
            participant_sid: sid,
            ..JoinRequest::default()
        });
        self.wire = sfu.enter(Unit::pass(identity, Rights::ALL), ask).await;
    }

    pub async fn sync(&self, kept: Vec<TrackPublishedResponse>) {
        self.say(Said::SyncState(SyncState {
            publish_tracks: kept,
            ..SyncState::default()
        }))
        .await;
    }

    /// How many frames of a kind have come.
    pub fn frames_of(&self, kind: MediaKind) -> u32 {
        let sections = self.receiving.iter().filter(|(_, one)| *one == kind);
        sections
            .map(|(mid, _)| self.frames.get(mid).copied().unwrap_or(0))
            .sum()
    }

    /// Lives until something is so.
    pub async fn until(&mut self, what: &str, mut so: impl FnMut(&Bot) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !so(self) {
            assert!(
                Instant::now() < end,
                "in vain: {what}; heard {:?}",
                self.heard.last()
            );
            self.live().await;
        }
    }

    /// Lives for a while.
    pub async fn live_for(&mut self, span: Duration) {
        let end = Instant::now() + span;
        while Instant::now() < end {
            self.live().await;
        }
    }

    async fn live(&mut self) {
        let next = loop {
            match self.rtc.poll_output().expect("sound media") {
                Output::Transmit(datagram) => {
                    let sent = self
                        .socket
                        .send_to(&datagram.contents, datagram.destination);
                    drop(sent.await);
                }
                Output::Event(event) => self.happened(event),
                Output::Timeout(at) => {
                    let now = Instant::now();
                    if at > now {
                        break at;
                    }
                    self.rtc
                        .handle_input(Input::Timeout(now))
                        .expect("sound media");
                }
            }
        };
        let next = next
            .min(self.next_frame)
            .min(Instant::now() + Duration::from_millis(50));
        let mut buffer = [0; 2_000];
        let own = self.socket.local_addr().expect("bound");
        tokio::select! {
            received = self.socket.recv_from(&mut buffer) => {
                if let Ok((length, source)) = received
                    && let Ok(packet) = Receive::new(Protocol::Udp, source, own, &buffer[..length])
                {
                    drop(self.rtc.handle_input(Input::Receive(Instant::now(), packet)));
                }
            }
            frame = hear(&mut self.wire) => match frame {
                Some(frame) => self.understand(&frame).await,
                None => {
                    self.ended = true;
                    self.wire = None;
                }
            },
            () = sleep_until(next.into()) => {
                drop(self.rtc.handle_input(Input::Timeout(Instant::now())));
            }
        }
        if Instant::now() >= self.next_frame {
            self.next_frame = Instant::now() + Duration::from_millis(20);
            self.send_frames();
        }
    }

    fn send_frames(&mut self) {
        self.sent += 1;
        for kind in self.sends.clone() {
            let Some(mid) = self.sending.get(&kind).copied() else {
                continue;
            };
            let (clock, data): (Frequency, Arc<[u8]>) = match kind {
                MediaKind::Audio => (Frequency::FORTY_EIGHT_KHZ, Arc::from([1; 20])),
                MediaKind::Video => (Frequency::NINETY_KHZ, Arc::from(KEY_PICTURE)),
            };
            let time = MediaTime::new(self.sent * u64::from(clock.get()) / 50, clock);
            if let Some(mut writer) = self.rtc.writer(mid) {
                if kind == MediaKind::Audio {
                    writer = writer.audio_level(-20, true);
                }
                let pt = writer.payload_params().next().map(|params| params.pt());
                if let Some(pt) = pt {
                    drop(writer.write(pt, Instant::now(), time, data));
                }
            }
        }
    }

    fn happened(&mut self, event: Event) {
        match event {
            Event::Connected => self.connected = true,
            Event::ChannelOpen(id, label) if label == "_reliable" => self.channel = Some(id),
            Event::ChannelData(data) => {
                let packet = DataPacket::decode(data.data.as_slice()).expect("a packet");
                if let Some(Value::User(user)) = packet.value {
                    self.data.push((packet.participant_identity, user.payload));
                }
            }
            Event::MediaData(frame) => *self.frames.entry(frame.mid).or_default() += 1,
            _ => {}
        }
    }

    async fn understand(&mut self, frame: &[u8]) {
        let response = SignalResponse::decode(frame).expect("a response");
        let message = response.message.expect("a message");
        match &message {
            Heard::Join(join) => {
                for one in &join.other_participants {
                    self.people.insert(one.identity.clone(), one.clone());
                }
                self.me = Some(join.clone());
            }
            Heard::Update(update) => {
                for one in &update.participants {
                    self.people.insert(one.identity.clone(), one.clone());
                }
            }
            Heard::Answer(answer) => {
                let (id, pending) = self.pending.take().expect("an offer was made");
                assert_eq!(answer.id, id, "the answer names its offer");
                self.tracks.clone_from(&answer.mid_to_track_id);
                let answer = SdpAnswer::from_sdp_string(&answer.sdp).expect("an answer");
                self.rtc
                    .sdp_api()
                    .accept_answer(pending, answer)
                    .expect("fits");
            }
            Heard::MediaSectionsRequirement(more) if self.pending.is_none() => {
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
            _ => {}
        }
        self.heard.push(message);
    }
}

async fn hear(wire: &mut Option<Wire>) -> Option<Vec<u8>> {
    match wire {
        Some(wire) => wire.out.recv().await,
        None => std::future::pending().await,
    }
}

/// Lets several live until something is so.
pub async fn together(what: &str, bots: &mut [&mut Bot], so: impl Fn(&[&mut Bot]) -> bool) {
    let end = Instant::now() + PATIENCE;
    while !so(bots) {
        assert!(Instant::now() < end, "in vain: {what}");
        for bot in &mut *bots {
            // Each has its turn, however much another has to do.
            drop(timeout(Duration::from_millis(5), bot.live()).await);
        }
    }
}
