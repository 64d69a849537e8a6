//! Looking links through: when they are made, every night, and after an import.

use super::{
    CODES_LIVE,
    facts::facts,
    rule::{Finding, misfit},
};
use crate::{Actor, Core, Deed, Result, SchoolTime, broken, time::effective_day};
use model::{Action, MisfitState, OrgId, PersonId, Problem, SourceId};
use serde_json::json;
use storage::{KnownMisfit, NewMisfit, Org, Repository};

/// Who found it, in the log.
const DOCTOR: &str = "linking doctor";

/// People looked at together.
const AT_ONCE: usize = 500;

impl Core {
    /// Looks the links of a school through and notes which do not fit; returns how many were
    /// found anew. For the night, and for after an import of that school.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn examine(&self, org: OrgId) -> Result<usize> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let org = db.org(org).await.map_err(broken)?;
        let org = org.ok_or(Problem::NotFound)?;
        let found = self.examine_org(db.as_mut(), &org).await?;
        db.save().await.map_err(broken)?;
        Ok(found)
    }

    /// The same for the schools of a source, or one of them, after what is kept of their people has
    /// changed. What fails is left to the night: the change itself stands.
    pub(crate) async fn examine_source(&self, source: SourceId, only: Option<OrgId>) {
        let Ok(mut db) = self.storage.read().await else {
            return;
        };
        let orgs = db.orgs().await.unwrap_or_default();
        drop(db);
        for org in orgs.into_iter().filter(|org| org.source == source) {
            if !org.authority
                && only.is_none_or(|only| only == org.id)
                && let Err(problem) = self.examine(org.id).await
            {
                tracing::warn!(?problem, org = org.id.0, "links not looked through");
            }
        }
    }

    /// The same once a local night; upkeep comes by every hour.
    pub(crate) async fn examine_tonight(&self, org: &Org) -> Result<()> {
        let now = self.clock.now();
        let night = SchoolTime::new(&org.time_zone).date(now).to_string();
        let mut db = self.storage.read().await.map_err(broken)?;
        let last = db.doctor_night(org.id).await.map_err(broken)?;
        drop(db);
        if last.as_ref() == Some(&night) {
            return Ok(());
        }
        let mut db = self.storage.write().await.map_err(broken)?;
        self.examine_org(db.as_mut(), org).await?;
        db.keep_doctor_night(org.id, &night, now)
            .await
            .map_err(broken)?;
        db.save().await.map_err(broken)
    }

    async fn examine_org(&self, db: &mut dyn Repository, org: &Org) -> Result<usize> {
        let terms = db.terms(org.source).await.map_err(broken)?;
        let today = SchoolTime::new(&org.time_zone).date(self.clock.now());
        let day = effective_day(&terms, &today.to_string());
        let people = db.linked_in(org.id, &day).await.map_err(broken)?;
        let mut found = 0;
        for some in people.chunks(AT_ONCE) {
            found += self.examine_people(db, org, some, &day).await?;
        }
        Ok(found)
    }

    /// Looks the links of these people through, within the caller's transaction.
    pub(crate) async fn examine_people(
        &self,
        db: &mut dyn Repository,
        org: &Org,
        people: &[PersonId],
        day: &str,
    ) -> Result<usize> {
        let now = self.clock.now();
        let today = SchoolTime::new(&org.time_zone).date(now);
        let links = facts(db, people, day).await.map_err(broken)?;
        let known = db
            .known_misfits(people, now - CODES_LIVE)
            .await
            .map_err(broken)?;
        let mut found = 0;
        for link in links {
            let finding = misfit(&link.facts, today);
            let known: Vec<&KnownMisfit> = known
                .iter()
                .filter(|known| known.link == link.link)
                .collect();
            self.close_others(db, &known, finding.as_ref()).await?;
            let Some(finding) = finding else { continue };
            let same = known.iter().find(|known| known.kind == finding.kind);
            let evidence = serde_json::to_string(&finding.evidence).unwrap_or_default();
            match same {
                // Somebody of the school has looked at it.
                Some(known) if known.state == MisfitState::Dismissed => {}
                Some(known) if known.state.is_open() => {
                    self.keep_open(db, known, &finding, &evidence).await?;
                }
                _ => {
                    let new = NewMisfit {
                        org: org.id,
                        link: link.link,
                        person: link.person,
                        kind: finding.kind,
                        right: finding.right,
                        evidence,
                    };
                    if db.keep_misfit(&new, now).await.map_err(broken)?.is_some() {
                        found += 1;
                        self.note_found(db, &new).await?;
                    }
                }
            }
        }
        Ok(found)
    }

    /// What was found earlier and is no longer so: the data was corrected, or says something else.
    async fn close_others(
        &self,
        db: &mut dyn Repository,
        known: &[&KnownMisfit],
        finding: Option<&Finding>,
    ) -> Result<()> {
        let now = self.clock.now();
        for known in known.iter().filter(|known| known.state.is_open()) {
            if finding.is_none_or(|finding| finding.kind != known.kind) {
                db.settle_misfit(known.id, MisfitState::Mended, now, None, "")
                    .await
                    .map_err(broken)?;
            }
        }
        Ok(())
    }

    async fn keep_open(
        &self,
        db: &mut dyn Repository,
        known: &KnownMisfit,
        finding: &Finding,
        evidence: &str,
    ) -> Result<()> {
        let moved = known.right != finding.right;
        if moved {
            db.point_misfit(known.id, finding.right, evidence)
                .await
                .map_err(broken)?;
        }
        if known.state == MisfitState::Mending && (moved || !known.mending) {
            // The codes have expired, or were for somebody else.
            let now = self.clock.now();
            db.settle_misfit(known.id, MisfitState::Open, now, None, "")
                .await
                .map_err(broken)?;
        }
        Ok(())
    }

    async fn note_found(&self, db: &mut dyn Repository, new: &NewMisfit) -> Result<()> {
        let subject = db.person(new.person).await.map_err(broken)?;
        let deed = Deed {
            org: new.org,
            actor: Actor::Machine(DOCTOR),
            action: Action::MisfitFound,
            subject: subject.as_ref(),
            detail: json!({ "kind": new.kind.code() }),
        };
        self.note(db, deed).await
    }
}
