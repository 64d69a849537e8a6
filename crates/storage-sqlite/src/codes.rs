use crate::{SqliteRepository, all, run};
use async_trait::async_trait;
use model::{AccountId, ClassId, FullName, OrgId, PersonId};
use storage::{CodeRepository, Holder, NewCode, Result};

macro_rules! holder {
    ($row:ident, $class:expr, $child:expr) => {
        Holder {
            class: $class,
            person: PersonId($row.id),
            name: FullName {
                family: $row.family,
                given: $row.given,
                middle: $row.middle,
            },
            account: AccountId($row.account),
            login: $row.login,
            ready: $row.ready != 0,
            card: $row.card,
            child: $child,
        }
    };
}

#[async_trait]
impl CodeRepository for SqliteRepository {
    async fn keep_code(&mut self, code: &NewCode) -> Result<()> {
        let (purpose, by) = (code.purpose.code(), code.made_by.map(|id| id.0));
        run!(
            self,
            "../storage/queries/codes/keep.sql",
            code.account.0,
            purpose,
            code.hash,
            code.made_at,
            code.expires_at,
            by,
            code.sent_to
        );
        Ok(())
    }

    async fn live_codes(&mut self, account: AccountId, now: i64) -> Result<Vec<Vec<u8>>> {
        Ok(all!(self, "../storage/queries/codes/live.sql", account.0, now; |row| row.hash))
    }

    async fn use_codes(&mut self, account: AccountId, at: i64) -> Result<()> {
        run!(self, "../storage/queries/codes/use_up.sql", account.0, at);
        Ok(())
    }

    async fn staff_to_sign_in(&mut self, org: OrgId, day: &str, now: i64) -> Result<Vec<Holder>> {
        Ok(
            all!(self, "../storage/queries/codes/staff.sql", org.0, day, now; |row| holder!(row, None, None)),
        )
    }

    async fn pupils_to_sign_in(&mut self, org: OrgId, day: &str, now: i64) -> Result<Vec<Holder>> {
        Ok(
            all!(self, "../storage/queries/codes/pupils.sql", org.0, day, now; |row| {
                holder!(row, Some(ClassId(row.class)), None)
            }),
        )
    }

    async fn guardians_to_sign_in(
        &mut self,
        org: OrgId,
        day: &str,
        now: i64,
    ) -> Result<Vec<Holder>> {
        Ok(
            all!(self, "../storage/queries/codes/guardians.sql", org.0, day, now; |row| {
                let child = FullName {
                    family: row.child_family,
                    given: row.child_given,
                    middle: row.child_middle,
                };
                holder!(row, Some(ClassId(row.class)), Some(child))
            }),
        )
    }
}
