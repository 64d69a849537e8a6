//! Calls: of remote lessons and of chats (CA-01..19, CA-28..33). One way in for both, so that who
//! may be there and what is allowed is decided in one place.

mod begin;
mod direct;
mod door;
mod end;
mod engine;
mod enter;
mod page;
mod seat;
mod watch;

pub use engine::{CallEngine, CallOrder, CallPass};

use model::{CallId, CallOf, ChatKind, views::RunningCall};
use storage::Call;

use crate::SchoolTime;

/// The room of a call at the engine.
fn room(id: CallId) -> String {
    format!("call-{id}")
}

/// The call of a room's name.
fn call_of_room(name: &str) -> Option<CallId> {
    let id = name.strip_prefix("call-")?.parse().ok()?;
    (room(id) == name).then_some(id)
}

/// What a call is of.
fn of(call: &Call) -> CallOf {
    call.lesson.map_or(CallOf::Chat(call.chat), CallOf::Lesson)
}

/// A call as the members of its chat see it.
pub(crate) fn shown_call(time: &SchoolTime, kind: ChatKind, call: &Call) -> RunningCall {
    RunningCall {
        of: of(call),
        by: call.starter,
        by_name: call.starter_name.clone(),
        since: time.moment(call.started_at),
        rings: kind == ChatKind::Dialogue && call.answered_at.is_none(),
    }
}
