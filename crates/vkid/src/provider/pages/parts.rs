//! Pieces that several pages share.

use maud::{Markup, html};

use super::super::Provider;
use super::super::flow::{Open, Screen};
use super::super::problem::Field;
use super::super::words::Lang;

/// A text field with all that belongs to it.
pub(super) struct Input<'a> {
    pub(super) field: Field,
    pub(super) label: &'a str,
    pub(super) hint: Option<&'a str>,
    pub(super) kind: &'a str,
    /// The autocomplete token.
    pub(super) fills: &'a str,
    pub(super) input_mode: Option<&'a str>,
    pub(super) max: u32,
    pub(super) value: &'a str,
    pub(super) required: bool,
    pub(super) focus: bool,
}

/// What is wrong with a field, in words.
pub(super) fn problem(open: &Open, field: Field) -> Option<String> {
    let found = open.flow.problems.iter().find(|(known, _)| *known == field);
    found.map(|(_, problem)| open.flow.lang.problem(problem))
}

/// Ids that describe a field, for `aria-describedby`.
pub(super) fn described(name: &str, hint: bool, error: bool) -> Option<String> {
    let ids: Vec<String> = [(hint, "hint"), (error, "error")]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, what)| format!("{name}-{what}"))
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

pub(super) fn error_line(name: &str, error: Option<&str>) -> Markup {
    html! {
        @if let Some(error) = error {
            p.field-error id={ (name) "-error" } role="alert" { (error) }
        }
    }
}

pub(super) fn input(open: &Open, input: &Input<'_>) -> Markup {
    let name = input.field.name();
    let error = problem(open, input.field);
    html! {
        div.field {
            label.field-label for=(name) { (input.label) }
            input.field-input id=(name) name=(name) type=(input.kind) value=(input.value)
                autocomplete=(input.fills) inputmode=[input.input_mode] maxlength=(input.max)
                required[input.required] autofocus[input.focus]
                aria-invalid=[error.as_ref().map(|_| "true")]
                aria-describedby=[described(name, input.hint.is_some(), error.is_some())];
            @if let Some(hint) = input.hint {
                p.field-hint id={ (name) "-hint" } { (hint) }
            }
            (error_line(name, error.as_deref()))
        }
    }
}

/// ID-58.
pub(super) fn warning(lang: Lang) -> Markup {
    html! {
        div class="notice notice-warning" {
            p { strong { (lang.never_share()) } (lang.never_share_why()) }
        }
    }
}

impl Provider {
    /// A form of the flow with its hidden token.
    pub(super) fn form(&self, open: &Open, screen: Screen, inside: &Markup) -> Markup {
        html! {
            // Our own words explain what is wrong, so the browser's bubbles stay away.
            form.stack method="post" action=(self.at(screen.path())) novalidate {
                input type="hidden" name="form_token" value=(self.form_token(&open.id));
                (inside)
            }
        }
    }

    /// «Отменить»: back to the journal.
    pub(super) fn cancel_form(&self, open: &Open) -> Markup {
        html! {
            form method="post" action=(self.at("/cancel")) {
                input type="hidden" name="form_token" value=(self.form_token(&open.id));
                button class="button button-secondary button-block" type="submit" {
                    (open.flow.lang.cancel())
                }
            }
        }
    }

    /// A path of the provider as the browser knows it.
    pub(in super::super) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.config().mount)
    }
}

/// The one thing to do.
pub(super) fn go_on(lang: Lang) -> Markup {
    html! {
        button class="button button-primary button-block" type="submit" { (lang.go_on()) }
    }
}
