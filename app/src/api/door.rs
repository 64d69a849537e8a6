use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::views::{Door, Organisation};

/// What the sign-in page starts from. Public.
#[server(name = AskDoor, prefix = "/api", endpoint = "door", input = Json)]
pub async fn door() -> Result<Door, ApiError> {
    use super::Refused;
    let around: crate::context::Surroundings = expect_context();
    let (organisations, more) = around.core.first_organisations().await.refused()?;
    Ok(Door {
        organisations,
        more,
        demo: around.demo.as_ref().clone(),
        draft: around.draft.clone(),
    })
}

/// Organisations whose name has all the words typed (ID-07). Public.
#[server(prefix = "/api", endpoint = "organisations", input = Json)]
pub async fn organisations(text: String, authority: bool) -> Result<Vec<Organisation>, ApiError> {
    use super::Refused;
    let around: crate::context::Surroundings = expect_context();
    around
        .core
        .find_organisations(&text, authority)
        .await
        .refused()
}
