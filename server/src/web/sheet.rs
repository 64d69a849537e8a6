//! The cards as a page for the printer: A4, two columns, lines to cut along
//! (`style/pages/office/cards.css`).

use app::context::Assets;
use maud::{DOCTYPE, Markup, html};
use school_core::{Card, CardKind, CardSheet, CardsFor};
use words::{Lang, codes, dates::day_and_month};

/// What such a page needs.
pub(super) struct Sheet<'a> {
    pub(super) lang: Lang,
    pub(super) assets: &'a Assets,
    pub(super) product: &'a str,
    /// «school.example.org/first»
    pub(super) address: &'a str,
    pub(super) wanted: &'a CardsFor,
    pub(super) cards: &'a CardSheet,
}

/// The document.
pub(super) fn page(sheet: &Sheet<'_>) -> String {
    let (lang, cards) = (sheet.lang, &sheet.cards.cards);
    let title = title(sheet);
    let count = u32::try_from(cards.len()).unwrap_or(u32::MAX);
    let markup: Markup = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="color-scheme" content="light dark";
                title { (title) " — " (sheet.product) }
                link rel="stylesheet" href=(sheet.assets.css);
                link rel="stylesheet" href=(sheet.assets.office_css);
                link rel="icon" href="/favicon.svg" type="image/svg+xml";
                script src="/print.js" defer {}
            }
            body {
                main class="cards-page" id="main" {
                    header class="cards-head" {
                        h1 tabindex="-1" { (title) }
                        @if cards.is_empty() {
                            p { (codes::sheet_empty(lang)) }
                        } @else {
                            p.muted { (codes::sheet_count(lang, count)) }
                            div class="notice notice-warning" {
                                svg.icon aria-hidden="true" { use href="/icons.svg#i-warning" {} }
                                div { (codes::sheet_once(lang)) }
                            }
                        }
                        div.row {
                            @if !cards.is_empty() {
                                button class="button button-primary" type="button" data-print hidden {
                                    (codes::sheet_print(lang))
                                }
                                span.muted data-no-script { (codes::sheet_no_script(lang)) }
                            }
                            a class="button button-secondary" href="/school/passwords" {
                                (codes::sheet_done(lang))
                            }
                        }
                    }
                    @if !cards.is_empty() {
                        ul.cards {
                            @for card in cards { (one(sheet, card)) }
                        }
                    }
                }
            }
        }
    };
    markup.into_string()
}

fn title(sheet: &Sheet<'_>) -> String {
    let lang = sheet.lang;
    let class = sheet.cards.class.as_deref().unwrap_or_default();
    match sheet.wanted {
        CardsFor::Staff => codes::sheet_staff(lang).to_owned(),
        CardsFor::Class {
            guardians: true, ..
        } => codes::sheet_class_guardians(lang, class),
        CardsFor::Class { .. } => codes::sheet_class_pupils(lang, class),
        CardsFor::People(_) => codes::sheet_title(lang).to_owned(),
    }
}

fn one(sheet: &Sheet<'_>, card: &Card) -> Markup {
    let lang = sheet.lang;
    let until = &sheet.cards.until;
    let day = day_and_month(lang, until.day, until.month);
    let until = codes::date(lang, &day, &until.year.to_string());
    html! {
        li class="card-slip" {
            svg class="card-scissors" viewBox="0 0 24 24" aria-hidden="true" {
                circle cx="6" cy="6" r="3" {}
                circle cx="6" cy="18" r="3" {}
                path d="M8.5 8 20 19M8.5 16 20 5" {}
            }
            p class="card-school" {
                (sheet.cards.org.name)
            }
            h2 { (card.name.full()) }
            p class="card-who" { (who(lang, card)) }
            dl class="card-secrets" {
                div { dt { (codes::card_login(lang)) } dd { (card.login) } }
                div { dt { (codes::card_code(lang)) } dd class="card-code" { (card.code) } }
            }
            ol {
                li { (codes::card_step_open(lang, sheet.address)) }
                li { (codes::card_step_type(lang)) }
                li { (codes::card_step_password(lang)) }
            }
            p class="card-until" { (codes::card_until(lang, &until)) }
        }
    }
}

/// «ученик, 4А»
fn who(lang: Lang, card: &Card) -> String {
    match (card.kind, &card.class) {
        (CardKind::Pupil, Some(class)) => codes::card_pupil(lang, class),
        (CardKind::Pupil, None) => codes::card_pupil_plain(lang).to_owned(),
        (CardKind::Guardian, _) => codes::card_guardian(lang, &children(&card.children)),
        (CardKind::Staff, _) => codes::card_staff(lang).to_owned(),
    }
}

/// «Соколов Артём, 4А; Соколова Анна, 7Б»; of many only the given names, so that the card keeps
/// its size.
fn children(all: &[String]) -> String {
    let given = |child: &String| match child.split_once(' ') {
        Some((_, given)) if all.len() > 2 => given.to_owned(),
        _ => child.clone(),
    };
    all.iter().map(given).collect::<Vec<_>>().join("; ")
}
