//! The thin shell around the rooms: one port for all media, by UDP and by TCP, and a task for each
//! room.

mod ports;
mod routes;
mod task;
mod tcp;

use crate::{
    Ask, Keys, Limits, NoCertificate, Notice, Order, Pass, PeerKey, WireId, link::LinkSettings,
    room::Input,
};
use ports::Udp;
use routes::Routes;
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};
use task::RoomTask;
use tcp::{Connections, TcpLimits};
use tokio::sync::mpsc;

/// Inputs that may wait for a room; media beyond that is lost, as on a full network.
const QUEUE: usize = 4_096;
/// Messages that may wait for a client's signalling.
const WIRE: usize = 256;

/// How the unit runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where media comes in: by UDP, and by TCP on the port of the same number.
    pub udp: SocketAddr,
    /// What clients are told: the addresses of this machine that they reach, all with one port.
    pub told: Vec<SocketAddr>,
    /// What a room may grow to.
    pub limits: Limits,
    /// Rooms at a time.
    pub rooms: usize,
}

/// The unit cannot start.
#[derive(Debug, thiserror::Error)]
pub enum NoStart {
    /// The port is taken, or not ours to take.
    #[error("no media on {0}: {1}")]
    Port(SocketAddr, std::io::Error),
    /// Without keys no media.
    #[error(transparent)]
    Keys(#[from] NoCertificate),
}

/// The forwarding unit.
pub struct Sfu {
    keys: Keys,
    shared: Arc<Shared>,
}

struct Shared {
    keys: Keys,
    settings: Arc<LinkSettings>,
    limits: Limits,
    most_rooms: usize,
    socket: Arc<Udp>,
    connections: Arc<Connections>,
    routes: Arc<Routes>,
    rooms: Mutex<HashMap<String, mpsc::Sender<ToRoom>>>,
    next: AtomicU64,
    notices: mpsc::UnboundedSender<(String, Notice)>,
}

/// What a room's task gets.
enum ToRoom {
    Input(Input),
    /// A packet, and when it came.
    Packet(Instant, Input),
    /// Somebody comes in by this signalling connection.
    Enter(WireId, mpsc::Sender<Vec<u8>>, Input),
}

/// A client's signalling: frames of LiveKit's protocol, both ways.
#[derive(Debug)]
pub struct Wire {
    /// What to send to the client; it ends when the client is to be closed.
    pub out: mpsc::Receiver<Vec<u8>>,
    /// Where to put what the client says.
    pub into: WireIn,
}

/// Where a client's words go. Dropped, the signalling counts as broken.
#[derive(Debug)]
pub struct WireIn {
    id: WireId,
    room: mpsc::Sender<ToRoom>,
}

impl std::fmt::Debug for ToRoom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ToRoom")
    }
}

impl Sfu {
    /// Starts the unit; the receiver tells who comes and goes.
    ///
    /// # Errors
    /// [`NoStart`] when the port cannot be had.
    pub async fn start(
        keys: Keys,
        config: Config,
    ) -> Result<(Self, mpsc::UnboundedReceiver<(String, Notice)>), NoStart> {
        let (socket, listener, port) = ports::take(config.udp).await?;
        // Port 0 is any: clients are told which it became.
        let told = config.told.into_iter().map(|mut one| {
            if one.port() == 0 {
                one.set_port(port);
            }
            one
        });
        let settings = LinkSettings::new(told.collect())?;
        let (notices, noticed) = mpsc::unbounded_channel();
        let shared = Arc::new(Shared {
            keys: keys.clone(),
            settings: Arc::new(settings),
            limits: config.limits,
            most_rooms: config.rooms,
            socket: Arc::new(socket),
            connections: Arc::new(Connections::new(TcpLimits::default())),
            routes: Arc::default(),
            rooms: Mutex::default(),
            next: AtomicU64::new(1),
            notices,
        });
        tokio::spawn(routes::receive(
            Arc::clone(&shared.socket),
            Arc::clone(&shared.routes),
        ));
        tokio::spawn(tcp::accept(
            listener,
            Arc::clone(&shared.connections),
            Arc::clone(&shared.routes),
        ));
        Ok((Self { keys, shared }, noticed))
    }

    /// What signs and checks tokens.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Lets somebody in. Nothing when there are too many rooms.
    pub async fn enter(&self, pass: Pass, ask: Ask) -> Option<Wire> {
        let number = self.shared.next.fetch_add(1, Ordering::Relaxed);
        let (key, id) = (PeerKey(number), WireId(number));
        let name = pass.room.clone();
        let (to_client, out) = mpsc::channel(WIRE);
        let mut entering = ToRoom::Enter(id, to_client, Input::enter(key, id, pass, ask));
        // A room that ends at this moment is followed by a new one.
        for _ in 0..2 {
            let room = self.shared.room(&name)?;
            match room.send(entering).await {
                Ok(()) => {
                    let into = WireIn { id, room };
                    return Some(Wire { out, into });
                }
                Err(mpsc::error::SendError(back)) => entering = back,
            }
        }
        None
    }

    /// Gives a room an order. What is meant for a room that is not there has been done already.
    pub async fn order(&self, room: &str, order: Order) {
        let room = self.shared.known(room);
        if let Some(room) = room {
            // A room that ends meanwhile has nobody in it.
            drop(room.send(ToRoom::Input(Input::Order(order))).await);
        }
    }
}

impl Shared {
    fn known(&self, name: &str) -> Option<mpsc::Sender<ToRoom>> {
        let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.get(name).filter(|room| !room.is_closed()).cloned()
    }

    /// The room of this name, made when it is not there.
    fn room(self: &Arc<Self>, name: &str) -> Option<mpsc::Sender<ToRoom>> {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.retain(|_, room| !room.is_closed());
        if let Some(room) = rooms.get(name) {
            return Some(room.clone());
        }
        if rooms.len() >= self.most_rooms {
            return None;
        }
        let (room, inputs) = mpsc::channel(QUEUE);
        let task = RoomTask::new(name, Arc::clone(self), room.downgrade());
        tokio::spawn(task.run(inputs));
        rooms.insert(name.to_owned(), room.clone());
        Some(room)
    }

    /// Ends a room that nothing waits for: whoever comes from now on gets a new one.
    fn end(&self, name: &str, inputs: &mut mpsc::Receiver<ToRoom>) -> bool {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = inputs.is_empty();
        if ends {
            inputs.close();
            rooms.remove(name);
        }
        ends
    }
}

impl WireIn {
    /// Hands over a frame of the client. False when the room is gone.
    pub async fn say(&self, frame: Vec<u8>) -> bool {
        let input = Input::Signal(self.id, frame);
        self.room.send(ToRoom::Input(input)).await.is_ok()
    }
}

impl Drop for WireIn {
    fn drop(&mut self) {
        let broken = ToRoom::Input(Input::Broken(self.id));
        if let Err(mpsc::error::TrySendError::Full(broken)) = self.room.try_send(broken) {
            let room = self.room.clone();
            if let Ok(runtime) = tokio::runtime::Handle::try_current() {
                runtime.spawn(async move { room.send(broken).await });
            }
        }
    }
}
