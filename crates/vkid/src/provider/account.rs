//! Accounts and the index of their numbers.

use serde::{Deserialize, Serialize};

use super::Provider;
use super::person::Person;
use super::phone::Phone;
use super::shelf::Loaded;
use crate::BoxError;
use crate::ambient::random_below;

/// One person's VK ID.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Account {
    pub(super) user_id: String,
    pub(super) phone: Phone,
    pub(super) person: Person,
    pub(super) password_hash: Option<String>,
    pub(super) created_at: i64,
}

fn key(user_id: &str) -> String {
    format!("vkid/account/{user_id}")
}

fn phone_key(phone: &Phone) -> String {
    format!("vkid/phone/{}", phone.as_str())
}

impl Provider {
    pub(super) async fn account(&self, id: &str) -> Result<Option<Loaded<Account>>, BoxError> {
        self.load(&key(id)).await
    }

    pub(super) async fn account_of(
        &self,
        phone: &Phone,
    ) -> Result<Option<Loaded<Account>>, BoxError> {
        match self.load::<String>(&phone_key(phone)).await? {
            Some(id) => self.account(&id.value).await,
            None => Ok(None),
        }
    }

    /// Opens an account. The number decides: if two browsers register it at once, both end with
    /// the same account.
    pub(super) async fn create_account(
        &self,
        phone: &Phone,
        person: &Person,
        password_hash: Option<String>,
    ) -> Result<String, BoxError> {
        loop {
            // Ten digits: reads as a VK id, exact in JavaScript, and says nothing about how many
            // people there are or in which order they came.
            let user_id =
                (1_000_000_000 + random_below(&*self.parts.entropy, 9_000_000_000)).to_string();
            let account = Account {
                user_id: user_id.clone(),
                phone: phone.clone(),
                person: person.clone(),
                password_hash: password_hash.clone(),
                created_at: self.now(),
            };
            if !self.save(&key(&user_id), &account, None, None).await? {
                continue;
            }
            if self.save(&phone_key(phone), &user_id, None, None).await? {
                return Ok(user_id);
            }
            self.parts.store.delete(&key(&user_id)).await?;
            if let Some(known) = self.load::<String>(&phone_key(phone)).await? {
                return Ok(known.value);
            }
        }
    }

    /// Writes changed personal data and a newly set password.
    pub(super) async fn update_account(
        &self,
        user_id: &str,
        person: &Person,
        password_hash: Option<String>,
    ) -> Result<(), BoxError> {
        loop {
            let Some(mut found) = self.account(user_id).await? else {
                return Err("the account is gone".into());
            };
            if found.value.person == *person && password_hash.is_none() {
                return Ok(());
            }
            found.value.person = person.clone();
            if password_hash.is_some() {
                found.value.password_hash.clone_from(&password_hash);
            }
            if self
                .save(&key(user_id), &found.value, None, Some(found.version))
                .await?
            {
                return Ok(());
            }
        }
    }
}
