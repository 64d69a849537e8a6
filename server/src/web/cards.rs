//! `POST /school/passwords/cards`: makes codes and answers with the page that is printed. No
//! redirect as elsewhere: the codes are shown in this one answer and kept nowhere.

use super::{
    Web,
    forms::{back_to, go, refused, signed},
    sheet::{self, Sheet},
};
use app::context::Surroundings;
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, header},
    response::{Html, IntoResponse as _, Response},
};
use model::{ClassId, PersonId, Problem};
use school_core::CardsFor;

/// Where one comes from and goes back to.
const BACK: &str = "/school/passwords";

/// `who` is `staff`, or with a `class` `pupils` or `guardians`; or each `person` chosen.
pub(crate) async fn print(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to(BACK));
    };
    let lang = around.lang;
    let Some(wanted) = wanted(&body) else {
        return refused(&web, lang, &Problem::BadRequest);
    };
    match web.core.print_cards(&who, &wanted).await {
        Ok(cards) => Html(sheet::page(&Sheet {
            lang,
            assets: &web.assets,
            product: &web.names.product,
            address: &address(&web, &headers),
            wanted: &wanted,
            cards: &cards,
        }))
        .into_response(),
        Err(problem) => refused(&web, lang, &problem),
    }
}

fn wanted(body: &str) -> Option<CardsFor> {
    let form = vkid::Params::parse(body);
    let people: Option<Vec<PersonId>> = form
        .pairs()
        .iter()
        .filter(|(name, _)| name == "person")
        .map(|(_, id)| id.parse().ok())
        .collect();
    let class = || form.text("class").parse::<ClassId>().ok();
    match form.text("who") {
        "staff" => Some(CardsFor::Staff),
        "pupils" | "guardians" => Some(CardsFor::Class {
            class: class()?,
            guardians: form.text("who") == "guardians",
        }),
        _ => people.map(CardsFor::People),
    }
}

/// The address that a person types: the one that is set, else the one the browser used.
fn address(web: &Web, headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    let base = match web.config.public_url.trim_end_matches('/') {
        "" => format!("{}://{}", web.config.scheme(), host.unwrap_or("localhost")),
        set => set.to_owned(),
    };
    let typed = base.strip_prefix("https://").unwrap_or(&base);
    format!("{typed}/first")
}
