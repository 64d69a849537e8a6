use crate::{SqliteRepository, all, doctor::list, maybe, unknown};
use async_trait::async_trait;
use model::{ClassId, FullName, OrgId, PersonId, Role};
use storage::{Member, ProgressRepository, Progressed, Result, RosterRow};

fn part(code: &str) -> Result<Role> {
    Role::from_code(code).ok_or_else(|| unknown("role", code))
}

#[async_trait]
impl ProgressRepository for SqliteRepository {
    async fn progress_of_org(&mut self, org: OrgId, day: &str) -> Result<Vec<Progressed>> {
        all!(self, "../storage/queries/progress/of_org.sql", org.0, day; |row| Ok(Progressed {
            class: row.class_id.map(ClassId),
            class_name: row.class_name,
            part: part(&row.part)?,
            people: row.people,
            linked: row.linked,
        }))
    }

    async fn progress_of_class(&mut self, class: ClassId, day: &str) -> Result<Vec<Member>> {
        all!(self, "../storage/queries/progress/of_class.sql", class.0, day; |row| Ok(Member {
            person: PersonId(row.id),
            name: FullName {
                family: row.family,
                given: row.given,
                middle: row.middle,
            },
            part: part(&row.part)?,
            children: row.children,
            signed_in_at: row.signed_in_at,
            linked: row.linked != 0,
        }))
    }

    async fn classes_led(
        &mut self,
        teacher: PersonId,
        org: OrgId,
        day: &str,
    ) -> Result<Vec<(ClassId, String)>> {
        Ok(
            all!(self, "../storage/queries/progress/classes_led.sql", teacher.0, org.0, day;
                |row| (ClassId(row.id), row.name)),
        )
    }

    async fn classes_of_people(
        &mut self,
        people: &[PersonId],
        day: &str,
    ) -> Result<Vec<(PersonId, ClassId, String)>> {
        let people = list(people);
        Ok(
            all!(self, "../storage/queries/progress/classes_of_people.sql", people, day;
                |row| (PersonId(row.person), ClassId(row.id), row.name)),
        )
    }

    async fn roster_row(&mut self, person: PersonId) -> Result<Option<RosterRow>> {
        Ok(
            maybe!(self, "../storage/queries/progress/confirmed_by.sql", person.0; |row| RosterRow {
                system: row.system_name,
                row: row.row_id,
                imported_at: row.imported_at,
            }),
        )
    }
}
