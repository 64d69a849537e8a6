//! Clients with a connection for each way (`/rtc`).

use crate::unit::Unit;
use call_bot::{Bot, together};
use livekit_protocol::{
    DisconnectReason, SessionDescription, SignalRequest, SignalResponse, TrackSource,
    leave_request::Action, signal_request::Message as Said, signal_response::Message as Heard,
};
use prost::Message as _;
use str0m::media::MediaKind::{Audio, Video};
use zvonok_sfu::Limits;

#[tokio::test]
async fn both_sorts_of_clients_see_and_hear_each_other() {
    let unit = Unit::start(Limits::default()).await;
    let mut ann = unit.join("ann").await;
    let mut ben = unit.join_two("ben").await;
    let me = ben.me.clone().unwrap();
    assert!(me.subscriber_primary && me.fast_publish);
    ann.publish(Audio, TrackSource::Microphone).await;
    ben.publish(Audio, TrackSource::Microphone).await;
    ben.publish(Video, TrackSource::Camera).await;
    let mut cas = unit.join_two("cas").await;
    together("all", &mut [&mut ann, &mut ben, &mut cas], |bots| {
        bots[0].frames_of(Audio) > 20
            && bots[0].frames_of(Video) > 20
            && bots[1].frames_of(Audio) > 20
            && bots[2].frames_of(Audio) > 40
            && bots[2].frames_of(Video) > 20
    })
    .await;
    assert_eq!(cas.tracks.len(), 3, "the offer names what it carries");
    let named = |bot: &Bot| {
        bot.heard.iter().rev().find_map(|one| match one {
            Heard::Offer(offer) => Some(offer.sdp.clone()),
            _ => None,
        })
    };
    let sid = &cas.people["ann"].sid;
    assert!(named(&cas).unwrap().contains(&format!("a=msid:{sid}|TR_")));
    cas.send_data("всем", &[]).await;
    ann.send_data("всем", &[]).await;
    together("read", &mut [&mut ann, &mut ben, &mut cas], |bots| {
        bots[0].data.len() == 1 && bots[1].data.len() == 2 && bots[2].data.len() == 1
    })
    .await;
}

#[tokio::test]
async fn a_section_that_is_free_takes_the_next_track() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join_two("ben").await);
    for _ in 0..3 {
        ann.publish(Audio, TrackSource::Microphone).await;
        let so_far = ben.frames_of(Audio);
        together("heard", &mut [&mut ann, &mut ben], |bots| {
            bots[1].frames_of(Audio) > so_far + 20
        })
        .await;
    }
    let sections = |bot: &Bot| {
        let offers = bot.heard.iter().filter_map(|one| match one {
            Heard::Offer(offer) => Some(offer.sdp.matches("m=audio").count()),
            _ => None,
        });
        offers.max().unwrap_or(0)
    };
    assert!(sections(&ben) <= 2, "{} sections", sections(&ben));
}

#[tokio::test]
async fn such_a_client_resumes_by_a_new_way() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join_two("ben").await);
    ann.publish(Audio, TrackSource::Microphone).await;
    together("heard", &mut [&mut ann, &mut ben], |bots| {
        bots[1].frames_of(Audio) > 20
    })
    .await;
    unit.resume_two(&mut ben, "ben").await;
    let so_far = ben.frames_of(Audio);
    together("heard again", &mut [&mut ann, &mut ben], |bots| {
        let offered = |one: &Heard| matches!(one, Heard::Offer(_));
        matches!(bots[1].heard.first(), Some(Heard::Reconnect(_)))
            && bots[1].heard.iter().any(offered)
            && bots[1].frames_of(Audio) > so_far + 50
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_is_none_ends_its_client_alone() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join_two("ben").await);
    let answer = |id, sdp: &str| {
        Said::Answer(SessionDescription {
            r#type: "answer".into(),
            sdp: sdp.into(),
            id,
            ..SessionDescription::default()
        })
    };
    // Of nothing that was asked: not even read.
    ben.say(answer(77, "v=0")).await;
    ann.say(answer(1, "v=0")).await;
    ann.publish(Audio, TrackSource::Microphone).await;
    together("heard", &mut [&mut ann, &mut ben], |bots| {
        bots[1].frames_of(Audio) > 20
    })
    .await;
    // The next offer is answered with nonsense.
    let mut wire = ben.wire.take().unwrap();
    ann.publish(Video, TrackSource::Camera).await;
    let mut left = None;
    while let Some(frame) = wire.out.recv().await {
        match SignalResponse::decode(frame.as_slice()).unwrap().message {
            Some(Heard::Offer(offer)) => {
                let nonsense = SignalRequest {
                    message: Some(answer(offer.id, "v=0")),
                };
                drop(wire.into.send(nonsense.encode_to_vec()).await);
            }
            Some(Heard::Leave(leave)) => left = Some((leave.action(), leave.reason())),
            _ => {}
        }
    }
    let nonsense = (Action::Disconnect, DisconnectReason::StateMismatch);
    assert_eq!(left, Some(nonsense));
    let mut cas = unit.join("cas").await;
    together("the others go on", &mut [&mut ann, &mut cas], |bots| {
        bots[1].frames_of(Video) > 20
    })
    .await;
}
