//! `/school/linking/doctor`: links that do not fit, each on its two cards (ID-54, ID-55).

use super::super::OfficeTabs;
use crate::{
    api,
    components::{Icon, Notice, PageHead, Skeleton, loaded},
    pages::misfit::{MisfitCompare, why},
    pages::when,
    speech::lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::views::{Misfit, Misfits};
use words::{Lang, dates, doctor};

/// `/school/linking/doctor`
#[component]
pub fn DoctorPage() -> impl IntoView {
    let lang = lang();
    let query = use_query_map();
    let moved = query.with_untracked(|query| query.get("moved").is_some());
    let page = Resource::new(|| (), |()| api::misfits());
    let done = moved.then(|| {
        view! {
            <div role="status">
                <Notice kind="success" icon="check">{doctor::moved(lang)}</Notice>
            </div>
        }
    });
    view! {
        <PageHead title=doctor::list_title(lang) sub=doctor::list_sub(lang)>
            <a class="button button-secondary" href="/school/linking">{doctor::back(lang)}</a>
        </PageHead>
        <OfficeTabs/>
        {done}
        {loaded(page, || view! { <Skeleton kind="lines" rows=6/> }.into_any(), move |page| {
            list(lang, page)
        })}
    }
    .into_any()
}

fn list(lang: Lang, page: Misfits) -> AnyView {
    if page.misfits.is_empty() {
        return view! {
            <section class="card">
                <div class="empty">
                    <Icon name="check"/>
                    <h2>{doctor::list_none_title(lang)}</h2>
                    <p>{doctor::list_none(lang)}</p>
                </div>
            </section>
        }
        .into_any();
    }
    let shown = u32::try_from(page.misfits.len()).unwrap_or(u32::MAX);
    let more = (shown < page.count).then(|| {
        view! { <p class="muted">{doctor::list_more(lang, &page.count.to_string())}</p> }
    });
    let cards: Vec<AnyView> = page
        .misfits
        .into_iter()
        .map(|misfit| card(lang, misfit))
        .collect();
    view! {
        {more}
        <ul class="misfits">{cards}</ul>
    }
    .into_any()
}

fn card(lang: Lang, misfit: Misfit) -> AnyView {
    let href = format!("/link/repair/{}", misfit.id);
    let day = misfit.found.day;
    let date = dates::day_and_month(lang, day.day, day.month);
    let found = doctor::found(lang, &words::chats::day_at(lang, &date, &misfit.found.time));
    let machine = when::machine(&misfit.found);
    view! {
        <li class="card card-repair">
            <h2>{why(lang, misfit.kind)}</h2>
            <MisfitCompare misfit/>
            <div class="spread">
                <time class="muted small" datetime=machine>{found}</time>
                <a class="button button-secondary" href=href rel="external">{doctor::mend(lang)}</a>
            </div>
        </li>
    }
    .into_any()
}
