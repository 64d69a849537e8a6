//! What is shown of a misfit, and to whom: no number in full, no stranger's name to a family.

use super::plan::Plan;
use crate::{
    Core, Result, Who, broken,
    frame::{class_of, masked},
    time::day_of,
};
use model::{
    FullName, MisfitKind, OrgId, PersonId, Role, policy,
    views::{Differs, Misfit, MisfitCard, Viewpoint, Way},
};
use storage::{Repository, SeenMisfit, Traits};

impl Core {
    /// What somebody is to a misfit; `None` for everybody whom it does not concern.
    pub(crate) async fn standing(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        misfit: &SeenMisfit,
    ) -> Result<Option<Viewpoint>> {
        if misfit.person == who.id() {
            return Ok(Some(Viewpoint::Holder));
        }
        if misfit.right.as_ref().is_some_and(|one| one.0 == who.id()) {
            return Ok(Some(Viewpoint::Owner));
        }
        if policy::see_progress(&who.roles, misfit.org, false) {
            return Ok(Some(Viewpoint::Administrator));
        }
        let led = db
            .classes_led(who.id(), misfit.org, &who.day)
            .await
            .map_err(broken)?;
        let classes = db
            .classes_of_people(&[misfit.person], &who.day)
            .await
            .map_err(broken)?;
        let leads = classes
            .iter()
            .any(|(_, class, _)| led.iter().any(|(own, _)| own == class));
        let may = leads && policy::mend_link(&who.roles, misfit.org, false, leads);
        Ok(may.then_some(Viewpoint::ClassTeacher))
    }

    /// A misfit as somebody sees it.
    pub(super) async fn show(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        misfit: &SeenMisfit,
        standing: Viewpoint,
    ) -> Result<Misfit> {
        let plan = self.plan(db, misfit).await?;
        let right = misfit.right.as_ref().map(|(person, ..)| *person);
        let relatives = db.relatives(&[misfit.person]).await.map_err(broken)?;
        let family = right.is_none_or(|right| relatives.iter().any(|one| one.person == right));
        // Only the administrator may know everybody of the school, and nobody of another.
        let ours = match right {
            Some(right) => self.org_of(db, right, misfit.org, &who.day).await? == Some(misfit.org),
            None => true,
        };
        let known = family || (standing == Viewpoint::Administrator && ours);
        let side = matches!(standing, Viewpoint::Holder | Viewpoint::Owner);
        let hide = |card: MisfitCard, hidden: bool| match hidden {
            true => MisfitCard {
                phone: card.phone,
                role: card.role,
                ..MisfitCard::default()
            },
            false => card,
        };
        let account = self
            .card(db, who, misfit.person, &misfit.roster, None)
            .await?;
        let mut profile = self
            .profile_card(db, who, right, &misfit.profile, plan.owner().is_some())
            .await?;
        if let Plan::Alone = plan {
            profile.class = None;
        }
        if !ours && standing == Viewpoint::Administrator {
            (profile.role, profile.class) = (None, None);
        }
        let (roster, linked) = (&misfit.roster, &misfit.profile);
        let differs = Differs {
            name: !roster.name.fits(&linked.name),
            phone: roster.phone.is_some() && roster.phone != linked.phone,
            born: roster.born.is_some() && linked.born.is_some() && roster.born != linked.born,
        };
        let leads = standing == Viewpoint::ClassTeacher;
        Ok(Misfit {
            id: misfit.id,
            kind: misfit.kind,
            state: misfit.state,
            found: who.time().moment(misfit.found_at),
            account: hide(account, !known && standing == Viewpoint::Owner),
            profile: hide(profile, !known && standing != Viewpoint::Owner),
            differs,
            standing,
            way: plan.way(),
            may_dismiss: policy::dismiss_misfit(&who.roles, misfit.org, side, leads),
        })
    }

    /// An organisation of somebody's, this one if it is one.
    pub(super) async fn org_of(
        &self,
        db: &mut dyn Repository,
        person: PersonId,
        rather: OrgId,
        day: &str,
    ) -> Result<Option<OrgId>> {
        let held = db.roles_of(person, day).await.map_err(broken)?;
        let here = held.iter().find(|held| held.org == rather);
        Ok(here.or(held.first()).map(|held| held.org))
    }

    async fn profile_card(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        right: Option<PersonId>,
        linked: &Traits,
        tied: bool,
    ) -> Result<MisfitCard> {
        match right {
            Some(right) => self.card(db, who, right, linked, Some(tied)).await,
            None => Ok(facts_of(&linked.name, linked)),
        }
    }

    /// The card of a person, or of the profile that seems to be the person's.
    async fn card(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        person: PersonId,
        traits: &Traits,
        profile: Option<bool>,
    ) -> Result<MisfitCard> {
        let mut card = facts_of(&traits.name, traits);
        let roles = db.roles_of(person, &who.day).await.map_err(broken)?;
        card.role = roles
            .iter()
            .map(|held| held.role)
            .find(|role| role.has_chats());
        if card.role == Some(Role::Pupil)
            && profile != Some(false)
            && let Some(person) = db.person(person).await.map_err(broken)?
        {
            card.class = class_of(db, &person, &who.day).await?;
        }
        Ok(card)
    }
}

fn facts_of(name: &FullName, traits: &Traits) -> MisfitCard {
    MisfitCard {
        name: Some(name.clone()),
        role: None,
        class: None,
        phone: masked(traits.phone.as_deref()),
        born: traits.born.as_deref().and_then(day_of),
    }
}

/// Whether the profile can go to somebody at all.
pub(super) fn moves(way: Way, kind: MisfitKind) -> bool {
    way != Way::Alone && kind != MisfitKind::OnePhoneForTwo
}
