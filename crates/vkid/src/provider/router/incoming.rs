//! What a handler needs of a request.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::body::to_bytes;
use axum::extract::{ConnectInfo, FromRequest, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};

use super::answer::COOKIE;
use crate::Params;
use crate::provider::words::Lang;
use crate::types::LANG_ENGLISH;

/// Where a request comes from, as the host sees it behind its proxies. Put it into the request's
/// extensions; without it the socket's address counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// Longest form read. The largest of ours is under 2 KiB.
const LONGEST: usize = 64 * 1024;

pub(super) struct Incoming {
    /// Body first, then query: VK ID clients use both (identity.md 1.4).
    pub(super) params: Params,
    pub(super) cookie: Option<String>,
    pub(super) address: String,
    pub(super) lang: Lang,
    pub(super) parts: Parts,
}

impl<S: Sync> FromRequest<S> for Incoming {
    type Rejection = StatusCode;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, LONGEST)
            .await
            .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
        let is_form = text(&parts.headers, header::CONTENT_TYPE)
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        let form = if is_form {
            Params::parse(&String::from_utf8_lossy(&body))
        } else {
            Params::new()
        };
        let params = form.and(Params::parse(parts.uri.query().unwrap_or_default()));
        Ok(Self {
            cookie: cookie(&parts.headers),
            address: address(&parts),
            lang: lang(&params, &parts.headers),
            params,
            parts,
        })
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value.to_owned())
}

/// The application's wish (`lang_id`, identity.md 1.2), else the browser's, else Russian.
fn lang(params: &Params, headers: &HeaderMap) -> Lang {
    if let Some(id) = params.get("lang_id") {
        return if id == LANG_ENGLISH.to_string() {
            Lang::En
        } else {
            Lang::Ru
        };
    }
    let wanted = text(headers, header::ACCEPT_LANGUAGE).unwrap_or_default();
    let first = wanted
        .split(',')
        .map(|tag| tag.trim().to_ascii_lowercase())
        .find(|tag| tag.starts_with("ru") || tag.starts_with("en"));
    if first.is_some_and(|tag| tag.starts_with("en")) {
        Lang::En
    } else {
        Lang::Ru
    }
}

fn address(parts: &Parts) -> String {
    let told = parts
        .extensions
        .get::<ClientAddress>()
        .map(|address| address.0);
    let socket = || {
        parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip())
    };
    match told.or_else(socket).map(|address| address.to_canonical()) {
        // One household has a whole /64 of IPv6; counting single addresses would count nothing.
        Some(IpAddr::V6(address)) => {
            let prefix = u128::from(address) >> 64 << 64;
            format!("{}/64", Ipv6Addr::from(prefix))
        }
        Some(IpAddr::V4(address)) => address.to_string(),
        None => "unknown".to_owned(),
    }
}
