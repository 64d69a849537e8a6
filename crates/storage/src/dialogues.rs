use crate::Result;
use async_trait::async_trait;
use model::{ChatId, FullName, OrgId, PersonId, Role};

/// Somebody with whom one shares a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acquaintance {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: FullName,
    /// As what one is in that chat oneself.
    pub mine: Role,
    /// As what that person is there.
    pub theirs: Role,
    /// School of the chat.
    pub org: OrgId,
    /// The chat's name.
    pub chat: String,
}

/// Chats of two people.
#[async_trait]
pub trait DialogueRepository {
    /// The dialogue of two people, in whichever order.
    async fn dialogue_of(&mut self, one: PersonId, other: PersonId) -> Result<Option<ChatId>>;
    /// Whose a dialogue is; nothing of a chat of another kind.
    async fn pair_of(&mut self, chat: ChatId) -> Result<Option<(PersonId, PersonId)>>;
    /// Somebody's dialogues, member or not, and with whom they are.
    async fn dialogues_with(&mut self, person: PersonId) -> Result<Vec<(ChatId, PersonId)>>;
    /// Makes a chat the dialogue of two people.
    async fn insert_dialogue(&mut self, chat: ChatId, one: PersonId, other: PersonId)
    -> Result<()>;
    /// Who shares a chat with somebody, once for each such chat, by name; one person alone where
    /// that is asked for.
    async fn acquaintances(
        &mut self,
        person: PersonId,
        with: Option<PersonId>,
    ) -> Result<Vec<Acquaintance>>;
    /// Whether somebody is in any chat that is no dialogue: linked, and of a school.
    async fn is_in_chats(&mut self, person: PersonId) -> Result<bool>;
}
