//! The number is entered, a code goes out (ID-25, ID-26).

use super::Provider;
use super::flow::{Next, Open, Screen, SentCode};
use super::phone::Phone;
use super::problem::{Field, Problem};
use crate::ambient::random_below;
use crate::{BoxError, Params};

impl Provider {
    pub(super) async fn submit_phone(
        &self,
        mut open: Open,
        params: &Params,
        address: &str,
    ) -> Result<Next, BoxError> {
        let typed = params.text(Field::Phone.name());
        match Phone::parse(typed) {
            Some(phone) => {
                open.flow.start_over(phone);
                self.send_code(open, Screen::Phone, address).await
            }
            None => {
                open.flow.phone_typed = typed.chars().take(40).collect();
                let empty = typed.trim().is_empty();
                let problem = if empty {
                    Problem::PhoneEmpty
                } else {
                    Problem::PhoneWrong
                };
                open.flow.problems = vec![(Field::Phone, problem)];
                self.keep_and_go(open, Screen::Phone).await
            }
        }
    }

    /// «Отправить код ещё раз». Before the countdown ends it only shows the page again.
    pub(super) async fn resend(&self, mut open: Open, address: &str) -> Result<Next, BoxError> {
        if self.resend_wait(&open) > 0 {
            return Ok(Next::To(Screen::Code));
        }
        open.flow.problems.clear();
        self.send_code(open, Screen::Code, address).await
    }

    /// Whole seconds until a code may be sent again.
    pub(super) fn resend_wait(&self, open: &Open) -> i64 {
        open.flow.code.as_ref().map_or(0, |code| {
            let free = code.sent_at + self.config.limits.resend_after * 1000;
            (free - self.now()).max(0).div_euclid(1000)
                + i64::from((free - self.now()).max(0).rem_euclid(1000) > 0)
        })
    }

    /// Makes a code, keeps its digest, sends it. The number of an account and a new number are
    /// treated alike in every way, so that nobody learns here who is registered.
    async fn send_code(
        &self,
        mut open: Open,
        from: Screen,
        address: &str,
    ) -> Result<Next, BoxError> {
        let Some(phone) = open.flow.phone.clone() else {
            return Ok(Next::To(Screen::Phone));
        };
        let field = if from == Screen::Phone {
            Field::Phone
        } else {
            Field::Code
        };
        if let Some(problem) = self.too_often(&phone, address).await? {
            open.flow.problems = vec![(field, problem)];
            return self.keep_and_go(open, from).await;
        }
        let digits = format!("{:06}", random_below(&*self.parts.entropy, 1_000_000));
        let now = self.now();
        open.flow.code = Some(SentCode {
            digest: self.code_digest(&open.id, &phone, &digits),
            sent_at: now,
            expires_at: now + self.config.limits.code_life * 1000,
            tries_left: self.config.limits.code_tries,
        });
        // Kept before it is sent: of two presses at once only one sends.
        if !self.keep(&mut open).await? {
            return Ok(Next::To(Screen::Code));
        }
        let text = open.flow.lang.message(&digits, &self.config.service_name);
        if let Err(error) = self.parts.sender.send(phone.as_str(), &text, &digits).await {
            tracing::warn!(%error, "a code was not sent");
            open.flow.code = None;
            open.flow.problems = vec![(field, Problem::SendFailed)];
            return self.keep_and_go(open, from).await;
        }
        Ok(Next::To(Screen::Code))
    }

    async fn too_often(&self, phone: &Phone, address: &str) -> Result<Option<Problem>, BoxError> {
        let limits = self.config.limits;
        let at_address = self
            .count("code-address", address, limits.codes_per_address)
            .await?;
        if let Some(minutes) = at_address {
            return Ok(Some(Problem::AddressTooOften { minutes }));
        }
        let at_number = self
            .count("code-number", phone.as_str(), limits.codes_per_number)
            .await?;
        Ok(at_number.map(|minutes| Problem::NumberTooOften { minutes }))
    }

    /// Bound to the flow and the number: fits nowhere else.
    pub(super) fn code_digest(&self, flow: &str, phone: &Phone, digits: &str) -> String {
        self.keyed("code", &[flow, phone.as_str(), digits])
    }
}
