//! The page's own files, carried inside the binary and compressed ahead of time.

use app::{
    app::Part,
    context::{Assets, Bundle},
};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use rust_embed::{Embed, EmbeddedFile};
use std::collections::BTreeMap;

#[derive(Embed)]
#[folder = "$ZVONOK_SITE_DIR"]
#[allow_missing = true]
struct Site;

/// Addresses of the page's files, from the manifest that `tools/site` writes.
#[must_use]
pub fn assets() -> Assets {
    let manifest = Site::get("manifest.json")
        .and_then(|file| serde_json::from_slice::<serde_json::Value>(&file.data).ok())
        .unwrap_or_default();
    let text = |value: &serde_json::Value, key: &str| {
        value
            .get(key)
            .and_then(|text| text.as_str())
            .unwrap_or_default()
            .to_owned()
    };
    let bundle = |value: &serde_json::Value| Bundle {
        js: text(value, "js"),
        wasm: text(value, "wasm"),
    };
    let parts: BTreeMap<&'static str, Bundle> = Part::ALL
        .into_iter()
        .map(|part| match part {
            // The first entry of `tools/site` stands at the top of its manifest.
            Part::Journal => (part.name(), bundle(&manifest)),
            _ => (part.name(), bundle(&manifest["more"][part.name()])),
        })
        .collect();
    let build = parts
        .values()
        .map(|bundle| bundle.wasm.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    Assets {
        css: text(&manifest, "css"),
        office_css: text(&manifest, "officeCss"),
        call_css: text(&manifest, "callCss"),
        call_client: text(&manifest, "callClient"),
        parts,
        build,
    }
}

/// Answers a request for a file; hands everything else on.
pub(crate) async fn serve(request: Request, next: Next) -> Response {
    let path = request.uri().path().trim_start_matches('/').to_owned();
    let readable = matches!(*request.method(), Method::GET | Method::HEAD);
    let internal = path.is_empty()
        || path == "manifest.json"
        || path.ends_with(".br")
        || path.ends_with(".gz");
    if readable
        && !internal
        && let Some(file) = Site::get(&path)
    {
        return answer(
            &path,
            file,
            request.headers(),
            request.method() == Method::HEAD,
        );
    }
    next.run(request).await
}

fn answer(path: &str, plain: EmbeddedFile, headers: &HeaderMap, head: bool) -> Response {
    let etag = plain.metadata.sha256_hash()[..8]
        .iter()
        .fold("\"".to_owned(), |mut tag, byte| {
            use std::fmt::Write as _;
            let _ = write!(tag, "{byte:02x}");
            tag
        })
        + "\"";
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == etag.as_bytes())
    {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let smaller = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .find_map(|(encoding, ending)| {
            let wanted = accepted
                .split(',')
                .any(|part| part.split(';').next().map(str::trim) == Some(encoding));
            wanted
                .then(|| Site::get(&format!("{path}{ending}")))
                .flatten()
                .map(|file| (encoding, file))
        });
    let (encoding, file) = match smaller {
        Some((encoding, file)) => (Some(encoding), file),
        None => (None, plain),
    };
    let mut response = Response::new(if head {
        Body::empty()
    } else {
        Body::from(file.data)
    });
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(path)));
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    out.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        out.insert(header::ETAG, etag);
    }
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    // The name has the content's hash in it: it never changes under that name.
    let life = if path.starts_with("pkg/") {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=3600"
    };
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(life));
    response
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
