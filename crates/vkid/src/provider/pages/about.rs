//! «Подробнее о VK ID»: a page that needs no internet (ID-35).

use maud::html;

use super::super::words::Lang;
use super::parts::warning;
use super::{Drawn, Steps};

/// Draws the page.
pub(in super::super) fn about(lang: Lang) -> Drawn {
    let body = html! {
        section class="card card-narrow stack" {
            h1 { (lang.about_title()) }
            p { (lang.about_what()) }
            p { (lang.about_where()) }
            p { (lang.about_data()) }
            p { (lang.about_end()) }
            (warning(lang))
        }
    };
    Drawn {
        title: lang.about_title().to_owned(),
        lang,
        steps: Steps::new(),
        body,
    }
}
