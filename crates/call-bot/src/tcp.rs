//! ICE over TCP: a connection for each address of the server, with packets after their length
//! (RFC 4571).

use std::{collections::HashMap, io, net::SocketAddr};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::mpsc,
};

type Packet = (SocketAddr, Vec<u8>);

/// The bot's way to a server by TCP alone.
pub(crate) struct Tcp {
    connections: HashMap<SocketAddr, mpsc::UnboundedSender<Vec<u8>>>,
    tell: mpsc::UnboundedSender<Packet>,
    told: mpsc::UnboundedReceiver<Packet>,
}

impl Tcp {
    pub(crate) fn new() -> Self {
        let (tell, told) = mpsc::unbounded_channel();
        Self {
            connections: HashMap::new(),
            tell,
            told,
        }
    }

    /// Sends a packet, connecting first where it has not yet.
    pub(crate) fn send(&mut self, to: SocketAddr, packet: &[u8]) {
        let connection = self.connections.entry(to).or_insert_with(|| {
            let (say, said) = mpsc::unbounded_channel();
            let tell = self.tell.clone();
            // A connection that breaks is lost packets for ICE.
            tokio::spawn(async move { drop(carry(to, said, tell).await) });
            say
        });
        drop(connection.send(packet.to_vec()));
    }

    /// The next packet, and which address of the server it is from.
    pub(crate) async fn receive(&mut self) -> Option<Packet> {
        self.told.recv().await
    }
}

async fn carry(
    to: SocketAddr,
    mut said: mpsc::UnboundedReceiver<Vec<u8>>,
    tell: mpsc::UnboundedSender<Packet>,
) -> io::Result<()> {
    let mut stream = TcpStream::connect(to).await?;
    stream.set_nodelay(true)?;
    let (mut reading, mut writing) = stream.split();
    let read = async {
        loop {
            let mut packet = vec![0; usize::from(reading.read_u16().await?)];
            reading.read_exact(&mut packet).await?;
            if tell.send((to, packet)).is_err() {
                return Ok(());
            }
        }
    };
    let write = async {
        while let Some(packet) = said.recv().await {
            let length = u16::try_from(packet.len()).map_err(io::Error::other)?;
            let mut framed = length.to_be_bytes().to_vec();
            framed.extend(packet);
            writing.write_all(&framed).await?;
        }
        Ok(())
    };
    tokio::select! {
        end = read => end,
        end = write => end,
    }
}
