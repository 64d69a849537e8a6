//! The code comes back (ID-26), and what follows once a number is proven (ID-23).

use super::Provider;
use super::flow::{Next, Open, Screen};
use super::person::PersonForm;
use super::problem::{Field, Problem};
use crate::digest::same;
use crate::{BoxError, Params};

impl Provider {
    pub(super) async fn submit_code(
        &self,
        mut open: Open,
        params: &Params,
    ) -> Result<Next, BoxError> {
        let typed = params.text(Field::Code.name());
        let digits: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        let Some(phone) = open.flow.phone.clone() else {
            return Ok(Next::To(Screen::Phone));
        };
        // A slip of the finger costs no try.
        let shape = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
        let problem = match &mut open.flow.code {
            _ if !shape => Some(Problem::CodeShape),
            None => Some(Problem::CodeExpired),
            Some(code) if code.expires_at <= self.now() => Some(Problem::CodeExpired),
            Some(code) if code.tries_left == 0 => Some(Problem::CodeSpent),
            Some(code) => {
                code.tries_left -= 1;
                let left = code.tries_left;
                let right = same(&code.digest, &self.code_digest(&open.id, &phone, &digits));
                match (right, left) {
                    (true, _) => None,
                    (false, 0) => Some(Problem::CodeSpent),
                    (false, left) => Some(Problem::CodeWrong { left }),
                }
            }
        };
        match problem {
            Some(problem) => {
                // The try is counted by the same write that lets the page say «не подошёл»: of many
                // guesses at once each needs a write of its own to learn anything.
                open.flow.problems = vec![(Field::Code, problem)];
                self.keep_and_go(open, Screen::Code).await
            }
            None => self.number_proven(open).await,
        }
    }

    /// Finds the account of the number and skips what is already done.
    pub(super) async fn number_proven(&self, mut open: Open) -> Result<Next, BoxError> {
        let Some(phone) = open.flow.phone.clone() else {
            return Ok(Next::To(Screen::Phone));
        };
        open.flow.problems.clear();
        open.flow.code = None;
        open.flow.proven = true;
        if let Some(found) = self.account_of(&phone).await? {
            let asked = &open.flow.asked;
            let account = found.value;
            open.flow.consent_needed = asked.force_consent
                || self
                    .must_ask(&account.user_id, &asked.client_id, &asked.scope)
                    .await?;
            open.flow.person_typed = PersonForm::of(&account.person);
            open.flow.person = Some(account.person);
            open.flow.user_id = Some(account.user_id);
            if !open.flow.consent_needed {
                return self.finish(open).await;
            }
        }
        let due = open.flow.due();
        self.keep_and_go(open, due).await
    }
}
