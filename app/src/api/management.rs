use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::{ChatId, ClassId, views::Management};

/// «Управление чатами» (CM-01).
#[server(name = AskManagement, prefix = "/api", endpoint = "management", input = Json)]
pub async fn management() -> Result<Management, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.management(&who).await.refused()
}

/// Adds a subject chat for a study group that one teaches, or finds the one that is there
/// (CM-03..07).
#[server(prefix = "/api", endpoint = "add-subject-chat", input = Json)]
pub async fn add_subject_chat(group: ClassId) -> Result<ChatId, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.add_subject_chat(&who, group).await.refused()
}
