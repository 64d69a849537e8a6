//! Pages outside the application: the embedded VK ID and the demonstration's outbox. Plain HTML in
//! the product's look, no script needed.

use maud::{DOCTYPE, Markup, html};
use words::{Lang, outbox};

/// Such a page.
pub struct Plain<'a> {
    /// Language.
    pub lang: Lang,
    /// Styles.
    pub css: &'a str,
    /// Name of the product.
    pub product: &'a str,
    /// Title.
    pub title: &'a str,
    /// Body.
    pub body: maud::PreEscaped<String>,
    /// Whether to say that codes are shown at `/demo/outbox`.
    pub outbox: bool,
}

/// The document.
#[must_use]
pub fn plain(page: &Plain<'_>) -> String {
    let markup: Markup = html! {
        (DOCTYPE)
        html lang=(page.lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="color-scheme" content="light dark";
                title { (page.title) " — " (page.product) }
                link rel="stylesheet" href=(page.css);
                link rel="icon" href="/favicon.svg" type="image/svg+xml";
                script src="/countdown.js" defer {}
            }
            body {
                div class="shell shell-plain" {
                    header class="topbar" {
                        a class="brand" href="/" {
                            svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" {
                                use href="/icons.svg#brand" {}
                            }
                            span class="brand-name" { (page.product) }
                        }
                    }
                    main class="page page-centred" id="main" {
                        (page.body)
                        @if page.outbox {
                            p class="small muted" {
                                (outbox::hint(page.lang)) " "
                                a href="/demo/outbox" target="_blank" rel="noopener" { (outbox::title(page.lang)) }
                            }
                        }
                    }
                }
            }
        }
    };
    markup.into_string()
}
