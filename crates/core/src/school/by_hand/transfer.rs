use super::{holding, new_change, widen};
use crate::{Core, Result, Scope, Who, broken, school::people::names};
use model::{
    Action, ClassId, HandKind, PersonId, Problem, Role, by_hand,
    views::{ClassName, Split, TransferPage},
};
use serde_json::json;
use std::collections::BTreeMap;
use storage::{Class, Person, Repository};

impl Core {
    /// Where a pupil may be moved to; for a `chosen` class, what there is to choose in it.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for strangers, for who is no pupil, and for a class of another school.
    pub async fn transfer_page(
        &self,
        who: &Who,
        person: PersonId,
        chosen: Option<ClassId>,
    ) -> Result<TransferPage> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let (person, from) = self.access_pupil(db.as_mut(), who, person).await?;
        let mut classes = db.classes_of(who.org.id, false).await.map_err(broken)?;
        classes.retain(|class| from.as_ref().is_none_or(|from| from.id != class.id));
        let chosen = match chosen {
            Some(id) => {
                let class = classes.iter().find(|class| class.id == id);
                let class = class.ok_or(Problem::NotFound)?;
                let name = ClassName {
                    id,
                    name: class.class_name.clone(),
                };
                let groups = db.groups_of(id).await.map_err(broken)?;
                Some((name, splits(groups)))
            }
            None => None,
        };
        Ok(TransferPage {
            id: person.id,
            name: person.name,
            from: from.map(|class| class.class_name),
            classes: names(classes),
            chosen,
        })
    }

    /// «Перевести в другой класс»: leaves every class and group of the school, joins the class and
    /// its groups; of a subject that is taught in several, the one in `chosen`, else the first.
    /// Moving somebody to where the data has them takes the earlier transfer back.
    ///
    /// # Errors
    /// [`Problem::ReasonMissing`]; [`Problem::AlreadySo`] for the present class;
    /// [`Problem::NotFound`] for strangers, for who is no pupil, and for a class of another school.
    pub async fn transfer(
        &self,
        who: &Who,
        person: PersonId,
        to: ClassId,
        chosen: &[ClassId],
        reason: &str,
    ) -> Result<()> {
        self.access_school(who)?;
        let reason = by_hand::reason(reason).ok_or(Problem::ReasonMissing)?;
        let mut db = self.storage.write().await.map_err(broken)?;
        let (person, from) = self.access_pupil(db.as_mut(), who, person).await?;
        let class = db.class(to).await.map_err(broken)?;
        let class = class.filter(|class| !class.group && class.org == who.org.id);
        let class = class.ok_or(Problem::NotFound)?;
        if from.as_ref().is_some_and(|from| from.id == to) {
            return Err(Problem::AlreadySo);
        }
        let now = self.clock.now();
        let mut scope = Scope::default();
        widen(db.as_mut(), who, person.id, &mut scope).await?;
        let changes = db.changes_of(who.org.id, person.id).await;
        let changes = changes.map_err(broken)?;
        let earlier = holding(&changes, person.id, HandKind::Transfer, None).map(|one| one.id);
        let home = match earlier {
            Some(earlier) => db.class_before(earlier).await.map_err(broken)?,
            None => None,
        };
        if let Some(earlier) = earlier {
            db.end_change(earlier, now).await.map_err(broken)?;
        }
        match earlier {
            Some(earlier) if home == Some(to) => {
                db.undo_transfer(earlier).await.map_err(broken)?;
            }
            _ => {
                let mut new = new_change(who, HandKind::Transfer, person.id, &reason, now);
                new.class = Some(to);
                let change = db.insert_change(&new).await.map_err(broken)?;
                db.end_enrolments(person.id, who.org.id, change)
                    .await
                    .map_err(broken)?;
                if let Some(earlier) = earlier {
                    db.replace_transfer(earlier, change).await.map_err(broken)?;
                }
                let groups = db.groups_of(to).await.map_err(broken)?;
                for id in joined(to, groups, chosen) {
                    db.enrol_by_hand(change, id, person.id, &who.day)
                        .await
                        .map_err(broken)?;
                }
            }
        }
        widen(db.as_mut(), who, person.id, &mut scope).await?;
        let detail = json!({
            "from": from.map(|class| class.class_name),
            "to": class.class_name,
            "reason": reason,
        });
        let told = (Action::Transferred, &person, detail);
        self.conclude(db, who, &scope, told, Vec::new()).await
    }

    /// A pupil of the own school who has not left, with the present class.
    pub(super) async fn access_pupil(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: PersonId,
    ) -> Result<(Person, Option<Class>)> {
        let person = self.access_school_person(db, who, id).await?;
        let roles = db.roles_of(id, &who.day).await.map_err(broken)?;
        let pupil = roles
            .iter()
            .any(|held| held.org == who.org.id && held.role == Role::Pupil);
        if !pupil || !person.active {
            return Err(Problem::NotFound);
        }
        let studies = db.studies(id, &who.day).await.map_err(broken)?;
        let class = studies
            .into_iter()
            .find(|class| !class.group && class.org == who.org.id);
        Ok((person, class))
    }
}

/// Groups with a label, by subject.
fn labelled(groups: Vec<Class>) -> BTreeMap<String, Vec<Class>> {
    let mut subjects: BTreeMap<String, Vec<Class>> = BTreeMap::new();
    for group in groups {
        if !group.label.is_empty() {
            subjects
                .entry(group.subject.clone())
                .or_default()
                .push(group);
        }
    }
    for groups in subjects.values_mut() {
        groups.sort_by(|a, b| (&a.label, a.id).cmp(&(&b.label, b.id)));
    }
    subjects
}

fn splits(groups: Vec<Class>) -> Vec<Split> {
    labelled(groups)
        .into_iter()
        .map(|(subject, groups)| Split {
            subject,
            groups: groups
                .into_iter()
                .map(|group| ClassName {
                    id: group.id,
                    name: group.label,
                })
                .collect(),
        })
        .collect()
}

/// The class, its groups without a label, and one of each subject with labels.
fn joined(class: ClassId, groups: Vec<Class>, chosen: &[ClassId]) -> Vec<ClassId> {
    let mut all = vec![class];
    let whole = groups.iter().filter(|group| group.label.is_empty());
    all.extend(whole.map(|group| group.id));
    for groups in labelled(groups).values() {
        let one = groups.iter().find(|group| chosen.contains(&group.id));
        all.extend(one.or(groups.first()).map(|group| group.id));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{joined, splits};
    use model::{ClassId, OrgId};
    use storage::Class;

    fn group(id: i64, subject: &str, label: &str) -> Class {
        Class {
            id: ClassId(id),
            org: OrgId(1),
            group: true,
            class_name: "4А".to_owned(),
            class: Some(ClassId(1)),
            subject: subject.to_owned(),
            label: label.to_owned(),
            room: String::new(),
        }
    }

    #[test]
    fn one_group_of_each_subject_is_joined() {
        let groups = || {
            vec![
                group(2, "Математика", ""),
                group(5, "Английский язык", "2 группа"),
                group(4, "Английский язык", "1 группа"),
                group(6, "Труд", "1 группа"),
                group(7, "Труд", "2 группа"),
            ]
        };
        let ids = |chosen: &[i64]| -> Vec<i64> {
            let chosen: Vec<ClassId> = chosen.iter().copied().map(ClassId).collect();
            let all = joined(ClassId(1), groups(), &chosen);
            all.into_iter().map(|id| id.0).collect()
        };
        assert_eq!(ids(&[]), [1, 2, 4, 6]);
        assert_eq!(ids(&[5, 7, 99]), [1, 2, 5, 7]);
        let splits = splits(groups());
        assert_eq!(splits.len(), 2);
        assert_eq!(splits[0].groups[0].id, ClassId(4));
    }
}
