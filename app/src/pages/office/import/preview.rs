//! What an upload would change, before it does.

use super::{
    choices::choices,
    list::{Figure, Listing, figures, listing, person, place},
    refused::fault_row,
    upload::discard,
};
use crate::{
    components::{Icon, Notice, Tile},
    speech::lang,
    upload_speech::{say_by_hand, say_field},
};
use leptos::prelude::*;
use model::{
    UploadId,
    views::{RosterReport, TimetableReport, UploadPage, UploadReport, hue},
};
use words::{Lang, imports as w};

/// The preview, with «Применить».
pub(super) fn preview(page: UploadPage) -> AnyView {
    let lang = lang();
    let (id, report) = (page.id, page.report);
    let stale = page.stale.then(|| {
        view! {
            <div role="alert">
                <Notice kind="warning" icon="warning">
                    <strong>{w::stale_title(lang)}</strong>
                    {w::stale(lang)}
                </Notice>
            </div>
        }
    });
    let empty = report.is_empty();
    let body = if empty {
        nothing()
    } else {
        view! {
            {figures(counted(lang, &report, false))}
        }
        .into_any()
    };
    let roster = report.roster.as_ref().map(|roster| lists(lang, id, roster));
    let week = report
        .timetable
        .as_ref()
        .map(|week| week_card(lang, id, week));
    view! {
        {stale}
        {skipped(lang, &report)}
        {body}
        {choices(id, &report.choices())}
        {roster}
        {week}
        {bar(id, empty)}
    }
    .into_any()
}

/// Files that were neither.
pub(super) fn skipped(lang: Lang, report: &UploadReport) -> Option<AnyView> {
    (!report.skipped.is_empty()).then(|| {
        let text = w::skipped(lang, &report.skipped.join(", "));
        view! { <Notice kind="info" icon="info">{text}</Notice> }.into_any()
    })
}

fn nothing() -> AnyView {
    let lang = lang();
    view! {
        <section class="card">
            <div class="empty">
                <Icon name="check"/>
                <p>{w::nothing(lang)}</p>
            </div>
        </section>
    }
    .into_any()
}

/// The figures of a report, as what is to come or what has been done.
pub(super) fn counted(lang: Lang, report: &UploadReport, done: bool) -> Vec<Figure> {
    type Word = fn(Lang) -> &'static str;
    let figure = |n, words: [Word; 2], list, kind| Figure {
        n,
        label: words[usize::from(done)](lang),
        list: if done { "" } else { list },
        kind,
    };
    let mut all = Vec::new();
    if let Some(roster) = &report.roster {
        let (appears, leaves) = (roster.appears.total, roster.leaves.total);
        let loses = roster.loses_access.total;
        all.extend([
            figure(
                appears,
                [w::card_appears, w::done_appears],
                "appears",
                "plus",
            ),
            figure(leaves, [w::card_leaves, w::done_leaves], "leaves", "minus"),
            figure(
                roster.moves.total,
                [w::card_moves, w::done_moves],
                "moves",
                "",
            ),
            figure(
                roster.changed.total,
                [w::card_changed, w::done_changed],
                "changed",
                "",
            ),
            figure(
                roster.chats.total,
                [w::card_chats, w::done_chats],
                "chats",
                "plus",
            ),
            figure(
                roster.memberships.total,
                [w::card_memberships, w::done_memberships],
                "memberships",
                "",
            ),
            figure(loses, [w::card_loses, w::done_loses], "loses", "alarm"),
        ]);
    }
    if let Some(week) = &report.timetable {
        let (added, removed) = (week.added, week.removed);
        let lessons = [
            figure(
                added,
                [w::card_lessons_added, w::done_lessons_added],
                "week",
                "plus",
            ),
            figure(
                removed,
                [w::card_lessons_removed, w::done_lessons_removed],
                "week",
                "minus",
            ),
        ];
        all.extend(lessons.into_iter().filter(|figure| figure.n > 0));
    }
    all
}

fn lists(lang: Lang, upload: UploadId, report: &RosterReport) -> AnyView {
    let how = |id, title| Listing {
        upload,
        id,
        title,
        note: None,
        open: false,
    };
    let noted = |id, title, note| Listing {
        note: Some(note),
        ..how(id, title)
    };
    let loses = Listing {
        open: true,
        ..noted("loses", w::list_loses(lang), w::loses_note(lang))
    };
    let arrow = |from: &str, to: &str| {
        let or = |class: &str, none: &'static str| match class {
            "" => none.to_owned(),
            class => class.to_owned(),
        };
        w::from_to(
            lang,
            &or(from, w::from_none(lang)),
            &or(to, w::to_none(lang)),
        )
    };
    let chat = |name: &String| {
        let letter: String = name.chars().take(1).collect();
        view! {
            <li class="entity">
                <Tile text=letter hue=hue(name) size="size-s"/>
                <span class="entity-name">{name.clone()}</span>
            </li>
        }
        .into_any()
    };
    let passwords = (report.passwords > 0).then(|| {
        let n = u32::try_from(report.passwords).unwrap_or(u32::MAX);
        view! { <p class="muted">{w::passwords(lang, n)}</p> }
    });
    let ended = (report.hand_ended > 0).then(|| {
        let n = u32::try_from(report.hand_ended).unwrap_or(u32::MAX);
        view! { <p class="muted">{w::hand_ended(lang, n)}</p> }
    });
    view! {
        <div class="diffs">
            {listing(loses, &report.loses_access, |one| {
                let mut note = vec![place(lang, &one.who)];
                if one.linked {
                    note.push(w::linked(lang).to_owned());
                }
                if one.signed_in {
                    note.push(w::signed_in(lang).to_owned());
                }
                person(&one.who.name, note.join(" · "), None)
            })}
            {listing(how("appears", w::list_appears(lang)), &report.appears, |who| {
                person(&who.name, place(lang, who), None)
            })}
            {listing(how("leaves", w::list_leaves(lang)), &report.leaves, |who| {
                person(&who.name, place(lang, who), None)
            })}
            {listing(how("moves", w::list_moves(lang)), &report.moves, |moved| {
                let way = view! { <span class="diff-way">{arrow(&moved.from, &moved.to)}</span> };
                person(&moved.name, String::new(), Some(way.into_any()))
            })}
            {listing(how("changed", w::list_changed(lang)), &report.changed, |one| {
                let fields: Vec<&str> = one.fields.iter().map(|field| say_field(lang, *field)).collect();
                person(&one.name, fields.join(", "), None)
            })}
            {listing(how("chats", w::list_chats(lang)), &report.chats, chat)}
            {listing(how("memberships", w::list_memberships(lang)), &report.memberships, |change| {
                let pill = if change.joins {
                    view! { <span class="pill pill-green">{w::joins(lang)}</span> }.into_any()
                } else {
                    view! { <span class="pill">{w::quits(lang)}</span> }.into_any()
                };
                person(&change.name, change.chat.clone(), Some(pill))
            })}
            {listing(noted("by_hand", w::list_by_hand(lang), w::by_hand_note(lang)), &report.by_hand, |one| {
                person(&one.name, say_by_hand(lang, one), None)
            })}
            {listing(noted("notices", w::list_notices(lang), w::notices_note(lang)), &report.notices, |fault| {
                fault_row(lang, fault)
            })}
        </div>
        {passwords}
        {ended}
    }
    .into_any()
}

fn week_card(lang: Lang, upload: UploadId, week: &TimetableReport) -> AnyView {
    let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let same = week.is_empty().then(|| {
        let lessons = w::lessons(lang, number(week.lessons));
        view! { <p>{w::week_same(lang, &lessons)}</p> }
    });
    let bells = week.bells.then(|| view! { <p>{w::week_bells(lang)}</p> });
    let unplaced = (week.unplaced > 0).then(|| {
        let lessons = w::lessons(lang, number(week.unplaced));
        view! { <p class="muted">{w::week_unplaced(lang, &lessons)}</p> }
    });
    let total = (!week.is_empty()).then(|| {
        view! { <p class="muted">{w::lessons(lang, number(week.lessons))}</p> }
    });
    let notices = Listing {
        upload,
        id: "week_notices",
        title: w::list_week_notices(lang),
        note: Some(w::notices_note(lang)),
        open: false,
    };
    view! {
        <section class="card" id="week">
            <div class="entity">
                <Icon name="calendar"/>
                <div class="entity-text">
                    <h2>{w::week_title(lang)}</h2>
                    {total}
                </div>
            </div>
            {same}
            {bells}
            {unplaced}
        </section>
        <div class="diffs">
            {listing(notices, &week.notices, |fault| fault_row(lang, fault))}
        </div>
    }
    .into_any()
}

/// «Применить» and «Не применять», always in reach.
fn bar(id: UploadId, empty: bool) -> AnyView {
    let lang = lang();
    let label = if empty {
        w::discard_done(lang)
    } else {
        w::discard(lang)
    };
    let apply = (!empty).then(|| {
        view! {
            <form method="post" action="/school/import/apply">
                <input type="hidden" name="id" value=id.to_string()/>
                <button class="button button-primary" type="submit">{w::apply(lang)}</button>
            </form>
        }
    });
    view! {
        <div class="import-bar">
            {apply}
            {discard(id, label)}
        </div>
    }
    .into_any()
}
