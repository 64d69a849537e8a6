use crate::{shell::use_me, speech::lang};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::Role;
use words::{Lang, codes, office};

/// A section of running the school: address and name.
type Section = (&'static str, fn(Lang) -> &'static str);

/// In the order of a school year: the data first, the log last.
const SECTIONS: &[Section] = &[
    ("/school", office::overview),
    ("/school/people", office::people),
    ("/school/linking", office::linking),
    ("/school/passwords", codes::tab),
    ("/school/import", office::imports),
    ("/school/log", office::log),
];

/// The sections of running the school, for its administrator; nothing for anybody else.
#[component]
pub fn OfficeTabs() -> impl IntoView {
    let lang = lang();
    let me = use_me();
    let path = use_location().pathname;
    let tab = move |(href, name): Section| {
        // A page below a section belongs to it; the first section is the beginning of all.
        let current = move || {
            path.with(|path| {
                path == href || (href != "/school" && path.starts_with(&format!("{href}/")))
            })
            .then_some("page")
        };
        view! {
            <a class="tab" href=href aria-current=current>{name(lang)}</a>
        }
    };
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let runs = me.await.is_ok_and(|me| me.is(Role::Administrator));
                runs.then(|| view! {
                    <nav class="tabs" aria-label=office::sections(lang)>
                        {SECTIONS.iter().copied().map(tab).collect_view()}
                    </nav>
                })
            })}
        </Transition>
    }
    .into_any()
}
