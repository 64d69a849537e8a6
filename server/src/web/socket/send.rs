//! Writing to a socket, which must not take for ever.

use super::{Gone, Page};
use crate::hub::text;
use axum::extract::ws::{Message, Utf8Bytes};
use futures::SinkExt as _;
use model::wire::ServerFrame;
use std::time::Duration;
use tokio::time::timeout;

/// A reader that takes longer than this for one frame is gone.
const SLOWEST: Duration = Duration::from_secs(20);

impl Page<'_> {
    pub(super) async fn say(&mut self, frame: &ServerFrame) -> Result<(), Gone> {
        self.put(Message::Text(text(frame))).await?;
        self.flush().await
    }

    pub(super) async fn put_all(&mut self, frames: Vec<Utf8Bytes>) -> Result<(), Gone> {
        for frame in frames {
            self.put(Message::Text(frame)).await?;
        }
        Ok(())
    }

    /// Puts a frame with those that are to be sent.
    pub(super) async fn put(&mut self, message: Message) -> Result<(), Gone> {
        in_time(self.socket.feed(message)).await
    }

    /// Sends them.
    pub(super) async fn flush(&mut self) -> Result<(), Gone> {
        in_time(self.socket.flush()).await
    }
}

async fn in_time(sending: impl Future<Output = Result<(), axum::Error>>) -> Result<(), Gone> {
    match timeout(SLOWEST, sending).await {
        Ok(Ok(())) => Ok(()),
        _ => Err(Gone),
    }
}
