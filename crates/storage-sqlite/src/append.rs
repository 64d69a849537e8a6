//! Group commit: one task gathers the messages that wait and keeps them in one transaction.

use crate::{chats::message, fault};
use model::{ChatId, PersonId};
use sqlx::{SqliteConnection, SqlitePool};
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

async fn commit(writer: &SqlitePool, batch: &[Waiting]) -> Result<Vec<Appended>> {
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await.map_err(fault)?;
    let mut outcomes = Vec::with_capacity(batch.len());
    for (message, _) in batch {
        outcomes.push(append(&mut tx, message).await?);
    }
    tx.commit().await.map_err(fault)?;
    Ok(outcomes)
}

async fn append(tx: &mut SqliteConnection, new: &NewMessage) -> Result<Appended> {
    let earlier = sqlx::query_file!("../storage/queries/chats/by_key.sql", new.author.0, new.key)
        .fetch_optional(&mut *tx)
        .await
        .map_err(fault)?;
    if let Some(row) = earlier {
        let chat = ChatId(row.chat_id);
        let message: Result<StoredMessage> = message!(row);
        return Ok(Appended::Again(chat, message?));
    }
    let next = sqlx::query_file!(
        "../storage/queries/chats/next_seq.sql",
        new.chat.0,
        new.author.0
    )
    .fetch_optional(&mut *tx)
    .await
    .map_err(fault)?;
    let Some(next) = next else {
        return Ok(Appended::NotMember);
    };
    let role = sqlx::query_file!(
        "../storage/queries/chats/role_in.sql",
        new.chat.0,
        new.author.0
    )
    .fetch_one(&mut *tx)
    .await
    .map_err(fault)?
    .role;
    sqlx::query_file!(
        "../storage/queries/chats/insert_message.sql",
        new.chat.0,
        next.last_seq,
        new.author.0,
        new.author_name,
        role,
        new.key,
        new.text,
        new.at
    )
    .execute(&mut *tx)
    .await
    .map_err(fault)?;
    sqlx::query_file!(
        "../storage/queries/chats/set_read.sql",
        new.chat.0,
        new.author.0,
        next.last_seq
    )
    .fetch_optional(&mut *tx)
    .await
    .map_err(fault)?;
    Ok(Appended::New(StoredMessage {
        seq: next.last_seq,
        author: new.author,
        author_name: new.author_name.clone(),
        author_role: crate::chats::role(&role)?,
        key: new.key.clone(),
        text: new.text.clone(),
        at: new.at,
    }))
}
