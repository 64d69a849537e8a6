//! «Управление чатами» (CM-01..09).

use crate::{
    Actor, Core, Deed, Event, Expected, Result, Scope, Who, broken,
    chats::mark,
    membership::{class_chat, parents_chat, staff_chat, subject_chat},
    membership::{class_people, expected_in, group_people, refresh},
};
use model::{
    Action, ChatId, ChatKind, ClassId, Problem, Role,
    policy::{self, Reach},
    views::{AddClass, AddGroup, ManagedChat, Management},
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use storage::{Chat, Class, Repository};

impl Core {
    /// Chats of the own load, or of the whole school for its administrator.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] for pupils and guardians.
    pub async fn management(&self, who: &Who) -> Result<Management> {
        let reach = policy::see_chat_management(&who.roles, who.org.id);
        if reach == Reach::Nothing {
            return Err(Problem::NotAllowed);
        }
        let mut db = self.storage.read().await.map_err(broken)?;
        let taught = self.taught_here(db.as_mut(), who).await?;
        let mut classes = if reach == Reach::School {
            db.classes_of(who.org.id, false).await.map_err(broken)?
        } else {
            taught
                .iter()
                .filter(|class| !class.group)
                .cloned()
                .collect()
        };
        classes.sort_by_key(|class| class_order(&class.class_name));
        let own: BTreeSet<ChatId> = db
            .chats_of(who.id())
            .await
            .map_err(broken)?
            .iter()
            .map(|one| one.chat.id)
            .collect();
        let mut rows = Rows {
            own,
            rows: Vec::new(),
        };
        for class in &classes {
            self.automatic_rows(db.as_mut(), who, class, &mut rows)
                .await?;
        }
        self.staff_row(db.as_mut(), who, &mut rows).await?;
        for chat in db.chats_of_org(who.org.id).await.map_err(broken)? {
            let Some(group) = chat.group else { continue };
            let mine = taught.iter().any(|class| class.id == group);
            if reach == Reach::School || mine {
                self.subject_row(db.as_mut(), who, &chat, group, &mut rows)
                    .await?;
            }
        }
        let options = self.options(db.as_mut(), who, &taught).await?;
        Ok(Management {
            chats: rows.rows,
            options,
        })
    }

    /// Adds a subject chat, or finds the one that is there (decision 3). Everybody concerned sees
    /// it at once.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a group that one does not teach.
    pub async fn add_subject_chat(&self, who: &Who, group: ClassId) -> Result<ChatId> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let taught = self.access_taught_group(db.as_mut(), who, group).await?;
        let (id, events) = self.open_subject_chat(db.as_mut(), who, &taught).await?;
        if let Some(events) = events {
            db.save().await.map_err(broken)?;
            self.publish(events);
        }
        Ok(id)
    }

    /// The subject chat of a group that one teaches, added when it is not there; then with what
    /// everybody is to be told once that is kept.
    pub(crate) async fn open_subject_chat(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        taught: &Class,
    ) -> Result<(ChatId, Option<Vec<Event>>)> {
        let class = taught.class.ok_or(Problem::NotFound)?;
        let group = taught.id;
        let chats = db.chats_of_class(class).await.map_err(broken)?;
        if let Some(present) = chats.iter().find(|chat| chat.group == Some(group)) {
            return Ok((present.id, None));
        }
        let chat = Chat {
            id: ChatId(0),
            org: taught.org,
            kind: ChatKind::Subject,
            class: Some(class),
            group: Some(group),
            name: ChatKind::Subject.name(&taught.class_name, &taught.subject, &taught.label),
            last_seq: 0,
        };
        let now = self.clock.now();
        let id = db.insert_chat(&chat, now).await.map_err(broken)?;
        let scope = Scope {
            classes: [class].into(),
            ..Scope::default()
        };
        let events = refresh(db, &scope, &who.day, now).await.map_err(broken)?;
        let deed = Deed {
            org: taught.org,
            actor: Actor::Somebody(who),
            action: Action::ChatAdded,
            subject: None,
            detail: json!({"chat": chat.name}),
        };
        self.note(db, deed).await?;
        Ok((id, Some(events)))
    }

    pub(crate) fn publish(&self, events: Vec<Event>) {
        for event in events {
            self.bus.publish(event);
        }
    }

    async fn taught_here(&self, db: &mut dyn Repository, who: &Who) -> Result<Vec<Class>> {
        let taught = db.teaches(who.id(), &who.day).await.map_err(broken)?;
        Ok(taught
            .into_iter()
            .filter(|class| class.org == who.org.id)
            .collect())
    }

    async fn automatic_rows(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        class: &Class,
        rows: &mut Rows,
    ) -> Result<()> {
        let people = class_people(db, class.id, &who.day).await.map_err(broken)?;
        let chats = db.chats_of_class(class.id).await.map_err(broken)?;
        for (kind, expected) in [
            (ChatKind::Class, class_chat(&people)),
            (ChatKind::Parents, parents_chat(&people)),
        ] {
            let chat = chats.iter().find(|chat| chat.kind == kind);
            let name = kind.name(&class.class_name, "", "");
            rows.push(chat, kind, name, &class.class_name, "", &expected);
        }
        Ok(())
    }

    async fn staff_row(&self, db: &mut dyn Repository, who: &Who, rows: &mut Rows) -> Result<()> {
        let teachers = db.teachers_of(who.org.id, &who.day).await.map_err(broken)?;
        let teachers: Vec<_> = teachers
            .iter()
            .map(|one| crate::Somebody {
                person: one.person,
                linked: one.linked,
            })
            .collect();
        let chat = db.staff_chat(who.org.id).await.map_err(broken)?;
        let name = ChatKind::Staff.name("", "", "");
        rows.push(
            chat.as_ref(),
            ChatKind::Staff,
            name,
            "",
            "",
            &staff_chat(&teachers),
        );
        Ok(())
    }

    async fn subject_row(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        chat: &Chat,
        group: ClassId,
        rows: &mut Rows,
    ) -> Result<()> {
        let expected = expected_in(db, chat, &who.day).await.map_err(broken)?;
        let Some(class) = db.class(group).await.map_err(broken)? else {
            return Ok(());
        };
        let name = chat.name.clone();
        rows.push(
            Some(chat),
            ChatKind::Subject,
            name,
            &class.class_name,
            &class.subject,
            &expected,
        );
        Ok(())
    }

    async fn options(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        taught: &[Class],
    ) -> Result<Vec<AddClass>> {
        let mut classes: BTreeMap<(u32, String), AddClass> = BTreeMap::new();
        if !who.is(Role::Teacher) {
            return Ok(Vec::new());
        }
        for group in taught.iter().filter(|class| class.group) {
            let Some(class) = group.class else { continue };
            let people = group_people(db, group.id, &who.day).await.map_err(broken)?;
            let chats = db.chats_of_class(class).await.map_err(broken)?;
            let subject = match group.label.as_str() {
                "" => group.subject.clone(),
                label => format!("{} ({label})", group.subject),
            };
            let (tile, hue) = mark(ChatKind::Subject, &group.class_name, &group.subject);
            let expected = subject_chat(&people);
            let pupil = |one: &&Expected| one.reasons.iter().any(|r| r.role() == Role::Pupil);
            let count = |linked: bool| {
                let counted = expected
                    .iter()
                    .filter(pupil)
                    .filter(|one| !linked || one.who.linked);
                u32::try_from(counted.count()).unwrap_or(0)
            };
            let option = AddGroup {
                id: group.id,
                subject,
                chat_name: ChatKind::Subject.name(&group.class_name, &group.subject, &group.label),
                tile,
                hue,
                pupils: count(false),
                linked: count(true),
                chat: chats
                    .iter()
                    .find(|chat| chat.group == Some(group.id))
                    .map(|chat| chat.id),
            };
            classes
                .entry(class_order(&group.class_name))
                .or_insert_with(|| AddClass {
                    id: class,
                    name: group.class_name.clone(),
                    groups: Vec::new(),
                })
                .groups
                .push(option);
        }
        let mut classes: Vec<AddClass> = classes.into_values().collect();
        for class in &mut classes {
            class.groups.sort_by(|a, b| a.subject.cmp(&b.subject));
        }
        Ok(classes)
    }
}

/// «2Б» before «10А».
pub(crate) fn class_order(name: &str) -> (u32, String) {
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    (digits.parse().unwrap_or(u32::MAX), name.to_owned())
}

struct Rows {
    own: BTreeSet<ChatId>,
    rows: Vec<ManagedChat>,
}

impl Rows {
    fn push(
        &mut self,
        chat: Option<&Chat>,
        kind: ChatKind,
        name: String,
        class: &str,
        subject: &str,
        expected: &[Expected],
    ) {
        let (tile, hue) = mark(kind, class, subject);
        let linked = expected.iter().filter(|one| one.who.linked).count();
        self.rows.push(ManagedChat {
            id: chat.map(|chat| chat.id),
            kind,
            name,
            tile,
            hue,
            class: class.to_owned(),
            linked: u32::try_from(linked).unwrap_or(0),
            expected: u32::try_from(expected.len()).unwrap_or(0),
            member: chat.is_some_and(|chat| self.own.contains(&chat.id)),
        });
    }
}
