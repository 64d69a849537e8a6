use crate::{AskedIdentity, Core, Result, Who, broken, seal::digest};
use storage::{LinkTry, Stage};

impl Core {
    /// Begins a way to VK ID; returns the address the browser goes to.
    ///
    /// # Errors
    /// [`model::Problem::NotAllowed`] for roles that have no chats.
    pub async fn begin_link(&self, who: &Who) -> Result<String> {
        self.may_link(who)?;
        // 43 letters of base64url each: within what both RFC 7636 and VK ID allow.
        let asked = AskedIdentity {
            state: self.chance.secret(),
            verifier: self.chance.secret(),
            english: who.account.language.as_deref() == Some("en"),
        };
        let new = LinkTry {
            id: 0,
            session: who.session.id,
            account: who.account.id,
            stage: Stage::Asked,
            secret: self
                .seal
                .close(self.chance.as_ref(), asked.verifier.as_bytes()),
            detail: String::new(),
            created_at: self.clock.now(),
        };
        let mut db = self.storage.write().await.map_err(broken)?;
        db.insert_try(&digest(&asked.state), &new)
            .await
            .map_err(broken)?;
        db.save().await.map_err(broken)?;
        Ok(self.identity.address(&asked))
    }
}
