//! «Отменить привязку» of somebody else, with a reason that the person reads.

use crate::{
    Actor, Core, Deed, Result, Who, broken,
    membership::{refresh, scope_of_person},
};
use model::{Action, PersonId, Problem, by_hand};
use serde_json::json;

impl Core {
    /// Ends the link of somebody of the own school and closes the chats, in one transaction and in
    /// every open window at once.
    ///
    /// # Errors
    /// [`Problem::ReasonMissing`], [`Problem::NotLinked`], [`Problem::NotFound`] for strangers and
    /// [`Problem::NotAllowed`] for who runs no school.
    pub async fn unlink_other(&self, who: &Who, person: PersonId, reason: &str) -> Result<()> {
        self.access_school(who)?;
        let reason = by_hand::reason(reason).ok_or(Problem::ReasonMissing)?;
        let mut db = self.storage.write().await.map_err(broken)?;
        let person = self.access_school_person(db.as_mut(), who, person).await?;
        let account = db.account_of(person.id).await.map_err(broken)?;
        let account = account.ok_or(Problem::NotLinked)?;
        let link = db.link_of(account.id).await.map_err(broken)?;
        let link = link.ok_or(Problem::NotLinked)?;
        let now = self.clock.now();
        db.end_link_of(link.id, now, who.id(), &reason)
            .await
            .map_err(broken)?;
        let scope = scope_of_person(db.as_mut(), person.id, &who.day)
            .await
            .map_err(broken)?;
        let events = refresh(db.as_mut(), &scope, &who.day, now)
            .await
            .map_err(broken)?;
        let deed = Deed {
            org: who.org.id,
            actor: Actor::Somebody(who),
            action: Action::UnlinkedOther,
            subject: Some(&person),
            detail: json!({ "reason": reason }),
        };
        self.note(db.as_mut(), deed).await?;
        db.save().await.map_err(broken)?;
        self.publish(events);
        self.withdraw(link.tokens).await;
        Ok(())
    }

    /// Tells VK ID that tokens are not needed any more. Best effort: what it does not hear of
    /// expires there by itself.
    pub(crate) async fn withdraw(&self, sealed: Option<Vec<u8>>) {
        if let Some(tokens) = sealed.and_then(|sealed| self.seal.open(&sealed)) {
            self.identity
                .withdraw(&String::from_utf8_lossy(&tokens))
                .await;
        }
    }

    /// The person has read who ended the own link and why.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn read_unlink_notice(&self, who: &Who) -> Result<()> {
        let mut db = self.storage.write().await.map_err(broken)?;
        db.see_end_notice(who.account.id, self.clock.now())
            .await
            .map_err(broken)?;
        db.save().await.map_err(broken)
    }
}
