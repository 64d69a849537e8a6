//! Pages that say why it does not go on, and what to do.

use maud::html;

use super::super::words::Lang;
use super::{Drawn, Steps};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Notice {
    /// No flow, or no more.
    Lost,
    /// A form that is not ours.
    Forged,
    /// Unknown application.
    Client,
    /// Return address that is not on the list.
    Redirect,
    /// Our own fault.
    Broken,
}

/// Draws the page.
pub(in super::super) fn notice(what: Notice, lang: Lang) -> Drawn {
    let (title, text) = match what {
        Notice::Lost => (lang.lost_title(), lang.lost_text()),
        Notice::Forged => (lang.forged_title(), lang.forged_text()),
        Notice::Client => (lang.client_title(), lang.client_text()),
        Notice::Redirect => (lang.redirect_title(), lang.redirect_text()),
        Notice::Broken => (lang.broken_title(), lang.broken_text()),
    };
    let body = html! {
        section class="card card-narrow stack" {
            h1 { (title) }
            p { (text) }
            p { a class="button button-primary button-block" href="/" { (lang.to_journal()) } }
        }
    };
    Drawn {
        title: title.to_owned(),
        lang,
        steps: Steps::new(),
        body,
    }
}
