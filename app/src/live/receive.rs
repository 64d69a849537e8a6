//! What each frame of the server changes.

use super::{Live, Writer, find, socket::sleep};
use leptos::{prelude::*, task::spawn_local};
use model::{
    ChatId,
    views::{ChatSummary, LastMessage, Message},
    wire::{ClientFrame, ServerFrame},
};
use std::time::Duration;

/// How long «печатает…» stays without a new word.
const WRITING: Duration = Duration::from_secs(5);
/// Characters of a message that the list shows.
const PREVIEW: usize = 120;

impl Live {
    pub(super) fn receive(self, frame: ServerFrame) {
        match frame {
            ServerFrame::Welcome {
                chats,
                today,
                build,
            } => self.welcome(chats, today, &build),
            ServerFrame::Missed {
                chat,
                messages,
                restart,
            } => {
                let conversation = self.conversation(chat);
                if restart || !conversation.take(&messages) {
                    self.reread(chat);
                }
                for message in &messages {
                    self.acknowledge(message);
                }
            }
            ServerFrame::Message { chat, message } => self.message(chat, message),
            ServerFrame::Refused { key, problem } => self.change_outgoing(|all| {
                if let Some(one) = all.iter_mut().find(|one| one.key == key) {
                    one.failed = Some(problem);
                }
            }),
            ServerFrame::Opened { chat } => {
                self.chats.update(|chats| {
                    let chats = chats.get_or_insert_default();
                    match chats.iter_mut().find(|one| one.id == chat.id) {
                        Some(known) => *known = chat,
                        None => chats.insert(0, chat),
                    }
                });
                self.changed();
            }
            ServerFrame::Closed { chat } => {
                self.conversation(chat).forget();
                self.chats.update(|chats| {
                    if let Some(chats) = chats {
                        chats.retain(|one| one.id != chat);
                    }
                });
                self.changed();
            }
            ServerFrame::Members {
                chat,
                members,
                expected,
            } => {
                self.chats.update(|chats| {
                    if let Some(one) = find(chats, chat) {
                        one.members = members;
                        one.expected = expected;
                    }
                });
                self.changed();
            }
            ServerFrame::Call { chat, call, missed } => self.chats.update(|chats| {
                let Some(chats) = chats else { return };
                let Some(at) = chats.iter().position(|one| one.id == chat) else {
                    return;
                };
                chats[at].call = call;
                chats[at].missed = missed;
                // What has come to nothing is what happened last there.
                if chats[at].missed.is_some() {
                    chats[..=at].rotate_right(1);
                }
            }),
            ServerFrame::Waiting { of, people } => self.at_call.waiting.set(Some((of, people))),
            ServerFrame::CallAccess { of, access } => self.at_call.access.set(Some((of, access))),
            ServerFrame::LetIn { of } => self.at_call.let_in.set(Some(of)),
            ServerFrame::Read { chat, seq } => self.chats.update(|chats| {
                if let Some(one) = find(chats, chat) {
                    one.read_seq = one.read_seq.max(seq);
                }
            }),
            ServerFrame::Typing { chat, person, name } => {
                if Some(person) != self.person() {
                    self.writing(Writer { chat, person, name });
                }
            }
            ServerFrame::Lessons => self.lessons.update(|tick| *tick += 1),
            ServerFrame::SignedOut | ServerFrame::Restarting | ServerFrame::Pong => {}
        }
    }

    fn changed(self) {
        self.membership.update(|tick| *tick += 1);
    }

    fn welcome(self, chats: Vec<ChatSummary>, today: model::views::Day, build: &str) {
        if !is_this_build(build) {
            // The server has been replaced by a newer one: so is the page. Drafts and messages on
            // their way are kept in the browser.
            drop(window().location().reload());
            return;
        }
        self.today.set(Some(today));
        let ids = |chats: &[ChatSummary]| {
            let mut ids: Vec<_> = chats
                .iter()
                .map(|c| (c.id, c.members, c.expected))
                .collect();
            ids.sort();
            ids
        };
        let same = self.chats.with_untracked(|before| {
            before
                .as_ref()
                .is_none_or(|before| ids(before) == ids(&chats))
        });
        // What was told while nobody listened is not told again.
        if self.chats.with_untracked(Option::is_some) {
            self.lessons.update(|tick| *tick += 1);
        }
        self.chats.set(Some(chats));
        self.connection.set(super::Connection::Online);
        self.fill_gaps();
        if !same {
            self.changed();
        }
        for one in self.outgoing.get_untracked() {
            if one.failed.is_none() {
                self.transmit(&one);
            }
        }
    }

    /// An own message has become durable. Somebody else's key says nothing about ours.
    fn acknowledge(self, message: &Message) {
        if Some(message.author) == self.person() {
            self.drop_outgoing(&message.key);
        }
    }

    fn message(self, chat: ChatId, message: Message) {
        self.acknowledge(&message);
        self.writers.update(|all| {
            all.retain(|one| one.chat != chat || one.person != message.author);
        });
        let own = Some(message.author) == self.person();
        self.chats.update(|chats| {
            let Some(chats) = chats else { return };
            let Some(at) = chats.iter().position(|one| one.id == chat) else {
                return;
            };
            if chats[at].last_seq >= message.seq {
                return;
            }
            let mut one = chats.remove(at);
            one.last_seq = message.seq;
            one.missed = None;
            if own {
                one.read_seq = message.seq;
            }
            one.last = Some(LastMessage {
                author: message.author,
                author_name: message.author_name.clone(),
                text: message.text.chars().take(PREVIEW).collect(),
                at: message.at.clone(),
            });
            chats.insert(0, one);
        });
        self.today.update(|today| {
            if today.is_some_and(|today| today < message.at.day) {
                *today = Some(message.at.day);
            }
        });
        let conversation = self.conversation(chat);
        if conversation.held.get_untracked() && !conversation.take(&[message]) {
            // Something lies in between: ask for it.
            let known = vec![(chat, conversation.last())];
            self.say(ClientFrame::Hello { known });
        }
    }

    /// Reads anew what has moved on while it was not listened to.
    pub fn fill_gaps(self) {
        let behind: Vec<ChatId> = self.chats.with_untracked(|chats| {
            let behind = |chat: &&ChatSummary| {
                let conversation = self.conversation(chat.id);
                conversation.held.get_untracked() && conversation.last() < chat.last_seq
            };
            chats
                .iter()
                .flatten()
                .filter(behind)
                .map(|chat| chat.id)
                .collect()
        });
        for chat in behind {
            self.reread(chat);
        }
    }

    /// Reads the newest page of a conversation anew.
    fn reread(self, chat: ChatId) {
        let conversation = self.conversation(chat);
        spawn_local(async move {
            if let Ok(page) = crate::api::history(chat, None).await {
                conversation.open(&page);
            }
        });
    }

    fn writing(self, writer: Writer) {
        self.writers.update(|all| {
            all.retain(|one| one.person != writer.person || one.chat != writer.chat);
            all.push(writer.clone());
        });
        spawn_local(async move {
            sleep(WRITING).await;
            self.writers.update(|all| all.retain(|one| *one != writer));
        });
    }
}

/// Whether the server's page is the one that runs here. Where the document does not say, it is.
fn is_this_build(build: &str) -> bool {
    let here = document()
        .query_selector("meta[name=build]")
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"));
    build.is_empty() || here.is_none_or(|here| here == build)
}
