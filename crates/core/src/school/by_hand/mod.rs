//! Changes of school data by hand: a transfer, a leaver, a guardian added or taken away. Each is
//! marked and can be taken back, and the next import goes round it.

mod guardian;
mod leave;
mod login;
mod transfer;
mod undo;

pub use guardian::NewGuardian;

use crate::{
    Actor, Core, Deed, Event, Result, Scope, Who, broken,
    membership::{refresh, scope_of_person},
};
use model::{Action, HandKind, PersonId, Problem};
use serde_json::Value;
use storage::{HandChange, NewChange, Person, Repository};

/// A new change of this moment, about somebody.
fn new_change(who: &Who, kind: HandKind, person: PersonId, reason: &str, now: i64) -> NewChange {
    NewChange {
        org: who.org.id,
        person,
        kind,
        class: None,
        child: None,
        reason: reason.to_owned(),
        at: now,
        by: who.id(),
    }
}

/// The change of a kind that holds now.
fn holding(
    changes: &[HandChange],
    person: PersonId,
    kind: HandKind,
    child: Option<PersonId>,
) -> Option<&HandChange> {
    changes.iter().find(|one| {
        one.ended_at.is_none()
            && one.change.kind == kind
            && one.change.person == person
            && one.change.child == child
    })
}

/// What a change touched before it and after it.
async fn widen(
    db: &mut dyn Repository,
    who: &Who,
    person: PersonId,
    scope: &mut Scope,
) -> Result<()> {
    let more = scope_of_person(db, person, &who.day).await;
    let more = more.map_err(broken)?;
    scope.classes.extend(more.classes);
    scope.staff.extend(more.staff);
    Ok(())
}

impl Core {
    /// Brings the chats to what follows, notes the deed, makes all of it durable, and tells.
    async fn conclude(
        &self,
        mut db: Box<dyn Repository>,
        who: &Who,
        scope: &Scope,
        (action, subject, detail): (Action, &Person, Value),
        mut events: Vec<Event>,
    ) -> Result<()> {
        let refreshed = refresh(db.as_mut(), scope, &who.day, self.clock.now()).await;
        events.splice(0..0, refreshed.map_err(broken)?);
        let deed = Deed {
            org: who.org.id,
            actor: Actor::Somebody(who),
            action,
            subject: Some(subject),
            detail,
        };
        self.note(db.as_mut(), deed).await?;
        db.save().await.map_err(broken)?;
        self.publish(events);
        Ok(())
    }

    /// Signs somebody out everywhere and ends the link. Returns what to tell, and the tokens to
    /// withdraw.
    async fn shut(
        &self,
        db: &mut dyn Repository,
        person: PersonId,
    ) -> Result<(Vec<Event>, Option<Vec<u8>>)> {
        let account = db.account_of(person).await.map_err(broken)?;
        let account = account.ok_or(Problem::NotFound)?;
        let now = self.clock.now();
        let mut events = Vec::new();
        for session in db.sessions_of(account.id).await.map_err(broken)? {
            db.end_session(session.id, account.id, now)
                .await
                .map_err(broken)?;
            events.push(Event::SignedOut {
                session: session.id,
            });
        }
        let Some(link) = db.link_of(account.id).await.map_err(broken)? else {
            return Ok((events, None));
        };
        db.end_link(link.id, now, "left the school")
            .await
            .map_err(broken)?;
        Ok((events, link.tokens))
    }
}
