//! School data coming in: read, checked, compared with what is kept, applied in one transaction.
//!
//! What is ambiguous is reported, never guessed; a fault refuses the whole package.

mod apply;
mod diff;
mod faults;
mod history;
mod how;
mod merge;
mod noted;
mod report;
mod sections;
mod timetable;

pub use diff::Changes;
pub use faults::{ImportFault, UndoFault};
pub use how::How;

use crate::{Core, broken};
use model::{ImportId, views::RosterReport};
use oneroster::{Limits, Package};
use std::{collections::BTreeSet, path::Path};
use storage::KeptImport;

impl Core {
    /// Imports a OneRoster package (1.1 or 1.2, bulk or delta; a zip or a folder). A dry run does
    /// all of it and keeps nothing. Importing the same package twice changes nothing.
    ///
    /// # Errors
    /// [`ImportFault::Refused`] with every fault by file, line, column and value.
    pub async fn import_roster(
        &self,
        path: &Path,
        how: How<'_>,
    ) -> std::result::Result<RosterReport, ImportFault> {
        let package = oneroster::read(path, &Limits::default())?;
        self.import_package(&package, how).await
    }

    /// The same for a package that is in memory already.
    ///
    /// # Errors
    /// See [`Core::import_roster`].
    pub async fn import_package(
        &self,
        package: &Package,
        how: How<'_>,
    ) -> std::result::Result<RosterReport, ImportFault> {
        let passwords = self.new_passwords(package).await?;
        let mut db = self.storage.write().await.map_err(broken)?;
        let name = &package.source;
        let source = db
            .keep_source(&name.system_name, &name.system_code)
            .await
            .map_err(broken)?;
        let before = db.roster(source).await.map_err(broken)?;
        let (after, notices) = merge::merge(&before, package, &self.settings.time_zone)?;
        let changes = Changes::between(&before, &after);
        let now = self.clock.now();
        let applied = apply::apply(db.as_mut(), source, &before, &after, &changes, now)
            .await
            .map_err(broken)?;
        let given = passwords.len();
        for (person, hash) in passwords {
            apply::set_password(db.as_mut(), source, &person, &hash)
                .await
                .map_err(broken)?;
        }
        let mut report = report::report(&before, &after, &changes, notices);
        report.passwords = given as u64;
        report::tell_memberships(&mut report, db.as_mut(), &applied)
            .await
            .map_err(broken)?;
        if how.dry_run {
            return Ok(report);
        }
        if !report.is_empty() {
            let figures = report::figures(&report);
            let summary = serde_json::to_string(&figures).unwrap_or_default();
            let import = kept(how, Some(source), "roster", now, summary);
            let id = db.insert_import(&import).await.map_err(broken)?;
            self.note_import(db.as_mut(), how.by, how.only, id, &figures)
                .await?;
            report.import = Some(id);
        }
        db.save().await.map_err(broken)?;
        self.publish(applied.events);
        Ok(report)
    }

    /// Hashes of the passwords that the package brings for people who have none yet. Made before
    /// the transaction, because each takes its time.
    async fn new_passwords(
        &self,
        package: &Package,
    ) -> std::result::Result<Vec<(String, String)>, ImportFault> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let name = &package.source;
        let known = db
            .source(&name.system_name, &name.system_code)
            .await
            .map_err(broken)?;
        let people = match known {
            Some(source) => db.person_ids(source).await.map_err(broken)?,
            None => Default::default(),
        };
        let mut has = BTreeSet::new();
        for row in &package.users.rows {
            if row.value.password.is_some()
                && let Some(id) = people.get(&row.source_id)
                && let Some(account) = db.account_of(*id).await.map_err(broken)?
                && account.password.is_some()
            {
                has.insert(row.source_id.clone());
            }
        }
        drop(db);
        let mut hashes = Vec::new();
        for row in &package.users.rows {
            if let Some(password) = &row.value.password
                && row.value.enabled
                && !has.contains(&row.source_id)
            {
                let hash = self.passwords.hash(password.reveal().to_owned()).await?;
                hashes.push((row.source_id.clone(), hash));
            }
        }
        Ok(hashes)
    }
}

/// What the history keeps of an import.
fn kept(
    how: How<'_>,
    source: Option<model::SourceId>,
    kind: &str,
    at: i64,
    summary: String,
) -> KeptImport {
    KeptImport {
        id: ImportId(0),
        source,
        org: how.only,
        kind: kind.to_owned(),
        at,
        summary,
        by: how.by.map(|by| by.person),
        by_name: how.by.map(|by| by.name.clone()),
        file: how.by.map(|by| by.file.clone()).unwrap_or_default(),
        revertible: false,
        undone_at: None,
        undone_by: None,
    }
}
