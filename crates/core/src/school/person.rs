//! Everything about a person, for the administrator of the school.

use crate::{
    Actor, Core, Deed, Event, Result, Who, broken,
    chats::mark,
    frame::{class_of, is_linked, masked},
    membership::model_reasons,
    profile::agent,
    time::day_of,
};
use model::{
    Action, HandKind, PersonId, Phone, Problem, Role, SessionId,
    views::{
        ChangeView, ChatOfPerson, Device, Linked, MayDo, PastLinkView, Relative, SchoolPerson,
    },
};
use serde_json::json;
use storage::{Account, HandChange, Person, Repository};

/// One look within this time is noted once.
const LOOK: i64 = 3_600_000;

impl Core {
    /// A person's page. The look is noted in the log, at most once an hour.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for people of other schools, [`Problem::NotAllowed`] for who runs no
    /// school.
    pub async fn school_person(&self, who: &Who, id: PersonId) -> Result<SchoolPerson> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let person = self.access_school_person(db.as_mut(), who, id).await?;
        let page = self.page_of(db.as_mut(), who, &person).await?;
        drop(db);
        self.note_look(who, &person).await?;
        Ok(page)
    }

    /// Whether there is such a person at the school that one runs.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] for who runs none.
    pub async fn knows(&self, who: &Who, id: PersonId) -> Result<bool> {
        let mut db = self.storage.read().await.map_err(broken)?;
        match self.access_school_person(db.as_mut(), who, id).await {
            Ok(_) => Ok(true),
            Err(Problem::NotFound) => Ok(false),
            Err(other) => Err(other),
        }
    }

    async fn note_look(&self, who: &Who, person: &Person) -> Result<()> {
        let (org, since) = (who.org.id, self.clock.now() - LOOK);
        let mut db = self.storage.read().await.map_err(broken)?;
        let noted = db.looked_since(org, who.id(), person.id, since).await;
        if noted.map_err(broken)? {
            return Ok(());
        }
        drop(db);
        let mut db = self.storage.write().await.map_err(broken)?;
        let noted = db.looked_since(org, who.id(), person.id, since).await;
        if noted.map_err(broken)? {
            return Ok(());
        }
        let deed = Deed {
            org,
            actor: Actor::Somebody(who),
            action: Action::PersonSeen,
            subject: Some(person),
            detail: json!({}),
        };
        self.note(db.as_mut(), deed).await?;
        db.save().await.map_err(broken)
    }

    async fn page_of(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        person: &Person,
    ) -> Result<SchoolPerson> {
        let time = who.time();
        let account = db.account_of(person.id).await.map_err(broken)?;
        let account = account.ok_or(Problem::NotFound)?;
        let held = db.roles_of(person.id, &who.day).await.map_err(broken)?;
        let here = held.iter().filter(|held| held.org == who.org.id);
        let roles: Vec<Role> = here.map(|held| held.role).collect();
        let studies = db.studies(person.id, &who.day).await.map_err(broken)?;
        let teaches = db.teaches(person.id, &who.day).await.map_err(broken)?;
        let mut classes: Vec<String> = Vec::new();
        for class in studies.iter().chain(&teaches) {
            let own = class.org == who.org.id && !classes.contains(&class.class_name);
            if own && !class.group {
                classes.push(class.class_name.clone());
            }
        }
        let changes = db.changes_of(who.org.id, person.id).await;
        let changes = changes.map_err(broken)?;
        let pupil = roles.contains(&Role::Pupil);
        let left = !person.active;
        let elsewhere = held.iter().any(|held| held.org != who.org.id);
        let last_in = db.last_in(account.id).await.map_err(broken)?;
        Ok(SchoolPerson {
            id: person.id,
            name: person.name.clone(),
            login: account.login.clone(),
            born: person.born.as_deref().and_then(day_of),
            phone: person.phone.as_deref().map(|phone| {
                let known = Phone::parse(phone);
                known.map_or_else(|| phone.to_owned(), |phone| phone.spaced())
            }),
            email: person.email.clone(),
            last_in: last_in.map(|at| time.moment(at)),
            children: self.children_here(db, who, person, &changes).await?,
            guardians: self.guardians_here(db, who, person, &changes).await?,
            devices: self.devices_here(db, who, &account).await?,
            link: self.link_for_staff(db, who, &account).await?,
            past_links: self.past_links(db, who, person).await?,
            chats: chats_here(db, who, person).await?,
            changes: changes
                .iter()
                .map(|change| shown(who, person, change))
                .collect(),
            may: MayDo {
                transfer: pupil && !left,
                leave: !left && !elsewhere && person.id != who.id(),
                guardians: pupil && !left,
            },
            roles,
            classes,
            left,
            today: time.moment(self.clock.now()).day,
        })
    }

    async fn children_here(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        person: &Person,
        changes: &[HandChange],
    ) -> Result<Vec<Relative>> {
        let mut children = Vec::new();
        for child in db.children_of(person.id).await.map_err(broken)? {
            let pair = (person.id, child.id);
            children.extend(relative(db, who, &child, pair, changes).await?);
        }
        Ok(children)
    }

    async fn guardians_here(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        person: &Person,
        changes: &[HandChange],
    ) -> Result<Vec<Relative>> {
        let mut guardians = Vec::new();
        for guardian in db.guardians_of(person.id).await.map_err(broken)? {
            let pair = (guardian.id, person.id);
            guardians.extend(relative(db, who, &guardian, pair, changes).await?);
        }
        Ok(guardians)
    }

    async fn devices_here(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        account: &Account,
    ) -> Result<Vec<Device>> {
        let (time, now) = (who.time(), self.clock.now());
        let sessions = db.sessions_of(account.id).await.map_err(broken)?;
        Ok(sessions
            .into_iter()
            .filter(|session| session.org == who.org.id && self.is_alive(session, now))
            .map(|session| Device {
                id: session.id,
                agent: agent(&session.agent),
                address: session.address,
                since: time.moment(session.created_at),
                seen: time.moment(session.seen_at),
                current: session.id == who.session.id,
            })
            .collect())
    }

    async fn link_for_staff(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        account: &Account,
    ) -> Result<Option<Linked>> {
        let Some(link) = db.link_of(account.id).await.map_err(broken)? else {
            return Ok(None);
        };
        let profile = db.profile(link.profile).await.map_err(broken)?;
        Ok(profile.map(|profile| Linked {
            name: profile.name,
            phone: masked(profile.phone.as_deref()).unwrap_or_default(),
            vk_id: profile.vk_id,
            since: who.time().moment(link.linked_at),
        }))
    }

    async fn past_links(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        person: &Person,
    ) -> Result<Vec<PastLinkView>> {
        let time = who.time();
        let past = db.past_links(person.id).await.map_err(broken)?;
        Ok(past
            .into_iter()
            .map(|link| PastLinkView {
                name: link.name,
                phone: masked(link.phone.as_deref()).unwrap_or_default(),
                since: time.moment(link.linked_at),
                until: time.moment(link.ended_at),
                reason: link.reason,
                by: link.by.map(|by| by.full()).zip(link.text),
            })
            .collect())
    }

    /// Signs somebody of the own school out there: one device, or all but the own one.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a device that is not the person's, or not of this school.
    pub async fn end_devices_of(
        &self,
        who: &Who,
        person: PersonId,
        device: Option<SessionId>,
    ) -> Result<()> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let person = self.access_school_person(db.as_mut(), who, person).await?;
        let account = db.account_of(person.id).await.map_err(broken)?;
        let account = account.ok_or(Problem::NotFound)?;
        let now = self.clock.now();
        let mut ended = Vec::new();
        for session in db.sessions_of(account.id).await.map_err(broken)? {
            let meant = match device {
                Some(one) => session.id == one,
                None => session.id != who.session.id,
            };
            if meant && session.org == who.org.id {
                db.end_session(session.id, account.id, now)
                    .await
                    .map_err(broken)?;
                ended.push(session.id);
            }
        }
        if ended.is_empty() {
            return Err(Problem::NotFound);
        }
        let deed = Deed {
            org: who.org.id,
            actor: Actor::Somebody(who),
            action: Action::SignedOut,
            subject: Some(&person),
            detail: json!({ "devices": ended.len() }),
        };
        self.note(db.as_mut(), deed).await?;
        db.save().await.map_err(broken)?;
        for session in ended {
            self.bus.publish(Event::SignedOut { session });
        }
        Ok(())
    }
}

/// A relative, if known at this school: what is elsewhere is not this administrator's.
async fn relative(
    db: &mut dyn Repository,
    who: &Who,
    person: &Person,
    (guardian, child): (PersonId, PersonId),
    changes: &[HandChange],
) -> Result<Option<Relative>> {
    let roles = db.roles_of(person.id, &who.day).await.map_err(broken)?;
    if !roles.iter().any(|held| held.org == who.org.id) {
        return Ok(None);
    }
    let added = changes.iter().find(|one| {
        one.ended_at.is_none()
            && one.change.kind == HandKind::Guardian
            && one.change.person == guardian
            && one.change.child == Some(child)
    });
    Ok(Some(Relative {
        id: person.id,
        name: person.name.clone(),
        class: class_of(db, person, &who.day).await?,
        linked: is_linked(db, person).await?,
        by_hand: added.map(|one| who.time().moment(one.change.at).day),
    }))
}

async fn chats_here(
    db: &mut dyn Repository,
    who: &Who,
    person: &Person,
) -> Result<Vec<ChatOfPerson>> {
    let mut chats = Vec::new();
    for listed in db.chats_of(person.id).await.map_err(broken)? {
        if listed.chat.org != who.org.id {
            continue;
        }
        let membership = db.membership(listed.chat.id, person.id).await;
        let reasons = membership.map_err(broken)?;
        let reasons = reasons.and_then(|one| model_reasons(&one.reasons));
        let (tile, hue) = mark(listed.chat.kind, &listed.class_name, &listed.subject);
        let one = ChatOfPerson {
            id: listed.chat.id,
            name: listed.chat.name,
            tile,
            hue,
            reasons: reasons.unwrap_or_default(),
        };
        chats.push((listed.chat.kind, one));
    }
    chats.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    Ok(chats.into_iter().map(|(_, chat)| chat).collect())
}

fn shown(who: &Who, person: &Person, change: &HandChange) -> ChangeView {
    let time = who.time();
    let other = if change.change.person == person.id {
        change.child_name.as_ref()
    } else {
        Some(&change.name)
    };
    ChangeView {
        id: change.id,
        kind: change.change.kind,
        class: change.class_name.clone(),
        other: other.map(model::FullName::full),
        reason: change.change.reason.clone(),
        at: time.moment(change.change.at),
        by: change.by_name.full(),
        ended: change.ended_at.map(|at| time.moment(at).day),
    }
}
