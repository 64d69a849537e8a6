//! Frames of the socket `/ws`: JSON text, one frame a message.
//!
//! A socket starts with [`ClientFrame::Hello`], which says the newest message that the page holds
//! of each chat; the answer is [`ServerFrame::Welcome`] and the messages missed. Afterwards every
//! durable message arrives at least once; its number says where it belongs, so that the page drops
//! a second copy and asks for what lies in between.

use crate::views::{CallAccess, CallWaiting, ChatSummary, Day, Message, MissedCall, RunningCall};
use crate::{CallOf, ChatId, PersonId, Problem};
use serde::{Deserialize, Serialize};

/// The most messages that a reconnecting page is sent for one chat; beyond that it starts anew
/// from the newest page of the history.
pub const LONGEST_CATCH_UP: i64 = 200;

/// From the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ClientFrame {
    /// First frame: what the page has.
    Hello {
        /// Newest number held, per chat whose history the page has open.
        known: Vec<(ChatId, i64)>,
    },
    /// Send a message. Repeating it with the same key changes nothing.
    Send {
        /// Idempotency key, a UUID made by the page.
        key: String,
        /// Where to.
        chat: ChatId,
        /// Text.
        text: String,
    },
    /// Read up to here.
    Read {
        /// Where.
        chat: ChatId,
        /// Number of the newest message seen.
        seq: i64,
    },
    /// Writing something just now.
    Typing {
        /// Where.
        chat: ChatId,
    },
    /// This page is at a call, or no longer: before it, or in it as its host, who is told who waits.
    AtCall {
        /// Of what; nothing: at none.
        of: Option<CallOf>,
        /// Wants to come in.
        asks: bool,
    },
    /// Still there?
    Ping,
}

/// From the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ServerFrame {
    /// Answer to Hello: all chats as they are now.
    Welcome {
        /// Chats, newest first.
        chats: Vec<ChatSummary>,
        /// Today at the school.
        today: Day,
        /// Which build speaks; a page of another build reloads when it may.
        build: String,
    },
    /// What was missed in a chat, in order.
    Missed {
        /// Where.
        chat: ChatId,
        /// The messages after the known one.
        messages: Vec<Message>,
        /// Too many to send: drop what is held and read the newest page.
        restart: bool,
    },
    /// A message is durable.
    Message {
        /// Where.
        chat: ChatId,
        /// It.
        message: Message,
    },
    /// An own message was refused.
    Refused {
        /// Its key.
        key: String,
        /// Why.
        problem: Problem,
    },
    /// A chat has opened, or is another than it was.
    Opened {
        /// It.
        chat: ChatSummary,
    },
    /// A chat has closed.
    Closed {
        /// Which.
        chat: ChatId,
    },
    /// People came or went.
    Members {
        /// Where.
        chat: ChatId,
        /// Members now.
        members: u32,
        /// Members there will be.
        expected: u32,
    },
    /// Read elsewhere, on another device of the same person.
    Read {
        /// Where.
        chat: ChatId,
        /// Up to here.
        seq: i64,
    },
    /// Somebody is writing.
    Typing {
        /// Where.
        chat: ChatId,
        /// Who.
        person: PersonId,
        /// «Артём»
        name: String,
    },
    /// A call has begun in a chat, or ended.
    Call {
        /// Where.
        chat: ChatId,
        /// What goes on there now.
        call: Option<RunningCall>,
        /// What has come to nothing.
        missed: Option<MissedCall>,
    },
    /// Who waits before a call; for its hosts at its page.
    Waiting {
        /// Of what.
        of: CallOf,
        /// Who, the longest first.
        people: Vec<CallWaiting>,
    },
    /// What is allowed to whom in a call, and who was sent away; for its hosts at its page.
    CallAccess {
        /// Of what.
        of: CallOf,
        /// That.
        access: CallAccess,
    },
    /// Whoever was sent away from a call may come in again.
    LetIn {
        /// Of what.
        of: CallOf,
    },
    /// Something about the own lessons, or those of a child, has changed: read them again.
    Lessons,
    /// The session has ended: sign in again.
    SignedOut,
    /// The server is about to restart.
    Restarting,
    /// Still here.
    Pong,
}
