//! Dialogues: two people who share a chat, or are of one family (MS-05, RC-14).

mod begin;
mod people;
mod settle;

pub(crate) use settle::settle;

use model::{OrgId, PersonId, Role, policy};
use storage::{Repository, Result};

/// Why two people may write to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tie {
    /// The first one's part in it.
    mine: Role,
    /// The other's.
    theirs: Role,
    /// School of the chat they share; a family is of the one where it is asked.
    org: Option<OrgId>,
}

/// What ties two people, both of them in chats of their own: linked, and of a school.
async fn tie(db: &mut dyn Repository, one: PersonId, other: PersonId) -> Result<Option<Tie>> {
    let shared = db.acquaintances(one, Some(other)).await?;
    let allowed = shared
        .iter()
        .find(|shared| policy::write_to(shared.mine, shared.theirs));
    if let Some(shared) = allowed {
        return Ok(Some(Tie {
            mine: shared.mine,
            theirs: shared.theirs,
            org: Some(shared.org),
        }));
    }
    if !db.is_in_chats(one).await? || !db.is_in_chats(other).await? {
        return Ok(None);
    }
    for (mine, theirs, guardian, child) in [
        (Role::Guardian, Role::Pupil, one, other),
        (Role::Pupil, Role::Guardian, other, one),
    ] {
        let children = db.children_of(guardian).await?;
        if children.iter().any(|own| own.id == child) {
            return Ok(Some(Tie {
                mine,
                theirs,
                org: None,
            }));
        }
    }
    Ok(None)
}
