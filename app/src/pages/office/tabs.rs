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
        let link = NodeRef::<leptos::html::A>::new();
        // On a phone the row is longer than the screen.
        Effect::new(move || {
            if let (Some(link), Some("page")) = (link.get(), current()) {
                in_sight(&link);
            }
        });
        view! {
            <a class="tab" href=href aria-current=current node_ref=link>{name(lang)}</a>
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

/// Scrolls the row so that the current section is seen with a part of the one before it.
#[cfg(feature = "hydrate")]
fn in_sight(link: &web_sys::Element) {
    /// What is seen of the one before, in pixels.
    const BEFORE: i32 = 48;
    let Some(row) = link.parent_element() else {
        return;
    };
    let (at, from) = (
        link.get_bounding_client_rect(),
        row.get_bounding_client_rect(),
    );
    if at.right() > from.right() || at.left() < from.left() {
        // Whole pixels are near enough.
        #[allow(clippy::cast_possible_truncation)]
        let by = (at.left() - from.left()) as i32;
        row.set_scroll_left(row.scroll_left() + by - BEFORE);
    }
}

#[cfg(not(feature = "hydrate"))]
fn in_sight<T>(_link: &T) {}
