//! What one client does is limited, and costs that client alone.

use crate::{left_with, unit::Unit};
use call_bot::{Bot, Feed, together};
use livekit_protocol::{
    AddTrackRequest, DisconnectReason, MuteTrackRequest, SignalRequest, SignalResponse,
    TrackSource, TrackType, UpdateParticipantMetadata, leave_request::Action,
    participant_info::State, signal_request::Message as Said, signal_response::Message as Heard,
};
use prost::Message as _;
use std::time::Duration;
use str0m::media::MediaKind::{Audio, Video};
use zvonok_sfu::Limits;

const NONSENSE: (Action, DisconnectReason) = (Action::Disconnect, DisconnectReason::StateMismatch);

/// Says the same until it is sent away.
async fn without_end(bot: &mut Bot, what: Said) {
    for _ in 0..3_000 {
        if bot.ended {
            break;
        }
        bot.say(what.clone()).await;
        bot.live_for(Duration::ZERO).await;
    }
    bot.until("ended", |bot| bot.ended).await;
    assert_eq!(left_with(bot), Some(NONSENSE));
}

#[tokio::test]
async fn who_says_the_same_without_end_is_sent_away() {
    let unit = Unit::start(Limits::default()).await;
    let mut ann = unit.join("ann").await;
    let metadata = UpdateParticipantMetadata {
        name: "имя ben".into(),
        ..UpdateParticipantMetadata::default()
    };
    let track = AddTrackRequest {
        cid: "cid".into(),
        r#type: TrackType::Audio as i32,
        source: TrackSource::Microphone as i32,
        ..AddTrackRequest::default()
    };
    for what in [
        Said::Ping(1),
        Said::UpdateMetadata(metadata),
        Said::AddTrack(track),
    ] {
        let mut ben = unit.join("ben").await;
        without_end(&mut ben, what).await;
    }
    let told = ann.heard.len();
    ann.until("the last one gone", |bot| {
        let ben = bot.people.get("ben");
        ben.is_some_and(|ben| ben.state() == State::Disconnected) && bot.heard.len() > told
    })
    .await;
}

#[tokio::test]
async fn offers_without_end_are_nonsense() {
    let unit = Unit::start(Limits::default()).await;
    let mut ann = unit.join("ann").await;
    let offer = SignalRequest {
        message: Some(Said::Offer(ann.another_offer())),
    };
    let mut wire = ann.wire.take().unwrap();
    for _ in 0..100 {
        // Closed in the middle, the rest goes nowhere.
        drop(wire.into.send(offer.encode_to_vec()).await);
    }
    let (mut answers, mut left) = (0, None);
    while let Some(frame) = wire.out.recv().await {
        match SignalResponse::decode(frame.as_slice()).unwrap().message {
            Some(Heard::Answer(_)) => answers += 1,
            Some(Heard::Leave(leave)) => left = Some((leave.action(), leave.reason())),
            _ => {}
        }
    }
    assert_eq!(left, Some(NONSENSE));
    assert!(answers > 10, "a few are answered: {answers}");
}

#[tokio::test]
async fn what_changes_nothing_is_told_to_nobody() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    ben.publish(Audio, TrackSource::Microphone).await;
    together("published", &mut [&mut ann, &mut ben], |bots| {
        bots[0]
            .people
            .get("ben")
            .is_some_and(|ben| ben.tracks.len() == 1)
    })
    .await;
    let before = ann.people["ben"].version;
    let sid = ann.people["ben"].tracks[0].sid.clone();
    for _ in 0..10 {
        let muted = false;
        let sid = sid.clone();
        ben.say(Said::Mute(MuteTrackRequest { sid, muted })).await;
        ben.say(Said::UpdateMetadata(UpdateParticipantMetadata::default()))
            .await;
    }
    let hand = [("hand".to_owned(), "1".to_owned())].into();
    ben.say(Said::UpdateMetadata(UpdateParticipantMetadata {
        attributes: hand,
        ..UpdateParticipantMetadata::default()
    }))
    .await;
    ann.until("a hand", |bot| !bot.people["ben"].attributes.is_empty())
        .await;
    assert_eq!(ann.people["ben"].version, before + 1);
}

#[tokio::test]
async fn more_than_a_voice_can_be_is_not_forwarded() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    let flood = Feed {
        size: 1_000,
        every: Duration::from_millis(2),
        ..Feed::small(Audio)
    };
    ben.publish_feed(flood, TrackSource::Microphone).await;
    ben.publish_feed(Feed::small(Video), TrackSource::Camera)
        .await;
    // The burst that is allowed, and then so many of his pictures that sound comes in drops.
    together("a while", &mut [&mut ann, &mut ben], |bots| {
        bots[0].frames_of(Video) > 150
    })
    .await;
    let (sound, sent) = (ann.frames_of(Audio), ben.sent_of(Audio));
    assert!(sound < sent / 2, "{sound} of {sent}");
}

#[tokio::test]
async fn who_does_not_read_reliable_data_begins_anew() {
    let limits = Limits {
        backlog: 100_000,
        ..Limits::default()
    };
    let unit = Unit::start(limits).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    ben.until("a channel", Bot::has_channel).await;
    ann.until("told", |bot| bot.people.contains_key("ben"))
        .await;
    let text = "x".repeat(20_000);
    // Ben does not live meanwhile.
    while ann.people["ben"].state() != State::Disconnected {
        ann.send_data(&text, &[]).await;
        ann.live().await;
    }
    ben.until("ended", |bot| bot.ended).await;
    let anew = (Action::Reconnect, DisconnectReason::StateMismatch);
    assert_eq!(left_with(&ben), Some(anew));
    assert!(!ann.heard.iter().any(|one| matches!(one, Heard::Leave(_))));
}

#[tokio::test]
async fn media_that_is_none_ends_its_client_alone() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut cas) = (unit.join("ann").await, unit.join("cas").await);
    cas.publish(Audio, TrackSource::Microphone).await;
    let mut ben = unit.join_of_packets("ben").await;
    ben.publish(Video, TrackSource::Camera).await;
    ben.sends.clear();
    while !ben.ended {
        // The head of VP8 with a number of a layer and no layer.
        ben.send_packet(Video, &[0x90, 0x40]);
        ben.live().await;
    }
    let anew = (Action::Reconnect, DisconnectReason::StateMismatch);
    assert_eq!(left_with(&ben), Some(anew));
    together("the others go on", &mut [&mut ann, &mut cas], |bots| {
        bots[0].frames_of(Audio) > 20
    })
    .await;
}
