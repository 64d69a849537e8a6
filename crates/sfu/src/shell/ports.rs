//! The port for media: UDP, and TCP of the same number for networks that carry nothing else.

use super::NoStart;
use std::net::{IpAddr, SocketAddr};
use tokio::net::{TcpListener, TcpSocket, UdpSocket};

/// What the system keeps of what a TCP connection is to send, in bytes: more would be old when it
/// arrives.
const SEND_BUFFER: u32 = 256 * 1024;
/// TCP connections that wait to be accepted.
const WAITING: u32 = 256;
/// How often a free number is looked for that both have.
const TRIES: usize = 16;

/// The UDP socket. One that listens on IPv6 also gets IPv4, whose addresses it writes as IPv6.
pub(super) struct Udp {
    socket: UdpSocket,
    six: bool,
}

impl Udp {
    /// The next datagram: its length, and where it comes from.
    pub(super) async fn receive(&self, buffer: &mut [u8]) -> std::io::Result<(usize, SocketAddr)> {
        let (length, source) = self.socket.recv_from(buffer).await?;
        Ok((length, plain(source)))
    }

    /// Sends a datagram. What cannot be sent is lost, as on any network.
    pub(super) async fn send(&self, bytes: &[u8], to: SocketAddr) {
        let to = if self.six { mapped(to) } else { to };
        if self.socket.try_send_to(bytes, to).is_err() {
            // Full: wait for it once, so that a burst of pictures is not cut short.
            drop(self.socket.send_to(bytes, to).await);
        }
    }
}

/// Takes both ports, and says which number they have.
///
/// # Errors
/// [`NoStart::Port`] when they cannot be had.
pub(super) async fn take(at: SocketAddr) -> Result<(Udp, TcpListener, u16), NoStart> {
    let mut tries = if at.port() == 0 { TRIES } else { 1 };
    loop {
        tries -= 1;
        match both(at).await {
            Ok(taken) => return Ok(taken),
            Err(cause) if tries == 0 => return Err(NoStart::Port(at, cause)),
            // Any number will do, and this one was free in one of the two only.
            Err(_) => {}
        }
    }
}

async fn both(at: SocketAddr) -> std::io::Result<(Udp, TcpListener, u16)> {
    let socket = UdpSocket::bind(at).await?;
    let own = socket.local_addr()?;
    let tcp = if own.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    tcp.set_reuseaddr(true)?;
    // Accepted connections take it over.
    tcp.set_send_buffer_size(SEND_BUFFER)?;
    tcp.bind(own)?;
    let six = own.is_ipv6();
    Ok((Udp { socket, six }, tcp.listen(WAITING)?, own.port()))
}

/// An address as candidates name it.
pub(super) fn plain(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

fn mapped(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(four) => SocketAddr::new(four.to_ipv6_mapped().into(), address.port()),
        IpAddr::V6(_) => address,
    }
}
