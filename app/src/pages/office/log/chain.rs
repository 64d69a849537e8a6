//! Whether the log is whole.

use crate::{components::Icon, speech::lang};
use leptos::prelude::*;
use model::views::Chain;
use words::log;

/// How the chain stands, the button that checks all of it, and the log to be checked elsewhere.
pub fn chain(path: &str, chain: &Chain) -> AnyView {
    let lang = lang();
    let (kind, icon, title, more) = match chain {
        Chain::Empty => return ().into_any(),
        Chain::Whole { entries, hash } => {
            let entries = u32::try_from(*entries).unwrap_or(u32::MAX);
            let sum = view! {
                <span class="log-sum">
                    {log::chain_hash(lang)}
                    " "
                    <code>{hash.clone()}</code>
                </span>
            };
            (
                "notice-success",
                "check",
                log::chain_whole(lang, entries),
                sum.into_any(),
            )
        }
        Chain::Partly { checked, entries } => (
            "notice-info",
            "clock",
            log::chain_partly(lang, &checked.to_string(), &entries.to_string()),
            log::chain_partly_more(lang).into_any(),
        ),
        Chain::Broken { number } => (
            "notice-error",
            "warning",
            log::chain_broken(lang, &number.to_string()),
            log::chain_broken_more(lang).into_any(),
        ),
    };
    view! {
        <section class=format!("notice log-chain {kind}") aria-label=log::chain(lang)>
            <Icon name=icon/>
            <div class="log-chain-text">
                <strong>{title}</strong>
                {more}
            </div>
            <div class="log-chain-actions">
                <form method="post" action=format!("{path}/verify")>
                    <button class="button button-quiet">{log::verify(lang)}</button>
                </form>
                // Always the whole log: a part of it proves less.
                <a
                    class="button button-quiet"
                    href=format!("{path}/export.jsonl")
                    rel="external"
                    download=""
                >
                    {log::export_jsonl(lang)}
                </a>
            </div>
        </section>
    }
    .into_any()
}
