//! The open sockets, found by person and by chat, and what waits to be handed out to them.

use super::{Signal, SocketId, doors::Doors, text};
use axum::extract::ws::Utf8Bytes;
use model::{CallOf, ChatId, PersonId, SessionId, wire::ServerFrame};
use std::collections::{HashMap, HashSet};
use tokio::sync::mpsc;

#[derive(Default)]
pub(super) struct State {
    pub(super) next: SocketId,
    pub(super) sockets: HashMap<SocketId, Socket>,
    pub(super) people: HashMap<PersonId, HashSet<SocketId>>,
    pub(super) chats: HashMap<ChatId, HashSet<SocketId>>,
    pub(super) doors: Doors,
    /// Messages that are to be handed out together.
    pub(super) gathered: Vec<(ChatId, Utf8Bytes)>,
}

pub(super) struct Socket {
    pub(super) person: PersonId,
    pub(super) session: SessionId,
    pub(super) chats: HashSet<ChatId>,
    pub(super) queue: mpsc::Sender<Signal>,
    /// Its share of what is being handed out.
    pub(super) share: Vec<Utf8Bytes>,
}

impl State {
    pub(super) fn of_person(&self, person: PersonId) -> Vec<SocketId> {
        self.people
            .get(&person)
            .into_iter()
            .flatten()
            .copied()
            .collect()
    }

    pub(super) fn in_chat(&self, chat: ChatId) -> Vec<SocketId> {
        self.chats
            .get(&chat)
            .into_iter()
            .flatten()
            .copied()
            .collect()
    }

    pub(super) fn spread(&mut self) {
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

    pub(super) fn send(&mut self, sockets: &[SocketId], signal: &Signal) {
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

    pub(super) fn subscribe(&mut self, id: SocketId, chat: ChatId) {
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.chats.insert(chat);
            self.chats.entry(chat).or_default().insert(id);
        }
    }

    pub(super) fn unsubscribe(&mut self, id: SocketId, chat: ChatId) {
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.chats.remove(&chat);
        }
        forget(&mut self.chats, &chat, id);
    }

    pub(super) fn remove(&mut self, id: SocketId) {
        if let Some(socket) = self.sockets.remove(&id) {
            forget(&mut self.people, &socket.person, id);
            for chat in &socket.chats {
                forget(&mut self.chats, chat, id);
            }
            let told = self.doors.put(id, socket.person, None);
            self.tell_hosts(&told);
        }
    }

    pub(super) fn tell_hosts(&mut self, calls: &[CallOf]) {
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
