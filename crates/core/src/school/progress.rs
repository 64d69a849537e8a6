//! Who has linked, by class, and who has not (ID-66).

use crate::{Core, Result, Who, broken, management::class_order};
use model::{
    ClassId, Role,
    views::{ClassProgress, ClassSheet, Missing, PartShare, Progress, hue},
};
use storage::Progressed;

/// The parts of a class, in the order they are shown.
const PARTS: [Role; 3] = [Role::Pupil, Role::Guardian, Role::Teacher];

impl Core {
    /// The whole school for its administrator, own classes for a class teacher.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] for everybody else.
    pub async fn progress(&self, who: &Who) -> Result<Progress> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let (school, misfits) = self.misfits_seen(db.as_mut(), who).await?;
        let led = self.led(db.as_mut(), who).await?;
        let counted = db
            .progress_of_org(who.org.id, &who.day)
            .await
            .map_err(broken)?;
        let (classes, whole): (Vec<Progressed>, Vec<Progressed>) =
            counted.into_iter().partition(|one| one.class.is_some());
        let mut ids: Vec<(ClassId, String)> = classes
            .iter()
            .filter_map(|one| Some((one.class?, one.class_name.clone())))
            .filter(|(class, _)| school || led.contains(class))
            .collect();
        ids.sort();
        ids.dedup();
        ids.sort_by_key(|(_, name)| class_order(name));
        let classes = ids
            .into_iter()
            .map(|(id, name)| {
                let own: Vec<Progressed> = classes
                    .iter()
                    .filter(|one| one.class == Some(id))
                    .cloned()
                    .collect();
                class_progress(id, &name, &own)
            })
            .collect();
        Ok(Progress {
            school: school.then(|| shares(&whole)),
            classes,
            misfits: u32::try_from(misfits.len()).unwrap_or(u32::MAX),
        })
    }

    /// One class: who has not linked.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a class that is not one's own.
    pub async fn class_sheet(&self, who: &Who, id: ClassId) -> Result<ClassSheet> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let class = self.access_led_class(db.as_mut(), who, id).await?;
        let people = db.progress_of_class(id, &who.day).await.map_err(broken)?;
        let time = who.time();
        let counted: Vec<Progressed> = PARTS
            .into_iter()
            .map(|part| {
                let own = || people.iter().filter(|one| one.part == part);
                Progressed {
                    class: Some(id),
                    class_name: class.class_name.clone(),
                    part,
                    people: i64::try_from(own().count()).unwrap_or(0),
                    linked: i64::try_from(own().filter(|one| one.linked).count()).unwrap_or(0),
                }
            })
            .collect();
        let missing = people
            .into_iter()
            .filter(|one| !one.linked)
            .map(|one| Missing {
                name: one.name,
                part: one.part,
                children: one.children,
                signed_in: one.signed_in_at.map(|at| time.moment(at)),
            })
            .collect();
        Ok(ClassSheet {
            class: class_progress(id, &class.class_name, &counted),
            missing,
            today: time.moment(self.clock.now()).day,
            address: String::new(),
        })
    }
}

fn class_progress(id: ClassId, name: &str, counted: &[Progressed]) -> ClassProgress {
    ClassProgress {
        id,
        name: name.to_owned(),
        hue: hue(name),
        shares: shares(counted),
    }
}

fn shares(counted: &[Progressed]) -> [PartShare; 3] {
    PARTS.map(|part| {
        let one = counted.iter().find(|one| one.part == part);
        let count = |value: i64| u32::try_from(value).unwrap_or(0);
        PartShare {
            part,
            people: one.map_or(0, |one| count(one.people)),
            linked: one.map_or(0, |one| count(one.linked)),
        }
    })
}
