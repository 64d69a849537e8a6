//! What the pages inside the frame share: the way to linking, the warning, what keeps them fresh.

use crate::{components::Notice, live::Live, shell::MeResource, speech::lang};
use leptos::prelude::*;
use words::{Lang, link};

/// A source for resources: changes whenever a chat opens or closes or its members change, so that
/// what depends on it is read again without a reload. 0 until the first change. `me` is read
/// again when the own link came or went in another window.
pub fn membership(me: MeResource) -> impl Fn() -> u32 + Copy + Send + Sync + 'static {
    let live = use_context::<Live>();
    let tick = move || live.map_or(0, |live| live.membership.get());
    Effect::new(move |before: Option<u32>| {
        let now = tick();
        let open = live
            .and_then(|live| live.chats.get_untracked())
            .map(|chats| !chats.is_empty());
        let linked = me
            .get_untracked()
            .and_then(Result::ok)
            .map(|me| me.is_linked());
        // Whoever has chats is linked. Most changes are other people's and say nothing of this.
        if before.is_some_and(|before| before != now) && open.is_some() && open != linked {
            me.refetch();
        }
        now
    });
    tick
}

/// The same for what shows lessons: it changes with them too.
pub fn lessons_too(me: MeResource) -> impl Fn() -> (u32, u32) + Copy + Send + Sync + 'static {
    let live = use_context::<Live>();
    let members = membership(me);
    move || (members(), live.map_or(0, |live| live.lessons.get()))
}

/// «Привязать учебный профиль …»: the one button that leads to VK ID. A plain form, so that it
/// works without JavaScript.
#[component]
pub fn LinkForm(
    /// Words on the button; they differ by page (`shared/spec/decisions.md`, 1).
    #[prop(into)]
    label: String,
    /// Where something else on the page comes first.
    #[prop(optional)]
    second: bool,
) -> impl IntoView {
    let class = if second {
        "button button-outline"
    } else {
        "button button-primary"
    };
    view! {
        <form method="post" action="/link/start">
            <button class=class type="submit">{label}</button>
        </form>
    }
    .into_any()
}

/// «Никому не передавайте свои регистрационные данные» (ID-58).
#[component]
pub fn SafetyNotice() -> impl IntoView {
    let lang = lang();
    view! {
        <Notice kind="warning" icon="lock">
            {format!("{} {}", link::warning(lang), link::warning_more(lang))}
        </Notice>
    }
    .into_any()
}

/// The genitive of a profile's name («Отменить привязку Сферума»). The name is a setting, so the
/// ending is added by rule: after a consonant «а», «-а» becomes «-ы»; other names stay.
#[must_use]
pub fn genitive(lang: Lang, name: &str) -> String {
    const CONSONANTS: &str = "бвгджзклмнпрстфхцчшщ";
    let ending = name.chars().last().filter(|_| lang == Lang::Russian);
    match ending {
        Some('а') => format!("{}ы", name.trim_end_matches('а')),
        Some(last) if CONSONANTS.contains(last) => format!("{name}а"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::genitive;
    use words::Lang;

    #[test]
    fn the_profile_is_declined_as_the_documents_do() {
        assert_eq!(genitive(Lang::Russian, "Сферум"), "Сферума");
        assert_eq!(genitive(Lang::Russian, "Школа"), "Школы");
        assert_eq!(genitive(Lang::Russian, "Sferum"), "Sferum");
        assert_eq!(genitive(Lang::English, "Сферум"), "Сферум");
    }
}
