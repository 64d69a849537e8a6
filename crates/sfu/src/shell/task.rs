//! The task of one room.

use super::{Shared, ToRoom};
use crate::{
    Notice, WireId,
    link::Protocol,
    room::{Input, Out, Room},
};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until},
};

/// How long a room without people waits for some.
const WAITS: Duration = Duration::from_secs(30);
/// Inputs taken before anything is sent.
const AT_ONCE: usize = 64;

/// A packet that has waited for longer is dropped: on a machine that does not keep up sound that comes
/// seconds late helps nobody, and what the host orders must not wait behind it.
const STALE: Duration = Duration::from_millis(250);

pub(super) struct RoomTask {
    name: String,
    room: Room,
    shared: Arc<Shared>,
    own: mpsc::WeakSender<ToRoom>,
    wires: HashMap<WireId, mpsc::Sender<Vec<u8>>>,
}

impl RoomTask {
    pub(super) fn new(name: &str, shared: Arc<Shared>, own: mpsc::WeakSender<ToRoom>) -> Self {
        Self {
            name: name.to_owned(),
            room: Room::new(
                name,
                Arc::clone(&shared.settings),
                shared.keys.clone(),
                shared.limits,
            ),
            shared,
            own,
            wires: HashMap::new(),
        }
    }

    pub(super) async fn run(mut self, mut inputs: mpsc::Receiver<ToRoom>) {
        let mut waiting = Vec::with_capacity(AT_ONCE);
        loop {
            let next = Instant::from_std(self.room.next());
            tokio::select! {
                count = inputs.recv_many(&mut waiting, AT_ONCE) => {
                    if count == 0 {
                        break;
                    }
                    for input in waiting.drain(..) {
                        match input {
                            ToRoom::Enter(id, wire, input) => {
                                self.wires.insert(id, wire);
                                self.room.take(input);
                            }
                            ToRoom::Packet(came, input) => {
                                if came.elapsed() < STALE {
                                    self.room.take(input);
                                }
                            }
                            ToRoom::Input(input) => {
                                if let Input::Broken(wire) = &input {
                                    self.wires.remove(wire);
                                }
                                self.room.take(input);
                            }
                        }
                    }
                }
                () = sleep_until(next) => self.room.take(Input::Tick),
            }
            let out = self.room.out();
            self.carry_out(out).await;
            let over = self.room.empty_for().is_some_and(|span| span > WAITS);
            if over && self.shared.end(&self.name, &mut inputs) {
                break;
            }
        }
    }

    async fn carry_out(&mut self, out: Out) {
        if let Some(own) = self.own.upgrade() {
            self.shared.routes.change(&own, out.routes);
        }
        for datagram in out.sent {
            let (bytes, to) = (&datagram.contents, datagram.destination);
            match datagram.proto {
                Protocol::Udp => self.shared.socket.send(bytes, to).await,
                _ => self.shared.connections.send(to, bytes),
            }
        }
        for (wire, frame) in out.said {
            let full = self
                .wires
                .get(&wire)
                .is_some_and(|wire| wire.try_send(frame).is_err());
            if full {
                // It does not read: closed, it comes back and is told all anew.
                self.wires.remove(&wire);
                self.room.take(Input::Broken(wire));
            }
        }
        for wire in out.shut {
            self.wires.remove(&wire);
        }
        for notice in out.notices {
            // Nobody listens when the server stops.
            drop(self.shared.notices.send((self.name.clone(), notice)));
        }
    }
}

/// However the task ends: nothing is kept of those who were in the room, and their signalling ends
/// with it.
impl Drop for RoomTask {
    fn drop(&mut self) {
        let people = self.room.people();
        for (_, identity) in &people {
            let left = (self.name.clone(), Notice::Left(identity.clone()));
            drop(self.shared.notices.send(left));
        }
        self.shared
            .routes
            .forget(people.into_iter().map(|(key, _)| key));
    }
}
