//! The connection: opened, greeted, watched, and opened again for as long as the page lives.

use super::{Connection, Live};
use crate::api::{self, ApiError};
use futures::{
    FutureExt as _, SinkExt as _, StreamExt as _,
    channel::{mpsc, oneshot},
    future::{Either, select},
    pin_mut,
};
use gloo_net::websocket::{Message, futures::WebSocket};
use leptos::{prelude::*, task::spawn_local};
use model::{
    Problem,
    wire::{ClientFrame, ServerFrame},
};
use std::time::Duration;

/// First wait after a loss; it doubles up to the longest.
const FIRST_WAIT: u64 = 400;
const LONGEST_WAIT: u64 = 8_000;
/// Silence after which the server is asked whether it is there, and after which it is not.
const PATIENCE: Duration = Duration::from_secs(25);

/// Why a connection ended.
enum End {
    /// Before anything was heard.
    Unopened,
    Lost,
    SignedOut,
}

/// Connects, for ever.
pub(super) fn start(live: Live) {
    spawn_local(async move {
        let mut wait = FIRST_WAIT;
        loop {
            match connect(live, &mut wait).await {
                End::SignedOut => return crate::shell::to_the_door(),
                End::Lost => live.connection.set(Connection::Lost),
                // A refused handshake looks like a lost one: ask whether it is the session.
                End::Unopened => {
                    live.connection.set(Connection::Lost);
                    if matches!(api::me().await, Err(ApiError(Problem::SignInNeeded))) {
                        return crate::shell::to_the_door();
                    }
                }
            }
            // Not all pages of a school at the same instant after a restart.
            let spread = (js_sys::Math::random() * 0.5 + 0.75) * wait as f64;
            sleep(Duration::from_millis(spread as u64)).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
    });
}

async fn connect(live: Live, wait: &mut u64) -> End {
    let Ok(socket) = WebSocket::open(&address()) else {
        return End::Unopened;
    };
    let (mut out, mut incoming) = socket.split();
    let (wire, mut outgoing) = mpsc::unbounded();
    live.wire.set_value(Some(wire));
    let known = live.conversations.with_value(|all| {
        all.values()
            .filter(|one| one.held.get_untracked())
            .map(|one| (one.chat, one.last()))
            .collect()
    });
    live.say(ClientFrame::Hello { known });
    let mut asked = false;
    let mut heard = false;
    loop {
        let quiet = sleep(PATIENCE);
        pin_mut!(quiet);
        let next = select(select(incoming.next(), outgoing.next()), quiet).await;
        match next {
            Either::Left((Either::Left((Some(Ok(Message::Text(text))), _)), _)) => {
                asked = false;
                heard = true;
                *wait = FIRST_WAIT;
                match serde_json::from_str::<ServerFrame>(&text) {
                    Ok(ServerFrame::SignedOut) => return End::SignedOut,
                    Ok(ServerFrame::Restarting) => return End::Lost,
                    Ok(frame) => live.receive(frame),
                    // A newer server: the Welcome has said so.
                    Err(_) => {}
                }
            }
            Either::Left((Either::Left((Some(Ok(_)), _)), _)) => {}
            Either::Left((Either::Left(_), _)) if !heard => return End::Unopened,
            Either::Left((Either::Left(_), _)) => return End::Lost,
            Either::Left((Either::Right((Some(frame), _)), _)) => {
                let text = serde_json::to_string(&frame).unwrap_or_default();
                if out.send(Message::Text(text)).await.is_err() {
                    return End::Lost;
                }
            }
            Either::Left((Either::Right((None, _)), _)) => return End::Lost,
            Either::Right(_) if asked => return End::Lost,
            Either::Right(_) => {
                asked = true;
                live.say(ClientFrame::Ping);
            }
        }
    }
}

fn address() -> String {
    let location = window().location();
    let secure = location
        .protocol()
        .is_ok_and(|protocol| protocol == "https:");
    let scheme = if secure { "wss" } else { "ws" };
    format!("{scheme}://{}/ws", location.host().unwrap_or_default())
}

/// Waits; used where a whole crate for timers would be the alternative.
pub(super) async fn sleep(time: Duration) {
    let (done, waited) = oneshot::channel::<()>();
    set_timeout(
        move || {
            let _ = done.send(());
        },
        time,
    );
    waited.map(drop).await;
}
