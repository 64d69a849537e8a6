use crate::{SqliteRepository, all, maybe, run};
use async_trait::async_trait;
use model::{AccountId, OrgId, PersonId, SessionId};
use storage::{Account, AccountRepository, Result, Session, Throttle};

macro_rules! account {
    ($row:ident) => {
        Account {
            id: AccountId($row.id),
            person: PersonId($row.person_id),
            login: $row.login,
            password: $row.password,
            language: $row.language,
        }
    };
}

macro_rules! session {
    ($row:ident) => {
        Session {
            id: SessionId($row.id),
            account: AccountId($row.account_id),
            org: OrgId($row.org_id),
            created_at: $row.created_at,
            seen_at: $row.seen_at,
            expires_at: $row.expires_at,
            remember: $row.remember != 0,
            agent: $row.agent,
            address: $row.address,
        }
    };
}

#[async_trait]
impl AccountRepository for SqliteRepository {
    async fn account_by_login(
        &mut self,
        org: OrgId,
        login: &str,
        day: &str,
    ) -> Result<Option<Account>> {
        Ok(
            maybe!(self, "../storage/queries/accounts/by_login.sql", org.0, login, day; |row| account!(row)),
        )
    }

    async fn account(&mut self, id: AccountId) -> Result<Option<Account>> {
        Ok(maybe!(self, "../storage/queries/accounts/account.sql", id.0; |row| account!(row)))
    }

    async fn account_of(&mut self, person: PersonId) -> Result<Option<Account>> {
        Ok(maybe!(self, "../storage/queries/accounts/of_person.sql", person.0; |row| account!(row)))
    }

    async fn set_password(&mut self, id: AccountId, hash: &str) -> Result<()> {
        run!(
            self,
            "../storage/queries/accounts/set_password.sql",
            id.0,
            hash
        );
        Ok(())
    }

    async fn set_language(&mut self, id: AccountId, code: &str) -> Result<()> {
        run!(
            self,
            "../storage/queries/accounts/set_language.sql",
            id.0,
            code
        );
        Ok(())
    }

    async fn insert_session(&mut self, token_hash: &[u8], session: &Session) -> Result<SessionId> {
        let remember = i64::from(session.remember);
        let row = sqlx::query_file!(
            "../storage/queries/accounts/insert_session.sql",
            token_hash,
            session.account.0,
            session.org.0,
            session.created_at,
            session.seen_at,
            session.expires_at,
            remember,
            session.agent,
            session.address,
        )
        .fetch_one(&mut *self.tx)
        .await
        .map_err(crate::fault)?;
        Ok(SessionId(row.id))
    }

    async fn session_by_token(
        &mut self,
        token_hash: &[u8],
        renewed_after: i64,
    ) -> Result<Option<Session>> {
        Ok(
            maybe!(self, "../storage/queries/accounts/session_by_token.sql", token_hash, renewed_after; |row| session!(row)),
        )
    }

    async fn touch_session(&mut self, id: SessionId, seen_at: i64, address: &str) -> Result<()> {
        run!(
            self,
            "../storage/queries/accounts/touch_session.sql",
            id.0,
            seen_at,
            address
        );
        Ok(())
    }

    async fn renew_session(&mut self, id: SessionId, token_hash: &[u8], at: i64) -> Result<()> {
        run!(
            self,
            "../storage/queries/accounts/renew_session.sql",
            id.0,
            token_hash,
            at
        );
        Ok(())
    }

    async fn end_session(&mut self, id: SessionId, account: AccountId, at: i64) -> Result<bool> {
        let ended = run!(
            self,
            "../storage/queries/accounts/end_session.sql",
            id.0,
            account.0,
            at
        );
        Ok(ended > 0)
    }

    async fn sessions_ended_at(&mut self, at: i64) -> Result<Vec<SessionId>> {
        Ok(all!(self, "../storage/queries/accounts/ended_at.sql", at; |row| SessionId(row.id)))
    }

    async fn sessions_of(&mut self, account: AccountId) -> Result<Vec<Session>> {
        Ok(
            all!(self, "../storage/queries/accounts/sessions_of.sql", account.0; |row| session!(row)),
        )
    }

    async fn purge_sessions(&mut self, before: i64) -> Result<()> {
        run!(self, "../storage/queries/accounts/purge_tries.sql", before);
        run!(
            self,
            "../storage/queries/accounts/purge_sessions.sql",
            before
        );
        run!(
            self,
            "../storage/queries/accounts/purge_throttle.sql",
            before
        );
        Ok(())
    }

    async fn throttle(&mut self, key: &str) -> Result<Throttle> {
        let kept = maybe!(self, "../storage/queries/accounts/throttle.sql", key; |row| Throttle {
            failures: row.failures,
            blocked_until: row.blocked_until,
            seen_at: row.seen_at,
        });
        Ok(kept.unwrap_or_default())
    }

    async fn set_throttle(&mut self, key: &str, throttle: Throttle) -> Result<()> {
        run!(
            self,
            "../storage/queries/accounts/set_throttle.sql",
            key,
            throttle.failures,
            throttle.blocked_until,
            throttle.seen_at
        );
        Ok(())
    }

    async fn clear_throttle(&mut self, key: &str) -> Result<()> {
        run!(self, "../storage/queries/accounts/clear_throttle.sql", key);
        Ok(())
    }
}
