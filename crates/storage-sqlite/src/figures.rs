use crate::{SqliteRepository, all, maybe};
use async_trait::async_trait;
use model::OrgId;
use storage::{Counted, FigureRepository, Result, SchoolFigures, WorkLeft};

#[async_trait]
impl FigureRepository for SqliteRepository {
    async fn school_figures(&mut self, org: OrgId, day: &str) -> Result<Vec<SchoolFigures>> {
        let counted = |all, linked| Counted { all, linked };
        Ok(
            all!(self, "../storage/queries/figures/schools.sql", org.0, day; |row| SchoolFigures {
                org: OrgId(row.id),
                name: row.name,
                short_name: row.short_name,
                people: counted(row.people, row.linked),
                pupils: counted(row.pupils, row.pupils_linked),
                guardians: counted(row.guardians, row.guardians_linked),
                teachers: counted(row.teachers, row.teachers_linked),
                chats: row.chats,
                imported: row.imported,
            }),
        )
    }

    async fn messages_since(&mut self, org: OrgId, at: i64) -> Result<i64> {
        let found =
            maybe!(self, "../storage/queries/figures/messages.sql", org.0, at; |row| row.messages);
        Ok(found.unwrap_or_default())
    }

    async fn devices_since(&mut self, org: OrgId, at: i64) -> Result<i64> {
        let found =
            maybe!(self, "../storage/queries/figures/devices.sql", org.0, at; |row| row.devices);
        Ok(found.unwrap_or_default())
    }

    async fn work_left(&mut self, org: OrgId, day: &str) -> Result<WorkLeft> {
        let found = maybe!(self, "../storage/queries/figures/work.sql", org.0, day; |row| WorkLeft {
            passwords: row.passwords,
            misfits: row.misfits,
        });
        Ok(found.unwrap_or_default())
    }
}
