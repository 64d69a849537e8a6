//! `/demo/components`: the widgets in every state, for those who build pages. Only the server
//! renders it, so that it costs the site nothing.

use crate::components::{Avatar, Icon, Notice, PageHead, Refusal, Skeleton, Steps, Tile};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use model::Problem;
use words::{Lang, gallery as say};

/// The body of the page.
#[must_use]
pub fn gallery(lang: Lang) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_meta_context();
        provide_context(lang);
        let parts = [
            part(say::buttons(lang), buttons(lang)),
            part(say::fields(lang), fields(lang)),
            part(say::notices(lang), notices(lang)),
            part(say::marks(lang), marks(lang)),
            part(say::steps(lang), steps()),
            part(say::lists(lang), lists(lang)),
            part(say::messages(lang), messages(lang)),
            part(say::waiting(lang), waiting()),
        ];
        view! {
            <PageHead title=say::title(lang) sub=say::sub(lang).to_owned()/>
            <div class="gallery stack">{parts.into_iter().collect::<Vec<_>>()}</div>
        }
        .to_html()
    })
}

fn part(title: &'static str, body: AnyView) -> AnyView {
    view! { <section class="card stack"><h2>{title}</h2>{body}</section> }.into_any()
}

fn buttons(lang: Lang) -> AnyView {
    let kinds = [
        ("button button-primary", say::primary(lang)),
        ("button button-secondary", say::secondary(lang)),
        ("button button-outline", say::outline(lang)),
        ("button button-quiet", say::quiet(lang)),
        ("button button-danger", say::danger(lang)),
    ];
    let row = |state: &'static str| {
        let all: Vec<AnyView> = kinds
            .iter()
            .map(|(class, words)| {
                let (class, words) = (*class, *words);
                view! {
                    <button
                        class=class
                        type="button"
                        disabled=state == "disabled"
                        aria-busy=(state == "busy").then_some("true")
                    >
                        {words}
                    </button>
                }
                .into_any()
            })
            .collect();
        view! { <div class="row">{all}</div> }.into_any()
    };
    view! {
        {row("")}
        {row("disabled")}
        {row("busy")}
        <div class="segmented">
            <button type="button" aria-pressed="true">{say::first(lang)}</button>
            <button type="button" aria-pressed="false">{say::second(lang)}</button>
        </div>
    }
    .into_any()
}

fn fields(lang: Lang) -> AnyView {
    view! {
        <div class="field">
            <label class="field-label" for="g1">{say::plain(lang)}</label>
            <input class="field-input" id="g1" value=say::value(lang)/>
            <p class="field-hint">{say::hint(lang)}</p>
        </div>
        <div class="field">
            <label class="field-label" for="g2">{say::wrong(lang)}</label>
            <input class="field-input" id="g2" aria-invalid="true" aria-describedby="g2e" value=say::value(lang)/>
            <p class="field-error" id="g2e">{say::wrong_why(lang)}</p>
        </div>
        <div class="field">
            <label class="field-label" for="g3">{say::off(lang)}</label>
            <input class="field-input" id="g3" disabled value=say::value(lang)/>
        </div>
        <div class="field">
            <label class="field-label" for="g4">{say::choice(lang)}</label>
            <select class="field-input" id="g4"><option>{say::first(lang)}</option><option>{say::second(lang)}</option></select>
        </div>
        <label class="checkbox"><input type="checkbox" checked/>{say::tick(lang)}</label>
    }
    .into_any()
}

fn notices(lang: Lang) -> AnyView {
    view! {
        <Notice kind="info" icon="info">{say::info(lang)}</Notice>
        <Notice kind="success" icon="check">{say::success(lang)}</Notice>
        <Notice kind="warning" icon="lock">{say::warning(lang)}</Notice>
        <Notice kind="error" icon="warning">{say::error(lang)}</Notice>
        <Refusal problem=Problem::NotAllowed/>
        <div class="empty"><Icon name="chat"/><h3>{say::empty(lang)}</h3><p>{say::empty_why(lang)}</p></div>
    }
    .into_any()
}

fn marks(lang: Lang) -> AnyView {
    let hues: Vec<AnyView> = (0..8)
        .map(|hue| view! { <Avatar initials="ИМ" hue=hue/><Tile text="4А" hue=hue/> }.into_any())
        .collect();
    view! {
        <div class="row">{hues}</div>
        <div class="row">
            <Avatar initials="ИМ" hue=0 size="size-s"/>
            <Avatar initials="ИМ" hue=0/>
            <Avatar initials="ИМ" hue=0 size="size-l"/>
            <span class="badge">"5"</span>
            <span class="pill pill-green">{say::done(lang)}</span>
            <span class="pill pill-amber">{say::now(lang)}</span>
            <span class="pill pill-neutral">{say::draft(lang)}</span>
        </div>
    }
    .into_any()
}

fn steps() -> AnyView {
    (0..=5)
        .map(|now| view! { <Steps current=now/> }.into_any())
        .collect::<Vec<_>>()
        .into_any()
}

fn lists(lang: Lang) -> AnyView {
    let entry = |tile: &'static str, hue: u8, name: String| {
        view! {
            <li class="entity">
                <Tile text=tile hue=hue/>
                <span class="entity-text">
                    <span class="entity-name">{name}</span>
                    <span class="entity-note">{say::note(lang)}</span>
                </span>
            </li>
        }
        .into_any()
    };
    view! {
        <ul class="entity-list">
            {entry("4А", 0, "4А класс".to_owned())}
            {entry("4А", 1, "4А класс Родители".to_owned())}
        </ul>
        <progress class="progress" max="28" value="26" aria-label=say::note(lang)></progress>
    }
    .into_any()
}

fn messages(lang: Lang) -> AnyView {
    let message = |class: &'static str, icon: &'static str| {
        view! {
            <div class=class>
                <div class="message-body">
                    <span class="message-text">{say::text(lang)}</span>
                    <span class="message-meta"><time>"9:41"</time><Icon name=icon small=true/></span>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="messages">
            <div class="day-divider">{words::calendar::today(lang)}</div>
            {message("message", "")}
            {message("message is-own", "check")}
            {message("message is-own is-pending", "clock")}
            {message("message is-own is-failed", "warning")}
        </div>
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! { <Skeleton kind="list" rows=2/><Skeleton kind="lines" rows=3/> }.into_any()
}
