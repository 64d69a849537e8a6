//! Remote lessons: plain forms that lead to the page of the lesson.

use super::{
    Web,
    forms::{back_to, go, refused, signed},
};
use app::context::Surroundings;
use axum::{Extension, Form, extract::State, response::Response};
use model::{ClassId, Problem, RemoteLessonId};
use serde::Deserialize;
use storage::RemoteLesson;

/// A place in the timetable.
#[derive(Debug, Deserialize)]
pub(crate) struct PlaceForm {
    group: ClassId,
    date: String,
    number: u8,
}

/// A planned lesson.
#[derive(Debug, Deserialize)]
pub(crate) struct LessonForm {
    lesson: RemoteLessonId,
}

pub(crate) async fn create(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<PlaceForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/schedule"));
    };
    let created = web
        .core
        .create_lesson(&who, form.group, &form.date, form.number)
        .await;
    match created {
        Ok(_) => go(&page_of(form.group, &form.date, i64::from(form.number))),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}

pub(crate) async fn publish(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<LessonForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/schedule"));
    };
    let done = web.core.publish_lesson(&who, form.lesson).await;
    answer(&web, &around, done)
}

pub(crate) async fn cancel(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<LessonForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/schedule"));
    };
    let done = web.core.cancel_lesson(&who, form.lesson).await;
    answer(&web, &around, done)
}

pub(crate) async fn finish(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<LessonForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/schedule"));
    };
    let done = web.core.finish_lesson(&who, form.lesson).await;
    answer(&web, &around, done)
}

fn answer(web: &Web, around: &Surroundings, done: Result<RemoteLesson, Problem>) -> Response {
    match done {
        Ok(lesson) => go(&page_of(lesson.group, &lesson.date, lesson.period)),
        Err(problem) => refused(web, around.lang, &problem),
    }
}

fn page_of(group: ClassId, date: &str, number: i64) -> String {
    format!("/schedule/lesson/{group}/{date}/{number}")
}
