//! What was changed by hand: who, when, why, and «Вернуть».

use super::facts::full_date;
use crate::pages::when;
use leptos::prelude::*;
use model::{
    HandKind, Role,
    views::{ChangeView, SchoolPerson},
};
use words::{Lang, people};

pub(super) fn card(lang: Lang, page: &SchoolPerson) -> AnyView {
    if page.changes.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = page
        .changes
        .iter()
        .map(|change| row(lang, page, change))
        .collect();
    let hint = page.changes.iter().any(|one| one.ended.is_none()).then(|| {
        view! { <p class="muted small">{people::changes_hint(lang)}</p> }
    });
    view! {
        <section class="card" aria-labelledby="person-changes">
            <h2 id="person-changes">{people::changes(lang)}</h2>
            {hint}
            <ul class="entity-list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(lang: Lang, page: &SchoolPerson, change: &ChangeView) -> AnyView {
    let what = what(lang, page, change);
    let by = people::change_by(lang, &change.by, &when::long(lang, &change.at, page.today));
    let ended = change.ended.map(|day| {
        let words = people::change_ended(lang, &full_date(lang, day));
        view! { <span class="entity-note">{words}</span> }
    });
    let take_back = change.ended.is_none().then(|| {
        view! {
            <form method="post" action=format!("/school/people/{}/take-back", page.id)>
                <input type="hidden" name="change" value=change.id.to_string()/>
                <button class="button button-secondary" type="submit">
                    {people::take_back(lang)}
                    <span class="visually-hidden">" "{people::take_back_ear(lang, &what)}</span>
                </button>
            </form>
        }
    });
    view! {
        <li class="spread">
            <span class="entity-text">
                <span class="entity-name">{what.clone()}</span>
                <span class="entity-note">"«"{change.reason.clone()}"»"</span>
                <span class="entity-note">{by}</span>
                {ended}
            </span>
            {take_back}
        </li>
    }
    .into_any()
}

fn what(lang: Lang, page: &SchoolPerson, change: &ChangeView) -> String {
    let other = change.other.clone().unwrap_or_default();
    // A pupil's page names the guardian, a guardian's page the child.
    let of_child = page.roles.contains(&Role::Pupil);
    match (change.kind, of_child) {
        (HandKind::Transfer, _) => {
            people::change_transfer(lang, change.class.as_deref().unwrap_or_default())
        }
        (HandKind::Left, _) => people::change_left(lang).to_owned(),
        (HandKind::Guardian, true) => people::change_guardian(lang, &other),
        (HandKind::Guardian, false) => people::change_guardian_of(lang, &other),
        (HandKind::NoGuardian, true) => people::change_no_guardian(lang, &other),
        (HandKind::NoGuardian, false) => people::change_no_guardian_of(lang, &other),
    }
}
