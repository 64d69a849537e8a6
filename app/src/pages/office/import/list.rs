//! The parts of a diff: figures on cards, and lists that open.

use crate::{components::Avatar, speech::lang};
use leptos::prelude::*;
use model::{
    UploadId,
    views::{Capped, Standing, hue},
};
use words::{Lang, imports};

/// A figure: how many, what of, where it is shown, how it is coloured.
pub(super) struct Figure {
    /// How many.
    pub(super) n: u64,
    /// «Появятся»
    pub(super) label: &'static str,
    /// Id of the list, empty when there is none.
    pub(super) list: &'static str,
    /// `plus`, `minus`, `alarm` or nothing.
    pub(super) kind: &'static str,
}

/// Figures in one line. A figure with a list leads to it.
pub(super) fn figures(figures: Vec<Figure>) -> AnyView {
    let cards: Vec<AnyView> = figures.into_iter().map(card).collect();
    view! {
        <ul class="diff-figures" aria-label=imports::figures(lang())>{cards}</ul>
    }
    .into_any()
}

fn card(figure: Figure) -> AnyView {
    let class = match figure.n {
        0 if figure.kind == "alarm" => "diff-figure is-none is-kept".to_owned(),
        0 => "diff-figure is-none".to_owned(),
        _ => format!("diff-figure is-{}", figure.kind),
    };
    let inside = view! {
        <span class="diff-figure-label">{figure.label}</span>
        " "
        <strong class="diff-figure-number tabular">{grouped(figure.n)}</strong>
    };
    if figure.n == 0 || figure.list.is_empty() {
        view! { <li class=class>{inside}</li> }.into_any()
    } else {
        // The browser itself opens the list around its target.
        view! {
            <li class=class>
                <a href=format!("#{}", figure.list) rel="external">{inside}</a>
            </li>
        }
        .into_any()
    }
}

/// «1 416»
pub(super) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

/// How a list is shown.
pub(super) struct Listing {
    /// Of which upload.
    pub(super) upload: UploadId,
    /// Its name, also in the address.
    pub(super) id: &'static str,
    /// Heading.
    pub(super) title: &'static str,
    /// A line under it.
    pub(super) note: Option<&'static str>,
    /// Open from the beginning.
    pub(super) open: bool,
}

/// A list that opens; nothing when it is empty.
pub(super) fn listing<T>(how: Listing, list: &Capped<T>, row: impl Fn(&T) -> AnyView) -> AnyView {
    if list.is_empty() {
        return ().into_any();
    }
    let lang = lang();
    let rows: Vec<AnyView> = list.items.iter().map(row).collect();
    let shown = list.items.len() as u64;
    let rest = (shown < list.total).then(|| rest(lang, &how, shown, list.total));
    view! {
        <details class="diff" open=how.open>
            <summary class="diff-head">
                <h2>{how.title}</h2>
                <span class="badge badge-quiet tabular">{grouped(list.total)}</span>
            </summary>
            <div class="diff-body" id=how.id>
                {how.note.map(|note| view! { <p class="muted">{note}</p> })}
                <ul class="diff-list">{rows}</ul>
                {rest}
            </div>
        </details>
    }
    .into_any()
}

/// What the page shows at most without being asked for more.
const SHOWN: u64 = 50;

fn rest(lang: Lang, how: &Listing, shown: u64, total: u64) -> AnyView {
    if shown > SHOWN {
        // All that was kept of it.
        let text = imports::show_more_of(lang, &grouped(total), &grouped(shown));
        return view! { <p class="muted">{text}</p> }.into_any();
    }
    let href = format!("/school/import/{}?all={}#{}", how.upload, how.id, how.id);
    view! {
        <a class="button button-secondary" href=href rel="external">
            {imports::show_all(lang, &grouped(total))}
        </a>
    }
    .into_any()
}

/// Somebody in a list, with a note and what is at the end.
pub(super) fn person(name: &str, note: String, end: Option<AnyView>) -> AnyView {
    let note = (!note.is_empty()).then(|| view! { <span class="entity-note">{note}</span> });
    view! {
        <li class="entity">
            <Avatar initials=initials(name) hue=hue(name) size="size-s"/>
            <span class="entity-text">
                <span class="entity-name">{name.to_owned()}</span>
                {note}
            </span>
            {end}
        </li>
    }
    .into_any()
}

/// «4А, ученик»
pub(super) fn place(lang: Lang, who: &Standing) -> String {
    let roles = crate::shell::role_names(lang, &who.roles);
    match (who.class.as_str(), roles.as_str()) {
        ("", roles) => roles.to_owned(),
        (class, "") => class.to_owned(),
        (class, roles) => format!("{class}, {roles}"),
    }
}

/// First letters of the family and the given name.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .take(2)
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_416), "1\u{a0}416");
        assert_eq!(grouped(1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(initials("Иванова мария Петровна"), "ИМ");
    }
}
