//! The whole server behind a pipe of memory, and what must hold whatever is sent through a socket:
//! it answers or closes, in time, with frames of ours; numbers have no gap and keys no second
//! message. Driven by the fuzzer, and by `tests/proof/frames.rs` with what it has found.

use crate::school::School;
use axum::Router;
use futures::{SinkExt as _, StreamExt as _};
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use model::wire::{ClientFrame, ServerFrame};
use std::{cell::OnceCell, collections::BTreeMap, time::Duration};
use storage::Storage as _;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex},
    runtime::Runtime,
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest as _, http::HeaderValue},
};
use zvonok_server::{config::Config, start};

/// Longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(20);
/// Frames of one socket, below what is called too often.
const MOST: usize = 40;

/// A server that lives as long as the fuzzer.
pub struct Stage {
    runtime: Runtime,
    router: Router,
    school: School,
    started: start::Started,
}

impl Stage {
    /// Opens one on a small school.
    pub fn open() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let (school, started, router) = runtime.block_on(async {
            let school = School::prepare(2).await;
            let config = Config::read(None, std::iter::empty()).expect("defaults");
            let started = start::start(&config, &school.data(), false)
                .await
                .expect("a school");
            let router = start::router(&started, &config, None);
            (school, started, router)
        });
        Self {
            runtime,
            router,
            school,
            started,
        }
    }

    /// One socket: with an even first byte the rest are frames, a line each; with an odd one they
    /// are what goes over the wire after the handshake.
    pub fn frames(&self, bytes: &[u8]) {
        let Some((first, rest)) = bytes.split_first() else {
            return;
        };
        self.runtime.block_on(async {
            let socket = self.connect().await;
            let talked = match first % 2 {
                0 => timeout(PATIENCE, talk(socket, rest)).await,
                _ => timeout(PATIENCE, throw(socket, rest)).await,
            };
            talked.expect("the server answers or closes");
            self.look().await;
        });
    }

    async fn connect(&self) -> WebSocketStream<DuplexStream> {
        let (ours, theirs) = duplex(256 * 1024);
        let service = TowerToHyperService::new(self.router.clone());
        let connection = hyper::server::conn::http1::Builder::new()
            .serve_connection(TokioIo::new(theirs), service)
            .with_upgrades();
        tokio::spawn(async move {
            // A socket that breaks off is what this is about.
            let _ = connection.await;
        });
        let mut request = "ws://school.test/ws"
            .into_client_request()
            .expect("a request");
        let cookie = HeaderValue::from_str(&self.school.pupils[0].cookie).expect("a cookie");
        request.headers_mut().insert("cookie", cookie);
        let own = HeaderValue::from_static("same-origin");
        request.headers_mut().insert("sec-fetch-site", own);
        let (socket, _) = client_async(request, ours).await.expect("a handshake");
        socket
    }

    /// The newest messages are numbered without a gap, and every key is there once.
    async fn look(&self) {
        let mut db = self.started.storage.read().await.expect("a view");
        let chat = self.school.chat;
        let messages = db
            .messages_before(chat, i64::MAX, 50, 0)
            .await
            .expect("messages");
        let mut keys = BTreeMap::new();
        for pair in messages.windows(2) {
            assert_eq!(pair[0].seq + 1, pair[1].seq, "numbers without a gap");
        }
        for message in &messages {
            let before = keys.insert((message.author, &message.key), message.seq);
            assert_eq!(before, None, "a key is there once");
            assert!(!message.text.trim().is_empty());
        }
        let own = db.chats_of(self.school.pupils[0].id).await.expect("chats");
        let own = own
            .iter()
            .find(|one| one.chat.id == chat)
            .expect("a member");
        assert!(
            (0..=own.chat.last_seq).contains(&own.read_seq),
            "{}",
            own.read_seq
        );
    }
}

/// Sends lines as text frames, and hears the answers up to that of a last question.
async fn talk(mut socket: WebSocketStream<DuplexStream>, lines: &[u8]) {
    for line in lines.split(|byte| *byte == b'\n').take(MOST) {
        let text = String::from_utf8_lossy(line).into_owned();
        // What was understood is said again in the same words.
        if let Ok(frame) = serde_json::from_str::<ClientFrame>(&text) {
            let again = serde_json::to_string(&frame).expect("JSON");
            assert_eq!(
                serde_json::from_str::<ClientFrame>(&again).ok(),
                Some(frame)
            );
        }
        if socket.send(Message::text(text)).await.is_err() {
            return;
        }
    }
    let ping = serde_json::to_string(&ClientFrame::Ping).expect("JSON");
    if socket.send(Message::text(ping)).await.is_err() {
        return;
    }
    while let Some(Ok(message)) = socket.next().await {
        if let Message::Text(text) = message {
            let frame: ServerFrame = serde_json::from_str(&text).expect("a frame of ours");
            if frame == ServerFrame::Pong {
                return;
            }
        }
    }
}

/// Throws bytes at the socket and waits until the server has closed it.
async fn throw(socket: WebSocketStream<DuplexStream>, bytes: &[u8]) {
    let mut pipe = socket.into_inner();
    if pipe.write_all(bytes).await.is_err() || pipe.shutdown().await.is_err() {
        return;
    }
    let mut heard = Vec::new();
    let _ = pipe.read_to_end(&mut heard).await;
}

thread_local! {
    static STAGE: OnceCell<Stage> = const { OnceCell::new() };
}

/// Whatever the bytes, on a stage that is set once.
pub fn frames(bytes: &[u8]) {
    STAGE.with(|stage| stage.get_or_init(Stage::open).frames(bytes));
}
