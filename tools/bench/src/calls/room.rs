//! One room, from the first who comes to what was measured.

use super::{
    person::{self, Phase, Way},
    tally::Tally,
};
use crate::{
    Result,
    ambient::{self, now},
    report::Stage,
    stats::Times,
};
use call_bot::Feed;
use livekit_token::{AccessToken, VideoGrants};
use std::{net::IpAddr, time::Duration};
use str0m::media::MediaKind;
use tokio::{
    net::{UdpSocket, lookup_host},
    sync::{oneshot, watch},
    time::sleep,
};

/// People come one after another, as far apart.
const APART: Duration = Duration::from_millis(100);
/// What coming in stirs up has settled.
const SETTLES: Duration = Duration::from_secs(2);

/// A server's room.
pub struct Room {
    /// Its signalling.
    pub url: String,
    /// What signs.
    pub key: String,
    /// What it signs with.
    pub secret: String,
    /// The server's process, if it runs here.
    pub pid: Option<u32>,
}

/// Who is in it.
pub struct Shape {
    /// The stage's name.
    pub name: String,
    /// How many show and speak.
    pub shows: usize,
    /// How many only watch.
    pub watches: usize,
    /// What is shown.
    pub picture: Feed,
    /// Percent of a core for one who watches.
    pub aim: Option<f64>,
}

impl Room {
    /// Fills it, waits and tells.
    pub async fn measure(&self, shape: &Shape, seconds: u64) -> Result<Stage> {
        let memory = || self.pid.and_then(ambient::memory);
        let cpu = || self.pid.and_then(ambient::cpu);
        let empty = memory();
        let from = self.reached_from().await?;
        let (phase, phases) = watch::channel(Phase::Coming);
        let mut people = Vec::new();
        for number in 0..shape.shows + shape.watches {
            let way = Way {
                url: self.url.clone(),
                token: self.token(number)?,
                from,
                shows: (number < shape.shows).then_some(shape.picture),
            };
            let (ready, is_ready) = oneshot::channel();
            let mut who = person::enter(way, phases.clone(), ready);
            person::there(is_ready, &mut who).await?;
            people.push(who);
            sleep(APART).await;
        }
        sleep(SETTLES).await;
        let (spent, began) = (cpu(), now());
        phase.send_replace(Phase::Measured);
        sleep(Duration::from_secs(seconds)).await;
        let length = (now() - began).as_secs_f64();
        let spent = cpu().zip(spent).map(|(after, before)| after - before);
        let grown = memory().zip(empty).map(|(after, before)| after - before);
        phase.send_replace(Phase::Over);
        let mut tallies = Vec::new();
        for who in people {
            tallies.push(who.await??);
        }
        let count = tallies.len() as f64;
        let mut stage = heard(shape, tallies, length);
        if let (Some(spent), Some(grown)) = (spent, grown) {
            let busy = spent / length * 100.0;
            stage.add("server", busy, "% of a core");
            match shape.aim {
                Some(aim) => {
                    let one = busy / shape.watches as f64;
                    stage.at_most("server, for one who watches", one, "% of a core", aim);
                }
                None => stage.add("server, for one", busy / count, "% of a core"),
            }
            stage.add("memory for one", grown / count / 1e6, "MB");
        }
        Ok(stage)
    }

    /// The address of this machine on the way to the server.
    async fn reached_from(&self) -> Result<IpAddr> {
        let host = self.url.strip_prefix("ws://");
        let host = host.ok_or("an address begins with ws://; one with wss:// is behind a proxy")?;
        let found = lookup_host(host.trim_end_matches('/')).await?.next();
        let server = found.ok_or_else(|| format!("{host} has no address"))?;
        let any: IpAddr = match server {
            std::net::SocketAddr::V4(_) => std::net::Ipv4Addr::UNSPECIFIED.into(),
            std::net::SocketAddr::V6(_) => std::net::Ipv6Addr::UNSPECIFIED.into(),
        };
        // Sends nothing: the system tells which address it would send from.
        let socket = UdpSocket::bind((any, 0)).await?;
        socket.connect(server).await?;
        Ok(socket.local_addr()?.ip())
    }

    fn token(&self, number: usize) -> Result<String> {
        let room = format!("bench-{}", std::process::id());
        Ok(AccessToken::with_api_key(&self.key, &self.secret)
            .with_identity(&number.to_string())
            .with_name(&format!("Bot {number}"))
            .with_grants(VideoGrants {
                room_join: true,
                room,
                ..VideoGrants::default()
            })
            .to_jwt()?)
    }
}

/// What all of them got.
fn heard(shape: &Shape, tallies: Vec<Tally>, length: f64) -> Stage {
    let mut stage = Stage::new(format!("call: {}", shape.name));
    let (mut joins, mut firsts, mut late) = (Times::default(), Times::default(), Times::default());
    let all = tallies.len();
    let (mut frames, mut unseen, mut paused) = (0, 0, 0);
    // Of many voices the loudest are forwarded: what is left out is not lost.
    let kinds: &[MediaKind] = match shape.shows {
        1 => &[MediaKind::Video, MediaKind::Audio],
        _ => &[MediaKind::Video],
    };
    let mut lost = vec![0; kinds.len()];
    for (number, tally) in tallies.into_iter().enumerate() {
        let seen = tally.senders(MediaKind::Video);
        let shown = shape.shows - usize::from(number < shape.shows);
        unseen += shown.saturating_sub(seen);
        paused += tally.paused;
        for (sum, kind) in lost.iter_mut().zip(kinds) {
            *sum += tally.lost(*kind);
        }
        frames += tally.frames;
        if let Some(span) = tally.joined {
            joins.add(span.as_secs_f64());
        }
        // Whoever came before there was anything to see has waited for it.
        if let Some(span) = tally.first.filter(|_| number >= shape.shows) {
            firsts.add(span.as_secs_f64());
        }
        late.append(tally.late);
    }
    stage.add("people", all as f64, "");
    stage.add("join, p50", joins.percentile(0.5), "ms");
    stage.at_most("join, p95", joins.percentile(0.95), "ms", 400.0);
    if firsts.len() > 0 {
        stage.add("join to first picture, p50", firsts.percentile(0.5), "ms");
        let p95 = firsts.percentile(0.95);
        stage.at_most("join to first picture, p95", p95, "ms", 1_000.0);
    }
    for (name, share) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)] {
        stage.add(&format!("one way, {name}"), late.percentile(share), "ms");
    }
    stage.add("frames arrived", frames as f64 / length, "1/s");
    for (kind, sum) in kinds.iter().zip(lost) {
        let what = format!("frames lost, {}", person::called(*kind));
        stage.at_most(&what, sum as f64, "", 0.0);
    }
    stage.at_most("pictures held back", paused as f64, "", 0.0);
    stage.at_most("pictures never seen", unseen as f64, "", 0.0);
    stage
}
