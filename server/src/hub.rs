//! Open sockets, and which of them an event is for. An event is serialised once and shared; a
//! reader that cannot keep up is dropped and catches up when it comes back.
//!
//! Messages that became durable together are handed out together: waking a socket's task and
//! writing to the network cost more than everything else of a delivery.

mod doors;
mod publish;
mod state;
#[cfg(test)]
mod tests;

pub use doors::Stand;

use axum::extract::ws::Utf8Bytes;
use model::{ChatId, PersonId, SessionId, wire::ServerFrame};
use state::{Socket, State};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{sync::mpsc, task::yield_now};

/// Signals that may wait for one reader.
const QUEUE: usize = 512;

/// Number of a socket.
pub type SocketId = u64;

/// What a socket's task is told.
#[derive(Debug, Clone)]
pub enum Signal {
    /// Send this.
    Frame(Utf8Bytes),
    /// Send these.
    Frames(Vec<Utf8Bytes>),
    /// A chat has opened: say what it is.
    Opened(ChatId),
    /// Say this and close.
    Last(Utf8Bytes),
}

/// All open sockets of this process.
#[derive(Default)]
pub struct Hub {
    state: Arc<Mutex<State>>,
}

impl Hub {
    /// Adds a socket; the receiver gives what to send.
    pub fn join(&self, person: PersonId, session: SessionId) -> (SocketId, mpsc::Receiver<Signal>) {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let mut state = self.lock();
        state.next += 1;
        let id = state.next;
        state.sockets.insert(
            id,
            Socket {
                person,
                session,
                chats: HashSet::new(),
                queue,
                share: Vec::new(),
            },
        );
        state.people.entry(person).or_default().insert(id);
        (id, waiting)
    }

    /// Lets a socket hear these chats.
    pub fn subscribe(&self, id: SocketId, chats: impl IntoIterator<Item = ChatId>) {
        let mut state = self.lock();
        for chat in chats {
            state.subscribe(id, chat);
        }
    }

    /// Lets a socket hear just these chats; returns what it had not heard and what it had.
    pub fn compare(&self, id: SocketId, chats: &[ChatId]) -> (Vec<ChatId>, Vec<ChatId>) {
        let mut state = self.lock();
        let Some(socket) = state.sockets.get(&id) else {
            return (Vec::new(), Vec::new());
        };
        let now: HashSet<ChatId> = chats.iter().copied().collect();
        let opened: Vec<ChatId> = now.difference(&socket.chats).copied().collect();
        let closed: Vec<ChatId> = socket.chats.difference(&now).copied().collect();
        for chat in &opened {
            state.subscribe(id, *chat);
        }
        for chat in &closed {
            state.unsubscribe(id, *chat);
        }
        (opened, closed)
    }

    /// Puts a socket at a call, or at none; its hosts are told who waits.
    pub fn stand(&self, id: SocketId, to: Option<Stand>) {
        let mut state = self.lock();
        let Some(person) = state.sockets.get(&id).map(|socket| socket.person) else {
            return;
        };
        let told = state.doors.put(id, person, to);
        state.tell_hosts(&told);
    }

    /// Removes a socket.
    pub fn leave(&self, id: SocketId) {
        self.lock().remove(id);
    }

    /// Tells everybody that the server stops.
    pub fn restarting(&self) {
        let frame = text(&ServerFrame::Restarting);
        let mut state = self.lock();
        state.spread();
        let all: Vec<SocketId> = state.sockets.keys().copied().collect();
        state.send(&all, &Signal::Last(frame));
    }

    /// Open sockets.
    #[must_use]
    pub fn sockets(&self) -> usize {
        self.lock().sockets.len()
    }

    /// Written out before anybody is kept from the sockets.
    fn tell_chat(&self, chat: ChatId, frame: &ServerFrame) {
        let frame = text(frame);
        let mut state = self.lock();
        let sockets = state.in_chat(chat);
        state.send(&sockets, &Signal::Frame(frame));
    }

    /// Hands a message out with those that are being published at the same time.
    fn gather(&self, chat: ChatId, frame: &ServerFrame) {
        let frame = text(frame);
        let mut state = self.lock();
        let first = state.gathered.is_empty();
        state.gathered.push((chat, frame));
        drop(state);
        if first {
            let state = Arc::clone(&self.state);
            tokio::spawn(async move {
                // Their senders are awake already: the commit has told all of them.
                yield_now().await;
                lock(&state).spread();
            });
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    // A panic elsewhere leaves nothing half-done that a reader could not catch up with.
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A frame as the socket sends it.
#[must_use]
pub fn text(frame: &ServerFrame) -> Utf8Bytes {
    serde_json::to_string(frame).unwrap_or_default().into()
}
