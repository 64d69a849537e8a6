//! Who the bot is and what it knows.

use crate::{Arrival, Feed, Wire, join_request, narrow::Narrow, tcp::Tcp, two::Second};
use livekit_protocol::{
    ConnectionSettings, JoinRequest, JoinResponse, ParticipantInfo, SessionDescription,
    signal_response::Message as Heard,
};
use std::{
    collections::{HashMap, HashSet},
    net::{IpAddr, SocketAddr},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};
use str0m::{
    Candidate, Rtc,
    change::SdpPendingOffer,
    channel::{ChannelConfig, ChannelId, Reliability},
    media::{Direction, MediaKind, Mid, Rid},
    net::TcpType,
};
use tokio::net::UdpSocket;

static NEXT: AtomicU32 = AtomicU32::new(1);

/// A client in a room.
pub struct Bot {
    /// What it was told on coming in.
    pub me: Option<JoinResponse>,
    /// Media can flow.
    pub connected: bool,
    /// Whom it knows of, by identity.
    pub people: HashMap<String, ParticipantInfo>,
    /// Everything it was told since the signalling began.
    pub heard: Vec<Heard>,
    /// Data packets: from whom and what.
    pub data: Vec<(String, Vec<u8>)>,
    /// Frames by section.
    pub frames: HashMap<Mid, u32>,
    /// Every frame that another bot sent; who wants them takes them away.
    pub arrived: Vec<Arrival>,
    /// The track of each section.
    pub tracks: HashMap<String, String>,
    /// The signalling has ended.
    pub ended: bool,
    /// The signalling. Taken away, it is broken.
    pub wire: Option<Wire>,
    /// The kinds that it sends from now on.
    pub sends: Vec<MediaKind>,
    /// Its number, which its frames carry.
    pub number: u32,
    /// The packet by which it proved itself last, and where that went.
    pub proof: Option<(SocketAddr, Vec<u8>)>,
    /// Of the packets to it, every so manieth is lost on the way; 0 for none.
    pub loses: u32,
    /// How loud it is, in dB of full scale.
    pub level: i8,
    pub(crate) came: u32,
    pub(crate) narrow: Narrow,
    pub(crate) rtc: Rtc,
    pub(crate) socket: UdpSocket,
    /// By which it receives, where it has one for each way.
    pub(crate) second: Option<Second>,
    /// What it offers once it is in.
    pub(crate) first: Option<SessionDescription>,
    /// It reaches the server by TCP alone.
    pub(crate) tcp: Option<Tcp>,
    pub(crate) own: SocketAddr,
    pub(crate) pending: Option<(u32, SdpPendingOffer)>,
    pub(crate) offers: u32,
    pub(crate) receiving: Vec<(Mid, MediaKind)>,
    pub(crate) sending: HashMap<MediaKind, Sending>,
    pub(crate) channel: Option<ChannelId>,
    pub(crate) lossy: Option<ChannelId>,
    /// Sections for which a picture that needs none before it is asked.
    pub(crate) keys: HashSet<Mid>,
    /// How often the server wants to hear from it.
    pub(crate) ping: Option<(Duration, Instant)>,
}

/// A track of the bot's own.
pub(crate) struct Sending {
    pub(crate) mid: Mid,
    pub(crate) feed: Feed,
    /// Layers beside it, with their sizes.
    pub(crate) layers: Vec<(Rid, Feed)>,
    pub(crate) sent: u32,
    pub(crate) next: Instant,
}

impl Bot {
    /// One that is nowhere yet, at this address of the machine; with it what it says to come in, for
    /// `join_request`.
    pub async fn new(at: IpAddr) -> (Self, String) {
        Self::begin(at, None, false).await
    }

    /// One whose network carries nothing but TCP.
    pub async fn by_tcp(at: IpAddr) -> (Self, String) {
        Self::begin(at, Some(Tcp::new()), false).await
    }

    /// One with a connection for each way, which comes in by `/rtc`.
    pub async fn two(at: IpAddr) -> Self {
        let (mut bot, _) = Self::begin(at, None, false).await;
        bot.second = Some(Second::new(at).await);
        bot.receiving.clear();
        let mut api = bot.rtc.sdp_api();
        api.add_channel("_reliable".into());
        let (offer, pending) = api.apply().expect("changes");
        bot.offers = 0;
        bot.first = Some(bot.offered(offer.to_sdp_string(), pending));
        bot
    }

    /// One that makes its packets itself, by [`Bot::send_packet`], and may make any.
    pub async fn of_packets(at: IpAddr) -> (Self, String) {
        Self::begin(at, None, true).await
    }

    async fn begin(at: IpAddr, tcp: Option<Tcp>, packets: bool) -> (Self, String) {
        let socket = UdpSocket::bind((at, 0)).await.expect("a socket");
        let own = socket.local_addr().expect("bound");
        let mut rtc = Rtc::builder()
            .clear_codecs()
            .enable_opus(true, true)
            .enable_vp8(true)
            .set_rtp_mode(packets)
            .build(Instant::now());
        let candidate = match &tcp {
            None => Candidate::host(own, "udp"),
            Some(_) => Candidate::builder()
                .tcp()
                .host(own)
                .tcptype(TcpType::Active)
                .build(),
        };
        rtc.add_local_candidate(candidate.expect("an address"));
        let mut bot = Self {
            me: None,
            connected: false,
            people: HashMap::new(),
            heard: Vec::new(),
            data: Vec::new(),
            frames: HashMap::new(),
            arrived: Vec::new(),
            tracks: HashMap::new(),
            ended: false,
            wire: None,
            sends: Vec::new(),
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            proof: None,
            loses: 0,
            level: -20,
            came: 0,
            narrow: Narrow::default(),
            rtc,
            socket,
            second: None,
            first: None,
            tcp,
            own,
            pending: None,
            offers: 0,
            receiving: Vec::new(),
            sending: HashMap::new(),
            channel: None,
            lossy: None,
            keys: HashSet::new(),
            ping: None,
        };
        let request = JoinRequest {
            publisher_offer: Some(bot.first_offer()),
            connection_settings: Some(ConnectionSettings {
                auto_subscribe: true,
                ..ConnectionSettings::default()
            }),
            ..JoinRequest::default()
        };
        (bot, join_request(&request))
    }

    fn first_offer(&mut self) -> SessionDescription {
        let mut api = self.rtc.sdp_api();
        for kind in [MediaKind::Audio, MediaKind::Video] {
            let mid = api.add_media(kind, Direction::RecvOnly, None, None, None);
            self.receiving.push((mid, kind));
        }
        api.add_channel("_reliable".into());
        api.add_channel_with_config(ChannelConfig {
            label: "_lossy".into(),
            ordered: false,
            reliability: Reliability::MaxRetransmits { retransmits: 0 },
            ..ChannelConfig::default()
        });
        let (offer, pending) = api.apply().expect("changes");
        self.offered(offer.to_sdp_string(), pending)
    }

    pub(crate) fn offered(&mut self, sdp: String, pending: SdpPendingOffer) -> SessionDescription {
        self.offers += 1;
        self.pending = Some((self.offers, pending));
        SessionDescription {
            r#type: "offer".into(),
            sdp,
            id: self.offers,
            ..SessionDescription::default()
        }
    }

    /// One more offer, which this bot does not make.
    pub fn another_offer(&mut self) -> SessionDescription {
        let mut api = self.rtc.sdp_api();
        for (mid, _) in &self.receiving {
            api.set_direction(*mid, Direction::RecvOnly);
        }
        let (offer, _) = api.apply().expect("changes");
        SessionDescription {
            r#type: "offer".into(),
            sdp: offer.to_sdp_string(),
            id: self.offers + 1,
            ..SessionDescription::default()
        }
    }

    /// How many frames of a kind it has sent.
    #[must_use]
    pub fn sent_of(&self, kind: MediaKind) -> u32 {
        self.sending.get(&kind).map_or(0, |one| one.sent)
    }

    /// Whether it can send data.
    #[must_use]
    pub fn has_channel(&self) -> bool {
        self.channel.is_some()
    }

    /// Whether it can send data that may be lost.
    #[must_use]
    pub fn has_lossy_channel(&self) -> bool {
        self.lossy.is_some()
    }

    /// From now on its way carries so many bits a second; 0 for any.
    pub fn narrow(&mut self, bits: u64) {
        self.narrow.bits = bits;
    }

    /// Its name of this time.
    #[must_use]
    pub fn sid(&self) -> String {
        let me = self.me.as_ref().and_then(|me| me.participant.as_ref());
        me.expect("is in").sid.clone()
    }

    /// How many frames of a kind have come.
    #[must_use]
    pub fn frames_of(&self, kind: MediaKind) -> u32 {
        let sections = self.receiving.iter().filter(|(_, one)| *one == kind);
        sections
            .map(|(mid, _)| self.frames.get(mid).copied().unwrap_or(0))
            .sum()
    }

    /// What kind of media a section carries.
    #[must_use]
    pub fn kind_of(&self, mid: Mid) -> Option<MediaKind> {
        let known = self.receiving.iter().find(|(one, _)| *one == mid);
        known.map(|(_, kind)| *kind)
    }
}
