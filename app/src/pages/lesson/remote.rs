//! What the lesson is as a remote one, and what one may do about it.

use crate::components::Icon;
use leptos::prelude::*;
use model::{
    LessonState,
    views::{Day, Lesson, LessonPage, Remote},
};
use words::{Lang, lesson};

/// The card «Дистанционный урок».
#[must_use]
pub fn card(
    lang: Lang,
    page: &LessonPage,
    cancelling: RwSignal<bool>,
    finishing: RwSignal<bool>,
) -> AnyView {
    let one = &page.lesson;
    let pill = one
        .remote
        .map(|remote| pill(remote, short(lang, remote.state)));
    let actions = match one.remote {
        None if one.may_create => create_form(lang, page.day, one, "button button-primary"),
        Some(remote) if one.taught => held(lang, remote, cancelling, finishing),
        Some(remote) if one.joins => guest(lang, remote),
        Some(_) | None => ().into_any(),
    };
    view! {
        <section class="card" aria-labelledby="remote-title">
            <div class="spread">
                <h2 id="remote-title">{lesson::remote(lang)}</h2>
                {pill}
            </div>
            <p>{why(lang, one)}</p>
            {actions}
        </section>
    }
    .into_any()
}

/// «Создать дистанционный урок»: a plain form, on the page of the lesson and in the schedule.
#[must_use]
pub fn create_form(lang: Lang, day: Day, one: &Lesson, class: &'static str) -> AnyView {
    let ear = lesson::create_ear(lang, &one.class, &one.subject);
    view! {
        <form method="post" action="/schedule/lesson/create">
            <input type="hidden" name="group" value=one.group.to_string()/>
            <input type="hidden" name="date" value=day.iso()/>
            <input type="hidden" name="number" value=one.number.to_string()/>
            <button class=class type="submit">
                {lesson::create(lang)}
                <span class="visually-hidden">{ear}</span>
            </button>
        </form>
    }
    .into_any()
}

/// A state as a pill, green once the class knows of it.
#[must_use]
pub fn pill(remote: Remote, words: &'static str) -> AnyView {
    let class = match remote.state {
        LessonState::Published => "pill pill-green",
        LessonState::Running => "pill pill-amber",
        LessonState::Draft | LessonState::Finished | LessonState::Cancelled => "pill pill-neutral",
    };
    view! { <span class=class>{words}</span> }.into_any()
}

/// «Дистанционный урок · опубликован»
#[must_use]
pub fn long(lang: Lang, state: LessonState) -> &'static str {
    match state {
        LessonState::Draft => lesson::pill_draft(lang),
        LessonState::Published => lesson::pill_published(lang),
        LessonState::Running => lesson::pill_running(lang),
        LessonState::Finished | LessonState::Cancelled => lesson::pill_finished(lang),
    }
}

fn short(lang: Lang, state: LessonState) -> &'static str {
    match state {
        LessonState::Draft => lesson::draft(lang),
        LessonState::Published => lesson::published(lang),
        LessonState::Running => lesson::running(lang),
        LessonState::Finished | LessonState::Cancelled => lesson::finished(lang),
    }
}

fn why(lang: Lang, one: &Lesson) -> &'static str {
    match one.remote.map(|remote| remote.state) {
        None if one.may_create => lesson::create_why(lang),
        None if one.over => lesson::over(lang),
        None | Some(LessonState::Cancelled) => lesson::in_class(lang),
        Some(LessonState::Draft) => lesson::draft_why(lang),
        Some(LessonState::Published | LessonState::Running) if !one.joins => {
            lesson::held_remote(lang)
        }
        Some(LessonState::Published) if one.taught => lesson::published_why(lang),
        Some(LessonState::Published) => lesson::published_family(lang),
        Some(LessonState::Running) if one.taught => lesson::running_teacher(lang),
        Some(LessonState::Running) => lesson::running_family(lang),
        Some(LessonState::Finished) => lesson::finished_why(lang),
    }
}

/// «Подключиться»: also before the teacher is there, to wait with the devices ready.
fn guest(lang: Lang, remote: Remote) -> AnyView {
    match remote.state {
        LessonState::Published | LessonState::Running => {
            view! { <div class="row">{way_in(remote, lesson::join_pupil(lang))}</div> }.into_any()
        }
        LessonState::Draft | LessonState::Finished | LessonState::Cancelled => ().into_any(),
    }
}

fn way_in(remote: Remote, words: &'static str) -> AnyView {
    let href = format!("/call/lesson/{}", remote.id);
    view! {
        <a class="button button-primary" href=href rel="external">
            <Icon name="camera"/>
            {words}
        </a>
    }
    .into_any()
}

fn held(
    lang: Lang,
    remote: Remote,
    cancelling: RwSignal<bool>,
    finishing: RwSignal<bool>,
) -> AnyView {
    let form = |to: &'static str, class: &'static str, words: &'static str| {
        view! {
            <form method="post" action=format!("/schedule/lesson/{to}")>
                <input type="hidden" name="lesson" value=remote.id.to_string()/>
                <button class=class type="submit">{words}</button>
            </form>
        }
        .into_any()
    };
    match remote.state {
        LessonState::Draft => view! {
            <div class="row">
                {form("publish", "button button-primary", lesson::publish(lang))}
                {form("cancel", "button button-secondary", lesson::delete(lang))}
            </div>
        }
        .into_any(),
        LessonState::Published => view! {
            <div class="row">
                {way_in(remote, lesson::join_form(lang))}
                <button
                    class="button button-secondary"
                    type="button"
                    on:click=move |_| cancelling.set(true)
                >
                    {lesson::cancel(lang)}
                </button>
            </div>
        }
        .into_any(),
        LessonState::Running => view! {
            <div class="row">
                {way_in(remote, lesson::join_form(lang))}
                <button
                    class="button button-secondary"
                    type="button"
                    on:click=move |_| finishing.set(true)
                >
                    {lesson::finish(lang)}
                </button>
            </div>
        }
        .into_any(),
        LessonState::Finished | LessonState::Cancelled => ().into_any(),
    }
}
