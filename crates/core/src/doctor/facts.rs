//! What the rule needs to know of some people's links, in five queries whatever their number.

use super::rule::{Facts, Other};
use model::{LinkId, PersonId};
use std::collections::BTreeMap;
use storage::{Repository, Result, Traits};

/// A live link and what is known of it.
pub(super) struct Known {
    pub(super) link: LinkId,
    pub(super) person: PersonId,
    pub(super) facts: Facts,
}

/// The live links of these people.
pub(super) async fn facts(
    db: &mut dyn Repository,
    people: &[PersonId],
    day: &str,
) -> Result<Vec<Known>> {
    let linked = db.linked_people(people, day).await?;
    let mut others: BTreeMap<(PersonId, PersonId), Other> = BTreeMap::new();
    let mut other =
        |of: PersonId, person: PersonId, roster: Traits, change: &dyn Fn(&mut Other)| {
            let entry = others.entry((of, person)).or_insert(Other {
                person,
                roster,
                relation: None,
                pupil: false,
                same_number: Vec::new(),
            });
            change(entry);
        };
    for one in db.relatives(people).await? {
        other(one.of, one.person, one.roster, &|entry| {
            entry.relation = Some(one.relation);
        });
    }
    for one in db.phone_owners(people, day).await? {
        other(one.of, one.person, one.roster, &|entry| {
            entry.pupil = one.pupil;
        });
    }
    for one in db.same_numbers(people).await? {
        other(one.of, one.person, one.roster, &|entry| {
            entry.same_number.push(one.profile.clone());
        });
    }
    let mut by_person: BTreeMap<PersonId, Vec<Other>> = BTreeMap::new();
    for ((of, _), other) in others {
        by_person.entry(of).or_default().push(other);
    }
    Ok(linked
        .into_iter()
        .map(|one| Known {
            link: one.link,
            person: one.person,
            facts: Facts {
                roster: one.roster,
                profile: one.profile,
                pupil: one.pupil,
                adult: one.adult,
                others: by_person.get(&one.person).cloned().unwrap_or_default(),
            },
        })
        .collect())
}
