//! Within the process: the embedded provider without a socket.

use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use tower::ServiceExt;

use super::Transport;
use crate::{BoxError, Params};

/// Forms straight into a router. A server that embeds the provider then needs no address of its
/// own to reach itself, behind whatever proxy it stands.
#[derive(Debug, Clone)]
pub struct InProcess {
    router: Router,
    prefix: String,
}

impl InProcess {
    /// `prefix` is where the provider is nested inside `router`, empty for the bare provider.
    pub fn new(router: Router, prefix: &str) -> Self {
        Self {
            router,
            prefix: prefix.trim_end_matches('/').to_owned(),
        }
    }
}

#[async_trait]
impl Transport for InProcess {
    async fn post_form(
        &self,
        path: &str,
        query: &[(String, String)],
        form: &[(String, String)],
    ) -> Result<(u16, Vec<u8>), BoxError> {
        let address = Params::from(query).append_to(&format!("{}{path}", self.prefix));
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(Params::from(form).encode()))?;
        let answer = self.router.clone().oneshot(request).await?;
        let status = answer.status().as_u16();
        let body = to_bytes(answer.into_body(), 256 * 1024).await?;
        Ok((status, body.to_vec()))
    }
}
