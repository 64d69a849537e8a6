//! Login and password (ID-05).

use crate::{
    Actor, Core, Deed, NewSession, Result, SchoolTime, Token, broken, profile::agent,
    time::effective_day,
};
use model::{Action, OrgId, Problem, name::plain};
use serde_json::{Value, json};
use storage::{Account, Repository, Throttle};

/// What the sign-in form sends.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// Organisation.
    pub org: OrgId,
    /// Login as typed.
    pub login: String,
    /// Password as typed.
    pub password: String,
    /// Device.
    pub device: NewSession,
}

/// Longer logins are nobody's, and are not worth a row.
const LONGEST_LOGIN: usize = 256;

/// Failures that cost nothing: people mistype.
pub(crate) const FREE_ACCOUNT: i64 = 4;
/// A whole school sits behind one address.
pub(crate) const FREE_ADDRESS: i64 = 60;
/// The longest wait.
const LONGEST_WAIT: i64 = 15 * 60_000;
/// Failures are forgotten after a day without one.
const MEMORY: i64 = 86_400_000;

impl Core {
    /// Signs in. Unknown logins and wrong passwords get the same answer in the same time.
    ///
    /// # Errors
    /// [`Problem::FieldMissing`], [`Problem::WrongCredentials`], [`Problem::TooManyTries`].
    pub async fn sign_in(&self, form: SignIn) -> Result<Token> {
        let login = plain(&form.login);
        if login.is_empty() || form.password.is_empty() || login.len() > LONGEST_LOGIN {
            return Err(Problem::FieldMissing);
        }
        let keys = [
            (format!("account:{}:{login}", form.org), FREE_ACCOUNT),
            (format!("address:{}", form.device.address), FREE_ADDRESS),
        ];
        let account = self.candidate(form.org, &login, &keys).await?;
        let hash = account
            .as_ref()
            .and_then(|account| account.password.clone());
        let right = self.passwords.check(form.password, hash).await?;
        let mut db = self.storage.write().await.map_err(broken)?;
        // Asked again where failures are counted: tries that came together must not all pass.
        for (key, _) in &keys {
            let kept = db.throttle(key).await.map_err(broken)?;
            blocked(&kept, self.clock.now())?;
        }
        let (Some(account), true) = (&account, right) else {
            let mut told = None;
            for (key, free) in &keys {
                let kept = db.throttle(key).await.map_err(broken)?;
                let counted = count(kept, self.clock.now(), *free);
                db.set_throttle(key, counted).await.map_err(broken)?;
                // The first key is the account's.
                told = told.or(Some(tells(&kept, &counted).then_some(counted.failures)));
            }
            if let (Some(account), Some(Some(failures))) = (&account, told) {
                let detail = json!({"failures": failures, "device": agent(&form.device.agent)});
                let action = Action::SignInRefused;
                self.note_door(db.as_mut(), account, form.org, &form.device, action, detail)
                    .await?;
            }
            db.save().await.map_err(broken)?;
            return Err(Problem::WrongCredentials);
        };
        db.clear_throttle(&keys[0].0).await.map_err(broken)?;
        let token = self
            .open_session(db.as_mut(), account.id, form.org, &form.device)
            .await?;
        let detail = json!({"device": agent(&form.device.agent), "remember": form.device.remember});
        let action = Action::SignedIn;
        self.note_door(db.as_mut(), account, form.org, &form.device, action, detail)
            .await?;
        db.save().await.map_err(broken)?;
        Ok(token)
    }

    /// Notes what happened to an account at the door: nobody is signed in there yet.
    async fn note_door(
        &self,
        db: &mut dyn Repository,
        account: &Account,
        org: OrgId,
        device: &NewSession,
        action: Action,
        detail: Value,
    ) -> Result<()> {
        let Some(person) = db.person(account.person).await.map_err(broken)? else {
            return Ok(());
        };
        let deed = Deed {
            org,
            actor: Actor::At(&person, &device.address),
            action,
            subject: None,
            detail,
        };
        self.note(db, deed).await
    }

    pub(crate) async fn candidate(
        &self,
        org: OrgId,
        login: &str,
        keys: &[(String, i64)],
    ) -> Result<Option<Account>> {
        let now = self.clock.now();
        let mut db = self.storage.read().await.map_err(broken)?;
        for (key, _) in keys {
            let kept = db.throttle(key).await.map_err(broken)?;
            blocked(&kept, now)?;
        }
        let Some(org) = db.org(org).await.map_err(broken)? else {
            return Err(Problem::OrganisationMissing);
        };
        let terms = db.terms(org.source).await.map_err(broken)?;
        let today = SchoolTime::new(&org.time_zone).date(now).to_string();
        let day = effective_day(&terms, &today);
        db.account_by_login(org.id, login, &day)
            .await
            .map_err(broken)
    }
}

/// Refuses while the wait is not over.
pub(crate) fn blocked(kept: &Throttle, now: i64) -> Result<()> {
    if kept.blocked_until <= now {
        return Ok(());
    }
    let left = (kept.blocked_until - now + 999) / 1000;
    Err(Problem::TooManyTries {
        seconds: u32::try_from(left).unwrap_or(900),
    })
}

/// Whether a failure is worth an entry of the log: the first one, and each that makes the wait
/// longer. A stranger who keeps trying must not fill the log.
fn tells(before: &Throttle, after: &Throttle) -> bool {
    let wait = |kept: &Throttle| kept.blocked_until - kept.seen_at;
    after.failures == 1 || wait(after) > wait(before)
}

/// One more failure: after the free ones the wait doubles each time, from two seconds up to a
/// quarter of an hour. Never a fixed lock, which would let anybody lock anybody out.
pub(crate) fn count(kept: Throttle, now: i64, free: i64) -> Throttle {
    let failures = if now - kept.seen_at > MEMORY {
        1
    } else {
        kept.failures + 1
    };
    let wait = match failures - free {
        over if over <= 0 => 0,
        over => (1_000_i64 << over.min(20)).min(LONGEST_WAIT),
    };
    Throttle {
        failures,
        blocked_until: now + wait,
        seen_at: now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_is_forgotten() {
        let mut kept = Throttle::default();
        let mut waits = Vec::new();
        for _ in 0..8 {
            kept = count(kept, 1_000, FREE_ACCOUNT);
            waits.push((kept.blocked_until - 1_000) / 1_000);
        }
        assert_eq!(waits, [0, 0, 0, 0, 2, 4, 8, 16]);
        for _ in 0..80 {
            kept = count(kept, 1_000, FREE_ACCOUNT);
        }
        assert_eq!(kept.blocked_until - 1_000, LONGEST_WAIT);
        assert_eq!(count(kept, 2_000 + MEMORY, FREE_ACCOUNT).failures, 1);
    }
}
