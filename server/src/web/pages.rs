//! Pages of the application, rendered whole, and its server functions.

use super::{
    Web,
    forms::{back_to, go},
};
use app::{
    app::Part,
    context::Surroundings,
    shell::{CallTargets, FormTargets},
};
use axum::{
    Extension,
    body::Body,
    extract::{Request, State},
    response::Response,
};
use leptos::prelude::provide_context;
use model::Role;

/// Beginnings of addresses that nobody sees without having signed in.
const INSIDE: [&str; 10] = [
    "/schedule",
    "/chats",
    "/chat-management",
    "/profile",
    "/people",
    "/messenger",
    "/call",
    "/link",
    "/school",
    "/authority",
];

/// `/`: the journal, or the door.
pub(crate) async fn first(Extension(around): Extension<Surroundings>) -> Response {
    go(match &around.who {
        None => "/sign-in",
        // Operators have no lessons.
        Some(who) if who.is(Role::Authority) => "/authority",
        Some(who) if who.is(Role::Support) => "/profile",
        Some(_) => "/schedule",
    })
}

/// Any page.
pub(crate) async fn page(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    request: Request,
) -> Response {
    let path = request.uri().path();
    let inside = INSIDE
        .iter()
        .any(|part| path == *part || path.strip_prefix(part).is_some_and(|r| r.starts_with('/')));
    if inside && around.who.is_none() {
        let next = request
            .uri()
            .path_and_query()
            .map_or("/", |whole| whole.as_str());
        return go(&back_to(next));
    }
    // Who runs the school has more to see of a person than families and teachers.
    if let (Some(id), Some(who)) = (path.strip_prefix("/people/"), &around.who)
        && who.roles_here() == [Role::Administrator]
        && id.bytes().all(|byte| byte.is_ascii_digit())
    {
        return go(&format!("/school/people/{id}"));
    }
    if path == "/sign-in" && around.who.is_some() {
        return go("/");
    }
    if path == "/sign-in" && web.core.is_empty().await == Ok(true) {
        return super::setup::no_school(&web, around.lang);
    }
    let part = Part::of(path);
    let identity = web.config.vkid_base_url.clone();
    let calls = web.config.call_origins();
    let shell_around = around.clone();
    let render = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(around.clone());
            // A form that starts linking ends at VK ID: browsers check the whole way.
            provide_context(FormTargets(identity.clone()));
            provide_context(CallTargets(calls.clone()));
        },
        move || app::shell::shell(&shell_around, part),
    );
    render(request).await
}

/// A server function.
pub(crate) async fn server_function(
    Extension(around): Extension<Surroundings>,
    request: Request<Body>,
) -> Response {
    use axum::response::IntoResponse as _;
    leptos_axum::handle_server_fns_with_context(move || provide_context(around.clone()), request)
        .await
        .into_response()
}
