//! Days without lessons, and a school without a timetable.

use super::address::Place;
use crate::components::Icon;
use leptos::prelude::*;
use model::views::Schedule;
use words::{Lang, dates, schedule};

/// The school has imported no timetable.
#[must_use]
pub fn no_timetable(lang: Lang) -> AnyView {
    card(
        schedule::no_timetable(lang),
        schedule::no_timetable_why(lang),
        None,
    )
}

/// No lessons on the day chosen: why, and the way to the next ones.
#[must_use]
pub fn day(lang: Lang, found: &Schedule, holidays: bool, place: Place) -> AnyView {
    let (title, why) = if holidays {
        (schedule::holidays(lang), schedule::holidays_why(lang))
    } else {
        (schedule::no_lessons(lang), schedule::no_lessons_why(lang))
    };
    let next = found
        .days
        .iter()
        .find(|day| day.day > found.selected && !day.lessons.is_empty());
    let way = match next {
        Some(next) => {
            let day = next.day;
            let date = dates::day_and_month(lang, day.day, day.month);
            let name = schedule::day_full(lang, &date, dates::weekday(lang, day.weekday));
            (schedule::nearest(lang, &name), place.on(day).href())
        }
        None => (
            schedule::to_next_week(lang).to_owned(),
            place.on(found.next).href(),
        ),
    };
    card(title, why, Some(way))
}

fn card(title: &'static str, why: &'static str, way: Option<(String, String)>) -> AnyView {
    let way = way.map(|(words, href)| {
        view! { <a class="button button-secondary" href=href>{words}</a> }
    });
    view! {
        <section class="card">
            <div class="empty">
                <Icon name="calendar"/>
                <h2>{title}</h2>
                <p>{why}</p>
                {way}
            </div>
        </section>
    }
    .into_any()
}
