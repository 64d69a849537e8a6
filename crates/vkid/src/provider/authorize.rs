//! `GET /authorize`: is the request one that may start a sign-in?

use super::Provider;
use super::flow::{Asked, Flow};
use super::words::Lang;
use crate::ambient::random_text;
use crate::types::{Callback, OAuthError, code};
use crate::{BoxError, Params};

/// What becomes of an authorisation request.
pub(super) enum Start {
    /// Set the cookie, go to the first page.
    Begin { cookie: String },
    /// Tell the application.
    Back(String),
    /// Tell the person: there is nowhere safe to go back to.
    Refuse(Refusal),
}

/// Why there is no way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    Client,
    Redirect,
}

/// Scopes there are (identity.md 1.6).
const SCOPES: [&str; 3] = ["vkid.personal_info", "phone", "email"];

impl Provider {
    pub(super) async fn start(&self, params: &Params, lang: Lang) -> Result<Start, BoxError> {
        let Some(app) = params.get("client_id").and_then(|id| self.config.app(id)) else {
            return Ok(Start::Refuse(Refusal::Client));
        };
        // To the letter; before this line nothing may be redirected anywhere (RFC 9700, 4.11).
        let redirect_uri = params.text("redirect_uri");
        if !app.redirect_uris.iter().any(|known| known == redirect_uri) {
            return Ok(Start::Refuse(Refusal::Redirect));
        }
        let prompt: Vec<&str> = params.text("prompt").split_whitespace().collect();
        if let Err(mut error) = check(params, &prompt) {
            error.state = params.get("state").map(str::to_owned);
            let back = Callback::Denied(error)
                .params(false)
                .append_to(redirect_uri);
            return Ok(Start::Back(back));
        }
        let asked = Asked {
            client_id: app.client_id.clone(),
            redirect_uri: redirect_uri.to_owned(),
            state: params.text("state").to_owned(),
            challenge: params.text("code_challenge").to_owned(),
            scope: params.text("scope").to_owned(),
            force_consent: prompt.contains(&"consent"),
            payload: params.get("response_mode") == Some("payload"),
        };
        let expires_at = self.now() + self.config.limits.flow_life * 1000;
        let cookie = random_text::<32>(&*self.parts.entropy);
        if !self
            .begin(&cookie, &Flow::new(asked, lang, expires_at))
            .await?
        {
            return Err("the entropy source repeats itself".into());
        }
        Ok(Start::Begin { cookie })
    }
}

fn check(params: &Params, prompt: &[&str]) -> Result<(), OAuthError> {
    let invalid = |what| Err(OAuthError::new(code::INVALID_REQUEST, what));
    if params.get("response_type") != Some("code") {
        return invalid("response_type is invalid");
    }
    // Both spellings are documented and used (identity.md 1.2). The text is VK's own.
    if !matches!(params.get("code_challenge_method"), Some("S256" | "s256")) {
        return invalid("Code challenge method is unsupported");
    }
    let url_safe = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    let challenge = params.text("code_challenge");
    if challenge.len() != 43 || !url_safe(challenge) {
        return invalid("code_challenge is missing or invalid");
    }
    // A request must never carry both (identity.md 1.2).
    if params.get("code_verifier").is_some() {
        return invalid("code_verifier is not expected here");
    }
    let state = params.text("state");
    if !(32..=512).contains(&state.len()) || !url_safe(state) {
        return invalid("state is missing or invalid");
    }
    if params
        .text("scope")
        .split_whitespace()
        .any(|scope| !SCOPES.contains(&scope))
    {
        return Err(OAuthError::new(code::INVALID_SCOPE, "scope is invalid"));
    }
    // There never is a session to sign in with silently, see the module.
    if prompt.contains(&"none") {
        return Err(OAuthError::new(
            code::LOGIN_REQUIRED,
            "the person has to sign in",
        ));
    }
    Ok(())
}
