use crate::{SqliteRepository, all, maybe, run, unknown};
use async_trait::async_trait;
use model::{ClassId, LessonState, OrgId, PersonId, RemoteLessonId};
use storage::{LessonRepository, NewRemoteLesson, RemoteLesson, Result};

macro_rules! lesson {
    ($row:ident) => {
        Ok(RemoteLesson {
            id: RemoteLessonId($row.id),
            org: OrgId($row.org_id),
            group: ClassId($row.group_id),
            date: $row.date,
            period: $row.period,
            teacher: PersonId($row.teacher_id),
            state: LessonState::from_code(&$row.state)
                .ok_or_else(|| unknown("lesson state", &$row.state))?,
            started_at: $row.started_at,
            ended_at: $row.ended_at,
        })
    };
}

#[async_trait]
impl LessonRepository for SqliteRepository {
    async fn remote_lessons(
        &mut self,
        groups: &[ClassId],
        from: &str,
        to: &str,
    ) -> Result<Vec<RemoteLesson>> {
        let ids: Vec<String> = groups.iter().map(ToString::to_string).collect();
        let groups = format!("[{}]", ids.join(","));
        all!(self, "../storage/queries/lessons/in_week.sql", groups, from, to; |row| lesson!(row))
    }

    async fn remote_lesson(&mut self, id: RemoteLessonId) -> Result<Option<RemoteLesson>> {
        maybe!(self, "../storage/queries/lessons/lesson.sql", id.0; |row| lesson!(row)).transpose()
    }

    async fn running_lesson(&mut self, teacher: PersonId) -> Result<Option<RemoteLesson>> {
        maybe!(self, "../storage/queries/lessons/running_of.sql", teacher.0; |row| lesson!(row))
            .transpose()
    }

    async fn running_lessons(&mut self) -> Result<Vec<RemoteLesson>> {
        all!(self, "../storage/queries/lessons/running.sql"; |row| lesson!(row))
    }

    async fn insert_remote_lesson(
        &mut self,
        lesson: &NewRemoteLesson,
        now: i64,
    ) -> Result<Option<RemoteLessonId>> {
        Ok(maybe!(
            self,
            "../storage/queries/lessons/insert.sql",
            lesson.org.0,
            lesson.group.0,
            lesson.date,
            lesson.period,
            lesson.teacher.0,
            now;
            |row| RemoteLessonId(row.id)
        ))
    }

    async fn start_remote_lesson(
        &mut self,
        id: RemoteLessonId,
        teacher: PersonId,
        now: i64,
    ) -> Result<bool> {
        Ok(run!(
            self,
            "../storage/queries/lessons/start.sql",
            id.0,
            teacher.0,
            now
        ) == 1)
    }

    async fn move_remote_lesson(
        &mut self,
        id: RemoteLessonId,
        from: LessonState,
        to: LessonState,
        now: i64,
    ) -> Result<bool> {
        let (from, to) = (from.code(), to.code());
        Ok(run!(
            self,
            "../storage/queries/lessons/move.sql",
            id.0,
            from,
            to,
            now
        ) == 1)
    }
}
