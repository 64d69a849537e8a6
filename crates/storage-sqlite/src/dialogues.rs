use crate::{SqliteRepository, all, chats::role, maybe, run};
use async_trait::async_trait;
use model::{ChatId, FullName, OrgId, PersonId};
use storage::{Acquaintance, DialogueRepository, Result};

#[async_trait]
impl DialogueRepository for SqliteRepository {
    async fn dialogue_of(&mut self, one: PersonId, other: PersonId) -> Result<Option<ChatId>> {
        Ok(maybe!(
            self,
            "../storage/queries/dialogues/of_pair.sql",
            one.0,
            other.0;
            |row| ChatId(row.chat_id)
        ))
    }

    async fn pair_of(&mut self, chat: ChatId) -> Result<Option<(PersonId, PersonId)>> {
        Ok(maybe!(
            self,
            "../storage/queries/dialogues/pair.sql",
            chat.0;
            |row| (PersonId(row.one_id), PersonId(row.other_id))
        ))
    }

    async fn dialogues_with(&mut self, person: PersonId) -> Result<Vec<(ChatId, PersonId)>> {
        all!(
            self,
            "../storage/queries/dialogues/of_person.sql",
            person.0;
            |row| Ok((ChatId(row.chat_id), PersonId(row.with_id)))
        )
    }

    async fn insert_dialogue(
        &mut self,
        chat: ChatId,
        one: PersonId,
        other: PersonId,
    ) -> Result<()> {
        run!(
            self,
            "../storage/queries/dialogues/insert.sql",
            chat.0,
            one.0,
            other.0
        );
        Ok(())
    }

    async fn acquaintances(
        &mut self,
        person: PersonId,
        with: Option<PersonId>,
    ) -> Result<Vec<Acquaintance>> {
        let with = with.map(|with| with.0);
        all!(
            self,
            "../storage/queries/dialogues/acquaintances.sql",
            person.0,
            with;
            |row| Ok(Acquaintance {
                person: PersonId(row.person_id),
                name: FullName { family: row.family, given: row.given, middle: row.middle },
                mine: role(&row.mine)?,
                theirs: role(&row.theirs)?,
                org: OrgId(row.org_id),
                chat: row.chat_name,
            })
        )
    }

    async fn is_in_chats(&mut self, person: PersonId) -> Result<bool> {
        let found = maybe!(
            self,
            "../storage/queries/dialogues/in_chats.sql",
            person.0;
            |row| row.chat_id
        );
        Ok(found.is_some())
    }
}
