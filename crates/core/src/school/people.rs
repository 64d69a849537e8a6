//! Finding people of the own school.

use crate::{Core, Result, Who, broken, management::class_order};
use model::{
    typed,
    views::{ClassName, People, PeopleAsk, PersonRow},
};
use storage::{Class, PeopleQuery};

/// People of one page.
const PAGE: u32 = 50;
/// Most that are shown in one piece.
const MOST: u32 = 1_000;
/// Characters that are looked at; nobody's name is longer.
const LONGEST: usize = 100;

impl Core {
    /// People of the school for its administrator, by name.
    ///
    /// # Errors
    /// [`model::Problem::NotAllowed`] for everybody else.
    pub async fn people(&self, who: &Who, ask: &PeopleAsk) -> Result<People> {
        let org = self.access_school(who)?;
        let mut db = self.storage.read().await.map_err(broken)?;
        let text: String = ask.text.chars().take(LONGEST).collect();
        let query = PeopleQuery {
            org: org.id,
            ways: typed::ways(&text),
            role: ask.role,
            class: ask.class,
            state: ask.state,
            limit: i64::from(ask.most.clamp(PAGE, MOST)),
            skip: 0,
        };
        // A search for nothing but signs finds nobody rather than everybody.
        let in_vain = query.ways.is_empty() && !text.trim().is_empty();
        let (found, total) = if in_vain {
            (Vec::new(), 0)
        } else {
            db.find_people(&query, &who.day).await.map_err(broken)?
        };
        Ok(People {
            people: found
                .into_iter()
                .map(|one| PersonRow {
                    id: one.id,
                    name: one.name,
                    roles: one.roles,
                    classes: one.classes,
                    linked: one.linked,
                    never_in: one.never_in,
                    left: one.left,
                })
                .collect(),
            total: u32::try_from(total).unwrap_or(u32::MAX),
        })
    }

    /// Classes of the school, in order, for its administrator.
    ///
    /// # Errors
    /// [`model::Problem::NotAllowed`] for everybody else.
    pub async fn school_classes(&self, who: &Who) -> Result<Vec<ClassName>> {
        let org = self.access_school(who)?;
        let mut db = self.storage.read().await.map_err(broken)?;
        Ok(names(db.classes_of(org.id, false).await.map_err(broken)?))
    }
}

/// Classes to choose from: 1А before 10А.
pub(super) fn names(mut classes: Vec<Class>) -> Vec<ClassName> {
    classes.sort_by_key(|class| class_order(&class.class_name));
    classes
        .into_iter()
        .map(|class| ClassName {
            id: class.id,
            name: class.class_name,
        })
        .collect()
}
