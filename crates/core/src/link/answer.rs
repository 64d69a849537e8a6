use super::{
    LIFE,
    detail::{Answered, Failure, write},
};
use crate::{AskedIdentity, Core, IdentityFault, Result, Who, broken, seal::digest};
use model::Problem;
use storage::{LinkTry, Stage};

impl Core {
    /// VK ID has sent the browser back. Whatever happens is told on the link page; only a state
    /// that is not of this browser and account is refused here.
    ///
    /// # Errors
    /// [`Problem::LinkExpired`].
    pub async fn answer_link(
        &self,
        who: &Who,
        state: &str,
        code: std::result::Result<(&str, &str), &str>,
    ) -> Result<()> {
        let taken = self.take_try(who, state).await?;
        let verifier = self.seal.open(&taken.secret).ok_or(Problem::LinkExpired)?;
        let asked = AskedIdentity {
            state: state.to_owned(),
            english: false,
            verifier: String::from_utf8(verifier).map_err(|_| Problem::LinkExpired)?,
        };
        let answer = match code {
            Ok((code, device_id)) => self.identity.person(code, device_id, &asked).await,
            Err(error) => Err(IdentityFault::Refused(error.to_owned())),
        };
        let mut moved = taken.clone();
        let mut db = self.storage.write().await.map_err(broken)?;
        match answer {
            Ok(person) => {
                let problem = self.check_free(db.as_mut(), who, &person.vk_id).await?;
                let why = self.check_fits(db.as_mut(), who, &person).await?;
                (moved.stage, moved.detail) = match (problem, why) {
                    (Some(problem), _) => (Stage::Failed, write(&Failure { problem })),
                    (None, Some(_)) => (Stage::Mismatch, String::new()),
                    (None, None) => (Stage::Review, String::new()),
                };
                if moved.stage != Stage::Failed {
                    let sealed = write(&Answered { person, why });
                    moved.secret = self.seal.close(self.chance.as_ref(), sealed.as_bytes());
                }
            }
            Err(fault) => {
                tracing::info!(cause = %fault, "VK ID gave no person");
                let problem = match fault {
                    IdentityFault::Refused(_) => Problem::LinkRefused,
                    IdentityFault::Unavailable(_) => Problem::IdentityUnavailable,
                };
                moved.stage = Stage::Failed;
                moved.detail = write(&Failure { problem });
            }
        }
        db.move_try(taken.id, Stage::Failed, &moved)
            .await
            .map_err(broken)?;
        db.save().await.map_err(broken)
    }

    /// Takes the try out of play before VK ID is asked: a state works once, also when two answers
    /// arrive together.
    async fn take_try(&self, who: &Who, state: &str) -> Result<LinkTry> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let asked = db.try_by_state(&digest(state)).await.map_err(broken)?;
        let asked = asked.ok_or(Problem::LinkExpired)?;
        let same = asked.session == who.session.id && asked.account == who.account.id;
        let young = self.clock.now() - asked.created_at < LIFE;
        if !same || !young {
            return Err(Problem::LinkExpired);
        }
        let mut taken = asked.clone();
        taken.stage = Stage::Failed;
        taken.detail = write(&Failure {
            problem: Problem::LinkExpired,
        });
        if !db
            .move_try(asked.id, Stage::Asked, &taken)
            .await
            .map_err(broken)?
        {
            return Err(Problem::LinkExpired);
        }
        db.save().await.map_err(broken)?;
        Ok(taken)
    }
}
