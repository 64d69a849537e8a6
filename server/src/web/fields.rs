//! Pieces of the plain pages around setting a password: fields, what is wrong with them, the page
//! around.

use super::{Web, address::Address, document};
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use maud::{Markup, html};
use model::{OrgId, Problem, views::Organisation};
use school_core::{NewSession, NotSet, Weak};
use words::{Lang, codes, common, problem, setup};

/// What is wrong: with the whole, or with one field by its name.
#[derive(Debug, Default)]
pub(super) struct Faults {
    whole: Option<String>,
    /// In the order of the form: the first one gets the focus.
    fields: Vec<(&'static str, String)>,
}

impl Faults {
    /// What was said no to, where it belongs. `empty` are the fields left open.
    pub(super) fn of(lang: Lang, refused: &NotSet, empty: &[&'static str]) -> Self {
        let mut faults = Self::default();
        let mut field = |name, text: &str| faults.fields.push((name, text.to_owned()));
        match refused {
            NotSet::Code => faults.whole = Some(codes::code_wrong(lang).to_owned()),
            NotSet::Login => field("login", setup::login_wrong(lang)),
            NotSet::Differ => field("again", codes::differ(lang)),
            NotSet::Weak(weak) => field("password", weak_password(lang, *weak)),
            NotSet::Problem(Problem::OrganisationMissing) => {
                field("org", problem::organisation_missing(lang));
            }
            NotSet::Problem(Problem::FieldMissing) if !empty.is_empty() => {
                for name in empty {
                    field(name, problem::field_missing(lang));
                }
            }
            NotSet::Problem(other) => faults.whole = Some(app::speech::say(lang, other)),
        }
        faults
    }

    fn about(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        fields
            .find(|(known, _)| *known == name)
            .map(|(_, text)| text.as_str())
    }
}

/// The status of the page that says so.
pub(super) fn status(refused: &NotSet) -> StatusCode {
    let code = match refused {
        NotSet::Problem(problem) => problem.status(),
        _ => 422,
    };
    StatusCode::from_u16(code).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}

fn weak_password(lang: Lang, weak: Weak) -> &'static str {
    match weak {
        Weak::Short => codes::weak_short(lang),
        Weak::Long => codes::weak_long(lang),
        Weak::Personal => codes::weak_personal(lang),
        Weak::Common => codes::weak_common(lang),
    }
}

/// A field with its label, hint and fault.
#[derive(Clone, Copy, Default)]
pub(super) struct Field<'a> {
    pub(super) name: &'static str,
    pub(super) label: &'a str,
    pub(super) value: &'a str,
    pub(super) hint: Option<&'a str>,
    /// The autocomplete token.
    pub(super) fills: &'a str,
    /// A password, never filled in.
    pub(super) secret: bool,
    pub(super) optional: bool,
    /// No capitals, no spelling.
    pub(super) exact: bool,
    /// Larger, spaced figures.
    pub(super) code: bool,
}

/// Such a field.
pub(super) fn field(lang: Lang, field: Field<'_>, faults: &Faults) -> Markup {
    let fault = faults.about(field.name);
    let first = faults.fields.first().map(|(name, _)| *name) == Some(field.name);
    html! {
        div.field {
            label.field-label for=(field.name) {
                (field.label)
                @if field.optional { " " span.field-optional { "(" (common::optional(lang)) ")" } }
            }
            input class={ "field-input" @if field.code { " field-code" } } id=(field.name)
                name=(field.name)
                type=(if field.secret { "password" } else { "text" }) value=(field.value)
                autocomplete=(field.fills) maxlength="300" required[!field.optional]
                autocapitalize=[field.exact.then_some("none")]
                spellcheck=[field.exact.then_some("false")]
                autofocus[first]
                aria-invalid=[fault.map(|_| "true")]
                aria-describedby=[described(field.name, field.hint.is_some(), fault.is_some())];
            @if let Some(hint) = field.hint {
                p.field-hint id={ (field.name) "-hint" } { (hint) }
            }
            (fault_line(field.name, fault))
        }
    }
}

fn described(name: &str, hint: bool, fault: bool) -> Option<String> {
    let ids: Vec<String> = [(fault, "error"), (hint, "hint")]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, what)| format!("{name}-{what}"))
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn fault_line(name: &str, fault: Option<&str>) -> Markup {
    html! {
        @if let Some(fault) = fault {
            p.field-error id={ (name) "-error" } { (fault) }
        }
    }
}

/// The new password, twice.
pub(super) fn passwords(lang: Lang, faults: &Faults) -> Markup {
    let password = Field {
        name: "password",
        label: codes::password(lang),
        hint: Some(codes::password_hint(lang)),
        fills: "new-password",
        secret: true,
        ..Field::default()
    };
    let again = Field {
        name: "again",
        label: codes::again(lang),
        hint: None,
        ..password
    };
    html! {
        (field(lang, password, faults))
        (field(lang, again, faults))
    }
}

/// Organisations to choose from.
pub(super) struct Orgs {
    all: Vec<Organisation>,
    more: bool,
    /// Chosen before, or the only one.
    pub(super) chosen: Option<OrgId>,
    /// Typed, where there are too many for a list.
    pub(super) text: String,
}

impl Orgs {
    /// Reads what a form or an address says: `org` a number, `org_text` a name.
    pub(super) async fn of(web: &Web, org: &str, text: &str) -> Result<Self, Problem> {
        let (all, more) = web.core.first_organisations().await?;
        let typed = match text.trim() {
            "" => None,
            text => match web.core.organisation_named(text, false).await? {
                Some(found) => Some(found.id),
                None => web.core.organisation_named(text, true).await?.map(|o| o.id),
            },
        };
        let mut schools = all.iter().filter(|org| !org.authority);
        let only = match (schools.next(), schools.next(), more) {
            (Some(only), None, false) => Some(only.id),
            _ => None,
        };
        let named = org.parse::<OrgId>().ok();
        Ok(Self {
            all,
            more,
            chosen: typed.or(named).or(only),
            text: text.to_owned(),
        })
    }

    /// The field: a list, or with very many a text with suggestions.
    pub(super) async fn field(&self, web: &Web, lang: Lang, faults: &Faults) -> Markup {
        let fault = faults.about("org");
        let mut text = self.text.clone();
        if self.more
            && text.is_empty()
            && let Some(id) = self.chosen
        {
            let known = web.core.organisation(id).await.ok().flatten();
            text = known.map(|org| org.name).unwrap_or_default();
        }
        html! {
            div.field {
                label.field-label for="org" { (codes::organisation(lang)) }
                @if self.more {
                    input.field-input id="org" name="org_text" value=(text) list="org-names"
                        autocomplete="off" maxlength="300" required
                        aria-invalid=[fault.map(|_| "true")]
                        aria-describedby=[described("org", false, fault.is_some())];
                    datalist id="org-names" {
                        @for org in &self.all { option value=(org.name) {} }
                    }
                } @else {
                    select.field-input id="org" name="org" required
                        aria-invalid=[fault.map(|_| "true")]
                        aria-describedby=[described("org", false, fault.is_some())] {
                        @if self.chosen.is_none() {
                            option value="" { (codes::organisation_choose(lang)) }
                        }
                        @for org in &self.all {
                            option value=(org.id) selected[self.chosen == Some(org.id)] { (org.name) }
                        }
                    }
                }
                (fault_line("org", fault))
            }
        }
    }
}

/// What is wrong with the whole, above the fields.
pub(super) fn whole_fault(faults: &Faults) -> Markup {
    html! {
        @if let Some(text) = &faults.whole {
            div.form-error role="alert" {
                (icon("warning"))
                p { (text) }
            }
        }
    }
}

/// An icon of the sheet.
pub(super) fn icon(name: &str) -> Markup {
    html! {
        svg.icon aria-hidden="true" { use href={ "/icons.svg#i-" (name) } {} }
    }
}

/// A plain page.
pub(super) fn page(
    web: &Web,
    lang: Lang,
    status: StatusCode,
    title: &str,
    body: Markup,
    outbox: bool,
) -> Response {
    let page = document::plain(&document::Plain {
        lang,
        css: &web.assets.css,
        product: &web.names.product,
        title,
        body: maud::PreEscaped(body.into_string()),
        outbox: outbox && web.demo.is_some(),
    });
    (status, Html(page)).into_response()
}

/// The browser that signs in.
pub(super) fn device(headers: &HeaderMap, address: Address) -> NewSession {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok());
    NewSession {
        remember: false,
        agent: agent.unwrap_or_default().to_owned(),
        address: address.0.to_string(),
    }
}

/// Names of the fields that were left open.
pub(super) fn left_open(fields: &[(&'static str, &str)]) -> Vec<&'static str> {
    fields
        .iter()
        .filter(|(_, value)| value.trim().is_empty())
        .map(|(name, _)| *name)
        .collect()
}
