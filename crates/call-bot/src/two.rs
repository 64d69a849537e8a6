//! Bots with a connection for each way (`/rtc`): the server offers them what they receive.

use crate::Bot;
use livekit_protocol::{SessionDescription, signal_request::Message as Said};
use std::{
    net::{IpAddr, SocketAddr},
    time::Instant,
};
use str0m::{
    Candidate, Event, Input, Output, Rtc,
    change::SdpOffer,
    media::Mid,
    net::{Protocol, Receive},
};
use tokio::net::UdpSocket;

/// The connection by which such a bot receives.
pub(crate) struct Second {
    rtc: Rtc,
    pub(crate) socket: UdpSocket,
    own: SocketAddr,
}

impl Second {
    pub(crate) async fn new(at: IpAddr) -> Self {
        let socket = UdpSocket::bind((at, 0)).await.expect("a socket");
        let own = socket.local_addr().expect("bound");
        let mut rtc = Rtc::builder()
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .build(Instant::now());
        rtc.add_local_candidate(Candidate::host(own, "udp").expect("an address"));
        Self { rtc, socket, own }
    }

    pub(crate) fn take(&mut self, source: SocketAddr, packet: &[u8]) {
        if let Ok(packet) = Receive::new(Protocol::Udp, source, self.own, packet) {
            drop(
                self.rtc
                    .handle_input(Input::Receive(Instant::now(), packet)),
            );
        }
    }

    /// Sends what is to be sent: what has happened, and when there is more to do.
    pub(crate) async fn send_out(&mut self) -> (Vec<Event>, Instant) {
        let mut events = Vec::new();
        let input = Input::Timeout(Instant::now());
        self.rtc.handle_input(input).expect("sound media");
        loop {
            match self.rtc.poll_output().expect("sound media") {
                Output::Transmit(packet) => {
                    let sent = self.socket.send_to(&packet.contents, packet.destination);
                    drop(sent.await);
                }
                Output::Event(event) => events.push(event),
                Output::Timeout(at) => {
                    let now = Instant::now();
                    if at > now {
                        return (events, at);
                    }
                    let input = Input::Timeout(now);
                    self.rtc.handle_input(input).expect("sound media");
                }
            }
        }
    }
}

/// The next packet to the second connection.
pub(crate) async fn receive(
    second: &Option<Second>,
    buffer: &mut [u8],
) -> Option<(usize, SocketAddr)> {
    match second {
        Some(second) => second.socket.recv_from(buffer).await.ok(),
        None => std::future::pending().await,
    }
}

impl Bot {
    /// Takes an offer of the server and answers it.
    pub(crate) async fn offered_down(&mut self, offer: &SessionDescription) {
        let second = self.second.as_mut().expect("one that is offered");
        let sdp = SdpOffer::from_sdp_string(&offer.sdp).expect("an offer");
        let answer = second.rtc.sdp_api().accept_offer(sdp).expect("fits");
        for mid in offer.sdp.lines().filter_map(|l| l.strip_prefix("a=mid:")) {
            let mid = Mid::from(mid);
            let known = self.receiving.iter().any(|(one, _)| *one == mid);
            if let Some(media) = second.rtc.media(mid).filter(|_| !known) {
                self.receiving.push((mid, media.kind()));
            }
        }
        self.tracks.clone_from(&offer.mid_to_track_id);
        self.say(Said::Answer(SessionDescription {
            r#type: "answer".into(),
            sdp: answer.to_sdp_string(),
            id: offer.id,
            ..SessionDescription::default()
        }))
        .await;
    }
}
