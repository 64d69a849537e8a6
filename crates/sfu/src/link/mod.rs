//! One peer connection: the only module that knows str0m, whose interface changes with its
//! releases.
//!
//! No I/O: datagrams go in by [`Link::packet`], come out by [`Link::pump`], which must follow every
//! other call. What has happened meanwhile waits in [`Link::next_event`].

mod channel;
mod negotiate;
mod settings;
mod stream;

pub(crate) use channel::Channel;
pub(crate) use negotiate::Changes;
pub use settings::NoCertificate;
pub(crate) use settings::{FIRST_ESTIMATE, LinkSettings};
pub(crate) use str0m::{
    media::{Mid, Rid},
    net::{Protocol, Transmit},
};
pub(crate) use stream::Frame;

use crate::clock;
use std::{
    collections::{HashMap, HashSet, VecDeque},
    net::SocketAddr,
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};
use str0m::{
    Event, Input, Output, Rtc,
    bwe::{Bitrate, BweKind},
    change::SdpPendingOffer,
    channel::ChannelId,
    ice::StunMessage,
    net::Receive,
};
use stream::Sending;

/// A timeout nearer than this is waited for by running it: timers are coarser.
const SOON: Duration = Duration::from_micros(500);
/// Steps of one pump; more of them mean that str0m asks for the same moment for ever.
const STEPS: usize = 20_000;
/// Faults of a client's media after which the client is given up.
const FAULTS: u32 = 200;
/// Addresses that a client may come from between two changes of its keys: each is kept.
const SOURCES: usize = 64;
/// Channels for data that a client may open: three are of use.
const CHANNELS: u32 = 16;
/// When to look again at what has ended.
const NEVER: Duration = Duration::from_secs(3_600);

/// Where a packet comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Source {
    pub(crate) protocol: Protocol,
    pub(crate) address: SocketAddr,
}

/// What has happened on a connection.
#[derive(Debug)]
pub(crate) enum Happened {
    /// Media flows from now on.
    Connected,
    Frame(Frame),
    /// The client cannot decode what it gets there.
    KeyWanted(Mid),
    /// What the way to the client carries, in bits per second: the mean of some seconds.
    Estimate(u64),
    /// What it carries by the last word, which is heard once a second.
    Latest(u64),
    /// The share of packets lost of late, 0 to 1, on the worse of both ways.
    Lost(f32),
    Open(Channel),
    Data(Channel, Vec<u8>),
    Closed,
}

pub(crate) struct Link {
    rtc: Rtc,
    next: Instant,
    ufrag: String,
    connected: bool,
    faults: u32,
    /// It panicked: nothing is asked of it any more.
    broken: bool,
    sources: HashSet<Source>,
    /// Channels for data that were opened.
    opened: u32,
    /// What was offered and not answered yet.
    pending: Option<SdpPendingOffer>,
    channels: HashMap<Channel, ChannelId>,
    sending: HashMap<Mid, Sending>,
    events: VecDeque<Happened>,
}

impl Link {
    pub(crate) fn new(settings: &LinkSettings, now: Instant) -> Self {
        let mut rtc = settings.connection(now);
        let ufrag = rtc.direct_api().local_ice_credentials().ufrag;
        Self {
            rtc,
            next: now,
            ufrag,
            connected: false,
            faults: 0,
            broken: false,
            sources: HashSet::new(),
            opened: 0,
            pending: None,
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
        !self.broken && self.rtc.is_alive()
    }

    /// Does something with str0m. A mistake in its reading of what a client sent ends the connection
    /// with that client alone; nothing is done and nothing given back from then on.
    fn safely<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.broken {
            return None;
        }
        let done = catch_unwind(AssertUnwindSafe(|| work(self))).ok();
        if done.is_none() {
            tracing::error!("a connection for media panicked");
            self.broken = true;
            self.next = clock::now() + NEVER;
            self.events.push_back(Happened::Closed);
        }
        done
    }

    /// Whether what is written there goes out.
    pub(crate) fn sends(&self, mid: Mid) -> bool {
        let media = self.rtc.media(mid);
        self.connected && media.is_some_and(|media| media.direction().is_sending())
    }

    /// Takes a packet. True when it proves that its sender holds the keys of this connection.
    pub(crate) fn packet(&mut self, source: Source, destination: SocketAddr, bytes: &[u8]) -> bool {
        let taken = self.safely(|link| link.take(source, destination, bytes));
        taken.unwrap_or(false)
    }

    fn take(&mut self, source: Source, destination: SocketAddr, bytes: &[u8]) -> bool {
        let now = clock::now();
        let Ok(received) = Receive::new(source.protocol, source.address, destination, bytes) else {
            return false;
        };
        let input = Input::Receive(now, received);
        let proof = is_stun(bytes);
        if proof {
            let known = self.sources.contains(&source);
            if (!known && self.sources.len() >= SOURCES) || !self.rtc.accepts(&input) {
                return false;
            }
            self.sources.insert(source);
        }
        if self.rtc.handle_input(input).is_err() {
            self.faults += 1;
        }
        proof
    }

    /// Runs what is due and hands out datagrams, until there is nothing to do before `next`.
    pub(crate) fn pump(&mut self, sink: &mut Vec<Transmit>) {
        self.safely(|link| link.run(sink));
    }

    fn run(&mut self, sink: &mut Vec<Transmit>) {
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
            Event::MediaData(data) => Happened::Frame(Frame::from(data)),
            Event::KeyframeRequest(request) => Happened::KeyWanted(request.mid),
            Event::EgressBitrateEstimate(BweKind::Twcc { estimate, .. }) => {
                Happened::Estimate(estimate.as_u64())
            }
            Event::PeerStats(stats) => {
                if let Some(latest) = stats.bwe_tx {
                    self.events.push_back(Happened::Latest(latest.as_u64()));
                }
                let ways = [stats.egress_loss_fraction, stats.ingress_loss_fraction];
                Happened::Lost(ways.into_iter().flatten().fold(0.0, f32::max))
            }
            Event::ChannelOpen(id, label) => {
                self.opened += 1;
                if self.opened > CHANNELS {
                    self.faults = FAULTS + 1;
                }
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

    /// What is wanted of the way to the client, in bits per second: `desired` is looked for when
    /// there is less.
    pub(crate) fn aim(&mut self, least: u64, desired: u64) {
        self.safely(|link| {
            let mut bwe = link.rtc.bwe();
            bwe.set_bitrate(Bitrate::bps(least), Bitrate::bps(desired));
        });
    }

    pub(crate) fn close(&mut self) {
        self.safely(|link| link.rtc.disconnect());
    }
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
