//! Rooms as clients have them: real sockets on the loopback, the real signalling.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, deprecated)]

mod layers;
mod limits;
mod resume;
mod two;
mod unit;
mod voices;
mod ways;

use call_bot::{Bot, together};
use livekit_protocol::{
    DisconnectReason, JoinRequest, LeaveRequest, MuteTrackRequest, SessionDescription, TrackSource,
    UpdateParticipantMetadata, leave_request::Action, participant_info::State,
    signal_request::Message as Said, signal_response::Message as Heard,
};
use std::time::Duration;
use str0m::media::MediaKind::{Audio, Video};
use unit::{Unit, request};
use zvonok_sfu::{Limits, Notice, Order, Rights};

const LISTENER: Rights = Rights {
    microphone: false,
    camera: false,
    screen: false,
    data: false,
    attributes: false,
    ..Rights::ALL
};

fn left_with(bot: &Bot) -> Option<(Action, DisconnectReason)> {
    bot.heard.iter().find_map(|message| match message {
        Heard::Leave(leave) => Some((leave.action(), leave.reason())),
        _ => None,
    })
}

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
