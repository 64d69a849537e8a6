//! Taking an import back.

use super::{report::unsigned, script};
use crate::{SqliteRepository, fault};
use model::{
    ImportId,
    views::{Capped, InTheWay},
};
use sqlx::AssertSqlSafe;
use storage::Result;

macro_rules! sql {
    ($file:literal) => {
        include_str!(concat!("../../../storage/queries/staging/", $file))
    };
}

/// What came with the import and may go for good: candidates, their table. Each before what it
/// refers to.
const MAY_GO: [(&str, &str); 7] = [
    ("u_group", "class"),
    ("u_class", "class"),
    ("u_account", "account"),
    ("u_person", "person"),
    ("u_subject", "subject"),
    ("u_org", "org"),
    ("u_term", "term"),
];

pub(super) async fn in_the_way(
    db: &mut SqliteRepository,
    import: ImportId,
    at: i64,
) -> Result<Vec<InTheWay>> {
    script!(db, "undo_tables.sql");
    sqlx::query("INSERT INTO how SELECT source_id, org_id, $2, id FROM import WHERE id = $1")
        .bind(import.0)
        .bind(at)
        .execute(&mut *db.tx)
        .await
        .map_err(fault)?;
    script!(db, "undo_people.sql");
    let mut found = Vec::new();
    let later: Vec<(i64, i64, String)> = sqlx::query_as(sql!("undo_later.sql"))
        .fetch_all(&mut *db.tx)
        .await
        .map_err(fault)?;
    found.extend(
        later
            .into_iter()
            .map(|(id, at, file)| InTheWay::LaterImport {
                import: ImportId(id),
                at,
                file,
            }),
    );
    let by_hand: Vec<(String, i64)> = sqlx::query_as(sql!("undo_hand.sql"))
        .fetch_all(&mut *db.tx)
        .await
        .map_err(fault)?;
    found.extend(
        by_hand
            .into_iter()
            .map(|(name, at)| InTheWay::HandChange { name, at }),
    );
    let linked = names(db, sql!("undo_linked.sql")).await?;
    if !linked.is_empty() {
        found.push(InTheWay::Linked { people: linked });
    }
    let signed_in = names(db, sql!("undo_signed_in.sql")).await?;
    if !signed_in.is_empty() {
        found.push(InTheWay::SignedIn { people: signed_in });
    }
    let chats: Vec<(String, i64)> = sqlx::query_as(sql!("undo_messages.sql"))
        .fetch_all(&mut *db.tx)
        .await
        .map_err(fault)?;
    found.extend(chats.into_iter().map(|(chat, count)| InTheWay::Messages {
        chat,
        count: unsigned(count),
    }));
    Ok(found)
}

async fn names(db: &mut SqliteRepository, statement: &'static str) -> Result<Capped<String>> {
    let names: Vec<String> = sqlx::query_scalar(statement)
        .fetch_all(&mut *db.tx)
        .await
        .map_err(fault)?;
    Ok(names.into_iter().collect())
}

/// After [`in_the_way`], which found nothing.
pub(super) async fn undo(db: &mut SqliteRepository, import: ImportId) -> Result<(u64, u64, u64)> {
    let (gone, back, rows): (i64, i64, i64) = sqlx::query_as(sql!("undo_counts.sql"))
        .bind(import.0)
        .fetch_one(&mut *db.tx)
        .await
        .map_err(fault)?;
    script!(db, "undo_touch.sql");
    script!(db, "undo_apply.sql");
    script!(db, "undo_touch.sql");
    Ok((unsigned(gone), unsigned(back), unsigned(rows)))
}

/// Removes what came with the import and nothing refers to any more. The rest stays retired. Asks
/// the schema which tables may refer to it, so that a later table is not forgotten here.
pub(super) async fn remove(db: &mut SqliteRepository) -> Result<()> {
    for (candidates, table) in MAY_GO {
        let referring: Vec<(String, String)> = sqlx::query_as(sql!("undo_referring.sql"))
            .bind(table)
            .fetch_all(&mut *db.tx)
            .await
            .map_err(fault)?;
        for (child, column) in referring {
            // Names out of the schema, which is ours.
            let statement = format!(
                "DELETE FROM {candidates} WHERE id IN (SELECT \"{column}\" FROM \"{child}\" WHERE \"{column}\" IS NOT NULL)"
            );
            sqlx::query(AssertSqlSafe(statement))
                .execute(&mut *db.tx)
                .await
                .map_err(fault)?;
        }
        let statement = format!("DELETE FROM {table} WHERE id IN (SELECT id FROM {candidates})");
        sqlx::query(AssertSqlSafe(statement))
            .execute(&mut *db.tx)
            .await
            .map_err(fault)?;
    }
    Ok(())
}
