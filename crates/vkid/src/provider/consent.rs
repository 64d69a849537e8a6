//! What a person allowed an application, with the version of the words and the time (ID-31).

use serde::{Deserialize, Serialize};

use super::Provider;
use super::shelf::Loaded;
use crate::BoxError;
use crate::ambient::random_text;
use crate::types::DEFAULT_SCOPE;

/// A consent. It stays as evidence after it was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Consent {
    /// Sessions name it; a new consent after a withdrawal has a new one, so that old sessions stay
    /// dead.
    pub(super) grant: String,
    pub(super) version: String,
    pub(super) given_at: i64,
    pub(super) scope: String,
    pub(super) withdrawn_at: Option<i64>,
}

/// Whether `wide` has every scope of `narrow`; empty means the default (identity.md 1.6).
pub(super) fn covers(wide: &str, narrow: &str) -> bool {
    let default = |scope| {
        if str::is_empty(scope) {
            DEFAULT_SCOPE
        } else {
            scope
        }
    };
    let wide: Vec<&str> = default(wide).split_whitespace().collect();
    default(narrow)
        .split_whitespace()
        .all(|scope| wide.contains(&scope))
}

fn key(user_id: &str, client_id: &str) -> String {
    format!("vkid/consent/{user_id}/{client_id}")
}

impl Provider {
    /// The consent in force.
    pub(super) async fn consent(
        &self,
        user_id: &str,
        client_id: &str,
    ) -> Result<Option<Loaded<Consent>>, BoxError> {
        let found = self.load::<Consent>(&key(user_id, client_id)).await?;
        Ok(found.filter(|found| found.value.withdrawn_at.is_none()))
    }

    /// Whether the person has to be asked.
    pub(super) async fn must_ask(
        &self,
        user_id: &str,
        client_id: &str,
        scope: &str,
    ) -> Result<bool, BoxError> {
        Ok(!self
            .consent(user_id, client_id)
            .await?
            .is_some_and(|found| {
                found.value.version == self.config.consent_version
                    && covers(&found.value.scope, scope)
            }))
    }

    /// Records that the person pressed «Продолжить».
    pub(super) async fn give_consent(
        &self,
        user_id: &str,
        client_id: &str,
        scope: &str,
    ) -> Result<(), BoxError> {
        loop {
            let found = self.load::<Consent>(&key(user_id, client_id)).await?;
            let in_force = found
                .as_ref()
                .map(|found| &found.value)
                .filter(|old| old.withdrawn_at.is_none());
            let consent = Consent {
                grant: in_force.map_or_else(
                    || random_text::<16>(&*self.parts.entropy),
                    |old| old.grant.clone(),
                ),
                version: self.config.consent_version.clone(),
                given_at: self.now(),
                scope: scope.to_owned(),
                withdrawn_at: None,
            };
            let expected = found.map(|found| found.version);
            if self
                .save(&key(user_id, client_id), &consent, None, expected)
                .await?
            {
                return Ok(());
            }
        }
    }

    /// Withdraws the consent; every session under it is dead from then on.
    pub(super) async fn withdraw(&self, user_id: &str, client_id: &str) -> Result<(), BoxError> {
        loop {
            let Some(mut found) = self.consent(user_id, client_id).await? else {
                return Ok(());
            };
            found.value.withdrawn_at = Some(self.now());
            let key = key(user_id, client_id);
            if self
                .save(&key, &found.value, None, Some(found.version))
                .await?
            {
                return Ok(());
            }
        }
    }
}
