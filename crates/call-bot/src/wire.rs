//! The signalling: frames of LiveKit's protocol, both ways.

use futures::{SinkExt as _, StreamExt as _};
use tokio::sync::mpsc;
use tokio_tungstenite::{connect_async, tungstenite::Message};

/// Frames that the client may say before it waits. What it hears waits for it without limit, so that one
/// that talks and does not listen stops nobody but itself.
const WAITING: usize = 256;

/// A connection, whatever carries it. Dropped, the signalling is broken.
#[derive(Debug)]
pub struct Wire {
    /// What the server says; it ends when the connection does.
    pub out: mpsc::UnboundedReceiver<Vec<u8>>,
    /// What the client says.
    pub into: mpsc::Sender<Vec<u8>>,
}

/// The other end of a [`Wire`]: what the client says, and where to put what it is to hear.
pub type Carrier = (mpsc::Receiver<Vec<u8>>, mpsc::UnboundedSender<Vec<u8>>);

/// Nothing listens there, or it does not let in.
#[derive(Debug, thiserror::Error)]
#[error("no signalling: {0}")]
pub struct NoWire(#[from] tokio_tungstenite::tungstenite::Error);

impl Wire {
    /// A wire, and its other end.
    #[must_use]
    pub fn pair() -> (Self, Carrier) {
        let (say, said) = mpsc::channel(WAITING);
        let (tell, out) = mpsc::unbounded_channel();
        (Self { out, into: say }, (said, tell))
    }

    /// Comes in at a server, `ws://192.0.2.7:7880`, by a web socket.
    ///
    /// # Errors
    /// [`NoWire`] with what the server answered.
    pub async fn open(server: &str, token: &str, join_request: &str) -> Result<Self, NoWire> {
        let server = server.trim_end_matches('/');
        let address = format!("{server}/rtc/v1?access_token={token}&join_request={join_request}");
        let (mut socket, _) = connect_async(address).await?;
        let (wire, (mut said, tell)) = Self::pair();
        tokio::spawn(async move {
            loop {
                let going_on = tokio::select! {
                    frame = said.recv() => match frame {
                        Some(frame) => socket.send(Message::binary(frame)).await.is_ok(),
                        None => false,
                    },
                    message = socket.next() => match message {
                        Some(Ok(Message::Binary(frame))) => tell.send(frame.to_vec()).is_ok(),
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => true,
                        _ => false,
                    },
                };
                if !going_on {
                    return;
                }
            }
        });
        Ok(wire)
    }
}
