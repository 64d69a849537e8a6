//! Somebody who writes through the socket as the page does: repeats what was not acknowledged with
//! the same key, keeps what it has by number, reads on; and remembers what it was promised.

use crate::{school::Pupil, server::Socket};
use model::{
    ChatId, PersonId, Problem,
    views::Message,
    wire::{ClientFrame, ServerFrame},
};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::atomic::{AtomicUsize, Ordering},
};
use tokio::sync::Notify;

/// Messages on their way at once.
const WINDOW: usize = 8;
/// What one connection may send without being called too fast.
const MOST: usize = 40;

/// What all writers count together.
#[derive(Default)]
pub struct Count {
    acknowledged: AtomicUsize,
    caught: AtomicUsize,
    more: Notify,
}

impl Count {
    /// Waits until so many have been acknowledged.
    pub async fn reach(&self, target: usize) {
        loop {
            let more = self.more.notified();
            tokio::pin!(more);
            // Registered before it is looked, so that nothing is missed in between.
            more.as_mut().enable();
            if self.acknowledged.load(Ordering::Relaxed) >= target {
                return;
            }
            more.await;
        }
    }

    /// How many have been.
    pub fn now(&self) -> usize {
        self.acknowledged.load(Ordering::Relaxed)
    }

    /// How many were kept before a kill that their author was not told of.
    pub fn caught(&self) -> usize {
        self.caught.load(Ordering::Relaxed)
    }

    fn up(&self) {
        self.acknowledged.fetch_add(1, Ordering::Relaxed);
        self.more.notify_waiters();
    }
}

/// One writer, over all its connections.
pub struct Writer {
    pub pupil: Pupil,
    chat: ChatId,
    written: usize,
    /// Before the numbers of its keys.
    name: String,
    /// Not acknowledged, oldest first: key and text.
    pub waiting: VecDeque<(String, String)>,
    /// Acknowledged: key, number.
    pub acknowledged: BTreeMap<String, i64>,
    /// Everything that was shown, of everybody: number, author and key.
    pub held: BTreeMap<i64, (PersonId, String)>,
    /// How far one was told to have read.
    pub read: i64,
}

impl Writer {
    pub fn new(pupil: &Pupil, chat: ChatId) -> Self {
        Self {
            pupil: pupil.clone(),
            chat,
            written: 0,
            name: pupil.id.to_string(),
            waiting: VecDeque::new(),
            acknowledged: BTreeMap::new(),
            held: BTreeMap::new(),
            read: 0,
        }
    }

    /// Calls its messages otherwise than another writer of the same person.
    pub fn name_messages(&mut self, name: &str) {
        self.name = format!("{}-{name}", self.pupil.id);
    }

    /// One connection: catches up, sends what waits and so many new messages, until the server is
    /// gone or everything is acknowledged (`new` is 0: until it has caught up).
    pub async fn connect(&mut self, address: &str, new: usize, count: &Count) -> Option<()> {
        let mut socket = Socket::open(address, &self.pupil.cookie).await?;
        let last = self.last();
        let known = vec![(self.chat, last)];
        socket.say(&ClientFrame::Hello { known }).await?;
        let own = loop {
            if let ServerFrame::Welcome { chats, .. } = socket.hear().await? {
                break chats.into_iter().find(|one| one.id == self.chat);
            }
        };
        let own = own.expect("still a member");
        assert!(own.read_seq >= self.read, "the cursor moved back");
        self.read = own.read_seq;
        let reached = own.last_seq;
        let new = new.min(MOST.saturating_sub(self.waiting.len()));
        let last_new = self.written + new;
        for (key, text) in self.waiting.clone() {
            self.send(&mut socket, key, text).await?;
        }
        loop {
            while self.written < last_new && self.waiting.len() < WINDOW {
                self.written += 1;
                let key = format!("{}-{}", self.name, self.written);
                let text = format!("Сообщение {key}");
                self.waiting.push_back((key.clone(), text.clone()));
                self.send(&mut socket, key, text).await?;
            }
            let caught_up = self.last() >= reached;
            if caught_up && self.written >= last_new && self.waiting.is_empty() {
                return Some(());
            }
            let frame = socket.hear().await?;
            self.take(&mut socket, frame, count).await?;
        }
    }

    /// Number up to which nothing is missing.
    pub fn last(&self) -> i64 {
        let gap = (1..).find(|seq| !self.held.contains_key(seq));
        gap.map_or(0, |gap| gap - 1)
    }

    async fn send(&self, socket: &mut Socket, key: String, text: String) -> Option<()> {
        let chat = self.chat;
        socket.say(&ClientFrame::Send { key, chat, text }).await
    }

    async fn take(&mut self, socket: &mut Socket, frame: ServerFrame, count: &Count) -> Option<()> {
        match frame {
            ServerFrame::Message { message, .. } => {
                let seq = message.seq;
                self.hold(message, count);
                // Every few messages: read on, and also say an old number, which must change
                // nothing.
                if seq % 7 == 0 {
                    let old = ClientFrame::Read {
                        chat: self.chat,
                        seq: 1,
                    };
                    let read = ClientFrame::Read {
                        chat: self.chat,
                        seq: self.last(),
                    };
                    socket.say(&read).await?;
                    socket.say(&old).await?;
                }
            }
            ServerFrame::Missed {
                messages, restart, ..
            } => {
                assert!(!restart, "no more is missed than may be caught up with");
                let waiting = self.waiting.len();
                for message in messages {
                    self.hold(message, count);
                }
                let caught = waiting - self.waiting.len();
                count.caught.fetch_add(caught, Ordering::Relaxed);
            }
            ServerFrame::Read { seq, .. } => {
                assert!(
                    seq >= self.read,
                    "the cursor moved from {} to {seq}",
                    self.read
                );
                self.read = seq;
            }
            // Too fast is said of single messages; they wait for the next connection.
            ServerFrame::Refused {
                problem: Problem::TooFast,
                ..
            } => return None,
            ServerFrame::Refused { key, problem } => panic!("{key} refused: {problem}"),
            _ => {}
        }
        Some(())
    }

    fn hold(&mut self, message: Message, count: &Count) {
        let Message {
            seq, author, key, ..
        } = message;
        let shown = (author, key.clone());
        let before = self.held.insert(seq, shown.clone());
        assert!(
            before.is_none_or(|before| before == shown),
            "number {seq} was given twice"
        );
        if author == self.pupil.id {
            let before = self.acknowledged.insert(key.clone(), seq);
            assert!(
                before.is_none_or(|before| before == seq),
                "{key} was kept twice"
            );
            let waits = self.waiting.iter().position(|(one, _)| *one == key);
            if let Some(at) = waits {
                self.waiting.remove(at);
                count.up();
            }
        }
    }
}
