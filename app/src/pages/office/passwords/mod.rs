//! `/school/passwords`: who has never had a password, and cards for them (ID-09).

mod group;

pub use group::PasswordGroupPage;

use super::OfficeTabs;
use crate::{
    api,
    components::{Icon, Notice, PageHead, Skeleton, loaded},
    speech::lang,
};
use leptos::prelude::*;
use model::{
    ClassId,
    views::{ClassPasswords, PasswordShare, Passwords, hue},
};
use words::codes;

/// `/school/passwords`
#[component]
pub fn PasswordsPage() -> impl IntoView {
    let lang = lang();
    let page = Resource::new(|| (), |()| api::passwords());
    view! {
        <PageHead title=codes::title(lang) sub=codes::sub(lang)/>
        <OfficeTabs/>
        {loaded(page, || view! { <Skeleton kind="list" rows=6/> }.into_any(), shown)}
    }
    .into_any()
}

fn shown(page: Passwords) -> AnyView {
    let lang = lang();
    let empty = page.classes.is_empty();
    let classes = page.classes.into_iter().map(class_row).collect_view();
    view! {
        <Notice kind="info" icon="lock">{codes::nobody_reads(lang)}</Notice>
        <h2>{codes::staff(lang)}</h2>
        <div class="data-list">
            <ul>{staff_row(page.staff)}</ul>
        </div>
        <h2>{codes::classes(lang)}</h2>
        {if empty {
            no_classes()
        } else {
            view! { <div class="data-list"><ul>{classes}</ul></div> }.into_any()
        }}
    }
    .into_any()
}

fn staff_row(staff: PasswordShare) -> AnyView {
    let lang = lang();
    view! {
        <li class="password-row">
            <span class="tile size-s hue-2" aria-hidden="true"><Icon name="school"/></span>
            <Share
                name=codes::staff_note(lang)
                share=staff
                label=codes::print_staff(lang).to_owned()
                who="staff"
                class=None
            />
            <span class="only-wide"></span>
            <OneByOne href="/school/passwords/staff".to_owned() of=codes::staff(lang).to_owned()/>
        </li>
    }
    .into_any()
}

fn class_row(row: ClassPasswords) -> AnyView {
    let lang = lang();
    let (name, id) = (row.name, row.class);
    let label = |what: &str| codes::for_class(lang, &name, what);
    let (pupils, guardians) = (
        label(codes::print_pupils(lang)),
        label(codes::print_guardians(lang)),
    );
    let tile = format!("tile size-s hue-{}", hue(&name));
    view! {
        <li class="password-row">
            <span class=tile>{name.clone()}</span>
            <Share name=codes::pupils(lang) share=row.pupils label=pupils who="pupils" class=Some(id)/>
            <Share
                name=codes::guardians(lang)
                share=row.guardians
                label=guardians
                who="guardians"
                class=Some(id)
            />
            <OneByOne href=format!("/school/passwords/{id}") of=name/>
        </li>
    }
    .into_any()
}

/// How many of a group have no password, and the button that prints their cards. A plain form:
/// the answer is the sheet itself.
#[component]
fn Share(
    /// «Ученики»
    #[prop(into)]
    name: String,
    /// How many.
    share: PasswordShare,
    /// What the button does, for those who do not see the row.
    label: String,
    /// `staff`, `pupils` or `guardians`.
    who: &'static str,
    /// Of which class.
    class: Option<ClassId>,
) -> impl IntoView {
    let lang = lang();
    let note = match (share.without, share.people) {
        (0, 0) => "—".to_owned(),
        (0, _) => codes::all_set(lang).to_owned(),
        (some, all) => codes::without(lang, &all.to_string(), &some.to_string()),
    };
    let form = (share.without > 0).then(|| {
        let class = class.map(|id| {
            view! { <input type="hidden" name="class" value=id.to_string()/> }
        });
        view! {
            <form method="post" action="/school/passwords/cards">
                <input type="hidden" name="who" value=who/>
                {class}
                <button class="button button-outline" aria-label=label>
                    {codes::print(lang)}
                    <span class="only-wide">{format!(" {}", codes::print_cards(lang))}</span>
                </button>
            </form>
        }
    });
    view! {
        <div class="password-share">
            <span class="entity-text">
                <span class="entity-name">{name}</span>
                <span class="entity-note tabular">{note}</span>
            </span>
            {form}
        </div>
    }
    .into_any()
}

/// The way to the people of a group.
#[component]
fn OneByOne(
    /// Where.
    href: String,
    /// Of whom: «4А».
    of: String,
) -> impl IntoView {
    let lang = lang();
    let label = codes::for_class(lang, &of, codes::one_by_one(lang));
    view! {
        <a class="link-button password-one" href=href aria-label=label>{codes::one_by_one(lang)}</a>
    }
    .into_any()
}

fn no_classes() -> AnyView {
    let lang = lang();
    view! {
        <section class="card">
            <div class="empty">
                <Icon name="people"/>
                <h2>{codes::no_classes_title(lang)}</h2>
                <p>{codes::no_classes(lang)}</p>
                <a class="button button-primary" href="/school/import">{codes::to_import(lang)}</a>
            </div>
        </section>
    }
    .into_any()
}
