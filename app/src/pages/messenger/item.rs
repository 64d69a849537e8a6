use super::rows::Row;
use crate::{
    components::Icon,
    live::Live,
    pages::when,
    shell::role_name,
    speech::{lang, say},
};
use leptos::prelude::*;
use model::{
    Problem, Role,
    message::{Piece, pieces},
    views::{Day, Message, Moment},
};
use words::{calendar, dates, messenger};

/// One row of the column.
#[component]
pub(super) fn RowView(row: Row, today: Memo<Day>) -> impl IntoView {
    let lang = lang();
    match row {
        Row::Day(day) => {
            view! { <div class="day-divider">{move || day_name(lang, day, today.get())}</div> }
                .into_any()
        }
        Row::Unread => {
            view! { <div class="unread-divider">{messenger::unread(lang)}</div> }.into_any()
        }
        Row::Message {
            message,
            own,
            continued,
        } => durable(lang, message, own, continued),
        Row::Waiting { key, text, failed } => waiting(lang, key, text, failed),
    }
}

fn durable(lang: words::Lang, message: Message, own: bool, continued: bool) -> AnyView {
    let Message {
        author_name,
        author_role,
        text,
        at,
        ..
    } = message;
    let head = (!own).then(|| {
        let role = (author_role != Role::Pupil).then(|| {
            view! { <span class="message-role">{role_name(lang, author_role)}</span> }
        });
        view! {
            <div class="message-head">
                <span class="message-author">{author_name}</span>
                {role}
            </div>
        }
    });
    let mark = own.then(|| {
        view! { <Icon name="check" small=true/><span class="visually-hidden">{messenger::sent(lang)}</span> }
    });
    view! {
        <div class="message" class:is-own=own class:is-continued=continued>
            {head}
            <div class="message-body">
                <span class="message-text">{linked(&text)}</span>
                <span class="message-meta">{clock(&at)}{mark}</span>
            </div>
        </div>
    }
    .into_any()
}

fn waiting(lang: words::Lang, key: String, text: String, failed: Option<Problem>) -> AnyView {
    let live = expect_context::<Live>();
    let refused = failed.is_some();
    let (icon, said) = match &failed {
        None => ("clock", messenger::sending(lang).to_owned()),
        Some(problem) => ("warning", say(lang, problem)),
    };
    let ways = failed.map(|problem| {
        let (again, gone) = (key.clone(), key);
        view! {
            <div class="message-failed" role="alert">
                <span>{messenger::not_sent(lang, &say(lang, &problem))}</span>
                <button class="link-button" type="button" on:click=move |_| live.send_again(&again)>
                    {messenger::again(lang)}
                </button>
                <button class="link-button" type="button" on:click=move |_| live.drop_outgoing(&gone)>
                    {messenger::delete(lang)}
                </button>
            </div>
        }
    });
    view! {
        <div class="message is-own" class:is-pending=!refused class:is-failed=refused>
            <div class="message-body">
                <span class="message-text">{linked(&text)}</span>
                <span class="message-meta">
                    <Icon name=icon small=true/>
                    <span class="visually-hidden">{said}</span>
                </span>
            </div>
            {ways}
        </div>
    }
    .into_any()
}

/// The text with its addresses to be pressed. They open elsewhere and are told nothing of us.
fn linked(text: &str) -> Vec<AnyView> {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.to_owned().into_any(),
            Piece::Link(link) => {
                let (to, text) = (link.to_owned(), link.to_owned());
                view! { <a href=to target="_blank" rel="noopener noreferrer nofollow">{text}</a> }
                    .into_any()
            }
        })
        .collect()
}

fn clock(at: &Moment) -> AnyView {
    let machine = when::machine(at);
    view! { <time datetime=machine>{at.time.clone()}</time> }.into_any()
}

fn day_name(lang: words::Lang, day: Day, today: Day) -> String {
    if day == today {
        return calendar::today(lang).to_owned();
    }
    let moment = Moment {
        at: 0,
        day,
        time: String::new(),
    };
    if when::short(lang, &moment, today) == words::chats::yesterday(lang) {
        return calendar::yesterday(lang).to_owned();
    }
    let date = dates::day_and_month(lang, day.day, day.month);
    if day.year == today.year {
        format!("{}, {date}", capital(dates::weekday(lang, day.weekday)))
    } else {
        format!("{date} {}", day.year)
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
