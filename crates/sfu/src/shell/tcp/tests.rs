use super::*;
use crate::{PeerKey, room::Way};
use std::net::Ipv4Addr;

const FOREVER: Duration = Duration::from_secs(3_600);
const LASTING: TcpLimits = TcpLimits {
    all: 100,
    unnamed: 100,
    unnamed_of_one: 100,
    of_one: 2,
    first: FOREVER,
    idle: FOREVER,
};

async fn listening(limits: TcpLimits) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let at = listener.local_addr().unwrap();
    let connections = Arc::new(Connections::new(limits));
    tokio::spawn(accept(listener, connections, Arc::default()));
    at
}

/// Ends when the connection is closed.
async fn closed(stream: &mut TcpStream) {
    let end = clock::now() + Duration::from_secs(20);
    let read = timeout_at(Instant::from_std(end), stream.read_u8()).await;
    assert!(read.expect("in time").is_err(), "nothing is said");
}

#[tokio::test]
async fn who_says_nothing_or_nonsense_is_not_kept() {
    let soon = listening(TcpLimits {
        first: Duration::from_millis(20),
        ..LASTING
    })
    .await;
    closed(&mut TcpStream::connect(soon).await.unwrap()).await;
    let at = listening(LASTING).await;
    let too_long = u16::try_from(PACKET + 1).unwrap().to_be_bytes();
    // Longer than any packet; for nobody; STUN for nobody, or broken.
    for nonsense in [
        &too_long[..],
        b"\0\x04abcd",
        b"\0\x14\0\x01\0\0abcdefghijklmnop",
    ] {
        let mut stream = TcpStream::connect(at).await.unwrap();
        stream.write_all(nonsense).await.unwrap();
        closed(&mut stream).await;
    }
}

#[tokio::test]
async fn connections_that_do_not_say_whose_they_are_are_few() {
    for limits in [
        TcpLimits { all: 1, ..LASTING },
        TcpLimits {
            unnamed: 1,
            ..LASTING
        },
        TcpLimits {
            unnamed_of_one: 1,
            ..LASTING
        },
    ] {
        let at = listening(limits).await;
        let first = TcpStream::connect(at).await.unwrap();
        closed(&mut TcpStream::connect(at).await.unwrap()).await;
        drop(first);
    }
}

#[tokio::test]
async fn one_person_has_a_few_and_a_place_is_free_again() {
    let connections = Arc::new(Connections::new(LASTING));
    let at = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let open = |port| connections.open(at(port), mpsc::channel(QUEUE).0);
    let places: Vec<_> = (1..=3).map(open).collect();
    let one = LinkKey {
        peer: PeerKey(7),
        way: Way::Up,
    };
    let named: Vec<bool> = (1..=3)
        .map(|port| connections.name(at(port), one))
        .collect();
    assert_eq!(named, [true, true, false]);
    assert!(open(1).is_none(), "it is there");
    drop(places);
    assert!(open(1).is_some());
}

#[tokio::test]
async fn who_does_not_read_loses_media_first_and_nobody_waits() {
    let connections = Arc::new(Connections::new(LASTING));
    let at = SocketAddr::from((Ipv4Addr::LOCALHOST, 1));
    let (queue, mut waiting) = mpsc::channel(QUEUE);
    let _place = connections.open(at, queue);
    for _ in 0..QUEUE * 2 {
        connections.send(at, &[128; 100]);
    }
    connections.send(at, &[22; 100]);
    let mut packets = Vec::new();
    waiting.recv_many(&mut packets, QUEUE * 2).await;
    assert!(packets.len() < QUEUE);
    assert_eq!(
        packets.last().map(|last| &last[..3]),
        Some(&[0, 100, 22][..])
    );
}
