//! As much of WebSocket (RFC 6455) as both ends of a bench need. A library would parse and copy
//! every frame; the generator only looks for a number in it, and pays for it on the same cores.

use crate::Result;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha1::{Digest as _, Sha1};
use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
};

const TEXT: u8 = 0x1;
/// Opcode of a close frame.
pub const CLOSE: u8 = 0x8;
const FINAL: u8 = 0x80;
const MASKED: u8 = 0x80;
/// Any key will do: it only shows that the server understood.
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// Puts a frame of a client behind what is in `out`. The mask is zero: allowed, and free.
pub fn client_frame(payload: &[u8], out: &mut Vec<u8>) {
    header(payload.len(), MASKED, out);
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(payload);
}

/// Puts a frame of a server behind what is in `out`.
pub fn server_frame(payload: &[u8], out: &mut Vec<u8>) {
    header(payload.len(), 0, out);
    out.extend_from_slice(payload);
}

fn header(length: usize, masked: u8, out: &mut Vec<u8>) {
    out.push(FINAL | TEXT);
    match length {
        0..126 => out.push(masked | length as u8),
        126..65_536 => {
            out.push(masked | 126);
            out.extend_from_slice(&(length as u16).to_be_bytes());
        }
        _ => {
            out.push(masked | 127);
            out.extend_from_slice(&(length as u64).to_be_bytes());
        }
    }
}

/// A frame in a buffer.
#[derive(Debug)]
pub struct Frame<'a> {
    /// What kind it is.
    pub opcode: u8,
    /// A client's mask.
    pub mask: Option<[u8; 4]>,
    /// What it says, masked as it came.
    pub payload: &'a [u8],
    /// Bytes of all of it, header included.
    pub length: usize,
}

/// The first frame of `bytes`; `None` while it is not all there.
pub fn first(bytes: &[u8]) -> Option<Frame<'_>> {
    let (opcode, second) = (*bytes.first()? & 0x0f, *bytes.get(1)?);
    let (length, mut at) = match second & 0x7f {
        126 => (
            usize::from(u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?)),
            4,
        ),
        127 => (
            usize::try_from(u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?)).ok()?,
            10,
        ),
        short => (usize::from(short), 2),
    };
    let mask = if second & MASKED == 0 {
        None
    } else {
        at += 4;
        Some(bytes.get(at - 4..at)?.try_into().ok()?)
    };
    let payload = bytes.get(at..at.checked_add(length)?)?;
    Some(Frame {
        opcode,
        mask,
        payload,
        length: at + length,
    })
}

/// What a client asks with.
pub fn request(host: &str, cookie: &str) -> String {
    format!(
        "GET /ws HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {KEY}\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: {cookie}\r\n\r\n"
    )
}

/// What a server answers to the key of a request.
pub fn accept(request: &str) -> Option<String> {
    let key = value_of(request, "sec-websocket-key")?;
    let mut hash = Sha1::new();
    hash.update(key);
    hash.update(GUID);
    let accept = STANDARD.encode(hash.finalize());
    Some(format!(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Accept: {accept}\r\n\r\n"
    ))
}

/// A header's value.
pub fn value_of<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (own, value) = line.split_once(':')?;
        own.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// Opens a socket, waiting for the answer. Returns what came behind it, too.
pub fn open(host: &str, cookie: &str) -> Result<(TcpStream, Vec<u8>)> {
    let mut stream = TcpStream::connect(host)?;
    stream.set_nodelay(true)?;
    stream.write_all(request(host, cookie).as_bytes())?;
    let mut got = Vec::new();
    let mut some = [0; 4096];
    loop {
        let read = stream.read(&mut some)?;
        if read == 0 {
            return Err(format!("{host} hung up").into());
        }
        got.extend_from_slice(&some[..read]);
        if let Some(end) = memchr::memmem::find(&got, b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&got[..end]).into_owned();
            if !head.starts_with("HTTP/1.1 101") {
                return Err(format!("no socket: {}", head.lines().next().unwrap_or("")).into());
            }
            return Ok((stream, got.split_off(end + 4)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_every_length_come_back() {
        for length in [0, 1, 125, 126, 65_535, 65_536] {
            let payload = vec![b'x'; length];
            for client in [true, false] {
                let mut wire = Vec::new();
                if client {
                    client_frame(&payload, &mut wire);
                } else {
                    server_frame(&payload, &mut wire);
                }
                assert!(first(&wire[..wire.len() - 1]).is_none(), "{length} cut off");
                wire.push(0);
                let frame = first(&wire).expect("a frame");
                assert_eq!(
                    (frame.opcode, frame.payload),
                    (TEXT, &payload[..]),
                    "{length}"
                );
                assert_eq!(frame.mask.is_some(), client);
                assert_eq!(frame.length, wire.len() - 1);
            }
        }
    }

    #[test]
    fn the_answer_fits_the_key() {
        // The example of RFC 6455, 1.3.
        let answer = accept(&request("h", "")).expect("a key");
        assert!(answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "{answer}");
    }
}
