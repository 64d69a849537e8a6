//! The history of imports, and what was decided for them.

use crate::{SqliteRepository, all, fault, maybe, run};
use model::{ImportId, OrgId, PersonId, SourceId};
use std::collections::BTreeMap;
use storage::{KeptImport, Result};

macro_rules! kept {
    ($row:ident) => {
        KeptImport {
            id: ImportId($row.id),
            source: $row.source_id.map(SourceId),
            org: $row.org_id.map(OrgId),
            kind: $row.kind,
            at: $row.at,
            summary: $row.summary,
            by: $row.by_id.map(PersonId),
            by_name: $row.by_name,
            file: $row.file,
            revertible: $row.revertible != 0,
            undone_at: $row.undone_at,
            undone_by: $row.undone_by,
        }
    };
}

pub(crate) async fn insert(db: &mut SqliteRepository, import: &KeptImport) -> Result<ImportId> {
    let (source, org) = (import.source.map(|id| id.0), import.org.map(|id| id.0));
    let by = import.by.map(|id| id.0);
    let revertible = i64::from(import.revertible);
    let row = sqlx::query_file!(
        "../storage/queries/roster/insert_import.sql",
        source,
        org,
        import.kind,
        import.at,
        import.summary,
        by,
        import.by_name,
        import.file,
        revertible
    )
    .fetch_one(&mut *db.tx)
    .await
    .map_err(fault)?;
    Ok(ImportId(row.id))
}

pub(crate) async fn one(db: &mut SqliteRepository, id: ImportId) -> Result<Option<KeptImport>> {
    Ok(maybe!(db, "../storage/queries/roster/import.sql", id.0; |row| kept!(row)))
}

pub(crate) async fn of(db: &mut SqliteRepository, org: OrgId) -> Result<Vec<KeptImport>> {
    Ok(all!(db, "../storage/queries/roster/imports_of.sql", org.0; |row| kept!(row)))
}

pub(crate) async fn choices(
    db: &mut SqliteRepository,
    source: SourceId,
) -> Result<BTreeMap<String, String>> {
    Ok(all!(db, "../storage/queries/roster/choices.sql", source.0; |row| (row.key, row.option)))
}

pub(crate) async fn keep_choice(
    db: &mut SqliteRepository,
    source: SourceId,
    key: &str,
    option: &str,
) -> Result<()> {
    if option.is_empty() {
        run!(
            db,
            "../storage/queries/roster/drop_choice.sql",
            source.0,
            key
        );
    } else {
        run!(
            db,
            "../storage/queries/roster/keep_choice.sql",
            source.0,
            key,
            option
        );
    }
    Ok(())
}
