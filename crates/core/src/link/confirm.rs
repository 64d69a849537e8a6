use super::{
    LIFE,
    detail::{Answered, Failure, read, write},
};
use crate::{
    Actor, Core, Deed, Result, Token, Who, broken,
    frame::masked,
    membership::{refresh, scope_of_person},
};
use model::{Action, FullName, LinkId, Problem, ProfileId};
use serde_json::json;
use storage::{LearningProfile, Link, LinkTry, Stage};

impl Core {
    /// «Продолжить» under «Создать учебный профиль»: makes the profile and the link, and opens the
    /// chats, in one transaction. Returns the new session token: privileges have changed.
    ///
    /// A second press finds the link and changes nothing (ID-45).
    ///
    /// # Errors
    /// [`Problem::FieldMissing`], [`Problem::LinkExpired`], [`Problem::LinkedElsewhere`],
    /// [`Problem::ProfileMismatch`].
    pub async fn confirm_link(&self, who: &Who, name: FullName) -> Result<Option<Token>> {
        self.may_link(who)?;
        let name = name.tidy();
        if name.family.is_empty() || name.given.is_empty() {
            return Err(Problem::FieldMissing);
        }
        let mut db = self.storage.write().await.map_err(broken)?;
        let Some(asked) = db.try_of(who.session.id).await.map_err(broken)? else {
            return Err(Problem::LinkExpired);
        };
        // Asked inside the transaction: of two presses together the second finds the link too.
        let present = db.link_of(who.account.id).await.map_err(broken)?;
        if asked.stage == Stage::Done && present.is_some() {
            return Ok(None);
        }
        let answered = self.answered(who, &asked)?;
        let person = answered.person;
        if self.check_fits(db.as_mut(), who, &person).await?.is_some() {
            return Err(Problem::ProfileMismatch);
        }
        if let Some(problem) = self.check_free(db.as_mut(), who, &person.vk_id).await? {
            // Somebody was quicker with the same VK ID.
            let mut failed = asked.clone();
            failed.stage = Stage::Failed;
            failed.detail = write(&Failure {
                problem: problem.clone(),
            });
            db.move_try(asked.id, Stage::Review, &failed)
                .await
                .map_err(broken)?;
            db.save().await.map_err(broken)?;
            return Err(problem);
        }
        let now = self.clock.now();
        let relinked = present.is_some();
        if let Some(present) = present {
            // Linking anew without having cancelled first: the newest choice holds.
            db.end_link(present.id, now, "relinked")
                .await
                .map_err(broken)?;
        }
        let full_name = name.full();
        let profile = db
            .keep_profile(&LearningProfile {
                id: ProfileId(0),
                vk_id: person.vk_id.clone(),
                name,
                born: person.born.clone(),
                phone: person.phone.as_ref().map(ToString::to_string),
                created_at: now,
            })
            .await
            .map_err(broken)?;
        let tokens = self
            .seal
            .close(self.chance.as_ref(), person.tokens.as_bytes());
        let link = Link {
            id: LinkId(0),
            account: who.account.id,
            person: who.id(),
            profile,
            linked_at: now,
            tokens: Some(tokens),
        };
        db.insert_link(&link).await.map_err(broken)?;
        self.examine_people(db.as_mut(), &who.org, &[who.id()], &who.day)
            .await?;
        let scope = scope_of_person(db.as_mut(), who.id(), &who.day)
            .await
            .map_err(broken)?;
        let events = refresh(db.as_mut(), &scope, &who.day, now)
            .await
            .map_err(broken)?;
        let mut done = asked.clone();
        done.stage = Stage::Done;
        done.secret = Vec::new();
        if !db
            .move_try(asked.id, Stage::Review, &done)
            .await
            .map_err(broken)?
        {
            return Err(Problem::LinkExpired);
        }
        let token = self.renew_session(db.as_mut(), who.session.id).await?;
        let phone = masked(person.phone.as_ref().map(|phone| phone.as_str()));
        let deed = Deed {
            org: who.org.id,
            actor: Actor::Somebody(who),
            action: Action::Linked,
            subject: None,
            detail: json!({"profile": full_name, "phone": phone, "relinked": relinked}),
        };
        self.note(db.as_mut(), deed).await?;
        db.save().await.map_err(broken)?;
        self.publish(events);
        Ok(Some(token))
    }

    /// What VK ID answered to a try that waits for confirmation.
    pub(super) fn answered(&self, who: &Who, asked: &LinkTry) -> Result<Answered> {
        let waits = matches!(asked.stage, Stage::Review | Stage::Mismatch);
        let young = self.clock.now() - asked.created_at < LIFE;
        if !waits || !young || asked.account != who.account.id {
            return Err(Problem::LinkExpired);
        }
        let sealed = self.seal.open(&asked.secret).ok_or(Problem::LinkExpired)?;
        let answered: Answered = read(&String::from_utf8_lossy(&sealed))?;
        Ok(answered)
    }
}
