//! `/ws`: one socket a page (`model::wire`).

mod allowance;
mod door;
mod send;

use super::Web;
use crate::hub::{Signal, SocketId};
use allowance::Allowance;
use app::context::Surroundings;
use axum::{
    Extension,
    extract::{
        State,
        ws::{Message, WebSocket, WebSocketUpgrade},
    },
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use model::{
    CallOf, Problem,
    wire::{ClientFrame, ServerFrame},
};
use school_core::Who;
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::mpsc::Receiver,
    time::{Instant, MissedTickBehavior, interval_at},
};

/// Longer frames are nobody's message: the socket is closed.
const LONGEST_FRAME: usize = 64 * 1024;
/// What is read at once: a page's frames are short, and the library clears so much of its memory
/// at every look at a socket, whether something has come or not.
const READ_AT_ONCE: usize = 1024;
/// Frames that wait are sent together, up to about so much in one write.
const WRITE_AT_ONCE: usize = 16 * 1024;
/// And so many before it is looked at what the page says.
const MOST_TOGETHER: usize = 64;
/// How often it is asked whether the session still holds.
const CHECK_EVERY: Duration = Duration::from_secs(30);
/// Chats that a page may ask to catch up with in one Hello.
const MOST_KNOWN: usize = 100;

/// Opens the socket of a signed-in page.
pub(crate) async fn open(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let Some(who) = around.who else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    upgrade
        .max_message_size(LONGEST_FRAME)
        .max_frame_size(LONGEST_FRAME)
        .read_buffer_size(READ_AT_ONCE)
        .write_buffer_size(WRITE_AT_ONCE)
        .on_upgrade(move |socket| serve(web, who, socket))
}

async fn serve(web: Web, who: Arc<Who>, socket: WebSocket) {
    let (id, waiting) = web.hub.join(who.id(), who.session.id);
    let mut page = Page {
        web: &web,
        who: &who,
        id,
        socket,
        allowance: Allowance::new(),
        used: false,
        at_call: None,
    };
    page.run(waiting).await;
    web.hub.leave(id);
}

struct Page<'a> {
    web: &'a Web,
    who: &'a Who,
    id: SocketId,
    socket: WebSocket,
    allowance: Allowance,
    /// Whether the person did something since the last check.
    used: bool,
    /// At which call the page says it is, and whether it wants to come in.
    at_call: Option<(CallOf, bool)>,
}

/// The socket is of no more use.
struct Gone;

impl Page<'_> {
    async fn run(&mut self, mut waiting: Receiver<Signal>) {
        let mut check = interval_at(Instant::now() + CHECK_EVERY, CHECK_EVERY);
        check.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let done = tokio::select! {
                signal = waiting.recv() => match signal {
                    Some(signal) => self.signals(signal, &mut waiting).await,
                    None => Err(Gone),
                },
                // What is rare is boxed, so that an idle socket does not hold room for it.
                frame = self.socket.recv() => match frame {
                    Some(Ok(Message::Text(frame))) => Box::pin(self.frame(&frame)).await,
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(()),
                    _ => Err(Gone),
                },
                _ = check.tick() => Box::pin(self.check()).await,
            };
            if done.is_err() {
                return;
            }
        }
    }

    /// Puts what waits together and sends it at once: a write to the network costs more than all
    /// the rest of a delivery.
    async fn signals(&mut self, first: Signal, waiting: &mut Receiver<Signal>) -> Result<(), Gone> {
        let mut signal = first;
        for _ in 0..MOST_TOGETHER {
            match signal {
                Signal::Frame(frame) => self.put(Message::Text(frame)).await?,
                Signal::Frames(frames) => self.put_all(frames).await?,
                rare => Box::pin(self.signal(rare)).await?,
            }
            match waiting.try_recv() {
                Ok(next) => signal = next,
                Err(_) => return self.flush().await,
            }
        }
        Box::pin(self.signal(signal)).await?;
        self.flush().await
    }

    async fn signal(&mut self, signal: Signal) -> Result<(), Gone> {
        match signal {
            Signal::Frame(frame) => self.put(Message::Text(frame)).await,
            Signal::Frames(frames) => self.put_all(frames).await,
            Signal::Last(frame) => {
                let _ = self.put(Message::Text(frame)).await;
                let _ = self.put(Message::Close(None)).await;
                let _ = self.flush().await;
                Err(Gone)
            }
            Signal::Opened(chat) => match self.web.core.chat_summary(self.who, chat).await {
                Ok(chat) => self.say(&ServerFrame::Opened { chat }).await,
                // Closed again meanwhile.
                Err(_) => Ok(()),
            },
        }
    }

    async fn frame(&mut self, frame: &str) -> Result<(), Gone> {
        let Ok(frame) = serde_json::from_str::<ClientFrame>(frame) else {
            return Err(Gone);
        };
        let allowed = self.allowance.take();
        self.used |= matches!(
            frame,
            ClientFrame::Send { .. } | ClientFrame::Read { .. } | ClientFrame::Typing { .. }
        );
        let core = &self.web.core;
        match frame {
            ClientFrame::Hello { known } if allowed => self.welcome(known).await,
            ClientFrame::Send { key, chat, text } => {
                let sent = if allowed {
                    core.send(self.who, chat, &key, &text).await
                } else {
                    Err(Problem::TooFast)
                };
                match sent {
                    // The message itself is the acknowledgement: it comes to all, its author
                    // included, once it is durable.
                    Ok(()) => Ok(()),
                    Err(problem) => self.say(&ServerFrame::Refused { key, problem }).await,
                }
            }
            ClientFrame::Read { chat, seq } if allowed => {
                let _ = core.read_up_to(self.who, chat, seq).await;
                Ok(())
            }
            ClientFrame::Typing { chat } if allowed => {
                let _ = core.typing(self.who, chat).await;
                Ok(())
            }
            ClientFrame::AtCall { of, asks } if allowed => {
                self.at_call(of, asks).await;
                Ok(())
            }
            ClientFrame::Ping if allowed => self.say(&ServerFrame::Pong).await,
            ClientFrame::Read { .. } | ClientFrame::Typing { .. } => Ok(()),
            // No page of ours greets or asks so often, or goes from call to call.
            ClientFrame::Hello { .. } | ClientFrame::AtCall { .. } | ClientFrame::Ping => Err(Gone),
        }
    }

    async fn welcome(&mut self, known: Vec<(model::ChatId, i64)>) -> Result<(), Gone> {
        let core = &self.web.core;
        // Heard first, read afterwards: what happens in between comes twice rather than never, and
        // the page drops the second copy by its number.
        let Ok((listed, _)) = core.chats(self.who).await else {
            return Err(Gone);
        };
        self.web
            .hub
            .subscribe(self.id, listed.iter().map(|chat| chat.id));
        let Ok((chats, today)) = core.chats(self.who).await else {
            return Err(Gone);
        };
        // Who left in between must not go on hearing the chat.
        let ids: Vec<_> = chats.iter().map(|chat| chat.id).collect();
        self.web.hub.compare(self.id, &ids);
        let build = self.web.assets.build.clone();
        self.say(&ServerFrame::Welcome {
            chats,
            today,
            build,
        })
        .await?;
        for (chat, seq) in known.into_iter().take(MOST_KNOWN) {
            let frame = match core.missed(self.who, chat, seq).await {
                Ok(Some(messages)) if messages.is_empty() => continue,
                Ok(Some(messages)) => ServerFrame::Missed {
                    chat,
                    messages,
                    restart: false,
                },
                Ok(None) => ServerFrame::Missed {
                    chat,
                    messages: Vec::new(),
                    restart: true,
                },
                Err(Problem::NotFound) => ServerFrame::Closed { chat },
                Err(_) => return Err(Gone),
            };
            self.say(&frame).await?;
        }
        Ok(())
    }

    async fn check(&mut self) -> Result<(), Gone> {
        if !self
            .web
            .core
            .still_holds(self.who, std::mem::take(&mut self.used))
            .await
        {
            let _ = self.say(&ServerFrame::SignedOut).await;
            return Err(Gone);
        }
        self.check_call().await;
        self.check_chats().await
    }

    /// Another process may have changed the roster (`zvonok import` beside the server): its events
    /// are not heard here, so what is heard is compared with what is so.
    async fn check_chats(&mut self) -> Result<(), Gone> {
        let Ok(chats) = self.web.core.own_chats(self.who).await else {
            return Ok(());
        };
        let (opened, closed) = self.web.hub.compare(self.id, &chats);
        for chat in closed {
            self.say(&ServerFrame::Closed { chat }).await?;
        }
        for chat in opened {
            self.signal(Signal::Opened(chat)).await?;
        }
        Ok(())
    }
}
