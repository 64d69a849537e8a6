//! Who is in a chat and why (RC-05), and for teachers who is still missing (RC-06).

use crate::{
    api,
    components::{Avatar, Icon, Skeleton, loaded},
    live::Live,
    speech::lang,
};
use leptos::prelude::*;
use model::{
    ChatId, Reason, Role,
    views::{Member, hue},
};
use words::{Lang, common, messenger};

/// The panel of members.
#[component]
pub(super) fn MembersPanel(id: ChatId, open: RwSignal<Option<ChatId>>) -> impl IntoView {
    let lang = lang();
    let live = expect_context::<Live>();
    let members = Resource::new(move || live.membership.get(), move |_| api::members(id));
    let waiting = || view! { <Skeleton kind="list" rows=5/> }.into_any();
    view! {
        <section class="members-panel" aria-labelledby="members-title">
            <header class="chat-head">
                <div class="chat-head-text">
                    <h2 id="members-title" tabindex="-1">{messenger::members_title(lang)}</h2>
                </div>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=common::close(lang)
                    on:click=move |_| open.set(None)
                >
                    <Icon name="close"/>
                </button>
            </header>
            {loaded(members, waiting, move |members| groups(lang, &members))}
        </section>
    }
    .into_any()
}

fn groups(lang: Lang, members: &[Member]) -> AnyView {
    let part = |title: &'static str, fits: &dyn Fn(&Member) -> bool| {
        let inside: Vec<AnyView> = members
            .iter()
            .filter(|member| fits(member))
            .map(|one| entry(lang, one))
            .collect();
        (!inside.is_empty()).then(|| view! { <h3>{title}</h3><ul>{inside}</ul> })
    };
    let is = |role: Role| move |member: &Member| member.linked && member.role == role;
    view! {
        {part(messenger::teachers(lang), &is(Role::Teacher))}
        {part(messenger::guardians(lang), &is(Role::Guardian))}
        {part(messenger::pupils(lang), &is(Role::Pupil))}
        {part(messenger::not_yet(lang), &|member| !member.linked)}
    }
    .into_any()
}

fn entry(lang: Lang, member: &Member) -> AnyView {
    let reasons: Vec<String> = member
        .reasons
        .iter()
        .map(|reason| reason_name(lang, reason))
        .collect();
    view! {
        <li class="entity">
            <Avatar initials=member.initials.clone() hue=hue(&member.name) size="size-s"/>
            <span class="entity-text">
                <span class="entity-name">{member.name.clone()}</span>
                <span class="entity-note">{reasons.join("; ")}</span>
            </span>
            {member.writable.then(|| {
                let label = messenger::write_to(lang, &member.name);
                view! {
                    <form method="post" action="/messenger/write">
                        <button
                            class="icon-button"
                            name="person"
                            value=member.person.to_string()
                            aria-label=label.clone()
                            title=label
                        >
                            <Icon name="pencil"/>
                        </button>
                    </form>
                }
            })}
        </li>
    }
    .into_any()
}

/// Why somebody is in a chat.
#[must_use]
pub fn reason_name(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::PupilOfClass => messenger::why_pupil(lang).to_owned(),
        Reason::ClassTeacher => messenger::why_class_teacher(lang).to_owned(),
        Reason::GuardianOf { child } => messenger::why_guardian(lang, child),
        Reason::TeacherOfSchool => messenger::why_staff(lang).to_owned(),
        Reason::StudiesSubject => messenger::why_studies(lang).to_owned(),
        Reason::TeachesSubject => messenger::why_teaches(lang).to_owned(),
    }
}
