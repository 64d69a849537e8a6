use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::{PersonId, views::Profile};

/// A person's page: the own one, or a child's.
#[server(name = AskProfile, prefix = "/api", endpoint = "profile", input = Json)]
pub async fn profile(person: Option<PersonId>) -> Result<Profile, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.profile(&who, person).await.refused()
}
