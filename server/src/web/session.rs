//! Who sends a request: the session cookie, the language, and what the pages are given.

use super::{Web, address::Address, forms};
use app::context::Surroundings;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use model::Problem;
use std::sync::Arc;
use words::Lang;

/// Cookie of somebody who has not signed in and chose a language.
pub(crate) const LANGUAGE: &str = "zv_lang";

/// Name of the session cookie: with `__Host-` wherever https lets browsers keep it so.
pub(crate) fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-zv" } else { "zv" }
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// A `Set-Cookie` line. `age` in seconds; `None` lasts as long as the browser.
pub(crate) fn set(name: &str, value: &str, age: Option<i64>, https: bool) -> HeaderValue {
    let age = age
        .map(|seconds| format!("; Max-Age={seconds}"))
        .unwrap_or_default();
    let secure = if https { "; Secure" } else { "" };
    let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}");
    HeaderValue::from_str(&line).unwrap_or(HeaderValue::from_static(""))
}

/// Finds out and hands on.
pub(crate) async fn find(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let token = cookie(headers, cookie_name(web.config.https())).map(str::to_owned);
    let address = request
        .extensions()
        .get::<Address>()
        .map(|a| a.0.to_string())
        .unwrap_or_default();
    let who = match token {
        None => None,
        Some(token) => match web.core.identify(&token, &address).await {
            Ok(who) => Some(Arc::new(who)),
            Err(Problem::SignInNeeded) => None,
            // Not knowing who asks is not knowing that nobody does.
            Err(problem) => return forms::refused(&web, Lang::default(), &problem),
        },
    };
    let chosen = who
        .as_ref()
        .and_then(|who| who.account.language.clone())
        .or_else(|| cookie(headers, LANGUAGE).map(str::to_owned))
        .and_then(|code| Lang::from_code(&code));
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map(Lang::from_accept_language);
    let around = Surroundings {
        core: web.core.clone(),
        who,
        lang: chosen.or(accepted).unwrap_or_default(),
        assets: web.assets.clone(),
        names: web.names.clone(),
        draft: cookie(headers, forms::DRAFT).and_then(forms::read_draft),
        demo: web.demo.clone().unwrap_or_default(),
    };
    request.extensions_mut().insert(around);
    next.run(request).await
}
