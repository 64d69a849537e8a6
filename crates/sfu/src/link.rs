//! One peer connection: the only module that knows str0m, whose interface changes with its
//! releases.
//!
//! No I/O: datagrams go in by [`Link::packet`], come out by [`Link::pump`], which must follow every
//! other call. What has happened meanwhile waits in [`Link::next_event`].

use crate::{clock, sdp};
use std::{
    collections::{HashMap, VecDeque},
    net::SocketAddr,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::{Duration, Instant},
};
use str0m::{
    Candidate, Event, Input, Output, Rtc, RtcConfig,
    bwe::{Bitrate, BweKind},
    change::SdpOffer,
    channel::ChannelId,
    config::DtlsCert,
    crypto::from_feature_flags,
    format::PayloadParams,
    ice::StunMessage,
    media::{KeyframeRequestKind, MediaTime},
    net::Receive,
};
pub(crate) use str0m::{
    media::{Mid, Rid},
    net::{Protocol, Transmit},
};

/// A timeout nearer than this is waited for by running it: timers are coarser.
const SOON: Duration = Duration::from_micros(500);
/// Steps of one pump; more of them mean that str0m asks for the same moment for ever.
const STEPS: usize = 20_000;
/// Faults of a client's media after which the client is given up.
const FAULTS: u32 = 200;
/// How far time may jump in a stream before it is taken up anew.
const JUMP_SECONDS: u64 = 5;
/// What a viewer is thought to have before it is measured, in bits per second.
const FIRST_ESTIMATE: u64 = 2_000_000;

/// What all connections of a server share.
#[derive(Clone)]
pub(crate) struct LinkSettings {
    base: RtcConfig,
    /// Where clients reach us by UDP: host addresses and configured public ones.
    udp: Vec<SocketAddr>,
}

impl std::fmt::Debug for LinkSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LinkSettings")
            .field("udp", &self.udp)
            .finish_non_exhaustive()
    }
}

/// The keys for media cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no certificate for media could be made")]
pub struct NoCertificate;

impl LinkSettings {
    pub(crate) fn new(udp: Vec<SocketAddr>) -> Result<Self, NoCertificate> {
        let crypto = from_feature_flags();
        // Made once: the clients learn its fingerprint over the signalling, which is trusted.
        let certificate: Option<DtlsCert> = crypto.dtls_provider.generate_certificate();
        let base = Rtc::builder()
            .set_crypto_provider(Arc::new(crypto))
            .set_dtls_cert(certificate.ok_or(NoCertificate)?)
            .set_ice_lite(true)
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            // A lost packet of sound must not hold back those after it.
            .set_reordering_size_audio(2)
            .set_reordering_timeout_audio(Some(Duration::from_millis(60)))
            .enable_bwe(Some(Bitrate::bps(FIRST_ESTIMATE)));
        Ok(Self { base, udp })
    }

    /// The address that a datagram of this family was sent to, as str0m knows it.
    pub(crate) fn destination(&self, source: SocketAddr) -> Option<SocketAddr> {
        let same = |one: &&SocketAddr| one.is_ipv4() == source.is_ipv4();
        self.udp.iter().find(same).copied()
    }
}

/// A channel for data that the client has opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Channel {
    /// In order, nothing lost.
    Reliable,
    /// Whatever arrives.
    Lossy,
}

impl Channel {
    fn from_label(label: &str) -> Option<Self> {
        match label {
            "_reliable" => Some(Channel::Reliable),
            "_lossy" => Some(Channel::Lossy),
            _ => None,
        }
    }
}

/// A picture, or a piece of sound.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) mid: Mid,
    /// Layer, where the client sends several.
    pub(crate) rid: Option<Rid>,
    /// A picture that needs none before it.
    pub(crate) key: bool,
    /// Nothing of the stream is missing before it.
    pub(crate) whole: bool,
    /// Sound: loudness, 0 (loudest) to -127 dB.
    pub(crate) level: Option<i8>,
    pub(crate) data: Arc<[u8]>,
    time: MediaTime,
    at: Instant,
    params: PayloadParams,
}

/// What has happened on a connection.
#[derive(Debug)]
pub(crate) enum Happened {
    /// Media flows from now on.
    Connected,
    Frame(Frame),
    /// The client cannot decode what it gets there.
    KeyWanted(Mid),
    /// What the way to the client carries, in bits per second.
    Estimate(u64),
    Open(Channel),
    Data(Channel, Vec<u8>),
    Closed,
}

/// Why a description was not taken: the client has to begin anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BadOffer;

pub(crate) struct Link {
    rtc: Rtc,
    next: Instant,
    ufrag: String,
    connected: bool,
    faults: u32,
    channels: HashMap<Channel, ChannelId>,
    sending: HashMap<Mid, Sending>,
    events: VecDeque<Happened>,
}

/// Where a stream to a viewer stands: one line of time, whatever it is fed from.
struct Sending {
    last_in: u64,
    last_out: u64,
    last_at: Instant,
}

impl Link {
    pub(crate) fn new(settings: &LinkSettings, now: Instant) -> Self {
        let mut rtc = settings.base.clone().build(now);
        for address in &settings.udp {
            // Refused are addresses that no client could use, such as 0.0.0.0.
            if let Ok(candidate) = Candidate::host(*address, Protocol::Udp) {
                rtc.add_local_candidate(candidate);
            }
        }
        let ufrag = rtc.direct_api().local_ice_credentials().ufrag;
        Self {
            rtc,
            next: now,
            ufrag,
            connected: false,
            faults: 0,
            channels: HashMap::new(),
            sending: HashMap::new(),
            events: VecDeque::new(),
        }
    }

    /// By which the client's first packets are known. Changes with an offer.
    pub(crate) fn ufrag(&self) -> &str {
        &self.ufrag
    }

    /// When to pump again at the latest.
    pub(crate) fn next(&self) -> Instant {
        self.next
    }

    pub(crate) fn is_alive(&self) -> bool {
        self.rtc.is_alive()
    }

    /// Takes an offer and answers it. `used` says which of the sections that would only receive
    /// carry something.
    pub(crate) fn negotiate(
        &mut self,
        offer: &str,
        used: impl Fn(&str) -> bool,
    ) -> Result<String, BadOffer> {
        let offer = SdpOffer::from_sdp_string(&sdp::narrow(offer, used)).map_err(|_| BadOffer)?;
        let rtc = &mut self.rtc;
        // The text is the client's: a mistake in str0m's reading of it ends this client alone.
        let answer = catch_unwind(AssertUnwindSafe(|| rtc.sdp_api().accept_offer(offer)));
        let answer = answer.map_err(|_| BadOffer)?.map_err(|cause| {
            tracing::debug!(%cause, "an offer was refused");
            BadOffer
        })?;
        // An ICE restart gives new ones, and nothing tells of it.
        self.ufrag = self.rtc.direct_api().local_ice_credentials().ufrag;
        Ok(answer.to_sdp_string())
    }

    /// Whether what is written there goes out.
    pub(crate) fn sends(&self, mid: Mid) -> bool {
        let media = self.rtc.media(mid);
        self.connected && media.is_some_and(|media| media.direction().is_sending())
    }

    /// Takes a datagram. True when it proves that its sender holds the keys of this connection.
    pub(crate) fn packet(
        &mut self,
        source: SocketAddr,
        destination: SocketAddr,
        bytes: &[u8],
    ) -> bool {
        let now = clock::now();
        let Ok(received) = Receive::new(Protocol::Udp, source, destination, bytes) else {
            return false;
        };
        let input = Input::Receive(now, received);
        let proof = is_stun(bytes);
        if proof && !self.rtc.accepts(&input) {
            return false;
        }
        if self.rtc.handle_input(input).is_err() {
            self.faults += 1;
        }
        proof
    }

    /// Runs what is due and hands out datagrams, until there is nothing to do before `next`.
    pub(crate) fn pump(&mut self, sink: &mut Vec<Transmit>) {
        for _ in 0..STEPS {
            match self.rtc.poll_output() {
                Ok(Output::Transmit(datagram)) => sink.push(datagram),
                Ok(Output::Event(event)) => self.happened(event),
                Ok(Output::Timeout(at)) => {
                    let now = clock::now();
                    if !self.rtc.is_alive() || at > now + SOON {
                        self.next = at;
                        return;
                    }
                    if self.rtc.handle_input(Input::Timeout(now.max(at))).is_err() {
                        self.faults += 1;
                    }
                }
                Err(_) => self.faults += 1,
            }
            if self.faults > FAULTS {
                self.rtc.disconnect();
                self.events.push_back(Happened::Closed);
                return;
            }
        }
        self.next = clock::now() + Duration::from_millis(1);
        tracing::warn!(reason = ?self.rtc.last_timeout_reason(), "a connection does not come to rest");
    }

    pub(crate) fn next_event(&mut self) -> Option<Happened> {
        self.events.pop_front()
    }

    fn happened(&mut self, event: Event) {
        let happened = match event {
            Event::Connected => {
                self.connected = true;
                Happened::Connected
            }
            Event::MediaData(data) => Happened::Frame(Frame {
                mid: data.mid,
                rid: data.rid,
                key: data.is_keyframe(),
                whole: data.contiguous,
                level: data.ext_vals.audio_level,
                time: data.time,
                at: data.network_time,
                params: data.params,
                data: data.data,
            }),
            Event::KeyframeRequest(request) => Happened::KeyWanted(request.mid),
            Event::EgressBitrateEstimate(BweKind::Twcc { estimate, .. }) => {
                Happened::Estimate(estimate.as_u64())
            }
            Event::ChannelOpen(id, label) => {
                let Some(channel) = Channel::from_label(&label) else {
                    return;
                };
                self.channels.insert(channel, id);
                Happened::Open(channel)
            }
            Event::ChannelData(data) => {
                let known = self.channels.iter().find(|(_, id)| **id == data.id);
                let Some((channel, _)) = known else { return };
                Happened::Data(*channel, data.data)
            }
            Event::Closed => Happened::Closed,
            _ => return,
        };
        self.events.push_back(happened);
    }

    /// Writes a frame of another connection, on one line of time: `anew` where the stream goes on
    /// from another source or layer.
    pub(crate) fn write(&mut self, mid: Mid, frame: &Frame, anew: bool) {
        let clock = u64::from(frame.time.frequency().get());
        let here = frame.time.numer();
        let (at, out) = match self.sending.get(&mid) {
            None => (frame.at, here & 0xffff),
            Some(before) => {
                let at = frame.at.max(before.last_at);
                let jumped = here
                    .checked_sub(before.last_in)
                    .filter(|step| !anew && *step <= JUMP_SECONDS * clock);
                let step = jumped.unwrap_or_else(|| ticks(at - before.last_at, clock).max(1));
                (at, before.last_out + step)
            }
        };
        let now = Sending {
            last_in: here,
            last_out: out,
            last_at: at,
        };
        self.sending.insert(mid, now);
        let Some(mut writer) = self.rtc.writer(mid) else {
            return;
        };
        let Some(kind) = writer.match_params(frame.params) else {
            return;
        };
        if let Some(level) = frame.level {
            writer = writer.audio_level(level, level > -60);
        }
        let time = MediaTime::new(out, frame.time.frequency());
        if writer
            .write(kind, at, time, Arc::clone(&frame.data))
            .is_err()
        {
            self.faults += 1;
        }
    }

    /// Asks the client for a picture that needs none before it.
    pub(crate) fn ask_key(&mut self, mid: Mid, rid: Option<Rid>) {
        if let Some(mut writer) = self.rtc.writer(mid) {
            // Refused while the layer has sent nothing, which begins with such a picture anyway.
            drop(writer.request_keyframe(rid, KeyframeRequestKind::Pli));
        }
    }

    /// What is wanted of the way to the client, in bits per second: `desired` is looked for when
    /// there is less.
    pub(crate) fn aim(&mut self, least: u64, desired: u64) {
        let mut bwe = self.rtc.bwe();
        bwe.set_bitrate(Bitrate::bps(least), Bitrate::bps(desired));
    }

    /// Sends data; false when there is no such channel, or no room in it.
    pub(crate) fn send(&mut self, channel: Channel, bytes: &[u8]) -> bool {
        let Some(id) = self.channels.get(&channel).copied() else {
            return false;
        };
        let Some(mut channel) = self.rtc.channel(id) else {
            return false;
        };
        channel.write(true, bytes).unwrap_or(false)
    }

    pub(crate) fn close(&mut self) {
        self.rtc.disconnect();
    }
}

fn ticks(span: Duration, clock: u64) -> u64 {
    u64::try_from(span.as_micros())
        .unwrap_or(u64::MAX)
        .saturating_mul(clock)
        / 1_000_000
}

fn is_stun(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|first| *first < 2)
}

/// Whom a client's first packet is for: our half of the user name in it.
pub(crate) fn ufrag_of(bytes: &[u8]) -> Option<String> {
    if !is_stun(bytes) {
        return None;
    }
    let message = StunMessage::parse(bytes).ok()?;
    let (ours, _) = message.split_username()?;
    Some(ours.to_owned())
}
