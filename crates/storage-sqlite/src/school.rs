use crate::{SqliteRepository, all, maybe, unknown};
use async_trait::async_trait;
use model::{ClassId, FullName, OrgId, PersonId, Role, SourceId};
use storage::{Class, Enrolled, Guardian, Held, Org, Person, Result, SchoolRepository, Term};

macro_rules! org {
    ($row:ident) => {
        Org {
            id: OrgId($row.id),
            source: SourceId($row.source_id),
            external_id: $row.external_id,
            authority: $row.kind == "authority",
            name: $row.name,
            short_name: $row.short_name,
            identifier: $row.identifier,
            time_zone: $row.time_zone,
        }
    };
}

macro_rules! person {
    ($row:ident) => {
        Person {
            id: PersonId($row.id),
            name: FullName {
                family: $row.family,
                given: $row.given,
                middle: $row.middle,
            },
            born: $row.born,
            phone: $row.phone,
            email: $row.email,
            active: $row.active != 0,
            source: SourceId($row.source_id),
        }
    };
}

pub(crate) use person;

macro_rules! class {
    ($row:ident) => {
        Class {
            id: ClassId($row.id),
            org: OrgId($row.org_id),
            group: $row.kind == "group",
            class_name: $row.class_name.unwrap_or($row.name),
            class: $row.class_id.map(ClassId),
            subject: $row.subject.unwrap_or_default(),
            label: $row.label,
            room: $row.room,
        }
    };
}

macro_rules! enrolled {
    ($row:ident) => {
        Enrolled {
            person: PersonId($row.id),
            name: FullName {
                family: $row.family,
                given: $row.given,
                middle: $row.middle,
            },
            teacher: $row.role == "teacher",
            foremost: $row.foremost != 0,
            linked: $row.linked != 0,
        }
    };
}

#[async_trait]
impl SchoolRepository for SqliteRepository {
    async fn orgs(&mut self) -> Result<Vec<Org>> {
        Ok(all!(self, "../storage/queries/school/orgs.sql"; |row| org!(row)))
    }

    async fn org(&mut self, id: OrgId) -> Result<Option<Org>> {
        Ok(maybe!(self, "../storage/queries/school/org.sql", id.0; |row| org!(row)))
    }

    async fn terms(&mut self, source: SourceId) -> Result<Vec<Term>> {
        Ok(
            all!(self, "../storage/queries/school/terms.sql", source.0; |row| Term {
                id: row.id,
                year: row.kind == "year",
                title: row.title,
                starts: row.starts,
                ends: row.ends,
            }),
        )
    }

    async fn person(&mut self, id: PersonId) -> Result<Option<Person>> {
        Ok(maybe!(self, "../storage/queries/school/person.sql", id.0; |row| person!(row)))
    }

    async fn people_by_phone(&mut self, phone: &str) -> Result<Vec<Person>> {
        Ok(all!(self, "../storage/queries/school/people_by_phone.sql", phone; |row| person!(row)))
    }

    async fn roles_of(&mut self, person: PersonId, day: &str) -> Result<Vec<Held>> {
        all!(self, "../storage/queries/school/roles_of.sql", person.0, day; |row| Ok(Held {
            role: Role::from_code(&row.role).ok_or_else(|| unknown("role", &row.role))?,
            org: OrgId(row.org_id),
            foremost: row.foremost != 0,
        }))
    }

    async fn children_of(&mut self, person: PersonId) -> Result<Vec<Person>> {
        Ok(all!(self, "../storage/queries/school/children_of.sql", person.0; |row| person!(row)))
    }

    async fn studies(&mut self, person: PersonId, day: &str) -> Result<Vec<Class>> {
        Ok(
            all!(self, "../storage/queries/school/in_classes.sql", person.0, "pupil", day; |row| class!(row)),
        )
    }

    async fn teaches(&mut self, person: PersonId, day: &str) -> Result<Vec<Class>> {
        Ok(
            all!(self, "../storage/queries/school/in_classes.sql", person.0, "teacher", day; |row| class!(row)),
        )
    }

    async fn class(&mut self, id: ClassId) -> Result<Option<Class>> {
        Ok(maybe!(self, "../storage/queries/school/class.sql", id.0; |row| class!(row)))
    }

    async fn classes_of(&mut self, org: OrgId, groups: bool) -> Result<Vec<Class>> {
        let kind = if groups { "group" } else { "class" };
        Ok(all!(self, "../storage/queries/school/classes_of.sql", org.0, kind; |row| class!(row)))
    }

    async fn groups_of(&mut self, class: ClassId) -> Result<Vec<Class>> {
        Ok(all!(self, "../storage/queries/school/groups_of.sql", class.0; |row| class!(row)))
    }

    async fn enrolled(&mut self, class: ClassId, day: &str) -> Result<Vec<Enrolled>> {
        Ok(all!(self, "../storage/queries/school/enrolled.sql", class.0, day; |row| enrolled!(row)))
    }

    async fn guardians_in(&mut self, class: ClassId, day: &str) -> Result<Vec<Guardian>> {
        Ok(
            all!(self, "../storage/queries/school/guardians_in.sql", class.0, day; |row| Guardian {
                person: PersonId(row.id),
                name: FullName { family: row.family, given: row.given, middle: row.middle },
                child: PersonId(row.child),
                child_name: FullName {
                    family: row.child_family,
                    given: row.child_given,
                    middle: row.child_middle,
                },
                linked: row.linked != 0,
            }),
        )
    }

    async fn teachers_of(&mut self, org: OrgId, day: &str) -> Result<Vec<Enrolled>> {
        Ok(
            all!(self, "../storage/queries/school/teachers_of.sql", org.0, day; |row| enrolled!(row)),
        )
    }
}
