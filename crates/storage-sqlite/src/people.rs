use crate::{SqliteRepository, all, fault, maybe, run, school::person, unknown};
use async_trait::async_trait;
use model::{
    AccountId, ChangeId, ClassId, FullName, HandKind, LinkId, OrgId, PersonId, Role, SourceId,
};
use storage::{
    BY_HAND, EndNotice, FoundPerson, Guardianship, HandChange, NewChange, PastLink, PeopleQuery,
    PeopleRepository, Person, Result, RosterRepository,
};

/// The search of SQLite's FTS5 for beginnings of words, within a school. Words hold nothing but
/// letters and digits (`model::typed`); quoted all the same.
fn matching(query: &PeopleQuery) -> String {
    let scope = format!("scope : \"org{}\"", query.org);
    let word = |word: &String| format!("\"{}\"*", word.replace('"', ""));
    let ways: Vec<String> = query
        .ways
        .iter()
        .map(|words| {
            let words: Vec<String> = words.iter().map(word).collect();
            format!("({})", words.join(" AND "))
        })
        .collect();
    if ways.is_empty() {
        scope
    } else {
        format!("{scope} AND words : ({})", ways.join(" OR "))
    }
}

fn name(family: String, given: String, middle: String) -> FullName {
    FullName {
        family,
        given,
        middle,
    }
}

/// A name of a row that may be missing.
fn perhaps(
    family: Option<String>,
    given: Option<String>,
    middle: Option<String>,
) -> Option<FullName> {
    Some(name(family?, given?, middle?))
}

#[async_trait]
impl PeopleRepository for SqliteRepository {
    async fn find_people(
        &mut self,
        query: &PeopleQuery,
        day: &str,
    ) -> Result<(Vec<FoundPerson>, i64)> {
        let text = matching(query);
        let role = query.role.map_or("", Role::code);
        let class = query.class.map_or(0, |class| class.0);
        let state = query.state.map_or("", model::PersonState::code);
        let mut total = 0;
        let people: Result<Vec<FoundPerson>> = all!(
            self, "../storage/queries/people/find.sql",
            text, query.org.0, role, class, state, day, query.limit, query.skip;
            |row| {
                total = row.total;
                let roles: Result<Vec<Role>> = row
                    .roles
                    .split(' ')
                    .map(|code| Role::from_code(code).ok_or_else(|| unknown("role", code)))
                    .collect();
                Ok(FoundPerson {
                    id: PersonId(row.id),
                    name: name(row.family, row.given, row.middle),
                    roles: roles?,
                    classes: row.classes.lines().map(str::to_owned).collect(),
                    linked: row.linked != 0,
                    never_in: row.never_in != 0,
                    left: row.gone != 0,
                })
            }
        );
        Ok((people?, total))
    }

    async fn guardians_of(&mut self, child: PersonId) -> Result<Vec<Person>> {
        Ok(all!(self, "../storage/queries/people/guardians_of.sql", child.0; |row| person!(row)))
    }

    async fn left_by_hand(&mut self, person: PersonId) -> Result<Option<ChangeId>> {
        let left = maybe!(self, "../storage/queries/people/left_by_hand.sql", person.0; |row| {
            row.left_by_hand.map(ChangeId)
        });
        Ok(left.flatten())
    }

    async fn last_in(&mut self, account: AccountId) -> Result<Option<i64>> {
        let at =
            maybe!(self, "../storage/queries/people/last_in.sql", account.0; |row| row.last_in_at);
        Ok(at.flatten())
    }

    async fn past_links(&mut self, person: PersonId) -> Result<Vec<PastLink>> {
        Ok(
            all!(self, "../storage/queries/people/past_links.sql", person.0; |row| PastLink {
                name: name(row.family, row.given, row.middle),
                phone: row.phone,
                linked_at: row.linked_at,
                ended_at: row.ended_at,
                reason: row.end_reason.unwrap_or_default(),
                text: row.end_text,
                by: perhaps(row.by_family, row.by_given, row.by_middle),
            }),
        )
    }

    async fn end_link_of(&mut self, link: LinkId, at: i64, by: PersonId, text: &str) -> Result<()> {
        run!(
            self,
            "../storage/queries/people/end_link.sql",
            link.0,
            at,
            by.0,
            text
        );
        Ok(())
    }

    async fn end_notice(&mut self, account: AccountId) -> Result<Option<EndNotice>> {
        Ok(
            maybe!(self, "../storage/queries/people/notice.sql", account.0; |row| EndNotice {
                at: row.ended_at,
                by: name(row.family, row.given, row.middle),
                text: row.end_text,
            }),
        )
    }

    async fn see_end_notice(&mut self, account: AccountId, at: i64) -> Result<()> {
        run!(
            self,
            "../storage/queries/people/see_notice.sql",
            account.0,
            at
        );
        Ok(())
    }

    async fn looked_since(
        &mut self,
        org: OrgId,
        actor: PersonId,
        subject: PersonId,
        since: i64,
    ) -> Result<bool> {
        let found = maybe!(
            self, "../storage/queries/people/looked_since.sql",
            org.0, actor.0, subject.0, since; |row| row.number
        );
        Ok(found.is_some())
    }

    async fn insert_change(&mut self, change: &NewChange) -> Result<ChangeId> {
        let kind = change.kind.code();
        let (class, child) = (change.class.map(|id| id.0), change.child.map(|id| id.0));
        let row = sqlx::query_file!(
            "../storage/queries/people/insert_change.sql",
            change.org.0,
            change.person.0,
            kind,
            class,
            child,
            change.reason,
            change.at,
            change.by.0
        )
        .fetch_one(&mut *self.tx)
        .await
        .map_err(fault)?;
        Ok(ChangeId(row.id))
    }

    async fn changes_of(&mut self, org: OrgId, person: PersonId) -> Result<Vec<HandChange>> {
        all!(self, "../storage/queries/people/changes_of.sql", org.0, person.0; |row| Ok(HandChange {
            id: ChangeId(row.id),
            change: NewChange {
                org: OrgId(row.org_id),
                person: PersonId(row.person_id),
                kind: HandKind::from_code(&row.kind).ok_or_else(|| unknown("change", &row.kind))?,
                class: row.class_id.map(ClassId),
                child: row.child_id.map(PersonId),
                reason: row.reason,
                at: row.at,
                by: PersonId(row.by_id),
            },
            ended_at: row.ended_at,
            name: name(row.family, row.given, row.middle),
            by_name: name(row.by_family, row.by_given, row.by_middle),
            child_name: perhaps(row.child_family, row.child_given, row.child_middle),
            class_name: row.class_name,
        }))
    }

    async fn end_change(&mut self, id: ChangeId, at: i64) -> Result<()> {
        run!(self, "../storage/queries/people/end_change.sql", id.0, at);
        Ok(())
    }

    async fn end_enrolments(
        &mut self,
        person: PersonId,
        org: OrgId,
        change: ChangeId,
    ) -> Result<()> {
        run!(
            self,
            "../storage/queries/people/end_enrolments.sql",
            person.0,
            org.0,
            change.0
        );
        Ok(())
    }

    async fn replace_transfer(&mut self, before: ChangeId, after: ChangeId) -> Result<()> {
        run!(
            self,
            "../storage/queries/people/move_ended.sql",
            before.0,
            after.0
        );
        run!(
            self,
            "../storage/queries/people/drop_enrolments.sql",
            before.0
        );
        Ok(())
    }

    async fn undo_transfer(&mut self, change: ChangeId) -> Result<()> {
        run!(
            self,
            "../storage/queries/people/restore_enrolments.sql",
            change.0
        );
        run!(
            self,
            "../storage/queries/people/drop_enrolments.sql",
            change.0
        );
        Ok(())
    }

    async fn class_before(&mut self, change: ChangeId) -> Result<Option<ClassId>> {
        Ok(
            maybe!(self, "../storage/queries/people/class_before.sql", change.0; |row| ClassId(row.class_id)),
        )
    }

    async fn enrol_by_hand(
        &mut self,
        change: ChangeId,
        class: ClassId,
        person: PersonId,
        day: &str,
    ) -> Result<()> {
        run!(
            self,
            "../storage/queries/people/enrol.sql",
            change.0,
            class.0,
            person.0,
            day
        );
        Ok(())
    }

    async fn mark_left(&mut self, person: PersonId, change: Option<ChangeId>) -> Result<()> {
        let (active, change) = (i64::from(change.is_none()), change.map(|id| id.0));
        run!(
            self,
            "../storage/queries/people/mark_left.sql",
            person.0,
            active,
            change
        );
        Ok(())
    }

    async fn let_go(&mut self, person: PersonId) -> Result<()> {
        run!(self, "../storage/queries/people/let_go.sql", person.0);
        Ok(())
    }

    async fn guardianship(
        &mut self,
        guardian: PersonId,
        child: PersonId,
    ) -> Result<Option<Guardianship>> {
        Ok(maybe!(
            self, "../storage/queries/people/guardianship.sql", guardian.0, child.0;
            |row| Guardianship {
                ended_by: row.ended_by_hand.map(ChangeId),
                added_by: row.by_hand.map(ChangeId),
            }
        ))
    }

    async fn add_guardian(
        &mut self,
        guardian: PersonId,
        child: PersonId,
        org: OrgId,
        change: ChangeId,
    ) -> Result<()> {
        run!(
            self,
            "../storage/queries/people/add_guardianship.sql",
            guardian.0,
            child.0,
            change.0
        );
        let source = self.keep_source(BY_HAND.0, BY_HAND.1).await?;
        run!(
            self,
            "../storage/queries/people/add_role.sql",
            source.0,
            guardian.0,
            org.0
        );
        Ok(())
    }

    async fn end_guardianship(
        &mut self,
        guardian: PersonId,
        child: PersonId,
        change: ChangeId,
    ) -> Result<()> {
        run!(
            self,
            "../storage/queries/people/end_guardianship.sql",
            guardian.0,
            child.0,
            change.0
        );
        Ok(())
    }

    async fn restore_guardianship(&mut self, change: ChangeId) -> Result<()> {
        run!(
            self,
            "../storage/queries/people/restore_guardianship.sql",
            change.0
        );
        Ok(())
    }

    async fn drop_guardian(
        &mut self,
        guardian: PersonId,
        org: OrgId,
        change: ChangeId,
    ) -> Result<()> {
        run!(
            self,
            "../storage/queries/people/drop_guardianship.sql",
            change.0
        );
        let source = self.keep_source(BY_HAND.0, BY_HAND.1).await?;
        run!(
            self,
            "../storage/queries/people/drop_role.sql",
            source.0,
            guardian.0,
            org.0
        );
        Ok(())
    }

    async fn has_role(&mut self, person: PersonId) -> Result<bool> {
        let role = maybe!(self, "../storage/queries/people/has_role.sql", person.0; |row| row.id);
        Ok(role.is_some())
    }

    async fn login_taken(&mut self, org: OrgId, login: &str) -> Result<bool> {
        let SourceId(source) = self.keep_source(BY_HAND.0, BY_HAND.1).await?;
        let taken = maybe!(
            self, "../storage/queries/people/login_taken.sql", login, org.0, source; |row| row.id
        );
        Ok(taken.is_some())
    }

    async fn insert_person_by_hand(
        &mut self,
        id: &str,
        name: &FullName,
        phone: Option<&str>,
        login: &str,
    ) -> Result<PersonId> {
        let SourceId(source) = self.keep_source(BY_HAND.0, BY_HAND.1).await?;
        let row = sqlx::query_file!(
            "../storage/queries/people/insert_person.sql",
            source,
            id,
            name.family,
            name.given,
            name.middle,
            phone
        )
        .fetch_one(&mut *self.tx)
        .await
        .map_err(fault)?;
        run!(
            self,
            "../storage/queries/people/insert_account.sql",
            source,
            row.id,
            login
        );
        Ok(PersonId(row.id))
    }
}
