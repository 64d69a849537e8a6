//! What somebody is told who comes back after the signalling broke, and how good ways are.

use crate::unit::Unit;
use call_bot::{Bot, together};
use livekit_protocol::{
    ConnectionQuality, MuteTrackRequest, TrackInfo, TrackPublishedResponse, TrackSource,
    participant_info::State, signal_request::Message as Said, signal_response::Message as Heard,
};
use str0m::media::MediaKind::{Audio, Video};
use zvonok_sfu::{Limits, Order};

#[tokio::test]
async fn what_happened_meanwhile_is_told() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    let cas = unit.join("cas").await;
    ben.publish(Audio, TrackSource::Microphone).await;
    together("told", &mut [&mut ann, &mut ben], |bots| {
        let ben = bots[0].people.get("ben");
        ben.is_some_and(|ben| ben.tracks.len() == 1) && bots[0].people.contains_key("cas")
    })
    .await;
    // Ben's signalling is gone; cas leaves and ben is muted.
    ben.wire = None;
    let order = Order::Mute {
        identity: "ben".into(),
    };
    unit.sfu.order("room", order).await;
    cas.say(Said::Leave(Default::default())).await;
    ann.until("told", |bot| {
        bot.people["ben"].tracks[0].muted && bot.people["cas"].state() == State::Disconnected
    })
    .await;
    unit.resume(&mut ben, "ben").await;
    ben.until("told", |bot| {
        let muted = |one: &Heard| matches!(one, Heard::Mute(mute) if mute.muted);
        let cas = bot.people.get("cas");
        bot.heard.iter().any(muted) && cas.is_some_and(|cas| cas.state() == State::Disconnected)
    })
    .await;
    // The client has done it: it is not told again.
    let sid = ann.people["ben"].tracks[0].sid.clone();
    let muted = true;
    ben.say(Said::Mute(MuteTrackRequest { sid, muted })).await;
    ben.say(Said::Ping(1)).await;
    ben.until("heard", |bot| {
        bot.heard.iter().any(|one| matches!(one, Heard::Pong(_)))
    })
    .await;
    unit.resume(&mut ben, "ben").await;
    let kept = |sid: &str| TrackPublishedResponse {
        track: Some(TrackInfo {
            sid: sid.into(),
            ..TrackInfo::default()
        }),
        ..TrackPublishedResponse::default()
    };
    let own = ann.people["ben"].tracks[0].sid.clone();
    ben.sync(vec![kept(&own), kept("TR_unknown")]).await;
    ben.until("what is unknown ends", |bot| {
        let ended = |one: &Heard| matches!(one, Heard::TrackUnpublished(track) if track.track_sid == "TR_unknown");
        bot.heard.iter().any(ended)
    })
    .await;
    assert!(!ben.heard.iter().any(|one| matches!(one, Heard::Mute(_))));
}

#[tokio::test]
async fn who_came_again_is_not_told_to_be_gone() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, cas) = (unit.join("ann").await, unit.join("cas").await);
    ann.wire = None;
    drop(cas);
    let again = unit.join("cas").await;
    unit.resume(&mut ann, "ann").await;
    let own = again.me.clone().unwrap().participant.unwrap().sid;
    ann.until("told", |bot| {
        let cas = bot.people.get("cas");
        cas.is_some_and(|cas| cas.sid == own && cas.state() != State::Disconnected)
    })
    .await;
    let gone = ann.heard.iter().any(|one| match one {
        Heard::Update(update) => update
            .participants
            .iter()
            .any(|one| one.state() == State::Disconnected),
        _ => false,
    });
    assert!(!gone, "clients know people by identity");
}

#[tokio::test]
async fn a_way_that_loses_much_is_shown_to_everybody() {
    let unit = Unit::start(Limits::default()).await;
    let mut ann = unit.join("ann").await;
    let mut ben = unit.join("ben").await;
    ann.publish(Audio, TrackSource::Microphone).await;
    ann.publish(Video, TrackSource::Camera).await;
    ben.loses = 4;
    let sid = ben.me.clone().unwrap().participant.unwrap().sid;
    let told = |bot: &Bot, quality: ConnectionQuality| {
        bot.heard.iter().any(|one| match one {
            Heard::ConnectionQuality(update) => update
                .updates
                .iter()
                .any(|one| one.participant_sid == sid && one.quality() == quality),
            _ => false,
        })
    };
    together("poor", &mut [&mut ann, &mut ben], |bots| {
        bots.iter().all(|bot| told(bot, ConnectionQuality::Poor))
    })
    .await;
    ben.wire = None;
    ann.until("lost", |bot| told(bot, ConnectionQuality::Lost))
        .await;
    assert!(!told(&ben, ConnectionQuality::Lost));
}
