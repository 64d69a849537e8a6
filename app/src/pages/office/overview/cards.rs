//! Figures of the school, a card for each kind.

use crate::{components::Notice, pages::when, speech::lang};
use leptos::prelude::*;
use model::views::{Overview, Share};
use words::{Lang, overview};

/// People by role, with who has linked.
pub(super) fn people(found: &Overview) -> AnyView {
    let lang = lang();
    let school = &found.school;
    let rows: Vec<AnyView> = [
        (overview::pupils(lang), school.pupils),
        (overview::guardians(lang), school.guardians),
        (overview::teachers(lang), school.teachers),
        (overview::all_people(lang), school.people),
    ]
    .into_iter()
    .map(|(name, share)| bar(lang, name, share))
    .collect();
    view! {
        <section class="card overview-people" aria-labelledby="overview-people">
            <h2 id="overview-people">{overview::people(lang)}</h2>
            <dl class="shares">{rows}</dl>
            <a class="link-button" href="/school/linking">{overview::more_people(lang)}</a>
        </section>
    }
    .into_any()
}

fn bar(lang: Lang, name: &'static str, share: Share) -> AnyView {
    let said = if share.all == 0 {
        overview::nobody(lang).to_owned()
    } else {
        overview::linked(lang, &share.all.to_string(), &share.linked.to_string())
    };
    view! {
        <div class="share">
            <dt>{name}</dt>
            <dd>{said}</dd>
            <progress
                class="progress"
                max=share.all.max(1).to_string()
                value=share.linked.to_string()
                aria-hidden="true"
            ></progress>
        </div>
    }
    .into_any()
}

/// A card with one figure and what it is of.
fn figure(title: &'static str, id: &'static str, figure: String, note: AnyView) -> AnyView {
    view! {
        <section class="card figure-card" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <p class="figure">{figure}</p>
            <p class="muted small">{note}</p>
        </section>
    }
    .into_any()
}

/// Chats and what is written in them.
pub(super) fn chats(found: &Overview) -> AnyView {
    let lang = lang();
    let note = overview::messages(lang, found.messages).into_any();
    let chats = found.school.chats.to_string();
    figure(overview::chats(lang), "overview-chats", chats, note)
}

/// The last import and the way to the next one.
pub(super) fn import(found: &Overview) -> AnyView {
    let lang = lang();
    let when = match &found.school.imported {
        Some(at) => when::long(lang, at, found.today),
        None => overview::never(lang).to_owned(),
    };
    let note = view! {
        <a class="link-button" href="/school/import">{overview::to_imports(lang)}</a>
    }
    .into_any();
    figure(overview::last_import(lang), "overview-import", when, note)
}

/// Devices in use.
pub(super) fn devices(found: &Overview) -> AnyView {
    let lang = lang();
    let note = overview::devices_note(lang).into_any();
    let devices = found.devices.to_string();
    figure(overview::devices(lang), "overview-devices", devices, note)
}

/// The database and the disk under it.
pub(super) fn storage(found: &Overview) -> AnyView {
    let lang = lang();
    let Some(disk) = found.disk else {
        return view! {
            <section class="card figure-card" aria-labelledby="overview-storage">
                <h2 id="overview-storage">{overview::storage(lang)}</h2>
                <p class="muted">{overview::disk_unknown(lang)}</p>
            </section>
        }
        .into_any();
    };
    view! {
        <section class="card figure-card overview-storage" aria-labelledby="overview-storage">
            <h2 id="overview-storage">{overview::storage(lang)}</h2>
            <dl class="figure-pairs">
                <dt>{overview::database(lang)}</dt>
                <dd>{bytes(lang, disk.data)}</dd>
                <dt>{overview::free(lang)}</dt>
                <dd>{bytes(lang, disk.free)}</dd>
            </dl>
            {disk.is_short().then(|| short(lang))}
        </section>
    }
    .into_any()
}

fn short(lang: Lang) -> AnyView {
    view! {
        <Notice kind="warning" icon="warning">
            <strong>{overview::disk_short(lang)}</strong>
            {overview::disk_short_more(lang)}
        </Notice>
    }
    .into_any()
}

/// «12,4 МБ»: three figures at most.
fn bytes(lang: Lang, bytes: u64) -> String {
    const K: u64 = 1 << 10;
    let scaled = |unit: u64| {
        let tenths = bytes * 10 / unit;
        match tenths {
            100.. => (tenths / 10).to_string(),
            _ => format!("{}{}{}", tenths / 10, overview::comma(lang), tenths % 10),
        }
    };
    match bytes {
        0..1_048_576 => overview::bytes_k(lang, &scaled(K)),
        1_048_576..1_073_741_824 => overview::bytes_m(lang, &scaled(K * K)),
        _ => overview::bytes_g(lang, &scaled(K * K * K)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        let ru = |size| bytes(Lang::Russian, size);
        assert_eq!(ru(1_536), "1,5 КБ");
        assert_eq!(ru(13_000_000), "12 МБ");
        assert_eq!(ru(5_000_000), "4,7 МБ");
        assert_eq!(ru(64_000_000_000), "59 ГБ");
    }
}
