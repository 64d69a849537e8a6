//! Calls carried by this program itself (`crates/sfu`).

use async_trait::async_trait;
use model::{CallRights, PersonId, Problem, views::CallDoor};
use school_core::{CallEngine, CallOrder, CallPass};
use sfu::{Ask, Config, Keys, Limits, Notice, Order, Pass, Rights, Sfu, Wire};
use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::{Duration, Instant},
};

/// How long a token opens: renewed while one is in, it must outlive a restart of the server only.
pub(crate) const GOOD_FOR: Duration = Duration::from_secs(600);
/// The port for media where none is set and others than this machine are to reach it: LiveKit's.
const PORT: u16 = 7882;
/// Calls at a time.
const ROOMS: usize = 1_000;

/// The embedded forwarding unit. Tokens can be made at once; calls are carried once it is open.
pub struct EmbeddedCalls {
    keys: Keys,
    unit: OnceLock<Sfu>,
    rooms: Arc<Rooms>,
}

/// Who is in each room, and since when nobody is.
struct Rooms {
    since: Instant,
    known: Mutex<HashMap<String, Known>>,
}

struct Known {
    /// In how many connections.
    people: HashMap<String, usize>,
    changed: Instant,
}

impl Rooms {
    fn noticed(&self, room: String, notice: &Notice) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        match notice {
            Notice::Entered(who) => {
                let entry = known.entry(room).or_insert_with(|| Known {
                    people: HashMap::new(),
                    changed: clock(),
                });
                entry.changed = clock();
                *entry.people.entry(who.clone()).or_default() += 1;
            }
            Notice::Left(who) => {
                // Of a call that has ended nothing is kept.
                let Some(entry) = known.get_mut(&room) else {
                    return;
                };
                entry.changed = clock();
                let left = entry.people.get_mut(who).map(|times| {
                    *times -= 1;
                    *times
                });
                if left == Some(0) {
                    entry.people.remove(who);
                }
            }
        }
    }

    fn present(&self, room: &str) -> Vec<PersonId> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let people = known.get(room).map(|room| room.people.keys());
        let people = people.into_iter().flatten();
        people.filter_map(|who| who.parse().ok()).collect()
    }

    fn empty_for(&self, room: &str) -> Option<Duration> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        match known.get(room) {
            Some(room) if room.people.is_empty() => Some(room.changed.elapsed()),
            Some(_) => None,
            // Nobody has come since the start.
            None => Some(self.since.elapsed()),
        }
    }

    fn forget(&self, room: &str) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.remove(room);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a room is empty is no matter of the school"
)]
fn clock() -> Instant {
    Instant::now()
}

impl EmbeddedCalls {
    /// With the secret that signs tokens. The same one after a restart lets everybody come back.
    #[must_use]
    pub fn new(secret: &str) -> Self {
        Self {
            keys: Keys::new("zvonok", secret),
            unit: OnceLock::new(),
            rooms: Arc::new(Rooms {
                since: clock(),
                known: Mutex::default(),
            }),
        }
    }

    /// Opens the port for media: beside the address that pages are served on, and told to clients
    /// as `addresses`, or as those of this machine where none are set.
    ///
    /// # Errors
    /// Says which port cannot be had.
    pub async fn open(
        &self,
        served: SocketAddr,
        port: u16,
        addresses: &[IpAddr],
    ) -> Result<(), String> {
        // What only this machine reaches needs no port that a firewall knows.
        let any = if served.ip().is_loopback() { 0 } else { PORT };
        let port = if port == 0 { any } else { port };
        let told = if addresses.is_empty() {
            own_addresses(served.ip())
        } else {
            addresses.to_vec()
        };
        let config = Config {
            udp: SocketAddr::new(served.ip(), port),
            told: told
                .into_iter()
                .map(|ip| SocketAddr::new(ip, port))
                .collect(),
            limits: Limits::default(),
            rooms: ROOMS,
        };
        let started = Sfu::start(self.keys.clone(), config).await;
        let (unit, mut notices) = started.map_err(|fault| fault.to_string())?;
        let rooms = Arc::clone(&self.rooms);
        tokio::spawn(async move {
            while let Some((room, notice)) = notices.recv().await {
                rooms.noticed(room, &notice);
            }
        });
        // Opened once, at the start.
        drop(self.unit.set(unit));
        Ok(())
    }

    /// The pass of a token.
    #[must_use]
    pub fn check(&self, token: &str) -> Option<Pass> {
        self.keys.check(token).ok()
    }

    /// Whether calls are carried yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.unit.get().is_some()
    }

    /// Lets somebody into a room.
    pub async fn enter(&self, pass: Pass, ask: Ask) -> Option<Wire> {
        self.unit.get()?.enter(pass, ask).await
    }
}

/// The addresses by which this machine is reached where it listens: all of them, or the one.
fn own_addresses(served: IpAddr) -> Vec<IpAddr> {
    if !served.is_unspecified() {
        return vec![served];
    }
    let found = if_addrs::get_if_addrs().unwrap_or_default();
    let mut addresses: Vec<IpAddr> = found
        .into_iter()
        .filter(|one| !one.is_loopback() && !one.is_link_local())
        .map(|one| one.ip())
        .filter(|ip| served.is_ipv6() || ip.is_ipv4())
        .collect();
    if addresses.is_empty() {
        addresses.push(IpAddr::from([127, 0, 0, 1]));
    }
    addresses
}

/// An order in the unit's words.
fn unit_order(order: CallOrder) -> Order {
    let identity = |person: PersonId| person.to_string();
    match order {
        CallOrder::Close => Order::Close,
        CallOrder::Remove(person) => Order::Remove {
            identity: identity(person),
        },
        CallOrder::LetIn(person) => Order::LetIn {
            identity: identity(person),
        },
        CallOrder::Allow(person, of) => Order::Allow {
            identity: identity(person),
            rights: rights(of),
        },
        CallOrder::Mute(person) => Order::Mute {
            identity: identity(person),
        },
        CallOrder::GiveFloor(person, at) => Order::Mark {
            identity: identity(person),
            attributes: floor_given(at).collect(),
        },
    }
}

/// What the page of a call reads of who has been given the floor: the hand is down, and since when.
pub(crate) fn floor_given(at: i64) -> impl Iterator<Item = (String, String)> {
    let marks = [("hand", String::new()), ("floor", at.to_string())];
    let marks = marks.into_iter();
    marks.map(|(name, value)| (name.to_owned(), value))
}

/// What a call is told of somebody's rights.
pub(crate) fn rights(of: CallRights) -> Rights {
    Rights {
        microphone: of.microphone,
        camera: of.camera,
        screen: of.screen,
        // The page says what it has to say by attributes and in the chat.
        data: false,
        subscribe: true,
        attributes: true,
        hidden: false,
    }
}

/// What a token says.
pub(crate) fn pass(of: &CallPass) -> Pass {
    Pass {
        room: of.room.clone(),
        identity: of.person.to_string(),
        name: of.name.clone(),
        metadata: String::new(),
        attributes: HashMap::new(),
        rights: rights(of.rights),
    }
}

#[async_trait]
impl CallEngine for EmbeddedCalls {
    fn door(&self, of: &CallPass) -> Result<CallDoor, Problem> {
        let token = self.keys.sign(&pass(of), GOOD_FOR).map_err(|fault| {
            tracing::error!(cause = %fault, "no token for a call");
            Problem::Unavailable
        })?;
        Ok(CallDoor { url: None, token })
    }

    fn empty_for(&self, room: &str) -> Option<Duration> {
        self.rooms.empty_for(room)
    }

    fn present(&self, room: &str) -> Vec<PersonId> {
        self.rooms.present(room)
    }

    async fn order(&self, room: &str, order: CallOrder) {
        let closes = order == CallOrder::Close;
        if let Some(unit) = self.unit.get() {
            unit.order(room, unit_order(order)).await;
        }
        if closes {
            self.rooms.forget(room);
        }
    }
}
