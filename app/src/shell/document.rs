//! The document around the application. Only the server writes it.

use crate::{
    app::{Call, Door, Journal, Messenger, Office, Part},
    context::Surroundings,
};
use axum::http::{HeaderValue, header::CONTENT_SECURITY_POLICY};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;
use words::shell as say;

/// Other origins that a form may lead to, blank-separated: that of an outside VK ID. Chromium
/// holds `form-action` against redirects too, so without it the form «Привязать» leads nowhere.
#[derive(Debug, Clone)]
pub struct FormTargets(pub String);

/// Other origins that the page of a call speaks with, blank-separated: those of a LiveKit server.
#[derive(Debug, Clone)]
pub struct CallTargets(pub String);

/// The whole document. Sets the content security policy of the answer: the nonce is known only
/// here.
pub fn shell(around: &Surroundings, part: Part) -> impl IntoView + use<> {
    let nonce = use_nonce()
        .map(|nonce| nonce.to_string())
        .unwrap_or_default();
    set_policy(&nonce, part);
    let (lang, assets, names) = (around.lang, &around.assets, &around.names);
    let bundle = assets.parts.get(part.name()).cloned().unwrap_or_default();
    // `{:?}` quotes the addresses; they are our own and hold neither quotes nor `<`.
    let start = format!(
        "import init,{{hydrate}} from {:?};init({{module_or_path:{:?}}}).then(hydrate)\
         .then(()=>dispatchEvent(new Event('awake')))",
        bundle.js, bundle.wasm
    );
    view! {
        <!DOCTYPE html>
        <html lang=lang.code() data-waking="">
            <head>
                <meta charset="utf-8"/>
                <script nonce=nonce.clone()>{include_str!("waking.js")}</script>
                <meta
                    name="viewport"
                    content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
                />
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#18211e" media="(prefers-color-scheme: dark)"/>
                <meta name="application-name" content=names.product.clone()/>
                <meta name="build" content=assets.build.clone()/>
                <meta name="description" content=say::description(lang)/>
                <link rel="stylesheet" href=assets.css.clone()/>
                {(part == Part::Office)
                    .then(|| view! { <link rel="stylesheet" href=assets.office_css.clone()/> })}
                {(part == Part::Call)
                    .then(|| view! { <link rel="stylesheet" href=assets.call_css.clone()/> })}
                {(part == Part::Call)
                    .then(|| {
                        // Before the page's own script: it is there when that one starts.
                        let client = assets.call_client.clone();
                        view! { <script type="module" nonce=nonce.clone() src=client></script> }
                    })}
                <link rel="modulepreload" href=bundle.js nonce=nonce.clone()/>
                <link
                    rel="preload"
                    href=bundle.wasm
                    r#as="fetch"
                    r#type="application/wasm"
                    crossorigin="anonymous"
                />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <script type="module" nonce=nonce>{start}</script>
                <MetaTags/>
            </head>
            <body>
                {match part {
                    Part::Door => view! { <Door/> }.into_any(),
                    Part::Journal => view! { <Journal/> }.into_any(),
                    Part::Messenger => view! { <Messenger/> }.into_any(),
                    Part::Office => view! { <Office/> }.into_any(),
                    Part::Call => view! { <Call/> }.into_any(),
                }}
            </body>
        </html>
    }
}

/// Nothing but our own files; scripts only with the nonce of this answer.
fn set_policy(nonce: &str, part: Part) {
    let outside = use_context::<FormTargets>()
        .map(|targets| targets.0)
        .unwrap_or_default();
    let calls = use_context::<CallTargets>()
        .filter(|targets| part == Part::Call && !targets.0.is_empty())
        .map(|targets| format!(" {}", targets.0))
        .unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'{calls}; \
         frame-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'self'; \
         form-action 'self' {outside}"
    );
    if let Some(options) = use_context::<ResponseOptions>()
        && let Ok(policy) = HeaderValue::from_str(policy.trim_end())
    {
        options.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}
