//! «Первый вход» and «Забыли пароль?» (ID-09): a new password with a one-time code from a card or
//! a message.

use crate::{
    Actor, Core, Deed, Event, NewSession, Result, Token, broken,
    password_rules::{self, Known, Weak},
    school::codes,
    sign_in::{FREE_ACCOUNT, FREE_ADDRESS, blocked, count},
};
use model::{Action, OrgId, Phone, Problem, name::plain};
use serde_json::json;
use storage::{Account, CodePurpose, NewCode, Repository, Throttle};

/// Longer logins are nobody's, and are not worth a row.
const LONGEST_LOGIN: usize = 256;
/// How long a code is good that was sent.
const SENT_LIFE: i64 = 15 * 60_000;
/// Before the next one may be asked for.
const BETWEEN: i64 = 60_000;
/// Codes that one account may ask for in a row; then one an hour.
const IN_A_ROW: i64 = 5;
const HOUR: i64 = 3_600_000;
/// When the row is forgotten.
const MEMORY: i64 = 86_400_000;

/// What «Первый вход» sends.
#[derive(Clone)]
pub struct FirstPassword {
    /// Organisation.
    pub org: OrgId,
    /// Login as typed.
    pub login: String,
    /// Code as typed.
    pub code: String,
    /// New password.
    pub password: String,
    /// The same again.
    pub again: String,
    /// Device.
    pub device: NewSession,
}

/// Why a password was not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSet {
    /// The code or link is wrong, used or too old, or there is no such login: says not which.
    Code,
    /// The login chosen has blanks in it.
    Login,
    /// The two passwords differ.
    Differ,
    /// The password is refused by a rule.
    Weak(Weak),
    /// Anything else.
    Problem(Problem),
}

impl From<Problem> for NotSet {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// By what codes can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Channels {
    /// SMS.
    pub phone: bool,
    /// E-mail.
    pub mail: bool,
}

impl Channels {
    /// Whether there is any.
    #[must_use]
    pub fn any(self) -> bool {
        self.phone || self.mail
    }
}

/// Where a code goes.
#[derive(Clone, PartialEq, Eq)]
pub enum SendTo {
    /// A number, E.164.
    Phone(String),
    /// A mail box.
    Mail(String),
}

/// A code to be sent. Not printable by accident: it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Where.
    pub to: SendTo,
    /// «7KM-42X-P9T»
    pub code: String,
    /// Language that the person chose.
    pub language: Option<String>,
}

impl Core {
    /// Sets a password with a one-time code, ends all sessions of the account, and signs in. The
    /// code is used up in the same transaction.
    ///
    /// # Errors
    /// [`NotSet`]; an unknown login is answered like a wrong code.
    pub async fn set_first_password(&self, form: FirstPassword) -> Result<Token, NotSet> {
        let login = plain(&form.login);
        let code = codes::read(&form.code);
        let missing = login.is_empty() || code.is_empty() || form.password.is_empty();
        if missing || login.len() > LONGEST_LOGIN {
            return Err(Problem::FieldMissing.into());
        }
        if form.password != form.again {
            return Err(NotSet::Differ);
        }
        password_rules::length(&form.password).map_err(NotSet::Weak)?;
        let keys = [
            (format!("code:{}:{login}", form.org), FREE_ACCOUNT),
            (format!("address:{}", form.device.address), FREE_ADDRESS),
        ];
        let account = self.candidate(form.org, &login, &keys).await?;
        // Only somebody with the code hears which of the person's own data a password may not be.
        let (account, _) = self.with_code(account, &code, &keys).await?;
        let mut db = self.storage.read().await.map_err(broken)?;
        let person = db.person(account.person).await.map_err(broken)?;
        drop(db);
        let person = person.ok_or(NotSet::Code)?;
        let known = Known {
            login: &account.login,
            name: &person.name,
            born: person.born.as_deref(),
        };
        password_rules::check(&form.password, &known).map_err(NotSet::Weak)?;
        let hash = self.passwords.hash(form.password).await?;
        // Again, where it is used up: the same code in two windows sets one password.
        let (account, mut db) = self.with_code(Some(account), &code, &keys).await?;
        let now = self.clock.now();
        db.use_codes(account.id, now).await.map_err(broken)?;
        db.set_password(account.id, &hash).await.map_err(broken)?;
        db.clear_throttle(&keys[0].0).await.map_err(broken)?;
        let tried = format!("account:{}:{login}", form.org);
        db.clear_throttle(&tried).await.map_err(broken)?;
        let ended = db.sessions_of(account.id).await.map_err(broken)?;
        for session in &ended {
            db.end_session(session.id, account.id, now)
                .await
                .map_err(broken)?;
        }
        let deed = Deed {
            org: form.org,
            actor: Actor::At(&person, &form.device.address),
            action: Action::PasswordSet,
            subject: None,
            detail: json!({ "first": account.password.is_none(), "ended": ended.len() }),
        };
        self.note(db.as_mut(), deed).await?;
        let token = self
            .open_session(db.as_mut(), account.id, form.org, &form.device)
            .await?;
        db.save().await.map_err(broken)?;
        for session in ended {
            self.bus.publish(Event::SignedOut {
                session: session.id,
            });
        }
        Ok(token)
    }

    /// The account and a transaction in which the code is one of its own. A wrong one is counted
    /// there too: tries that came together must not all pass.
    async fn with_code(
        &self,
        account: Option<Account>,
        code: &str,
        keys: &[(String, i64)],
    ) -> Result<(Account, Box<dyn Repository>), NotSet> {
        let now = self.clock.now();
        let mut db = self.storage.write().await.map_err(broken)?;
        for (key, _) in keys {
            let kept = db.throttle(key).await.map_err(broken)?;
            blocked(&kept, now)?;
        }
        let id = account.as_ref().map(|account| account.id);
        let id = id.unwrap_or(model::AccountId(0));
        let kept = db.live_codes(id, now).await.map_err(broken)?;
        let right = codes::fits(&self.seal, id, code, &kept);
        match account.filter(|_| right) {
            Some(account) => Ok((account, db)),
            None => {
                for (key, free) in keys {
                    let kept = db.throttle(key).await.map_err(broken)?;
                    let counted = count(kept, now, *free);
                    db.set_throttle(key, counted).await.map_err(broken)?;
                }
                db.save().await.map_err(broken)?;
                Err(NotSet::Code)
            }
        }
    }

    /// «Прислать код»: a code for whoever has this login, to be sent to the telephone or mail box
    /// that the school has on file. Nothing for unknown logins and for people without either: the
    /// answer on the screen is the same.
    ///
    /// # Errors
    /// [`Problem::FieldMissing`], [`Problem::OrganisationMissing`], [`Problem::TooManyTries`], the
    /// same for known and unknown logins.
    pub async fn ask_code(
        &self,
        org: OrgId,
        login: &str,
        by: Channels,
        address: &str,
    ) -> Result<Option<Letter>> {
        let login = plain(login);
        if login.is_empty() || login.len() > LONGEST_LOGIN {
            return Err(Problem::FieldMissing);
        }
        let keys = [
            (format!("send:{org}:{login}"), 0),
            (format!("send:{address}"), FREE_ADDRESS),
        ];
        let account = self.candidate(org, &login, &keys).await?;
        let now = self.clock.now();
        let mut db = self.storage.write().await.map_err(broken)?;
        for (key, free) in &keys {
            let kept = db.throttle(key).await.map_err(broken)?;
            blocked(&kept, now)?;
            let counted = match free {
                0 => spaced(kept, now),
                free => count(kept, now, *free),
            };
            db.set_throttle(key, counted).await.map_err(broken)?;
        }
        let letter = match account {
            Some(account) => self.letter(db.as_mut(), org, &account, by, address).await?,
            None => None,
        };
        db.save().await.map_err(broken)?;
        Ok(letter)
    }

    async fn letter(
        &self,
        db: &mut dyn Repository,
        org: OrgId,
        account: &Account,
        by: Channels,
        address: &str,
    ) -> Result<Option<Letter>> {
        let person = db.person(account.person).await.map_err(broken)?;
        let Some(person) = person else {
            return Ok(None);
        };
        let phone = person.phone.as_deref().and_then(Phone::parse);
        let mail = person.email.clone().filter(|mail| mail.contains('@'));
        let (to, shown) = match (phone.filter(|_| by.phone), mail.filter(|_| by.mail)) {
            (Some(phone), _) => (SendTo::Phone(phone.as_str().to_owned()), phone.masked()),
            (None, Some(mail)) => (SendTo::Mail(mail.clone()), masked(&mail)),
            (None, None) => return Ok(None),
        };
        let now = self.clock.now();
        let code = codes::new(self.chance.as_ref());
        let kept = NewCode {
            account: account.id,
            purpose: CodePurpose::Reset,
            hash: codes::hash(&self.seal, account.id, &code),
            made_at: now,
            expires_at: now + SENT_LIFE,
            made_by: None,
            sent_to: shown.clone(),
        };
        db.keep_code(&kept).await.map_err(broken)?;
        // Whoever asked need not be that person: the name tells whose, the address from where.
        let deed = Deed {
            org,
            actor: Actor::At(&person, address),
            action: Action::CodeSent,
            subject: None,
            detail: json!({ "sent_to": shown }),
        };
        self.note(db, deed).await?;
        Ok(Some(Letter {
            to,
            code: codes::shown(&code),
            language: account.language.clone(),
        }))
    }
}

/// One more code asked for: a minute between them, and after some in a row an hour.
fn spaced(kept: Throttle, now: i64) -> Throttle {
    let failures = if now - kept.seen_at > MEMORY {
        1
    } else {
        kept.failures + 1
    };
    let wait = if failures < IN_A_ROW { BETWEEN } else { HOUR };
    Throttle {
        failures,
        blocked_until: now + wait,
        seen_at: now,
    }
}

/// «и•••@school.ru»
fn masked(mail: &str) -> String {
    let (name, domain) = mail.split_once('@').unwrap_or_default();
    let first: String = name.chars().take(1).collect();
    format!("{first}•••@{domain}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_not_sent_as_fast_as_one_can_press() {
        let mut kept = Throttle::default();
        let mut waits = Vec::new();
        for _ in 0..6 {
            kept = spaced(kept, 1_000);
            waits.push((kept.blocked_until - 1_000) / 60_000);
        }
        assert_eq!(waits, [1, 1, 1, 1, 60, 60]);
        assert_eq!(spaced(kept, 2_000 + MEMORY).failures, 1);
        assert_eq!(masked("ivanova@school.ru"), "i•••@school.ru");
    }
}
