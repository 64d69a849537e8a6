//! Who is a member of a dialogue: computed like every membership.

use super::tie;
use crate::Event;
use model::{ChatId, PersonId, Role};
use std::collections::BTreeSet;
use storage::{Membership, Repository, Result};

/// Brings the dialogues of these people to what their other chats allow; the events are for after the
/// commit. Whoever is in no chat any more, unlinked or gone from the school, leaves the dialogues too,
/// and the other one keeps what was written. Two who share nothing any more both leave; they come
/// back with what ties them again.
///
/// # Errors
/// Only when the database fails.
pub(crate) async fn settle(
    db: &mut dyn Repository,
    people: &BTreeSet<PersonId>,
    now: i64,
) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for person in people {
        for (chat, other) in db.dialogues_with(*person).await? {
            let pair = [*person, other];
            if let Some(tied) = tie(db, *person, other).await? {
                let roles = [tied.mine, tied.theirs];
                join(db, chat, pair, roles, now, &mut events).await?;
                continue;
            }
            let here = [db.is_in_chats(*person).await?, db.is_in_chats(other).await?];
            let strangers = here == [true, true];
            let before = events.len();
            for (one, here) in pair.into_iter().zip(here) {
                if strangers || !here {
                    leave(db, chat, one, &mut events).await?;
                }
            }
            if events.len() > before {
                tell_members(db, chat, pair, &mut events).await?;
            }
        }
    }
    Ok(events)
}

/// Shows the dialogue to its members, anew to who was in it before: with whom it is, as what, or that
/// nobody is there, is a part of it.
async fn tell_members(
    db: &mut dyn Repository,
    chat: ChatId,
    pair: [PersonId; 2],
    events: &mut Vec<Event>,
) -> Result<()> {
    for person in pair {
        if db.membership(chat, person).await?.is_some() {
            events.push(Event::Opened { chat, person });
        }
    }
    Ok(())
}

/// Makes members of two who are none, in these roles.
pub(super) async fn join(
    db: &mut dyn Repository,
    chat: ChatId,
    pair: [PersonId; 2],
    roles: [Role; 2],
    now: i64,
    events: &mut Vec<Event>,
) -> Result<()> {
    let mut changed = false;
    for (person, role) in pair.into_iter().zip(roles) {
        let before = db.membership(chat, person).await?;
        if before.is_some_and(|before| before.role == role) {
            continue;
        }
        changed = true;
        db.keep_member(&Membership {
            chat,
            person,
            role,
            reasons: "[]".to_owned(),
            since: now,
        })
        .await?;
    }
    if changed {
        tell_members(db, chat, pair, events).await?;
    }
    Ok(())
}

async fn leave(
    db: &mut dyn Repository,
    chat: ChatId,
    person: PersonId,
    events: &mut Vec<Event>,
) -> Result<()> {
    if db.membership(chat, person).await?.is_some() {
        db.remove_member(chat, person).await?;
        events.push(Event::Closed { chat, person });
    }
    Ok(())
}
