//! Waiting, and what is shown when it was in vain.
//!
//! ```ignore
//! let chats = Resource::new(|| (), |()| api::chats());
//! view! {
//!     <PageHead title=words::chats::title(lang)/>
//!     {loaded(chats, || view! { <Skeleton kind="list" rows=6/> }.into_any(), move |(chats, today)| {
//!         view! { <ChatList chats today/> }
//!     })}
//! }
//! ```

use super::{Icon, Notice};
use crate::{
    api::ApiError,
    speech::{lang, say},
};
use leptos::prelude::*;
use model::Problem;
use serde::{Serialize, de::DeserializeOwned};
use words::common;

/// Shows `skeleton` while the resource loads for the first time, then `view` of what it brought,
/// or a [`Refusal`] with «Попробовать ещё раз», which fetches again. While it loads anew the old
/// content stays. `view` runs again for each new value.
///
/// Works on the server and over hydration; nothing else should read the resource outside a
/// `Suspense`.
pub fn loaded<T, F, V>(
    resource: Resource<Result<T, ApiError>>,
    skeleton: fn() -> AnyView,
    view: F,
) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition fallback=skeleton>
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match resource.await {
                        Ok(value) => view(value).into_any(),
                        Err(problem) => {
                            let retry = Callback::new(move |()| resource.refetch());
                            view! { <Refusal problem=problem retry=retry/> }.into_any()
                        }
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}

impl From<ApiError> for Problem {
    fn from(error: ApiError) -> Self {
        error.0
    }
}

/// Why something is not shown, in words, and what to do. Somebody whose session has ended is led
/// to the door and back.
#[component]
pub fn Refusal(
    /// An [`ApiError`] or a [`Problem`].
    #[prop(into)]
    problem: Problem,
    /// Run by «Попробовать ещё раз».
    #[prop(optional)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    let lang = lang();
    let door = problem == Problem::SignInNeeded;
    if door {
        #[cfg(feature = "ssr")]
        crate::shell::to_the_door();
        #[cfg(feature = "hydrate")]
        Effect::new(crate::shell::to_the_door);
    }
    // Trying again changes nothing about a right one does not have.
    let worth_trying = !matches!(
        problem,
        Problem::SignInNeeded | Problem::NotFound | Problem::NotAllowed | Problem::NotLinked
    );
    let retry = retry.filter(|_| worth_trying).map(|retry| {
        view! {
            <button
                class="button button-secondary"
                type="button"
                on:click=move |_| retry.run(())
            >
                <Icon name="retry"/>
                {common::try_again(lang)}
            </button>
        }
    });
    let sign_in = door.then(|| {
        view! { <a class="button button-primary" href="/sign-in" rel="external">{common::sign_in(lang)}</a> }
    });
    view! {
        <div class="stack" role="alert">
            <Notice kind="error" icon="warning">{say(lang, &problem)}</Notice>
            <div class="row">{retry}{sign_in}</div>
        </div>
    }
    .into_any()
}

/// Grey bars in the place and size of what is loading.
#[component]
pub fn Skeleton(
    /// `list` (rows with a square) or `lines`.
    #[prop(into)]
    kind: String,
    /// How many.
    rows: usize,
) -> impl IntoView {
    let row = if kind == "list" { list_row } else { line };
    let rows: Vec<AnyView> = (0..rows).map(row).collect();
    let class = if kind == "list" {
        "card card-list"
    } else {
        "card"
    };
    view! {
        <div class=class aria-busy="true">
            <span class="visually-hidden">{common::loading(lang())}</span>
            {rows}
        </div>
    }
    .into_any()
}

fn list_row(_at: usize) -> AnyView {
    view! {
        <div class="chat-item" aria-hidden="true">
            <span class="tile skeleton"></span>
            <span class="chat-item-name"><span class="skeleton skeleton-short"></span></span>
            <span class="chat-item-preview"><span class="skeleton skeleton-half"></span></span>
        </div>
    }
    .into_any()
}

fn line(at: usize) -> AnyView {
    let class = if at % 3 == 2 {
        "skeleton skeleton-half"
    } else {
        "skeleton"
    };
    view! { <span class=class aria-hidden="true"></span> }.into_any()
}
