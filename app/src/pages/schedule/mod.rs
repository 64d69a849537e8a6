//! «Расписание»: a day or a week of lessons, the own ones, a class's or a child's (SL-01..05,
//! SL-10).

mod address;
mod clock;
mod day;
mod empty;
mod head;
mod week;
mod who;

use super::shared::{LinkForm, lessons_too};
use crate::{
    api::{self, ApiError},
    components::{Icon, PageHead, Skeleton, loaded},
    shell::use_me,
    speech::lang,
};
use address::{Asked, Place, is_week};
pub use head::day_name;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    Role,
    views::{Lesson, LinkState, Me, Schedule, ScheduleOf},
};
use words::{Lang, profile, schedule};

/// `/schedule`
#[component]
pub fn SchedulePage() -> impl IntoView {
    let lang = lang();
    let me = use_me();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::read));
    let week = Memo::new(move |_| query.with(is_week));
    let tick = lessons_too(me);
    let found = Resource::new(
        move || (asked.get(), tick()),
        move |(asked, _)| async move { fetch(&me.await?, &asked).await },
    );
    let actions = move || {
        let (asked, week) = (asked.get(), week.get());
        Suspend::new(async move {
            let (me, found) = (me.await.ok()?, found.await.ok()?);
            let place = Place::here(&asked, &found, week);
            Some(head::actions(lang, &me, &found, place))
        })
    };
    let link_first = move || {
        Suspend::new(async move {
            let not_linked = me.await.is_ok_and(|me| me.link == LinkState::NotLinked);
            not_linked.then(|| view! { <LinkFirst/> })
        })
    };
    view! {
        <PageHead title=schedule::title(lang)>
            <Transition>{actions}</Transition>
        </PageHead>
        <Transition>{link_first}</Transition>
        {loaded(me, waiting, move |me| {
            loaded(found, waiting, move |found| {
                let me = me.clone();
                // The view is in the address and not in the answer: both show the same lessons.
                move || {
                    // The answer is of this address: it comes anew with each.
                    let place = Place::here(&asked.get_untracked(), &found, week.get());
                    lessons(&me, &found, place)
                }
            })
        })}
    }
    .into_any()
}

/// The lessons asked for. An administrator who teaches nothing starts with the first class.
async fn fetch(me: &Me, asked: &Asked) -> Result<Schedule, ApiError> {
    let found = api::schedule(asked.of_or_usual(me), asked.date.clone()).await?;
    match found.classes.first() {
        Some(class) if asked.of.is_none() && who::only_runs_the_school(me) => {
            api::schedule(ScheduleOf::Class(class.id), asked.date.clone()).await
        }
        _ => Ok(found),
    }
}

fn lessons(me: &Me, found: &Schedule, place: Place) -> AnyView {
    let lang = lang();
    let own_load = found.of == ScheduleOf::Mine && me.is(Role::Teacher);
    let content = if !found.timetable {
        empty::no_timetable(lang)
    } else if place.week {
        week::grid(lang, found, own_load)
    } else {
        day::page(lang, found, place, own_load)
    };
    view! {
        {who::child_card(lang, me, found.of)}
        {who::class_chooser(lang, found, place)}
        {content}
    }
    .into_any()
}

/// «4А · каб. 214» for who teaches, «4А (1 группа) · каб. 214 · Иванова М. П.» for everybody else:
/// one knows the own name, and the class one is in.
fn lesson_place(lang: Lang, lesson: &Lesson, own_load: bool, with_teacher: bool) -> String {
    let study_group = lesson.class.contains('(');
    let room = room_words(lang, &lesson.room);
    let parts = [
        lesson.class.as_str(),
        room.as_str(),
        lesson.teacher.as_str(),
    ];
    let wanted = [own_load || study_group, true, with_teacher && !own_load];
    let shown: Vec<&str> = parts
        .into_iter()
        .zip(wanted)
        .filter_map(|(part, wanted)| Some(part).filter(|part| wanted && !part.is_empty()))
        .collect();
    shown.join(" · ")
}

/// «каб. 214», but «Спортзал».
#[must_use]
pub fn room_words(lang: Lang, room: &str) -> String {
    if room.starts_with(|first: char| first.is_ascii_digit()) {
        schedule::room(lang, room)
    } else {
        room.to_owned()
    }
}

/// The first screen says what opens the chats (ID-17, ID-67).
#[component]
fn LinkFirst() -> impl IntoView {
    let lang = lang();
    view! {
        <section class="card">
            <div class="spread">
                <div class="entity">
                    <Icon name="chat"/>
                    <div class="entity-text">
                        <h2>{schedule::link_title(lang)}</h2>
                        <p class="entity-note">{schedule::link_why(lang)}</p>
                    </div>
                </div>
                <LinkForm label=profile::link_vk_id(lang)/>
            </div>
        </section>
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! { <Skeleton kind="list" rows=5/> }.into_any()
}
