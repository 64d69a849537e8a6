//! HTTP: who asks, whether it may come from here, and where it goes.

mod address;
mod cards;
mod csrf;
mod demo_pages;
pub mod document;
mod fields;
mod figures;
pub mod files;
mod first;
mod forms;
mod headers;
mod imports;
mod link;
mod linking;
mod log;
mod pages;
mod people;
mod session;
mod setup;
mod sheet;
mod socket;
mod spreadsheet;

use crate::{config::Config, start::Started};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodRouter, get, post},
};
use model::views::{DemoPerson, Names};
use school_core::Core;
use std::sync::Arc;
use tower_http::compression::CompressionLayer;

/// No form of ours is longer.
const LONGEST_BODY: usize = 256 * 1024;

/// What handlers share.
#[derive(Clone)]
pub(crate) struct Web {
    pub(crate) core: Arc<Core>,
    pub(crate) hub: Arc<crate::hub::Hub>,
    pub(crate) assets: Arc<app::context::Assets>,
    pub(crate) names: Arc<Names>,
    /// What codes for new passwords are sent by.
    pub(crate) post: crate::post::Post,
    pub(crate) config: Arc<Config>,
    pub(crate) sender: Arc<dyn vkid::provider::CodeSender>,
    /// People of the demonstration; `None` in a real school.
    pub(crate) demo: Option<Arc<Vec<DemoPerson>>>,
}

/// Methods, address, handler.
pub(crate) type Row = (&'static str, &'static str, MethodRouter<Web>);

/// Our own routes. The access table of the tests has a row for each.
fn table(demo: bool) -> Vec<Row> {
    let mut table = vec![
        ("GET", "/", get(pages::first)),
        (
            "GET, POST",
            "/sign-in",
            get(pages::page).post(forms::sign_in),
        ),
        ("GET, POST", "/first", get(first::first).post(first::set)),
        (
            "GET, POST",
            "/sign-in/forgot",
            get(first::forgot).post(first::send),
        ),
        ("GET, POST", "/setup", get(setup::form).post(setup::save)),
        ("POST", "/school/passwords/cards", post(cards::print)),
        ("POST", "/sign-out", post(forms::sign_out)),
        ("POST", "/language", post(forms::language)),
        ("POST", "/profile/devices/end", post(forms::end_device)),
        ("POST", "/link/start", post(link::start)),
        ("GET", crate::start::CALLBACK, get(link::callback)),
        ("POST", "/link/confirm", post(link::confirm)),
        ("POST", "/link/unlink", post(link::unlink)),
        ("POST", "/link/notice/read", post(people::read_notice)),
        (
            "POST",
            "/school/people/{id}/devices/end",
            post(people::end_devices),
        ),
        (
            "GET, POST",
            "/school/people/{id}/guardian",
            get(pages::page).post(people::add_guardian),
        ),
        (
            "POST",
            "/school/people/{id}/guardian/new",
            post(people::add_new_guardian),
        ),
        (
            "POST",
            "/school/people/{id}/guardian/remove",
            post(people::remove_guardian),
        ),
        ("POST", "/school/people/{id}/leave", post(people::leave)),
        (
            "POST",
            "/school/people/{id}/take-back",
            post(people::take_back),
        ),
        (
            "GET, POST",
            "/school/people/{id}/transfer",
            get(pages::page).post(people::transfer),
        ),
        ("POST", "/school/people/{id}/unlink", post(people::unlink)),
        ("POST", "/link/repair/start", post(linking::start)),
        ("POST", "/link/repair/confirm", post(linking::confirm)),
        ("POST", "/link/repair/cancel", post(linking::cancel)),
        ("POST", "/link/repair/dismiss", post(linking::dismiss)),
        ("GET", "/school/log/export.csv", get(log::csv)),
        ("GET", "/school/log/export.jsonl", get(log::jsonl)),
        ("POST", "/school/log/verify", post(log::verify)),
        ("GET", "/authority/export.csv", get(figures::csv)),
        ("GET", "/authority/log/export.csv", get(log::csv)),
        ("GET", "/authority/log/export.jsonl", get(log::jsonl)),
        ("POST", "/authority/log/verify", post(log::verify)),
        "/school/import/upload",
        // Measured by its own setting as it comes in.
        post(imports::upload).layer(DefaultBodyLimit::disable()),
        ("POST", "/school/import/apply", post(imports::apply)),
        ("POST", "/school/import/check", post(imports::check)),
        ("POST", "/school/import/discard", post(imports::discard)),
        ("POST", "/school/import/undo", post(imports::undo)),
        "GET",
        "/school/import/{id}/faults.csv",
        get(imports::faults),
        ("POST", "/api/{*name}", post(pages::server_function)),
        ("GET", "/ws", get(socket::open)),
        ("GET", "/health", get(|| async { "ok" })),
    ];
    if demo {
        table.push(("GET", "/demo/outbox", get(demo_pages::outbox)));
        table.push(("GET", "/demo/outbox.json", get(demo_pages::outbox_json)));
        table.push(("GET", "/demo/components", get(demo_pages::components)));
    }
    table
}

/// Methods and addresses of our own routes.
#[must_use]
pub fn routes(demo: bool) -> Vec<(&'static str, &'static str)> {
    table(demo)
        .into_iter()
        .map(|(methods, path, _)| (methods, path))
        .collect()
}

/// All routes.
pub(crate) fn router(started: &Started, config: &Config, demo: Option<Vec<DemoPerson>>) -> Router {
    // Pages wait for their data on the server's own runtime; a second initialisation is none.
    let _ = any_spawner::Executor::init_tokio();
    let web = Web {
        core: started.core.clone(),
        hub: started.hub.clone(),
        assets: started.assets.clone(),
        names: Arc::new(config.settings().names),
        post: started.post.clone(),
        config: Arc::new(config.clone()),
        sender: started.sender.clone(),
        demo: demo.map(Arc::new),
    };
    let mut routes = Router::new();
    for (_, path, handler) in table(web.demo.is_some()) {
        routes = routes.route(path, handler);
    }
    let routes = routes
        .fallback(pages::page)
        .layer(from_fn_with_state(web.clone(), session::find))
        .with_state(web.clone());
    let mut all = Router::new().merge(routes);
    if let Some(vkid) = &started.vkid {
        all = all.nest(crate::start::VKID, vkid.clone());
    }
    all.layer(from_fn_with_state(web.clone(), csrf::guard))
        .layer(from_fn(files::serve))
        .layer(from_fn_with_state(web.clone(), headers::secure))
        .layer(from_fn_with_state(web, address::find))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(CompressionLayer::new())
}
