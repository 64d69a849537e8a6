//! To whom one may write.

use crate::{Core, Result, Who, broken};
use model::{
    PersonId, Role, policy,
    views::{Correspondent, CorrespondentTie},
};
use std::collections::BTreeMap;
use storage::{Person, Repository};

impl Core {
    /// Everybody to whom one may write: those of the own chats, and the own family; by name.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn correspondents(&self, who: &Who) -> Result<Vec<Correspondent>> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let mut found: BTreeMap<PersonId, Correspondent> = BTreeMap::new();
        for one in db.acquaintances(who.id(), None).await.map_err(broken)? {
            if !policy::write_to(one.mine, one.theirs) {
                continue;
            }
            let entry = found.entry(one.person).or_insert_with(|| Correspondent {
                person: one.person,
                name: one.name,
                role: one.theirs,
                tie: CorrespondentTie::Chats(Vec::new()),
            });
            // Who teaches somewhere is known as a teacher.
            entry.role = entry.role.min(one.theirs);
            if let CorrespondentTie::Chats(chats) = &mut entry.tie {
                chats.push(one.chat);
            }
        }
        if db.is_in_chats(who.id()).await.map_err(broken)? {
            let children = db.children_of(who.id()).await.map_err(broken)?;
            let guardians = db.guardians_of(who.id()).await.map_err(broken)?;
            let family = |people: Vec<Person>, role, tie: CorrespondentTie| {
                people.into_iter().map(move |one| (one, role, tie.clone()))
            };
            let family = family(children, Role::Pupil, CorrespondentTie::Child).chain(family(
                guardians,
                Role::Guardian,
                CorrespondentTie::Guardian,
            ));
            for (person, role, tie) in family {
                add_kin(db.as_mut(), &mut found, person, role, tie).await?;
            }
        }
        let mut all: Vec<Correspondent> = found.into_values().collect();
        all.sort_by_cached_key(|one| model::name::plain(&one.name.full()));
        Ok(all)
    }
}

async fn add_kin(
    db: &mut dyn Repository,
    found: &mut BTreeMap<PersonId, Correspondent>,
    person: Person,
    role: Role,
    tie: CorrespondentTie,
) -> Result<()> {
    if !found.contains_key(&person.id) && db.is_in_chats(person.id).await.map_err(broken)? {
        found.insert(
            person.id,
            Correspondent {
                person: person.id,
                name: person.name,
                role,
                tie,
            },
        );
    }
    Ok(())
}
