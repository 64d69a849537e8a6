use super::{PersonMenu, Rail, Rings, UnlinkNotice, journal_name, use_me};
use crate::{components::Refusal, live::Live, pages::messenger::ConnectionBanner, speech::lang};
use leptos::prelude::*;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_query_map},
};
use model::views::Me;
use words::shell;

/// The frame of the ordinary pages: who and where above, the sections at the side, the page.
#[component]
pub fn Frame() -> impl IntoView {
    let lang = lang();
    // Fetched once, here, for everything below.
    let _ = use_me();
    let path = use_location().pathname;
    let query = use_query_map();
    // A week of lessons needs the width, a list of chats does not.
    let wide = move || {
        path.with(|path| path == "/schedule")
            && query.with(|query| query.get_str("view") == Some("week"))
    };
    view! {
        <a class="skip-link" href="#main" rel="external">{shell::skip(lang)}</a>
        <div class="shell">
            <Topbar/>
            <Rail/>
            <main class="page" class:page-wide=wide id="main" tabindex="-1">
                <UnlinkNotice/>
                <Outlet/>
            </main>
        </div>
        <ConnectionBanner/>
        <Rings/>
    }
    .into_any()
}

/// Product, school and year, own name with its menu.
#[component]
pub fn Topbar() -> impl IntoView {
    let lang = lang();
    let me = use_me();
    view! {
        <header class="topbar">
            <Brand/>
            <Transition fallback=waiting>
                {move || Suspend::new(async move {
                    match me.await {
                        Ok(me) => {
                            let context = journal_name(lang, &me);
                            connect(&me);
                            view! {
                                <p class="topbar-context">{context}</p>
                                <PersonMenu me/>
                            }
                            .into_any()
                        }
                        // The page itself says what is wrong; this leads to the door.
                        Err(problem) => view! { <Gone problem=problem.0/> }.into_any(),
                    }
                })}
            </Transition>
        </header>
    }
    .into_any()
}

/// Connects the socket once the page is taken over by the browser.
pub(crate) fn connect(me: &Me) {
    let (live, me) = (expect_context::<Live>(), me.clone());
    Effect::new(move || live.start(&me));
}

/// Somebody whose session has ended is led to the door, even where the page has nothing to load.
#[component]
fn Gone(problem: model::Problem) -> impl IntoView {
    (problem == model::Problem::SignInNeeded).then(|| {
        view! { <div hidden><Refusal problem/></div> }
    })
}

/// The mark and name of the product, leading home.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/" rel="external">
            <BrandMark/>
        </a>
    }
    .into_any()
}

/// The mark and name of the product.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
            <use href="/icons.svg#brand"></use>
        </svg>
        <span class="brand-name">{super::product()}</span>
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! {
        <span class="topbar-person" aria-hidden="true">
            <span class="avatar size-s skeleton"></span>
        </span>
    }
    .into_any()
}
