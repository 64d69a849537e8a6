//! The week: a column for each day.

use super::{
    clock::{Clock, State},
    head::capital,
    lesson_place,
};
use crate::pages::lesson::address;
use leptos::prelude::*;
use model::LessonState;
use model::views::{Day, Lesson, Schedule, ScheduleDay};
use words::{Lang, dates, schedule};

/// All days of the week.
#[must_use]
pub fn grid(lang: Lang, found: &Schedule, own_load: bool) -> AnyView {
    let clock = Clock::start(found);
    let days: Vec<AnyView> = found
        .days
        .iter()
        .map(|day| column(lang, clock, found.today, day, own_load))
        .collect();
    view! { <div class="week-grid">{days}</div> }.into_any()
}

fn column(lang: Lang, clock: Clock, today: Day, day: &ScheduleDay, own_load: bool) -> AnyView {
    let is_today = day.day == today;
    let class = if is_today {
        "week-day is-today"
    } else {
        "week-day"
    };
    let ear = is_today.then(|| {
        view! { <span class="visually-hidden">{schedule::today_ear(lang)}</span> }
    });
    let weekday = capital(dates::weekday(lang, day.day.weekday));
    let lessons = if day.lessons.is_empty() {
        let words = if day.holidays {
            schedule::holidays(lang)
        } else {
            schedule::no_lessons(lang)
        };
        view! { <p class="week-free">{words}</p> }.into_any()
    } else {
        let cells: Vec<AnyView> = day
            .lessons
            .iter()
            .map(|lesson| cell(lang, clock, day.day, lesson.clone(), own_load))
            .collect();
        view! { <ol class="week-lessons">{cells}</ol> }.into_any()
    };
    view! {
        <section class=class>
            <h2 class="week-day-head">
                {schedule::day_full(lang, &day.day.day.to_string(), &weekday)}
                {ear}
            </h2>
            {lessons}
        </section>
    }
    .into_any()
}

fn cell(lang: Lang, clock: Clock, date: Day, lesson: Lesson, own_load: bool) -> AnyView {
    let now = {
        let lesson = lesson.clone();
        Memo::new(move |_| clock.state(date, &lesson) == State::Now)
    };
    let mut place = lesson_place(lang, &lesson, own_load, false);
    if let Some(remote) = lesson.remote {
        let words = match remote.state {
            LessonState::Draft => words::lesson::small_draft(lang),
            _ => words::lesson::small_remote(lang),
        };
        place = [place.as_str(), words].join(if place.is_empty() { "" } else { " · " });
    }
    let until = schedule::now_until_small(lang, &lesson.ends);
    let note = move || match (now.get(), place.is_empty()) {
        (true, true) => until.clone(),
        (true, false) => format!("{until} · {place}"),
        (false, _) => place.clone(),
    };
    let subject = view! { <a href=address(date, &lesson)>{lesson.subject.clone()}</a> };
    view! {
        <li class=format!("week-lesson hue-{}", lesson.hue) class:is-now=move || now.get()>
            <time>{lesson.starts}</time>
            <strong>{subject}</strong>
            <small>{note}</small>
        </li>
    }
    .into_any()
}
