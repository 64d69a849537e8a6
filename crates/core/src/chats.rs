//! Chats as their members see them.

use crate::{
    Core, Expected, Result, Who, broken,
    call::shown_call,
    membership::{expected_in, model_reasons},
    time::year_of,
};
use model::{
    ChatId, ChatKind, PersonId, Role, policy,
    views::{
        ChatSummary, Counterpart, Day, History, LastMessage, Member, Message, MissedCall,
        OpenedChat, hue,
    },
};
use std::collections::BTreeMap;
use storage::{Call, Listed, Repository, StoredMessage};

/// Messages of one page of history.
const PAGE: i64 = 50;
/// Characters of the newest message that the list shows.
const PREVIEW: usize = 120;

impl Core {
    /// Own chats, newest message first, and today's date at the school.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn chats(&self, who: &Who) -> Result<(Vec<ChatSummary>, Day)> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let running = db.running_calls_of(who.id()).await.map_err(broken)?;
        let mut chats = Vec::new();
        for listed in db.chats_of(who.id()).await.map_err(broken)? {
            chats.push(self.summary(db.as_mut(), who, listed, &running).await?);
        }
        Ok((chats, who.time().moment(self.clock.now()).day))
    }

    /// Numbers of the own chats.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn own_chats(&self, who: &Who) -> Result<Vec<ChatId>> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let listed = db.chats_of(who.id()).await.map_err(broken)?;
        Ok(listed.into_iter().map(|listed| listed.chat.id).collect())
    }

    /// One of the own chats, as the list shows it.
    ///
    /// # Errors
    /// [`model::Problem::NotFound`] for a chat that one is no member of.
    pub async fn chat_summary(&self, who: &Who, chat: ChatId) -> Result<ChatSummary> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let listed = db.chats_of(who.id()).await.map_err(broken)?;
        let own = listed.into_iter().find(|listed| listed.chat.id == chat);
        let own = own.ok_or(model::Problem::NotFound)?;
        let running = db.running_call_in(chat).await.map_err(broken)?;
        let running: Vec<Call> = running.into_iter().collect();
        self.summary(db.as_mut(), who, own, &running).await
    }

    async fn summary(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        listed: Listed,
        running: &[Call],
    ) -> Result<ChatSummary> {
        let expected = expected_in(db, &listed.chat, &who.day)
            .await
            .map_err(broken)?;
        let time = who.time();
        let (name, tile, hue) = look(&listed);
        Ok(ChatSummary {
            id: listed.chat.id,
            kind: listed.chat.kind,
            name,
            tile,
            hue,
            role: listed.role,
            last: listed.last.map(|last| LastMessage {
                author: last.author,
                author_name: last.author_name,
                text: last.text.chars().take(PREVIEW).collect(),
                at: time.moment(last.at),
            }),
            last_seq: listed.chat.last_seq,
            read_seq: listed.read_seq,
            members: u32::try_from(listed.members).unwrap_or(0),
            expected: u32::try_from(expected.len()).unwrap_or(0),
            with: listed.with.map(|with| Counterpart {
                person: with.person,
                role: with.role,
            }),
            missed: listed.missed.map(|missed| MissedCall {
                by: missed.by,
                at: time.moment(missed.at),
                outcome: missed.outcome,
            }),
            // A lesson comes after a call of the chat itself, and so before it.
            call: running
                .iter()
                .rfind(|call| call.chat == listed.chat.id)
                .map(|call| shown_call(&time, listed.chat.kind, call)),
        })
    }

    /// A page of a chat's history: the newest, or what lies before a number. It reaches back to
    /// the beginning of the school year (`roles.md`, Chats).
    ///
    /// # Errors
    /// [`model::Problem::NotFound`] for a chat that one is no member of.
    pub async fn history(&self, who: &Who, chat: ChatId, before: Option<i64>) -> Result<History> {
        let mut db = self.storage.read().await.map_err(broken)?;
        self.access_chat(db.as_mut(), who, chat).await?;
        let since = self.since(who);
        let before = before.unwrap_or(i64::MAX);
        let mut messages = db
            .messages_before(chat, before, PAGE + 1, since)
            .await
            .map_err(broken)?;
        let earlier = messages.len() > PAGE as usize;
        if earlier {
            messages.remove(0);
        }
        Ok(History {
            messages: self.shown(who, messages),
            earlier,
        })
    }

    /// What was written after a number, or `None` when it is too much to catch up with.
    ///
    /// # Errors
    /// [`model::Problem::NotFound`] for a chat that one is no member of.
    pub async fn missed(
        &self,
        who: &Who,
        chat: ChatId,
        after: i64,
    ) -> Result<Option<Vec<Message>>> {
        let mut db = self.storage.read().await.map_err(broken)?;
        self.access_chat(db.as_mut(), who, chat).await?;
        let most = model::wire::LONGEST_CATCH_UP;
        let messages = db
            .messages_after(chat, after, most + 1)
            .await
            .map_err(broken)?;
        if messages.len() as i64 > most {
            return Ok(None);
        }
        // What history does not show, catching up does not either.
        let since = self.since(who);
        let messages = messages
            .into_iter()
            .filter(|message| message.at >= since)
            .collect();
        Ok(Some(self.shown(who, messages)))
    }

    /// Who is in a chat and who will be (RC-06), with the reasons (RC-05).
    ///
    /// # Errors
    /// [`model::Problem::NotFound`] for a chat that one is no member of.
    pub async fn members(&self, who: &Who, chat: ChatId) -> Result<Vec<Member>> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let (chat, membership) = self.access_chat(db.as_mut(), who, chat).await?;
        let expected = expected_in(db.as_mut(), &chat, &who.day)
            .await
            .map_err(broken)?;
        let present: BTreeMap<PersonId, _> = db
            .members(chat.id)
            .await
            .map_err(broken)?
            .into_iter()
            .map(|member| (member.membership.person, member))
            .collect();
        // Who is still missing is the staff's to know: the others see who is there.
        let all = membership.role == Role::Teacher;
        let mut members = Vec::new();
        for Expected { who: one, reasons } in expected {
            let member = present.get(&one.person);
            if member.is_none() && !all {
                continue;
            }
            let name = match member {
                Some(member) => member.name.clone(),
                None => match db.person(one.person).await.map_err(broken)? {
                    Some(person) => person.name,
                    None => continue,
                },
            };
            let kept = member.and_then(|member| model_reasons(&member.membership.reasons));
            let reasons = kept.unwrap_or(reasons);
            let role = reasons.first().map_or(Role::Pupil, |reason| reason.role());
            let linked = member.is_some();
            let own = one.person == who.id();
            members.push(Member {
                person: one.person,
                initials: name.initials(),
                name: name.full(),
                role,
                reasons,
                linked,
                writable: linked && !own && policy::write_to(membership.role, role),
            });
        }
        members.sort_by(|a, b| (a.role, &a.name).cmp(&(b.role, &b.name)));
        Ok(members)
    }

    /// Own automatic chats in short, with the numbers of linked and expected members.
    pub(crate) async fn opened(
        &self,
        db: &mut dyn Repository,
        who: &Who,
    ) -> Result<Vec<OpenedChat>> {
        let mut chats = Vec::new();
        for listed in db.chats_of(who.id()).await.map_err(broken)? {
            if listed.chat.kind == ChatKind::Dialogue {
                continue;
            }
            let expected = expected_in(db, &listed.chat, &who.day)
                .await
                .map_err(broken)?;
            let (tile, hue) = mark(listed.chat.kind, &listed.class_name, &listed.subject);
            // «28 учеников, подключились 26» speaks of those the chat is for.
            let for_whom = |one: &&Expected| match listed.chat.kind {
                ChatKind::Staff => true,
                _ => one
                    .reasons
                    .iter()
                    .any(|reason| reason.role() != Role::Teacher),
            };
            let count = |linked: bool| {
                let counted = expected
                    .iter()
                    .filter(for_whom)
                    .filter(|one| !linked || one.who.linked);
                u32::try_from(counted.count()).unwrap_or(0)
            };
            chats.push(OpenedChat {
                id: listed.chat.id,
                kind: listed.chat.kind,
                name: listed.chat.name.clone(),
                tile,
                hue,
                linked: count(true),
                expected: count(false),
            });
        }
        chats.sort_by(|a, b| (&a.kind, &a.name).cmp(&(&b.kind, &b.name)));
        Ok(chats)
    }

    pub(crate) fn shown(&self, who: &Who, messages: Vec<StoredMessage>) -> Vec<Message> {
        let time = who.time();
        messages
            .into_iter()
            .map(|message| show(&time, message))
            .collect()
    }

    /// The first instant of the school year.
    fn since(&self, who: &Who) -> i64 {
        year_of(&who.terms, &who.day)
            .map_or(0, |year| who.time().start_of(&year.starts))
            // Before the first of September people already write.
            .min(self.clock.now() - 60 * 86_400_000)
    }
}

pub(crate) fn show(time: &crate::SchoolTime, message: StoredMessage) -> Message {
    Message {
        seq: message.seq,
        key: message.key,
        author: message.author,
        author_name: message.author_name,
        author_role: message.author_role,
        text: message.text,
        at: time.moment(message.at),
    }
}

/// A chat's name as one of its members sees it, and what stands before it.
fn look(listed: &Listed) -> (String, String, u8) {
    if let Some(with) = &listed.with {
        let name = with.name.full();
        let hue = hue(&name);
        return (name, with.name.initials(), hue);
    }
    let (tile, hue) = mark(listed.chat.kind, &listed.class_name, &listed.subject);
    (listed.chat.name.clone(), tile, hue)
}

/// What stands in a chat's square, and its hue: the same subject always the same.
pub(crate) fn mark(kind: ChatKind, class: &str, subject: &str) -> (String, u8) {
    let letter = |text: &str| text.chars().take(1).collect::<String>();
    match kind {
        ChatKind::Class => (class.to_owned(), 0),
        ChatKind::Parents => (class.to_owned(), 1),
        ChatKind::Staff => (letter(&kind.name("", "", "")), 3),
        ChatKind::Subject => (letter(subject), hue(subject)),
        // Has the other one's letters, in a circle.
        ChatKind::Dialogue => (String::new(), 0),
    }
}
