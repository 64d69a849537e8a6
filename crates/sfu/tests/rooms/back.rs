//! Coming back, by the same way or anew.

use crate::{left_with, unit::Unit};
use call_bot::{Bot, together};
use livekit_protocol::{
    DisconnectReason, LeaveRequest, TrackSource, leave_request::Action, participant_info::State,
    signal_request::Message as Said, signal_response::Message as Heard,
};
use std::time::Duration;
use str0m::media::MediaKind::Audio;
use zvonok_sfu::{Limits, Notice, Rights};

#[tokio::test]
async fn the_same_person_again_takes_the_place_of_the_earlier_one() {
    let mut unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    let mut again = unit.join("ben").await;
    ben.until("ended", |bot| bot.ended).await;
    let duplicate = (Action::Disconnect, DisconnectReason::DuplicateIdentity);
    assert_eq!(left_with(&ben), Some(duplicate));
    let own = again.me.clone().unwrap().participant.unwrap().sid;
    ann.until("the new one", |bot| {
        bot.people.get("ben").is_some_and(|ben| ben.sid == own)
    })
    .await;
    again.live_for(Duration::from_millis(50)).await;
    ann.live_for(Duration::from_millis(50)).await;
    assert_ne!(
        ann.people["ben"].state(),
        State::Disconnected,
        "the old one went first"
    );
    let mut told = Vec::new();
    while let Ok((_, notice)) = unit.notices.try_recv() {
        told.push(notice);
    }
    let entered = |who: &str| Notice::Entered(who.into());
    assert_eq!(
        told,
        [
            entered("ann"),
            entered("ben"),
            Notice::Left("ben".into()),
            entered("ben")
        ]
    );
}

#[tokio::test]
async fn broken_signalling_is_taken_up_again_and_media_goes_on() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    ben.publish(Audio, TrackSource::Microphone).await;
    together("heard", &mut [&mut ann, &mut ben], |bots| {
        bots[0].frames_of(Audio) > 20
    })
    .await;
    unit.resume(&mut ben, "ben").await;
    ben.until("taken up", |bot| {
        matches!(bot.heard.first(), Some(Heard::Reconnect(_)))
    })
    .await;
    let so_far = ann.frames_of(Audio);
    together("still heard", &mut [&mut ann, &mut ben], |bots| {
        bots[0].frames_of(Audio) > so_far + 20
    })
    .await;
    assert_eq!(ann.people["ben"].tracks.len(), 1);
    // A client that says it publishes nothing any more.
    ben.sync(Vec::new()).await;
    together("no track", &mut [&mut ann, &mut ben], |bots| {
        bots[0].people["ben"].tracks.is_empty()
    })
    .await;
}

#[tokio::test]
async fn whom_the_unit_does_not_know_begins_anew() {
    let unit = Unit::start(Limits::default()).await;
    let (ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    // Ann's place under another name is not ben's to take.
    ben.me.clone_from(&ann.me);
    unit.resume(&mut ben, "ben").await;
    ben.until("ended", |bot| bot.ended).await;
    let anew = (Action::Reconnect, DisconnectReason::StateMismatch);
    assert_eq!(left_with(&ben), Some(anew));
}

#[tokio::test]
async fn who_does_not_come_back_is_gone_after_a_while() {
    let limits = Limits {
        patience: Duration::from_millis(300),
        ..Limits::default()
    };
    let unit = Unit::start(limits).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    ben.wire = None;
    ann.until("gone", |bot| {
        bot.people
            .get("ben")
            .is_some_and(|ben| ben.state() == State::Disconnected)
    })
    .await;
    let mut cas = unit.join("cas").await;
    assert!(!cas.people.contains_key("ben"));
    cas.say(Said::Leave(LeaveRequest::default())).await;
    cas.until("ended", |bot| bot.ended).await;
    ann.until("left at once", |bot| {
        bot.people
            .get("cas")
            .is_some_and(|cas| cas.state() == State::Disconnected)
    })
    .await;
}

#[tokio::test]
async fn a_token_for_coming_back_is_given_in_time() {
    let limits = Limits {
        renew: Duration::from_millis(200),
        ..Limits::default()
    };
    let unit = Unit::start(limits).await;
    let mut ann = unit.join("ann").await;
    let renewed = |bot: &Bot| {
        bot.heard.iter().find_map(|one| match one {
            Heard::RefreshToken(token) => Some(token.clone()),
            _ => None,
        })
    };
    ann.until("a token", |bot| renewed(bot).is_some()).await;
    let pass = unit.sfu.keys().check(&renewed(&ann).unwrap());
    assert_eq!(pass, Ok(Unit::pass("ann", Rights::ALL)));
}
