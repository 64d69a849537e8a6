//! Which week, whose, day or week.

use super::{
    address::Place,
    who::{choice, tabs},
};
use crate::components::Icon;
use leptos::prelude::*;
use model::views::{Day, Me, Schedule};
use words::{Lang, dates, schedule};

/// What stands at the right of the heading.
#[must_use]
pub fn actions(lang: Lang, me: &Me, found: &Schedule, place: Place) -> AnyView {
    let week = place.week;
    let away = found.selected != found.today;
    let today = away.then(|| {
        let href = Place { day: None, ..place }.href();
        view! { <a class="button button-quiet" href=href>{schedule::today(lang)}</a> }
    });
    let day_view = Place {
        week: false,
        ..place
    }
    .href();
    let week_view = Place {
        week: true,
        ..place
    }
    .href();
    view! {
        <nav class="week-nav" aria-label=schedule::week_of(lang)>
            {today}
            <a
                class="icon-button"
                href=place.on(found.previous).href()
                aria-label=schedule::previous_week(lang)
            >
                <Icon name="chevron-left"/>
            </a>
            <span>{week_name(lang, found)}</span>
            <a
                class="icon-button"
                href=place.on(found.next).href()
                aria-label=schedule::next_week(lang)
            >
                <Icon name="chevron-right"/>
            </a>
        </nav>
        {tabs(lang, me, found, place)}
        <div class="segmented" role="group" aria-label=schedule::view(lang)>
            {choice(schedule::view_day(lang).into(), day_view, !week)}
            {choice(schedule::view_week(lang).into(), week_view, week)}
        </div>
    }
    .into_any()
}

/// «23–28 ноября», «30 ноября – 5 декабря»
fn week_name(lang: Lang, found: &Schedule) -> String {
    let days = (
        found.days.first().map(|it| it.day),
        found.days.last().map(|it| it.day),
    );
    let (Some(first), Some(last)) = days else {
        return String::new();
    };
    let words = |day: Day| dates::day_and_month(lang, day.day, day.month);
    if first.month == last.month {
        schedule::week_within(lang, &first.day.to_string(), &words(last))
    } else {
        schedule::week_across(lang, &words(first), &words(last))
    }
}

/// «Вторник, 24 ноября»
#[must_use]
pub fn day_name(lang: Lang, day: Day) -> String {
    let weekday = capital(dates::weekday(lang, day.weekday));
    schedule::day_full(
        lang,
        &dates::day_and_month(lang, day.day, day.month),
        &weekday,
    )
}

/// «вторник» -> «Вторник»
#[must_use]
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
