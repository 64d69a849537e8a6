use crate::{SqliteRepository, fault, maybe, run, unknown};
use async_trait::async_trait;
use model::{AccountId, FullName, LinkId, PersonId, ProfileId, SessionId};
use storage::{LearningProfile, Link, LinkRepository, LinkTry, Result, Stage};

macro_rules! profile {
    ($row:ident) => {
        LearningProfile {
            id: ProfileId($row.id),
            vk_id: $row.vk_id,
            name: FullName {
                family: $row.family,
                given: $row.given,
                middle: $row.middle,
            },
            born: $row.born,
            phone: $row.phone,
            created_at: $row.created_at,
        }
    };
}

macro_rules! link {
    ($row:ident) => {
        Link {
            id: LinkId($row.id),
            account: AccountId($row.account_id),
            person: PersonId($row.person_id),
            profile: ProfileId($row.profile_id),
            linked_at: $row.linked_at,
            tokens: $row.tokens,
        }
    };
}

macro_rules! link_try {
    ($row:ident) => {
        Ok(LinkTry {
            id: $row.id,
            session: SessionId($row.session_id),
            account: AccountId($row.account_id),
            stage: Stage::from_code(&$row.stage).ok_or_else(|| unknown("stage", &$row.stage))?,
            secret: $row.secret,
            detail: $row.detail,
            created_at: $row.created_at,
        })
    };
}

#[async_trait]
impl LinkRepository for SqliteRepository {
    async fn profile_by_vk(&mut self, vk_id: &str) -> Result<Option<LearningProfile>> {
        Ok(maybe!(self, "../storage/queries/links/profile_by_vk.sql", vk_id; |row| profile!(row)))
    }

    async fn profile(&mut self, id: ProfileId) -> Result<Option<LearningProfile>> {
        Ok(maybe!(self, "../storage/queries/links/profile.sql", id.0; |row| profile!(row)))
    }

    async fn keep_profile(&mut self, profile: &LearningProfile) -> Result<ProfileId> {
        let row = sqlx::query_file!(
            "../storage/queries/links/keep_profile.sql",
            profile.vk_id,
            profile.name.family,
            profile.name.given,
            profile.name.middle,
            profile.born,
            profile.phone,
            profile.created_at,
        )
        .fetch_one(&mut *self.tx)
        .await
        .map_err(fault)?;
        Ok(ProfileId(row.id))
    }

    async fn link_of(&mut self, account: AccountId) -> Result<Option<Link>> {
        Ok(maybe!(self, "../storage/queries/links/of_account.sql", account.0; |row| link!(row)))
    }

    async fn link_of_profile(&mut self, profile: ProfileId) -> Result<Option<Link>> {
        Ok(maybe!(self, "../storage/queries/links/of_profile.sql", profile.0; |row| link!(row)))
    }

    async fn insert_link(&mut self, link: &Link) -> Result<LinkId> {
        let row = sqlx::query_file!(
            "../storage/queries/links/insert.sql",
            link.account.0,
            link.person.0,
            link.profile.0,
            link.linked_at,
            link.tokens,
        )
        .fetch_one(&mut *self.tx)
        .await
        .map_err(fault)?;
        Ok(LinkId(row.id))
    }

    async fn end_link(&mut self, id: LinkId, at: i64, reason: &str) -> Result<()> {
        run!(self, "../storage/queries/links/end.sql", id.0, at, reason);
        Ok(())
    }

    async fn insert_try(&mut self, state_hash: &[u8], new: &LinkTry) -> Result<()> {
        run!(
            self,
            "../storage/queries/links/forget_tries.sql",
            new.session.0
        );
        let stage = new.stage.code();
        run!(
            self,
            "../storage/queries/links/insert_try.sql",
            state_hash,
            new.session.0,
            new.account.0,
            stage,
            new.secret,
            new.detail,
            new.created_at
        );
        Ok(())
    }

    async fn try_by_state(&mut self, state_hash: &[u8]) -> Result<Option<LinkTry>> {
        maybe!(self, "../storage/queries/links/try_by_state.sql", state_hash; |row| link_try!(row))
            .transpose()
    }

    async fn try_of(&mut self, session: SessionId) -> Result<Option<LinkTry>> {
        maybe!(self, "../storage/queries/links/try_of.sql", session.0; |row| link_try!(row))
            .transpose()
    }

    async fn move_try(&mut self, id: i64, from: Stage, to: &LinkTry) -> Result<bool> {
        let (from, stage) = (from.code(), to.stage.code());
        let moved = run!(
            self,
            "../storage/queries/links/move_try.sql",
            id,
            from,
            stage,
            to.secret,
            to.detail
        );
        Ok(moved > 0)
    }
}
