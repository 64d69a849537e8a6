//! ID tokens: JWTs with VK ID's claims (identity.md 1.5), signed with HMAC-SHA-256.
//!
//! A deviation: VK ID signs with RS256. Since the dialect has no JWKS and third parties check an ID
//! token only through `/oauth2/public_info`, the signer and the only verifier are this process.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::Provider;
use super::session::Session;
use crate::ambient::random_text;
use crate::digest::{hs256, same};

/// The claims: no `aud`, no `nonce`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Claims {
    pub(super) iss: String,
    pub(super) sub: String,
    pub(super) app: String,
    pub(super) exp: i64,
    pub(super) iat: i64,
    pub(super) jti: String,
}

/// `{"alg":"HS256","typ":"JWT"}`
const HEAD: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

impl Provider {
    pub(super) fn id_token(&self, session: &Session) -> String {
        let iat = self.now() / 1000;
        let claims = Claims {
            iss: self.config.issuer.clone(),
            sub: session.user_id.clone(),
            app: session.client_id.clone(),
            exp: iat + self.config.limits.access_life,
            iat,
            jti: random_text::<16>(&*self.parts.entropy),
        };
        let body = URL_SAFE_NO_PAD.encode(serde_json::json!(claims).to_string());
        let signed = format!("{HEAD}.{body}");
        let signature = hs256(&self.config.secret, &signed);
        format!("{signed}.{signature}")
    }

    /// The claims of a token of ours that has not expired.
    pub(super) fn read_id_token(&self, token: &str) -> Option<Claims> {
        let (head_and_body, signature) = token.rsplit_once('.')?;
        let (head, body) = head_and_body.split_once('.')?;
        if head != HEAD || !same(&hs256(&self.config.secret, head_and_body), signature) {
            return None;
        }
        let claims: Claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).ok()?).ok()?;
        (claims.exp > self.now() / 1000 && claims.iss == self.config.issuer).then_some(claims)
    }
}
