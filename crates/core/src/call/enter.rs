//! Coming in.

use super::{room, seat::rights, shown_call};
use crate::{CallPass, Core, Event, Result, Who, broken};
use model::{CallId, CallOf, ChatKind, Problem, views::CallDoor};

impl Core {
    /// The way into a call. For its host it begins with that: of a lesson with the subject chat, which
    /// opens or was there already (SL-15). The others come in once it goes on.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for those whom it does not concern, [`Problem::NotLinked`] without a
    /// learning profile, [`Problem::LessonIs`] before a lesson has begun and after it is over,
    /// [`Problem::LessonInTheWay`] while the teacher holds another one (SL-14), [`Problem::NoCall`]
    /// where nobody calls, [`Problem::SentAway`].
    pub async fn enter_call(&self, who: &Who, of: CallOf) -> Result<CallDoor> {
        self.come_in(who, of, true).await
    }

    /// The same for whoever answers: a call that has been called off meanwhile is not begun anew.
    ///
    /// # Errors
    /// As above, and [`Problem::NoCall`] for anybody when nothing goes on.
    pub async fn answer_call(&self, who: &Who, of: CallOf) -> Result<CallDoor> {
        self.come_in(who, of, false).await
    }

    async fn come_in(&self, who: &Who, of: CallOf, begins: bool) -> Result<CallDoor> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let seat = self.access_call(db.as_mut(), who, of).await?;
        drop(db);
        if seat.call.is_none() && !(begins && seat.begins) {
            return Err(seat.missing());
        }
        if who.link.is_none() {
            return Err(Problem::NotLinked);
        }
        let (of, dialogue) = (seat.of(), seat.is_dialogue());
        let (call, host) = match seat.call {
            Some(call) => (call, seat.host),
            None => {
                // Somebody else may have begun it at the same moment.
                let call = self.begin_call(who, of).await?;
                let mut db = self.storage.read().await.map_err(broken)?;
                let host = self.part(db.as_mut(), &call, who.id()).await?;
                (call, host == Some(true))
            }
        };
        let mut db = self.storage.read().await.map_err(broken)?;
        let rights = rights(db.as_mut(), &call, who.id(), host).await?;
        drop(db);
        if dialogue && call.starter != who.id() && call.answered_at.is_none() {
            self.note_answer(who, call.id).await?;
        }
        let name = &who.person.name;
        self.calls.door(&CallPass {
            room: room(call.id),
            person: who.id(),
            name: format!("{} {}", name.given, name.family),
            rights: rights.ok_or(Problem::SentAway)?,
        })
    }

    /// It rings no longer, on no device.
    async fn note_answer(&self, who: &Who, id: CallId) -> Result<()> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let now = self.clock.now();
        if !db.answer_call(id, now).await.map_err(broken)? {
            // It was answered elsewhere, or called off meanwhile.
            let call = db.call(id).await.map_err(broken)?;
            let over = call.is_none_or(|call| call.ended_at.is_some());
            return if over { Err(Problem::NoCall) } else { Ok(()) };
        }
        let call = db.call(id).await.map_err(broken)?;
        db.save().await.map_err(broken)?;
        if let Some(call) = call {
            self.bus.publish(Event::Call {
                chat: call.chat,
                call: Some(shown_call(&who.time(), ChatKind::Dialogue, &call)),
                missed: None,
            });
        }
        Ok(())
    }
}
