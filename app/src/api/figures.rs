use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::views::{Overview, Schools};

/// The own school at a glance (SU-16).
#[server(name = AskOverview, prefix = "/api", endpoint = "overview", input = Json)]
pub async fn overview() -> Result<Overview, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.overview(&who).await.refused()
}

/// The schools of the own authority, in figures.
#[server(name = AskSchools, prefix = "/api", endpoint = "schools", input = Json)]
pub async fn schools() -> Result<Schools, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.schools(&who).await.refused()
}
