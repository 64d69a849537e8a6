//! Against a LiveKit server of the test's own, as far as it is asked.

use super::*;
use crate::ambient::SystemClock;
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::post,
};
use livekit_protocol::{
    ListParticipantsResponse, MuteRoomTrackRequest, MuteRoomTrackResponse, RoomParticipantIdentity,
    TrackInfo, UpdateParticipantRequest,
};
use livekit_token::TokenVerifier;
use prost::Message;
use std::sync::{Mutex, PoisonError};

const KEY: &str = "school";
const SECRET: &str = "a secret of at least thirty-two letters";

/// What was asked, and who is there.
#[derive(Default)]
struct Fake {
    asked: Mutex<Vec<(String, Bytes)>>,
    people: Mutex<Option<Vec<ParticipantInfo>>>,
}

impl Fake {
    fn people(&self, now: Option<&[&str]>) {
        let info = |identity: &&str| ParticipantInfo {
            identity: (*identity).to_owned(),
            tracks: [TrackSource::Camera, TrackSource::Microphone]
                .map(|source| TrackInfo {
                    sid: format!("TR_{source:?}"),
                    source: source as i32,
                    ..TrackInfo::default()
                })
                .to_vec(),
            ..ParticipantInfo::default()
        };
        let now = now.map(|all| all.iter().map(info).collect());
        *self.people.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    fn asked(&self) -> Vec<(String, Bytes)> {
        std::mem::take(&mut self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn message(message: &impl Message) -> Response {
    message.encode_to_vec().into_response()
}

async fn twirp(
    State(fake): State<Arc<Fake>>,
    Path(method): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let bearer = headers[header::AUTHORIZATION].to_str().expect("a text");
    let token = bearer.strip_prefix("Bearer ").expect("a token");
    let claims = TokenVerifier::with_api_key(KEY, SECRET).verify(token);
    let grants = claims.expect("signed with the key that is set").video;
    assert!(grants.room_admin || grants.room_create, "{method}");
    let mut asked = fake.asked.lock().expect("no panic");
    asked.push((method.clone(), body));
    let people = fake.people.lock().expect("no panic").clone();
    let Some(participants) = people else {
        let unknown = r#"{"code":"not_found","msg":"requested room does not exist"}"#;
        return (StatusCode::NOT_FOUND, unknown).into_response();
    };
    match method.as_str() {
        "ListParticipants" => message(&ListParticipantsResponse { participants }),
        "GetParticipant" | "UpdateParticipant" => message(&participants[0]),
        "MutePublishedTrack" => message(&MuteRoomTrackResponse {
            track: Some(TrackInfo::default()),
        }),
        _ => message(&()),
    }
}

/// A server and its engine.
async fn engine() -> (Arc<Fake>, LiveKitCalls) {
    let fake = Arc::new(Fake::default());
    let routes = Router::new()
        .route("/twirp/livekit.RoomService/{method}", post(twirp))
        .with_state(Arc::clone(&fake));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a port");
    let url = format!("ws://{}/", listener.local_addr().expect("bound"));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let config = [
        ("ZVONOK_LIVEKIT_URL", url.as_str()),
        ("ZVONOK_LIVEKIT_KEY", KEY),
        ("ZVONOK_LIVEKIT_SECRET", SECRET),
    ];
    let config = config.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let config = Config::read(None, config.into_iter()).expect("settings");
    let calls = LiveKitCalls::of(&config, Arc::new(SystemClock));
    (fake, calls.expect("one is set"))
}

fn alone() -> CallRights {
    CallRights {
        microphone: true,
        camera: false,
        screen: false,
    }
}

const PERSON: PersonId = PersonId(12);

#[tokio::test]
async fn the_door_leads_to_livekit_with_what_is_allowed() {
    let (_fake, calls) = engine().await;
    let door = calls.door(&CallPass {
        room: "lesson-7".into(),
        person: PERSON,
        name: "Мария Петровна".into(),
        rights: alone(),
    });
    let door = door.expect("a token");
    assert!(
        door.url
            .is_some_and(|url| url.starts_with("ws://127.0.0.1:"))
    );
    let claims = TokenVerifier::with_api_key(KEY, SECRET).verify(&door.token);
    let claims = claims.expect("signed with the key that is set");
    assert_eq!((&*claims.sub, &*claims.name), ("12", "Мария Петровна"));
    assert_eq!(claims.video, rights(alone()).grants("lesson-7"));
}

#[tokio::test]
async fn orders_go_to_the_room_service() {
    let (fake, calls) = engine().await;
    fake.people(Some(&["12"]));
    for order in [
        CallOrder::Close,
        CallOrder::Remove(PERSON),
        CallOrder::Allow(PERSON, alone()),
        CallOrder::GiveFloor(PERSON, 5),
        CallOrder::Mute(PERSON),
        CallOrder::LetIn(PERSON),
    ] {
        calls.order("lesson-7", order).await;
    }
    let asked = fake.asked();
    let methods: Vec<&str> = asked.iter().map(|(method, _)| &**method).collect();
    assert_eq!(
        methods,
        [
            "DeleteRoom",
            "RemoveParticipant",
            "UpdateParticipant",
            "UpdateParticipant",
            "GetParticipant",
            "MutePublishedTrack"
        ]
    );
    let body = |at: usize| asked[at].1.clone();
    let removed = RoomParticipantIdentity::decode(body(1)).expect("a message");
    assert_eq!((&*removed.room, &*removed.identity), ("lesson-7", "12"));
    assert!(removed.revoke_token_ts > 0, "and the token of before");
    let allowed = UpdateParticipantRequest::decode(body(2)).expect("a message");
    assert_eq!(allowed.permission, Some(rights(alone()).permission()));
    let marked = UpdateParticipantRequest::decode(body(3)).expect("a message");
    assert_eq!(marked.attributes, floor_given(5).collect());
    assert_eq!(marked.permission, None);
    let muted = MuteRoomTrackRequest::decode(body(5)).expect("a message");
    assert_eq!((&*muted.track_sid, muted.muted), ("TR_Microphone", true));
}

#[tokio::test]
async fn who_is_not_there_is_no_fault() {
    let (fake, calls) = engine().await;
    fake.people(None);
    calls.order("lesson-7", CallOrder::Close).await;
    calls.order("lesson-7", CallOrder::Mute(PERSON)).await;
    assert_eq!(fake.asked().len(), 2);
}

#[tokio::test]
async fn it_is_known_who_is_there_and_since_when_nobody_is() {
    let (fake, calls) = engine().await;
    assert_eq!(calls.empty_for("lesson-7"), None, "not known yet");
    fake.people(Some(&["12", "EG_recorder"]));
    look(&calls.client, &calls.rooms).await;
    assert_eq!(calls.present("lesson-7"), [PERSON]);
    assert_eq!(calls.empty_for("lesson-7"), None);
    fake.people(None);
    look(&calls.client, &calls.rooms).await;
    assert!(calls.present("lesson-7").is_empty());
    assert!(calls.empty_for("lesson-7").is_some());
    let asked = fake.asked();
    assert!(asked.iter().all(|(method, _)| method == "ListParticipants"));
    assert!(!asked.is_empty());
}

#[tokio::test]
async fn while_livekit_is_out_of_reach_no_room_counts_as_empty() {
    let rooms = Rooms::default();
    rooms.expect("lesson-7");
    rooms.learnt("lesson-7", Some(Vec::new()));
    assert!(rooms.empty_for("lesson-7").is_some());
    rooms.learnt("lesson-7", None);
    assert_eq!(rooms.empty_for("lesson-7"), None);
    rooms.learnt("lesson-7", Some(vec![PERSON]));
    rooms.learnt("lesson-7", None);
    assert_eq!(rooms.present("lesson-7"), [PERSON], "as it was last");
    rooms.forget("lesson-7");
    rooms.learnt("lesson-7", Some(vec![PERSON]));
    assert!(rooms.wanted().is_empty(), "what is over stays over");
}
