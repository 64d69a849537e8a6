//! A unit of the test's own, with bots in it.

use call_bot::{Bot, Wire, join_request};
use livekit_protocol::JoinRequest;
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};
use zvonok_sfu::{Ask, Config, Keys, Limits, Notice, Pass, Rights, Sfu};

pub const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A unit with what it told.
pub struct Unit {
    pub sfu: Sfu,
    pub notices: tokio::sync::mpsc::UnboundedReceiver<(String, Notice)>,
}

impl Unit {
    pub async fn start(limits: Limits) -> Self {
        Self::start_told(limits, &[LOOPBACK]).await
    }

    /// One that tells clients these addresses of itself.
    pub async fn start_told(limits: Limits, told: &[IpAddr]) -> Self {
        let config = Config {
            udp: SocketAddr::from((LOOPBACK, 0)),
            told: told.iter().map(|ip| SocketAddr::from((*ip, 0))).collect(),
            limits,
            rooms: 4,
        };
        let keys = Keys::new("test", "a secret of the tests");
        let (sfu, notices) = Sfu::start(keys, config).await.expect("a unit");
        Self { sfu, notices }
    }

    pub fn pass(identity: &str, rights: Rights) -> Pass {
        Pass {
            room: "room".into(),
            identity: identity.into(),
            name: format!("имя {identity}"),
            metadata: String::new(),
            attributes: HashMap::new(),
            rights,
        }
    }

    /// Somebody with all rights comes, and is there.
    pub async fn join(&self, identity: &str) -> Bot {
        self.join_with(identity, Rights::ALL).await
    }

    pub async fn join_with(&self, identity: &str, rights: Rights) -> Bot {
        self.let_in(Bot::new(LOOPBACK).await, identity, rights)
            .await
    }

    /// Somebody who makes packets by hand.
    pub async fn join_of_packets(&self, identity: &str) -> Bot {
        let bot = Bot::of_packets(LOOPBACK).await;
        self.let_in(bot, identity, Rights::ALL).await
    }

    /// Somebody whose network carries nothing but TCP.
    pub async fn join_by_tcp(&self, identity: &str) -> Bot {
        let bot = Bot::by_tcp(LOOPBACK).await;
        self.let_in(bot, identity, Rights::ALL).await
    }

    /// Somebody with a connection for each way.
    pub async fn join_two(&self, identity: &str) -> Bot {
        let mut bot = Bot::two(LOOPBACK).await;
        let ask = Ask::from_query(&HashMap::new());
        let pass = Self::pass(identity, Rights::ALL);
        bot.wire = self.wire_of(pass, ask).await;
        bot.until("in", |bot| bot.me.is_some() && bot.connected)
            .await;
        bot
    }

    /// The signalling of such a client breaks, and it comes back.
    pub async fn resume_two(&self, bot: &mut Bot, identity: &str) {
        let sid = bot.sid();
        bot.broken();
        let query = [("reconnect", "1"), ("sid", sid.as_str())];
        let query = query.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let ask = Ask::from_query(&query.into());
        let pass = Self::pass(identity, Rights::ALL);
        bot.wire = self.wire_of(pass, ask).await;
    }

    async fn let_in(&self, bot: (Bot, String), identity: &str, rights: Rights) -> Bot {
        let (mut bot, request) = bot;
        bot.wire = self.wire(Self::pass(identity, rights), &request).await;
        bot.until("in", |bot| bot.me.is_some() && bot.connected)
            .await;
        bot
    }

    /// The signalling breaks; the person comes back under the same name.
    pub async fn resume(&self, bot: &mut Bot, identity: &str) {
        let request = bot.broken();
        bot.wire = self.wire(Self::pass(identity, Rights::ALL), &request).await;
    }

    /// Signalling without a web socket.
    async fn wire(&self, pass: Pass, request: &str) -> Option<Wire> {
        let ask = Ask::read(request).expect("a request");
        self.wire_of(pass, ask).await
    }

    async fn wire_of(&self, pass: Pass, ask: Ask) -> Option<Wire> {
        let mut inner = self.sfu.enter(pass, ask).await?;
        let (wire, (mut said, tell)) = Wire::pair();
        tokio::spawn(async move {
            loop {
                let going_on = tokio::select! {
                    frame = said.recv() => match frame {
                        Some(frame) => inner.into.say(frame).await,
                        None => false,
                    },
                    frame = inner.out.recv() => match frame {
                        Some(frame) => tell.send(frame).is_ok(),
                        None => false,
                    },
                };
                if !going_on {
                    return;
                }
            }
        });
        Some(wire)
    }
}

/// A request to join as the unit takes it.
pub fn request(request: &JoinRequest) -> Ask {
    Ask::read(&join_request(request)).expect("a request")
}
