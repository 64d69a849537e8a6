//! Beginning a call.

use super::{seat::is_answerable, shown_call};
use crate::{Core, Event, Result, Who, broken, messages::name_in_chats};
use model::{CallId, CallOf, ChatId, ChatKind, Problem, RemoteLessonId, policy};
use storage::{Call, Repository};

impl Core {
    /// Begins what goes on from now on; what goes on already is entered as it is.
    pub(super) async fn begin_call(&self, who: &Who, of: CallOf) -> Result<Call> {
        match of {
            CallOf::Lesson(id) => self.start_lesson(who, id).await,
            CallOf::Chat(id) => self.call_in_chat(who, id).await,
        }
    }

    async fn call_in_chat(&self, who: &Who, id: ChatId) -> Result<Call> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let (chat, member) = self.access_chat(db.as_mut(), who, id).await?;
        if !policy::start_call(chat.kind, member.role) || !is_answerable(db.as_mut(), &chat).await?
        {
            return Err(Problem::NoCall);
        }
        if let Some(call) = db.running_call_in(id).await.map_err(broken)? {
            return Ok(call);
        }
        let (call, event) = self
            .insert_call(db.as_mut(), who, (chat.id, chat.kind), None)
            .await?;
        db.save().await.map_err(broken)?;
        self.bus.publish(event);
        Ok(call)
    }

    /// A call in a chat, with what its members are to be told once it is kept.
    pub(crate) async fn insert_call(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        (chat, kind): (ChatId, ChatKind),
        lesson: Option<RemoteLessonId>,
    ) -> Result<(Call, Event)> {
        let mut call = Call {
            id: CallId(0),
            chat,
            lesson,
            starter: who.id(),
            starter_name: name_in_chats(who),
            all: policy::call_rights(kind),
            started_at: self.clock.now(),
            ended_at: None,
            answered_at: None,
            outcome: None,
        };
        let id = db.insert_call(&call).await.map_err(broken)?;
        call.id = id.ok_or(Problem::AlreadySo)?;
        let event = Event::Call {
            chat,
            call: Some(shown_call(&who.time(), kind, &call)),
            missed: None,
        };
        Ok((call, event))
    }
}
