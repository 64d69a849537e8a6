//! How packets reach the unit and those who are meant.

use crate::unit::{LOOPBACK, Unit};
use call_bot::together;
use livekit_protocol::TrackSource;
use std::net::{IpAddr, Ipv4Addr};
use str0m::media::MediaKind::{Audio, Video};
use zvonok_sfu::{Limits, Rights};

#[tokio::test]
async fn who_has_tcp_alone_hears_and_is_heard() {
    let unit = Unit::start(Limits::default()).await;
    let mut ann = unit.join("ann").await;
    let mut ben = unit.join_by_tcp("ben").await;
    ann.publish(Audio, TrackSource::Microphone).await;
    ann.publish(Video, TrackSource::Camera).await;
    ben.publish(Audio, TrackSource::Microphone).await;
    together("both ways", &mut [&mut ann, &mut ben], |bots| {
        bots[1].frames_of(Audio) > 20
            && bots[1].frames_of(Video) > 20
            && bots[0].frames_of(Audio) > 20
    })
    .await;
    unit.resume(&mut ben, "ben").await;
    let so_far = ben.frames_of(Audio);
    together("resumed", &mut [&mut ann, &mut ben], |bots| {
        bots[1].frames_of(Audio) > so_far + 20
    })
    .await;
}

#[tokio::test]
async fn of_several_addresses_one_that_is_reached_is_enough() {
    let other = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 9));
    let unit = Unit::start_told(Limits::default(), &[other, LOOPBACK]).await;
    let mut ann = unit.join_with("ann", Rights::ALL).await;
    let mut ben = unit.join_by_tcp("ben").await;
    ann.publish(Audio, TrackSource::Microphone).await;
    together("heard", &mut [&mut ann, &mut ben], |bots| {
        bots[1].frames_of(Audio) > 20
    })
    .await;
}

#[tokio::test]
async fn a_proof_in_a_forged_envelope_takes_no_address_away() {
    let unit = Unit::start(Limits::default()).await;
    let (mut ann, mut ben) = (unit.join("ann").await, unit.join("ben").await);
    let mut cas = unit.join("cas").await;
    ann.publish(Audio, TrackSource::Microphone).await;
    together("heard", &mut [&mut ann, &mut ben, &mut cas], |bots| {
        bots[2].frames_of(Audio) > 20
    })
    .await;
    // Ben's own proof comes from ann's address.
    let (to, proof) = ben.proof.clone().expect("it has proved itself");
    for _ in 0..20 {
        ann.post(to, &proof).await;
        // Taken away, it would be ann's again with her next proof only, seconds later.
        let before = cas.frames_of(Audio);
        together("still heard", &mut [&mut ann, &mut cas], |bots| {
            bots[1].frames_of(Audio) > before + 5
        })
        .await;
    }
}
