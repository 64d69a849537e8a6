//! Sound and pictures: to whom they go, and what a track is.

use crate::unit::Unit;
use call_bot::together;
use livekit_protocol::{
    MuteTrackRequest, TrackSource, signal_request::Message as Said,
    signal_response::Message as Heard,
};
use std::time::Duration;
use str0m::media::MediaKind::{Audio, Video};
use zvonok_sfu::{Limits, Order};

#[tokio::test]
async fn sound_and_pictures_reach_everybody_also_those_who_come_later() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    ann.publish(Audio, TrackSource::Microphone).await;
    ann.publish(Video, TrackSource::Camera).await;
    together("ben gets both", &mut [&mut ann, &mut ben], |bots| {
        bots[1].frames_of(Audio) > 20 && bots[1].frames_of(Video) > 20
    })
    .await;
    let mut cas = unit.join("cas").await;
    assert_eq!(cas.people["ann"].tracks.len(), 2, "told on coming in");
    ben.publish(Audio, TrackSource::Microphone).await;
    together(
        "everybody hears ben",
        &mut [&mut ann, &mut ben, &mut cas],
        |bots| {
            bots[0].frames_of(Audio) > 20
                && bots[2].frames_of(Audio) > 60
                && bots[2].frames_of(Video) > 20
        },
    )
    .await;
    let named: Vec<&String> = cas.tracks.values().collect();
    assert_eq!(named.len(), 3, "the answer names what its sections carry");
}

#[tokio::test]
async fn a_muted_track_is_not_forwarded_whatever_its_client_sends() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    ann.publish(Audio, TrackSource::Microphone).await;
    together("heard", &mut [&mut ann, &mut ben], |bots| {
        bots[1].frames_of(Audio) > 20
    })
    .await;
    let order = Order::Mute {
        identity: "ann".into(),
    };
    unit.sfu.order("room", order).await;
    together("muted", &mut [&mut ann, &mut ben], |bots| {
        bots[1].people["ann"].tracks[0].muted
            && bots[0]
                .heard
                .iter()
                .any(|one| matches!(one, Heard::Mute(mute) if mute.muted))
    })
    .await;
    let before = ben.frames_of(Audio);
    for _ in 0..20 {
        ann.live_for(Duration::from_millis(20)).await;
        ben.live_for(Duration::from_millis(5)).await;
    }
    assert!(ben.frames_of(Audio) <= before + 5, "what was on its way");
    let sid = ben.people["ann"].tracks[0].sid.clone();
    ann.say(Said::Mute(MuteTrackRequest { sid, muted: false }))
        .await;
    let so_far = ben.frames_of(Audio);
    together("open again", &mut [&mut ann, &mut ben], |bots| {
        bots[1].frames_of(Audio) > so_far + 20
    })
    .await;
}

#[tokio::test]
async fn a_track_is_what_its_source_says_and_there_is_one_of_each() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    // Sound that passes for a camera would get round a microphone that is forbidden.
    ben.publish(Audio, TrackSource::Camera).await;
    ben.until("refused", |bot| {
        bot.heard
            .iter()
            .any(|one| matches!(one, Heard::RequestResponse(_)))
    })
    .await;
    for _ in 0..3 {
        ben.publish(Audio, TrackSource::Microphone).await;
    }
    together("heard", &mut [&mut ann, &mut ben], |bots| {
        bots[0].frames_of(Audio) > 20 && bots[0].people["ben"].tracks.len() == 1
    })
    .await;
}

#[tokio::test]
async fn cameras_beyond_the_limit_are_not_offered() {
    let limits = Limits {
        cameras: 1,
        ..Limits::default()
    };
    let unit = Unit::start(limits).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    let mut cas = unit.join("cas").await;
    for bot in [&mut ann, &mut ben] {
        bot.publish(Video, TrackSource::Camera).await;
        bot.publish(Audio, TrackSource::Microphone).await;
    }
    together(
        "both voices and a face",
        &mut [&mut ann, &mut ben, &mut cas],
        |bots| bots[2].tracks.len() == 3 && bots[2].frames_of(Video) > 20,
    )
    .await;
}
