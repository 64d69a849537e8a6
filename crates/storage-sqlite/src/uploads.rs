use crate::{SqliteRepository, maybe, run};
use async_trait::async_trait;
use model::{OrgId, PersonId, UploadId, views::UploadState};
use storage::{Fault, Result, Upload, UploadRepository};

#[async_trait]
impl UploadRepository for SqliteRepository {
    async fn insert_upload(&mut self, upload: &Upload) -> Result<UploadId> {
        let (bytes, state) = (upload.bytes, upload.state.code());
        let id = maybe!(self, "../storage/queries/uploads/insert.sql",
            upload.org.0, upload.by.0, upload.by_name, upload.at, upload.folder, upload.file, bytes,
            state, upload.moved_at, upload.choices, upload.report, upload.basis, upload.stale;
            |row| row.id);
        let id = id.flatten().map(UploadId);
        id.ok_or_else(|| Fault::new("an upload without a number"))
    }

    async fn upload(&mut self, id: UploadId) -> Result<Option<Upload>> {
        let found = maybe!(self, "../storage/queries/uploads/upload.sql", id.0; |row| row);
        let Some(row) = found else {
            return Ok(None);
        };
        Ok(Some(Upload {
            id,
            org: OrgId(row.org_id),
            by: PersonId(row.by_id),
            by_name: row.by_name,
            at: row.at,
            folder: row.folder,
            file: row.file,
            bytes: row.bytes,
            state: state(&row.state)?,
            moved_at: row.moved_at,
            choices: row.choices,
            report: row.report,
            basis: row.basis,
            stale: row.stale,
        }))
    }

    async fn open_uploads(&mut self) -> Result<Vec<Upload>> {
        let rows = sqlx::query_file!("../storage/queries/uploads/open.sql")
            .fetch_all(&mut *self.tx)
            .await
            .map_err(crate::fault)?;
        let mut uploads = Vec::new();
        for row in rows {
            uploads.push(Upload {
                id: UploadId(row.id),
                org: OrgId(row.org_id),
                by: PersonId(row.by_id),
                by_name: row.by_name,
                at: row.at,
                folder: row.folder,
                file: row.file,
                bytes: row.bytes,
                state: state(&row.state)?,
                moved_at: row.moved_at,
                choices: row.choices,
                report: String::new(),
                basis: row.basis,
                stale: row.stale,
            });
        }
        Ok(uploads)
    }

    async fn move_upload(&mut self, upload: &Upload, from: UploadState) -> Result<bool> {
        let (from, to) = (from.code(), upload.state.code());
        let moved = run!(
            self,
            "../storage/queries/uploads/move.sql",
            upload.id.0,
            from,
            to,
            upload.folder,
            upload.moved_at,
            upload.choices,
            upload.report,
            upload.basis,
            upload.stale
        );
        Ok(moved > 0)
    }

    async fn purge_uploads(&mut self, before: i64) -> Result<()> {
        run!(self, "../storage/queries/uploads/purge.sql", before);
        Ok(())
    }

    async fn data_basis(&mut self, org: OrgId) -> Result<String> {
        let basis = maybe!(self, "../storage/queries/uploads/basis.sql", org.0; |row| row.basis);
        Ok(basis.unwrap_or_default())
    }
}

fn state(code: &str) -> Result<UploadState> {
    UploadState::from_code(code).ok_or_else(|| Fault::new(format!("an upload in state {code}")))
}
