//! «Расписание» (SL-01..05, SL-10): the week of a teacher, a class or a pupil.

use crate::{Core, Result, Who, broken, management::class_order, time::day};
use jiff::{ToSpan, civil::Date};
use model::{
    ChatId, ClassId, OrgId, PersonId, Role,
    views::{ClassChoice, Lesson, Schedule, ScheduleDay, ScheduleOf, hue},
};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Class, Period, Repository, Slot, Term};

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
        let free = today.weekday() == jiff::civil::Weekday::Sunday;
        let selected = asked.unwrap_or(if free { plus(today, 1) } else { today });
        let monday = monday_of(selected);
        let classes = self.choices(db.as_mut(), who).await?;
        let slots = self.slots(db.as_mut(), who, of).await?;
        let timetable = !db.periods(who.org.id).await.map_err(broken)?.is_empty();
        let mut week = Week {
            terms: &who.terms,
            periods: BTreeMap::new(),
            own: db
                .chats_of(who.id())
                .await
                .map_err(broken)?
                .iter()
                .map(|c| c.chat.id)
                .collect(),
            today,
            time: &now.time,
            groups: BTreeMap::new(),
            teachers: BTreeMap::new(),
        };
        week.look_up(db.as_mut(), &slots).await?;
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

/// What the lessons of a week are made of.
struct Week<'a> {
    terms: &'a [Term],
    /// Bells by school: a child may go to another one.
    periods: BTreeMap<(OrgId, i64), Period>,
    own: BTreeSet<ChatId>,
    today: Date,
    time: &'a str,
    groups: BTreeMap<ClassId, (Class, Option<ChatId>)>,
    teachers: BTreeMap<PersonId, String>,
}

impl Week<'_> {
    async fn look_up(&mut self, db: &mut dyn Repository, slots: &[Slot]) -> Result<()> {
        for slot in slots {
            if !self.groups.contains_key(&slot.group)
                && let Some(group) = db.class(slot.group).await.map_err(broken)?
            {
                let chats = match group.class {
                    Some(class) => db.chats_of_class(class).await.map_err(broken)?,
                    None => Vec::new(),
                };
                let chat = chats.iter().find(|chat| chat.group == Some(slot.group));
                let chat = chat.map(|chat| chat.id).filter(|id| self.own.contains(id));
                if !self.periods.keys().any(|(org, _)| *org == group.org) {
                    for period in db.periods(group.org).await.map_err(broken)? {
                        self.periods.insert((group.org, period.number), period);
                    }
                }
                self.groups.insert(slot.group, (group, chat));
            }
            if let Some(id) = slot.teacher
                && !self.teachers.contains_key(&id)
                && let Some(person) = db.person(id).await.map_err(broken)?
            {
                let letter = |text: &str| text.chars().next().map(|c| format!("\u{a0}{c}."));
                let name = &person.name;
                let short = [
                    Some(name.family.clone()),
                    letter(&name.given),
                    letter(&name.middle),
                ];
                self.teachers
                    .insert(id, short.into_iter().flatten().collect());
            }
        }
        Ok(())
    }

    fn lessons(&self, slots: &[Slot], date: Date) -> Vec<Lesson> {
        let weekday = i64::from(date.weekday().to_monday_zero_offset());
        let mut lessons: Vec<Lesson> = slots
            .iter()
            .filter(|slot| slot.weekday == weekday && self.takes_place(slot, date))
            .filter_map(|slot| self.lesson(slot, date))
            .collect();
        lessons.sort_by(|a, b| {
            (a.number, &a.class, &a.subject).cmp(&(b.number, &b.class, &b.subject))
        });
        lessons.dedup();
        lessons
    }

    fn takes_place(&self, slot: &Slot, date: Date) -> bool {
        let text = date.to_string();
        let Some(year) = crate::time::year_of(self.terms, &text) else {
            return true;
        };
        let terms: Vec<&Term> = self.terms.iter().filter(|term| !term.year).collect();
        let term = terms
            .iter()
            .position(|term| term.starts <= text && text <= term.ends);
        let in_term = term.is_none_or(|at| marked(&slot.terms, at));
        let weeks = year
            .starts
            .parse::<Date>()
            .ok()
            .and_then(|first| monday_of(first).until(monday_of(date)).ok())
            .map_or(0, |span| span.get_days().max(0) / 7);
        in_term && marked(&slot.weeks, usize::try_from(weeks).unwrap_or(0))
    }

    fn lesson(&self, slot: &Slot, date: Date) -> Option<Lesson> {
        let (group, chat) = self.groups.get(&slot.group)?;
        let period = self.periods.get(&(group.org, slot.period))?;
        let (starts, ends) = (clock(&period.starts), clock(&period.ends));
        let now = minutes(self.time);
        let same_day = date == self.today;
        let class = match group.label.as_str() {
            "" => group.class_name.clone(),
            label => format!("{} ({label})", group.class_name),
        };
        Some(Lesson {
            number: u8::try_from(slot.period).ok()?,
            now: same_day && minutes(&starts) <= now && now < minutes(&ends),
            over: date < self.today || (same_day && minutes(&ends) <= now),
            starts,
            ends,
            subject: group.subject.clone(),
            hue: hue(&group.subject),
            class,
            room: if slot.room.is_empty() {
                group.room.clone()
            } else {
                slot.room.clone()
            },
            teacher: slot
                .teacher
                .and_then(|id| self.teachers.get(&id).cloned())
                .unwrap_or_default(),
            group: group.id,
            chat: *chat,
        })
    }
}

/// Whether a mask of a cycle has a one at a position; an empty mask means always.
fn marked(mask: &str, position: usize) -> bool {
    mask.is_empty() || mask.as_bytes().get(position % mask.len()) == Some(&b'1')
}

/// Outside every term, when there are terms: holidays.
fn is_holiday(terms: &[Term], date: &str) -> bool {
    let mut parts = terms.iter().filter(|term| !term.year).peekable();
    if parts.peek().is_some() {
        !parts.any(|term| term.starts.as_str() <= date && date <= term.ends.as_str())
    } else {
        let mut years = terms.iter().filter(|term| term.year).peekable();
        years.peek().is_some()
            && !years.any(|year| year.starts.as_str() <= date && date <= year.ends.as_str())
    }
}

fn monday_of(date: Date) -> Date {
    plus(date, -date.weekday().to_monday_zero_offset())
}

fn plus(date: Date, days: i8) -> Date {
    date.saturating_add(i64::from(days).days())
}

/// «08:30» as «8:30».
fn clock(text: &str) -> String {
    text.strip_prefix('0')
        .filter(|rest| rest.len() == 4)
        .unwrap_or(text)
        .to_owned()
}

fn minutes(text: &str) -> u32 {
    let mut parts = text.split(':').map(|part| part.parse::<u32>().unwrap_or(0));
    parts.next().unwrap_or(0) * 60 + parts.next().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_repeats_with_its_cycle() {
        assert!(marked("", 5));
        assert!(marked("10", 0) && !marked("10", 1) && marked("10", 2));
    }

    #[test]
    fn between_the_quarters_are_holidays() {
        let term = |year, starts: &str, ends: &str| Term {
            id: 0,
            year,
            title: String::new(),
            starts: starts.into(),
            ends: ends.into(),
        };
        let terms = [
            term(true, "2026-09-01", "2027-05-26"),
            term(false, "2026-09-01", "2026-10-23"),
            term(false, "2026-11-02", "2026-12-29"),
        ];
        assert!(is_holiday(&terms, "2026-10-28"));
        assert!(!is_holiday(&terms, "2026-11-24"));
        assert!(is_holiday(&terms[..1], "2026-08-31"));
        assert!(!is_holiday(&[], "2026-08-31"));
    }
}
