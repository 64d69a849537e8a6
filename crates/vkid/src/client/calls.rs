//! The calls, over any transport.

use serde::de::DeserializeOwned;

use super::{Transport, requests};
use crate::types::{
    AuthorizeRequest, Done, Granted, OAuthError, PublicUser, TokenAnswer, User, UserAnswer,
};
use crate::{BoxError, Params};

/// What can go wrong in a call.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// VK ID was not reached.
    #[error("VK ID is not reachable: {0}")]
    Transport(#[source] BoxError),
    /// VK ID said no.
    #[error(transparent)]
    Refused(OAuthError),
    /// The answer is not what it should be.
    #[error("VK ID answered {status} with something unreadable: {what}")]
    Unreadable {
        /// HTTP status.
        status: u16,
        /// What the parser says.
        what: String,
    },
    /// The answer carries another `state` than the request.
    #[error("VK ID answered another request: state does not match")]
    StateMismatch,
}

/// One application's client.
#[derive(Debug, Clone)]
pub struct Client<T> {
    transport: T,
    client_id: String,
    redirect_uri: String,
}

impl<T: Transport> Client<T> {
    /// For the application `client_id`, whose callbacks go to `redirect_uri`.
    pub fn new(
        transport: T,
        client_id: impl Into<String>,
        redirect_uri: impl Into<String>,
    ) -> Self {
        Self {
            transport,
            client_id: client_id.into(),
            redirect_uri: redirect_uri.into(),
        }
    }

    /// An authorisation request of this application; set scope and language on it.
    pub fn authorize(&self, state: &str, challenge: &str) -> AuthorizeRequest {
        AuthorizeRequest::new(&self.client_id, &self.redirect_uri, state, challenge)
    }

    /// Code for tokens (identity.md 1.4). `state` is fresh, from [`super::new_state`].
    pub async fn exchange(
        &self,
        granted: &Granted,
        verifier: &str,
        state: &str,
    ) -> Result<TokenAnswer, Error> {
        let form = requests::exchange(
            &self.client_id,
            &self.redirect_uri,
            granted,
            verifier,
            state,
        );
        let (status, body) = self.post(requests::AUTH, &form).await?;
        requests::token_answer(status, &body, state)
    }

    /// New tokens for old. The old refresh token is dead afterwards, and using it again kills the
    /// session: store the new one before anything else (identity.md 1.4).
    pub async fn refresh(
        &self,
        refresh_token: &str,
        device_id: &str,
        state: &str,
    ) -> Result<TokenAnswer, Error> {
        let form = requests::refresh(&self.client_id, refresh_token, device_id, state);
        let (status, body) = self.post(requests::AUTH, &form).await?;
        requests::token_answer(status, &body, state)
    }

    /// Who it is (identity.md 1.5).
    pub async fn user_info(&self, access_token: &str) -> Result<User, Error> {
        let found: UserAnswer<User> = self
            .with_token(requests::USER_INFO, "access_token", access_token)
            .await?;
        Ok(found.user)
    }

    /// Who it is, roughly, by ID token (identity.md 1.5).
    pub async fn public_info(&self, id_token: &str) -> Result<PublicUser, Error> {
        let found: UserAnswer<PublicUser> = self
            .with_token(requests::PUBLIC_INFO, "id_token", id_token)
            .await?;
        Ok(found.user)
    }

    /// Withdraws what the person allowed the application (identity.md 1.7).
    pub async fn revoke(&self, access_token: &str) -> Result<(), Error> {
        let _: Done = self
            .with_token(requests::REVOKE, "access_token", access_token)
            .await?;
        Ok(())
    }

    /// Ends the session of the token (identity.md 1.7).
    pub async fn logout(&self, access_token: &str) -> Result<(), Error> {
        let _: Done = self
            .with_token(requests::LOGOUT, "access_token", access_token)
            .await?;
        Ok(())
    }

    async fn with_token<A: DeserializeOwned>(
        &self,
        path: &str,
        name: &str,
        token: &str,
    ) -> Result<A, Error> {
        let form = requests::with_token(&self.client_id, name, token);
        let (status, body) = self.post(path, &form).await?;
        requests::answer(status, &body)
    }

    async fn post(&self, path: &str, form: &Params) -> Result<(u16, Vec<u8>), Error> {
        self.transport
            .post_form(path, &[], form.pairs())
            .await
            .map_err(Error::Transport)
    }
}
