use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::views::{Schedule, ScheduleOf};

/// The week of `date` (`YYYY-MM-DD`, today when absent) (SL-01..05, SL-10).
#[server(name = AskSchedule, prefix = "/api", endpoint = "schedule", input = Json)]
pub async fn schedule(of: ScheduleOf, date: Option<String>) -> Result<Schedule, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.schedule(&who, of, date.as_deref()).await.refused()
}
