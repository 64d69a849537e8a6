use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::views::{LinkPage, OpenedChat};

/// Where the own way to a linked profile stands.
#[server(name = AskLinkPage, prefix = "/api", endpoint = "link-page", input = Json)]
pub async fn link_page() -> Result<LinkPage, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.link_page(&who).await.refused()
}

/// Own chats that would close with the end of the link.
#[server(prefix = "/api", endpoint = "chats-to-close", input = Json)]
pub async fn chats_to_close() -> Result<Vec<OpenedChat>, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.chats_to_close(&who).await.refused()
}
