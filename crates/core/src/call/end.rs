//! Ending a call for everybody (CA-29).

use super::room;
use crate::{CallOrder, Core, Event, Result, Who, broken};
use model::{CallOf, ChatId, Problem};
use storage::{Call, Repository};

impl Core {
    /// Ends a call of a chat for everybody.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for those whom it does not concern, [`Problem::NotAllowed`] for who is no
    /// host of it, [`Problem::NoCall`] when nobody calls.
    pub async fn end_call(&self, who: &Who, chat: ChatId) -> Result<()> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let of = CallOf::Chat(chat);
        let seat = self.access_call(db.as_mut(), who, of).await?;
        if !seat.host {
            return Err(Problem::NotAllowed);
        }
        let call = seat.call.ok_or(Problem::NoCall)?;
        // A lesson is finished, not hung up.
        if call.lesson.is_some() {
            return Err(Problem::NoCall);
        }
        let ended = self.ended(db.as_mut(), &call).await?;
        db.save().await.map_err(broken)?;
        self.bus.publish(ended);
        self.close_room(&call).await;
        Ok(())
    }

    /// Ends what goes on; with what the members of its chat are to be told once that is kept.
    pub(crate) async fn ended(&self, db: &mut dyn Repository, call: &Call) -> Result<Event> {
        db.end_call(call.id, self.clock.now())
            .await
            .map_err(broken)?;
        let next = db.running_call_in(call.chat).await.map_err(broken)?;
        let shown = match next {
            Some(next) => {
                let chat = db.chat(call.chat).await.map_err(broken)?;
                let org = chat.ok_or(Problem::NotFound)?.org;
                let org = db
                    .org(org)
                    .await
                    .map_err(broken)?
                    .ok_or(Problem::NotFound)?;
                let time = crate::SchoolTime::new(&org.time_zone);
                Some(super::shown_call(&time, &next))
            }
            None => None,
        };
        Ok(Event::Call {
            chat: call.chat,
            call: shown,
        })
    }

    /// Nobody stays in the room of a call that has ended.
    pub(crate) async fn close_room(&self, call: &Call) {
        self.calls.order(&room(call.id), CallOrder::Close).await;
    }
}
