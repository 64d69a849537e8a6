//! The axum shell: addresses, cookies, answers. No decisions.

mod answer;
mod incoming;
mod oauth;
mod screens;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};

pub use incoming::ClientAddress;

use super::Provider;
use super::flow::Screen;
use incoming::Incoming;

/// All addresses of the provider, to be nested at [`super::Config::mount`].
///
/// Put a [`ClientAddress`] into the request's extensions (or serve with `ConnectInfo`): the limits
/// per address need to know it. The pages' forms end in a redirect to the application, so a CSP
/// `form-action` has to allow `redirect_uri`'s origin as well.
pub fn router(provider: Arc<Provider>) -> Router {
    let screens = [
        Screen::Phone,
        Screen::Code,
        Screen::Password,
        Screen::Person,
        Screen::Consent,
    ];
    let mut router = Router::new()
        .route("/authorize", get(screens::authorize))
        .route("/cancel", post(screens::cancel))
        .route("/about", get(screens::about))
        .route("/oauth2/auth", post(oauth::auth))
        .route("/oauth2/user_info", post(oauth::user_info))
        .route("/oauth2/public_info", post(oauth::public_info))
        .route("/oauth2/revoke", post(oauth::revoke))
        .route("/oauth2/logout", post(oauth::logout));
    for screen in screens {
        let show = move |State(provider): State<Arc<Provider>>, incoming: Incoming| async move {
            screens::show(&provider, &incoming, screen).await
        };
        let submit = move |State(provider): State<Arc<Provider>>, incoming: Incoming| async move {
            screens::submit(&provider, &incoming, screen).await
        };
        router = router.route(screen.path(), get(show).post(submit));
    }
    router.with_state(provider)
}
