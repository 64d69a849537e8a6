//! The week: a column for each day.

use super::{
    clock::{Clock, State},
    head::capital,
    lesson_place,
};
use leptos::prelude::*;
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
    let place = lesson_place(lang, &lesson, own_load, false);
    let until = schedule::now_until_small(lang, &lesson.ends);
    let note = move || match (now.get(), place.is_empty()) {
        (true, true) => until.clone(),
        (true, false) => format!("{until} · {place}"),
        (false, _) => place.clone(),
    };
    let subject = match lesson.chat {
        Some(chat) => {
            let href = format!("/messenger/{chat}");
            view! { <a href=href rel="external">{lesson.subject}</a> }.into_any()
        }
        None => lesson.subject.into_any(),
    };
    view! {
        <li class=format!("week-lesson hue-{}", lesson.hue) class:is-now=move || now.get()>
            <time>{lesson.starts}</time>
            <strong>{subject}</strong>
            <small>{note}</small>
        </li>
    }
    .into_any()
}
