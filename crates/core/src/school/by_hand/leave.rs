use super::{new_change, widen};
use crate::{Core, Result, Scope, Who, broken};
use model::{Action, HandKind, PersonId, Problem, by_hand};
use serde_json::json;

impl Core {
    /// «Отметить уход из школы»: the link and every session end, the chats close, and the next
    /// import does not bring the person back.
    ///
    /// # Errors
    /// [`Problem::ReasonMissing`]; [`Problem::AlreadySo`]; [`Problem::ElsewhereToo`] for who
    /// belongs to another organisation too; [`Problem::NotAllowed`] for oneself.
    pub async fn mark_left(&self, who: &Who, person: PersonId, reason: &str) -> Result<()> {
        self.access_school(who)?;
        let reason = by_hand::reason(reason).ok_or(Problem::ReasonMissing)?;
        let mut db = self.storage.write().await.map_err(broken)?;
        let person = self.access_school_person(db.as_mut(), who, person).await?;
        if person.id == who.id() {
            return Err(Problem::NotAllowed);
        }
        if !person.active {
            return Err(Problem::AlreadySo);
        }
        self.only_here(db.as_mut(), who, person.id).await?;
        let mut scope = Scope::default();
        widen(db.as_mut(), who, person.id, &mut scope).await?;
        let change = new_change(who, HandKind::Left, person.id, &reason, self.clock.now());
        let change = db.insert_change(&change).await.map_err(broken)?;
        db.mark_left(person.id, Some(change))
            .await
            .map_err(broken)?;
        let (events, tokens) = self.shut(db.as_mut(), person.id).await?;
        let told = (Action::MarkedLeft, &person, json!({ "reason": reason }));
        self.conclude(db, who, &scope, told, events).await?;
        self.withdraw(tokens).await;
        Ok(())
    }
}
