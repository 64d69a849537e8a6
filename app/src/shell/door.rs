//! The way to the sign-in page and back.

use leptos::prelude::*;
#[cfg(any(feature = "hydrate", feature = "ssr"))]
use leptos_router::location::Url;

/// Leads to the sign-in page, which leads back here afterwards. The browser loads it anew: with
/// the session, everything that was known about the person is void.
pub fn to_the_door() {
    #[cfg(feature = "ssr")]
    if let Some(parts) = use_context::<axum::http::request::Parts>() {
        leptos_axum::redirect(&door_address(&parts.uri.to_string()));
    }
    #[cfg(feature = "hydrate")]
    {
        let location = window().location();
        let here = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
        drop(location.assign(&door_address(&here)));
    }
}

#[cfg(any(feature = "hydrate", feature = "ssr"))]
fn door_address(here: &str) -> String {
    format!("/sign-in?next={}", Url::escape(here))
}

/// The product's name: from the settings, which the document carries to the browser in a `<meta>`.
#[must_use]
pub fn product() -> String {
    #[cfg(feature = "ssr")]
    return use_context::<crate::context::Surroundings>()
        .map(|around| around.names.product.clone())
        .unwrap_or_default();
    #[cfg(not(feature = "ssr"))]
    return document()
        .query_selector("meta[name=application-name]")
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default();
}
