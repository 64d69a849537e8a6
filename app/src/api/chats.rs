use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::{
    ChatId,
    views::{ChatSummary, Correspondent, Day, History, Member},
};

/// Own chats, newest message first, and today's date at the school.
#[server(prefix = "/api", endpoint = "chats", input = Json)]
pub async fn chats() -> Result<(Vec<ChatSummary>, Day), ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.chats(&who).await.refused()
}

/// A page of a chat's history: the newest, or what lies before a number.
#[server(name = AskHistory, prefix = "/api", endpoint = "history", input = Json)]
pub async fn history(chat: ChatId, before: Option<i64>) -> Result<History, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.history(&who, chat, before).await.refused()
}

/// Who is in a chat, and who will be.
#[server(prefix = "/api", endpoint = "members", input = Json)]
pub async fn members(chat: ChatId) -> Result<Vec<Member>, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.members(&who, chat).await.refused()
}

/// To whom one may write.
#[server(prefix = "/api", endpoint = "correspondents", input = Json)]
pub async fn correspondents() -> Result<Vec<Correspondent>, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.correspondents(&who).await.refused()
}
