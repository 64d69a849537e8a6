//! Requests that change something, and sockets, must come from our own pages
//! (`shared/facts/identity.md`, 4.3): Fetch Metadata, with Origin for browsers without it.

use super::Web;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

/// Calls from server to server carry no cookie that could be misused, and no Origin.
const WITHOUT_BROWSER: &str = "/vkid/oauth2/";
/// Calls are entered by a token and no cookie; their other clients are no browsers.
const BY_TOKEN: &str = "/rtc";

/// Refuses what a foreign page sent.
pub(crate) async fn guard(State(web): State<Web>, request: Request, next: Next) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let socket = request.headers().contains_key(header::UPGRADE);
    let path = request.uri().path();
    let exempt = path.starts_with(WITHOUT_BROWSER) || is_by_token(path);
    if (safe && !socket) || exempt || is_own(request.headers(), &web.config.public_url) {
        return next.run(request).await;
    }
    let words = app::speech::say(words::Lang::default(), &model::Problem::ForeignRequest);
    (StatusCode::FORBIDDEN, words).into_response()
}

fn is_by_token(path: &str) -> bool {
    let rest = path.strip_prefix(BY_TOKEN);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_own(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN) else {
        return false;
    };
    if !public_url.is_empty() {
        return origin == public_url.trim_end_matches('/');
    }
    let host = text(header::HOST).unwrap_or_default();
    origin.split_once("://").is_some_and(|(_, own)| own == host)
}

#[cfg(test)]
mod tests {
    use super::is_own;
    use axum::http::HeaderMap;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(k, v)| (k.parse().expect("name"), v.parse().expect("value")))
            .collect()
    }

    #[test]
    fn fetch_metadata_decides_and_origin_stands_in() {
        let cases: [(&[(&str, &str)], bool); 7] = [
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "http://a:1"),
                    ("host", "a:1"),
                ],
                false,
            ),
            (&[("origin", "http://a:1"), ("host", "a:1")], true),
            (&[("origin", "http://evil"), ("host", "a:1")], false),
            (&[], false),
        ];
        for (pairs, own) in cases {
            let pairs: Vec<_> = pairs.to_vec();
            let map: HeaderMap = pairs
                .iter()
                .map(|(k, v)| (k.parse().expect("name"), v.parse().expect("value")))
                .collect();
            assert_eq!(is_own(&map, ""), own, "{pairs:?}");
        }
        assert!(is_own(
            &headers(&[("origin", "https://s.ru")]),
            "https://s.ru/"
        ));
        assert!(!is_own(
            &headers(&[("origin", "http://s.ru"), ("host", "s.ru")]),
            "https://s.ru"
        ));
    }
}
