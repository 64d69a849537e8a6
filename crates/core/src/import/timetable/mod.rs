//! aSc timetables: which study group each lesson of the week is for.

mod decisions;
mod masks;
mod matching;
mod week;

pub(super) use week::Week;

use super::{How, ImportFault, faults::of_timetable, roster::kept};
use crate::{Core, broken};
use asc_timetables::Timetable;
use matching::Matching;
use model::{
    OrgId, Problem,
    views::{ImportFigures, TimetableReport},
};
use std::collections::BTreeSet;
use storage::{Org, Period, Repository, Slot};

impl Core {
    /// Imports the week of a school. `school` is its number, its id in the data, or its name; it may
    /// be empty when `how` says the one school that it is for.
    ///
    /// # Errors
    /// [`ImportFault::School`] when there is no such school or more than one.
    pub async fn import_timetable(
        &self,
        timetable: &Timetable,
        school: &str,
        how: How<'_>,
    ) -> std::result::Result<TimetableReport, ImportFault> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let org = self.school(db.as_mut(), school, how.only).await?;
        let report = self.write_week(db.as_mut(), &org, timetable, how).await?;
        if !how.dry_run {
            db.save().await.map_err(broken)?;
        }
        Ok(report)
    }

    /// The same within a transaction; a dry run writes nothing, and where nothing changes only the
    /// decisions are kept.
    pub(super) async fn write_week(
        &self,
        db: &mut dyn Repository,
        org: &Org,
        timetable: &Timetable,
        how: How<'_>,
    ) -> std::result::Result<TimetableReport, ImportFault> {
        let day = self.day_at(db, org).await?;
        let mut chosen = db.import_choices(org.source).await.map_err(broken)?;
        chosen.extend(how.choices.0.clone());
        let mut matching = Matching::load(db, org, &day, chosen).await?;
        let slots = matching.slots(timetable);
        let periods: Vec<Period> = timetable
            .periods
            .iter()
            .map(|period| Period {
                number: i64::from(period.number),
                starts: period.starts.strftime("%H:%M").to_string(),
                ends: period.ends.strftime("%H:%M").to_string(),
            })
            .collect();
        let before: BTreeSet<Slot> = db
            .slots(org.id)
            .await
            .map_err(broken)?
            .into_iter()
            .collect();
        let rang = db.periods(org.id).await.map_err(broken)?;
        let bells = rang != periods;
        let mut report = TimetableReport {
            import: None,
            school: org.name.clone(),
            lessons: slots.len() as u64,
            added: slots.difference(&before).count() as u64,
            removed: before.difference(&slots).count() as u64,
            bells,
            unplaced: timetable.unplaced.len() as u64,
            notices: matching.notices.into_iter().map(of_timetable).collect(),
            choices: matching.decisions.finish(),
        };
        if how.dry_run {
            return Ok(report);
        }
        for (key, option) in &how.choices.0 {
            db.keep_import_choice(org.source, key, option)
                .await
                .map_err(broken)?;
        }
        if report.is_empty() {
            return Ok(report);
        }
        let kept_week = Week::of(&rang, before.iter());
        let slots: Vec<Slot> = slots.into_iter().collect();
        db.replace_periods(org.id, &periods).await.map_err(broken)?;
        db.replace_slots(org.id, &slots).await.map_err(broken)?;
        let figures = ImportFigures {
            added: report.added,
            removed: report.removed,
            ..ImportFigures::default()
        };
        let at = self.clock.now();
        let mut import = kept(how, org.source, "timetable", at, String::new());
        import.org = Some(org.id);
        import.summary = serde_json::to_string(&figures).unwrap_or_default();
        let import = db.insert_import(&import).await.map_err(broken)?;
        let kept_week = serde_json::to_string(&kept_week).unwrap_or_default();
        db.keep_before(import, "week", &kept_week)
            .await
            .map_err(broken)?;
        let how = How {
            only: Some(org.id),
            ..how
        };
        self.note_import(db, how, org.source, import, &figures)
            .await?;
        report.import = Some(import);
        Ok(report)
    }

    async fn school(
        &self,
        db: &mut dyn Repository,
        wanted: &str,
        only: Option<OrgId>,
    ) -> std::result::Result<Org, ImportFault> {
        let mut schools = db.orgs().await.map_err(broken)?;
        schools.retain(|org| !org.authority && only.is_none_or(|only| only == org.id));
        // Whose school is known need not name it.
        let known = only.is_some() && wanted.is_empty();
        let mut found: Vec<&Org> = schools
            .iter()
            .filter(|org| known || org.is_called(wanted))
            .collect();
        match (found.pop(), found.is_empty()) {
            (Some(only), true) => Ok(only.clone()),
            _ => Err(ImportFault::School(
                schools
                    .iter()
                    .map(|org| format!("{} — {}, {}", org.name, org.identifier, org.external_id))
                    .collect(),
            )),
        }
    }

    async fn day_at(&self, db: &mut dyn Repository, org: &Org) -> Result<String, Problem> {
        let terms = db.terms(org.source).await.map_err(broken)?;
        let today = crate::SchoolTime::new(&org.time_zone)
            .date(self.clock.now())
            .to_string();
        Ok(crate::time::effective_day(&terms, &today))
    }
}
