//! The staged side of a transaction.

use super::{report, script, undo};
use crate::{SqliteRepository, fault};
use async_trait::async_trait;
use model::{
    ClassId, ImportId, OrgId, SourceId,
    views::{FaultReason, ImportFaultRow, InTheWay},
};
use storage::{
    Incoming, LoginClash, Result, RightChanged, StagedClass, StagedHow, StagedReport,
    StagingRepository,
};

macro_rules! sql {
    ($file:literal) => {
        include_str!(concat!("../../../storage/queries/staging/", $file))
    };
}

/// Rows of `enrolment` that one question for digests covers.
const PAGE: i64 = 50_000;

#[async_trait]
impl StagingRepository for SqliteRepository {
    async fn begin_staging(&mut self) -> Result<()> {
        script!(self, "tables.sql");
        Ok(())
    }

    async fn stage_how(&mut self, how: &StagedHow) -> Result<()> {
        let (own, own_id) = match &how.own {
            Some((org, id)) => (Some(org.0), Some(id.as_str())),
            None => (None, None),
        };
        sqlx::query(sql!("how.sql"))
            .bind(how.source.map(|id| id.0))
            .bind(own)
            .bind(own_id)
            .bind(how.v11)
            .bind(how.orgs)
            .bind(how.users)
            .bind(how.roles)
            .bind(how.classes)
            .bind(how.enrolments)
            .bind(how.all_dirty)
            .bind(how.at)
            .execute(&mut *self.tx)
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn stage(&mut self, what: Incoming, rows: &str) -> Result<()> {
        let statement = match what {
            Incoming::Orgs => sql!("put_orgs.sql"),
            Incoming::Terms => sql!("put_terms.sql"),
            Incoming::Subjects => sql!("put_subjects.sql"),
            Incoming::Classes => sql!("put_classes.sql"),
            Incoming::Users => sql!("put_users.sql"),
            Incoming::Agents => sql!("put_agents.sql"),
            Incoming::Roles => sql!("put_roles.sql"),
            Incoming::Births => sql!("put_births.sql"),
            Incoming::Enrolments => sql!("put_enrolments.sql"),
            Incoming::Dirty => sql!("put_dirty.sql"),
            Incoming::Resolved => sql!("put_resolved.sql"),
            Incoming::Hashes => sql!("put_hashes.sql"),
        };
        sqlx::query(statement)
            .bind(rows)
            .execute(&mut *self.tx)
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn end_staging(&mut self) -> Result<()> {
        script!(self, "keys.sql");
        script!(self, "duplicates.sql");
        Ok(())
    }

    async fn digests(
        &mut self,
        source: SourceId,
        own: Option<OrgId>,
        from: i64,
    ) -> Result<Option<(String, Option<i64>)>> {
        let (digests, without, last): (Option<String>, i64, i64) =
            sqlx::query_as(sql!("digests.sql"))
                .bind(source.0)
                .bind(own.map(|id| id.0))
                .bind(from)
                .bind(from + PAGE)
                .fetch_one(&mut *self.tx)
                .await
                .map_err(fault)?;
        if without > 0 {
            return Ok(None);
        }
        let next = (from + PAGE <= last).then_some(from + PAGE);
        Ok(Some((digests.unwrap_or_default(), next)))
    }

    async fn staged_schools(&mut self) -> Result<Vec<(String, u64, String)>> {
        let rows: Vec<(String, i64, String)> = sqlx::query_as(sql!("schools.sql"))
            .fetch_all(&mut *self.tx)
            .await
            .map_err(fault)?;
        let rows = rows.into_iter();
        Ok(rows
            .map(|(id, line, name)| (id, report::unsigned(line), name))
            .collect())
    }

    async fn staged_terms(&mut self) -> Result<Vec<(String, Option<String>, bool)>> {
        sqlx::query_as(sql!("terms.sql"))
            .fetch_all(&mut *self.tx)
            .await
            .map_err(fault)
    }

    async fn schools_of_classes(&mut self) -> Result<Vec<String>> {
        sqlx::query_scalar("SELECT DISTINCT org FROM n_class WHERE kind = 0 ORDER BY org")
            .fetch_all(&mut *self.tx)
            .await
            .map_err(fault)
    }

    async fn staged_classes(&mut self, school: &str) -> Result<Vec<StagedClass>> {
        let rows: Vec<report::ClassRow> = sqlx::query_as(sql!("classes_of_school.sql"))
            .bind(school)
            .fetch_all(&mut *self.tx)
            .await
            .map_err(fault)?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    async fn kept_homes(&mut self, school: &str) -> Result<Vec<(String, String)>> {
        sqlx::query_as(sql!("kept_homes.sql"))
            .bind(school)
            .fetch_all(&mut *self.tx)
            .await
            .map_err(fault)
    }

    async fn login_clashes(&mut self, other: (&str, &str)) -> Result<Vec<LoginClash>> {
        type Row = (String, i64, String, String, String, Option<String>);
        let rows: Vec<Row> = sqlx::query_as(sql!("login_clashes.sql"))
            .bind(other.0)
            .bind(other.1)
            .fetch_all(&mut *self.tx)
            .await
            .map_err(fault)?;
        let clash = |(id, line, login, name, other, free)| LoginClash {
            id,
            line: report::unsigned(line),
            login,
            name,
            other,
            free,
        };
        Ok(rows.into_iter().map(clash).collect())
    }

    async fn stage_login(&mut self, id: &str, login: Option<&str>) -> Result<()> {
        let query = "UPDATE n_user SET login = coalesce($2, login), kind = iif($2 IS NULL, 2, kind) \
                     WHERE id = $1 AND kind = 0";
        sqlx::query(query)
            .bind(id)
            .bind(login)
            .execute(&mut *self.tx)
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn compare(&mut self) -> Result<()> {
        script!(self, "differences.sql");
        script!(self, "compare_people.sql");
        script!(self, "compare_roles.sql");
        script!(self, "compare_classes.sql");
        script!(self, "before.sql");
        Ok(())
    }

    async fn staged_faults(&mut self, most: usize) -> Result<Vec<ImportFaultRow>> {
        type Row = (
            String,
            i64,
            String,
            String,
            String,
            Option<i64>,
            Option<String>,
        );
        let rows: Vec<Row> = sqlx::query_as(sql!("faults.sql"))
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .fetch_all(&mut *self.tx)
            .await
            .map_err(fault)?;
        Ok(rows
            .into_iter()
            .map(
                |(file, line, column, value, code, first, own)| ImportFaultRow {
                    file,
                    line: u64::try_from(line).unwrap_or(0),
                    element: String::new(),
                    column,
                    value,
                    reason: match code.as_str() {
                        "duplicate" => FaultReason::Duplicate {
                            first_line: first
                                .and_then(|line| u64::try_from(line).ok())
                                .unwrap_or(0),
                        },
                        "another-school" => FaultReason::AnotherSchool {
                            own: own.unwrap_or_default(),
                        },
                        "row-of-another-school" => FaultReason::RowOfAnotherSchool,
                        _ => FaultReason::UnknownReference,
                    },
                },
            )
            .collect())
    }

    async fn stamp(&mut self) -> Result<String> {
        sqlx::query_scalar(sql!("stamp.sql"))
            .fetch_one(&mut *self.tx)
            .await
            .map_err(fault)
    }

    async fn adopt_org(&mut self, org: OrgId, source: SourceId, external: &str) -> Result<()> {
        sqlx::query("UPDATE org SET source_id = $2, external_id = $3 WHERE id = $1")
            .bind(org.0)
            .bind(source.0)
            .bind(external)
            .execute(&mut *self.tx)
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn passwords_wanted(&mut self) -> Result<u64> {
        let count: i64 = sqlx::query_scalar(sql!("passwords_wanted.sql"))
            .fetch_one(&mut *self.tx)
            .await
            .map_err(fault)?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    async fn unhashed(&mut self, most: usize) -> Result<Vec<(String, String)>> {
        sqlx::query_as(sql!("unhashed.sql"))
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .fetch_all(&mut *self.tx)
            .await
            .map_err(fault)
    }

    async fn apply_staged(&mut self, import: ImportId) -> Result<()> {
        sqlx::query("UPDATE how SET import = $1")
            .bind(import.0)
            .execute(&mut *self.tx)
            .await
            .map_err(fault)?;
        script!(self, "touch.sql");
        script!(self, "apply_people.sql");
        script!(self, "apply_roles.sql");
        script!(self, "apply_classes.sql");
        script!(self, "touch.sql");
        script!(self, "hand.sql");
        Ok(())
    }

    async fn touched(&mut self) -> Result<(Vec<ClassId>, Vec<OrgId>)> {
        let classes: Vec<i64> = sqlx::query_scalar(sql!("touched_classes.sql"))
            .fetch_all(&mut *self.tx)
            .await
            .map_err(fault)?;
        let staffs: Vec<i64> = sqlx::query_scalar("SELECT id FROM t_staff ORDER BY id")
            .fetch_all(&mut *self.tx)
            .await
            .map_err(fault)?;
        Ok((
            classes.into_iter().map(ClassId).collect(),
            staffs.into_iter().map(OrgId).collect(),
        ))
    }

    async fn staged_report(&mut self, import: ImportId) -> Result<StagedReport> {
        report::report(self, import).await
    }

    async fn keep_summary(&mut self, import: ImportId, summary: &str) -> Result<()> {
        sqlx::query("UPDATE import SET summary = $2 WHERE id = $1")
            .bind(import.0)
            .bind(summary)
            .execute(&mut *self.tx)
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn rights_changed(&mut self, import: ImportId) -> Result<Vec<RightChanged>> {
        report::rights(self, import).await
    }

    async fn forget_old_imports(&mut self) -> Result<()> {
        script!(self, "forget.sql");
        Ok(())
    }

    async fn in_the_way(&mut self, import: ImportId, at: i64) -> Result<Vec<InTheWay>> {
        undo::in_the_way(self, import, at).await
    }

    async fn undo_staged(&mut self, import: ImportId) -> Result<(u64, u64, u64)> {
        undo::undo(self, import).await
    }

    async fn mark_undone(&mut self, import: ImportId, at: i64, by: Option<&str>) -> Result<()> {
        sqlx::query("UPDATE import SET undone_at = $2, undone_by = $3 WHERE id = $1")
            .bind(import.0)
            .bind(at)
            .bind(by)
            .execute(&mut *self.tx)
            .await
            .map_err(fault)?;
        undo::remove(self).await?;
        sqlx::query("DELETE FROM import_row WHERE import_id = $1")
            .bind(import.0)
            .execute(&mut *self.tx)
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn keep_before(&mut self, import: ImportId, kind: &str, before: &str) -> Result<()> {
        sqlx::query("INSERT INTO import_row (import_id, kind, id, before) VALUES ($1, $2, 0, $3)")
            .bind(import.0)
            .bind(kind)
            .bind(before)
            .execute(&mut *self.tx)
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn before(&mut self, import: ImportId, kind: &str) -> Result<Option<String>> {
        sqlx::query_scalar(
            "SELECT before FROM import_row WHERE import_id = $1 AND kind = $2 AND id = 0",
        )
        .bind(import.0)
        .bind(kind)
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(fault)
    }
}
