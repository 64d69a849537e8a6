//! `user_info`, `public_info`, `revoke`, `logout`.

use super::Provider;
use super::session::Session;
use super::token::{Failure, bad_token};
use crate::types::{Done, PublicUser, User, UserAnswer, UserId};
use crate::{BoxError, Params};

impl Provider {
    pub(super) async fn user_info(&self, params: &Params) -> Result<UserAnswer<User>, Failure> {
        let (_, session) = self.session_of(params).await?;
        let account = self.account(&session.user_id).await?;
        let account = account.ok_or_else(|| bad_token("access_token"))?.value;
        let may_see_phone = session
            .scope
            .split_whitespace()
            .any(|scope| scope == "phone");
        Ok(UserAnswer {
            user: User {
                user_id: UserId(account.user_id),
                birthday: Some(account.person.birthday()),
                first_name: account.person.first_name,
                last_name: account.person.last_name,
                patronymic: account.person.patronymic,
                phone: may_see_phone.then(|| account.phone.digits().to_owned()),
                // Never asked for, so never known.
                email: None,
                avatar: None,
                sex: account.person.sex,
                verified: true,
            },
        })
    }

    pub(super) async fn public_info(
        &self,
        params: &Params,
    ) -> Result<UserAnswer<PublicUser>, Failure> {
        let client_id = self.caller(params)?;
        let wrong = || bad_token("id_token");
        let claims = self
            .read_id_token(params.text("id_token"))
            .ok_or_else(wrong)?;
        // Without `aud` the application is in `app`.
        if claims.app != client_id || self.consent(&claims.sub, client_id).await?.is_none() {
            return Err(wrong());
        }
        let account = self.account(&claims.sub).await?.ok_or_else(wrong)?.value;
        Ok(UserAnswer {
            user: PublicUser {
                user_id: UserId(account.user_id),
                first_name: account.person.first_name,
                last_name: account.person.last_name.chars().take(1).collect(),
                phone: Some(account.phone.masked()),
                email: None,
                avatar: None,
            },
        })
    }

    /// Withdraws the person's permission: all sessions of the application end for this person.
    pub(super) async fn revoke(&self, params: &Params) -> Result<Done, Failure> {
        let (at, session) = self.session_of(params).await?;
        self.withdraw(&session.user_id, &session.client_id).await?;
        self.kill_at(&at).await?;
        Ok(Done::YES)
    }

    /// Ends this one session.
    pub(super) async fn logout(&self, params: &Params) -> Result<Done, Failure> {
        let (at, _) = self.session_of(params).await?;
        self.kill_at(&at).await?;
        Ok(Done::YES)
    }

    /// The session of `access_token`, if it belongs to the application that asks.
    async fn session_of(&self, params: &Params) -> Result<(String, Session), Failure> {
        let client_id = self.caller(params)?;
        let found: Result<_, BoxError> = self.by_access(params.text("access_token")).await;
        found?
            .filter(|(_, session)| session.client_id == client_id)
            .ok_or_else(|| bad_token("access_token"))
    }
}
