use super::widen;
use crate::{Core, Result, Scope, Who, broken};
use model::{Action, ChangeId, HandKind, PersonId, Problem};
use serde_json::json;

impl Core {
    /// «Вернуть»: a change by hand about this person holds no longer, and what the data says holds
    /// again. A link that ended is not made again: the person links anew.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for strangers and for a change that is not about them, or that holds
    /// no longer.
    pub async fn take_back(&self, who: &Who, person: PersonId, change: ChangeId) -> Result<()> {
        self.access_school(who)?;
        let mut db = self.storage.write().await.map_err(broken)?;
        let shown = self.access_school_person(db.as_mut(), who, person).await?;
        let changes = db.changes_of(who.org.id, shown.id).await;
        let changes = changes.map_err(broken)?;
        let change = changes
            .iter()
            .find(|one| one.id == change && one.ended_at.is_none())
            .ok_or(Problem::NotFound)?;
        let subject = db.person(change.change.person).await.map_err(broken)?;
        let subject = subject.ok_or(Problem::NotFound)?;
        let mut scope = Scope::default();
        widen(db.as_mut(), who, subject.id, &mut scope).await?;
        db.end_change(change.id, self.clock.now())
            .await
            .map_err(broken)?;
        let mut left = (Vec::new(), None);
        match change.change.kind {
            HandKind::Transfer => db.undo_transfer(change.id).await.map_err(broken)?,
            HandKind::Left => db.mark_left(subject.id, None).await.map_err(broken)?,
            HandKind::NoGuardian => db.restore_guardianship(change.id).await.map_err(broken)?,
            HandKind::Guardian => {
                db.drop_guardian(subject.id, who.org.id, change.id)
                    .await
                    .map_err(broken)?;
                left = self.let_go(db.as_mut(), &subject).await?;
            }
        }
        widen(db.as_mut(), who, subject.id, &mut scope).await?;
        let detail = json!({
            "kind": change.change.kind,
            "reason": change.change.reason,
            "class": change.class_name,
            "child": change.child_name.as_ref().map(model::FullName::full),
        });
        let told = (Action::HandChangeEnded, &subject, detail);
        self.conclude(db, who, &scope, told, left.0).await?;
        self.withdraw(left.1).await;
        Ok(())
    }
}
