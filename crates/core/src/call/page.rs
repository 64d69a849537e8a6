//! What the page of a call shows besides the call itself.

use super::{
    direct::access,
    seat::{Place, Seat, administers},
};
use crate::{Core, Result, Who, broken};
use model::{
    CallOf, ChatKind, Problem, Role, policy,
    views::{CallAccess, CallPage, CallPerson},
};
use storage::{Chat, RemoteLesson, Repository};

impl Core {
    /// What the page of a call shows.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for those whom it does not concern.
    pub async fn call_page(&self, who: &Who, of: CallOf) -> Result<CallPage> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let seat = self.access_call(db.as_mut(), who, of).await?;
        let mut page = match &seat.place {
            Place::Lesson(lesson) => self.lesson_page(db.as_mut(), who, &seat, lesson).await?,
            Place::Chat(chat) => chat_page(db.as_mut(), who, &seat, chat).await?,
        };
        if seat.host {
            page.access = Some(match &seat.call {
                Some(call) => {
                    let guests = db.call_guests(call.id).await.map_err(broken)?;
                    access(call, &guests)
                }
                // As it will begin.
                None => CallAccess {
                    all: policy::call_rights(ChatKind::Subject),
                    people: Vec::new(),
                    removed: Vec::new(),
                },
            });
        }
        Ok(page)
    }

    async fn lesson_page(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        seat: &Seat,
        lesson: &RemoteLesson,
    ) -> Result<CallPage> {
        let group = db.class(lesson.group).await.map_err(broken)?;
        let group = group.ok_or(Problem::NotFound)?;
        let mut people = Vec::new();
        for one in db.enrolled(group.id, &who.day).await.map_err(broken)? {
            people.push(CallPerson {
                id: one.person,
                name: one.name,
                part: if one.teacher {
                    Role::Teacher
                } else {
                    Role::Pupil
                },
                host: one.teacher,
            });
        }
        // Whose parents they are concerns the teacher, not the class.
        let guardians = match seat.host {
            true => db.guardians_in(group.id, &who.day).await.map_err(broken)?,
            false => Vec::new(),
        };
        for one in guardians {
            if !people.iter().any(|known| known.id == one.person) {
                people.push(CallPerson {
                    id: one.person,
                    name: one.name,
                    part: Role::Guardian,
                    host: false,
                });
            }
        }
        people.sort_by_key(|one| !one.host);
        Ok(CallPage {
            of: seat.of(),
            title: ChatKind::Subject.name(&group.class_name, &group.subject, &group.label),
            stage: seat.stage(),
            over: seat.over(),
            host: seat.host,
            dialogue: false,
            outcome: None,
            chat: self.own_chat_of(db, who, group.id).await?,
            back: format!(
                "/schedule/lesson/{}/{}/{}",
                lesson.group, lesson.date, lesson.period
            ),
            people,
            access: None,
        })
    }
}

async fn chat_page(
    db: &mut dyn Repository,
    who: &Who,
    seat: &Seat,
    chat: &Chat,
) -> Result<CallPage> {
    let starter = seat.call.as_ref().map(|call| call.starter);
    let members = db.members(chat.id).await.map_err(broken)?;
    let mut people: Vec<CallPerson> = members
        .into_iter()
        .map(|member| CallPerson {
            id: member.membership.person,
            host: policy::host_call(
                chat.kind,
                Some(member.membership.person) == starter,
                administers(&member.membership),
            ),
            name: member.name,
            part: member.membership.role,
        })
        .collect();
    people.sort_by_key(|one| !one.host);
    let dialogue = seat.is_dialogue();
    let last = match dialogue {
        true => db.last_call_in(chat.id).await.map_err(broken)?,
        false => None,
    };
    let title = match dialogue {
        true => counterpart(db, who, chat).await?,
        false => chat.name.clone(),
    };
    Ok(CallPage {
        of: CallOf::Chat(chat.id),
        title,
        stage: seat.stage(),
        over: seat.over(),
        host: seat.host,
        dialogue,
        outcome: last.and_then(|last| last.outcome),
        chat: Some(chat.id),
        back: format!("/messenger/{}", chat.id),
        people,
        access: None,
    })
}

/// The other one's name, which is a dialogue's.
async fn counterpart(db: &mut dyn Repository, who: &Who, chat: &Chat) -> Result<String> {
    let pair = db.pair_of(chat.id).await.map_err(broken)?;
    let (one, other) = pair.ok_or(Problem::NotFound)?;
    let with = if one == who.id() { other } else { one };
    let with = db.person(with).await.map_err(broken)?;
    Ok(with.ok_or(Problem::NotFound)?.name.full())
}
