//! The bot's life: what comes, what goes, and time.

use crate::{Arrival, Bot, Wire, tcp::Tcp, two};
use livekit_protocol::{DataPacket, Ping, data_packet::Value, signal_request::Message as Said};
use prost::Message as _;
use std::{
    net::SocketAddr,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};
use str0m::{
    Event, Input, Output,
    media::MediaKind,
    net::{Protocol, Receive},
};
use tokio::time::sleep_until;

/// It looks round at least so often.
const NAP: Duration = Duration::from_millis(50);
/// Largest datagram of WebRTC.
const DATAGRAM: usize = 2_000;

/// How such a packet of STUN begins.
const BINDING_REQUEST: [u8; 2] = [0, 1];

impl Bot {
    /// Sends a packet that is none of its own.
    pub async fn post(&self, to: SocketAddr, packet: &[u8]) {
        drop(self.socket.send_to(packet, to).await);
    }

    /// Takes what comes next, or lets a little time pass.
    pub async fn live(&mut self) {
        let mut next = self.send_out().await.min(Instant::now() + NAP);
        for kind in &self.sends {
            next = self
                .sending
                .get(kind)
                .map_or(next, |one| one.next.min(next));
        }
        next = self.narrow.next().map_or(next, |due| due.min(next));
        if let Some(second) = &mut self.second {
            let (events, at) = second.send_out().await;
            next = next.min(at);
            for event in events {
                self.happened(event, true);
            }
        }
        let mut buffer = [0; DATAGRAM];
        let mut second = [0; DATAGRAM];
        tokio::select! {
            received = self.socket.recv_from(&mut buffer) => {
                if let Ok((length, source)) = received {
                    self.take(Protocol::Udp, source, &buffer[..length]);
                }
            }
            Some((length, source)) = two::receive(&self.second, &mut second) => {
                if let Some(own) = &mut self.second {
                    own.take(source, &second[..length]);
                }
            }
            Some((source, packet)) = by_tcp(&mut self.tcp) => {
                self.take(Protocol::Tcp, source, &packet);
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
        self.take_due();
        self.send_frames();
        self.send_ping().await;
    }

    fn take(&mut self, protocol: Protocol, source: SocketAddr, packet: &[u8]) {
        self.came += 1;
        if self.loses > 0 && self.came.is_multiple_of(self.loses) {
            return;
        }
        let packet = (protocol, source, packet.to_vec());
        self.narrow.put(packet, Instant::now());
        self.take_due();
    }

    /// Takes what is through its way.
    fn take_due(&mut self) {
        while let Some((protocol, source, packet)) = self.narrow.due(Instant::now()) {
            self.take_now(protocol, source, &packet);
        }
    }

    fn take_now(&mut self, protocol: Protocol, source: SocketAddr, packet: &[u8]) {
        if let Ok(packet) = Receive::new(protocol, source, self.own, packet) {
            drop(
                self.rtc
                    .handle_input(Input::Receive(Instant::now(), packet)),
            );
        }
    }

    /// Sends what is to be sent. The moment at which there is more to do.
    async fn send_out(&mut self) -> Instant {
        loop {
            match self.rtc.poll_output().expect("sound media") {
                Output::Transmit(packet) => match &mut self.tcp {
                    Some(tcp) => tcp.send(packet.destination, &packet.contents),
                    None => {
                        if packet.contents.starts_with(&BINDING_REQUEST) {
                            self.proof = Some((packet.destination, packet.contents.to_vec()));
                        }
                        let sent = self.socket.send_to(&packet.contents, packet.destination);
                        drop(sent.await);
                    }
                },
                Output::Event(event) => self.happened(event, self.second.is_none()),
                Output::Timeout(at) => {
                    let now = Instant::now();
                    if at > now {
                        return at;
                    }
                    self.rtc
                        .handle_input(Input::Timeout(now))
                        .expect("sound media");
                }
            }
        }
    }

    fn happened(&mut self, event: Event, receives: bool) {
        match event {
            Event::Connected if receives => self.connected = true,
            Event::ChannelOpen(id, label)
                if label == "_reliable" && (self.second.is_none() || !receives) =>
            {
                self.channel = Some(id)
            }
            Event::ChannelOpen(id, label) if label == "_lossy" && self.second.is_none() => {
                self.lossy = Some(id);
            }
            Event::ChannelData(data) => {
                let packet = DataPacket::decode(data.data.as_slice()).expect("a packet");
                if let Some(Value::User(user)) = packet.value {
                    self.data.push((packet.participant_identity, user.payload));
                }
            }
            Event::KeyframeRequest(asked) => {
                self.keys.insert(asked.mid);
            }
            Event::MediaData(frame) => {
                *self.frames.entry(frame.mid).or_default() += 1;
                self.arrived.extend(Arrival::read(frame.mid, &frame.data));
            }
            _ => {}
        }
    }

    fn send_frames(&mut self) {
        let now = Instant::now();
        for kind in &self.sends {
            let Some(one) = self.sending.get_mut(kind).filter(|one| one.next <= now) else {
                continue;
            };
            // What was slept through is not made up for in a burst.
            one.next = (one.next + one.feed.every).max(now);
            let key = self.keys.remove(&one.mid) || one.sent == 0;
            let layers = one.layers.iter().map(|(rid, feed)| (Some(*rid), *feed));
            let whole = one.layers.is_empty().then_some((None, one.feed));
            for (rid, feed) in layers.chain(whole) {
                let Some(mut writer) = self.rtc.writer(one.mid) else {
                    continue;
                };
                if *kind == MediaKind::Audio {
                    writer = writer.audio_level(self.level, true);
                }
                let pt = writer.payload_params().next().map(|params| params.pt());
                let Some(pt) = pt else { continue };
                if let Some(rid) = rid {
                    writer = writer.rid(rid);
                }
                let frame = feed.frame(self.number, one.sent, key);
                drop(writer.write(pt, now, feed.time(one.sent), frame));
            }
            one.sent += 1;
        }
    }

    async fn send_ping(&mut self) {
        let Some((every, last)) = self.ping.filter(|(every, last)| last.elapsed() >= *every) else {
            return;
        };
        self.ping = Some((every, last + every));
        if self.wire.is_some() {
            let since = SystemTime::now().duration_since(UNIX_EPOCH);
            let timestamp = since.map_or(0, |since| since.as_millis() as i64);
            self.say(Said::PingReq(Ping { timestamp, rtt: 0 })).await;
        }
    }
}

async fn by_tcp(tcp: &mut Option<Tcp>) -> Option<(SocketAddr, Vec<u8>)> {
    match tcp {
        Some(tcp) => tcp.receive().await,
        None => std::future::pending().await,
    }
}

async fn hear(wire: &mut Option<Wire>) -> Option<Vec<u8>> {
    match wire {
        Some(wire) => wire.out.recv().await,
        None => std::future::pending().await,
    }
}
