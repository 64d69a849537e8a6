//! Ending a call for everybody (CA-29).

use super::{room, shown_call};
use crate::{CallOrder, Core, Event, Result, SchoolTime, Who, broken};
use model::{CallOf, CallOutcome, ChatId, Problem, policy, views::MissedCall};
use storage::{Call, Repository};

impl Core {
    /// Ends a call of a chat for everybody. Of a dialogue each of the two may; before it is answered,
    /// the one who is called declines it so, and the other calls it off (CA-33).
    ///
    /// # Errors
    /// [`Problem::NotFound`] for those whom it does not concern, [`Problem::NotAllowed`] for who is no
    /// host of it, [`Problem::NoCall`] when nobody calls.
    pub async fn end_call(&self, who: &Who, chat: ChatId) -> Result<()> {
        self.end_that_call(who, chat, None).await
    }

    /// Ends a call of a chat if it is the one that began then (Unix milliseconds): what is declined
    /// late is not the next one.
    ///
    /// # Errors
    /// As above.
    pub async fn end_that_call(&self, who: &Who, chat: ChatId, since: Option<i64>) -> Result<()> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let of = CallOf::Chat(chat);
        let seat = self.access_call(db.as_mut(), who, of).await?;
        let dialogue = seat.is_dialogue();
        if !policy::end_call(seat.host, dialogue) {
            return Err(Problem::NotAllowed);
        }
        let call = seat.call.ok_or(Problem::NoCall)?;
        // A lesson is finished, not hung up.
        let other = since.is_some_and(|since| since != call.started_at);
        if other || call.lesson.is_some() {
            return Err(Problem::NoCall);
        }
        let outcome = (dialogue && call.answered_at.is_none()).then_some({
            if call.starter == who.id() {
                CallOutcome::Unanswered
            } else {
                CallOutcome::Declined
            }
        });
        let ended = self.ended(db.as_mut(), &call, outcome).await?;
        db.save().await.map_err(broken)?;
        self.bus.publish(ended);
        self.close_room(&call).await;
        Ok(())
    }

    /// Ends what goes on; with what the members of its chat are to be told once that is kept.
    pub(crate) async fn ended(
        &self,
        db: &mut dyn Repository,
        call: &Call,
        outcome: Option<CallOutcome>,
    ) -> Result<Event> {
        db.end_call(call.id, self.clock.now(), outcome)
            .await
            .map_err(broken)?;
        let chat = db.chat(call.chat).await.map_err(broken)?;
        let chat = chat.ok_or(Problem::NotFound)?;
        let org = db.org(chat.org).await.map_err(broken)?;
        let time = SchoolTime::new(&org.ok_or(Problem::NotFound)?.time_zone);
        let next = db.running_call_in(call.chat).await.map_err(broken)?;
        Ok(Event::Call {
            chat: call.chat,
            call: next.map(|next| shown_call(&time, chat.kind, &next)),
            missed: outcome.map(|outcome| MissedCall {
                by: call.starter,
                at: time.moment(call.started_at),
                outcome,
            }),
        })
    }

    /// Nobody stays in the room of a call that has ended.
    pub(crate) async fn close_room(&self, call: &Call) {
        self.calls.order(&room(call.id), CallOrder::Close).await;
    }
}
