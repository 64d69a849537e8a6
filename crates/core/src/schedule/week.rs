//! The lessons of a week, made of the timetable, the bells and what is held as a call.

use super::dates::{clock, marked, minutes, monday_of};
use crate::{Result, Who, broken};
use jiff::civil::Date;
use model::{
    ChatId, ClassId, LessonState, OrgId, PersonId, policy,
    views::{Lesson, Remote, hue},
};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Class, Period, RemoteLesson, Repository, Slot, Term};

/// What the lessons of a week are made of.
pub(super) struct Week<'a> {
    terms: &'a [Term],
    /// Bells by school: a child may go to another one.
    periods: BTreeMap<(OrgId, i64), Period>,
    own: BTreeSet<ChatId>,
    /// Groups that the reader teaches.
    taught: BTreeSet<ClassId>,
    /// Groups that the reader studies in, or a child of the reader.
    studied: BTreeSet<ClassId>,
    today: Date,
    time: String,
    /// What is held as a call, by group, date and number.
    remote: BTreeMap<(ClassId, String, i64), RemoteLesson>,
    groups: BTreeMap<ClassId, (Class, Option<ChatId>)>,
    teachers: BTreeMap<PersonId, String>,
}

impl<'a> Week<'a> {
    /// As the reader sees it now.
    pub(super) async fn open(db: &mut dyn Repository, who: &'a Who, now: i64) -> Result<Week<'a>> {
        let chats = db.chats_of(who.id()).await.map_err(broken)?;
        let taught = db.teaches(who.id(), &who.day).await.map_err(broken)?;
        let children = db.children_of(who.id()).await.map_err(broken)?;
        let mut studied = BTreeSet::new();
        for pupil in [who.id()]
            .into_iter()
            .chain(children.iter().map(|one| one.id))
        {
            let groups = db.studies(pupil, &who.day).await.map_err(broken)?;
            studied.extend(groups.iter().map(|group| group.id));
        }
        let holds = |group: &&Class| policy::hold_lesson(&who.roles, group.org, group.group);
        Ok(Week {
            terms: &who.terms,
            periods: BTreeMap::new(),
            own: chats.iter().map(|one| one.chat.id).collect(),
            taught: taught.iter().filter(holds).map(|group| group.id).collect(),
            studied,
            today: who.time().date(now),
            time: who.time().moment(now).time,
            remote: BTreeMap::new(),
            groups: BTreeMap::new(),
            teachers: BTreeMap::new(),
        })
    }

    /// What of it is held as a call: a draft is for those who teach the group.
    pub(super) async fn look_up_remote(
        &mut self,
        db: &mut dyn Repository,
        from: Date,
        to: Date,
    ) -> Result<()> {
        let groups: Vec<ClassId> = self.groups.keys().copied().collect();
        let (from, to) = (from.to_string(), to.to_string());
        let found = db.remote_lessons(&groups, &from, &to).await;
        for lesson in found.map_err(broken)? {
            if lesson.state != LessonState::Draft || self.taught.contains(&lesson.group) {
                let place = (lesson.group, lesson.date.clone(), lesson.period);
                self.remote.insert(place, lesson);
            }
        }
        Ok(())
    }

    pub(super) async fn look_up(&mut self, db: &mut dyn Repository, slots: &[Slot]) -> Result<()> {
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

    pub(super) fn lessons(&self, slots: &[Slot], date: Date) -> Vec<Lesson> {
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
        let now = minutes(&self.time);
        let same_day = date == self.today;
        let class = match group.label.as_str() {
            "" => group.class_name.clone(),
            label => format!("{} ({label})", group.class_name),
        };
        let over = date < self.today || (same_day && minutes(&ends) <= now);
        let place = (slot.group, date.to_string(), slot.period);
        let remote = self.remote.get(&place).map(|lesson| Remote {
            id: lesson.id,
            state: lesson.state,
        });
        let taught = self.taught.contains(&slot.group);
        Some(Lesson {
            number: u8::try_from(slot.period).ok()?,
            now: same_day && minutes(&starts) <= now && now < minutes(&ends),
            over,
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
            may_create: taught && !over && remote.is_none(),
            taught,
            joins: taught || policy::join_lesson(self.studied.contains(&slot.group)),
            remote,
        })
    }
}
