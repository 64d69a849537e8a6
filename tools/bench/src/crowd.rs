//! Many open sockets on one thread.

use crate::{Result, ambient::now, ws};
use mio::{Events, Interest, Poll, Token, net::TcpStream};
use std::{
    io::{ErrorKind, Read as _, Write as _},
    time::{Duration, Instant},
};

/// What is read at once, from one socket.
const CHUNK: usize = 256 * 1024;

/// Sockets of people who are online.
pub struct Crowd {
    poll: Poll,
    events: Events,
    seats: Vec<Seat>,
    chunk: Vec<u8>,
    /// Sockets that the server closed.
    pub dropped: usize,
}

struct Seat {
    stream: Option<TcpStream>,
    /// The beginning of a frame whose end has not come.
    rest: Vec<u8>,
    /// What the system did not take yet.
    out: Vec<u8>,
}

impl Crowd {
    /// Nobody yet.
    pub fn new() -> Result<Self> {
        Ok(Self {
            poll: Poll::new()?,
            events: Events::with_capacity(1024),
            seats: Vec::new(),
            chunk: vec![0; CHUNK],
            dropped: 0,
        })
    }

    /// Opens a socket and says the first words; returns its number.
    pub fn join(&mut self, host: &str, cookie: &str, hello: &[u8]) -> Result<usize> {
        let (stream, rest) = ws::open(host, cookie)?;
        stream.set_nonblocking(true)?;
        let mut stream = TcpStream::from_std(stream);
        let seat = self.seats.len();
        let both = Interest::READABLE | Interest::WRITABLE;
        self.poll
            .registry()
            .register(&mut stream, Token(seat), both)?;
        self.seats.push(Seat {
            stream: Some(stream),
            rest,
            out: Vec::new(),
        });
        self.send(seat, hello);
        Ok(seat)
    }

    /// Open sockets.
    pub fn len(&self) -> usize {
        self.seats
            .iter()
            .filter(|seat| seat.stream.is_some())
            .count()
    }

    /// Closes a socket.
    pub fn leave(&mut self, seat: usize) {
        self.seats[seat].stream = None;
    }

    /// Sends a text.
    pub fn send(&mut self, seat: usize, text: &[u8]) {
        ws::client_frame(text, &mut self.seats[seat].out);
        if self.seats[seat].flush().is_err() {
            self.lose(seat);
        }
    }

    /// Waits until somebody hears something, at most so long, and tells what was heard, by whom
    /// and when.
    pub fn turn(
        &mut self,
        most: Duration,
        mut heard: impl FnMut(usize, &[u8], Instant),
    ) -> Result<()> {
        match self.poll.poll(&mut self.events, Some(most)) {
            Err(fault) if fault.kind() == ErrorKind::Interrupted => return Ok(()),
            done => done?,
        }
        let mut lost = Vec::new();
        for event in &self.events {
            let Token(number) = event.token();
            let seat = &mut self.seats[number];
            let written = if event.is_writable() {
                seat.flush().is_ok()
            } else {
                true
            };
            let read = !event.is_readable()
                || seat.read(&mut self.chunk, |text, at| heard(number, text, at));
            if !(written && read) {
                lost.push(number);
            }
        }
        for seat in lost {
            self.lose(seat);
        }
        Ok(())
    }

    fn lose(&mut self, seat: usize) {
        if self.seats[seat].stream.take().is_some() {
            self.dropped += 1;
        }
    }
}

impl Seat {
    fn flush(&mut self) -> std::io::Result<()> {
        let Some(stream) = &mut self.stream else {
            return Ok(());
        };
        while !self.out.is_empty() {
            match stream.write(&self.out) {
                Ok(written) => {
                    self.out.drain(..written);
                }
                Err(fault) if fault.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }

    /// Reads what there is; `false` when the socket has ended.
    fn read(&mut self, chunk: &mut [u8], mut heard: impl FnMut(&[u8], Instant)) -> bool {
        loop {
            let Some(stream) = &mut self.stream else {
                return true;
            };
            let size = match stream.read(chunk) {
                Ok(0) => return false,
                Ok(size) => size,
                Err(fault) if fault.kind() == ErrorKind::WouldBlock => return true,
                Err(_) => return false,
            };
            let at = now();
            let whole = if self.rest.is_empty() {
                None
            } else {
                self.rest.extend_from_slice(&chunk[..size]);
                Some(std::mem::take(&mut self.rest))
            };
            let mut left = whole.as_deref().unwrap_or(&chunk[..size]);
            while let Some(frame) = ws::first(left) {
                if frame.opcode == ws::CLOSE {
                    return false;
                }
                heard(frame.payload, at);
                left = &left[frame.length..];
            }
            if !left.is_empty() {
                self.rest = left.to_vec();
            }
            // Less than asked for: the system has no more, and tells when it has.
            if size < chunk.len() {
                return true;
            }
        }
    }
}
