//! Writing and reading.

use crate::{Core, Event, Result, Who, broken, chats::show};
use model::{ChatId, Problem, message::check};
use storage::{Appended, NewMessage};

impl Core {
    /// Sends a message: returns when it is durable and has been handed to everybody. The same key
    /// again changes nothing and hands the message out once more, to the author's benefit.
    ///
    /// # Errors
    /// [`Problem::MessageEmpty`], [`Problem::MessageTooLong`], and [`Problem::NotFound`] for a
    /// chat that one is no member of.
    pub async fn send(&self, who: &Who, chat: ChatId, key: &str, text: &str) -> Result<()> {
        let text = check(text)?;
        if key.is_empty() || key.len() > 64 || !key.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Problem::BadRequest);
        }
        let new = NewMessage {
            chat,
            author: who.id(),
            author_name: name_in_chats(who),
            key: key.to_owned(),
            text,
            at: self.clock.now(),
        };
        let (chat, kept) = match self.storage.append(new).await.map_err(broken)? {
            Appended::New(message) => (chat, message),
            Appended::Again(earlier, message) if earlier == chat => (earlier, message),
            // The key was used in another chat: never by our page.
            Appended::Again(..) => return Err(Problem::BadRequest),
            Appended::NotMember => return Err(Problem::NotFound),
        };
        self.bus.publish(Event::Message {
            chat,
            message: show(&who.time(), kept),
        });
        Ok(())
    }

    /// Moves the own read cursor forward.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a chat that one is no member of.
    pub async fn read_up_to(&self, who: &Who, chat: ChatId, seq: i64) -> Result<()> {
        let mut db = self.storage.write().await.map_err(broken)?;
        self.access_chat(db.as_mut(), who, chat).await?;
        let seq = db
            .set_read(chat, who.id(), seq.max(0))
            .await
            .map_err(broken)?;
        db.save().await.map_err(broken)?;
        self.bus.publish(Event::Read {
            chat,
            person: who.id(),
            seq,
        });
        Ok(())
    }

    /// Tells the others that somebody is writing.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a chat that one is no member of.
    pub async fn typing(&self, who: &Who, chat: ChatId) -> Result<()> {
        let mut db = self.storage.read().await.map_err(broken)?;
        self.access_chat(db.as_mut(), who, chat).await?;
        let name = who.person.name.given.clone();
        self.bus.publish(Event::Typing {
            chat,
            person: who.id(),
            name,
        });
        Ok(())
    }
}

/// Teachers are called by name and patronymic, as pupils address them; everybody else by name and
/// surname.
pub(crate) fn name_in_chats(who: &Who) -> String {
    let name = &who.person.name;
    let teacher = who.roles.iter().any(|at| at.role == model::Role::Teacher);
    if teacher {
        name.polite()
    } else {
        name.friendly()
    }
}
