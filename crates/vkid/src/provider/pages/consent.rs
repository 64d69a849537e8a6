//! «С сервисом «ЭЖД» можно связать свой учебный профиль» (ID-31..ID-36).

use maud::{Markup, html};

use super::super::Provider;
use super::super::flow::{Open, Screen};
use super::parts::go_on;
use crate::types::Sex;

impl Provider {
    pub(super) fn consent_card(&self, open: &Open) -> Markup {
        let lang = open.flow.lang;
        let config = self.config();
        html! {
            section class="card card-narrow stack" {
                h1 { (lang.consent_heading(&config.service_name)) }
                ul.consent-list {
                    li { (lang.bullet_messenger(&config.messenger_name)) }
                    li { (lang.bullet_space()) }
                    li { (lang.bullet_hidden()) }
                }
                // Another tab: the sign-in stays where it is.
                p { a href=(self.at("/about")) target="_blank" rel="noopener" { (lang.about_link()) } }
                (self.summary(open))
                p.muted { (lang.consent_hint()) }
                (self.form(open, Screen::Consent, &go_on(lang)))
                (self.cancel_form(open))
            }
        }
    }

    /// Exactly what leaves for the journal, nothing else (ID-36).
    fn summary(&self, open: &Open) -> Markup {
        let lang = open.flow.lang;
        let Some(person) = &open.flow.person else {
            return html! {};
        };
        let sees_phone = open
            .flow
            .asked
            .scope
            .split_whitespace()
            .any(|scope| scope == "phone");
        let phone = open.flow.phone.as_ref().filter(|_| sees_phone);
        html! {
            div class="facts stack-tight" {
                h2 { (lang.about_you()) }
                p { strong { (person.first_name) " " (person.last_name) } }
                @if let Some(patronymic) = &person.patronymic {
                    p { (patronymic) }
                }
                p { (person.birthday()) }
                @match person.sex {
                    Sex::Male => p { (lang.male()) },
                    Sex::Female => p { (lang.female()) },
                    Sex::Unset => "",
                }
                @if let Some(phone) = phone {
                    p { (phone.pretty()) }
                }
                p { a href=(self.at(Screen::Person.path())) { (lang.edit()) } }
            }
        }
    }
}
