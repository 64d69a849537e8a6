use crate::Result;
use async_trait::async_trait;
use model::{CallOutcome, ChatId, ChatKind, ClassId, FullName, OrgId, PersonId, Role};

/// A chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chat {
    /// Which; ignored when inserted.
    pub id: ChatId,
    /// School.
    pub org: OrgId,
    /// Kind.
    pub kind: ChatKind,
    /// Class, of all kinds but the staff's.
    pub class: Option<ClassId>,
    /// Study group, of a subject chat.
    pub group: Option<ClassId>,
    /// Name.
    pub name: String,
    /// Number of the newest message.
    pub last_seq: i64,
}

/// A membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Where.
    pub chat: ChatId,
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// Why, JSON list of [`model::Reason`].
    pub reasons: String,
    /// Since when.
    pub since: i64,
}

/// A chat in somebody's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Chat.
    pub chat: Chat,
    /// As what one is a member.
    pub role: Role,
    /// Read up to here.
    pub read_seq: i64,
    /// Members now.
    pub members: i64,
    /// Newest message.
    pub last: Option<StoredMessage>,
    /// «Математика», of a subject chat.
    pub subject: String,
    /// «4А», of a chat of a class.
    pub class_name: String,
    /// With whom, of a dialogue.
    pub with: Option<Counterpart>,
    /// The newest call of a dialogue when nobody answered it, nor has written since.
    pub missed: Option<Missed>,
}

/// A call that came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missed {
    /// Who called.
    pub by: PersonId,
    /// Since when, Unix milliseconds.
    pub at: i64,
    /// How it ended.
    pub outcome: CallOutcome,
}

/// The other one of a dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterpart {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: FullName,
    /// As what that person is a member; none: is none just now.
    pub role: Option<Role>,
}

/// A message, as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMessage {
    /// Number in its chat.
    pub seq: i64,
    /// Author.
    pub author: PersonId,
    /// The name it was written under.
    pub author_name: String,
    /// The role it was written in.
    pub author_role: Role,
    /// Idempotency key.
    pub key: String,
    /// Text.
    pub text: String,
    /// When.
    pub at: i64,
}

/// A message to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// Where.
    pub chat: ChatId,
    /// Author.
    pub author: PersonId,
    /// The name to write it under.
    pub author_name: String,
    /// Idempotency key.
    pub key: String,
    /// Text.
    pub text: String,
    /// When.
    pub at: i64,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appended {
    /// Kept.
    New(StoredMessage),
    /// It had been kept before, under the same key.
    Again(ChatId, StoredMessage),
    /// The author is no member.
    NotMember,
}

/// A member with the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedMember {
    /// Membership.
    pub membership: Membership,
    /// Name.
    pub name: FullName,
}

/// Chats, members, messages.
#[async_trait]
pub trait ChatRepository {
    /// One chat.
    async fn chat(&mut self, id: ChatId) -> Result<Option<Chat>>;
    /// Chats of a class: pupils', parents', subjects'.
    async fn chats_of_class(&mut self, class: ClassId) -> Result<Vec<Chat>>;
    /// The staff chat of a school.
    async fn staff_chat(&mut self, org: OrgId) -> Result<Option<Chat>>;
    /// All chats of a school.
    async fn chats_of_org(&mut self, org: OrgId) -> Result<Vec<Chat>>;
    /// Opens a chat.
    async fn insert_chat(&mut self, chat: &Chat, at: i64) -> Result<ChatId>;
    /// Renames a chat: the class has a new name.
    async fn rename_chat(&mut self, id: ChatId, name: &str) -> Result<()>;
    /// Members of a chat.
    async fn members(&mut self, chat: ChatId) -> Result<Vec<NamedMember>>;
    /// One membership.
    async fn membership(&mut self, chat: ChatId, person: PersonId) -> Result<Option<Membership>>;
    /// Adds a member, or gives a present one new reasons.
    async fn keep_member(&mut self, member: &Membership) -> Result<()>;
    /// Removes a member.
    async fn remove_member(&mut self, chat: ChatId, person: PersonId) -> Result<()>;
    /// Chats of a person, newest message first; messages before `since` do not count.
    async fn chats_of(&mut self, person: PersonId) -> Result<Vec<Listed>>;
    /// The `limit` messages before number `before`, in order, none older than `since`.
    async fn messages_before(
        &mut self,
        chat: ChatId,
        before: i64,
        limit: i64,
        since: i64,
    ) -> Result<Vec<StoredMessage>>;
    /// The `limit` messages after number `after`, in order.
    async fn messages_after(
        &mut self,
        chat: ChatId,
        after: i64,
        limit: i64,
    ) -> Result<Vec<StoredMessage>>;
    /// Moves a read cursor forward, never back; returns where it is.
    async fn set_read(&mut self, chat: ChatId, person: PersonId, seq: i64) -> Result<i64>;
    /// Messages not read, over all chats.
    async fn unread(&mut self, person: PersonId) -> Result<i64>;
}
