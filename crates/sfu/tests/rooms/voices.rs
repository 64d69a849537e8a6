//! Who is heard, and who is told to speak; and data of both kinds.

use crate::unit::Unit;
use call_bot::{Bot, together};
use livekit_protocol::{TrackSource, signal_response::Message as Heard};
use str0m::media::MediaKind::Audio;
use zvonok_sfu::Limits;

#[tokio::test]
async fn in_a_large_room_the_loudest_are_heard() {
    let limits = Limits {
        voices: 1,
        ..Limits::default()
    };
    let unit = Unit::start(limits).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    let mut cas = unit.join("cas").await;
    ben.level = -40;
    ann.publish(Audio, TrackSource::Microphone).await;
    ben.publish(Audio, TrackSource::Microphone).await;
    let last = |bot: &Bot, from: u32| {
        let last = bot.arrived.iter().rev().take(30);
        last.len() == 30 && last.clone().all(|one| one.from == from)
    };
    let (first, second) = (ann.number, ben.number);
    together("ann alone", &mut [&mut ann, &mut ben, &mut cas], |bots| {
        last(bots[2], first)
    })
    .await;
    (ann.level, ben.level) = (-60, -15);
    let speaks = |bot: &Bot, sid: &str| {
        bot.heard.iter().rev().find_map(|one| match one {
            Heard::SpeakersChanged(changed) => {
                let one = changed.speakers.iter().find(|one| one.sid == sid)?;
                Some(one.active)
            }
            _ => None,
        })
    };
    let sids = [ann.sid(), ben.sid()];
    together("ben alone", &mut [&mut ann, &mut ben, &mut cas], |bots| {
        last(bots[2], second)
            && speaks(bots[2], &sids[0]) == Some(false)
            && speaks(bots[2], &sids[1]) == Some(true)
    })
    .await;
}

#[tokio::test]
async fn data_that_may_be_lost_comes_too() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    ben.until("a channel", Bot::has_lossy_channel).await;
    ann.send_lossy("всем").await;
    together("read", &mut [&mut ann, &mut ben], |bots| {
        bots[1].data.len() == 1
    })
    .await;
    assert_eq!(ben.data[0].0, "ann");
}
