use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::views::{LogPage, LogQuery};

/// A page of the own organisation's log.
#[server(name = AskLog, prefix = "/api", endpoint = "log", input = Json)]
pub async fn log(asked: LogQuery) -> Result<LogPage, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.log(&who, &asked).await.refused()
}
