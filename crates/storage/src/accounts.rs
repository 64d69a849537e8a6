use crate::Result;
use async_trait::async_trait;
use model::{AccountId, OrgId, PersonId, SessionId};

/// Who signs in to the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// Whose.
    pub person: PersonId,
    /// Login as typed, lower case.
    pub login: String,
    /// Argon2id, PHC string.
    pub password: Option<String>,
    /// Chosen language.
    pub language: Option<String>,
}

/// A signed-in device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// Signed in to.
    pub org: OrgId,
    /// Milliseconds since 1970, UTC, like every instant here.
    pub created_at: i64,
    /// Last request.
    pub seen_at: i64,
    /// Absolute end.
    pub expires_at: i64,
    /// «Остаться в системе»
    pub remember: bool,
    /// User agent.
    pub agent: String,
    /// Address.
    pub address: String,
}

/// Failures counted against a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Throttle {
    /// Failures in a row.
    pub failures: i64,
    /// No try before this instant.
    pub blocked_until: i64,
    /// Newest failure.
    pub seen_at: i64,
}

/// Accounts, sessions and throttling.
#[async_trait]
pub trait AccountRepository {
    /// The account that signs in to `org` with this login, on `day`.
    async fn account_by_login(
        &mut self,
        org: OrgId,
        login: &str,
        day: &str,
    ) -> Result<Option<Account>>;
    /// One account.
    async fn account(&mut self, id: AccountId) -> Result<Option<Account>>;
    /// A person's account.
    async fn account_of(&mut self, person: PersonId) -> Result<Option<Account>>;
    /// Sets a password hash.
    async fn set_password(&mut self, id: AccountId, hash: &str) -> Result<()>;
    /// Sets the language.
    async fn set_language(&mut self, id: AccountId, code: &str) -> Result<()>;
    /// Keeps a session; its `id` is ignored and the new one returned.
    async fn insert_session(&mut self, token_hash: &[u8], session: &Session) -> Result<SessionId>;
    /// A session that has not ended. The token before the last renewal counts when that was after
    /// `renewed_after`.
    async fn session_by_token(
        &mut self,
        token_hash: &[u8],
        renewed_after: i64,
    ) -> Result<Option<Session>>;
    /// Marks a session as seen.
    async fn touch_session(&mut self, id: SessionId, seen_at: i64, address: &str) -> Result<()>;
    /// Gives a session a new token: at every change of privilege.
    async fn renew_session(&mut self, id: SessionId, token_hash: &[u8], at: i64) -> Result<()>;
    /// Ends a session of this account; `false` when there is none.
    async fn end_session(&mut self, id: SessionId, account: AccountId, at: i64) -> Result<bool>;
    /// Sessions that ended at this very instant: those of people whom an import has taken away.
    async fn sessions_ended_at(&mut self, at: i64) -> Result<Vec<SessionId>>;
    /// Sessions of an account that have not ended, newest first.
    async fn sessions_of(&mut self, account: AccountId) -> Result<Vec<Session>>;
    /// Forgets sessions that ended or expired, and failures counted, before an instant.
    async fn purge_sessions(&mut self, before: i64) -> Result<()>;
    /// Failures counted against a key.
    async fn throttle(&mut self, key: &str) -> Result<Throttle>;
    /// Replaces them.
    async fn set_throttle(&mut self, key: &str, throttle: Throttle) -> Result<()>;
    /// Forgets them.
    async fn clear_throttle(&mut self, key: &str) -> Result<()>;
}
