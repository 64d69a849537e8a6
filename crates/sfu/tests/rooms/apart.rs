//! What one client or one room does concerns no other.

use crate::{
    left_with,
    unit::{Unit, request},
};
use call_bot::together;
use livekit_protocol::{
    JoinRequest, SessionDescription, TrackSource, signal_request::Message as Said,
};
use std::time::Duration;
use str0m::media::MediaKind::Audio;
use zvonok_sfu::{Limits, Rights};

#[tokio::test]
async fn nonsense_ends_its_client_alone() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    ann.publish(Audio, TrackSource::Microphone).await;
    let offer = |sdp: &str| {
        Said::Offer(SessionDescription {
            r#type: "offer".into(),
            sdp: sdp.into(),
            id: 99,
            ..SessionDescription::default()
        })
    };
    let bundle = "v=0\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n";
    for nonsense in [
        offer(""),
        offer("v=0"),
        offer(bundle),
        offer(&"m=audio\r\n".repeat(500)),
    ] {
        let mut bad = unit.join("bad").await;
        bad.say(nonsense).await;
        bad.until("ended", |bot| bot.ended).await;
        assert!(left_with(&bad).is_some(), "with a reason");
    }
    let mut bad = unit.join("bad").await;
    bad.say_bytes(vec![0xff; 100]).await;
    bad.until("ended", |bot| bot.ended).await;
    let mut loud = unit.join("loud").await;
    for at in 0..3_000 {
        loud.say(Said::Ping(at)).await;
        if loud.ended {
            break;
        }
        loud.live_for(Duration::ZERO).await;
    }
    loud.until("ended", |bot| bot.ended).await;
    together("the others go on", &mut [&mut ann, &mut ben], |bots| {
        bots[1].frames_of(Audio) > 20
    })
    .await;
}

#[tokio::test]
async fn rooms_and_people_have_limits_and_rooms_do_not_mix() {
    let limits = Limits {
        people: 2,
        ..Limits::default()
    };
    let unit = Unit::start(limits).await;
    let (mut ann, _ben) = (unit.join("ann").await, unit.join("ben").await);
    let ask = || request(&JoinRequest::default());
    let mut third = unit
        .sfu
        .enter(Unit::pass("cas", Rights::ALL), ask())
        .await
        .unwrap();
    assert!(third.out.recv().await.is_some(), "told why");
    assert!(third.out.recv().await.is_none(), "and out");
    let mut wires = Vec::new();
    for room in ["second", "third", "fourth", "fifth"] {
        let mut pass = Unit::pass("dan", Rights::ALL);
        pass.room = room.into();
        wires.push(unit.sfu.enter(pass, ask()).await);
    }
    let open: Vec<bool> = wires.iter().map(Option::is_some).collect();
    assert_eq!(open, [true, true, true, false]);
    ann.live_for(Duration::from_millis(100)).await;
    assert!(!ann.people.contains_key("dan"));
}
