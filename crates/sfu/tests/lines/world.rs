//! A room and its clients, with a time of their own.

use crate::client::Client;
use call_bot::join_request;
use livekit_protocol::{ConnectionSettings, JoinRequest};
use std::{
    net::SocketAddr,
    ops::{Index, IndexMut},
    time::{Duration, Instant},
};
use zvonok_sfu::{
    Ask,
    fuzz::{Play, Stage},
};

/// The finest step of time.
const STEP: Duration = Duration::from_millis(1);

/// A client's number in its world.
pub type Who = usize;

pub struct World {
    pub play: Play,
    pub now: Instant,
    clients: Vec<Client>,
    server: SocketAddr,
}

impl World {
    pub fn new() -> Self {
        let server = SocketAddr::from(([127, 0, 0, 1], 7_882));
        // Later than anything that is counted from.
        let now = Instant::now() + Duration::from_secs(1);
        let stage = Stage::open(server).expect("keys");
        let mut play = stage.play();
        play.at(now);
        Self {
            play,
            now,
            clients: Vec::new(),
            server,
        }
    }

    /// Somebody comes, who publishes nothing yet.
    pub fn join(&mut self) -> Who {
        let who = self.clients.len();
        let mut client = Client::new(who as u64, self.server, self.now);
        let request = JoinRequest {
            connection_settings: Some(ConnectionSettings {
                auto_subscribe: true,
                ..ConnectionSettings::default()
            }),
            ..JoinRequest::default()
        };
        let ask = Ask::read(&join_request(&request)).expect("a request");
        self.play.enter(client.who, ask);
        client.receive(&mut self.play, 1);
        self.clients.push(client);
        who
    }

    /// Somebody says or does something.
    pub fn with<T>(
        &mut self,
        who: Who,
        work: impl FnOnce(&mut Client, &mut Play, Instant) -> T,
    ) -> T {
        work(&mut self.clients[who], &mut self.play, self.now)
    }

    /// Lets time pass.
    pub fn run(&mut self, span: Duration) {
        let end = self.now + span;
        while self.now < end {
            self.step(end);
        }
    }

    /// Lets time pass until something is so: how long it took.
    pub fn until(&mut self, what: &str, so: impl Fn(&Self) -> bool) -> Duration {
        let begin = self.now;
        while !so(self) {
            assert!(
                self.now - begin < Duration::from_secs(60),
                "in vain: {what}"
            );
            self.step(self.now + Duration::from_millis(50));
        }
        self.now - begin
    }

    fn step(&mut self, end: Instant) {
        let nexts = self.clients.iter().map(Client::next);
        let next = nexts.fold(self.play.next(), Instant::min);
        self.now = next.max(self.now + STEP).min(end);
        for client in &mut self.clients {
            while let Some((due, packet)) = client.up.due(self.now) {
                self.play.at(due);
                self.play.packet(client.who, client.address(), &packet);
            }
        }
        self.play.at(self.now);
        self.play.tick();
        for (to, packet) in std::mem::take(&mut self.play.sent) {
            let mut all = self.clients.iter_mut();
            if let Some(client) = all.find(|client| client.address() == to) {
                client.down.put(self.now, &packet);
            }
        }
        for client in &mut self.clients {
            client.live(self.now);
            client.ping(&mut self.play);
            client.listen(&mut self.play);
        }
    }
}

impl Index<Who> for World {
    type Output = Client;

    fn index(&self, who: Who) -> &Client {
        &self.clients[who]
    }
}

impl IndexMut<Who> for World {
    fn index_mut(&mut self, who: Who) -> &mut Client {
        &mut self.clients[who]
    }
}
