//! The first administrator of a new school, behind a link that the server prints once.

use crate::{
    Actor, Core, Deed, NewSession, NotSet, Result, SchoolTime, Token, broken,
    password_rules::{self, Known},
    seal::digest,
    sign_in::{blocked, count},
};
use jiff::civil::Date;
use model::{Action, FullName, Problem, Role, name::plain};
use serde_json::json;
use storage::{Repository, RosterOrg, RosterPerson, RosterRole, RosterTerm};

/// The record that holds the hash of the link's secret.
const RECORD: &str = "setup/key";
/// What the first rows come from, until the first import brings the school's own data.
const SOURCE: (&str, &str) = ("zvonok", "setup");
/// The id of each of them there.
const ID: &str = "setup";
/// Wrong links that cost nothing: some programs look at a link before a person does.
const FREE: i64 = 10;
/// Longer names are no names.
const LONGEST: usize = 200;

/// What the form behind the link sends.
#[derive(Clone)]
pub struct Setup {
    /// Secret of the link.
    pub key: String,
    /// Name of the school.
    pub school: String,
    /// The administrator.
    pub name: FullName,
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
    /// The same again.
    pub again: String,
    /// Device.
    pub device: NewSession,
}

impl Core {
    /// A new secret for the link of the first administrator, in the place of an earlier one;
    /// nothing when there is a school already.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn offer_setup(&self) -> Result<Option<String>> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let there = db.delete_record(RECORD).await.map_err(broken)?;
        let schools = db.orgs().await.map_err(broken)?;
        let secret = schools.is_empty().then(|| self.chance.secret());
        if let Some(secret) = &secret {
            let hash = digest(secret);
            let now = self.clock.now();
            db.put_record(RECORD, &hash, None, None, now)
                .await
                .map_err(broken)?;
        }
        if there || secret.is_some() {
            db.save().await.map_err(broken)?;
        }
        Ok(secret)
    }

    /// Whether nobody has set the server up yet.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn is_empty(&self) -> Result<bool> {
        let mut db = self.storage.read().await.map_err(broken)?;
        Ok(db.orgs().await.map_err(broken)?.is_empty())
    }

    /// Whether the link is good, for its page.
    ///
    /// # Errors
    /// [`NotSet::Code`] for a wrong or used link, also when somebody tries too many.
    pub async fn check_setup(&self, key: &str, address: &str) -> Result<(), NotSet> {
        if !self.is_empty().await? {
            return Err(NotSet::Code);
        }
        self.with_key(key, address).await?;
        Ok(())
    }

    /// Makes the school and its administrator, and signs the administrator in. The link is used up
    /// in the same transaction.
    ///
    /// # Errors
    /// [`NotSet`].
    pub async fn set_up(&self, form: Setup) -> Result<Token, NotSet> {
        self.check_setup(&form.key, &form.device.address).await?;
        let school = form.school.trim();
        let login = plain(&form.login);
        let name = FullName {
            family: form.name.family.trim().to_owned(),
            given: form.name.given.trim().to_owned(),
            middle: form.name.middle.trim().to_owned(),
        };
        let needed = [school, &name.family, &name.given, &login, &form.password];
        if needed.iter().any(|text| text.is_empty()) {
            return Err(Problem::FieldMissing.into());
        }
        let texts = [school, &name.family, &name.given, &name.middle, &login];
        if texts.iter().any(|text| text.chars().count() > LONGEST) {
            return Err(Problem::BadRequest.into());
        }
        if login.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(NotSet::Login);
        }
        if form.password != form.again {
            return Err(NotSet::Differ);
        }
        let known = Known {
            login: &login,
            name: &name,
            born: None,
        };
        password_rules::check(&form.password, &known).map_err(NotSet::Weak)?;
        let hash = self.passwords.hash(form.password).await?;
        // Again, where it is used up: two windows with the same link make one school.
        let mut db = self.with_key(&form.key, &form.device.address).await?;
        if !db.orgs().await.map_err(broken)?.is_empty() {
            return Err(NotSet::Code);
        }
        db.delete_record(RECORD).await.map_err(broken)?;
        let first = First {
            school,
            name,
            login,
            hash: &hash,
        };
        let token = self.make(db.as_mut(), first, &form.device).await?;
        db.save().await.map_err(broken)?;
        Ok(token)
    }

    /// A transaction in which the key is the right one. A wrong one is counted against the
    /// address.
    async fn with_key(&self, key: &str, address: &str) -> Result<Box<dyn Repository>, NotSet> {
        let now = self.clock.now();
        let mut db = self.storage.write().await.map_err(broken)?;
        let throttled = format!("setup:{address}");
        let kept = db.throttle(&throttled).await.map_err(broken)?;
        blocked(&kept, now)?;
        let record = db.record(RECORD, now).await.map_err(broken)?;
        if record.is_some_and(|record| record.value == digest(key)) {
            return Ok(db);
        }
        let counted = count(kept, now, FREE);
        db.set_throttle(&throttled, counted).await.map_err(broken)?;
        db.save().await.map_err(broken)?;
        Err(NotSet::Code)
    }

    async fn make(
        &self,
        db: &mut dyn Repository,
        first: First<'_>,
        device: &NewSession,
    ) -> Result<Token> {
        let zone = self.settings.time_zone.as_str();
        let today = SchoolTime::new(zone).date(self.clock.now());
        let (system, code) = SOURCE;
        let source = db.keep_source(system, code).await.map_err(broken)?;
        let org = RosterOrg {
            authority: false,
            name: first.school.to_owned(),
            short_name: first.school.to_owned(),
            identifier: String::new(),
            parent: None,
            time_zone: zone.to_owned(),
        };
        db.keep_org(source, ID, &org).await.map_err(broken)?;
        db.keep_term(source, ID, &year(today))
            .await
            .map_err(broken)?;
        let person = RosterPerson {
            name: first.name,
            login: first.login,
            born: None,
            phone: None,
            email: None,
        };
        db.keep_person(source, ID, &person).await.map_err(broken)?;
        let role = RosterRole {
            person: ID.to_owned(),
            org: ID.to_owned(),
            role: Role::Administrator,
            foremost: true,
            begins: None,
            ends: None,
        };
        db.keep_role(source, ID, &role).await.map_err(broken)?;
        let orgs = db.org_ids(source).await.map_err(broken)?;
        let people = db.person_ids(source).await.map_err(broken)?;
        let (Some(org), Some(person)) = (orgs.get(ID), people.get(ID)) else {
            return Err(Problem::Unavailable);
        };
        let account = db.account_of(*person).await.map_err(broken)?;
        let account = account.ok_or(Problem::Unavailable)?;
        db.set_password(account.id, first.hash)
            .await
            .map_err(broken)?;
        let person = db.person(*person).await.map_err(broken)?;
        let person = person.ok_or(Problem::Unavailable)?;
        let deed = Deed {
            org: *org,
            actor: Actor::At(&person, &device.address),
            action: Action::RoleChanged,
            subject: Some(&person),
            detail: json!({ "role": Role::Administrator.code(), "given": true, "by": "setup" }),
        };
        self.note(db, deed).await?;
        self.open_session(db, account.id, *org, device).await
    }
}

/// What the form came down to.
struct First<'a> {
    school: &'a str,
    name: FullName,
    login: String,
    hash: &'a str,
}

/// The school year of a day; in July and August already the one to come.
fn year(today: Date) -> RosterTerm {
    let first = if today.month() >= 7 {
        today.year()
    } else {
        today.year() - 1
    };
    RosterTerm {
        year: true,
        title: format!("{first}/{}", first + 1),
        starts: format!("{first}-09-01"),
        ends: format!("{}-05-31", first + 1),
    }
}
