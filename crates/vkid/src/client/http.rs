//! Over the network.

use std::time::Duration;

use async_trait::async_trait;

use super::Transport;
use crate::{BoxError, Params};

/// Longest wait for an answer: a person sits before the callback page meanwhile.
const PATIENCE: Duration = Duration::from_secs(15);
/// Longest answer read. Real ones are under 4 KiB.
const LONGEST: usize = 256 * 1024;

/// Forms over HTTP(S), certificates checked by the operating system's trust store.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: reqwest::Client,
    base: String,
}

impl HttpTransport {
    /// For a provider at `base`, e.g. `https://id.vk.ru`.
    ///
    /// Installs *ring* as the process's TLS provider unless one is installed already.
    pub fn new(base: &str) -> Result<Self, BoxError> {
        Ok(Self {
            client: http_client()?,
            base: base.trim_end_matches('/').to_owned(),
        })
    }
}

/// A client that waits no longer than a person would, follows no redirect (a token endpoint that
/// redirects would be given the code a second time), and speaks TLS with *ring*.
///
/// # Errors
/// When the system's certificates cannot be read.
pub fn http_client() -> Result<reqwest::Client, BoxError> {
    // Err means somebody chose another provider before, which is just as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder()
        .timeout(PATIENCE)
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    Ok(client)
}

#[async_trait]
impl Transport for HttpTransport {
    async fn post_form(
        &self,
        path: &str,
        query: &[(String, String)],
        form: &[(String, String)],
    ) -> Result<(u16, Vec<u8>), BoxError> {
        let address = Params::from(query).append_to(&format!("{}{path}", self.base));
        let mut answer = self
            .client
            .post(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .body(Params::from(form).encode())
            .send()
            .await?;
        let status = answer.status().as_u16();
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await? {
            if body.len() + piece.len() > LONGEST {
                return Err("the answer is too long".into());
            }
            body.extend_from_slice(&piece);
        }
        Ok((status, body))
    }
}
