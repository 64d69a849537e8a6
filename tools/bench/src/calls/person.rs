//! One person in a room: a task that lives until the room is over.

use super::tally::Tally;
use crate::{Result, ambient::now};
use call_bot::{Bot, Feed, Wire};
use livekit_protocol::TrackSource;
use std::{net::IpAddr, time::Duration};
use str0m::media::MediaKind;
use tokio::{
    sync::{oneshot, watch},
    task::JoinHandle,
    time::timeout,
};

/// What goes on in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// People come.
    Coming,
    /// All are there: what arrives now counts.
    Measured,
    /// It is over.
    Over,
}

/// Where and as who one comes in.
#[derive(Debug, Clone)]
pub struct Way {
    /// The server's signalling.
    pub url: String,
    /// What opens.
    pub token: String,
    /// The address of this machine that the server is reached from.
    pub from: IpAddr,
    /// What one shows, with a voice; nothing for who watches.
    pub shows: Option<Feed>,
}

/// Somebody who comes in; `ready` is told when he is in and shows what he has.
pub fn enter(
    way: Way,
    phase: watch::Receiver<Phase>,
    ready: oneshot::Sender<()>,
) -> JoinHandle<Result<Tally>> {
    tokio::spawn(live(way, phase, ready))
}

async fn live(
    way: Way,
    phase: watch::Receiver<Phase>,
    ready: oneshot::Sender<()>,
) -> Result<Tally> {
    let mut tally = Tally::default();
    let began = now();
    let (mut bot, request) = Bot::new(way.from).await;
    bot.wire = Some(Wire::open(&way.url, &way.token, &request).await?);
    bot.until("in", |bot| bot.ended || bot.me.is_some() && bot.connected)
        .await;
    tally.joined = Some(now() - began);
    if let Some(feed) = way.shows {
        bot.publish_feed(feed, TrackSource::Camera).await;
        bot.publish_feed(Feed::voice(), TrackSource::Microphone)
            .await;
    }
    // Whoever counts does so when this one is gone.
    let _ = ready.send(());
    loop {
        let now_is = *phase.borrow();
        tally.take(&mut bot, began, now_is == Phase::Measured);
        if now_is == Phase::Over {
            tally.hear(&bot);
            return Ok(tally);
        }
        if bot.ended {
            return Err("the server has thrown somebody out".into());
        }
        bot.live().await;
    }
}

/// Waits for somebody to be in.
pub async fn there(
    ready: oneshot::Receiver<()>,
    who: &mut JoinHandle<Result<Tally>>,
) -> Result<()> {
    match timeout(Duration::from_secs(30), ready).await {
        Ok(Ok(())) => Ok(()),
        // It ended before it was in: it says why.
        _ => match who.await? {
            Ok(_) => Err("somebody has not come in".into()),
            Err(fault) => Err(fault),
        },
    }
}

/// A kind of media as a report calls it.
pub fn called(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Audio => "sound",
        MediaKind::Video => "pictures",
    }
}
