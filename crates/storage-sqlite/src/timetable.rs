use crate::{SqliteRepository, all, run};
use async_trait::async_trait;
use model::{ClassId, OrgId, PersonId};
use storage::{Period, Result, Slot, TimetableRepository};

macro_rules! slot {
    ($row:ident) => {
        Slot {
            group: ClassId($row.group_id),
            weekday: $row.weekday,
            period: $row.period,
            weeks: $row.weeks,
            terms: $row.terms,
            room: $row.room,
            teacher: $row.teacher_id.map(PersonId),
        }
    };
}

#[async_trait]
impl TimetableRepository for SqliteRepository {
    async fn periods(&mut self, org: OrgId) -> Result<Vec<Period>> {
        Ok(
            all!(self, "../storage/queries/timetable/periods.sql", org.0; |row| Period {
                number: row.number,
                starts: row.starts,
                ends: row.ends,
            }),
        )
    }

    async fn slots(&mut self, org: OrgId) -> Result<Vec<Slot>> {
        Ok(all!(self, "../storage/queries/timetable/slots.sql", org.0; |row| slot!(row)))
    }

    async fn slots_of_group(&mut self, group: ClassId) -> Result<Vec<Slot>> {
        Ok(all!(self, "../storage/queries/timetable/slots_of_group.sql", group.0; |row| slot!(row)))
    }

    async fn slots_of_teacher(&mut self, teacher: PersonId) -> Result<Vec<Slot>> {
        Ok(
            all!(self, "../storage/queries/timetable/slots_of_teacher.sql", teacher.0; |row| slot!(row)),
        )
    }

    async fn replace_periods(&mut self, org: OrgId, periods: &[Period]) -> Result<()> {
        run!(
            self,
            "../storage/queries/timetable/delete_periods.sql",
            org.0
        );
        for period in periods {
            run!(
                self,
                "../storage/queries/timetable/insert_period.sql",
                org.0,
                period.number,
                period.starts,
                period.ends
            );
        }
        Ok(())
    }

    async fn replace_slots(&mut self, org: OrgId, slots: &[Slot]) -> Result<()> {
        run!(self, "../storage/queries/timetable/delete_slots.sql", org.0);
        for slot in slots {
            let teacher = slot.teacher.map(|id| id.0);
            run!(
                self,
                "../storage/queries/timetable/insert_slot.sql",
                org.0,
                slot.group.0,
                slot.weekday,
                slot.period,
                slot.weeks,
                slot.terms,
                slot.room,
                teacher
            );
        }
        Ok(())
    }
}
