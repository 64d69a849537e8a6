//! «Администратор … отменил привязку»: what somebody is told whose link was ended by the school.

use super::use_me;
use crate::{components::Notice, pages::shared::membership, speech::lang};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::views;
use words::{dates, people};

/// Where it is said: after signing in, and where the link is.
const PAGES: [&str; 3] = ["/schedule", "/chats", "/profile"];

/// The notice, until it is read or the profile is linked again.
#[component]
pub fn UnlinkNotice() -> impl IntoView {
    let me = use_me();
    // Keeps `me` fresh: the link may end while the page is open.
    let _ = membership(me);
    let path = use_location().pathname;
    let here = move || path.with(|path| PAGES.contains(&path.as_str()));
    view! {
        <Transition>
            {move || {
                let here = here();
                Suspend::new(async move {
                    let notice = me.await.ok().and_then(|me| me.unlinked);
                    notice.filter(|_| here).map(|notice| said(&notice, path.get_untracked()))
                })
            }}
        </Transition>
    }
    .into_any()
}

fn said(notice: &views::UnlinkNotice, back: String) -> AnyView {
    let lang = lang();
    let day = notice.at.day;
    let day = dates::day_and_month(lang, day.day, day.month);
    let words = people::notice(lang, &notice.by, &day, &notice.text);
    view! {
        <div role="status">
            <Notice kind="warning" icon="unlink">
                <div class="stack-tight">
                    <strong>{people::notice_title(lang)}</strong>
                    <p>{words}</p>
                    <form method="post" action="/link/notice/read">
                        <input type="hidden" name="back" value=back/>
                        <button class="button button-secondary" type="submit">
                            {people::notice_read(lang)}
                        </button>
                    </form>
                </div>
            </Notice>
        </div>
    }
    .into_any()
}
