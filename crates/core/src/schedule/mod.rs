//! «Расписание» (SL-01..05, SL-10): the week of a teacher, a class or a pupil.

mod dates;
mod week;

use crate::{Core, Result, Who, broken, management::class_order, time::day};
use dates::{is_holiday, monday_of, plus};
use jiff::civil::{Date, Weekday};
use model::{
    ClassId, PersonId, Role,
    views::{ClassChoice, Lesson, Schedule, ScheduleDay, ScheduleOf},
};
use std::collections::BTreeMap;
use storage::{Class, Repository, Slot};
use week::Week;

/// Days that every week shows, Monday first.
const SHOWN: i8 = 6;

impl Core {
    /// The week of a day.
    ///
    /// # Errors
    /// [`model::Problem::NotFound`] for a class or child that one may not see.
    pub async fn schedule(
        &self,
        who: &Who,
        of: ScheduleOf,
        date: Option<&str>,
    ) -> Result<Schedule> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let now = who.time().moment(self.clock.now());
        let today = who.time().date(self.clock.now());
        let asked = date.and_then(|text| text.parse::<Date>().ok());
        // On a Sunday nobody asks for the week that is over.
        let free = today.weekday() == Weekday::Sunday;
        let selected = asked.unwrap_or(if free { plus(today, 1) } else { today });
        let monday = monday_of(selected);
        let classes = self.choices(db.as_mut(), who).await?;
        let slots = self.slots(db.as_mut(), who, of).await?;
        let timetable = !db.periods(who.org.id).await.map_err(broken)?.is_empty();
        let mut week = Week::open(db.as_mut(), who, self.clock.now()).await?;
        week.look_up(db.as_mut(), &slots).await?;
        week.look_up_remote(db.as_mut(), monday, plus(monday, 6))
            .await?;
        let mut days = Vec::new();
        for offset in 0..7_i8 {
            let date = plus(monday, offset);
            let holidays = is_holiday(&who.terms, &date.to_string());
            let lessons = if holidays {
                Vec::new()
            } else {
                week.lessons(&slots, date)
            };
            if offset < SHOWN || !lessons.is_empty() {
                days.push(ScheduleDay {
                    day: day(date),
                    holidays,
                    lessons,
                });
            }
        }
        Ok(Schedule {
            selected: day(selected),
            today: day(today),
            now: now.time.clone(),
            days,
            previous: day(plus(monday, -7)),
            next: day(plus(monday, 7)),
            of,
            classes,
            timetable,
        })
    }

    /// The lesson of a group on a day, by its number in the day.
    pub(crate) async fn lesson_in(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        group: &Class,
        date: Date,
        number: u8,
    ) -> Result<Option<Lesson>> {
        if is_holiday(&who.terms, &date.to_string()) {
            return Ok(None);
        }
        let slots = db.slots_of_group(group.id).await.map_err(broken)?;
        let mut week = Week::open(db, who, self.clock.now()).await?;
        week.look_up(db, &slots).await?;
        week.look_up_remote(db, date, date).await?;
        let mut lessons = week.lessons(&slots, date).into_iter();
        Ok(lessons.find(|lesson| lesson.number == number))
    }

    /// Classes of «Мои классы».
    async fn choices(&self, db: &mut dyn Repository, who: &Who) -> Result<Vec<ClassChoice>> {
        let mut choices: BTreeMap<(u32, String), ClassId> = BTreeMap::new();
        if who.is(Role::Administrator) {
            for class in db.classes_of(who.org.id, false).await.map_err(broken)? {
                choices.insert(class_order(&class.class_name), class.id);
            }
        }
        for class in db.teaches(who.id(), &who.day).await.map_err(broken)? {
            if class.org == who.org.id {
                let id = class.class.unwrap_or(class.id);
                choices.insert(class_order(&class.class_name), id);
            }
        }
        Ok(choices
            .into_iter()
            .map(|((_, name), id)| ClassChoice { id, name })
            .collect())
    }

    async fn slots(&self, db: &mut dyn Repository, who: &Who, of: ScheduleOf) -> Result<Vec<Slot>> {
        match of {
            ScheduleOf::Mine => {
                let mut slots = db.slots_of_teacher(who.id()).await.map_err(broken)?;
                slots.extend(self.studied(db, who, who.id()).await?);
                Ok(slots)
            }
            ScheduleOf::Child(child) => {
                let child = self.access_child(db, who, child).await?;
                self.studied(db, who, child.id).await
            }
            ScheduleOf::Class(class) => {
                let class = self.access_class(db, who, class).await?;
                let mut slots = Vec::new();
                for group in db.groups_of(class.id).await.map_err(broken)? {
                    slots.extend(db.slots_of_group(group.id).await.map_err(broken)?);
                }
                Ok(slots)
            }
        }
    }

    async fn studied(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        pupil: PersonId,
    ) -> Result<Vec<Slot>> {
        let mut slots = Vec::new();
        for group in db.studies(pupil, &who.day).await.map_err(broken)? {
            if group.group {
                slots.extend(db.slots_of_group(group.id).await.map_err(broken)?);
            }
        }
        Ok(slots)
    }
}
