//! The forwarding unit alone, for trying clients against it:
//! `cargo run -p zvonok-sfu --example room -- 7880 alice bob` listens on port 7880 of this machine (0: on
//! any that is free), with media on any, says so and prints a token for each name.

use axum::{
    Router,
    extract::{
        Query, State,
        ws::{Message, WebSocket, WebSocketUpgrade},
    },
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
    serve::ListenerExt as _,
};
use std::{collections::HashMap, net::SocketAddr, sync::Arc, time::Duration};
use zvonok_sfu::{Ask, Config, Keys, Limits, Pass, Rights, Sfu, Wire};

/// As the server: what is measured here must not cost more than there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Fault = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let mut arguments = std::env::args().skip(1);
    let port: u16 = arguments.next().ok_or("which port?")?.parse()?;
    let keys = Keys::new("example", "a secret for trying out");
    let config = Config {
        udp: SocketAddr::from(([127, 0, 0, 1], 0)),
        told: vec![SocketAddr::from(([127, 0, 0, 1], 0))],
        limits: Limits::default(),
        rooms: 100,
    };
    let (sfu, mut notices) = Sfu::start(keys.clone(), config).await?;
    for identity in arguments {
        let pass = Pass {
            room: "room".into(),
            name: identity.clone(),
            identity: identity.clone(),
            metadata: String::new(),
            attributes: HashMap::new(),
            rights: Rights::ALL,
        };
        let token = keys.sign(&pass, Duration::from_secs(6 * 3_600))?;
        println!("{identity} {token}");
    }
    tokio::spawn(async move {
        while let Some((room, notice)) = notices.recv().await {
            println!("{room}: {notice:?}");
        }
    });
    let routes = Router::new()
        .route("/", get(|| async {}))
        .route("/rtc", get(enter_by_two))
        .route("/rtc/validate", get(validate))
        .route("/rtc/v1", get(enter))
        .route("/rtc/v1/validate", get(validate))
        .with_state(Arc::new(sfu));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://{}", listener.local_addr()?);
    // As the server: a small frame does not wait for the acknowledgement of the one before it.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    axum::serve(listener, routes).await?;
    Ok(())
}

type Parameters = Query<HashMap<String, String>>;

fn pass(sfu: &Sfu, headers: &HeaderMap, query: &HashMap<String, String>) -> Option<Pass> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let token = bearer.or(query.get("access_token").map(String::as_str));
    sfu.keys().check(token?).ok()
}

async fn validate(
    State(sfu): State<Arc<Sfu>>,
    headers: HeaderMap,
    Query(query): Parameters,
) -> Response {
    match pass(&sfu, &headers, &query) {
        Some(_) => "success".into_response(),
        None => StatusCode::UNAUTHORIZED.into_response(),
    }
}

async fn enter(
    State(sfu): State<Arc<Sfu>>,
    headers: HeaderMap,
    Query(query): Parameters,
    upgrade: WebSocketUpgrade,
) -> Response {
    let request = query.get("join_request").map(String::as_str);
    match Ask::read(request.unwrap_or_default()) {
        Ok(ask) => let_in(sfu, &headers, &query, ask, upgrade),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

async fn enter_by_two(
    State(sfu): State<Arc<Sfu>>,
    headers: HeaderMap,
    Query(query): Parameters,
    upgrade: WebSocketUpgrade,
) -> Response {
    let ask = Ask::from_query(&query);
    let_in(sfu, &headers, &query, ask, upgrade)
}

fn let_in(
    sfu: Arc<Sfu>,
    headers: &HeaderMap,
    query: &HashMap<String, String>,
    ask: Ask,
    upgrade: WebSocketUpgrade,
) -> Response {
    let Some(pass) = pass(&sfu, headers, query) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    upgrade.on_upgrade(async move |socket| {
        if let Some(wire) = sfu.enter(pass, ask).await {
            carry(socket, wire).await;
        }
    })
}

async fn carry(mut socket: WebSocket, mut wire: Wire) {
    loop {
        tokio::select! {
            frame = wire.out.recv() => {
                let Some(frame) = frame else { return };
                if socket.send(Message::Binary(frame.into())).await.is_err() {
                    return;
                }
            }
            message = socket.recv() => {
                let heard = match message {
                    Some(Ok(Message::Binary(frame))) => wire.into.say(frame.to_vec()).await,
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => true,
                    _ => false,
                };
                if !heard {
                    return;
                }
            }
        }
    }
}
