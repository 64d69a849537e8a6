//! The one school that an import is for, and the school that was there before any data.

use super::ImportFault;
use crate::broken;
use model::{
    ImportId, OrgId, Problem, SourceId,
    views::{FaultReason, ImportFaultRow, ImportFaults},
};
use oneroster::Mode;
use storage::{Org, Repository, StagedHow};

type Result<T> = std::result::Result<T, ImportFault>;

/// Source of what the first setup makes: a school without data, and its administrator.
pub(super) const SETUP: (&str, &str) = ("zvonok", "setup");

/// Whose import it is.
pub(super) enum Owner {
    /// Of everything in the file.
    Everybody,
    /// Of one school.
    School(Box<Org>),
    /// Of a school that has no data yet; the one school in the file takes its place.
    Provisional(Box<Org>),
}

impl Owner {
    pub(super) async fn find(
        db: &mut dyn Repository,
        only: Option<OrgId>,
        source: Option<SourceId>,
    ) -> Result<Self> {
        let Some(only) = only else {
            return Ok(Owner::Everybody);
        };
        let org = db.org(only).await.map_err(broken)?;
        let org = Box::new(org.ok_or(Problem::NotFound)?);
        let setup = db.source(SETUP.0, SETUP.1).await.map_err(broken)?;
        if setup == Some(org.source) {
            return Ok(Owner::Provisional(org));
        }
        if source == Some(org.source) {
            return Ok(Owner::School(org));
        }
        let why = FaultReason::AnotherSource { own: org.name };
        Err(one("manifest.csv", 0, "source.systemName", "", why))
    }

    pub(super) fn provisional(&self) -> bool {
        matches!(self, Owner::Provisional(_))
    }

    /// The school with its id in the data.
    pub(super) async fn own(
        &self,
        db: &mut dyn Repository,
        orgs: Mode,
    ) -> Result<Option<(OrgId, String)>> {
        let (org, provisional) = match self {
            Owner::Everybody => return Ok(None),
            Owner::School(org) => (org, false),
            Owner::Provisional(org) => (org, true),
        };
        let schools = db.staged_schools().await.map_err(broken)?;
        let missing = || {
            let own = org.name.clone();
            one("orgs.csv", 0, "", "", FaultReason::SchoolMissing { own })
        };
        if !provisional {
            let there = schools.iter().any(|(id, ..)| *id == org.external_id);
            // Other schools are told one by one later.
            if orgs == Mode::Bulk && !there && schools.is_empty() {
                return Err(missing());
            }
            return Ok(Some((org.id, org.external_id.clone())));
        }
        match schools.as_slice() {
            [] => Err(missing()),
            [(id, ..)] => Ok(Some((org.id, id.clone()))),
            [_, (_, line, name), ..] => {
                let why = FaultReason::SeveralSchools;
                Err(one("orgs.csv", *line, "sourcedId", name, why))
            }
        }
    }

    /// Makes a provisional school the one of the data. Its administrator stays: persons, roles and
    /// accounts of the set-up are of another source than everything an import compares.
    pub(super) async fn adopt(
        &self,
        db: &mut dyn Repository,
        import: ImportId,
        source: SourceId,
        staged: &StagedHow,
    ) -> Result<bool> {
        let (Owner::Provisional(org), Some((_, external))) = (self, &staged.own) else {
            return Ok(false);
        };
        let others = db.orgs().await.map_err(broken)?;
        let taken = |other: &&Org| other.source == source && other.external_id == *external;
        if let Some(other) = others.iter().find(taken) {
            let why = FaultReason::Duplicate { first_line: 0 };
            return Err(one("orgs.csv", 0, "sourcedId", &other.name, why));
        }
        let before = serde_json::json!([org.id.0, org.source.0, org.external_id]).to_string();
        db.keep_before(import, "adopted", &before)
            .await
            .map_err(broken)?;
        db.adopt_org(org.id, source, external)
            .await
            .map_err(broken)?;
        Ok(true)
    }
}

fn one(file: &str, line: u64, column: &str, value: &str, reason: FaultReason) -> ImportFault {
    let row = ImportFaultRow {
        file: file.to_owned(),
        line,
        element: String::new(),
        column: column.to_owned(),
        value: value.to_owned(),
        reason,
    };
    ImportFault::Refused(ImportFaults {
        list: vec![row],
        truncated: false,
    })
}
