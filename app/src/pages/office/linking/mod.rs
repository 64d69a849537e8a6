//! `/school/linking`: who has linked, class by class (ID-66), and which links do not fit.

mod class;
mod list;
mod text;

pub use class::ClassSheetPage;
pub use list::DoctorPage;

use super::OfficeTabs;
use crate::{
    api,
    components::{Icon, Notice, PageHead, Skeleton, Tile, loaded},
    speech::lang,
};
use leptos::prelude::*;
use model::{
    Role,
    views::{ClassProgress, PartShare, Progress},
};
use words::{Lang, linking};

/// `/school/linking`
#[component]
pub fn LinkingProgressPage() -> impl IntoView {
    let lang = lang();
    let page = Resource::new(|| (), |()| api::linking_progress());
    view! {
        <PageHead title=linking::title(lang) sub=linking::sub(lang)/>
        <OfficeTabs/>
        {loaded(page, || view! { <Skeleton kind="list" rows=6/> }.into_any(), move |page| {
            view! { <Board page/> }
        })}
    }
    .into_any()
}

#[component]
fn Board(page: Progress) -> impl IntoView {
    let lang = lang();
    let school = page.school.map(|shares| {
        view! {
            <section class="card">
                <h2>{linking::school(lang)}</h2>
                <div class="linking-shares">{bars(lang, &shares, true)}</div>
            </section>
        }
    });
    let wrong = if page.misfits == 0 {
        view! { <p class="muted">{linking::wrong_links_none(lang)}</p> }.into_any()
    } else {
        view! {
            <Notice kind="warning" icon="warning">
                {linking::wrong_count(lang, page.misfits)}
                " "
                <a href="/school/linking/doctor">{linking::wrong_links(lang)}</a>
            </Notice>
        }
        .into_any()
    };
    let classes = if page.classes.is_empty() {
        view! {
            <section class="card">
                <div class="empty">
                    <Icon name="school"/>
                    <h2>{linking::no_classes_title(lang)}</h2>
                    <p>{linking::no_classes(lang)}</p>
                </div>
            </section>
        }
        .into_any()
    } else {
        let rows: Vec<AnyView> = page.classes.iter().map(|class| row(lang, class)).collect();
        view! { <ul class="class-progress">{rows}</ul> }.into_any()
    };
    view! {
        {wrong}
        {school}
        {classes}
    }
    .into_any()
}

fn row(lang: Lang, class: &ClassProgress) -> AnyView {
    let href = format!("/school/linking/{}", class.id);
    view! {
        <li class="card class-card">
            <div class="spread">
                <div class="entity">
                    <Tile text=class.name.clone() hue=class.hue size="size-s"/>
                    <h2 class="entity-name">{class.name.clone()}</h2>
                </div>
                <a class="button button-secondary" href=href>
                    {linking::open_class(lang)}
                    <span class="visually-hidden">{linking::open_class_ear(lang, &class.name)}</span>
                </a>
            </div>
            <div class="linking-shares">{bars(lang, &class.shares, false)}</div>
        </li>
    }
    .into_any()
}

/// A bar for each part: pupils, guardians, teachers.
fn bars(lang: Lang, shares: &[PartShare], school: bool) -> Vec<AnyView> {
    let bar = |share: &PartShare| {
        let what = match share.part {
            Role::Pupil => linking::pupils(lang),
            Role::Guardian => linking::guardians(lang),
            _ if school => linking::all_teachers(lang),
            _ => linking::teachers(lang),
        };
        let count = match share.people {
            0 => linking::nobody_here(lang).to_owned(),
            people => linking::of(lang, &share.linked.to_string(), &people.to_string()),
        };
        let most = share.people.max(1);
        view! {
            <div class="linking-share">
                <span class="linking-share-what">{what}</span>
                <span class="linking-share-count tabular">{count}</span>
                <progress
                    class="progress"
                    max=most.to_string()
                    value=share.linked.to_string()
                    aria-hidden="true"
                ></progress>
            </div>
        }
        .into_any()
    };
    shares.iter().map(bar).collect()
}
