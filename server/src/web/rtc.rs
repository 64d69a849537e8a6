//! `/rtc/v1` and `/rtc`: the signalling of calls, LiveKit's, for clients with one connection and with
//! one for each way. No cookie counts here, only the token: it is for one person and one room.

use super::Web;
use crate::calls::rights;
use axum::{
    extract::{
        Query, State,
        ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code, rejection},
    },
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use model::PersonId;
use school_core::{CallEngine as _, CallOrder};
use sfu::{Ask, Pass, Wire};
use std::{collections::HashMap, time::Duration};
use tokio::time::timeout;

/// Longest message of a client: an offer with many sections.
const LONGEST: usize = 1024 * 1024;
/// A reader that takes longer than this for one frame is gone.
const SLOWEST: Duration = Duration::from_secs(10);

/// What browsers say in the address; other clients send the token in a header.
type Asked = HashMap<String, String>;

/// A web socket, or why it is none.
type Upgrade = Result<WebSocketUpgrade, rejection::WebSocketUpgradeRejection>;

/// Whose token holds for a call that goes on, or why nobody comes in. 404 would send clients from one
/// way of connecting to the other.
async fn pass(web: &Web, headers: &HeaderMap, asked: &Asked) -> Result<Pass, StatusCode> {
    if !web.calls.is_open() {
        return Err(StatusCode::SERVICE_UNAVAILABLE);
    }
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let token = bearer.or(asked.get("access_token").map(String::as_str));
    let token = token.ok_or(StatusCode::UNAUTHORIZED)?;
    let mut pass = web.calls.check(token).ok_or(StatusCode::UNAUTHORIZED)?;
    let person = pass
        .identity
        .parse()
        .map_err(|_| StatusCode::UNAUTHORIZED)?;
    match web.core.admitted(&pass.room, person).await {
        Ok(Some(of)) => {
            // What holds now, not what held when the token was made.
            pass.rights = rights(of);
            Ok(pass)
        }
        // Clients do not try that again.
        Ok(None) => Err(StatusCode::FORBIDDEN),
        Err(_) => Err(StatusCode::SERVICE_UNAVAILABLE),
    }
}

/// A client asks why it was not let in.
pub(crate) async fn validate(
    State(web): State<Web>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    match pass(&web, &headers, &asked).await {
        Ok(_) => "success".into_response(),
        Err(status) => status.into_response(),
    }
}

pub(crate) async fn enter(
    State(web): State<Web>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
    upgrade: Upgrade,
) -> Response {
    let request = asked.get("join_request").map(String::as_str);
    let ask = Ask::read(request.unwrap_or_default()).ok();
    let_in(web, &headers, &asked, ask, upgrade).await
}

/// For clients with a connection for each way.
pub(crate) async fn enter_by_two(
    State(web): State<Web>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
    upgrade: Upgrade,
) -> Response {
    let ask = Some(Ask::from_query(&asked));
    let_in(web, &headers, &asked, ask, upgrade).await
}

async fn let_in(
    web: Web,
    headers: &HeaderMap,
    asked: &Asked,
    ask: Option<Ask>,
    upgrade: Upgrade,
) -> Response {
    let pass = match pass(&web, headers, asked).await {
        Ok(pass) => pass,
        Err(status) => return status.into_response(),
    };
    let Some(ask) = ask else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        Err(refused) => return refused.into_response(),
    };
    upgrade
        .max_message_size(LONGEST)
        .max_frame_size(LONGEST)
        .on_upgrade(async move |socket| {
            let (room, identity) = (pass.room.clone(), pass.identity.clone());
            // Whoever was shut out and is let in by the data is let in here too.
            order(&web, &room, &identity, CallOrder::LetIn).await;
            if let Some(wire) = web.calls.enter(pass, ask).await {
                look_again(&web, &room, &identity).await;
                carry(socket, wire).await;
            }
        })
}

/// What the host said between the question and the entrance reached nobody: it is asked once more.
async fn look_again(web: &Web, room: &str, identity: &str) {
    let Ok(person) = identity.parse() else { return };
    match web.core.admitted(room, person).await {
        Ok(Some(of)) => order(web, room, identity, |who| CallOrder::Allow(who, of)).await,
        Ok(None) => order(web, room, identity, CallOrder::Remove).await,
        // The token held a moment ago, and the next look comes within half a minute.
        Err(_) => {}
    }
}

async fn order(web: &Web, room: &str, identity: &str, what: impl FnOnce(PersonId) -> CallOrder) {
    if let Ok(person) = identity.parse() {
        web.calls.order(room, what(person)).await;
    }
}

/// Carries frames both ways until one side ends.
async fn carry(mut socket: WebSocket, mut wire: Wire) {
    loop {
        tokio::select! {
            frame = wire.out.recv() => {
                let Some(frame) = frame else { break };
                let sent = timeout(SLOWEST, socket.send(Message::Binary(frame.into()))).await;
                if !matches!(sent, Ok(Ok(()))) {
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
    let close = CloseFrame {
        code: close_code::NORMAL,
        reason: "".into(),
    };
    // Whoever has gone does not need it.
    drop(timeout(SLOWEST, socket.send(Message::Close(Some(close)))).await);
}
