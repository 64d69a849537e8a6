//! A mistake in what is done for one client ends that client, not the room.

use super::{Input, PeerKey, Room};
use crate::WireId;
use livekit_protocol::{DisconnectReason, leave_request::Action};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Instant,
};

/// For whom something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    Peer(PeerKey),
    /// Somebody who is not in yet.
    Wire(PeerKey, WireId),
    /// The room itself.
    All,
}

impl Room {
    /// Does something for somebody. A panic leaves it half done: the client begins anew, and hears
    /// why.
    pub(super) fn guarded(&mut self, whom: For, now: Instant, work: impl FnOnce(&mut Self)) {
        if catch_unwind(AssertUnwindSafe(|| work(self))).is_ok() {
            return;
        }
        tracing::error!(room = %self.name, ?whom, "a room panicked");
        let reason = DisconnectReason::StateMismatch;
        let end = |room: &mut Self| match whom {
            For::Peer(key) => room.send_away(key, Action::Reconnect, reason, now),
            For::Wire(key, _) if room.peers.contains_key(&key) => {
                room.send_away(key, Action::Reconnect, reason, now);
            }
            For::Wire(_, wire) => room.refuse(wire, Action::Reconnect, reason),
            For::All => {}
        };
        if catch_unwind(AssertUnwindSafe(|| end(self))).is_err() {
            tracing::error!(room = %self.name, ?whom, "somebody could not be sent away");
        }
    }

    /// For whom an input is taken.
    pub(super) fn whose(&self, input: &Input) -> For {
        match input {
            Input::Enter { key, wire, .. } => For::Wire(*key, *wire),
            Input::Packet { key, .. } => For::Peer(key.peer),
            Input::Signal(wire, _) | Input::Broken(wire) => {
                let mut all = self.peers.values();
                let peer = all.find(|peer| peer.wire == Some(*wire));
                peer.map_or(For::All, |peer| For::Peer(peer.key))
            }
            Input::Order(_) | Input::Tick => For::All,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Ask, Keys, Limits, Pass, Rights, clock, link::LinkSettings};
    use livekit_protocol::{
        SignalRequest, SignalResponse, signal_request::Message as Said,
        signal_response::Message as Heard,
    };
    use prost::Message as _;
    use std::{collections::HashMap, sync::Arc};

    fn enter(room: &mut Room, number: u64) {
        let pass = Pass {
            room: "room".into(),
            identity: number.to_string(),
            name: String::new(),
            metadata: String::new(),
            attributes: HashMap::new(),
            rights: Rights::ALL,
        };
        let (key, wire) = (PeerKey(number), WireId(number));
        room.take(Input::enter(key, wire, pass, Ask::default()));
    }

    fn heard(room: &mut Room, by: u64) -> Vec<Heard> {
        let said = room.out().said.into_iter();
        said.filter(|(wire, _)| *wire == WireId(by))
            .filter_map(|(_, frame)| SignalResponse::decode(frame.as_slice()).ok()?.message)
            .collect()
    }

    #[test]
    fn a_panic_ends_its_client_and_the_room_lives_on() {
        let settings = LinkSettings::new(Vec::new()).unwrap();
        let keys = Keys::new("test", "a secret of the tests");
        let mut room = Room::new("room", Arc::new(settings), keys, Limits::default());
        enter(&mut room, 1);
        enter(&mut room, 2);
        room.out();
        let now = clock::now();
        room.guarded(For::Peer(PeerKey(1)), now, |_| panic!("of the test"));
        let last = heard(&mut room, 1).pop();
        assert!(matches!(last, Some(Heard::Leave(leave)) if leave.action() == Action::Reconnect));
        room.guarded(For::Wire(PeerKey(3), WireId(3)), now, |_| {
            panic!("of the test")
        });
        assert!(matches!(heard(&mut room, 3).pop(), Some(Heard::Leave(_))));
        let ping = SignalRequest {
            message: Some(Said::Ping(5)),
        };
        room.take(Input::Signal(WireId(2), ping.encode_to_vec()));
        assert!(matches!(heard(&mut room, 2).pop(), Some(Heard::Pong(5))));
        assert_eq!(room.people().len(), 1);
    }
}
