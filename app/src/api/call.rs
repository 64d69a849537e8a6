use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::{
    CallOf, CallStep, ChatId,
    views::{CallAccess, CallDoor, CallPage},
};

/// The way into a call; its host begins it so (SL-08, SL-11, CA-30..33).
#[server(name = EnterCall, prefix = "/api", endpoint = "enter-call", input = Json)]
pub async fn enter_call(
    of: CallOf,
    /// One answers: nothing is begun.
    #[server(default)]
    answers: bool,
) -> Result<CallDoor, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    if answers {
        core.answer_call(&who, of).await.refused()
    } else {
        core.enter_call(&who, of).await.refused()
    }
}

/// What the page of a call shows besides the call.
#[server(name = AskCall, prefix = "/api", endpoint = "call", input = Json)]
pub async fn call_page(of: CallOf) -> Result<CallPage, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.call_page(&who, of).await.refused()
}

/// Does what the host of a call says; answers with what holds then (CA-05, CA-28).
#[server(name = DirectCall, prefix = "/api", endpoint = "direct-call", input = Json)]
pub async fn direct_call(of: CallOf, step: CallStep) -> Result<CallAccess, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.direct_call(&who, of, step).await.refused()
}

/// Ends a call of a chat without leaving the page: hangs up, or declines (CA-33).
#[server(name = EndCall, prefix = "/api", endpoint = "end-call", input = Json)]
pub async fn end_call(
    chat: ChatId,
    /// The one that began then, Unix milliseconds; whichever goes on, if not said.
    #[server(default)]
    since: Option<i64>,
) -> Result<(), ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.end_that_call(&who, chat, since).await.refused()
}
