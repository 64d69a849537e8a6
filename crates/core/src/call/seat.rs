//! Where somebody stands towards a call.

use super::call_of_room;
use crate::{
    Core, Result, Who, access::studies_in, broken, frame::is_linked, membership::model_reasons,
};
use model::{
    CallOf, CallRights, CallStage, ChatId, ChatKind, LessonState, PersonId, Problem, Reason,
    RemoteLessonId, policy,
};
use storage::{Call, Chat, Membership, RemoteLesson, Repository};

/// Somebody whom a call concerns.
pub(crate) struct Seat {
    pub(super) place: Place,
    /// Gives and takes rights there, ends it for all.
    pub(super) host: bool,
    /// Begins it by coming in.
    pub(super) begins: bool,
    /// What goes on.
    pub(super) call: Option<Call>,
}

/// Where a call is held.
pub(super) enum Place {
    /// In a lesson.
    Lesson(RemoteLesson),
    /// In a chat.
    Chat(Chat),
}

impl Seat {
    /// Between two people: it rings, and each of them may decline or end it.
    pub(super) fn is_dialogue(&self) -> bool {
        matches!(&self.place, Place::Chat(chat) if chat.kind == ChatKind::Dialogue)
    }

    pub(super) fn of(&self) -> CallOf {
        match &self.place {
            Place::Lesson(lesson) => CallOf::Lesson(lesson.id),
            Place::Chat(chat) => CallOf::Chat(chat.id),
        }
    }

    pub(super) fn stage(&self) -> CallStage {
        match &self.place {
            Place::Lesson(lesson) => match lesson.state {
                LessonState::Draft | LessonState::Published => CallStage::Ahead,
                LessonState::Running => CallStage::Going,
                LessonState::Finished | LessonState::Cancelled => CallStage::Over,
            },
            Place::Chat(_) if self.call.is_some() => CallStage::Going,
            Place::Chat(_) if self.begins => CallStage::Ahead,
            Place::Chat(_) => CallStage::Over,
        }
    }

    /// In which way it is over, when it is.
    pub(super) fn over(&self) -> Option<Problem> {
        (self.stage() == CallStage::Over).then(|| self.missing())
    }

    /// Why there is nothing to come into.
    pub(super) fn missing(&self) -> Problem {
        match &self.place {
            Place::Lesson(lesson) => Problem::LessonIs {
                state: lesson.state,
            },
            Place::Chat(_) => Problem::NoCall,
        }
    }
}

impl Core {
    /// A call, for those whom it concerns: who holds the lesson or takes part in it, the members of
    /// the chat.
    pub(super) async fn access_call(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        of: CallOf,
    ) -> Result<Seat> {
        match of {
            CallOf::Lesson(id) => self.seat_in_lesson(db, who, id).await,
            CallOf::Chat(id) => {
                let (chat, member) = self.access_chat(db, who, id).await?;
                let call = db.running_call_in(id).await.map_err(broken)?;
                // What goes on in the chat is its lesson.
                if let Some(lesson) = call.as_ref().and_then(|call| call.lesson) {
                    return self.seat_in_lesson(db, who, lesson).await;
                }
                let starter = call.as_ref().is_some_and(|call| call.starter == who.id());
                let begins =
                    policy::start_call(chat.kind, member.role) && is_answerable(db, &chat).await?;
                // Whoever may begin it now becomes its host by that.
                let starts = starter || (call.is_none() && begins);
                Ok(Seat {
                    host: policy::host_call(chat.kind, starts, administers(&member)),
                    place: Place::Chat(chat),
                    begins,
                    call,
                })
            }
        }
    }

    async fn seat_in_lesson(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: RemoteLessonId,
    ) -> Result<Seat> {
        let (lesson, host) = match self.access_held_lesson(db, who, id).await {
            Ok((lesson, _)) => (lesson, true),
            Err(Problem::NotFound) => (self.access_lesson(db, who, id).await?, false),
            Err(problem) => return Err(problem),
        };
        let call = db.call_of_lesson(id).await.map_err(broken)?;
        Ok(Seat {
            call: call.filter(|call| call.ended_at.is_none()),
            place: Place::Lesson(lesson),
            host,
            begins: host,
        })
    }

    /// What somebody may do in a room now, nothing for whom it does not concern: tokens outlive what
    /// they are for.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn admitted(&self, room: &str, person: PersonId) -> Result<Option<CallRights>> {
        let Some(id) = call_of_room(room) else {
            return Ok(None);
        };
        let mut db = self.storage.read().await.map_err(broken)?;
        let call = db.call(id).await.map_err(broken)?;
        let Some(call) = call.filter(|call| call.ended_at.is_none()) else {
            return Ok(None);
        };
        match self.part(db.as_mut(), &call, person).await? {
            Some(host) => rights(db.as_mut(), &call, person, host).await,
            None => Ok(None),
        }
    }

    /// Whether a call that goes on concerns somebody, and whether as its host. The person is of the
    /// lesson's group today or has a child there, or is a member of the chat; with a profile linked.
    pub(super) async fn part(
        &self,
        db: &mut dyn Repository,
        call: &Call,
        person: PersonId,
    ) -> Result<Option<bool>> {
        let Some(lesson) = call.lesson else {
            let member = db.membership(call.chat, person).await.map_err(broken)?;
            let chat = db.chat(call.chat).await.map_err(broken)?;
            let starter = call.starter == person;
            return Ok(member.zip(chat).map(|(member, chat)| {
                policy::host_call(chat.kind, starter, administers(&member))
            }));
        };
        let lesson = db.remote_lesson(lesson).await.map_err(broken)?;
        let found = db.person(person).await.map_err(broken)?;
        let (Some(lesson), Some(found)) = (lesson, found) else {
            return Ok(None);
        };
        if !is_linked(db, &found).await? {
            return Ok(None);
        }
        let day = self.day_of_org(db, lesson.org).await?;
        let taught = db.teaches(person, &day).await.map_err(broken)?;
        if taught.iter().any(|one| one.id == lesson.group) {
            return Ok(Some(true));
        }
        let studies = studies_in(db, person, &day, lesson.group).await?;
        Ok(policy::join_lesson(studies).then_some(false))
    }

    /// Own chat of a group, when one is a member.
    pub(super) async fn own_chat_of(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        group: model::ClassId,
    ) -> Result<Option<ChatId>> {
        let own = db.chats_of(who.id()).await.map_err(broken)?;
        let mut own = own.iter().filter(|one| one.chat.group == Some(group));
        Ok(own.next().map(|one| one.chat.id))
    }
}

/// Whether there is somebody to call: the other one of a dialogue may have unlinked.
pub(super) async fn is_answerable(db: &mut dyn Repository, chat: &Chat) -> Result<bool> {
    if chat.kind != ChatKind::Dialogue {
        return Ok(true);
    }
    Ok(db.members(chat.id).await.map_err(broken)?.len() > 1)
}

/// Whether a member is one of the chat's administrators.
pub(super) fn administers(member: &Membership) -> bool {
    let reasons = model_reasons(&member.reasons).unwrap_or_default();
    reasons.iter().any(Reason::administers)
}

/// What somebody may do in a call; nothing for who was sent away.
pub(super) async fn rights(
    db: &mut dyn Repository,
    call: &Call,
    person: PersonId,
    host: bool,
) -> Result<Option<CallRights>> {
    let guests = db.call_guests(call.id).await.map_err(broken)?;
    let guest = guests.iter().find(|guest| guest.person == person);
    if !host && guest.is_some_and(|guest| guest.removed) {
        return Ok(None);
    }
    let own = guest.map_or(call.all, |guest| super::direct::own_rights(call.all, guest));
    Ok(Some(policy::rights_in_call(host, own)))
}
