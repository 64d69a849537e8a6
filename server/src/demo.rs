//! The demonstration: a generated school, written out as files and imported through the same door
//! as a real one.

use crate::start::Started;
use demo_school::DemoPerson;
use jiff::tz::TimeZone;
use model::views;
use school_core::import::{How, ImportFault};
use std::path::Path;

/// Where the demonstration's files lie inside the data folder.
const FOLDER: &str = "demo";

/// Imports the demonstration school unless there is a school already, and returns who can sign in.
///
/// # Errors
/// Says which step failed.
pub async fn prepare(started: &Started, data: &Path) -> Result<Vec<views::DemoPerson>, String> {
    let folder = data.join(FOLDER);
    let people = folder.join("people.json");
    let (orgs, _) = started
        .core
        .first_organisations()
        .await
        .map_err(|fault| fault.to_string())?;
    if orgs.is_empty() {
        let now = started.core.clock.now();
        let today = jiff::Timestamp::from_millisecond(now)
            .unwrap_or_default()
            .to_zoned(TimeZone::UTC)
            .date();
        // The school year of today; in July and August already the one to come.
        let first_year = if today.month() >= 7 {
            today.year()
        } else {
            today.year() - 1
        };
        let school = demo_school::generate(first_year, demo_school::DEFAULT_SEED);
        demo_school::write(&school, &folder)
            .map_err(|fault| format!("{}: {fault}", folder.display()))?;
        started
            .core
            .import_roster(&folder.join("oneroster"), How::default())
            .await
            .map_err(said)?;
        let timetable = asc_timetables::read(&school.timetable, &Default::default())
            .map_err(|faults| faults.to_string())?;
        started
            .core
            .import_timetable(&timetable, &school.school_id, How::default())
            .await
            .map_err(said)?;
    }
    let text = std::fs::read_to_string(&people)
        .map_err(|fault| format!("{}: {fault}", people.display()))?;
    let people: Vec<DemoPerson> =
        serde_json::from_str(&text).map_err(|fault| format!("people.json: {fault}"))?;
    let mut db = started
        .core
        .storage
        .read()
        .await
        .map_err(|fault| fault.to_string())?;
    let orgs = db.orgs().await.map_err(|fault| fault.to_string())?;
    Ok(people
        .into_iter()
        .filter_map(|person| {
            let org = orgs
                .iter()
                .find(|org| org.external_id == person.organisation)?;
            Some(views::DemoPerson {
                login: person.login,
                password: person.password,
                name: person.full_name,
                note: person.role_note,
                org: org.id,
                org_name: org.name.clone(),
                authority: person.authority,
            })
        })
        .collect())
}

fn said(fault: ImportFault) -> String {
    format!("{fault:?}")
}
