//! A person's page: the own one at `/profile`, a child's or pupil's at `/people/:person`
//! (ID-15..20, ID-48..50).

mod devices;
mod facts;
mod language;
mod link;

use super::{
    misfit::WrongLinks,
    shared::{genitive, membership},
    unlink::UnlinkSheet,
};
use crate::{
    api,
    components::{PageHead, Skeleton, loaded},
    shell::use_me,
    speech::lang,
};
use devices::Devices;
use facts::Facts;
use language::LanguageChoice;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};
use link::{LinkCard, Wording};
use model::{
    PersonId,
    views::{Me, Profile},
};
use words::{Lang, profile};

/// `/profile` and `/people/:person`
#[component]
pub fn ProfilePage() -> impl IntoView {
    let lang = lang();
    let me = use_me();
    let params = use_params_map();
    // A number that is none is nobody's, and the server says so like of any other stranger.
    let person = move || {
        params
            .with(|params| params.get("person"))
            .map(|text| text.parse().unwrap_or(PersonId(0)))
    };
    // The two routes are two instances of this page, so this does not change.
    let from_name = params.with_untracked(|params| params.get("person").is_some());
    let path = use_location().pathname;
    let tick = membership(me);
    let page = Resource::new(
        move || (person(), tick()),
        |(person, _)| api::profile(person),
    );
    let unlinking = RwSignal::new(false);
    // A child's page is the parent's too; the remark belongs to the own one.
    let wrong = (!from_name).then(|| view! { <WrongLinks/> });
    let sheet = move || {
        Suspend::new(async move {
            let me = me.await.ok().filter(Me::is_linked)?;
            let label = Wording::of(lang, from_name, &me.names.profile).unlink;
            let back = path.get_untracked();
            Some(view! { <UnlinkSheet open=unlinking label=label back=back/> })
        })
    };
    view! {
        <PageHead title=profile::title(lang)/>
        {wrong}
        {loaded(me, waiting, move |me| {
            loaded(page, waiting, move |page| cards(me.clone(), page, from_name, unlinking))
        })}
        <Transition>{sheet}</Transition>
    }
    .into_any()
}

fn cards(me: Me, page: Profile, from_name: bool, unlinking: RwSignal<bool>) -> AnyView {
    let lang = lang();
    let own = page.own;
    let child = me.children.iter().any(|child| child.id == page.person);
    let wording = Wording::of(lang, from_name, &me.names.profile);
    // Somebody else's pupil has nothing here to link: the profile that is linked is one's own.
    let link = (own || child).then(|| {
        view! { <LinkCard me=me.clone() child=!own wording=wording unlinking=unlinking/> }
    });
    let devices = own.then(|| view! { <Devices devices=page.devices.clone()/> });
    let language = own.then(|| view! { <LanguageChoice/> });
    view! {
        <div class="two-columns">
            <Facts page=page me=me child=child/>
            {link}
            {devices}
            {language}
        </div>
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! {
        <div class="two-columns">
            <Skeleton kind="lines" rows=6/>
            <Skeleton kind="lines" rows=4/>
        </div>
    }
    .into_any()
}

impl Wording {
    /// The words of the buttons: on the page that opens from a child's name, and on the own one
    /// (`shared/spec/decisions.md`, 1).
    fn of(lang: Lang, from_name: bool, name: &str) -> Self {
        if from_name {
            Self {
                link: profile::link_named(lang, name),
                unlink: profile::unlink_named(lang, &genitive(lang, name)),
            }
        } else {
            Self {
                link: profile::link_vk_id(lang).to_owned(),
                unlink: profile::unlink_own(lang).to_owned(),
            }
        }
    }
}
