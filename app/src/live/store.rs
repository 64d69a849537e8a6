//! Small texts kept in the browser: drafts and messages on their way. A browser that keeps nothing
//! loses only these.

/// What is kept under a name.
#[must_use]
pub fn kept(name: &str) -> Option<String> {
    #[cfg(feature = "hydrate")]
    return leptos::prelude::window()
        .local_storage()
        .ok()??
        .get_item(name)
        .ok()?;
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = name;
        None
    }
}

/// Keeps a text under a name, or forgets it.
pub fn keep(name: &str, text: Option<&str>) {
    #[cfg(feature = "hydrate")]
    if let Ok(Some(storage)) = leptos::prelude::window().local_storage() {
        // A full or forbidden store is no reason to disturb anybody.
        let _ = match text {
            Some(text) => storage.set_item(name, text),
            None => storage.remove_item(name),
        };
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (name, text);
}

/// Texts kept under names that begin so, in the order of their names.
#[cfg(feature = "hydrate")]
#[must_use]
pub(super) fn kept_under(beginning: &str) -> Vec<String> {
    let Ok(Some(storage)) = leptos::prelude::window().local_storage() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or(0);
    let mut names: Vec<String> = (0..count)
        .filter_map(|at| storage.key(at).ok().flatten())
        .filter(|name| name.starts_with(beginning))
        .collect();
    names.sort();
    names.iter().filter_map(|name| kept(name)).collect()
}
