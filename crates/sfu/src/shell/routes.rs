//! Which room a datagram is for.

use super::{ToRoom, ports::Udp};
use crate::{
    PeerKey,
    link::{self, Protocol, Source},
    room::{Input, Route},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::mpsc;

/// Largest datagram of WebRTC.
const DATAGRAM: usize = 2_000;

/// Who gets datagrams: the first ones by the name in them, the others by where they come from.
#[derive(Default)]
pub(super) struct Routes(Mutex<Known>);

#[derive(Default)]
struct Known {
    names: HashMap<String, PeerKey>,
    addresses: HashMap<Source, PeerKey>,
    rooms: HashMap<PeerKey, mpsc::Sender<ToRoom>>,
}

impl Routes {
    pub(super) fn change(&self, room: &mpsc::Sender<ToRoom>, routes: Vec<Route>) {
        if routes.is_empty() {
            return;
        }
        let mut known = self.lock();
        for route in routes {
            match route {
                Route::Name(name, key) => {
                    known.names.retain(|_, other| *other != key);
                    known.names.insert(name, key);
                    known.rooms.insert(key, room.clone());
                }
                Route::Source(source, key) => {
                    known.addresses.insert(source, key);
                }
                Route::Forget(key) => {
                    known.names.retain(|_, other| *other != key);
                    known.addresses.retain(|_, other| *other != key);
                    known.rooms.remove(&key);
                }
            }
        }
    }

    /// Whose a packet is, and where it goes.
    pub(super) fn find(
        &self,
        source: Source,
        bytes: &[u8],
    ) -> Option<(PeerKey, mpsc::Sender<ToRoom>)> {
        let name = link::ufrag_of(bytes);
        let known = self.lock();
        let key = match name {
            Some(name) => known.names.get(&name),
            None => known.addresses.get(&source),
        };
        let key = *key?;
        Some((key, known.rooms.get(&key)?.clone()))
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Hands out datagrams for as long as the socket lives.
pub(super) async fn receive(socket: Arc<Udp>, routes: Arc<Routes>) {
    let mut buffer = [0_u8; DATAGRAM];
    loop {
        match socket.receive(&mut buffer).await {
            Ok((length, address)) => {
                let source = Source {
                    protocol: Protocol::Udp,
                    address,
                };
                let bytes = &buffer[..length];
                if let Some((key, room)) = routes.find(source, bytes) {
                    let bytes = bytes.to_vec();
                    let input = Input::Packet { key, source, bytes };
                    // A room that does not keep up loses packets, as on a network that does not.
                    drop(room.try_send(ToRoom::Input(input)));
                }
            }
            // A client's closed port is reported here: it concerns nobody else.
            Err(cause) => {
                tracing::debug!(%cause, "a datagram could not be received");
                tokio::task::yield_now().await;
            }
        }
    }
}
