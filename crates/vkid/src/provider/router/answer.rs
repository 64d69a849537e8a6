//! Answers: documents, redirects, JSON.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::incoming::Incoming;
use crate::BoxError;
use crate::provider::Provider;
use crate::provider::frame::Page;
use crate::provider::pages::{Drawn, Notice, notice};
use crate::provider::token::Failure;
use crate::types::{OAuthError, code};

/// Name of the cookie that holds the flow.
pub(super) const COOKIE: &str = "vkid_flow";

/// Headers of every page. `same-origin` and not `no-referrer`: under the latter browsers send
/// `Origin: null` with our own forms, which the host's CSRF guard must refuse.
const PAGE_HEADERS: [(HeaderName, HeaderValue); 3] = [
    (
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    ),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    ),
];

pub(super) fn page(
    provider: &Provider,
    incoming: &Incoming,
    status: StatusCode,
    drawn: &Drawn,
) -> Response {
    let document = provider.parts.frame.wrap(Page {
        title: &drawn.title,
        lang: drawn.lang,
        steps: &drawn.steps,
        body_html: &drawn.body.0,
        request: &incoming.parts,
    });
    (status, PAGE_HEADERS, document).into_response()
}

/// A page that says why it does not go on.
pub(super) fn sorry(provider: &Provider, incoming: &Incoming, what: Notice) -> Response {
    let status = match what {
        Notice::Lost | Notice::Client | Notice::Redirect => StatusCode::BAD_REQUEST,
        Notice::Forged => StatusCode::FORBIDDEN,
        Notice::Broken => StatusCode::INTERNAL_SERVER_ERROR,
    };
    page(provider, incoming, status, &notice(what, incoming.lang))
}

/// Logs and says so.
pub(super) fn broken(provider: &Provider, incoming: &Incoming, error: &BoxError) -> Response {
    tracing::error!(%error, path = incoming.parts.uri.path(), "the VK ID provider failed");
    sorry(provider, incoming, Notice::Broken)
}

/// 303, never 307: a form must not be posted on to the next address (RFC 9700, 4.12).
pub(super) fn see_other(address: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(address) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let headers = [
        (header::LOCATION, location),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// Sets the flow's cookie, or with no value takes it away. Lax: the first page is reached by a
/// redirect from elsewhere, where a Strict cookie would be missing (identity.md 4.2).
pub(super) fn with_cookie(
    provider: &Provider,
    mut answer: Response,
    value: Option<&str>,
) -> Response {
    let config = provider.config();
    let age = value.map_or(0, |_| config.limits.flow_life);
    let path = if config.mount.is_empty() {
        "/"
    } else {
        &config.mount
    };
    let secure = if config.secure_cookie { "; Secure" } else { "" };
    let value = value.unwrap_or_default();
    let cookie =
        format!("{COOKIE}={value}; Path={path}; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// JSON with status 200 whatever it says (identity.md 1.7). Errors echo the request's state.
pub(super) fn json<T: Serialize>(incoming: &Incoming, outcome: Result<T, Failure>) -> Response {
    let body = outcome.and_then(|value| {
        serde_json::to_string(&value).map_err(|error| Failure::Broken(error.into()))
    });
    let body = body.unwrap_or_else(|failure| {
        let mut error = match failure {
            Failure::Said(error) => error,
            Failure::Broken(error) => {
                tracing::error!(%error, path = incoming.parts.uri.path(), "the VK ID provider failed");
                OAuthError::new(code::SERVER_ERROR, "internal server error")
            }
        };
        error.state = incoming.params.get("state").map(str::to_owned);
        serde_json::json!(error).to_string()
    });
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (StatusCode::OK, headers, body).into_response()
}
