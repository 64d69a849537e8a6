//! A week as an import keeps it to be taken back.

use model::{ClassId, OrgId, PersonId};
use serde::{Deserialize, Serialize};
use storage::{Period, Repository, Result, Slot};

/// Bells and lessons of a school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Week {
    periods: Vec<(i64, String, String)>,
    pub(crate) slots: Vec<KeptSlot>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptSlot {
    group: ClassId,
    weekday: i64,
    period: i64,
    weeks: String,
    terms: String,
    room: String,
    teacher: Option<PersonId>,
}

impl Week {
    pub(super) fn of<'a>(periods: &[Period], slots: impl Iterator<Item = &'a Slot>) -> Self {
        let periods = periods.iter();
        Self {
            periods: periods
                .map(|one| (one.number, one.starts.clone(), one.ends.clone()))
                .collect(),
            slots: slots
                .map(|slot| KeptSlot {
                    group: slot.group,
                    weekday: slot.weekday,
                    period: slot.period,
                    weeks: slot.weeks.clone(),
                    terms: slot.terms.clone(),
                    room: slot.room.clone(),
                    teacher: slot.teacher,
                })
                .collect(),
        }
    }

    /// Makes it the week of the school.
    pub(crate) async fn put(self, db: &mut dyn Repository, org: OrgId) -> Result<()> {
        let periods = self.periods.into_iter();
        let periods: Vec<Period> = periods
            .map(|(number, starts, ends)| Period {
                number,
                starts,
                ends,
            })
            .collect();
        let slots = self.slots.into_iter();
        let slots: Vec<Slot> = slots
            .map(|slot| Slot {
                group: slot.group,
                weekday: slot.weekday,
                period: slot.period,
                weeks: slot.weeks,
                terms: slot.terms,
                room: slot.room,
                teacher: slot.teacher,
            })
            .collect();
        db.replace_periods(org, &periods).await?;
        db.replace_slots(org, &slots).await
    }
}
