//! What somebody may do, and that the unit keeps it.

use crate::{
    LISTENER, left_with,
    unit::{Unit, request},
};
use call_bot::{Bot, together};
use livekit_protocol::{
    DisconnectReason, JoinRequest, TrackSource, UpdateParticipantMetadata, leave_request::Action,
    participant_info::State, signal_request::Message as Said, signal_response::Message as Heard,
};
use std::time::Duration;
use str0m::media::MediaKind::Audio;
use zvonok_sfu::{Limits, Order, Rights};

#[tokio::test]
async fn rights_are_kept_by_the_unit_and_taken_away_in_the_middle() {
    let unit = Unit::start(Limits::default()).await;
    let mut ann = unit.join("ann").await;
    let mut ben = unit.join_with("ben", LISTENER).await;
    ann.until("told", |bot| bot.people.contains_key("ben"))
        .await;
    // A page that does as if it might.
    ben.publish(Audio, TrackSource::Microphone).await;
    ben.until("refused", |bot| {
        bot.heard
            .iter()
            .any(|one| matches!(one, Heard::RequestResponse(_)))
    })
    .await;
    for _ in 0..10 {
        ben.live_for(Duration::from_millis(20)).await;
        ann.live_for(Duration::from_millis(5)).await;
    }
    assert_eq!(ann.frames_of(Audio), 0);
    assert!(ann.people["ben"].tracks.is_empty());
    ben.say(Said::UpdateMetadata(UpdateParticipantMetadata {
        name: "учитель".into(),
        ..UpdateParticipantMetadata::default()
    }))
    .await;
    let give = |rights| Order::Allow {
        identity: "ben".into(),
        rights,
    };
    let speaker = Rights {
        microphone: true,
        ..LISTENER
    };
    unit.sfu.order("room", give(speaker)).await;
    ben.until("told of the new right", |bot| {
        let me = bot.people.get("ben").and_then(|me| me.permission.as_ref());
        me.is_some_and(|me| me.can_publish)
    })
    .await;
    ben.sends.clear();
    ben.publish(Audio, TrackSource::Microphone).await;
    together("heard", &mut [&mut ann, &mut ben], |bots| {
        bots[0].frames_of(Audio) > 20
    })
    .await;
    assert_eq!(
        ann.people["ben"].name, "имя ben",
        "the name was not ben's to change"
    );
    unit.sfu.order("room", give(LISTENER)).await;
    together("gone", &mut [&mut ann, &mut ben], |bots| {
        bots[0].people["ben"].tracks.is_empty()
            && bots[1]
                .heard
                .iter()
                .any(|one| matches!(one, Heard::TrackUnpublished(_)))
    })
    .await;
    let before = ann.frames_of(Audio);
    for _ in 0..10 {
        ben.live_for(Duration::from_millis(20)).await;
        ann.live_for(Duration::from_millis(5)).await;
    }
    assert!(ann.frames_of(Audio) <= before + 5, "what was on its way");
}

#[tokio::test]
async fn data_comes_with_the_true_name_and_only_to_whom_it_is_meant() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    let mut cas = unit.join_with("cas", LISTENER).await;
    ann.send_data("всем", &[]).await;
    ann.send_data("бену", &["ben"]).await;
    ann.send_data("снова всем", &[]).await;
    cas.send_data("нельзя", &[]).await;
    together("read", &mut [&mut ann, &mut ben, &mut cas], |bots| {
        bots[1].data.len() == 3 && bots[2].data.len() == 2
    })
    .await;
    let read = |bot: &Bot| -> Vec<String> {
        let texts = bot.data.iter();
        texts
            .map(|(from, text)| format!("{from}: {}", String::from_utf8_lossy(text)))
            .collect()
    };
    assert_eq!(read(&ben), ["ann: всем", "ann: бену", "ann: снова всем"]);
    assert_eq!(read(&cas), ["ann: всем", "ann: снова всем"]);
    assert!(ann.data.is_empty());
}

#[tokio::test]
async fn attributes_reach_everybody_up_to_a_limit() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, ben) = (unit.join("ann").await, unit.join("ben").await);
    let set = |name: &str, value: String| {
        Said::UpdateMetadata(UpdateParticipantMetadata {
            attributes: [(name.to_owned(), value)].into(),
            ..UpdateParticipantMetadata::default()
        })
    };
    ben.say(set("hand", "1".into())).await;
    ben.say(set("long", "x".repeat(20_000))).await;
    ann.until("a hand", |bot| {
        let ben = bot.people.get("ben");
        ben.is_some_and(|ben| ben.attributes.get("hand").is_some_and(|hand| hand == "1"))
    })
    .await;
    assert!(!ann.people["ben"].attributes.contains_key("long"));
}

#[tokio::test]
async fn who_was_removed_stays_out_until_let_in() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    let identity = || "ben".to_owned();
    unit.sfu
        .order(
            "room",
            Order::Remove {
                identity: identity(),
            },
        )
        .await;
    ben.until("ended", |bot| bot.ended).await;
    let removed = (Action::Disconnect, DisconnectReason::ParticipantRemoved);
    assert_eq!(left_with(&ben), Some(removed));
    ann.until("told", |bot| {
        bot.people
            .get("ben")
            .is_some_and(|ben| ben.state() == State::Disconnected)
    })
    .await;
    let pass = Unit::pass("ben", Rights::ALL);
    let ask = request(&JoinRequest::default());
    let mut refused = unit.sfu.enter(pass, ask).await.unwrap();
    assert!(refused.out.recv().await.is_some(), "told why");
    assert!(refused.out.recv().await.is_none(), "and out");
    unit.sfu
        .order(
            "room",
            Order::LetIn {
                identity: identity(),
            },
        )
        .await;
    unit.join("ben").await;
    unit.sfu.order("room", Order::Close).await;
    ann.until("over", |bot| bot.ended).await;
    let over = (Action::Disconnect, DisconnectReason::RoomDeleted);
    assert_eq!(left_with(&ann), Some(over));
}

#[tokio::test]
async fn who_hides_is_seen_by_nobody() {
    let unit = Unit::start(Limits::default()).await;
    let mut ann = unit.join("ann").await;
    let hidden = Rights {
        hidden: true,
        ..LISTENER
    };
    let mut spy = unit.join_with("spy", hidden).await;
    ann.publish(Audio, TrackSource::Microphone).await;
    together("listens", &mut [&mut ann, &mut spy], |bots| {
        bots[1].frames_of(Audio) > 20
    })
    .await;
    assert!(!ann.people.contains_key("spy"));
}
