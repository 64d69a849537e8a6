//! One lesson on one day, and what it is as a remote one (SL-05..07).

mod ask;
mod remote;

use super::shared::lessons_too;
use crate::{
    api,
    components::{Icon, PageHead, Skeleton, loaded},
    live::Live,
    pages::schedule::{day_name, room_words},
    shell::use_me,
    speech::lang,
};
use ask::AskSheet;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    ClassId,
    views::{Day, Lesson, LessonPage as Page},
};
pub use remote::{create_form, long, pill};
use words::{Lang, lesson};

/// The address of a lesson's page.
#[must_use]
pub fn address(day: Day, lesson: &Lesson) -> String {
    format!(
        "/schedule/lesson/{}/{}/{}",
        lesson.group,
        day.iso(),
        lesson.number
    )
}

/// `/schedule/lesson/:group/:date/:number`
#[component]
pub fn LessonPage() -> impl IntoView {
    let params = use_params_map();
    let asked = Memo::new(move |_| {
        params.with(|params| {
            let of = |name: &str| params.get(name).unwrap_or_default();
            // What is no number is no lesson either, and the server says so.
            let group = of("group").parse().unwrap_or(ClassId(0));
            (group, of("date"), of("number").parse().unwrap_or(0))
        })
    });
    let tick = lessons_too(use_me());
    let found = Resource::new(
        move || (asked.get(), tick()),
        |((group, date, number), _)| api::lesson(group, date, number),
    );
    let (cancelling, finishing) = (RwSignal::new(false), RwSignal::new(false));
    let sheet = move || {
        Suspend::new(async move {
            let lesson = found.await.ok()?.lesson.remote?.id;
            Some(view! {
                <AskSheet open=cancelling lesson step=ask::Step::Cancel/>
                <AskSheet open=finishing lesson step=ask::Step::Finish/>
            })
        })
    };
    view! {
        {loaded(found, waiting, move |page| content(page, cancelling, finishing))}
        <Transition>{sheet}</Transition>
    }
    .into_any()
}

fn content(page: Page, cancelling: RwSignal<bool>, finishing: RwSignal<bool>) -> AnyView {
    let lang = lang();
    let remote = page.lesson.remote.map(|remote| remote.id);
    let live = use_context::<Live>();
    Effect::new(move || {
        if let Some(live) = live {
            live.lesson.set(remote);
        }
    });
    let back = format!("/schedule?date={}", page.day.iso());
    let title = page.lesson.subject.clone();
    let sub = about(lang, &page);
    let chat = page.lesson.chat.map(|chat| {
        view! {
            <section class="card">
                <div class="spread">
                    <div class="entity">
                        <Icon name="chat"/>
                        <div class="entity-text">
                            <h2>{lesson::chat(lang)}</h2>
                            <p class="entity-note">{lesson::chat_why(lang)}</p>
                        </div>
                    </div>
                    <a
                        class="button button-secondary"
                        href=format!("/messenger/{chat}")
                        rel="external"
                    >
                        {lesson::chat_open(lang)}
                    </a>
                </div>
            </section>
        }
    });
    view! {
        <PageHead title=title sub=sub>
            <a class="button button-quiet" href=back>
                <Icon name="chevron-left"/>
                {lesson::back(lang)}
            </a>
        </PageHead>
        {remote::card(lang, &page, cancelling, finishing)}
        {chat}
    }
    .into_any()
}

/// «4А · Вторник, 24 ноября · 1 урок, 8:30–9:10 · каб. 214 · Иванова М. П.»
fn about(lang: Lang, page: &Page) -> String {
    let one = &page.lesson;
    let when = lesson::head(
        lang,
        &one.class,
        &day_name(lang, page.day),
        &one.ends,
        &one.number.to_string(),
        &one.starts,
    );
    let room = room_words(lang, &one.room);
    let parts = [when.as_str(), room.as_str(), one.teacher.as_str()];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}

fn waiting() -> AnyView {
    view! { <Skeleton kind="lines" rows=4/> }.into_any()
}
