//! `/link/repair/:misfit`: a profile goes to its owner, confirmed by a code from each side
//! (ID-57). Every step is a form, so that it works without JavaScript.

mod codes;

use super::{
    misfit::{MisfitCompare, name_of, title, why},
    shared::membership,
};
use crate::{
    api::{self, ApiError},
    components::{Icon, Notice, PageHead, Skeleton, loaded},
    shell::use_me,
    speech::lang,
};
use codes::Codes;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    MisfitId, Problem,
    views::{Misfit, RepairPage as Page, Viewpoint, Way},
};
use words::{Lang, doctor};

/// `/link/repair/:misfit`
#[component]
pub fn RepairPage() -> impl IntoView {
    let lang = lang();
    let params = use_params_map();
    let query = use_query_map();
    let id = move || {
        let text = params.with(|params| params.get("misfit"));
        text.and_then(|text| text.parse().ok())
            .unwrap_or(MisfitId(0))
    };
    let tick = membership(use_me());
    let page = Resource::new(
        move || (id(), tick()),
        |(id, _)| async move {
            match api::repair_page(id).await {
                Ok(page) => Ok::<Option<Page>, ApiError>(Some(page)),
                Err(ApiError(Problem::NotFound)) => Ok(None),
                Err(other) => Err(other),
            }
        },
    );
    let said = move |name: &str| query.with_untracked(|query| query.get(name).is_some());
    view! {
        <PageHead title=doctor::page_title(lang)/>
        {loaded(page, waiting, move |page| match page {
            Some(page) => {
                let told = Told {
                    wrong: said("wrong"),
                    expired: said("expired"),
                    missing: said("missing"),
                };
                view! { <Repair page told/> }.into_any()
            }
            None => nothing(lang),
        })}
    }
    .into_any()
}

/// What the last form was answered with.
#[derive(Clone, Copy)]
pub(super) struct Told {
    wrong: bool,
    expired: bool,
    missing: bool,
}

#[component]
fn Repair(page: Page, told: Told) -> impl IntoView {
    let lang = lang();
    let misfit = page.misfit.clone();
    let dismiss = misfit
        .may_dismiss
        .then(|| view! { <Dismiss id=misfit.id missing=told.missing/> });
    view! {
        <section class="card card-repair">
            <h2>{title(lang, misfit.standing)}</h2>
            <p>{why(lang, misfit.kind)} " " {doctor::harm(lang)}</p>
            <MisfitCompare misfit=misfit.clone()/>
            {told.expired.then(|| view! {
                <div role="alert">
                    <Notice kind="warning" icon="clock">{doctor::expired(lang)}</Notice>
                </div>
            })}
            {way(lang, page, told)}
        </section>
        {dismiss}
    }
    .into_any()
}

fn way(lang: Lang, page: Page, told: Told) -> AnyView {
    let misfit = &page.misfit;
    let id = misfit.id.to_string();
    match (misfit.way, misfit.standing) {
        (Way::Alone, Viewpoint::Holder) => view! {
            <p>{doctor::way_alone_holder(lang)}</p>
            <form method="post" action="/link/unlink">
                <input type="hidden" name="back" value="/link"/>
                <button class="button button-primary">{doctor::unlink_and_link(lang)}</button>
            </form>
        }
        .into_any(),
        (Way::Alone, _) => view! { <p>{doctor::way_alone_staff(lang)}</p> }.into_any(),
        (way, _) => {
            let explained = if way == Way::Swap {
                doctor::way_swap(lang)
            } else {
                doctor::way_move(lang)
            };
            let to_whom = to_whom(lang, misfit);
            let then = (way == Way::Move && misfit.standing == Viewpoint::Holder)
                .then(|| doctor::then_link(lang));
            let step = match page.codes.clone() {
                Some(codes) => {
                    view! { <Codes misfit=misfit.clone() codes wrong=told.wrong/> }.into_any()
                }
                None => view! {
                    <p class="muted">{doctor::start_text(lang)}</p>
                    <form method="post" action="/link/repair/start">
                        <input type="hidden" name="misfit" value=id/>
                        <button class="button button-primary">{doctor::start(lang)}</button>
                    </form>
                }
                .into_any(),
            };
            view! {
                <p>{explained}</p>
                <Notice kind="info" icon="swap"><strong>{to_whom}</strong>{then}</Notice>
                {step}
            }
            .into_any()
        }
    }
}

/// Nobody gives a profile away without knowing to whom.
fn to_whom(lang: Lang, misfit: &Misfit) -> String {
    match (misfit.standing, &misfit.profile.name) {
        (Viewpoint::Owner, _) => doctor::to_whom_you(lang).to_owned(),
        (_, Some(_)) => doctor::to_whom(lang, &name_of(lang, &misfit.profile)),
        (_, None) => {
            let phone = misfit.profile.phone.clone().unwrap_or_default();
            doctor::to_whom_stranger(lang, &phone)
        }
    }
}

#[component]
fn Dismiss(id: MisfitId, missing: bool) -> impl IntoView {
    let lang = lang();
    let error = missing.then(|| {
        view! { <p class="field-error" id="reason-error">{doctor::dismiss_missing(lang)}</p> }
    });
    view! {
        <section class="card card-repair">
            <h2>{doctor::dismiss_title(lang)}</h2>
            <p class="muted">{doctor::dismiss_text(lang)}</p>
            <form class="form" method="post" action="/link/repair/dismiss">
                <input type="hidden" name="misfit" value=id.to_string()/>
                <div class="field">
                    <label class="field-label" for="reason">{doctor::dismiss_reason(lang)}</label>
                    <input
                        class="field-input"
                        id="reason"
                        name="reason"
                        maxlength="300"
                        autocomplete="off"
                        aria-invalid=missing.then_some("true")
                        aria-describedby=missing.then_some("reason-error")
                    />
                    {error}
                </div>
                <div class="row">
                    <button class="button button-secondary">{doctor::dismiss(lang)}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn nothing(lang: Lang) -> AnyView {
    view! {
        <section class="card">
            <div class="empty">
                <Icon name="check"/>
                <h2>{doctor::gone_title(lang)}</h2>
                <p>{doctor::gone(lang)}</p>
                <a class="button button-secondary" href="/chats">{doctor::to_chats(lang)}</a>
            </div>
        </section>
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! { <Skeleton kind="lines" rows=8/> }.into_any()
}
