use crate::{SqliteRepository, all, calls::outcome, fault, maybe, run, unknown};
use async_trait::async_trait;
use model::{ChatId, ChatKind, ClassId, FullName, OrgId, PersonId, Role};
use storage::{
    Chat, ChatRepository, Counterpart, Fault, Listed, Membership, Missed, NamedMember, Result,
    StoredMessage,
};

pub(crate) fn role(code: &str) -> Result<Role> {
    Role::from_code(code).ok_or_else(|| unknown("role", code))
}

fn kind(code: &str) -> Result<ChatKind> {
    ChatKind::from_code(code).ok_or_else(|| unknown("kind of chat", code))
}

macro_rules! chat {
    ($row:ident) => {
        Ok::<_, Fault>(Chat {
            id: ChatId($row.id),
            org: OrgId($row.org_id),
            kind: kind(&$row.kind)?,
            class: $row.class_id.map(ClassId),
            group: $row.group_id.map(ClassId),
            name: $row.name,
            last_seq: $row.last_seq,
        })
    };
}

macro_rules! message {
    ($row:ident) => {
        Ok(StoredMessage {
            seq: $row.seq,
            author: PersonId($row.author_id),
            author_name: $row.author_name,
            author_role: $crate::chats::role(&$row.author_role)?,
            key: $row.key,
            text: $row.text,
            at: $row.at,
        })
    };
}

#[async_trait]
impl ChatRepository for SqliteRepository {
    async fn chat(&mut self, id: ChatId) -> Result<Option<Chat>> {
        maybe!(self, "../storage/queries/chats/chat.sql", id.0; |row| chat!(row)).transpose()
    }

    async fn chats_of_class(&mut self, class: ClassId) -> Result<Vec<Chat>> {
        all!(self, "../storage/queries/chats/of_class.sql", class.0; |row| chat!(row))
    }

    async fn staff_chat(&mut self, org: OrgId) -> Result<Option<Chat>> {
        maybe!(self, "../storage/queries/chats/staff.sql", org.0; |row| chat!(row)).transpose()
    }

    async fn chats_of_org(&mut self, org: OrgId) -> Result<Vec<Chat>> {
        all!(self, "../storage/queries/chats/of_org.sql", org.0; |row| chat!(row))
    }

    async fn insert_chat(&mut self, chat: &Chat, at: i64) -> Result<ChatId> {
        let kind = chat.kind.code();
        let (class, group) = (chat.class.map(|id| id.0), chat.group.map(|id| id.0));
        let row = sqlx::query_file!(
            "../storage/queries/chats/insert.sql",
            chat.org.0,
            kind,
            class,
            group,
            chat.name,
            at
        )
        .fetch_one(&mut *self.tx)
        .await
        .map_err(fault)?;
        Ok(ChatId(row.id))
    }

    async fn rename_chat(&mut self, id: ChatId, name: &str) -> Result<()> {
        run!(self, "../storage/queries/chats/rename.sql", id.0, name);
        Ok(())
    }

    async fn members(&mut self, chat: ChatId) -> Result<Vec<NamedMember>> {
        all!(self, "../storage/queries/chats/members.sql", chat.0; |row| Ok(NamedMember {
            membership: Membership {
                chat,
                person: PersonId(row.person_id),
                role: role(&row.role)?,
                reasons: row.reasons,
                since: row.since,
            },
            name: FullName { family: row.family, given: row.given, middle: row.middle },
        }))
    }

    async fn membership(&mut self, chat: ChatId, person: PersonId) -> Result<Option<Membership>> {
        maybe!(self, "../storage/queries/chats/membership.sql", chat.0, person.0; |row| {
            Ok(Membership {
                chat,
                person,
                role: role(&row.role)?,
                reasons: row.reasons,
                since: row.since,
            })
        })
        .transpose()
    }

    async fn keep_member(&mut self, member: &Membership) -> Result<()> {
        let role = member.role.code();
        run!(
            self,
            "../storage/queries/chats/keep_member.sql",
            member.chat.0,
            member.person.0,
            role,
            member.reasons,
            member.since
        );
        run!(
            self,
            "../storage/queries/chats/start_cursor.sql",
            member.chat.0,
            member.person.0
        );
        Ok(())
    }

    async fn remove_member(&mut self, chat: ChatId, person: PersonId) -> Result<()> {
        run!(
            self,
            "../storage/queries/chats/remove_member.sql",
            chat.0,
            person.0
        );
        Ok(())
    }

    async fn chats_of(&mut self, person: PersonId) -> Result<Vec<Listed>> {
        all!(self, "../storage/queries/chats/of_person.sql", person.0; |row| {
            let last = match (row.author_id, row.author_name, row.author_role, row.key, row.text, row.at) {
                (Some(author), Some(author_name), Some(author_role), Some(key), Some(text), Some(at)) => {
                    Some(StoredMessage {
                        seq: row.last_seq,
                        author: PersonId(author),
                        author_name,
                        author_role: role(&author_role)?,
                        key,
                        text,
                        at,
                    })
                }
                _ => None,
            };
            let with = match (row.with_id, row.with_family, row.with_given, row.with_middle) {
                (Some(id), Some(family), Some(given), Some(middle)) => Some(Counterpart {
                    person: PersonId(id),
                    name: FullName { family, given, middle },
                    role: row.with_role.as_deref().map(role).transpose()?,
                }),
                _ => None,
            };
            let missed = match (row.missed_by, row.missed_at, row.missed) {
                (Some(by), Some(at), Some(code)) => Some(Missed {
                    by: PersonId(by),
                    at,
                    outcome: outcome(&code)?,
                }),
                _ => None,
            };
            Ok(Listed {
                with,
                missed,
                role: role(&row.role)?,
                read_seq: row.read_seq,
                members: row.members,
                last,
                subject: row.subject,
                class_name: row.class_name,
                chat: chat!(row)?,
            })
        })
    }

    async fn messages_before(
        &mut self,
        chat: ChatId,
        before: i64,
        limit: i64,
        since: i64,
    ) -> Result<Vec<StoredMessage>> {
        all!(self, "../storage/queries/chats/before.sql", chat.0, before, limit, since; |row| message!(row))
    }

    async fn messages_after(
        &mut self,
        chat: ChatId,
        after: i64,
        limit: i64,
    ) -> Result<Vec<StoredMessage>> {
        all!(self, "../storage/queries/chats/after.sql", chat.0, after, limit; |row| message!(row))
    }

    async fn set_read(&mut self, chat: ChatId, person: PersonId, seq: i64) -> Result<i64> {
        let moved = maybe!(self, "../storage/queries/chats/set_read.sql", chat.0, person.0, seq; |row| row.seq);
        Ok(moved.unwrap_or(0))
    }

    async fn unread(&mut self, person: PersonId) -> Result<i64> {
        let total = maybe!(self, "../storage/queries/chats/unread.sql", person.0; |row| row.unread);
        Ok(total.unwrap_or(0))
    }
}
