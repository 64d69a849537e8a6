//! A client without sockets: what it sends goes into its line.

use crate::{
    feed::{Feed, Got},
    line::Line,
};
use std::{
    collections::{HashMap, HashSet},
    net::SocketAddr,
    time::{Duration, Instant},
};
use str0m::{
    Candidate, Event, Input, Output, Rtc,
    change::SdpPendingOffer,
    media::{KeyframeRequestKind, MediaKind, Mid, Rid},
    net::{Protocol, Receive},
};

pub struct Client {
    pub who: u64,
    pub up: Line,
    pub down: Line,
    /// Every frame that came.
    pub got: Vec<Got>,
    /// When a picture that needs none before it was asked for, and of what.
    pub keys_asked: Vec<(Instant, Option<Rid>)>,
    /// How often packets were asked for again, in each section: of it, and by it.
    pub asked_again: HashMap<Mid, u64>,
    pub asks_again: HashMap<Mid, u64>,
    /// It was told that so much is paused, each time.
    pub paused: Vec<(Instant, bool)>,
    pub(crate) feeds: Vec<Feed>,
    pub(crate) rtc: Rtc,
    pub(crate) own: SocketAddr,
    pub(crate) server: SocketAddr,
    pub(crate) now: Instant,
    pub(crate) pending: Option<SdpPendingOffer>,
    pub(crate) offers: u32,
    pub(crate) receives: HashMap<Mid, MediaKind>,
    pub(crate) next_ping: Instant,
    next: Instant,
    keys: HashSet<(Mid, Option<Rid>)>,
}

impl Client {
    pub fn new(who: u64, server: SocketAddr, now: Instant) -> Self {
        let own = SocketAddr::from(([127, 0, 0, 1], 40_000 + who as u16));
        let mut rtc = Rtc::builder()
            .clear_codecs()
            .enable_opus(true, true)
            .enable_vp8(true)
            .set_stats_interval(Some(Duration::from_secs(1)))
            .build(now);
        rtc.add_local_candidate(Candidate::host(own, "udp").expect("an address"));
        Self {
            who,
            up: Line::good(),
            down: Line::good(),
            got: Vec::new(),
            keys_asked: Vec::new(),
            asked_again: HashMap::new(),
            asks_again: HashMap::new(),
            paused: Vec::new(),
            feeds: Vec::new(),
            rtc,
            own,
            server,
            now,
            pending: None,
            offers: 0,
            receives: HashMap::new(),
            next_ping: now,
            next: now,
            keys: HashSet::new(),
        }
    }

    /// Its address, as its packets say it.
    pub fn address(&self) -> SocketAddr {
        self.own
    }

    /// When it has something to do.
    pub fn next(&self) -> Instant {
        let frames = self.feeds.iter().map(|feed| feed.next);
        let lines = [self.up.next(), self.down.next()].into_iter().flatten();
        frames.chain(lines).fold(self.next, Instant::min)
    }

    /// Does what is due.
    pub fn live(&mut self, now: Instant) {
        while let Some((due, packet)) = self.down.due(now) {
            let received = Receive::new(Protocol::Udp, self.server, self.own, &packet);
            let received = Input::Receive(due, received.expect("a datagram of ours"));
            self.rtc.handle_input(received).expect("sound media");
            self.send_out(due);
        }
        self.now = now;
        self.rtc
            .handle_input(Input::Timeout(now))
            .expect("sound media");
        self.send_frames(now);
        self.send_out(now);
    }

    /// Cannot decode what it gets: asks for a picture that needs none before it.
    pub fn ask_key(&mut self) {
        let pictures = self.receives.iter();
        let mids = pictures.filter(|(_, kind)| **kind == MediaKind::Video);
        for mid in mids.map(|(mid, _)| *mid).collect::<Vec<_>>() {
            if let Some(mut writer) = self.rtc.writer(mid) {
                // Refused where nothing has come yet.
                drop(writer.request_keyframe(None, KeyframeRequestKind::Pli));
            }
        }
        self.send_out(self.now);
    }

    fn send_out(&mut self, now: Instant) {
        loop {
            match self.rtc.poll_output().expect("sound media") {
                Output::Transmit(packet) => self.up.put(now, &packet.contents),
                Output::Event(event) => self.happened(event, now),
                Output::Timeout(at) if at > now => {
                    self.next = at;
                    return;
                }
                Output::Timeout(_) => {
                    let passed = self.rtc.handle_input(Input::Timeout(now));
                    passed.expect("sound media");
                }
            }
        }
    }

    fn happened(&mut self, event: Event, now: Instant) {
        match event {
            Event::KeyframeRequest(asked) => {
                self.keys_asked.push((now, asked.rid));
                self.keys.insert((asked.mid, asked.rid));
            }
            Event::MediaData(data) => {
                let kind = self.receives[&data.mid];
                let got = Got::read(now, data.mid, kind, data.contiguous, &data.data);
                self.got.push(got);
            }
            Event::MediaEgressStats(stats) => {
                self.asked_again.insert(stats.mid, stats.nacks);
            }
            Event::MediaIngressStats(stats) => {
                self.asks_again.insert(stats.mid, stats.nacks);
            }
            _ => {}
        }
    }

    fn send_frames(&mut self, now: Instant) {
        for feed in &mut self.feeds {
            if feed.next > now || self.pending.is_some() || !self.rtc.is_connected() {
                feed.next = feed.next.max(now);
                continue;
            }
            feed.next += feed.every;
            for at in 0..feed.layers.len() {
                let layer = &feed.layers[at];
                let Some(mut writer) = self.rtc.writer(feed.mid).filter(|_| layer.enabled) else {
                    continue;
                };
                if feed.kind == MediaKind::Audio {
                    writer = writer.audio_level(-20, true);
                }
                let params = writer.payload_params().next().expect("a codec");
                let pt = params.pt();
                if let Some(rid) = layer.rid {
                    writer = writer.rid(rid);
                }
                let frame = feed.frame(at, now, &self.keys);
                self.keys.remove(&(feed.mid, layer.rid));
                let written = writer.write(pt, now, feed.time(), frame);
                written.expect("negotiated");
            }
            feed.number += 1;
        }
    }
}
