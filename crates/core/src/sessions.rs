//! Devices that are signed in.

use crate::{Actor, Core, Deed, Event, Result, Who, broken, profile::agent, seal::digest};
use model::{AccountId, Action, OrgId, Problem, SessionId};
use serde_json::json;
use storage::{Repository, Session};

/// The secret that a browser's cookie holds; kept only as a hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(pub String);

/// What is known of a browser that signs in.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// «Остаться в системе» (ID-08).
    pub remember: bool,
    /// User agent header.
    pub agent: String,
    /// Address.
    pub address: String,
}

impl Core {
    pub(crate) async fn open_session(
        &self,
        db: &mut dyn Repository,
        account: AccountId,
        org: OrgId,
        new: &NewSession,
    ) -> Result<Token> {
        let now = self.clock.now();
        let token = Token(self.chance.secret());
        let life = if new.remember {
            self.settings.remember_days * 4 * 86_400_000
        } else {
            self.settings.session_hours * 3_600_000
        };
        let session = Session {
            id: SessionId(0),
            account,
            org,
            created_at: now,
            seen_at: now,
            expires_at: now + life,
            remember: new.remember,
            agent: new.agent.chars().take(300).collect(),
            address: new.address.clone(),
        };
        db.insert_session(&digest(&token.0), &session)
            .await
            .map_err(broken)?;
        Ok(token)
    }

    /// A new secret for the same device: at every change of privilege.
    pub(crate) async fn renew_session(
        &self,
        db: &mut dyn Repository,
        session: SessionId,
    ) -> Result<Token> {
        let token = Token(self.chance.secret());
        db.renew_session(session, &digest(&token.0), self.clock.now())
            .await
            .map_err(broken)?;
        Ok(token)
    }

    /// Signs this device out.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn sign_out(&self, who: &Who) -> Result<()> {
        match self.end_session(who, who.session.id).await {
            Err(Problem::NotFound) => Ok(()),
            other => other,
        }
    }

    /// Signs one of the own devices out.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a session of somebody else.
    pub async fn end_session(&self, who: &Who, session: SessionId) -> Result<()> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let now = self.clock.now();
        let sessions = db.sessions_of(who.account.id).await.map_err(broken)?;
        let ended = db
            .end_session(session, who.account.id, now)
            .await
            .map_err(broken)?;
        if !ended {
            return Err(Problem::NotFound);
        }
        let device = sessions.iter().find(|known| known.id == session);
        let device = device.map(|device| agent(&device.agent));
        let deed = Deed {
            org: who.org.id,
            actor: Actor::Somebody(who),
            action: Action::SignedOut,
            subject: None,
            detail: json!({"device": device, "other": session != who.session.id}),
        };
        self.note(db.as_mut(), deed).await?;
        db.save().await.map_err(broken)?;
        self.bus.publish(Event::SignedOut { session });
        Ok(())
    }

    /// Whether the session of a long connection has not ended meanwhile; `used` says that the
    /// person did something since the last time, which keeps an idle session alive. When the
    /// database does not answer, it holds: a short failure must not sign everybody out.
    pub async fn still_holds(&self, who: &Who, used: bool) -> bool {
        let now = self.clock.now();
        if used && let Err(fault) = self.touch(who, now).await {
            tracing::warn!(cause = %fault, "a session could not be marked as used");
        }
        let Ok(mut db) = self.storage.read().await else {
            return true;
        };
        let active = match db.person(who.id()).await {
            Ok(person) => person.is_some_and(|person| person.active),
            Err(_) => return true,
        };
        let Ok(sessions) = db.sessions_of(who.account.id).await else {
            return true;
        };
        let own = sessions.iter().find(|session| session.id == who.session.id);
        active && own.is_some_and(|session| self.is_alive(session, now))
    }

    /// Whether a session has neither reached its end nor been idle for too long.
    pub(crate) fn is_alive(&self, session: &Session, now: i64) -> bool {
        let idle = if session.remember {
            self.settings.remember_days * 86_400_000
        } else {
            self.settings.idle_minutes * 60_000
        };
        now < session.expires_at && now - session.seen_at < idle
    }

    pub(crate) async fn touch(&self, who: &Who, now: i64) -> storage::Result<()> {
        let mut db = self.storage.write().await?;
        db.touch_session(who.session.id, now, &who.session.address)
            .await?;
        db.save().await
    }

    /// Keeps the language that a person chose.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn choose_language(&self, who: &Who, code: &str) -> Result<()> {
        let mut db = self.storage.write().await.map_err(broken)?;
        db.set_language(who.account.id, code)
            .await
            .map_err(broken)?;
        db.save().await.map_err(broken)
    }
}
