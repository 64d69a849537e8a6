use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::views::Me;

/// Who is signed in and what surrounds every page.
#[server(name = AskMe, prefix = "/api", endpoint = "me", input = Json)]
pub async fn me() -> Result<Me, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.me(&who).await.refused()
}
