//! The entries, by days; more of each on demand, without a script.

use super::{
    address,
    speech::{detail_name, detail_text, sentence},
};
use crate::{components::Icon, pages::when, speech::lang};
use leptos::prelude::*;
use model::{
    Action, ActionGroup, PersonId,
    views::{Day, LogEntry, LogQuery},
};
use words::{Lang, calendar, dates, log};

/// Entries under the days they are of.
pub fn days(path: &str, entries: Vec<LogEntry>, today: Day) -> AnyView {
    let lang = lang();
    let mut days: Vec<(Day, Vec<AnyView>)> = Vec::new();
    for entry in entries {
        let row = row(lang, path, &entry);
        match days.last_mut() {
            Some((day, rows)) if *day == entry.at.day => rows.push(row),
            _ => days.push((entry.at.day, vec![row])),
        }
    }
    let days: Vec<AnyView> = days
        .into_iter()
        .map(|(day, rows)| {
            view! {
                <section class="log-day">
                    <h2><time datetime=day.iso()>{day_name(lang, day, today)}</time></h2>
                    <ul class="card card-list log-list">{rows}</ul>
                </section>
            }
            .into_any()
        })
        .collect();
    view! { <div class="log">{days}</div> }.into_any()
}

/// «Сегодня, 24 ноября», «понедельник, 23 ноября», «23.11.2025»
fn day_name(lang: Lang, day: Day, today: Day) -> String {
    if day.year != today.year {
        return day.dotted();
    }
    let date = dates::day_and_month(lang, day.day, day.month);
    let name = if day == today {
        calendar::today(lang)
    } else {
        dates::weekday(lang, day.weekday)
    };
    format!("{name}, {date}")
}

fn row(lang: Lang, path: &str, entry: &LogEntry) -> AnyView {
    let (icon, class) = mark(entry);
    let actor = match (entry.actor, entry.actor_name.as_str()) {
        (None, "") => log::machine(lang).to_owned(),
        (_, name) => name.to_owned(),
    };
    view! {
        <li class="log-entry">
            <details>
                <summary>
                    <span class=class><Icon name=icon small=true/></span>
                    <span class="log-what">{sentence(lang, entry)}</span>
                    <span class="log-who">{actor}</span>
                    <span class="log-from">{entry.address.clone()}</span>
                    <time class="log-time" datetime=when::machine(&entry.at)>
                        {entry.at.time.clone()}
                    </time>
                    <Icon name="chevron-down" small=true/>
                </summary>
                {more(lang, path, entry)}
            </details>
        </li>
    }
    .into_any()
}

/// What the eye finds first; amber for what may be somebody else's doing.
fn mark(entry: &LogEntry) -> (&'static str, &'static str) {
    let action = Action::from_code(&entry.action);
    match action {
        Some(Action::SignInRefused | Action::MisfitFound) => ("warning", "log-mark is-alert"),
        Some(Action::Unlinked | Action::UnlinkedOther) => ("unlink", "log-mark"),
        Some(Action::SignedOut) => ("logout", "log-mark"),
        Some(Action::PersonSeen) => ("eye", "log-mark"),
        action => {
            let icon = match action.map(Action::group) {
                Some(ActionGroup::Door) => "lock",
                Some(ActionGroup::Links) => "link",
                Some(ActionGroup::Data) => "school",
                Some(ActionGroup::Rights) => "sliders",
                Some(ActionGroup::Chats) => "chat",
                None => "info",
            };
            (icon, "log-mark")
        }
    }
}

fn more(lang: Lang, path: &str, entry: &LogEntry) -> AnyView {
    let mut facts: Vec<(String, String)> = entry
        .detail
        .iter()
        .map(|(key, text)| (detail_name(lang, key), detail_text(lang, key, text)))
        .collect();
    if !entry.address.is_empty() {
        let name = log::column_address(lang).to_owned();
        facts.push((name, entry.address.clone()));
    }
    facts.push((log::column_number(lang).into(), entry.number.to_string()));
    let facts: Vec<AnyView> = facts
        .into_iter()
        .map(|(name, text)| view! { <dt>{name}</dt><dd>{text}</dd> }.into_any())
        .collect();
    let mut people: Vec<AnyView> = Vec::new();
    people.extend(
        entry
            .actor
            .map(|id| of_person(lang, path, id, &entry.actor_name)),
    );
    if entry.subject != entry.actor {
        people.extend(
            entry
                .subject
                .map(|id| of_person(lang, path, id, &entry.subject_name)),
        );
    }
    view! {
        <div class="log-more">
            <dl>
                {facts}
                <dt>{log::column_hash(lang)}</dt>
                <dd><code>{entry.hash.clone()}</code></dd>
            </dl>
            {people}
        </div>
    }
    .into_any()
}

fn of_person(lang: Lang, path: &str, id: PersonId, name: &str) -> AnyView {
    let asked = LogQuery {
        person: Some(id),
        ..LogQuery::default()
    };
    view! {
        <a class="link-button" href=address::href(path, &asked)>{log::of_person(lang, name)}</a>
    }
    .into_any()
}
