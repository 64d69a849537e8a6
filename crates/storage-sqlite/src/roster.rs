use crate::{SqliteRepository, all, chats::role, fault, imports, maybe, run};
use async_trait::async_trait;
use model::{ClassId, FullName, ImportId, OrgId, PersonId, SourceId};
use std::collections::BTreeMap;
use storage::{
    KeptImport, Result, Roster, RosterClass, RosterEnrolment, RosterGroup, RosterOrg, RosterPerson,
    RosterRepository, RosterRole, RosterTerm,
};

#[async_trait]
impl RosterRepository for SqliteRepository {
    async fn source(&mut self, name: &str, code: &str) -> Result<Option<SourceId>> {
        Ok(maybe!(self, "../storage/queries/roster/source.sql", name, code; |row| SourceId(row.id)))
    }

    async fn keep_source(&mut self, name: &str, code: &str) -> Result<SourceId> {
        if let Some(known) = self.source(name, code).await? {
            return Ok(known);
        }
        let row = sqlx::query_file!("../storage/queries/roster/insert_source.sql", name, code)
            .fetch_one(&mut *self.tx)
            .await
            .map_err(fault)?;
        Ok(SourceId(row.id))
    }

    async fn roster(&mut self, source: SourceId) -> Result<Roster> {
        let id = source.0;
        Ok(Roster {
            orgs: all!(self, "../storage/queries/roster/orgs.sql", id; |row| (row.external_id, RosterOrg {
                authority: row.kind == "authority",
                name: row.name,
                short_name: row.short_name,
                identifier: row.identifier,
                parent: row.parent,
                time_zone: row.time_zone,
            })),
            terms: all!(self, "../storage/queries/roster/terms.sql", id; |row| (row.external_id, RosterTerm {
                year: row.kind == "year",
                title: row.title,
                starts: row.starts,
                ends: row.ends,
            })),
            subjects: all!(self, "../storage/queries/roster/subjects.sql", id; |row| (row.external_id, row.name)),
            people: all!(self, "../storage/queries/roster/people.sql", id; |row| (row.external_id, RosterPerson {
                name: FullName { family: row.family, given: row.given, middle: row.middle },
                login: row.login,
                born: row.born,
                phone: row.phone,
                email: row.email,
            })),
            roles: {
                let roles: Result<_> = all!(self, "../storage/queries/roster/roles.sql", id; |row| Ok((row.external_id, RosterRole {
                    person: row.person,
                    org: row.org,
                    role: role(&row.role)?,
                    foremost: row.foremost != 0,
                    begins: row.begins,
                    ends: row.ends,
                })));
                roles?
            },
            guardianships: all!(self, "../storage/queries/roster/guardianships.sql", id; |row| (row.guardian, row.child)),
            classes: all!(self, "../storage/queries/roster/classes.sql", id; |row| (row.external_id, RosterClass {
                org: row.org,
                year: row.year,
                name: row.name,
                grade: row.grade,
                room: row.room,
                group: row.class.zip(row.subject).map(|(class, subject)| RosterGroup {
                    class,
                    subject,
                    label: row.label,
                }),
            })),
            enrolments: all!(self, "../storage/queries/roster/enrolments.sql", id; |row| (row.external_id, RosterEnrolment {
                class: row.class,
                person: row.person,
                teacher: row.role == "teacher",
                foremost: row.foremost != 0,
                begins: row.begins,
                ends: row.ends,
            })),
        })
    }

    async fn class_ids(&mut self, source: SourceId) -> Result<BTreeMap<String, ClassId>> {
        Ok(
            all!(self, "../storage/queries/roster/classes.sql", source.0; |row| (row.external_id, ClassId(row.id))),
        )
    }

    async fn person_ids(&mut self, source: SourceId) -> Result<BTreeMap<String, PersonId>> {
        Ok(
            all!(self, "../storage/queries/roster/people.sql", source.0; |row| (row.external_id, PersonId(row.id))),
        )
    }

    async fn org_ids(&mut self, source: SourceId) -> Result<BTreeMap<String, OrgId>> {
        Ok(
            all!(self, "../storage/queries/roster/orgs.sql", source.0; |row| (row.external_id, OrgId(row.id))),
        )
    }

    async fn keep_org(&mut self, source: SourceId, id: &str, org: &RosterOrg) -> Result<()> {
        let kind = if org.authority { "authority" } else { "school" };
        run!(
            self,
            "../storage/queries/roster/keep_org.sql",
            source.0,
            id,
            kind,
            org.name,
            org.short_name,
            org.identifier,
            org.parent,
            org.time_zone
        );
        Ok(())
    }

    async fn keep_term(&mut self, source: SourceId, id: &str, term: &RosterTerm) -> Result<()> {
        let kind = if term.year { "year" } else { "term" };
        run!(
            self,
            "../storage/queries/roster/keep_term.sql",
            source.0,
            id,
            kind,
            term.title,
            term.starts,
            term.ends
        );
        Ok(())
    }

    async fn keep_subject(&mut self, source: SourceId, id: &str, name: &str) -> Result<()> {
        run!(
            self,
            "../storage/queries/roster/keep_subject.sql",
            source.0,
            id,
            name
        );
        Ok(())
    }

    async fn keep_person(&mut self, source: SourceId, id: &str, p: &RosterPerson) -> Result<()> {
        let row = sqlx::query_file!(
            "../storage/queries/roster/keep_person.sql",
            source.0,
            id,
            p.name.family,
            p.name.given,
            p.name.middle,
            p.born,
            p.phone,
            p.email
        )
        .fetch_one(&mut *self.tx)
        .await
        .map_err(fault)?;
        // Whoever had this login has left, or gets another one from the same import.
        run!(
            self,
            "../storage/queries/roster/take_login.sql",
            source.0,
            p.login,
            row.id
        );
        run!(
            self,
            "../storage/queries/roster/keep_account.sql",
            source.0,
            row.id,
            p.login
        );
        Ok(())
    }

    async fn keep_role(&mut self, source: SourceId, id: &str, r: &RosterRole) -> Result<()> {
        let (code, foremost) = (r.role.code(), i64::from(r.foremost));
        run!(
            self,
            "../storage/queries/roster/keep_role.sql",
            source.0,
            id,
            r.person,
            r.org,
            code,
            foremost,
            r.begins,
            r.ends
        );
        Ok(())
    }

    async fn keep_guardianship(&mut self, source: SourceId, of: &(String, String)) -> Result<()> {
        run!(
            self,
            "../storage/queries/roster/keep_guardianship.sql",
            source.0,
            of.0,
            of.1
        );
        Ok(())
    }

    async fn keep_class(&mut self, source: SourceId, id: &str, c: &RosterClass) -> Result<()> {
        let group = c.group.as_ref();
        let kind = if group.is_some() { "group" } else { "class" };
        let label = group.map_or("", |g| g.label.as_str());
        let class = group.map(|g| g.class.as_str());
        let subject = group.map(|g| g.subject.as_str());
        run!(
            self,
            "../storage/queries/roster/keep_class.sql",
            source.0,
            id,
            c.org,
            c.year,
            kind,
            c.name,
            c.grade,
            label,
            c.room,
            class,
            subject
        );
        Ok(())
    }

    async fn keep_enrolment(&mut self, s: SourceId, id: &str, e: &RosterEnrolment) -> Result<()> {
        let code = if e.teacher { "teacher" } else { "pupil" };
        let foremost = i64::from(e.foremost);
        run!(
            self,
            "../storage/queries/roster/keep_enrolment.sql",
            s.0,
            id,
            e.class,
            e.person,
            code,
            foremost,
            e.begins,
            e.ends
        );
        Ok(())
    }

    async fn retire_person(&mut self, source: SourceId, id: &str, at: i64) -> Result<()> {
        run!(
            self,
            "../storage/queries/roster/retire_person.sql",
            source.0,
            id
        );
        run!(
            self,
            "../storage/queries/roster/end_sessions_of_person.sql",
            source.0,
            id,
            at
        );
        Ok(())
    }

    async fn retire_class(&mut self, source: SourceId, id: &str) -> Result<()> {
        run!(
            self,
            "../storage/queries/roster/retire_class.sql",
            source.0,
            id
        );
        Ok(())
    }

    async fn drop_role(&mut self, source: SourceId, id: &str) -> Result<()> {
        run!(
            self,
            "../storage/queries/roster/drop_role.sql",
            source.0,
            id
        );
        Ok(())
    }

    async fn drop_guardianship(&mut self, source: SourceId, of: &(String, String)) -> Result<()> {
        run!(
            self,
            "../storage/queries/roster/drop_guardianship.sql",
            source.0,
            of.0,
            of.1
        );
        Ok(())
    }

    async fn drop_enrolment(&mut self, source: SourceId, id: &str) -> Result<()> {
        run!(
            self,
            "../storage/queries/roster/drop_enrolment.sql",
            source.0,
            id
        );
        Ok(())
    }

    async fn insert_import(&mut self, import: &KeptImport) -> Result<ImportId> {
        imports::insert(self, import).await
    }

    async fn import(&mut self, id: ImportId) -> Result<Option<KeptImport>> {
        imports::one(self, id).await
    }

    async fn imports_of(&mut self, org: OrgId) -> Result<Vec<KeptImport>> {
        imports::of(self, org).await
    }

    async fn import_choices(&mut self, source: SourceId) -> Result<BTreeMap<String, String>> {
        imports::choices(self, source).await
    }

    async fn keep_import_choice(
        &mut self,
        source: SourceId,
        key: &str,
        option: &str,
    ) -> Result<()> {
        imports::keep_choice(self, source, key, option).await
    }
}
