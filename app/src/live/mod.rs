//! What is kept up to date over the socket `/ws`: chats, the open conversations, what waits to be
//! sent. One for the whole page; on the server it stays empty.

mod at_call;
mod conversation;
mod outgoing;
#[cfg(feature = "hydrate")]
mod receive;
#[cfg(feature = "hydrate")]
mod socket;
mod store;

pub use at_call::CallNews;
pub use conversation::Conversation;
pub use outgoing::Outgoing;
pub use store::{keep, kept};

use leptos::prelude::*;
use model::{
    ChatId, PersonId, RemoteLessonId,
    views::{ChatSummary, Day, Me},
    wire::ClientFrame,
};
use std::collections::HashMap;

/// State of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Connection {
    /// Not wanted yet: nobody is signed in on this page, or the script has just begun.
    #[default]
    Idle,
    /// Everything arrives.
    Online,
    /// Lost; it is being tried again.
    Lost,
}

/// Somebody who is writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writer {
    /// Where.
    pub chat: ChatId,
    /// Who.
    pub person: PersonId,
    /// «Артём»
    pub name: String,
}

/// What the socket keeps up to date.
#[derive(Clone, Copy)]
pub struct Live {
    /// Messages not read yet, over all chats; nothing until the server has told.
    pub unread: Memo<Option<u32>>,
    /// Own chats, newest message first, once the socket has told.
    pub chats: RwSignal<Option<Vec<ChatSummary>>>,
    /// Counts changes of membership.
    pub membership: RwSignal<u32>,
    /// Counts changes of lessons.
    pub lessons: RwSignal<u32>,
    /// The remote lesson whose page was looked at last.
    pub lesson: RwSignal<Option<RemoteLessonId>>,
    /// Of the call at whose page one is.
    pub at_call: CallNews,
    /// Today at the school, once told.
    pub today: RwSignal<Option<Day>>,
    /// State of the connection.
    pub connection: RwSignal<Connection>,
    /// Who is writing just now.
    pub writers: RwSignal<Vec<Writer>>,
    /// What has not been acknowledged yet.
    pub outgoing: RwSignal<Vec<Outgoing>>,
    conversations: StoredValue<HashMap<ChatId, Conversation>>,
    me: StoredValue<Option<PersonId>>,
    #[cfg(feature = "hydrate")]
    wire: StoredValue<Option<futures::channel::mpsc::UnboundedSender<ClientFrame>>>,
    /// Own signals live as long as the page, not as long as the component that made them.
    owner: StoredValue<Owner>,
}

/// Gives it to all pages.
pub fn provide() {
    let chats = RwSignal::new(None::<Vec<ChatSummary>>);
    let unread = Memo::new(move |_| {
        chats.with(|chats| {
            chats
                .as_ref()
                .map(|all| all.iter().map(ChatSummary::unread).sum::<u32>())
        })
    });
    provide_context(Live {
        unread,
        chats,
        membership: RwSignal::new(0),
        lessons: RwSignal::new(0),
        lesson: RwSignal::new(None),
        at_call: CallNews::new(),
        today: RwSignal::new(None),
        connection: RwSignal::new(Connection::Idle),
        writers: RwSignal::new(Vec::new()),
        outgoing: RwSignal::new(Vec::new()),
        conversations: StoredValue::new(HashMap::new()),
        me: StoredValue::new(None),
        #[cfg(feature = "hydrate")]
        wire: StoredValue::new(None),
        owner: StoredValue::new(Owner::current().unwrap_or_default()),
    });
}

impl Live {
    /// Connects for this person, once; later calls change nothing.
    pub fn start(self, me: &Me) {
        if self.me.get_value().is_some() {
            return;
        }
        self.me.set_value(Some(me.person));
        #[cfg(feature = "hydrate")]
        {
            self.outgoing.set(outgoing::load(me.person));
            socket::start(self);
        }
    }

    /// The person on this page, once connected.
    #[must_use]
    pub fn person(self) -> Option<PersonId> {
        self.me.get_value()
    }

    /// The conversation of a chat, as far as it is held.
    #[must_use]
    pub fn conversation(self, chat: ChatId) -> Conversation {
        if let Some(held) = self.conversations.with_value(|all| all.get(&chat).copied()) {
            return held;
        }
        let new = self
            .owner
            .with_value(|owner| owner.with(|| Conversation::new(chat)));
        self.conversations.update_value(|all| {
            all.insert(chat, new);
        });
        new
    }

    /// Says something to the server; lost when there is no connection.
    pub fn say(self, frame: ClientFrame) {
        #[cfg(feature = "hydrate")]
        self.wire.with_value(|wire| {
            if let Some(wire) = wire {
                // A closed wire is about to be replaced, and Hello says all again.
                let _ = wire.unbounded_send(frame);
            }
        });
        #[cfg(not(feature = "hydrate"))]
        drop(frame);
    }

    /// Moves the own read cursor here and at the server.
    pub fn read(self, chat: ChatId, seq: i64) {
        let mut moved = false;
        self.chats.update(|chats| {
            if let Some(one) = find(chats, chat)
                && one.read_seq < seq
            {
                one.read_seq = seq;
                moved = true;
            }
        });
        if moved {
            self.say(ClientFrame::Read { chat, seq });
        }
    }
}

fn find(chats: &mut Option<Vec<ChatSummary>>, chat: ChatId) -> Option<&mut ChatSummary> {
    chats.as_mut()?.iter_mut().find(|one| one.id == chat)
}
