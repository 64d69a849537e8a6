//! ICE over TCP, for networks without UDP: clients connect, and send the same packets, each after
//! its length (RFC 4571).

use super::{ToRoom, ports::plain, routes::Routes};
use crate::{
    clock,
    link::{Protocol, Source},
    room::{Input, LinkKey},
};
use std::{
    collections::HashMap,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::{Instant, sleep, timeout_at},
};

/// Largest packet of WebRTC.
const PACKET: usize = 2_000;
/// Packets that wait for a connection; of these a quarter is kept for what media needs to go on.
const QUEUE: usize = 256;
/// Packets written at once.
const AT_ONCE: usize = 32;

/// How many connections there may be, and how long they may say nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct TcpLimits {
    pub(super) all: usize,
    /// Of those who have not said yet whose they are: all, and from one address.
    pub(super) unnamed: usize,
    pub(super) unnamed_of_one: usize,
    /// Of one person.
    pub(super) of_one: usize,
    /// For the first packet, which says whose the connection is.
    pub(super) first: Duration,
    /// Between packets that are for anybody.
    pub(super) idle: Duration,
}

impl Default for TcpLimits {
    fn default() -> Self {
        Self {
            all: 4_096,
            unnamed: 512,
            unnamed_of_one: 64,
            of_one: 8,
            first: Duration::from_secs(10),
            // Clients check the way every few seconds.
            idle: Duration::from_secs(30),
        }
    }
}

/// The connections there are, by where they come from.
pub(super) struct Connections {
    limits: TcpLimits,
    known: Mutex<HashMap<SocketAddr, Connection>>,
}

struct Connection {
    queue: mpsc::Sender<Vec<u8>>,
    /// Whose it is, once said.
    of: Option<LinkKey>,
}

impl Connections {
    pub(super) fn new(limits: TcpLimits) -> Self {
        Self {
            limits,
            known: Mutex::default(),
        }
    }

    /// Sends a packet. It is lost when the connection is gone or does not keep up: media a little
    /// sooner than what media needs to go on.
    pub(super) fn send(&self, to: SocketAddr, packet: &[u8]) {
        let Ok(length) = u16::try_from(packet.len()) else {
            return;
        };
        let known = self.lock();
        let Some(connection) = known.get(&to) else {
            return;
        };
        let media = packet.first().is_some_and(|first| *first >= 128);
        if media && connection.queue.capacity() < QUEUE / 4 {
            return;
        }
        let mut framed = Vec::with_capacity(packet.len() + 2);
        framed.extend_from_slice(&length.to_be_bytes());
        framed.extend_from_slice(packet);
        drop(connection.queue.try_send(framed));
    }

    /// A place for one more connection, as long as there is one.
    fn open(self: &Arc<Self>, from: SocketAddr, queue: mpsc::Sender<Vec<u8>>) -> Option<Place> {
        let mut known = self.lock();
        let unnamed = known.iter().filter(|(_, one)| one.of.is_none());
        let (mut all, mut of_one) = (0, 0);
        for (address, _) in unnamed {
            all += 1;
            of_one += usize::from(address.ip() == from.ip());
        }
        let limits = &self.limits;
        let full = known.len() >= limits.all
            || all >= limits.unnamed
            || of_one >= limits.unnamed_of_one
            || known.contains_key(&from);
        if full {
            return None;
        }
        known.insert(from, Connection { queue, of: None });
        Some(Place {
            connections: Arc::clone(self),
            from,
        })
    }

    /// Whose a connection is; false when there are too many of that person.
    fn name(&self, from: SocketAddr, of: LinkKey) -> bool {
        let mut known = self.lock();
        let others = known.iter().filter(|(address, _)| **address != from);
        if others.filter(|(_, one)| one.of == Some(of)).count() >= self.limits.of_one {
            return false;
        }
        if let Some(connection) = known.get_mut(&from) {
            connection.of = Some(of);
        }
        true
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SocketAddr, Connection>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection's place, free again when it is dropped.
struct Place {
    connections: Arc<Connections>,
    from: SocketAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.lock().remove(&self.from);
    }
}

/// Accepts connections for as long as the process lives.
pub(super) async fn accept(
    listener: TcpListener,
    connections: Arc<Connections>,
    routes: Arc<Routes>,
) {
    loop {
        match listener.accept().await {
            Ok((stream, from)) => {
                let (queue, waiting) = mpsc::channel(QUEUE);
                let from = plain(from);
                if let Some(place) = connections.open(from, queue) {
                    tokio::spawn(serve(stream, waiting, place, Arc::clone(&routes)));
                }
            }
            Err(cause) => {
                // Mostly too many open files: others have to close first.
                tracing::warn!(%cause, "a connection for media could not be accepted");
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

async fn serve(
    mut stream: TcpStream,
    waiting: mpsc::Receiver<Vec<u8>>,
    place: Place,
    routes: Arc<Routes>,
) {
    // Small packets go at once, or sound is late.
    drop(stream.set_nodelay(true));
    let (reading, writing) = stream.split();
    // A connection that ends says nothing about its client, who may have others.
    tokio::select! {
        read = read(BufReader::new(reading), &place, &routes) => drop(read),
        written = write(writing, waiting) => drop(written),
    }
}

/// Hands packets to the room they are for, until the client falls silent or talks nonsense.
async fn read(mut from: impl AsyncRead + Unpin, place: &Place, routes: &Routes) -> io::Result<()> {
    let limits = place.connections.limits;
    let source = Source {
        protocol: Protocol::Tcp,
        address: place.from,
    };
    let mut named = None;
    let mut until = clock::now() + limits.first;
    let mut buffer = [0; PACKET];
    loop {
        let framed = packet(&mut from, &mut buffer);
        let length = timeout_at(Instant::from_std(until), framed).await??;
        let bytes = &buffer[..length];
        let Some((key, room)) = routes.find(source, bytes) else {
            // A first packet for nobody is no client's; later ones end with the silence.
            if named.is_none() {
                return Ok(());
            }
            continue;
        };
        if named != Some(key) && !place.connections.name(place.from, key) {
            return Ok(());
        }
        named = Some(key);
        until = clock::now() + limits.idle;
        let bytes = bytes.to_vec();
        // A room that does not keep up loses packets, as by UDP.
        let input = Input::Packet { key, source, bytes };
        drop(room.try_send(ToRoom::Packet(clock::now(), input)));
    }
}

/// The next packet.
async fn packet(from: &mut (impl AsyncRead + Unpin), into: &mut [u8]) -> io::Result<usize> {
    let length = usize::from(from.read_u16().await?);
    let into = into
        .get_mut(..length)
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
    from.read_exact(into).await
}

async fn write(
    mut to: impl AsyncWrite + Unpin,
    mut waiting: mpsc::Receiver<Vec<u8>>,
) -> io::Result<()> {
    let mut packets = Vec::with_capacity(AT_ONCE);
    while waiting.recv_many(&mut packets, AT_ONCE).await > 0 {
        to.write_all(&packets.concat()).await?;
        packets.clear();
    }
    Ok(())
}

#[cfg(test)]
mod tests;
