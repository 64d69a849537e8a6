//! Whether a learning profile may be linked to an account: it is nobody else's, and it is the
//! very person's (ID-10..14, ID-52).

use crate::{Core, Result, VkPerson, Who, broken};
use jiff::civil::Date;
use model::{Problem, Role, views::Mismatch};
use storage::Repository;

/// A pupil of this age or older has an adult's birth date.
const ADULT: i16 = 21;
/// A guardian or teacher younger than this has a child's birth date.
const CHILD: i16 = 16;

impl Core {
    /// Whether this VK ID is linked to another account. Never says whose.
    pub(super) async fn check_free(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        vk_id: &str,
    ) -> Result<Option<Problem>> {
        let Some(profile) = db.profile_by_vk(vk_id).await.map_err(broken)? else {
            return Ok(None);
        };
        let link = db.link_of_profile(profile.id).await.map_err(broken)?;
        Ok(link
            .filter(|link| link.account != who.account.id)
            .map(|_| Problem::LinkedElsewhere))
    }

    /// Whether the profile is of the other generation, by what the roster knows of the number and
    /// by the birth date.
    pub(super) async fn check_fits(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        person: &VkPerson,
    ) -> Result<Option<Mismatch>> {
        let pupil = who.roles.iter().all(|at| at.role == Role::Pupil);
        if let Some(phone) = &person.phone {
            let owners = db.people_by_phone(phone.as_str()).await.map_err(broken)?;
            let own = owners.iter().any(|owner| owner.id == who.id());
            for owner in owners.iter().filter(|_| !own) {
                let roles = db.roles_of(owner.id, &who.day).await.map_err(broken)?;
                let owner_pupil = roles.iter().any(|held| held.role == Role::Pupil);
                if pupil && !owner_pupil {
                    return Ok(Some(Mismatch::PhoneOfAdult));
                }
                if !pupil && owner_pupil {
                    return Ok(Some(Mismatch::PhoneOfPupil));
                }
            }
        }
        let today = who.time().date(self.clock.now());
        Ok(
            match person.born.as_deref().and_then(|born| age(born, today)) {
                Some(age) if pupil && age >= ADULT => Some(Mismatch::AgeOfAdult),
                Some(age) if !pupil && age < CHILD => Some(Mismatch::AgeOfPupil),
                _ => None,
            },
        )
    }
}

fn age(born: &str, today: Date) -> Option<i16> {
    let born: Date = born.parse().ok()?;
    let before = (today.month(), today.day()) < (born.month(), born.day());
    Some(today.year() - born.year() - i16::from(before))
}
