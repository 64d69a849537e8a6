//! Token sessions: what an application holds after the exchange.
//!
//! A session is found by its refresh token, whose first half names it and whose second half
//! changes at every use. A right first half with a wrong second half is an old token: somebody
//! copied it, so the session dies (RFC 9700, 4.14.2; identity.md 1.4). The first half is 128 bits
//! that travel nowhere else, so nobody can kill sessions by guessing.

use serde::{Deserialize, Serialize};

use super::Provider;
use super::shelf::Loaded;
use crate::BoxError;
use crate::ambient::random_text;
use crate::digest::{same, sha256};

/// One session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Session {
    pub(super) client_id: String,
    pub(super) user_id: String,
    pub(super) grant: String,
    pub(super) scope: String,
    pub(super) device_digest: String,
    /// Of the whole refresh token that is good now.
    pub(super) refresh_digest: String,
    pub(super) access_digest: String,
    pub(super) access_expires_at: i64,
    pub(super) expires_at: i64,
}

/// Where an access token leads.
#[derive(Serialize, Deserialize)]
struct Access {
    session: String,
}

/// The secrets of a session, shown once.
pub(super) struct Pair {
    pub(super) access: String,
    pub(super) refresh: String,
}

/// What a refresh token turned out to be.
pub(super) enum Refresh {
    Good {
        id: String,
        session: Box<Loaded<Session>>,
    },
    /// Unknown, expired, withdrawn, or used before; the session is gone in any case.
    Bad,
}

fn key(id: &str) -> String {
    format!("vkid/session/{}", sha256(id))
}

fn access_key(token: &str) -> String {
    format!("vkid/access/{}", sha256(token))
}

impl Provider {
    /// A name for a new session.
    pub(super) fn new_session_id(&self) -> String {
        random_text::<16>(&*self.parts.entropy)
    }

    /// Puts fresh tokens into the session and writes it. `None`: somebody was faster.
    pub(super) async fn issue(
        &self,
        id: &str,
        mut session: Session,
        expected: Option<i64>,
    ) -> Result<Option<Pair>, BoxError> {
        let entropy = &*self.parts.entropy;
        let pair = Pair {
            access: format!("vk2.a.{}", random_text::<32>(entropy)),
            refresh: format!("vk2.r.{id}.{}", random_text::<32>(entropy)),
        };
        let now = self.now();
        let old_access = std::mem::replace(&mut session.access_digest, sha256(&pair.access));
        session.refresh_digest = sha256(&pair.refresh);
        session.access_expires_at = now + self.config.limits.access_life * 1000;
        session.expires_at = now + self.config.limits.refresh_life * 1000;
        if !self
            .save(&key(id), &session, Some(session.expires_at), expected)
            .await?
        {
            return Ok(None);
        }
        let leads = Access { session: key(id) };
        let until = Some(session.access_expires_at);
        self.save(&access_key(&pair.access), &leads, until, None)
            .await?;
        if !old_access.is_empty() {
            self.parts
                .store
                .delete(&format!("vkid/access/{old_access}"))
                .await?;
        }
        Ok(Some(pair))
    }

    /// The session of an access token, if all that carries it is still good.
    pub(super) async fn by_access(
        &self,
        token: &str,
    ) -> Result<Option<(String, Session)>, BoxError> {
        let Some(access) = self.load::<Access>(&access_key(token)).await? else {
            return Ok(None);
        };
        let at = access.value.session;
        let Some(found) = self.load::<Session>(&at).await? else {
            return Ok(None);
        };
        let session = found.value;
        let good = same(&session.access_digest, &sha256(token))
            && session.access_expires_at > self.now()
            && self.granted(&session).await?;
        Ok(good.then_some((at, session)))
    }

    /// The session of a refresh token. An old token ends its session.
    pub(super) async fn by_refresh(&self, token: &str) -> Result<Refresh, BoxError> {
        let named = token
            .strip_prefix("vk2.r.")
            .and_then(|rest| rest.split_once('.'));
        let Some((id, _)) = named else {
            return Ok(Refresh::Bad);
        };
        let Some(found) = self.load::<Session>(&key(id)).await? else {
            return Ok(Refresh::Bad);
        };
        let session = &found.value;
        if !same(&session.refresh_digest, &sha256(token)) {
            tracing::warn!(user_id = session.user_id, "a used refresh token came back");
            self.kill(id).await?;
            return Ok(Refresh::Bad);
        }
        if session.expires_at <= self.now() || !self.granted(session).await? {
            return Ok(Refresh::Bad);
        }
        Ok(Refresh::Good {
            id: id.to_owned(),
            session: Box::new(found),
        })
    }

    /// Whether the consent that carries the session is still in force.
    async fn granted(&self, session: &Session) -> Result<bool, BoxError> {
        let consent = self.consent(&session.user_id, &session.client_id).await?;
        Ok(consent.is_some_and(|consent| consent.value.grant == session.grant))
    }

    /// Ends a session by name. Its access token ends with it: it leads nowhere.
    pub(super) async fn kill(&self, id: &str) -> Result<(), BoxError> {
        self.kill_at(&key(id)).await
    }

    /// Ends a session by the place that [`Self::by_access`] gave.
    pub(super) async fn kill_at(&self, at: &str) -> Result<(), BoxError> {
        self.parts.store.delete(at).await?;
        Ok(())
    }
}
