//! A password instead of the code (ID-27).
//!
//! The page is offered for every number, whether it has an account or a password or not, and
//! answers in the same words and the same time: otherwise it would tell who is registered
//! (identity.md 4.4).

use super::Provider;
use super::flow::{Next, Open, Screen};
use super::problem::{Field, Problem};
use crate::ambient::random_text;
use crate::{BoxError, Params};

/// Longest password; a longer one is only a way to keep the hasher busy.
pub(super) const PASSWORD_MAX: usize = 128;

impl Provider {
    pub(super) async fn submit_password(
        &self,
        mut open: Open,
        params: &Params,
        address: &str,
    ) -> Result<Next, BoxError> {
        let Some(phone) = open.flow.phone.clone() else {
            return Ok(Next::To(Screen::Phone));
        };
        let password = params.text(Field::Password.name()).to_owned();
        let problem = if password.is_empty() {
            Some(Problem::PasswordEmpty)
        } else if let Some(minutes) = self.password_too_often(phone.as_str(), address).await? {
            Some(Problem::PasswordTooOften { minutes })
        } else {
            let account = self.account_of(&phone).await?.map(|found| found.value);
            let known = account.and_then(|account| account.password_hash);
            let has_password = known.is_some();
            let hash = match known {
                Some(hash) => hash,
                None => self.nobodys_hash().await?,
            };
            let fits = password.chars().count() <= PASSWORD_MAX
                && self.parts.hasher.verify(password, hash).await?;
            (!(fits && has_password)).then_some(Problem::PasswordWrong)
        };
        match problem {
            Some(problem) => {
                open.flow.problems = vec![(Field::Password, problem)];
                self.keep_and_go(open, Screen::Password).await
            }
            None => self.number_proven(open).await,
        }
    }

    async fn password_too_often(
        &self,
        phone: &str,
        address: &str,
    ) -> Result<Option<u32>, BoxError> {
        let limits = self.config.limits;
        let wait = self
            .count("password-address", address, limits.passwords_per_address)
            .await?;
        match wait {
            Some(minutes) => Ok(Some(minutes)),
            None => {
                self.count("password-number", phone, limits.passwords_per_number)
                    .await
            }
        }
    }

    /// A hash to check against when there is none, so that it takes as long. Made once by the same
    /// hasher, hence with the same cost.
    async fn nobodys_hash(&self) -> Result<String, BoxError> {
        if let Some(hash) = self.nobody.get() {
            return Ok(hash.clone());
        }
        let secret = random_text::<32>(&*self.parts.entropy);
        let hash = self.parts.hasher.hash(secret).await?;
        Ok(self.nobody.get_or_init(|| hash).clone())
    }

    /// What speaks against a new password: too short, too long, or the first thing to try. No
    /// rules of composition (NIST SP 800-63B, identity.md 4.6).
    pub(super) fn password_problem(&self, password: &str, open: &Open) -> Option<Problem> {
        let length = password.chars().count();
        let min = self.config.limits.password_min;
        let lower = password.to_lowercase();
        let few = lower
            .chars()
            .collect::<std::collections::BTreeSet<_>>()
            .len()
            < 4;
        let digits = open.flow.phone.as_ref().map_or("", |phone| phone.digits());
        let own = !digits.is_empty() && lower.contains(&digits[1..]);
        let common = [
            "12345678",
            "87654321",
            "qwertyui",
            "йцукенгш",
            "password",
            "пароль",
        ];
        if length < min {
            Some(Problem::NewPasswordShort {
                min: u32::try_from(min).unwrap_or(u32::MAX),
            })
        } else if length > PASSWORD_MAX {
            Some(Problem::NewPasswordLong)
        } else if few || own || common.iter().any(|known| lower.starts_with(known)) {
            Some(Problem::NewPasswordWeak)
        } else {
            None
        }
    }
}
