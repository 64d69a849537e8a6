use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::{
    ImportId, UploadId,
    views::{ImportsPage, PastImport, UploadPage, UploadProgress},
};

/// «Импорт»: unfinished uploads and the history.
#[server(name = AskImportsPage, prefix = "/api", endpoint = "imports-page", input = Json)]
pub async fn imports_page() -> Result<ImportsPage, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.imports_page(&who).await.refused()
}

/// An import of the history.
#[server(name = AskPastImport, prefix = "/api", endpoint = "past-import", input = Json)]
pub async fn past_import(import: ImportId) -> Result<PastImport, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.past_import(&who, import).await.refused()
}

/// An upload with the beginnings of its lists, and all of the list that `all` names.
#[server(name = AskUploadPage, prefix = "/api", endpoint = "upload-page", input = Json)]
pub async fn upload_page(upload: UploadId, all: Option<String>) -> Result<UploadPage, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.upload_page(&who, upload, all.as_deref())
        .await
        .refused()
}

/// How far an upload has come.
#[server(name = AskUploadProgress, prefix = "/api", endpoint = "upload-progress", input = Json)]
pub async fn upload_progress(upload: UploadId) -> Result<UploadProgress, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.upload_progress(&who, upload).await.refused()
}
