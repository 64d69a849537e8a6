//! A full disk: sending is refused in clear words, reading goes on, and everything recovers when
//! there is room. The disk is a few megabytes of memory that only the server and the test see.

use crate::{
    school::{Folder, School, kept},
    server::{Server, Socket, wrapped},
};
use model::{
    ChatId, Problem,
    views::Message,
    wire::{ClientFrame, ServerFrame},
};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Write as _,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    process::Command,
};
use zvonok_server::folder::DATABASE;

/// Messages of one connection, below what is called too fast.
const MOST: usize = 50;

/// A shell in which `mount` works without touching anybody else's file systems; `None` where the
/// system allows that to nobody.
fn apart(folder: &Folder, script: &str) -> Option<Command> {
    let root = fs::metadata(folder.path()).expect("a folder").uid() == 0;
    let namespaces: &[&str] = if root {
        &["--mount"]
    } else {
        &["--mount", "--map-root-user"]
    };
    let mount = folder.path().join("disk");
    fs::create_dir_all(&mount).expect("a folder");
    let mut probe = Command::new("unshare");
    probe
        .args(namespaces)
        .args(["--", "mount", "-t", "tmpfs", "none"])
        .arg(&mount);
    if !probe.output().is_ok_and(|done| done.status.success()) {
        eprintln!("SKIPPED: this system lets nobody mount a tmpfs, so no disk can be filled");
        return None;
    }
    let mut command = wrapped("unshare".as_ref());
    command
        .args(namespaces)
        .args(["--", "sh", "-c", script, "sh"])
        .arg(mount);
    Some(command)
}

/// The disk of a running server, seen from outside.
struct Disk(PathBuf);

impl Disk {
    fn fill(&self) {
        let mut ballast = File::create(self.0.join("ballast")).expect("a file");
        for piece in [64 * 1024, 4_096, 1] {
            while ballast.write_all(&vec![0; piece]).is_ok() {}
        }
    }

    /// What lies on it, while nobody writes. Copied, because SQLite would follow the way through
    /// `/proc` back to the folder that the disk hides from others.
    fn copy(&self, folder: &Folder) -> PathBuf {
        let copy = folder.path().join("copy");
        fs::create_dir(&copy).expect("a folder");
        for beside in ["", "-wal"] {
            let name = format!("{DATABASE}{beside}");
            fs::copy(self.0.join(&name), copy.join(&name)).expect("a file");
        }
        copy
    }

    fn make_room(&self) {
        fs::remove_file(self.0.join("ballast")).expect("the ballast");
    }
}

/// Somebody who sends one message after another.
struct Sender<'a> {
    address: String,
    cookie: &'a str,
    chat: ChatId,
    name: &'static str,
    written: usize,
    socket: Option<Socket>,
    acknowledged: BTreeMap<String, i64>,
}

impl<'a> Sender<'a> {
    async fn new(server: &Server, school: &'a School, who: usize, name: &'static str) -> Self {
        let mut sender = Self {
            address: server.address(),
            cookie: &school.pupils[who].cookie,
            chat: school.chat,
            name,
            written: 0,
            socket: None,
            acknowledged: BTreeMap::new(),
        };
        sender.connect().await;
        sender
    }

    async fn connect(&mut self) {
        let mut socket = Socket::open(&self.address, self.cookie)
            .await
            .expect("a socket");
        let hello = ClientFrame::Hello { known: Vec::new() };
        socket.say(&hello).await.expect("the server hears");
        let greeted = socket.hear().await;
        assert!(
            matches!(greeted, Some(ServerFrame::Welcome { .. })),
            "{greeted:?}"
        );
        self.socket = Some(socket);
    }

    /// A new message of nearly the greatest length: acknowledged, or the key that was refused.
    async fn write(&mut self) -> Result<Message, (String, Problem)> {
        self.written += 1;
        if self.written.is_multiple_of(MOST) {
            self.connect().await;
        }
        let key = format!("{}-{}", self.name, self.written);
        self.send(&key).await.map_err(|problem| (key, problem))
    }

    async fn send(&mut self, key: &str) -> Result<Message, Problem> {
        let text = format!("{key} {}", "ё".repeat(3_900));
        let frame = ClientFrame::Send {
            key: key.to_owned(),
            chat: self.chat,
            text,
        };
        let socket = self.socket.as_mut().expect("connected");
        socket.say(&frame).await.expect("the server hears");
        loop {
            match socket.hear().await.expect("the socket stays open") {
                ServerFrame::Message { message, .. } if message.key == key => {
                    self.acknowledged.insert(key.to_owned(), message.seq);
                    return Ok(message);
                }
                ServerFrame::Refused {
                    key: refused,
                    problem,
                } if refused == key => {
                    return Err(problem);
                }
                _ => {}
            }
        }
    }

    /// Writes until the disk is full: what has room is acknowledged, the first that has not is
    /// refused with the right word.
    async fn write_until_full(&mut self) -> String {
        for _ in 0..2_000 {
            if let Err((key, problem)) = self.write().await {
                assert_eq!(problem, Problem::NoRoom, "{key}");
                return key;
            }
        }
        panic!("the disk never gets full");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_to_keep_and_goes_on_reading() {
    let school = School::prepare(3).await;
    let script = r#"mount -t tmpfs -o size="$2" none "$1" && cp -a "$3/." "$1/" \
        && exec "$4" serve --addr 127.0.0.1:0 --data "$1""#;
    let Some(mut command) = apart(&school.folder, script) else {
        return;
    };
    let database = fs::metadata(school.data().join(DATABASE)).expect("the database");
    command.arg((database.len() + 4 * 1024 * 1024).to_string());
    command.arg(school.data()).arg(env!("CARGO_BIN_EXE_zvonok"));
    let server = Server::listen(command, &school.folder.path().join("log"));
    let seen = format!(
        "/proc/{}/root{}",
        server.id(),
        school.folder.path().display()
    );
    let disk = Disk(Path::new(&seen).join("disk"));
    let mut first = Sender::new(&server, &school, 0, "first").await;
    let mut second = Sender::new(&server, &school, 1, "second").await;
    first.write().await.expect("there is room");
    for time in 0..2 {
        disk.fill();
        let unsent = first.write_until_full().await;
        let (unsent_too, problem) = second.write().await.expect_err("no room");
        assert_eq!(problem, Problem::NoRoom);
        reading_goes_on(&server, &school, &first, time).await;
        disk.make_room();
        for (sender, key) in [(&mut first, unsent), (&mut second, unsent_too)] {
            sender
                .send(&key)
                .await
                .expect("there is room again, the same key is taken");
        }
        for _ in 0..5 {
            first.write().await.expect("there is room");
        }
        assert_eq!(
            signs_in(&server, &school).await,
            "/",
            "there is room for a session"
        );
    }
    let told = server.log().matches("the disk is full").count();
    assert_eq!(
        told,
        1,
        "the log is told once a minute, not once a refusal: {}",
        server.log()
    );
    let (messages, read) = kept(&disk.copy(&school.folder), &school).await;
    let numbers: Vec<i64> = messages.iter().map(|message| message.seq).collect();
    let expected: Vec<i64> = (1..=messages.len() as i64).collect();
    assert_eq!(numbers, expected, "numbers without a gap");
    assert_eq!(
        messages.len(),
        first.acknowledged.len() + second.acknowledged.len(),
        "what was acknowledged and nothing else"
    );
    for (key, seq) in first.acknowledged.iter().chain(&second.acknowledged) {
        assert_eq!(&messages[*seq as usize - 1].key, key);
    }
    let own = first.acknowledged.values().max().expect("messages");
    assert!(read[&school.pupils[0].id] >= *own, "own messages are read");
    assert!(server.stop().success(), "it stops in order");
}

/// Nobody is signed out, pages and messages are read, new sockets are greeted; signing in, which
/// keeps a session, is refused.
async fn reading_goes_on(server: &Server, school: &School, sender: &Sender<'_>, time: i64) {
    // The third comes for the first time when there is no room even to say that they were seen.
    let cookie = &school.pupils[2].cookie;
    assert_eq!(server.page(cookie, "/chats").await, 200);
    let asked = format!(r#"{{"chat":{},"before":null}}"#, school.chat);
    let (status, body) = server.ask(cookie, "history", asked).await;
    assert_eq!(status, 200, "{body}");
    let newest = sender.acknowledged.values().max().expect("messages");
    assert!(
        body.contains(&format!(r#""seq":{newest},"#)),
        "what was acknowledged is shown"
    );
    let mut third = Sender::new(server, school, 2, "third").await;
    third.written = time as usize * 1_000;
    let (_, problem) = third.write().await.expect_err("no room");
    assert_eq!(problem, Problem::NoRoom);
    assert_eq!(
        server.page(cookie, "/profile").await,
        200,
        "still signed in"
    );
    assert_eq!(
        signs_in(server, school).await,
        "/sign-in",
        "there is no room for a session"
    );
}

/// Signs the demonstration's pupil in; where that leads.
async fn signs_in(server: &Server, school: &School) -> String {
    let form = format!(
        "scope=school&org={}&login=pupil&password=zvonok",
        school.org
    );
    server.form("/sign-in", form).await
}

#[test]
fn a_start_without_room_says_so_and_leaves_nothing() {
    let folder = Folder::new();
    let script = r#"mount -t tmpfs -o size=64k none "$1" && cd "$1" && mkdir data \
        && { "$2" serve --addr 127.0.0.1:0 --data data; code=$?; ls -A data; exit $code; }"#;
    let Some(mut command) = apart(&folder, script) else {
        return;
    };
    let done = command
        .arg(env!("CARGO_BIN_EXE_zvonok"))
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(!done.status.success());
    assert!(
        said.contains("не хватает места") && said.contains(DATABASE),
        "{said}"
    );
    assert_eq!(String::from_utf8_lossy(&done.stdout).trim(), "server.lock");
}
