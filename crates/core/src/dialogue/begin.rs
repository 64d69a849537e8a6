//! Beginning a dialogue.

use super::{settle::join, tie};
use crate::{Core, Result, Who, broken};
use model::{ChatId, ChatKind, OrgId, PersonId, Problem};
use storage::{Chat, Repository};

impl Core {
    /// The dialogue with somebody, made when it is not there. The other one hears of it with the first
    /// message or call.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for whom one may not write to, which looks like nobody.
    pub async fn write_to(&self, who: &Who, person: PersonId) -> Result<ChatId> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let tied = match person == who.id() {
            true => None,
            false => tie(db.as_mut(), who.id(), person).await.map_err(broken)?,
        };
        let tied = tied.ok_or(Problem::NotFound)?;
        let there = db.dialogue_of(who.id(), person).await.map_err(broken)?;
        let now = self.clock.now();
        let id = match there {
            Some(chat) => chat,
            None => {
                let org = tied.org.unwrap_or(who.org.id);
                new_dialogue(db.as_mut(), org, [who.id(), person], now).await?
            }
        };
        let mut events = Vec::new();
        let (pair, roles) = ([who.id(), person], [tied.mine, tied.theirs]);
        let joined = join(db.as_mut(), id, pair, roles, now, &mut events).await;
        joined.map_err(broken)?;
        db.save().await.map_err(broken)?;
        self.publish(events);
        Ok(id)
    }
}

async fn new_dialogue(
    db: &mut dyn Repository,
    org: OrgId,
    [one, other]: [PersonId; 2],
    now: i64,
) -> Result<ChatId> {
    let chat = Chat {
        id: ChatId(0),
        org,
        kind: ChatKind::Dialogue,
        class: None,
        group: None,
        name: ChatKind::Dialogue.name("", "", ""),
        last_seq: 0,
    };
    let id = db.insert_chat(&chat, now).await.map_err(broken)?;
    let made = db.insert_dialogue(id, one, other).await;
    made.map_err(broken)?;
    Ok(id)
}
