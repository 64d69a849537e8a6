//! What an import did, read out of what it staged.

use crate::{SqliteRepository, fault};
use model::{
    ImportId, OrgId, PersonId, Role,
    views::{
        Capped, Changed, HandDiffers, HandKind, LONGEST_LIST, Losing, Moved, PersonField, Standing,
    },
};
use sqlx::{FromRow, SqliteConnection};
use storage::{Result, RightChanged, StagedClass, StagedReport};

macro_rules! sql {
    ($file:literal) => {
        include_str!(concat!("../../../storage/queries/staging/", $file))
    };
}

#[derive(FromRow)]
pub(super) struct ClassRow {
    id: String,
    line: i64,
    home: bool,
    title: String,
    code: Option<String>,
    course: Option<String>,
    course_name: Option<String>,
    terms: String,
    subject: Option<String>,
    grade: String,
    room: String,
    stated: Option<String>,
    stated_name: Option<String>,
}

impl From<ClassRow> for StagedClass {
    fn from(row: ClassRow) -> Self {
        Self {
            id: row.id,
            line: u64::try_from(row.line).unwrap_or(0),
            home: row.home,
            title: row.title,
            code: row.code.unwrap_or_default(),
            course: row.course,
            course_name: row.course_name,
            terms: row.terms,
            subject: row.subject,
            grade: row.grade,
            room: row.room,
            stated: row.stated,
            stated_name: row.stated_name,
        }
    }
}

pub(super) async fn rights(
    db: &mut SqliteRepository,
    import: ImportId,
) -> Result<Vec<RightChanged>> {
    let ruling = Role::RULING.map(Role::code);
    let rows: Vec<(i64, i64, String, bool)> = sqlx::query_as(sql!("rights.sql"))
        .bind(import.0)
        .bind(serde_json::to_string(&ruling).unwrap_or_default())
        .fetch_all(&mut *db.tx)
        .await
        .map_err(fault)?;
    let changed = rows.into_iter().filter_map(|(org, person, role, given)| {
        Some(RightChanged {
            org: OrgId(org),
            person: PersonId(person),
            role: Role::from_code(&role)?,
            given,
        })
    });
    Ok(changed.collect())
}

pub(super) async fn report(db: &mut SqliteRepository, import: ImportId) -> Result<StagedReport> {
    let tx = &mut *db.tx;
    let most = LONGEST_LIST as i64;
    let (schools, classes, groups, people): (i64, i64, i64, i64) =
        sqlx::query_as(sql!("totals.sql"))
            .fetch_one(&mut *tx)
            .await
            .map_err(fault)?;
    let (written, removed, appears, leaves, losing, changed, hand_ended, newest_chat): (
        i64,
        i64,
        i64,
        i64,
        i64,
        i64,
        i64,
        i64,
    ) = sqlx::query_as(sql!("counts.sql"))
        .bind(import.0)
        .fetch_one(&mut *tx)
        .await
        .map_err(fault)?;
    let comers: Vec<(String, String, String)> = sqlx::query_as(sql!("appears.sql"))
        .bind(most)
        .fetch_all(&mut *tx)
        .await
        .map_err(fault)?;
    let leavers: Vec<(String, String, String, bool, bool)> = sqlx::query_as(
        "SELECT name, class, roles, linked, signed_in FROM leaver ORDER BY name, class LIMIT $1",
    )
    .bind(most)
    .fetch_all(&mut *tx)
    .await
    .map_err(fault)?;
    let losers: Vec<(String, String, String, bool, bool)> = sqlx::query_as(
        "SELECT name, class, roles, linked, signed_in FROM leaver WHERE linked OR signed_in \
         ORDER BY name, class LIMIT $1",
    )
    .bind(most)
    .fetch_all(&mut *tx)
    .await
    .map_err(fault)?;
    let moved: Vec<(String, String, String)> = sqlx::query_as(sql!("moves.sql"))
        .fetch_all(&mut *tx)
        .await
        .map_err(fault)?;
    let others: Vec<(String, bool, bool, bool, bool, bool)> = sqlx::query_as(sql!("changed.sql"))
        .bind(most)
        .fetch_all(&mut *tx)
        .await
        .map_err(fault)?;
    Ok(StagedReport {
        totals: [schools, classes, groups, people].map(unsigned),
        rows: (unsigned(written), unsigned(removed)),
        appears: capped(appears, comers, |(name, class, roles)| {
            standing(name, class, &roles)
        }),
        leaves: capped(leaves, leavers, |(name, class, roles, ..)| {
            standing(name, class, &roles)
        }),
        loses_access: capped(losing, losers, |(name, class, roles, linked, signed_in)| {
            Losing {
                who: standing(name, class, &roles),
                linked,
                signed_in,
            }
        }),
        moves: moved
            .into_iter()
            .map(|(name, from, to)| Moved { name, from, to })
            .collect(),
        changed: capped(
            changed,
            others,
            |(name, named, login, born, phone, email)| {
                let fields = [
                    (named, PersonField::Name),
                    (login, PersonField::Login),
                    (born, PersonField::Born),
                    (phone, PersonField::Phone),
                    (email, PersonField::Email),
                ];
                let fields = fields.into_iter().filter(|(differs, _)| *differs);
                Changed {
                    name,
                    fields: fields.map(|(_, field)| field).collect(),
                }
            },
        ),
        by_hand: by_hand(tx).await?,
        hand_ended: unsigned(hand_ended),
        newest_chat,
    })
}

async fn by_hand(tx: &mut SqliteConnection) -> Result<Capped<HandDiffers>> {
    let rows: Vec<(i64, String, String, String, String)> = sqlx::query_as(sql!("differs.sql"))
        .fetch_all(tx)
        .await
        .map_err(fault)?;
    Ok(rows
        .into_iter()
        .filter_map(|(change, kind, name, by_hand, in_data)| {
            Some(HandDiffers {
                change,
                kind: HandKind::from_code(&kind)?,
                name,
                by_hand,
                in_data,
            })
        })
        .collect())
}

fn capped<R, T>(total: i64, rows: Vec<R>, told: impl Fn(R) -> T) -> Capped<T> {
    Capped {
        total: unsigned(total),
        items: rows.into_iter().map(told).collect(),
    }
}

fn standing(name: String, class: String, roles: &str) -> Standing {
    let held: Vec<&str> = roles.split(',').collect();
    let roles = Role::ALL.into_iter();
    Standing {
        name,
        class,
        roles: roles.filter(|role| held.contains(&role.code())).collect(),
    }
}

pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
