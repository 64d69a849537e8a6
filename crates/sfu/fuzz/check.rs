//! What must hold whatever clients send: everything that the unit says can be read, and a bystander
//! notices nothing. Driven by the fuzzers, and by `tests/corpus.rs` with what they have found.
#![allow(dead_code, deprecated, clippy::disallowed_methods)]

#[path = "client.rs"]
mod client;

use client::{Client, says};
use livekit_protocol::{
    SessionDescription, SignalResponse, signal_request::Message as Said,
    signal_response::Message as Heard,
};
use prost::Message as _;
use std::net::SocketAddr;
use str0m::change::SdpAnswer;
use zvonok_sfu::{
    Ask,
    fuzz::{Play, Stage},
};

/// Says nothing and stays.
const BYSTANDER: u64 = 0;
/// Who sends what the fuzzer thinks of.
const SENDERS: u64 = 2;
/// Comes when all is over.
const LATE: u64 = 9;
/// Steps of one run.
const MOST: usize = 200;

thread_local! {
    static STAGE: Stage = Stage::open(server()).expect("keys");
}

fn server() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 7_882))
}

fn play() -> Play {
    let mut play = STAGE.with(Stage::play);
    for who in BYSTANDER..=SENDERS {
        play.enter(who, Ask::default());
    }
    play
}

/// One step after another: a byte for who or how, two for how long, then what.
fn steps(mut bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    std::iter::from_fn(move || {
        let ([how, high, low], rest) = bytes.split_first_chunk()?;
        let length = usize::from(u16::from_be_bytes([*high, *low])).min(rest.len());
        let (step, rest) = rest.split_at(length);
        bytes = rest;
        Some((*how, step))
    })
    .take(MOST)
}

/// The bystander is there, learns that somebody comes, and is seen.
fn sound(mut play: Play) {
    play.tick();
    play.enter(LATE, Ask::default());
    assert!(!play.shut.contains(&BYSTANDER), "the bystander is out");
    for frame in play.said.values().flatten() {
        let response = SignalResponse::decode(frame.as_slice()).expect("a response");
        response.message.expect("with something in it");
    }
    let first = |who| play.said.get(&who).and_then(|frames| frames.first());
    let join = SignalResponse::decode(first(LATE).expect("an answer").as_slice());
    let Some(Heard::Join(join)) = join.expect("a response").message else {
        panic!("the late one is not in");
    };
    let bystander = BYSTANDER.to_string();
    let mut seen = join.other_participants.iter();
    assert!(seen.any(|one| one.identity == bystander), "seen");
}

/// Requests of the signalling. A first byte of 255: a request to join, as the query has it.
pub fn signals(bytes: &[u8]) {
    let mut play = play();
    match bytes {
        [255, text @ ..] => {
            if let Ok(ask) = Ask::read(&String::from_utf8_lossy(text)) {
                play.enter(SENDERS + 1, ask);
            }
        }
        _ => {
            for (who, request) in steps(bytes) {
                play.says(1 + u64::from(who) % SENDERS, request);
            }
        }
    }
    sound(play);
}

/// A description of media: answered so that it can be read, or its client goes.
pub fn offers(bytes: &[u8]) {
    let mut play = play();
    let offer = SessionDescription {
        r#type: "offer".into(),
        sdp: String::from_utf8_lossy(bytes).into_owned(),
        id: 7,
        ..SessionDescription::default()
    };
    says(&mut play, 1, Said::Offer(offer));
    let told = play.said.get(&1).expect("a join response");
    let answer = told.iter().find_map(|frame| {
        match SignalResponse::decode(frame.as_slice()).ok()?.message? {
            Heard::Answer(answer) => Some(answer),
            _ => None,
        }
    });
    match answer {
        Some(answer) => {
            assert_eq!(answer.id, 7, "the answer names its offer");
            SdpAnswer::from_sdp_string(&answer.sdp).expect("an answer that can be read");
        }
        None => assert!(play.shut.contains(&1), "neither answered nor sent away"),
    }
    sound(play);
}

/// What comes by the network: datagrams as they are, from a client that is connected and from one that
/// is not, and behind the client's keys sound, pictures and data.
pub fn packets(bytes: &[u8]) {
    let mut play = play();
    let mut client = Client::connect(&mut play, 1, server());
    for (kind, step) in steps(bytes) {
        match kind % 5 {
            0 => client.media(&mut play, 0, step),
            1 => client.media(&mut play, 1, step),
            2 => client.data(&mut play, step),
            3 => client.datagram(&mut play, step),
            _ => play.packet(2, SocketAddr::from(([127, 0, 0, 1], 40_001)), step),
        }
    }
    sound(play);
}
