//! Personal data (ID-28..ID-30) and consent (ID-31..ID-36).

use super::Provider;
use super::flow::{Next, Open, Screen};
use super::person::PersonForm;
use super::problem::{Field, Problems};
use crate::{BoxError, Params};

impl Provider {
    pub(super) async fn submit_person(
        &self,
        mut open: Open,
        params: &Params,
    ) -> Result<Next, BoxError> {
        let form = PersonForm::read(params);
        let checked = form.check(self.now());
        open.flow.person_typed = form;
        let password = params.text(Field::NewPassword.name());
        let weak = match password {
            "" => None,
            password => self.password_problem(password, &open),
        };
        let mut problems = checked.as_ref().err().cloned().unwrap_or_default();
        problems.extend(weak.map(|problem| (Field::NewPassword, problem)));
        match checked {
            Ok(person) if problems.is_empty() => {
                if !password.is_empty() {
                    let hash = self.parts.hasher.hash(password.to_owned()).await?;
                    open.flow.new_password_hash = Some(hash);
                }
                open.flow.person = Some(person);
                open.flow.problems = Problems::new();
                // Data that changed are shown once more before they leave.
                open.flow.consent_needed = true;
                self.keep_and_go(open, Screen::Consent).await
            }
            _ => {
                open.flow.problems = problems;
                self.keep_and_go(open, Screen::Person).await
            }
        }
    }

    /// «Продолжить» under the consent. Only here is anything about the person stored for good:
    /// whoever leaves earlier leaves nothing behind.
    pub(super) async fn submit_consent(&self, mut open: Open) -> Result<Next, BoxError> {
        let (Some(phone), Some(person)) = (open.flow.phone.clone(), open.flow.person.clone())
        else {
            return Ok(Next::To(Screen::Code));
        };
        let password_hash = open.flow.new_password_hash.take();
        let user_id = match open.flow.user_id.clone() {
            Some(user_id) => {
                self.update_account(&user_id, &person, password_hash)
                    .await?;
                user_id
            }
            None => self.create_account(&phone, &person, password_hash).await?,
        };
        let asked = &open.flow.asked;
        self.give_consent(&user_id, &asked.client_id, &asked.scope)
            .await?;
        open.flow.user_id = Some(user_id);
        open.flow.consent_needed = false;
        self.finish(open).await
    }
}
