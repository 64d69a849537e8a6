//! Who gets a card with which group. Everybody is in one group only: a second card of the same
//! person would make the first one useless.

use model::{
    ClassId, PersonId,
    views::{CardHolder, ClassPasswords, PasswordGroup, PasswordShare, Passwords},
};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Class, Holder};

use crate::SchoolTime;

/// A class with those who get their cards there.
#[derive(Debug)]
pub(super) struct ClassCards {
    pub(super) id: ClassId,
    pub(super) name: String,
    pub(super) pupils: Vec<Holder>,
    pub(super) guardians: Vec<Holder>,
}

/// The school in groups.
#[derive(Debug)]
pub(super) struct Groups {
    pub(super) classes: Vec<ClassCards>,
    pub(super) staff: Vec<Holder>,
    /// Children of guardians: «Соколов Артём, 4А».
    pub(super) children: BTreeMap<PersonId, Vec<String>>,
}

/// Sorts people into groups: staff with the staff, guardians with their youngest child.
pub(super) fn groups(
    mut classes: Vec<Class>,
    staff: Vec<Holder>,
    pupils: Vec<Holder>,
    guardians: Vec<Holder>,
) -> Groups {
    classes.sort_by_cached_key(|class| (grade(&class.class_name), class.class_name.clone()));
    let names: BTreeMap<ClassId, &str> = classes
        .iter()
        .map(|class| (class.id, class.class_name.as_str()))
        .collect();
    let mut children: BTreeMap<PersonId, Vec<String>> = BTreeMap::new();
    for class in &classes {
        for row in guardians.iter().filter(|row| row.class == Some(class.id)) {
            if let Some(child) = &row.child {
                let child = format!("{} {}, {}", child.family, child.given, names[&class.id]);
                children.entry(row.person).or_default().push(child);
            }
        }
    }
    let mut taken: BTreeSet<PersonId> = staff.iter().map(|row| row.person).collect();
    let mut of_class = |rows: &[Holder], class: ClassId| -> Vec<Holder> {
        rows.iter()
            .filter(|row| row.class == Some(class) && taken.insert(row.person))
            .cloned()
            .collect()
    };
    let classes = classes
        .iter()
        .map(|class| ClassCards {
            id: class.id,
            name: class.class_name.clone(),
            pupils: of_class(&pupils, class.id),
            guardians: of_class(&guardians, class.id),
        })
        .collect();
    Groups {
        classes,
        staff,
        children,
    }
}

/// «4» of «4А», so that 10 comes after 9.
fn grade(name: &str) -> u32 {
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(u32::MAX)
}

impl Groups {
    /// How many have no password yet.
    pub(super) fn counted(&self) -> Passwords {
        let classes = self.classes.iter().map(|class| ClassPasswords {
            class: class.id,
            name: class.name.clone(),
            pupils: share(&class.pupils),
            guardians: share(&class.guardians),
        });
        Passwords {
            classes: classes.collect(),
            staff: share(&self.staff),
        }
    }

    /// One group, one by one.
    pub(super) fn listed(
        &self,
        class: Option<ClassId>,
        time: &SchoolTime,
    ) -> Option<PasswordGroup> {
        let list = |rows: &[Holder]| -> Vec<CardHolder> {
            rows.iter()
                .map(|row| CardHolder {
                    person: row.person,
                    name: row.name.clone(),
                    login: row.login.clone(),
                    children: self.children_of(row),
                    ready: row.ready,
                    card: row.card.map(|until| time.moment(until - 1).day),
                })
                .collect()
        };
        let Some(class) = class else {
            return Some(PasswordGroup {
                class: None,
                name: String::new(),
                people: list(&self.staff),
                guardians: Vec::new(),
            });
        };
        let found = self.classes.iter().find(|known| known.id == class)?;
        Some(PasswordGroup {
            class: Some(class),
            name: found.name.clone(),
            people: list(&found.pupils),
            guardians: list(&found.guardians),
        })
    }

    /// «Соколов Артём, 4А», of a guardian in this row.
    pub(super) fn children_of(&self, row: &Holder) -> Vec<String> {
        match row.child {
            Some(_) => self.children.get(&row.person).cloned().unwrap_or_default(),
            None => Vec::new(),
        }
    }
}

fn share(rows: &[Holder]) -> PasswordShare {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    PasswordShare {
        people: count(rows.len()),
        without: count(rows.iter().filter(|row| !row.ready).count()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{AccountId, FullName, OrgId};

    fn class(id: i64, name: &str) -> Class {
        Class {
            id: ClassId(id),
            org: OrgId(1),
            group: false,
            class_name: name.into(),
            class: None,
            subject: String::new(),
            label: String::new(),
            room: String::new(),
        }
    }

    fn holder(person: i64, class: Option<i64>, child: Option<&str>) -> Holder {
        let named = |given: &str| FullName {
            family: "Соколов".into(),
            given: given.into(),
            middle: String::new(),
        };
        Holder {
            class: class.map(ClassId),
            person: PersonId(person),
            name: named("Некто"),
            account: AccountId(person),
            login: format!("l{person}"),
            ready: false,
            card: None,
            child: child.map(named),
        }
    }

    #[test]
    fn everybody_is_in_one_group() {
        let found = groups(
            vec![class(1, "10Б"), class(2, "4А")],
            vec![holder(1, None, None)],
            vec![holder(2, Some(2), None), holder(3, Some(1), None)],
            vec![
                // A teacher with a child here, and a father of two.
                holder(1, Some(2), Some("Анна")),
                holder(4, Some(1), Some("Пётр")),
                holder(4, Some(2), Some("Анна")),
                holder(5, Some(1), Some("Пётр")),
            ],
        );
        let names: Vec<&str> = found.classes.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["4А", "10Б"], "the lowest class first");
        let ids = |rows: &[Holder]| rows.iter().map(|row| row.person.0).collect::<Vec<_>>();
        assert_eq!(ids(&found.staff), [1]);
        assert_eq!(ids(&found.classes[0].guardians), [4]);
        assert_eq!(ids(&found.classes[1].guardians), [5]);
        let father = &found.classes[0].guardians[0];
        assert_eq!(
            found.children_of(father),
            ["Соколов Анна, 4А", "Соколов Пётр, 10Б"]
        );
        let counted = found.counted();
        assert_eq!(counted.classes[0].guardians.people, 1);
        assert!(
            found
                .listed(Some(ClassId(9)), &SchoolTime::new("UTC"))
                .is_none()
        );
    }
}
