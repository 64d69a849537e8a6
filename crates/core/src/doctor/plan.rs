//! How a link that does not fit can be mended.

use super::{facts::facts, rule::misfit};
use crate::{Core, Result, SchoolTime, broken, time::effective_day};
use model::{MisfitKind, views::Way};
use storage::{Account, Link, Person, Repository, SeenMisfit};

/// The way, with what it takes.
pub(super) enum Plan {
    /// The profile goes to this account.
    Move(Owner),
    /// It does, and the link of that account comes back.
    Swap(Owner, Link),
    /// There is nobody to give it to.
    Alone,
}

/// Whose profile it is.
pub(super) struct Owner {
    pub(super) person: Person,
    pub(super) account: Account,
}

impl Plan {
    pub(super) fn way(&self) -> Way {
        match self {
            Plan::Move(_) => Way::Move,
            Plan::Swap(..) => Way::Swap,
            Plan::Alone => Way::Alone,
        }
    }

    pub(super) fn owner(&self) -> Option<&Owner> {
        match self {
            Plan::Move(owner) | Plan::Swap(owner, _) => Some(owner),
            Plan::Alone => None,
        }
    }
}

impl Core {
    /// How a misfit can be mended as things are now. The profile goes only to somebody whom the
    /// rule still points to: whom the roster ties to it by number or family.
    pub(super) async fn plan(
        &self,
        db: &mut dyn Repository,
        misfit_seen: &SeenMisfit,
    ) -> Result<Plan> {
        let Some((right, ..)) = &misfit_seen.right else {
            return Ok(Plan::Alone);
        };
        // Whoever is behind two accounts has a profile already.
        if misfit_seen.kind == MisfitKind::OnePhoneForTwo {
            return Ok(Plan::Alone);
        }
        let person = db.person(*right).await.map_err(broken)?;
        let Some(person) = person.filter(|person| person.active) else {
            return Ok(Plan::Alone);
        };
        let Some(account) = db.account_of(person.id).await.map_err(broken)? else {
            return Ok(Plan::Alone);
        };
        if !self.still_points(db, misfit_seen).await? {
            return Ok(Plan::Alone);
        }
        let owner = Owner { person, account };
        let Some(link) = db.link_of(owner.account.id).await.map_err(broken)? else {
            return Ok(Plan::Move(owner));
        };
        let about = db.misfits_about(owner.person.id).await.map_err(broken)?;
        let theirs = about.iter().find(|other| other.link == link.id);
        let back = theirs
            .and_then(|other| other.right.as_ref())
            .is_some_and(|(person, ..)| *person == misfit_seen.person);
        Ok(if back {
            Plan::Swap(owner, link)
        } else {
            Plan::Alone
        })
    }

    /// Whether the rule says today what was noted.
    async fn still_points(&self, db: &mut dyn Repository, seen: &SeenMisfit) -> Result<bool> {
        let Some(org) = db.org(seen.org).await.map_err(broken)? else {
            return Ok(false);
        };
        let today = SchoolTime::new(&org.time_zone).date(self.clock.now());
        let terms = db.terms(org.source).await.map_err(broken)?;
        let day = effective_day(&terms, &today.to_string());
        let links = facts(db, &[seen.person], &day).await.map_err(broken)?;
        let finding = links
            .iter()
            .find(|link| link.link == seen.link && link.person == seen.person)
            .and_then(|link| misfit(&link.facts, today));
        let noted = seen.right.as_ref().map(|(person, ..)| *person);
        Ok(finding.is_some_and(|finding| finding.right == noted))
    }
}
