use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::{
    ClassId, PersonId,
    views::{ClassName, People, PeopleAsk, SchoolPerson, TransferPage},
};

/// People of the school, for its administrator.
#[server(name = AskPeople, prefix = "/api", endpoint = "people", input = Json)]
pub async fn people(ask: PeopleAsk) -> Result<People, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.people(&who, &ask).await.refused()
}

/// Everything about a person; the look is noted in the log.
#[server(name = AskSchoolPerson, prefix = "/api", endpoint = "school-person", input = Json)]
pub async fn school_person(person: PersonId) -> Result<SchoolPerson, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.school_person(&who, person).await.refused()
}

/// Where a pupil may be moved to.
#[server(name = AskTransferPage, prefix = "/api", endpoint = "transfer-page", input = Json)]
pub async fn transfer_page(
    person: PersonId,
    class: Option<ClassId>,
) -> Result<TransferPage, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.transfer_page(&who, person, class).await.refused()
}

/// Classes of the school, for its administrator.
#[server(name = AskSchoolClasses, prefix = "/api", endpoint = "school-classes", input = Json)]
pub async fn school_classes() -> Result<Vec<ClassName>, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.school_classes(&who).await.refused()
}
