//! Group commit: one task gathers the messages that wait and keeps them in one transaction.

use crate::fault;
use model::{ChatId, PersonId, Role};
use serde::Serialize;
use sqlx::{SqliteConnection, SqlitePool};
use std::collections::{BTreeMap, HashMap};
use storage::{Appended, Fault, FaultKind, NewMessage, Result, StoredMessage};
use tokio::sync::{mpsc, oneshot};

/// The most messages of one transaction: enough to hide a sync, few enough to answer soon.
const BATCH: usize = 256;

/// Messages that may wait; beyond that senders do.
const QUEUE: usize = 4_096;

type Waiting = (NewMessage, oneshot::Sender<Result<Appended>>);

pub(crate) struct Appender {
    queue: mpsc::Sender<Waiting>,
}

impl Appender {
    pub(crate) fn start(writer: SqlitePool) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(keep(writer, waiting));
        Self { queue }
    }

    pub(crate) async fn append(&self, message: NewMessage) -> Result<Appended> {
        let (answer, answered) = oneshot::channel();
        let gone = || Fault::new("the writer has stopped");
        self.queue
            .send((message, answer))
            .await
            .map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

async fn keep(writer: SqlitePool, mut waiting: mpsc::Receiver<Waiting>) {
    let mut batch: Vec<Waiting> = Vec::with_capacity(BATCH);
    while waiting.recv_many(&mut batch, BATCH).await > 0 {
        match commit(&writer, &batch).await {
            Ok(outcomes) => {
                for ((_, answer), outcome) in batch.drain(..).zip(outcomes) {
                    // The sender may have gone; the message is kept all the same.
                    let _ = answer.send(Ok(outcome));
                }
            }
            Err(fault) => {
                if fault.kind != FaultKind::NoRoom {
                    let what = &fault.what;
                    tracing::error!(what, messages = batch.len(), "messages could not be kept");
                }
                for (_, answer) in batch.drain(..) {
                    let _ = answer.send(Err(fault.clone()));
                }
            }
        }
    }
}

/// One transaction of two queries, however many messages: each query changes threads twice, and of
/// a message's cost little else would be left.
async fn commit(writer: &SqlitePool, batch: &[Waiting]) -> Result<Vec<Appended>> {
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await.map_err(fault)?;
    let looked = look(&mut tx, batch).await?;
    let mut plan = Plan::default();
    let mut outcomes = Vec::with_capacity(batch.len());
    for ((new, _), found) in batch.iter().zip(looked) {
        outcomes.push(plan.place(new, found));
    }
    plan.keep(&mut tx).await?;
    tx.commit().await.map_err(fault)?;
    Ok(outcomes)
}

/// What the database knows about a message that waits.
struct Found {
    /// The message that was kept under its key before.
    earlier: Option<(ChatId, StoredMessage)>,
    /// The author's role in the chat, and the chat's newest number; `None` for a stranger.
    member: Option<(Role, i64)>,
}

/// What is asked about a message.
#[derive(Serialize)]
struct Question<'a> {
    chat: i64,
    author: i64,
    key: &'a str,
}

async fn look(tx: &mut SqliteConnection, batch: &[Waiting]) -> Result<Vec<Found>> {
    let questions = batch.iter().map(|(new, _)| Question {
        chat: new.chat.0,
        author: new.author.0,
        key: &new.key,
    });
    let questions = json(&questions.collect::<Vec<_>>())?;
    let rows = sqlx::query_file!("../storage/queries/chats/append_look.sql", questions)
        .fetch_all(tx)
        .await
        .map_err(fault)?;
    if rows.len() != batch.len() {
        return Err(Fault::new("an answer for each message was expected"));
    }
    let found = rows.into_iter().zip(batch).map(|(row, (new, _))| {
        let earlier = match (
            row.chat_id,
            row.seq,
            row.author_name,
            row.author_role,
            row.text,
            row.sent_at,
        ) {
            (Some(chat), Some(seq), Some(author_name), Some(author_role), Some(text), Some(at)) => {
                let message = StoredMessage {
                    seq,
                    author: new.author,
                    author_name,
                    author_role: crate::chats::role(&author_role)?,
                    key: new.key.clone(),
                    text,
                    at,
                };
                Some((ChatId(chat), message))
            }
            _ => None,
        };
        let member = match (row.role, row.last_seq) {
            (Some(role), Some(last)) => Some((crate::chats::role(&role)?, last)),
            _ => None,
        };
        Ok(Found { earlier, member })
    });
    found.collect()
}

/// What a batch changes.
#[derive(Default)]
struct Plan<'a> {
    messages: Vec<Row<'a>>,
    /// Newest number of each chat, with what the batch adds to it.
    newest: BTreeMap<ChatId, i64>,
    /// Messages of this batch by author and key: a twin may sit beside it.
    keys: HashMap<(PersonId, &'a str), (ChatId, StoredMessage)>,
}

/// A message as its row.
#[derive(Serialize)]
struct Row<'a> {
    chat: i64,
    seq: i64,
    author: i64,
    author_name: &'a str,
    role: &'static str,
    key: &'a str,
    text: &'a str,
    at: i64,
}

/// Newest number of a chat.
#[derive(Serialize)]
struct Newest {
    chat: i64,
    seq: i64,
}

impl<'a> Plan<'a> {
    fn place(&mut self, new: &'a NewMessage, found: Found) -> Appended {
        let twin = self.keys.get(&(new.author, new.key.as_str())).cloned();
        if let Some((chat, message)) = found.earlier.or(twin) {
            return Appended::Again(chat, message);
        }
        let Some((role, last)) = found.member else {
            return Appended::NotMember;
        };
        let newest = self.newest.entry(new.chat).or_insert(last);
        *newest += 1;
        let message = StoredMessage {
            seq: *newest,
            author: new.author,
            author_name: new.author_name.clone(),
            author_role: role,
            key: new.key.clone(),
            text: new.text.clone(),
            at: new.at,
        };
        self.messages.push(Row {
            chat: new.chat.0,
            seq: *newest,
            author: new.author.0,
            author_name: &new.author_name,
            role: role.code(),
            key: &new.key,
            text: &new.text,
            at: new.at,
        });
        let kept = (new.chat, message.clone());
        self.keys.insert((new.author, &new.key), kept);
        Appended::New(message)
    }

    async fn keep(&self, tx: &mut SqliteConnection) -> Result<()> {
        if self.messages.is_empty() {
            return Ok(());
        }
        let messages = json(&self.messages)?;
        let newest = self.newest.iter().map(|(chat, seq)| Newest {
            chat: chat.0,
            seq: *seq,
        });
        let newest = json(&newest.collect::<Vec<_>>())?;
        sqlx::query_file!(
            "../storage/queries/chats/append_keep.sql",
            messages,
            newest,
            messages
        )
        .execute(tx)
        .await
        .map_err(fault)?;
        Ok(())
    }
}

fn json<T: Serialize>(rows: &[T]) -> Result<String> {
    serde_json::to_string(rows).map_err(|what| Fault::new(what.to_string()))
}
