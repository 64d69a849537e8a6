//! One day: its week as a strip, its lessons as cards.

use super::{
    address::Place,
    clock::{Clock, State},
    empty,
    head::day_name,
    lesson_place,
};
use crate::{
    components::Icon,
    pages::lesson::{address, create_form, long, pill},
};
use leptos::prelude::*;
use model::LessonState;
use model::views::{Day, Lesson, Schedule, ScheduleDay};
use words::{Lang, dates, schedule};

/// The strip of days and the lessons of the one chosen.
#[must_use]
pub fn page(lang: Lang, found: &Schedule, place: Place, own_load: bool) -> AnyView {
    let chips: Vec<AnyView> = found
        .days
        .iter()
        .map(|it| chip(lang, it.day, found, place))
        .collect();
    let chosen = found.days.iter().find(|it| it.day == found.selected);
    let content = match chosen {
        Some(day) if !day.lessons.is_empty() => cards(lang, found, day, own_load),
        _ => empty::day(lang, found, chosen.is_some_and(|day| day.holidays), place),
    };
    // A Sunday without lessons is chosen without being in the strip.
    let count = chosen
        .map(|day| day.lessons.len())
        .filter(|count| *count > 0)
        .map(|count| {
            let lessons = schedule::lessons(lang, u32::try_from(count).unwrap_or(u32::MAX));
            view! { <span>{schedule::day_count(lang, &lessons)}</span> }
        });
    view! {
        <div class="day-strip" role="group" aria-label=schedule::days(lang)>{chips}</div>
        <section class="stack" aria-labelledby="day-title">
            <h2 class="day-title" id="day-title">{day_name(lang, found.selected)}" "{count}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn chip(lang: Lang, day: Day, found: &Schedule, place: Place) -> AnyView {
    let today = day == found.today;
    let class = if today {
        "day-chip is-today"
    } else {
        "day-chip"
    };
    let current = (day == found.selected).then_some("date");
    let ear = today.then(|| {
        view! { <span class="visually-hidden">{schedule::today_ear(lang)}</span> }
    });
    view! {
        <a class=class href=place.on(day).href() aria-current=current>
            <span class="day-chip-name">{dates::weekday_short(lang, day.weekday)}</span>
            <span class="day-chip-date">{day.day}</span>
            {ear}
        </a>
    }
    .into_any()
}

fn cards(lang: Lang, found: &Schedule, day: &ScheduleDay, own_load: bool) -> AnyView {
    let clock = Clock::start(found);
    let date = day.day;
    let cards: Vec<AnyView> = day
        .lessons
        .iter()
        .map(|lesson| card(lang, clock, date, lesson.clone(), own_load))
        .collect();
    view! { <ol class="lessons">{cards}</ol> }.into_any()
}

fn card(lang: Lang, clock: Clock, date: Day, lesson: Lesson, own_load: bool) -> AnyView {
    let state = {
        let lesson = lesson.clone();
        Memo::new(move |_| clock.state(date, &lesson))
    };
    let subject = view! { <a href=address(date, &lesson)>{lesson.subject.clone()}</a> };
    let aside = {
        let lesson = lesson.clone();
        move || aside(lang, state.get(), date, &lesson)
    };
    view! {
        <li
            class="lesson"
            class:is-now=move || state.get() == State::Now
            class:is-past=move || state.get() == State::Over
        >
            <div class="lesson-time">
                <time class="lesson-start">{lesson.starts.clone()}</time>
                <span class="lesson-number">
                    {schedule::number(lang, &lesson.number.to_string())}
                </span>
            </div>
            <span class=format!("lesson-bar hue-{}", lesson.hue)></span>
            <div>
                <h3 class="lesson-subject">{subject}</h3>
                <p class="lesson-place">{lesson_place(lang, &lesson, own_load, true)}</p>
            </div>
            <div class="lesson-side">{aside}</div>
        </li>
    }
    .into_any()
}

/// That it goes on, what it is as a remote lesson, and the way to its chat (SL-02). The whole card
/// leads to the lesson's page.
fn aside(lang: Lang, state: State, day: Day, lesson: &Lesson) -> AnyView {
    let now = (state == State::Now).then(|| {
        view! { <span class="pill pill-amber">{schedule::now_until(lang, &lesson.ends)}</span> }
    });
    let remote = lesson
        .remote
        .map(|remote| pill(remote, long(lang, remote.state)));
    let create = (lesson.may_create && state != State::Over)
        .then(|| create_form(lang, day, lesson, "button button-secondary"));
    let page = lesson.remote.map(|remote| {
        let joins = matches!(remote.state, LessonState::Published | LessonState::Running);
        let (class, words) = match (joins, lesson.taught) {
            (true, true) => ("button button-primary", words::lesson::join_teacher(lang)),
            (true, false) => ("button button-primary", words::lesson::join_pupil(lang)),
            (false, _) => ("button button-secondary", words::lesson::open(lang)),
        };
        let ear = schedule::open_chat_ear(lang, &lesson.class, &lesson.subject);
        view! {
            <a class=class href=address(day, lesson)>
                {words}
                <span class="visually-hidden">{ear}</span>
            </a>
        }
    });
    let alone = create.is_none() && page.is_none();
    let chat = lesson.chat.filter(|_| state != State::Over);
    let open = chat.map(|chat| {
        let ear = schedule::open_chat_ear(lang, &lesson.class, &lesson.subject);
        let href = format!("/messenger/{chat}");
        if alone {
            view! {
                <a class="button button-secondary" href=href rel="external">
                    {schedule::open_chat(lang)}
                    <span class="visually-hidden">{ear}</span>
                </a>
            }
            .into_any()
        } else {
            let words = format!("{}{ear}", schedule::open_chat(lang));
            view! {
                <a class="icon-button" href=href rel="external" aria-label=words>
                    <Icon name="chat"/>
                </a>
            }
            .into_any()
        }
    });
    view! {
        {now}
        {remote}
        {open}
        {page}
        {create}
    }
    .into_any()
}
