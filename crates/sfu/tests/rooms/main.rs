//! Rooms as clients have them: real sockets on the loopback, the real signalling.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, deprecated)]

mod apart;
mod back;
mod layers;
mod limits;
mod media;
mod resume;
mod rights;
mod two;
mod unit;
mod voices;
mod ways;

use call_bot::Bot;
use livekit_protocol::{
    DisconnectReason, leave_request::Action, signal_response::Message as Heard,
};
use zvonok_sfu::Rights;

const LISTENER: Rights = Rights {
    microphone: false,
    camera: false,
    screen: false,
    data: false,
    attributes: false,
    ..Rights::ALL
};

fn left_with(bot: &Bot) -> Option<(Action, DisconnectReason)> {
    bot.heard.iter().find_map(|message| match message {
        Heard::Leave(leave) => Some((leave.action(), leave.reason())),
        _ => None,
    })
}
