use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::{
    ClassId, RemoteLessonId,
    views::{CallDoor, LessonCall, LessonPage},
};

/// One lesson of a group on a day (`YYYY-MM-DD`), by its number (SL-05).
#[server(name = AskLesson, prefix = "/api", endpoint = "lesson", input = Json)]
pub async fn lesson(group: ClassId, date: String, number: u8) -> Result<LessonPage, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.lesson(&who, group, &date, number).await.refused()
}

/// The way into a lesson's call; its teacher begins it so (SL-08, SL-11).
#[server(name = EnterLesson, prefix = "/api", endpoint = "enter-lesson", input = Json)]
pub async fn enter_lesson(lesson: RemoteLessonId) -> Result<CallDoor, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.enter_lesson(&who, lesson).await.refused()
}

/// What the page of a lesson's call shows besides the call.
#[server(name = AskLessonCall, prefix = "/api", endpoint = "lesson-call", input = Json)]
pub async fn lesson_call(lesson: RemoteLessonId) -> Result<LessonCall, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.lesson_call(&who, lesson).await.refused()
}
