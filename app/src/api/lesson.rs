use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::{ClassId, views::LessonPage};

/// One lesson of a group on a day (`YYYY-MM-DD`), by its number (SL-05).
#[server(name = AskLesson, prefix = "/api", endpoint = "lesson", input = Json)]
pub async fn lesson(group: ClassId, date: String, number: u8) -> Result<LessonPage, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.lesson(&who, group, &date, number).await.refused()
}
