//! Phone, code, password (ID-25..ID-27).

use maud::{Markup, html};

use super::super::Provider;
use super::super::flow::{Open, Screen};
use super::super::problem::{Field, Problem};
use super::parts::{Input, go_on, input, warning};

impl Provider {
    pub(super) fn phone_card(&self, open: &Open) -> Markup {
        let lang = open.flow.lang;
        let field = input(
            open,
            &Input {
                field: Field::Phone,
                label: lang.phone_label(),
                hint: Some(lang.phone_hint()),
                kind: "tel",
                fills: "tel",
                input_mode: Some("tel"),
                max: 40,
                value: &open.flow.phone_typed,
                required: true,
                focus: true,
            },
        );
        // Too many codes went out: a person with a password is not locked out.
        let stuck = open.flow.problems.iter().any(|(_, problem)| {
            matches!(
                problem,
                Problem::NumberTooOften { .. } | Problem::AddressTooOften { .. }
            )
        });
        html! {
            section class="card card-narrow stack" {
                h1 { (lang.sign_in()) }
                (self.form(open, Screen::Phone, &html! { (field) (go_on(lang)) }))
                @if stuck && open.flow.phone.is_some() {
                    p { a href=(self.at(Screen::Password.path())) { (lang.to_password()) } }
                }
                (self.cancel_form(open))
                (warning(lang))
            }
        }
    }

    pub(super) fn code_card(&self, open: &Open) -> Markup {
        let lang = open.flow.lang;
        let field = input(
            open,
            &Input {
                field: Field::Code,
                label: lang.code_label(),
                hint: None,
                kind: "text",
                fills: "one-time-code",
                input_mode: Some("numeric"),
                max: 12,
                value: "",
                required: true,
                focus: true,
            },
        );
        html! {
            section class="card card-narrow stack" {
                h1 { (lang.sign_in()) }
                p.muted {
                    (if open.flow.code.is_some() { lang.sent_to() } else { lang.number_is() }) " " strong { (phone(open)) } ". "
                    a href=(self.at(Screen::Phone.path())) { (lang.change_number()) }
                }
                (self.form(open, Screen::Code, &html! { (field) (go_on(lang)) }))
                (self.resend_form(open))
                p { a href=(self.at(Screen::Password.path())) { (lang.to_password()) } }
                (self.cancel_form(open))
                (warning(lang))
            }
        }
    }

    /// The countdown is counted by the server; a script may count along, without one the page is
    /// reloaded.
    fn resend_form(&self, open: &Open) -> Markup {
        let lang = open.flow.lang;
        let wait = self.resend_wait(open);
        self.form(
            open,
            Screen::Code,
            &html! {
                @if wait > 0 {
                    p.muted data-countdown=(wait) { (lang.countdown(wait)) }
                }
                button class="button button-secondary button-block" type="submit" name="do"
                    value="resend" disabled[wait > 0] { (lang.resend()) }
            },
        )
    }

    pub(super) fn password_card(&self, open: &Open) -> Markup {
        let lang = open.flow.lang;
        let field = input(
            open,
            &Input {
                field: Field::Password,
                label: lang.password_label(),
                hint: Some(lang.password_hint()),
                kind: "password",
                fills: "current-password",
                input_mode: None,
                max: 128,
                value: "",
                required: true,
                focus: true,
            },
        );
        html! {
            section class="card card-narrow stack" {
                h1 { (lang.sign_in()) }
                p.muted {
                    (lang.number_is()) " " strong { (phone(open)) } ". "
                    a href=(self.at(Screen::Phone.path())) { (lang.change_number()) }
                }
                (self.form(open, Screen::Password, &html! { (field) (go_on(lang)) }))
                p { a href=(self.at(Screen::Code.path())) { (lang.to_code()) } }
                (self.cancel_form(open))
                (warning(lang))
            }
        }
    }
}

fn phone(open: &Open) -> String {
    open.flow
        .phone
        .as_ref()
        .map(|phone| phone.pretty())
        .unwrap_or_default()
}
