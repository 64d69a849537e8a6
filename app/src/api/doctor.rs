use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::{
    ClassId, MisfitId,
    views::{ClassSheet, Misfit, Misfits, Progress, RepairPage},
};

/// Own links that do not fit, and others' that hold the own profile.
#[server(prefix = "/api", endpoint = "own-misfits", input = Json)]
pub async fn own_misfits() -> Result<Vec<Misfit>, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.own_misfits(&who).await.refused()
}

/// Links of the school or of own classes that do not fit.
#[server(name = AskMisfits, prefix = "/api", endpoint = "misfits", input = Json)]
pub async fn misfits() -> Result<Misfits, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.misfits(&who).await.refused()
}

/// The page of a repair, for the two whom it concerns and for the school (ID-57).
#[server(name = AskRepairPage, prefix = "/api", endpoint = "repair-page", input = Json)]
pub async fn repair_page(misfit: MisfitId) -> Result<RepairPage, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.repair_page(&who, misfit).await.refused()
}

/// Who has linked, by class (ID-66).
#[server(name = AskProgress, prefix = "/api", endpoint = "linking-progress", input = Json)]
pub async fn linking_progress() -> Result<Progress, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.progress(&who).await.refused()
}

/// Who of a class has not linked, and what to send them.
#[server(name = AskClassSheet, prefix = "/api", endpoint = "class-sheet", input = Json)]
pub async fn class_sheet(class: ClassId) -> Result<ClassSheet, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    let mut sheet = core.class_sheet(&who, class).await.refused()?;
    sheet.address = crate::context::host();
    Ok(sheet)
}
