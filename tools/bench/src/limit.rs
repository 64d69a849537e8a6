//! What the machine could do at best: sockets, a synced SQLite with group commit, nothing else.
//! No accounts, no rights, no HTTP, no page: a socket says in its cookie which chat it is in.
//!
//! One thread reads and writes the sockets, one keeps. A batch that has been synced is handed back
//! and each socket gets all of its frames in one write.

use crate::{Result, messages::Room, server::Running, ws};
use mio::{
    Events, Interest, Poll, Token, Waker,
    net::{TcpListener, TcpStream},
};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    io::{ErrorKind, Read as _, Write as _},
    path::Path,
    process::Command,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
};

const LISTENER: Token = Token(usize::MAX);
const KEPT: Token = Token(usize::MAX - 1);
/// Most messages of one transaction, as in the server.
const BATCH: usize = 256;

/// Starts the limit as a process of its own.
pub fn start(folder: &Path) -> Result<Running> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("limit-serve").arg("--data").arg(folder);
    Running::start(command)
}

/// Seats a crowd: `rooms` chats of `size`.
pub fn seat(
    crowd: &mut crate::crowd::Crowd,
    host: &str,
    rooms: usize,
    size: usize,
) -> Result<Vec<Room>> {
    let mut all = Vec::with_capacity(rooms);
    for room in 0..rooms {
        let cookie = format!("room={room}");
        let mut seats = Vec::with_capacity(size);
        for _ in 0..size {
            seats.push(crowd.join(host, &cookie, br#"{"do":"hello","known":[]}"#)?);
        }
        all.push(Room {
            chat: i64::try_from(room)?,
            seats,
        });
    }
    Ok(all)
}

#[derive(Deserialize)]
struct Send<'a> {
    key: &'a str,
    text: &'a str,
}

/// The fields of a message as our server sends it, so that as many bytes travel.
#[derive(Serialize)]
struct Frame<'a> {
    is: &'a str,
    chat: usize,
    message: Message<'a>,
}

#[derive(Serialize)]
struct Message<'a> {
    seq: i64,
    key: &'a str,
    author: usize,
    author_name: &'a str,
    author_role: &'a str,
    text: &'a str,
    at: At<'a>,
}

#[derive(Serialize)]
struct At<'a> {
    at: i64,
    day: Day,
    time: &'a str,
}

#[derive(Serialize)]
struct Day {
    year: i16,
    month: u8,
    day: u8,
    weekday: u8,
}

/// A message that waits to be kept.
struct New {
    room: usize,
    author: usize,
    key: String,
    text: String,
}

/// A message that is kept, as a frame.
type Kept = Vec<(usize, Vec<u8>)>;

/// The limit's own process: prints its address and serves until it is ended.
pub fn serve(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let database = Connection::open(folder.join("limit.sqlite"))?;
    database.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE IF NOT EXISTS message (chat_id INTEGER NOT NULL, seq INTEGER NOT NULL,
            author_id INTEGER NOT NULL, author_name TEXT NOT NULL, author_role TEXT NOT NULL,
            key TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (chat_id, seq)) WITHOUT ROWID;",
    )?;
    let mut poll = Poll::new()?;
    let waker = Arc::new(Waker::new(poll.registry(), KEPT)?);
    let (to_keep, new) = channel();
    let (to_send, kept) = channel();
    std::thread::spawn(move || {
        if let Err(fault) = keep(database, &new, &to_send, &waker) {
            eprintln!("limit: {fault}");
        }
    });
    let mut listener = TcpListener::bind("127.0.0.1:0".parse()?)?;
    poll.registry()
        .register(&mut listener, LISTENER, Interest::READABLE)?;
    println!("limit: http://{}", listener.local_addr()?);
    let mut house = House {
        guests: Vec::new(),
        rooms: HashMap::new(),
        to_keep,
    };
    let mut events = Events::with_capacity(1024);
    let mut chunk = vec![0; 64 * 1024];
    loop {
        match poll.poll(&mut events, None) {
            Err(fault) if fault.kind() == ErrorKind::Interrupted => continue,
            done => done?,
        }
        for event in &events {
            match event.token() {
                LISTENER => house.welcome(&listener, &poll)?,
                KEPT => house.spread(&kept),
                Token(guest) => house.serve(guest, &mut chunk),
            }
        }
    }
}

fn keep(
    mut database: Connection,
    new: &Receiver<New>,
    to_send: &Sender<Kept>,
    waker: &Waker,
) -> Result<()> {
    let mut numbers: HashMap<usize, i64> = HashMap::new();
    while let Ok(one) = new.recv() {
        let mut batch = vec![one];
        while batch.len() < BATCH {
            match new.try_recv() {
                Ok(more) => batch.push(more),
                Err(_) => break,
            }
        }
        let at = crate::ambient::wall();
        let mut kept = Vec::with_capacity(batch.len());
        let transaction = database.transaction()?;
        {
            let mut insert = transaction.prepare_cached(
                "INSERT OR REPLACE INTO message VALUES (?1, ?2, ?3, 'Иван Иванов', 'pupil', ?4, ?5, ?6)",
            )?;
            for one in &batch {
                let seq = numbers.entry(one.room).or_default();
                *seq += 1;
                let (room, author) = (i64::try_from(one.room)?, i64::try_from(one.author)?);
                insert.execute((room, *seq, author, &one.key, &one.text, at))?;
                kept.push((one.room, frame(one, *seq, at)?));
            }
        }
        transaction.commit()?;
        to_send.send(kept)?;
        waker.wake()?;
    }
    Ok(())
}

fn frame(one: &New, seq: i64, at: i64) -> Result<Vec<u8>> {
    let text = serde_json::to_vec(&Frame {
        is: "message",
        chat: one.room,
        message: Message {
            seq,
            key: &one.key,
            author: one.author,
            author_name: "Иван Иванов",
            author_role: "pupil",
            text: &one.text,
            at: At {
                at,
                day: Day {
                    year: 2026,
                    month: 11,
                    day: 22,
                    weekday: 6,
                },
                time: "12:34",
            },
        },
    })?;
    let mut out = Vec::with_capacity(text.len() + 4);
    ws::server_frame(&text, &mut out);
    Ok(out)
}

struct Guest {
    stream: Option<TcpStream>,
    room: Option<usize>,
    rest: Vec<u8>,
    out: Vec<u8>,
}

struct House {
    guests: Vec<Guest>,
    rooms: HashMap<usize, Vec<usize>>,
    to_keep: Sender<New>,
}

impl House {
    fn welcome(&mut self, listener: &TcpListener, poll: &Poll) -> Result<()> {
        loop {
            let mut stream = match listener.accept() {
                Ok((stream, _)) => stream,
                Err(fault) if fault.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(fault) => return Err(fault.into()),
            };
            stream.set_nodelay(true)?;
            let both = Interest::READABLE | Interest::WRITABLE;
            let token = Token(self.guests.len());
            poll.registry().register(&mut stream, token, both)?;
            self.guests.push(Guest {
                stream: Some(stream),
                room: None,
                rest: Vec::new(),
                out: Vec::new(),
            });
        }
    }

    /// Reads and writes one socket.
    fn serve(&mut self, number: usize, chunk: &mut [u8]) {
        let guest = &mut self.guests[number];
        if !guest.flush() || !guest.read(chunk) {
            self.end(number);
            return;
        }
        if self.guests[number].room.is_none() {
            self.greet(number);
        }
        let guest = &mut self.guests[number];
        let Some(room) = guest.room else { return };
        let bytes = std::mem::take(&mut guest.rest);
        let mut left = &bytes[..];
        let mut ended = false;
        while let Some(found) = ws::first(left) {
            ended |= found.opcode == ws::CLOSE;
            let mut text = found.payload.to_vec();
            for (at, byte) in text.iter_mut().enumerate() {
                *byte ^= found.mask.map_or(0, |mask| mask[at % 4]);
            }
            if let Ok(send) = serde_json::from_slice::<Send>(&text) {
                let new = New {
                    room,
                    author: number,
                    key: send.key.to_owned(),
                    text: send.text.to_owned(),
                };
                ended |= self.to_keep.send(new).is_err();
            } else {
                ws::server_frame(br#"{"is":"welcome"}"#, &mut guest.out);
                ended |= !guest.flush();
            }
            left = &left[found.length..];
        }
        guest.rest = left.to_vec();
        if ended {
            self.end(number);
        }
    }

    /// Answers the request for a socket, once it is all there.
    fn greet(&mut self, number: usize) {
        let guest = &mut self.guests[number];
        let Some(end) = memchr::memmem::find(&guest.rest, b"\r\n\r\n") else {
            return;
        };
        let head = String::from_utf8_lossy(&guest.rest[..end]).into_owned();
        guest.rest.drain(..end + 4);
        let room = ws::value_of(&head, "cookie")
            .and_then(|cookie| cookie.strip_prefix("room="))
            .and_then(|room| room.parse().ok());
        if let (Some(room), Some(answer)) = (room, ws::accept(&head)) {
            guest.out.extend_from_slice(answer.as_bytes());
            guest.room = Some(room);
            guest.flush();
            self.rooms.entry(room).or_default().push(number);
        } else {
            self.end(number);
        }
    }

    /// Sends what has been kept: first all frames of a socket are put together.
    fn spread(&mut self, kept: &Receiver<Kept>) {
        let mut heard = Vec::new();
        while let Ok(batch) = kept.try_recv() {
            for (room, frame) in batch {
                for number in self.rooms.get(&room).into_iter().flatten() {
                    let guest = &mut self.guests[*number];
                    if guest.out.is_empty() {
                        heard.push(*number);
                    }
                    guest.out.extend_from_slice(&frame);
                }
            }
        }
        for number in heard {
            if !self.guests[number].flush() {
                self.end(number);
            }
        }
    }

    fn end(&mut self, number: usize) {
        self.guests[number].stream = None;
        if let Some(room) = self.guests[number].room.take()
            && let Some(all) = self.rooms.get_mut(&room)
        {
            all.retain(|one| *one != number);
        }
    }
}

impl Guest {
    fn flush(&mut self) -> bool {
        let Some(stream) = &mut self.stream else {
            return true;
        };
        while !self.out.is_empty() {
            match stream.write(&self.out) {
                Ok(written) => {
                    self.out.drain(..written);
                }
                Err(fault) => return fault.kind() == ErrorKind::WouldBlock,
            }
        }
        true
    }

    fn read(&mut self, chunk: &mut [u8]) -> bool {
        loop {
            let Some(stream) = &mut self.stream else {
                return true;
            };
            match stream.read(chunk) {
                Ok(0) => return false,
                Ok(size) => {
                    self.rest.extend_from_slice(&chunk[..size]);
                    if size < chunk.len() {
                        return true;
                    }
                }
                Err(fault) => return fault.kind() == ErrorKind::WouldBlock,
            }
        }
    }
}
