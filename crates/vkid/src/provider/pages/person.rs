//! «Заполните информацию о себе» (ID-28..ID-30).

use maud::{Markup, html};

use super::super::Provider;
use super::super::flow::{Open, Screen};
use super::super::problem::Field;
use super::parts::{Input, described, error_line, go_on, input, problem};

impl Provider {
    pub(super) fn person_card(&self, open: &Open) -> Markup {
        let lang = open.flow.lang;
        let typed = &open.flow.person_typed;
        // The first thing wrong, else the first field.
        let focus = open
            .flow
            .problems
            .first()
            .map_or(Field::LastName, |(field, _)| *field);
        let text = |field, label, fills, value, hint, required| {
            input(
                open,
                &Input {
                    field,
                    label,
                    hint,
                    kind: "text",
                    fills,
                    input_mode: None,
                    max: 60,
                    value,
                    required,
                    focus: focus == field,
                },
            )
        };
        let birth = input(
            open,
            &Input {
                field: Field::BirthDate,
                label: lang.birth_date(),
                hint: None,
                // What a date field cannot show goes back as text, so that it is not lost.
                kind: if shown_by_date_field(&typed.birth_date) {
                    "date"
                } else {
                    "text"
                },
                fills: "bday",
                input_mode: None,
                max: 10,
                value: &typed.birth_date,
                required: true,
                focus: focus == Field::BirthDate,
            },
        );
        let password = input(
            open,
            &Input {
                field: Field::NewPassword,
                label: lang.new_password(),
                hint: Some(lang.new_password_hint()),
                kind: "password",
                fills: "new-password",
                input_mode: None,
                max: 128,
                value: "",
                required: false,
                focus: focus == Field::NewPassword,
            },
        );
        let fields = html! {
            (text(Field::LastName, lang.last_name(), "family-name", &*typed.last_name, None, true))
            (text(Field::FirstName, lang.first_name(), "given-name", &*typed.first_name, None, true))
            (text(Field::Patronymic, lang.patronymic(), "additional-name", &*typed.patronymic,
                Some(lang.patronymic_hint()), false))
            (birth)
            (sex(open, focus == Field::Sex))
            (password)
            (go_on(lang))
        };
        html! {
            section class="card card-narrow stack" {
                h1 { (lang.person_heading()) }
                p.muted { (lang.person_hint()) }
                (self.form(open, Screen::Person, &fields))
                (self.cancel_form(open))
            }
        }
    }
}

fn shown_by_date_field(text: &str) -> bool {
    text.is_empty() || text.parse::<jiff::civil::Date>().is_ok()
}

fn sex(open: &Open, focus: bool) -> Markup {
    let lang = open.flow.lang;
    let name = Field::Sex.name();
    let error = problem(open, Field::Sex);
    let choices = [("male", lang.male()), ("female", lang.female())];
    html! {
        fieldset.field id=(name) role="radiogroup"
            aria-invalid=[error.as_ref().map(|_| "true")]
            aria-describedby=[described(name, false, error.is_some())] {
            legend.field-label { (lang.sex()) }
            @for (index, (value, label)) in choices.into_iter().enumerate() {
                label.choice {
                    input type="radio" name=(name) value=(value) required
                        checked[open.flow.person_typed.sex == value]
                        autofocus[focus && index == 0];
                    " " (label)
                }
            }
            (error_line(name, error.as_deref()))
        }
    }
}
