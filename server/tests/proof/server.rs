//! The program as a process of its own.

use futures::{SinkExt as _, StreamExt as _};
use model::wire::{ClientFrame, ServerFrame};
use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest as _, http::HeaderValue},
};

/// The program, with no setting of the surroundings.
pub fn program() -> Command {
    wrapped(env!("CARGO_BIN_EXE_zvonok").as_ref())
}

/// Another program that starts it in the end.
pub fn wrapped(program: &Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ZVONOK_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command of the program to its end.
pub fn run(arguments: &[&str], data: &Path) -> Output {
    let mut command = program();
    command.args(arguments).arg("--data").arg(data);
    command.output().expect("the program")
}

/// A running server. Dropped, it is killed.
pub struct Server {
    child: Child,
    address: String,
    log: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts on a folder and a free port; returns when it listens.
    pub fn start(data: &Path) -> Self {
        let mut command = program();
        command
            .args(["serve", "--addr", "127.0.0.1:0", "--data"])
            .arg(data);
        Self::listen(command, &data.with_extension("log"))
    }

    /// Starts and does not wait for anything.
    pub fn start_only(data: &Path) -> Child {
        let mut command = program();
        command
            .args(["serve", "--addr", "127.0.0.1:0", "--data"])
            .arg(data);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("the program")
    }

    /// Starts what a command says, with its standard error in a file.
    pub fn listen(mut command: Command, log: &Path) -> Self {
        let file = std::fs::File::options().create(true).append(true).open(log);
        command.stdout(Stdio::piped()).stderr(file.expect("a log"));
        let mut child = command.spawn().expect("the program");
        let out = child.stdout.take().expect("its output");
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).expect("a line");
        let said = || std::fs::read_to_string(log).unwrap_or_default();
        let (_, address) = line
            .trim()
            .rsplit_once("://")
            .unwrap_or_else(|| panic!("no address but {line:?}; the log: {}", said()));
        Self {
            address: address.to_owned(),
            log: log.to_owned(),
            child,
        }
    }

    /// Number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// `127.0.0.1:41234`
    pub fn address(&self) -> String {
        self.address.clone()
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).expect("the log")
    }

    /// SIGKILL: nothing of it runs any more.
    pub fn kill(mut self) {
        self.child.kill().expect("it ran");
        self.child.wait().expect("it is gone");
    }

    /// SIGTERM, and waits for the end.
    pub fn stop(mut self) -> ExitStatus {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(told.expect("kill").success(), "it ran");
        self.child.wait().expect("it is gone")
    }

    /// Calls a server function; status and body.
    pub async fn ask(&self, cookie: &str, name: &str, body: String) -> (u16, String) {
        let address = format!("http://{}/api/{name}", self.address);
        let request = client()
            .post(address)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .header("cookie", cookie)
            .body(body);
        let answer = request.send().await.expect("an answer");
        (
            answer.status().as_u16(),
            answer.text().await.expect("a body"),
        )
    }

    /// Sends a form; where its answer leads.
    pub async fn form(&self, path: &str, form: String) -> String {
        let request = client()
            .post(format!("http://{}{path}", self.address))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form);
        let answer = request.send().await.expect("an answer");
        let to = answer.headers().get("location").expect("a way on");
        to.to_str().expect("a path").to_owned()
    }

    /// Asks for a page; its status.
    pub async fn page(&self, cookie: &str, path: &str) -> u16 {
        let address = format!("http://{}{path}", self.address);
        let request = client().get(address).header("cookie", cookie);
        request.send().await.expect("an answer").status().as_u16()
    }
}

fn client() -> reqwest::Client {
    vkid::client::http_client().expect("a client")
}

/// A page's socket.
pub struct Socket(WebSocketStream<TcpStream>);

impl Socket {
    /// Opens it; `None` when the server is gone.
    pub async fn open(address: &str, cookie: &str) -> Option<Self> {
        let mut request = format!("ws://{address}/ws")
            .into_client_request()
            .expect("a request");
        let headers = request.headers_mut();
        headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        headers.insert("cookie", HeaderValue::from_str(cookie).expect("a cookie"));
        let stream = TcpStream::connect(address).await.ok()?;
        stream.set_nodelay(true).ok()?;
        let (socket, _) = client_async(request, stream).await.ok()?;
        Some(Self(socket))
    }

    /// Sends a frame; `None` when the server is gone.
    pub async fn say(&mut self, frame: &ClientFrame) -> Option<()> {
        let text = serde_json::to_string(frame).expect("JSON");
        self.0.send(Message::text(text)).await.ok()
    }

    /// The next frame; `None` when the server is gone.
    pub async fn hear(&mut self) -> Option<ServerFrame> {
        loop {
            match self.0.next().await?.ok()? {
                Message::Text(text) => {
                    return Some(serde_json::from_str(&text).expect("a frame of ours"));
                }
                Message::Close(_) => return None,
                _ => {}
            }
        }
    }
}
