//! `/sign-in`: the door (ID-01, 02, 05-08). A plain form that works before and without the page's
//! script; with it, the organisation is found while typing and the demonstration fills the form.

mod demo;
mod form;
mod found;
mod list;
mod organisation;
mod password;
mod state;

use crate::{
    api,
    components::{Icon, PageTitle, Skeleton, loaded},
    shell::BrandMark,
    speech::lang,
};
use demo::DemoPanel;
use form::DoorForm;
use leptos::prelude::*;
use model::views::Door;
use state::DoorState;
use words::door;

/// The sign-in page.
#[component]
pub fn DoorPage() -> impl IntoView {
    let door = Resource::new_blocking(|| (), |()| api::door());
    view! {
        <PageTitle title=door::title(lang())/>
        {loaded(door, waiting, |door| view! { <Open door/> })}
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! {
        <main class="door" id="main">
            <Intro/>
            <Skeleton kind="lines" rows=9/>
        </main>
    }
    .into_any()
}

#[component]
fn Open(door: Door) -> impl IntoView {
    let class = if door.demo.is_empty() {
        "door"
    } else {
        "door has-demo"
    };
    let demo = door.demo.clone();
    let state = DoorState::new(&door);
    view! {
        <main class=class id="main">
            <Intro/>
            <DoorForm door state/>
            {(!demo.is_empty()).then(|| view! { <DemoPanel people=demo state/> })}
        </main>
    }
    .into_any()
}

/// What this is, beside the form.
#[component]
fn Intro() -> impl IntoView {
    let lang = lang();
    let points = [
        door::point_chats(lang),
        door::point_people(lang),
        door::point_free(lang),
    ];
    let points = points.map(|point| view! { <li><Icon name="check"/>{point}</li> }.into_any());
    view! {
        <div class="door-intro">
            <span class="brand"><BrandMark/></span>
            <h1>{door::tagline(lang)}</h1>
            <p>{door::intro(lang)}</p>
            <ul class="check-list">{Vec::from(points)}</ul>
        </div>
    }
    .into_any()
}
