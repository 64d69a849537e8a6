use crate::{
    Actor, Core, Deed, Result, Token, Who, broken,
    membership::{refresh, scope_of_person},
};
use model::{Action, Problem, views::OpenedChat};
use serde_json::json;

impl Core {
    /// Own chats that would close with the end of the link (ID-48).
    ///
    /// # Errors
    /// [`Problem::NotLinked`].
    pub async fn chats_to_close(&self, who: &Who) -> Result<Vec<OpenedChat>> {
        if who.link.is_none() {
            return Err(Problem::NotLinked);
        }
        let mut db = self.storage.read().await.map_err(broken)?;
        self.opened(db.as_mut(), who).await
    }

    /// «Отменить привязку»: ends the link and closes the chats in one transaction, in every open
    /// window at once. Returns the new session token.
    ///
    /// # Errors
    /// [`Problem::NotLinked`].
    pub async fn unlink(&self, who: &Who) -> Result<Token> {
        self.may_link(who)?;
        let mut db = self.storage.write().await.map_err(broken)?;
        // Asked again inside the transaction: two presses must not both end it.
        let link = db.link_of(who.account.id).await.map_err(broken)?;
        let link = link.ok_or(Problem::NotLinked)?;
        let now = self.clock.now();
        db.end_link(link.id, now, "person").await.map_err(broken)?;
        let scope = scope_of_person(db.as_mut(), who.id(), &who.day)
            .await
            .map_err(broken)?;
        let events = refresh(db.as_mut(), &scope, &who.day, now)
            .await
            .map_err(broken)?;
        let token = self.renew_session(db.as_mut(), who.session.id).await?;
        let profile = db.profile(link.profile).await.map_err(broken)?;
        let deed = Deed {
            org: who.org.id,
            actor: Actor::Somebody(who),
            action: Action::Unlinked,
            subject: None,
            detail: json!({"profile": profile.map(|profile| profile.name.full())}),
        };
        self.note(db.as_mut(), deed).await?;
        db.save().await.map_err(broken)?;
        self.publish(events);
        self.withdraw(link.tokens).await;
        Ok(token)
    }
}
