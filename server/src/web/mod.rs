//! HTTP: who asks, whether it may come from here, and where it goes.

mod address;
mod calls;
mod cards;
mod csrf;
mod demo_pages;
mod dialogues;
pub mod document;
mod fields;
mod figures;
pub mod files;
mod first;
mod forms;
mod headers;
mod imports;
mod lessons;
mod link;
mod linking;
mod log;
mod pages;
mod people;
mod routes;
mod rtc;
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
    pub(crate) calls: Arc<crate::calls::EmbeddedCalls>,
    pub(crate) assets: Arc<app::context::Assets>,
    pub(crate) names: Arc<Names>,
    /// What codes for new passwords are sent by.
    pub(crate) post: crate::post::Post,
    pub(crate) config: Arc<Config>,
    /// People of the demonstration; `None` in a real school.
    pub(crate) demo: Option<Arc<Vec<DemoPerson>>>,
}

/// Methods and addresses of our own routes.
#[must_use]
pub fn routes(demo: bool) -> Vec<(&'static str, &'static str)> {
    routes::table(demo)
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
        calls: started.calls.clone(),
        assets: started.assets.clone(),
        names: Arc::new(config.settings().names),
        post: started.post.clone(),
        config: Arc::new(config.clone()),
        demo: demo.map(Arc::new),
    };
    let mut routes = Router::new();
    for (_, path, handler) in routes::table(web.demo.is_some()) {
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
