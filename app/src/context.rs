//! What the server gives to the pages it renders and to server functions.

use crate::api::{ApiError, Refused};
use leptos::prelude::{expect_context, use_context};
use model::{Problem, views::Names};
use school_core::{Core, Who};
use std::{collections::BTreeMap, sync::Arc};
use words::Lang;

/// One request's surroundings.
#[derive(Clone)]
pub struct Surroundings {
    /// Use cases.
    pub core: Arc<Core>,
    /// Who asks; nobody on public pages.
    pub who: Option<Arc<Who>>,
    /// Language of the answer.
    pub lang: Lang,
    /// Addresses of the page's own files.
    pub assets: Arc<Assets>,
    /// Names that the deployment chose.
    pub names: Arc<Names>,
    /// What was typed before a refused sign-in.
    pub draft: Option<model::views::DoorDraft>,
    /// People of the demonstration; empty otherwise.
    pub demo: Arc<Vec<model::views::DemoPerson>>,
}

/// Addresses of the page's own files, with the hash of their content in the name.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    /// Styles.
    pub css: String,
    /// Styles of running the school, beside the others.
    pub office_css: String,
    /// The style sheet of calls, beside the other.
    pub call_css: String,
    /// What the page of a call loads besides: LiveKit's client.
    pub call_client: String,
    /// Glue and wasm of each part.
    pub parts: BTreeMap<&'static str, Bundle>,
    /// Tells one build from another.
    pub build: String,
}

/// The script of one part of the site.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    /// Glue of wasm-bindgen.
    pub js: String,
    /// The page itself.
    pub wasm: String,
}

/// The signed-in person of this request.
///
/// # Errors
/// [`Problem::SignInNeeded`].
pub fn signed() -> Result<(Arc<Core>, Arc<Who>), ApiError> {
    let surroundings: Surroundings = expect_context();
    let who = surroundings.who.ok_or(Problem::SignInNeeded).refused()?;
    Ok((surroundings.core, who))
}

/// The name under which the reader has reached this server, to be written on paper.
#[must_use]
pub fn host() -> String {
    let Some(parts) = use_context::<axum::http::request::Parts>() else {
        return String::new();
    };
    let header = parts.headers.get(axum::http::header::HOST);
    let named = header.and_then(|host| host.to_str().ok());
    let asked = parts.uri.authority().map(|authority| authority.as_str());
    named.or(asked).unwrap_or_default().to_owned()
}

/// Sets the status of the answer to what the problem says.
pub fn set_status(problem: &Problem) {
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(status) = axum::http::StatusCode::from_u16(problem.status())
    {
        options.set_status(status);
    }
}
