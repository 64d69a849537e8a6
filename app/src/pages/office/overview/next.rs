//! What to do next: a short list, the most pressing first.

use crate::{components::Icon, speech::lang};
use leptos::prelude::*;
use model::views::Overview;
use words::{Lang, overview};

/// From this share of linked people on nobody needs to be prompted.
const ENOUGH: u32 = 50;

/// Something worth doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prompt {
    Import,
    Passwords(u32),
    Linking(u32),
    Misfits(u32),
}

fn prompts(found: &Overview) -> Vec<Prompt> {
    if found.school.imported.is_none() {
        // Everything else follows from the data.
        return vec![Prompt::Import];
    }
    let share = found.school.people;
    let mut prompts = Vec::new();
    if found.misfits > 0 {
        prompts.push(Prompt::Misfits(found.misfits));
    }
    if found.passwords > 0 {
        prompts.push(Prompt::Passwords(found.passwords));
    }
    if share.all > 0 && share.percent() < ENOUGH {
        prompts.push(Prompt::Linking(share.percent()));
    }
    prompts
}

impl Prompt {
    fn shown(self, lang: Lang) -> (&'static str, &'static str, &'static str, String) {
        match self {
            Prompt::Import => (
                "/school/import",
                "school",
                overview::no_import(lang),
                overview::no_import_note(lang).to_owned(),
            ),
            Prompt::Passwords(people) => (
                "/school/passwords",
                "lock",
                overview::passwords(lang),
                overview::passwords_note(lang, people),
            ),
            Prompt::Linking(percent) => (
                "/school/linking",
                "link",
                overview::linking(lang),
                overview::linking_note(lang, &percent.to_string()),
            ),
            Prompt::Misfits(links) => (
                "/school/linking/doctor",
                "warning",
                overview::misfits(lang),
                overview::misfits_note(lang, links),
            ),
        }
    }
}

/// The list, or that there is nothing to do.
pub(super) fn card(found: &Overview) -> AnyView {
    let lang = lang();
    let prompts = prompts(found);
    if prompts.is_empty() {
        return view! {
            <p class="notice notice-success">
                <Icon name="check"/>
                <span>{overview::next_none(lang)}</span>
            </p>
        }
        .into_any();
    }
    let rows: Vec<AnyView> = prompts
        .into_iter()
        .map(|prompt| {
            let (href, icon, title, note) = prompt.shown(lang);
            view! {
                <li>
                    <a class="next-link" href=href>
                        <span class="next-mark"><Icon name=icon/></span>
                        <span class="entity-text">
                            <span class="entity-name">{title}</span>
                            <span class="entity-note">{note}</span>
                        </span>
                        <Icon name="chevron-right"/>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="card next" aria-labelledby="next-title">
            <h2 id="next-title">{overview::next(lang)}</h2>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{
        OrgId,
        views::{Day, Moment, SchoolRow, Share},
    };

    fn school(imported: bool, linked: u32, passwords: u32, misfits: u32) -> Overview {
        let day = Day {
            year: 2026,
            month: 11,
            day: 24,
            weekday: 1,
        };
        let none = Share::default();
        Overview {
            school: SchoolRow {
                org: OrgId(1),
                name: String::new(),
                short_name: String::new(),
                people: Share { all: 200, linked },
                pupils: none,
                guardians: none,
                teachers: none,
                chats: 0,
                imported: imported.then(|| Moment {
                    at: 0,
                    day,
                    time: "9:41".into(),
                }),
            },
            messages: 0,
            devices: 0,
            disk: None,
            passwords,
            misfits,
            today: day,
        }
    }

    #[test]
    fn prompts_follow_the_state() {
        assert_eq!(prompts(&school(false, 0, 7, 1)), [Prompt::Import]);
        assert_eq!(
            prompts(&school(true, 99, 7, 1)),
            [
                Prompt::Misfits(1),
                Prompt::Passwords(7),
                Prompt::Linking(49)
            ]
        );
        assert_eq!(prompts(&school(true, 100, 0, 0)), []);
    }
}
