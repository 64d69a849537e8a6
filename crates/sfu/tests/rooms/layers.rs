//! Pictures in several sizes: each viewer gets the one that what it shows can use and its way
//! carries, and what nobody watches is not sent.

use crate::unit::Unit;
use call_bot::{Bot, Feed};
use livekit_protocol::{
    StreamState, TrackSource, UpdateTrackSettings, VideoQuality, signal_request::Message as Said,
    signal_response::Message as Heard,
};
use std::time::Duration;
use str0m::media::MediaKind::{Audio, Video};
use tokio::sync::watch;
use zvonok_sfu::Limits;

/// 100, 400 and 1,200 kbit/s.
const SIZES: [usize; 3] = [500, 2_000, 6_000];

fn sizes() -> Vec<Feed> {
    let feed = |size| Feed {
        size,
        every: Duration::from_millis(40),
        ..Feed::small(Video)
    };
    SIZES.into_iter().map(feed).collect()
}

/// The last pictures have all been of these sizes.
fn gets(bot: &Bot, which: &[usize]) -> bool {
    let sound = |one: &&call_bot::Arrival| bot.kind_of(one.mid) == Some(Video);
    let last: Vec<usize> = bot
        .arrived
        .iter()
        .rev()
        .filter(sound)
        .take(15)
        .map(|one| one.size)
        .collect();
    last.len() == 15 && last.iter().all(|size| which.contains(size))
}

async fn shows(bot: &Bot, sid: &str, quality: VideoQuality) {
    bot.say(Said::TrackSetting(UpdateTrackSettings {
        track_sids: vec![sid.to_owned()],
        quality: quality as i32,
        ..UpdateTrackSettings::default()
    }))
    .await;
}

/// Which layers the publisher was told to send last.
fn sends(bot: &Bot) -> Option<Vec<bool>> {
    bot.heard.iter().rev().find_map(|one| match one {
        Heard::SubscribedQualityUpdate(update) => {
            let codec = update.subscribed_codecs.first()?;
            Some(codec.qualities.iter().map(|one| one.enabled).collect())
        }
        _ => None,
    })
}

/// Lives beside the test, and says which layers it was told to send: a viewer that waits for another
/// bot would take its own waiting for a narrow way.
fn beside(mut bot: Bot) -> watch::Receiver<Option<Vec<bool>>> {
    let (tell, told) = watch::channel(None);
    tokio::spawn(async move {
        while !tell.is_closed() {
            bot.live().await;
            tell.send_replace(sends(&bot));
        }
    });
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_gets_what_it_shows_and_the_rest_is_not_sent() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    ann.publish_sizes(&sizes(), TrackSource::Camera).await;
    let sends = beside(ann);
    ben.until("the largest", |bot| gets(bot, &SIZES[2..])).await;
    let sid = ben.people["ann"].tracks[0].sid.clone();
    for (quality, size, sent) in [
        (VideoQuality::Low, 0, [true, false, false]),
        (VideoQuality::Medium, 1, [true, true, false]),
    ] {
        shows(&ben, &sid, quality).await;
        ben.until("what it shows", |bot| {
            gets(bot, &SIZES[size..=size]) && *sends.borrow() == Some(sent.to_vec())
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_narrow_way_gets_less_then_sound_alone_and_a_wide_one_all_again() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    ann.publish_sizes(&sizes(), TrackSource::Camera).await;
    ann.publish(Audio, TrackSource::Microphone).await;
    let _ann = beside(ann);
    ben.until("the largest", |bot| gets(bot, &SIZES[2..])).await;
    ben.narrow(600_000);
    ben.until("less", |bot| gets(bot, &SIZES[..2])).await;
    ben.narrow(90_000);
    let state = |bot: &Bot| {
        bot.heard.iter().rev().find_map(|one| match one {
            Heard::StreamStateUpdate(update) => Some(update.stream_states[0].state()),
            _ => None,
        })
    };
    ben.until("paused", |bot| state(bot) == Some(StreamState::Paused))
        .await;
    let sound = ben.frames_of(Audio);
    ben.until("sound goes on", |bot| bot.frames_of(Audio) > sound + 50)
        .await;
    ben.narrow(0);
    ben.until("all again", |bot| {
        state(bot) == Some(StreamState::Active) && gets(bot, &SIZES[2..])
    })
    .await;
}
