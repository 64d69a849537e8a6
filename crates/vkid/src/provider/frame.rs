//! What stands around a page: the host's head, styles and scripts.

use axum::http::request::Parts;
use maud::{DOCTYPE, PreEscaped, html};

use super::words::Lang;

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Ticked.
    Done,
    /// The one at hand.
    Now,
    /// Still to come.
    Next,
}

/// The five steps of linking with their names (ID-24); empty on pages outside the flow.
pub type Steps = Vec<(&'static str, StepState)>;

/// One page, ready but for the frame.
pub struct Page<'a> {
    /// For `<title>`.
    pub title: &'a str,
    /// Language of the words.
    pub lang: Lang,
    /// Already part of `body_html` as `<ol class="steps">`; here for frames that show them in
    /// another place.
    pub steps: &'a Steps,
    /// Contents of `<main>`.
    pub body_html: &'a str,
    /// The request: the host finds its own extensions (a CSP nonce) and cookies (a theme) there.
    pub request: &'a Parts,
}

/// Makes a whole document of a page.
pub trait Frame: Send + Sync {
    /// The document.
    fn wrap(&self, page: Page<'_>) -> String;
}

/// No styles, no scripts: for tests and as an example.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlainFrame;

impl Frame for PlainFrame {
    fn wrap(&self, page: Page<'_>) -> String {
        html! {
            (DOCTYPE)
            html lang=(page.lang.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (page.title) }
                }
                body { main { (PreEscaped(page.body_html)) } }
            }
        }
        .into_string()
    }
}
