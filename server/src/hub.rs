//! Open sockets, and which of them an event is for. An event is serialised once and shared; a
//! reader that cannot keep up is dropped and catches up when it comes back.
//!
//! Messages that became durable together are handed out together: waking a socket's task and
//! writing to the network cost more than everything else of a delivery.

mod doors;
#[cfg(test)]
mod tests;

pub use doors::Stand;

use axum::extract::ws::Utf8Bytes;
use doors::Doors;
use model::{CallOf, ChatId, PersonId, SessionId, wire::ServerFrame};
use school_core::{Bus, Event};
use std::{
    collections::{HashMap, HashSet},
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

#[derive(Default)]
struct State {
    next: SocketId,
    sockets: HashMap<SocketId, Socket>,
    people: HashMap<PersonId, HashSet<SocketId>>,
    chats: HashMap<ChatId, HashSet<SocketId>>,
    doors: Doors,
    /// Messages that are to be handed out together.
    gathered: Vec<(ChatId, Utf8Bytes)>,
}

struct Socket {
    person: PersonId,
    session: SessionId,
    chats: HashSet<ChatId>,
    queue: mpsc::Sender<Signal>,
    /// Its share of what is being handed out.
    share: Vec<Utf8Bytes>,
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

impl Bus for Hub {
    fn publish(&self, event: Event) {
        if let Event::Message { chat, message } = event {
            self.gather(chat, &ServerFrame::Message { chat, message });
            return;
        }
        // Events reach a reader in the order in which they happened.
        self.lock().spread();
        match event {
            Event::Message { .. } => {}
            Event::Members {
                chat,
                members,
                expected,
            } => {
                self.tell_chat(
                    chat,
                    &ServerFrame::Members {
                        chat,
                        members,
                        expected,
                    },
                );
            }
            Event::Call { chat, call, missed } => {
                self.tell_chat(chat, &ServerFrame::Call { chat, call, missed });
            }
            Event::CallAccess { of, access, let_in } => {
                let mut state = self.lock();
                let hosts = state.doors.hosts(of);
                let frame = text(&ServerFrame::CallAccess { of, access });
                state.send(&hosts, &Signal::Frame(frame));
                let asks = let_in.map(|person| state.of_person(person));
                let frame = text(&ServerFrame::LetIn { of });
                state.send(&asks.unwrap_or_default(), &Signal::Frame(frame));
            }
            Event::Typing { chat, person, name } => {
                self.tell_chat(chat, &ServerFrame::Typing { chat, person, name });
            }
            Event::Read { chat, person, seq } => {
                let frame = text(&ServerFrame::Read { chat, seq });
                let mut state = self.lock();
                let sockets = state.of_person(person);
                state.send(&sockets, &Signal::Frame(frame));
            }
            Event::Opened { chat, person } => {
                let mut state = self.lock();
                let sockets = state.of_person(person);
                for id in &sockets {
                    state.subscribe(*id, chat);
                }
                state.send(&sockets, &Signal::Opened(chat));
            }
            Event::Closed { chat, person } => {
                let mut state = self.lock();
                let sockets = state.of_person(person);
                for id in &sockets {
                    state.unsubscribe(*id, chat);
                }
                state.send(
                    &sockets,
                    &Signal::Frame(text(&ServerFrame::Closed { chat })),
                );
            }
            Event::Lessons { people } => {
                let frame = text(&ServerFrame::Lessons);
                let mut state = self.lock();
                for person in people {
                    let sockets = state.of_person(person);
                    state.send(&sockets, &Signal::Frame(frame.clone()));
                }
            }
            Event::SignedOut { session } => {
                let mut state = self.lock();
                let sockets: Vec<SocketId> = state
                    .sockets
                    .iter()
                    .filter(|(_, socket)| socket.session == session)
                    .map(|(id, _)| *id)
                    .collect();
                state.send(&sockets, &Signal::Last(text(&ServerFrame::SignedOut)));
            }
        }
    }
}

impl State {
    fn of_person(&self, person: PersonId) -> Vec<SocketId> {
        self.people
            .get(&person)
            .into_iter()
            .flatten()
            .copied()
            .collect()
    }

    fn in_chat(&self, chat: ChatId) -> Vec<SocketId> {
        self.chats
            .get(&chat)
            .into_iter()
            .flatten()
            .copied()
            .collect()
    }

    fn spread(&mut self) {
        let mut heard = Vec::new();
        for (chat, frame) in std::mem::take(&mut self.gathered) {
            for id in self.chats.get(&chat).into_iter().flatten() {
                if let Some(socket) = self.sockets.get_mut(id) {
                    if socket.share.is_empty() {
                        heard.push(*id);
                    }
                    socket.share.push(frame.clone());
                }
            }
        }
        for id in heard {
            if let Some(socket) = self.sockets.get_mut(&id) {
                let signal = Signal::Frames(std::mem::take(&mut socket.share));
                if socket.queue.try_send(signal).is_err() {
                    self.remove(id);
                }
            }
        }
    }

    fn send(&mut self, sockets: &[SocketId], signal: &Signal) {
        for id in sockets {
            let full = match self.sockets.get(id) {
                Some(socket) => socket.queue.try_send(signal.clone()).is_err(),
                None => false,
            };
            if full {
                // Its task sees the closed queue, closes the socket, and the page comes back.
                self.remove(*id);
            }
        }
    }

    fn subscribe(&mut self, id: SocketId, chat: ChatId) {
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.chats.insert(chat);
            self.chats.entry(chat).or_default().insert(id);
        }
    }

    fn unsubscribe(&mut self, id: SocketId, chat: ChatId) {
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.chats.remove(&chat);
        }
        forget(&mut self.chats, &chat, id);
    }

    fn remove(&mut self, id: SocketId) {
        if let Some(socket) = self.sockets.remove(&id) {
            forget(&mut self.people, &socket.person, id);
            for chat in &socket.chats {
                forget(&mut self.chats, chat, id);
            }
            let told = self.doors.put(id, socket.person, None);
            self.tell_hosts(&told);
        }
    }

    fn tell_hosts(&mut self, calls: &[CallOf]) {
        for of in calls {
            let hosts = self.doors.hosts(*of);
            let frame = ServerFrame::Waiting {
                of: *of,
                people: self.doors.waiting(*of),
            };
            self.send(&hosts, &Signal::Frame(text(&frame)));
        }
    }
}

fn forget<K: std::hash::Hash + Eq>(
    index: &mut HashMap<K, HashSet<SocketId>>,
    key: &K,
    id: SocketId,
) {
    if let Some(set) = index.get_mut(key) {
        set.remove(&id);
        if set.is_empty() {
            index.remove(key);
        }
    }
}

/// A frame as the socket sends it.
#[must_use]
pub fn text(frame: &ServerFrame) -> Utf8Bytes {
    serde_json::to_string(frame).unwrap_or_default().into()
}
