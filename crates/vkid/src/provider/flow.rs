//! One sign-in under way, bound to one browser.

use serde::{Deserialize, Serialize};

use super::Provider;
use super::person::{Person, PersonForm};
use super::phone::Phone;
use super::problem::Problems;
use super::words::Lang;
use crate::BoxError;
use crate::digest::{same, sha256};

/// What the application asked for, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) state: String,
    pub(super) challenge: String,
    pub(super) scope: String,
    pub(super) force_consent: bool,
    pub(super) payload: bool,
}

/// The code that was sent last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SentCode {
    /// Keyed: six digits under a plain digest could be counted through.
    pub(super) digest: String,
    pub(super) sent_at: i64,
    pub(super) expires_at: i64,
    pub(super) tries_left: u32,
}

/// The record. Who holds the cookie goes on from here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Flow {
    pub(super) asked: Asked,
    pub(super) lang: Lang,
    pub(super) expires_at: i64,
    pub(super) phone_typed: String,
    pub(super) phone: Option<Phone>,
    pub(super) code: Option<SentCode>,
    /// Whether the number is proven, by code or password.
    pub(super) proven: bool,
    /// The account of the number, if there is one.
    pub(super) user_id: Option<String>,
    pub(super) person_typed: PersonForm,
    pub(super) person: Option<Person>,
    /// Of the password set on the personal page, until the account is written.
    pub(super) new_password_hash: Option<String>,
    pub(super) consent_needed: bool,
    pub(super) problems: Problems,
    /// The way back to the application is open, see `finish`.
    pub(super) finished: bool,
}

/// A page of the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Screen {
    Phone,
    Code,
    Password,
    Person,
    Consent,
}

impl Screen {
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Phone => "/phone",
            Self::Code => "/code",
            Self::Password => "/password",
            Self::Person => "/person",
            Self::Consent => "/consent",
        }
    }
}

/// Where the browser goes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Next {
    To(Screen),
    /// Back to the application; the flow is over.
    Leave(String),
}

/// A flow with its cookie and version.
pub(super) struct Open {
    pub(super) id: String,
    pub(super) version: i64,
    pub(super) flow: Flow,
}

impl Flow {
    pub(super) fn new(asked: Asked, lang: Lang, expires_at: i64) -> Self {
        Self {
            asked,
            lang,
            expires_at,
            phone_typed: String::new(),
            phone: None,
            code: None,
            proven: false,
            user_id: None,
            person_typed: PersonForm::default(),
            person: None,
            new_password_hash: None,
            consent_needed: true,
            problems: Problems::new(),
            finished: false,
        }
    }

    /// The page that is due.
    pub(super) fn due(&self) -> Screen {
        match (&self.phone, self.proven, &self.person) {
            (None, ..) => Screen::Phone,
            (Some(_), false, _) => Screen::Code,
            (Some(_), true, None) => Screen::Person,
            (Some(_), true, Some(_)) => Screen::Consent,
        }
    }

    /// Whether a page may be opened now. One may go back to change the number or the personal
    /// data, never forward past what is due.
    pub(super) fn allows(&self, screen: Screen) -> bool {
        match screen {
            Screen::Phone => true,
            Screen::Code | Screen::Password => self.phone.is_some() && !self.proven,
            Screen::Person => self.proven,
            Screen::Consent => self.proven && self.person.is_some(),
        }
    }

    /// A new number: nothing that was said for the old one stays.
    pub(super) fn start_over(&mut self, phone: Phone) {
        self.phone_typed = phone.pretty();
        self.phone = Some(phone);
        self.code = None;
        self.proven = false;
        self.user_id = None;
        self.person_typed = PersonForm::default();
        self.person = None;
        self.new_password_hash = None;
        self.consent_needed = true;
        self.problems.clear();
    }
}

fn key(id: &str) -> String {
    format!("vkid/flow/{}", sha256(id))
}

impl Provider {
    /// The flow of a cookie.
    pub(super) async fn open(&self, id: &str) -> Result<Option<Open>, BoxError> {
        let found = self.load::<Flow>(&key(id)).await?;
        // The store drops what expired at its own pace; the promise is ours.
        Ok(found
            .filter(|found| found.value.expires_at > self.now())
            .map(|found| Open {
                id: id.to_owned(),
                version: found.version,
                flow: found.value,
            }))
    }

    pub(super) async fn begin(&self, id: &str, flow: &Flow) -> Result<bool, BoxError> {
        self.save(&key(id), flow, Some(flow.expires_at), None).await
    }

    /// Keeps the flow. `false`: another request of the same browser was faster; what this one did
    /// must not count.
    pub(super) async fn keep(&self, open: &mut Open) -> Result<bool, BoxError> {
        let flow = &open.flow;
        let kept = self
            .save(
                &key(&open.id),
                flow,
                Some(flow.expires_at),
                Some(open.version),
            )
            .await?;
        if kept && let Some(record) = self.parts.store.get(&key(&open.id)).await? {
            open.version = record.version;
        }
        Ok(kept)
    }

    /// Keeps the flow and goes to a page of it. Whoever lost a race goes to the page that is due:
    /// `/code` finds out which.
    pub(super) async fn keep_and_go(&self, mut open: Open, to: Screen) -> Result<Next, BoxError> {
        Ok(Next::To(if self.keep(&mut open).await? {
            to
        } else {
            Screen::Code
        }))
    }

    pub(super) async fn drop_flow(&self, id: &str) -> Result<bool, BoxError> {
        self.parts.store.delete(&key(id)).await
    }

    /// The hidden field of every form: a page that cannot read our pages cannot know it. Derived
    /// from the cookie, so nothing needs to be stored.
    pub(super) fn form_token(&self, id: &str) -> String {
        self.keyed("form", &[id])
    }

    pub(super) fn form_token_fits(&self, id: &str, given: &str) -> bool {
        same(&self.form_token(id), given)
    }
}
