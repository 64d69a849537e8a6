//! `POST /oauth2/auth`: code for tokens, old tokens for new.

use super::Provider;
use super::consent::covers;
use super::finish::{GrantCode, grant_code_key};
use super::session::{Pair, Refresh, Session};
use crate::digest::{same, sha256};
use crate::types::{OAuthError, TokenAnswer, UserId, code};
use crate::{BoxError, Params};

/// Why a call has no answer.
pub(super) enum Failure {
    /// Said to the application, with HTTP 200 (identity.md 1.7).
    Said(OAuthError),
    /// Logged; the application hears `server_error`.
    Broken(BoxError),
}

impl From<BoxError> for Failure {
    fn from(error: BoxError) -> Self {
        Self::Broken(error)
    }
}

pub(super) fn invalid(what: &str) -> Failure {
    Failure::Said(OAuthError::new(code::INVALID_REQUEST, what))
}

pub(super) fn bad_token(which: &str) -> Failure {
    let what = format!("{which} is missing or invalid");
    Failure::Said(OAuthError::new(code::INVALID_TOKEN, &what))
}

impl Provider {
    /// The application of the call.
    pub(super) fn caller<'a>(&self, params: &'a Params) -> Result<&'a str, Failure> {
        // The two texts VK ID was seen to give (identity.md 1.7).
        let client_id = params
            .get("client_id")
            .ok_or_else(|| invalid("client_id is invalid"))?;
        match self.config.app(client_id) {
            Some(_) => Ok(client_id),
            None => Err(Failure::Said(OAuthError::new(
                code::INVALID_CLIENT,
                "invalid app",
            ))),
        }
    }

    pub(super) async fn token(&self, params: &Params) -> Result<TokenAnswer, Failure> {
        let client_id = self.caller(params)?;
        // Mandatory and echoed here, unlike in RFC 6749 (identity.md 1.8).
        let state = params
            .get("state")
            .ok_or_else(|| invalid("state is missing or invalid"))?;
        // A request must never carry both (identity.md 1.2).
        if params.get("code_verifier").is_some() && params.get("code_challenge").is_some() {
            return Err(invalid("code_challenge is not expected here"));
        }
        let (session, pair) = match params.get("grant_type") {
            Some("authorization_code") => self.exchange(client_id, params).await?,
            Some("refresh_token") => self.refresh(client_id, params).await?,
            _ => return Err(invalid("grant_type is missing or invalid")),
        };
        Ok(TokenAnswer {
            access_token: pair.access,
            refresh_token: pair.refresh,
            id_token: Some(self.id_token(&session)),
            token_type: "Bearer".to_owned(),
            expires_in: Some(self.config.limits.access_life),
            user_id: UserId(session.user_id),
            state: state.to_owned(),
            scope: session.scope,
        })
    }

    async fn exchange(&self, client_id: &str, params: &Params) -> Result<(Session, Pair), Failure> {
        let wrong = || invalid("code is missing or invalid");
        let one_time = params.get("code").ok_or_else(wrong)?;
        let key = grant_code_key(one_time);
        let mut found = self.load::<GrantCode>(&key).await?.ok_or_else(wrong)?;
        let grant = &found.value;
        if grant.client_id != client_id || grant.expires_at <= self.now() {
            return Err(wrong());
        }
        if params.text("redirect_uri") != grant.redirect_uri {
            return Err(invalid("redirect_uri is missing or invalid"));
        }
        if !same(&grant.device_digest, &sha256(params.text("device_id"))) {
            return Err(invalid("device_id is invalid"));
        }
        let verifier = params.text("code_verifier");
        let length_fits = (43..=128).contains(&verifier.len());
        if !length_fits || !same(&grant.challenge, &sha256(verifier)) {
            return Err(invalid("verifier is missing or invalid"));
        }
        if let Some(session) = &grant.used_for {
            // Whoever had everything and comes second shows that the first may have been a thief.
            self.kill(session).await?;
            return Err(wrong());
        }
        let id = self.new_session_id();
        let session = Session {
            client_id: grant.client_id.clone(),
            user_id: grant.user_id.clone(),
            grant: grant.grant.clone(),
            scope: grant.scope.clone(),
            device_digest: grant.device_digest.clone(),
            refresh_digest: String::new(),
            access_digest: String::new(),
            access_expires_at: 0,
            expires_at: 0,
        };
        // The code is spent before tokens exist: of two exchanges at once one fails here.
        found.value.used_for = Some(id.clone());
        let until = Some(found.value.expires_at);
        if !self
            .save(&key, &found.value, until, Some(found.version))
            .await?
        {
            return Err(wrong());
        }
        let pair = self
            .issue(&id, session.clone(), None)
            .await?
            .ok_or_else(wrong)?;
        Ok((session, pair))
    }

    async fn refresh(&self, client_id: &str, params: &Params) -> Result<(Session, Pair), Failure> {
        let wrong = || bad_token("refresh_token");
        let token = params.get("refresh_token").ok_or_else(wrong)?;
        let Refresh::Good { id, session: found } = self.by_refresh(token).await? else {
            return Err(wrong());
        };
        let mut session = found.value;
        if session.client_id != client_id {
            return Err(wrong());
        }
        if !same(&session.device_digest, &sha256(params.text("device_id"))) {
            return Err(invalid("device_id is invalid"));
        }
        // Fewer scopes may be asked for, never more.
        if let Some(scope) = params.get("scope") {
            if !covers(&session.scope, scope) {
                return Err(Failure::Said(OAuthError::new(
                    code::INVALID_SCOPE,
                    "scope is invalid",
                )));
            }
            session.scope = scope.to_owned();
        }
        let issued = self
            .issue(&id, session.clone(), Some(found.version))
            .await?;
        match issued {
            Some(pair) => Ok((session, pair)),
            None => {
                // The same token twice at the same moment is a reuse like any other.
                self.kill(&id).await?;
                Err(wrong())
            }
        }
    }
}
