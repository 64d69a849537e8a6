//! Misfits by whom they concern.

use crate::{Actor, Core, Deed, Result, Who, broken};
use model::{
    Action, ClassId, MisfitId, MisfitState, PersonId, Problem, policy,
    views::{Misfit, Misfits, Viewpoint},
};
use serde_json::json;
use std::collections::BTreeSet;
use storage::{Repository, SeenMisfit};

/// The most that one page shows.
const SHOWN: usize = 100;

impl Core {
    /// Own links that do not fit, and others' links that hold the own profile.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn own_misfits(&self, who: &Who) -> Result<Vec<Misfit>> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let mut shown = Vec::new();
        for misfit in db.misfits_about(who.id()).await.map_err(broken)? {
            if let Some(standing) = self.standing(db.as_mut(), who, &misfit).await? {
                let view = self.show(db.as_mut(), who, &misfit, standing).await?;
                // Whose the profile is has something to do only where it can come to them.
                let concerns =
                    standing == Viewpoint::Holder || super::show::moves(view.way, view.kind);
                if concerns {
                    shown.push(view);
                }
            }
        }
        Ok(shown)
    }

    /// Those of the school for its administrator, of own classes for a class teacher.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] for everybody else.
    pub async fn misfits(&self, who: &Who) -> Result<Misfits> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let (school, mut seen) = self.misfits_seen(db.as_mut(), who).await?;
        let count = u32::try_from(seen.len()).unwrap_or(u32::MAX);
        seen.reverse();
        let mut misfits = Vec::new();
        for misfit in seen.into_iter().take(SHOWN) {
            if let Some(standing) = self.standing(db.as_mut(), who, &misfit).await? {
                misfits.push(self.show(db.as_mut(), who, &misfit, standing).await?);
            }
        }
        Ok(Misfits {
            school,
            misfits,
            count,
        })
    }

    /// Whether one sees the whole school, and the misfits one sees.
    pub(crate) async fn misfits_seen(
        &self,
        db: &mut dyn Repository,
        who: &Who,
    ) -> Result<(bool, Vec<SeenMisfit>)> {
        let school = policy::see_progress(&who.roles, who.org.id, false);
        let led = self.led(db, who).await?;
        if !school && led.is_empty() {
            return Err(Problem::NotAllowed);
        }
        let mut seen = db.misfits_in(who.org.id).await.map_err(broken)?;
        if !school {
            let people: Vec<PersonId> = seen.iter().map(|misfit| misfit.person).collect();
            let classes = db
                .classes_of_people(&people, &who.day)
                .await
                .map_err(broken)?;
            let own: BTreeSet<PersonId> = classes
                .into_iter()
                .filter(|(_, class, _)| led.contains(class))
                .map(|(person, ..)| person)
                .collect();
            seen.retain(|misfit| own.contains(&misfit.person) && misfit.person != who.id());
        }
        Ok((school, seen))
    }

    /// Classes of this school whose class teacher one is.
    pub(crate) async fn led(
        &self,
        db: &mut dyn Repository,
        who: &Who,
    ) -> Result<BTreeSet<ClassId>> {
        if !policy::see_progress(&who.roles, who.org.id, true) {
            return Ok(BTreeSet::new());
        }
        let led = db
            .classes_led(who.id(), who.org.id, &who.day)
            .await
            .map_err(broken)?;
        Ok(led.into_iter().map(|(class, _)| class).collect())
    }

    /// «Всё верно»: the same is not raised again for this link.
    ///
    /// # Errors
    /// [`Problem::FieldMissing`] without a reason, [`Problem::NotFound`],
    /// [`Problem::NotAllowed`] for the two whom it concerns.
    pub async fn dismiss_misfit(&self, who: &Who, id: MisfitId, reason: &str) -> Result<()> {
        let reason: String = reason.trim().chars().take(300).collect();
        let mut db = self.storage.write().await.map_err(broken)?;
        let (misfit, standing) = self.access_misfit(db.as_mut(), who, id).await?;
        let side = matches!(standing, Viewpoint::Holder | Viewpoint::Owner);
        let leads = standing == Viewpoint::ClassTeacher;
        if !policy::dismiss_misfit(&who.roles, misfit.org, side, leads) {
            return Err(Problem::NotAllowed);
        }
        if reason.is_empty() {
            return Err(Problem::FieldMissing);
        }
        let now = self.clock.now();
        if let Some(repair) = db.repair_of(id).await.map_err(broken)? {
            db.end_repair(repair.id, "cancelled", now)
                .await
                .map_err(broken)?;
        }
        db.settle_misfit(id, MisfitState::Dismissed, now, Some(who.id()), &reason)
            .await
            .map_err(broken)?;
        let subject = db.person(misfit.person).await.map_err(broken)?;
        let deed = Deed {
            org: misfit.org,
            actor: Actor::Somebody(who),
            action: Action::MisfitDismissed,
            subject: subject.as_ref(),
            detail: json!({ "kind": misfit.kind.code(), "reason": reason }),
        };
        self.note(db.as_mut(), deed).await?;
        db.save().await.map_err(broken)
    }
}
