//! Back to the application, with a code or without.

use serde::{Deserialize, Serialize};

use super::Provider;
use super::flow::{Flow, Next, Open, Screen};
use crate::BoxError;
use crate::ambient::random_text;
use crate::digest::sha256;
use crate::types::{CODE_TYPE, Callback, Granted, OAuthError, code};

/// How long a finished flow still answers. A double click sends «Продолжить» twice and the browser
/// follows the second answer; without this it would be «Вход прервался».
const GRACE: i64 = 10_000;

/// What the one-time code of the application stands for. Kept under the digest of the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct GrantCode {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) challenge: String,
    pub(super) device_digest: String,
    pub(super) scope: String,
    pub(super) user_id: String,
    pub(super) grant: String,
    pub(super) expires_at: i64,
    /// The session it was exchanged for: a second use ends that session (RFC 6749, 4.1.2).
    pub(super) used_for: Option<String>,
}

pub(super) fn grant_code_key(code: &str) -> String {
    format!("vkid/grant-code/{}", sha256(code))
}

impl Provider {
    /// Everything is known and allowed.
    pub(super) async fn finish(&self, mut open: Open) -> Result<Next, BoxError> {
        open.flow.finished = true;
        open.flow.expires_at = open.flow.expires_at.min(self.now() + GRACE);
        if !self.keep(&mut open).await? {
            return Ok(Next::To(Screen::Code));
        }
        self.leave(&open.flow).await
    }

    /// Mints a code for the application and says where to take it.
    pub(super) async fn leave(&self, flow: &Flow) -> Result<Next, BoxError> {
        let asked = &flow.asked;
        let user_id = flow
            .user_id
            .clone()
            .ok_or("a finished flow without a person")?;
        let consent = self.consent(&user_id, &asked.client_id).await?;
        let consent = consent.ok_or("a finished flow without a consent")?.value;
        let entropy = &*self.parts.entropy;
        let one_time = format!("vk2.c.{}", random_text::<32>(entropy));
        let device_id = random_text::<24>(entropy);
        let life = self.config.limits.grant_code_life;
        let expires_at = self.now() + life * 1000;
        let record = GrantCode {
            client_id: asked.client_id.clone(),
            redirect_uri: asked.redirect_uri.clone(),
            challenge: asked.challenge.clone(),
            device_digest: sha256(&device_id),
            scope: asked.scope.clone(),
            user_id,
            grant: consent.grant,
            expires_at,
            used_for: None,
        };
        if !self
            .save(&grant_code_key(&one_time), &record, Some(expires_at), None)
            .await?
        {
            return Err("the entropy source repeats itself".into());
        }
        let callback = Callback::Granted(Granted {
            code: one_time,
            state: asked.state.clone(),
            device_id,
            expires_in: Some(life),
            kind: Some(CODE_TYPE.to_owned()),
        });
        Ok(Next::Leave(
            callback
                .params(asked.payload)
                .append_to(&asked.redirect_uri),
        ))
    }

    /// «Отменить».
    pub(super) async fn cancel(&self, open: Open) -> Result<Next, BoxError> {
        self.drop_flow(&open.id).await?;
        let mut error = OAuthError::new(code::ACCESS_DENIED, "the person refused");
        error.state = Some(open.flow.asked.state);
        let callback = Callback::Denied(error);
        Ok(Next::Leave(
            callback
                .params(false)
                .append_to(&open.flow.asked.redirect_uri),
        ))
    }
}
