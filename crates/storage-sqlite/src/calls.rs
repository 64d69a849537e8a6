use crate::{SqliteRepository, all, maybe, run, unknown};
use async_trait::async_trait;
use model::{CallId, CallOutcome, CallRights, ChatId, PersonId, RemoteLessonId};
use storage::{Call, CallGuest, CallRepository, Fault, Result};

pub(crate) fn outcome(code: &str) -> Result<CallOutcome> {
    CallOutcome::from_code(code).ok_or_else(|| unknown("outcome of a call", code))
}

macro_rules! call {
    ($row:ident) => {
        Ok::<_, Fault>(Call {
            id: CallId($row.id),
            chat: ChatId($row.chat_id),
            lesson: $row.lesson_id.map(RemoteLessonId),
            starter: PersonId($row.starter_id),
            starter_name: $row.starter_name,
            all: CallRights {
                microphone: $row.microphone != 0,
                camera: $row.camera != 0,
                screen: $row.screen != 0,
            },
            started_at: $row.started_at,
            ended_at: $row.ended_at,
            answered_at: $row.answered_at,
            outcome: $row.outcome.as_deref().map(outcome).transpose()?,
        })
    };
}

#[async_trait]
impl CallRepository for SqliteRepository {
    async fn call(&mut self, id: CallId) -> Result<Option<Call>> {
        maybe!(self, "../storage/queries/calls/call.sql", id.0; |row| call!(row)).transpose()
    }

    async fn call_of_lesson(&mut self, lesson: RemoteLessonId) -> Result<Option<Call>> {
        maybe!(self, "../storage/queries/calls/of_lesson.sql", lesson.0; |row| call!(row))
            .transpose()
    }

    async fn running_call_in(&mut self, chat: ChatId) -> Result<Option<Call>> {
        maybe!(self, "../storage/queries/calls/running_in.sql", chat.0; |row| call!(row))
            .transpose()
    }

    async fn running_calls(&mut self) -> Result<Vec<Call>> {
        all!(self, "../storage/queries/calls/running.sql"; |row| call!(row))
    }

    async fn running_calls_of(&mut self, person: PersonId) -> Result<Vec<Call>> {
        all!(self, "../storage/queries/calls/running_of.sql", person.0; |row| call!(row))
    }

    async fn insert_call(&mut self, call: &Call) -> Result<Option<CallId>> {
        let lesson = call.lesson.map(|id| id.0);
        Ok(maybe!(
            self,
            "../storage/queries/calls/insert.sql",
            call.chat.0,
            lesson,
            call.starter.0,
            call.starter_name,
            call.all.microphone,
            call.all.camera,
            call.all.screen,
            call.started_at;
            |row| CallId(row.id)
        ))
    }

    async fn end_call(
        &mut self,
        id: CallId,
        now: i64,
        outcome: Option<CallOutcome>,
    ) -> Result<bool> {
        let outcome = outcome.map(CallOutcome::code);
        Ok(run!(self, "../storage/queries/calls/end.sql", id.0, now, outcome) == 1)
    }

    async fn answer_call(&mut self, id: CallId, now: i64) -> Result<bool> {
        Ok(run!(self, "../storage/queries/calls/answer.sql", id.0, now) == 1)
    }

    async fn last_call_in(&mut self, chat: ChatId) -> Result<Option<Call>> {
        maybe!(self, "../storage/queries/calls/last_in.sql", chat.0; |row| call!(row)).transpose()
    }

    async fn allow_all(&mut self, id: CallId, all: CallRights) -> Result<()> {
        run!(
            self,
            "../storage/queries/calls/allow_all.sql",
            id.0,
            all.microphone,
            all.camera,
            all.screen
        );
        Ok(())
    }

    async fn call_guests(&mut self, id: CallId) -> Result<Vec<CallGuest>> {
        all!(self, "../storage/queries/calls/guests.sql", id.0; |row| Ok(CallGuest {
            person: PersonId(row.person_id),
            microphone: row.microphone.map(|may| may != 0),
            camera: row.camera.map(|may| may != 0),
            screen: row.screen.map(|may| may != 0),
            removed: row.removed != 0,
        }))
    }

    async fn keep_call_guest(&mut self, id: CallId, guest: &CallGuest) -> Result<()> {
        run!(
            self,
            "../storage/queries/calls/keep_guest.sql",
            id.0,
            guest.person.0,
            guest.microphone,
            guest.camera,
            guest.screen,
            guest.removed
        );
        Ok(())
    }
}
