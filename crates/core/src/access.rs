//! `access_*`: the only functions that hand out what belongs to somebody. Unknown and forbidden
//! look the same.

use crate::{Core, Result, Who, broken};
use model::{
    ChatId, ClassId, LessonState, MisfitId, PersonId, Problem, RemoteLessonId, policy,
    views::Viewpoint,
};
use storage::{Chat, Class, Membership, Org, Person, RemoteLesson, Repository, SeenMisfit};

impl Core {
    /// The school that one runs: that of its administrator.
    pub(crate) fn access_school(&self, who: &Who) -> Result<Org> {
        if !policy::run_school(&who.roles, who.org.id) {
            return Err(Problem::NotAllowed);
        }
        Ok(who.org.clone())
    }

    /// Anybody of the school that one runs, also who has left by hand.
    pub(crate) async fn access_school_person(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: PersonId,
    ) -> Result<Person> {
        let org = self.access_school(who)?;
        let person = db.person(id).await.map_err(broken)?;
        let person = person.ok_or(Problem::NotFound)?;
        let roles = db.roles_of(id, &who.day).await.map_err(broken)?;
        let here = roles.iter().any(|held| held.org == org.id);
        let known = person.active || db.left_by_hand(id).await.map_err(broken)?.is_some();
        if !here || !known {
            return Err(Problem::NotFound);
        }
        Ok(person)
    }

    /// The organisation whose log one may read: the own school, or the own authority.
    pub(crate) fn access_log(&self, who: &Who) -> Result<Org> {
        if !policy::see_log(&who.roles, who.org.id) {
            return Err(Problem::NotAllowed);
        }
        Ok(who.org.clone())
    }

    /// The authority whose schools' figures one may see.
    pub(crate) fn access_authority(&self, who: &Who) -> Result<Org> {
        if !who.org.authority || !policy::see_figures(&who.roles, who.org.id) {
            return Err(Problem::NotAllowed);
        }
        Ok(who.org.clone())
    }

    /// A chat for one of its members.
    pub(crate) async fn access_chat(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: ChatId,
    ) -> Result<(Chat, Membership)> {
        let membership = db.membership(id, who.id()).await.map_err(broken)?;
        if !policy::use_chat(membership.is_some()) {
            return Err(Problem::NotFound);
        }
        let chat = db.chat(id).await.map_err(broken)?;
        chat.zip(membership).ok_or(Problem::NotFound)
    }

    /// A link that does not fit, for the two whom it concerns, the class teacher and the
    /// administrator.
    pub(crate) async fn access_misfit(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: MisfitId,
    ) -> Result<(SeenMisfit, Viewpoint)> {
        let misfit = db.misfit(id).await.map_err(broken)?;
        let misfit = misfit
            .filter(|misfit| misfit.state.is_open())
            .ok_or(Problem::NotFound)?;
        let standing = self.standing(db, who, &misfit).await?;
        Ok((misfit, standing.ok_or(Problem::NotFound)?))
    }

    /// A class whose progress one may see: the class teacher's, any for the administrator.
    pub(crate) async fn access_led_class(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: ClassId,
    ) -> Result<Class> {
        let class = db.class(id).await.map_err(broken)?;
        let class = class
            .filter(|class| !class.group)
            .ok_or(Problem::NotFound)?;
        let led = db
            .classes_led(who.id(), class.org, &who.day)
            .await
            .map_err(broken)?;
        let leads = led.iter().any(|(own, _)| *own == id);
        if !policy::see_progress(&who.roles, class.org, leads) {
            return Err(Problem::NotFound);
        }
        Ok(class)
    }

    /// A study group of the own teaching load.
    pub(crate) async fn access_taught_group(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: ClassId,
    ) -> Result<Class> {
        let group = taught_group(db, who, id).await?;
        if !policy::add_subject_chat(&who.roles, group.org, true) {
            return Err(Problem::NotFound);
        }
        Ok(group)
    }

    /// A study group whose remote lessons one holds.
    pub(crate) async fn access_held_group(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: ClassId,
    ) -> Result<Class> {
        let group = taught_group(db, who, id).await?;
        if !policy::hold_lesson(&who.roles, group.org, true) {
            return Err(Problem::NotFound);
        }
        Ok(group)
    }

    /// A remote lesson that one holds.
    pub(crate) async fn access_held_lesson(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: RemoteLessonId,
    ) -> Result<(RemoteLesson, Class)> {
        let lesson = db.remote_lesson(id).await.map_err(broken)?;
        let lesson = lesson.ok_or(Problem::NotFound)?;
        let group = self.access_held_group(db, who, lesson.group).await?;
        Ok((lesson, group))
    }

    /// A remote lesson that one takes part in: one studies in the group, or a child does. A draft is
    /// nobody's but its teachers'.
    pub(crate) async fn access_lesson(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: RemoteLessonId,
    ) -> Result<RemoteLesson> {
        let lesson = db.remote_lesson(id).await.map_err(broken)?;
        let lesson = lesson.filter(|lesson| lesson.state != LessonState::Draft);
        let lesson = lesson.ok_or(Problem::NotFound)?;
        if !policy::join_lesson(studies_in(db, who.id(), &who.day, lesson.group).await?) {
            return Err(Problem::NotFound);
        }
        Ok(lesson)
    }

    /// A study group whose lessons one may see: one teaches in its class, studies in it, has a
    /// child there, or runs the school.
    pub(crate) async fn access_group(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: ClassId,
    ) -> Result<Class> {
        let group = db.class(id).await.map_err(broken)?;
        let group = group.filter(|class| class.group).ok_or(Problem::NotFound)?;
        let taught = db.teaches(who.id(), &who.day).await.map_err(broken)?;
        let teaches = taught
            .iter()
            .any(|one| one.id == id || Some(one.id) == group.class || one.class == group.class);
        let own = teaches || studies_in(db, who.id(), &who.day, id).await?;
        if !policy::see_schedule(&who.roles, group.org, own) {
            return Err(Problem::NotFound);
        }
        Ok(group)
    }

    /// A class whose schedule one may see: own, or any of the school for its administrator.
    pub(crate) async fn access_class(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: ClassId,
    ) -> Result<Class> {
        let class = db
            .class(id)
            .await
            .map_err(broken)?
            .filter(|class| !class.group);
        let class = class.ok_or(Problem::NotFound)?;
        let taught = db.teaches(who.id(), &who.day).await.map_err(broken)?;
        let own = taught
            .iter()
            .any(|one| one.id == id || one.class == Some(id));
        if !policy::see_schedule(&who.roles, class.org, own) {
            return Err(Problem::NotFound);
        }
        Ok(class)
    }

    /// An own child.
    pub(crate) async fn access_child(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: PersonId,
    ) -> Result<Person> {
        let children = db.children_of(who.id()).await.map_err(broken)?;
        children
            .into_iter()
            .find(|child| child.id == id)
            .ok_or(Problem::NotFound)
    }

    /// A pupil's page: own child, a pupil of an own class, or anybody of the school for its
    /// administrator.
    pub(crate) async fn access_person(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: PersonId,
    ) -> Result<Person> {
        let person = db
            .person(id)
            .await
            .map_err(broken)?
            .filter(|person| person.active);
        let person = person.ok_or(Problem::NotFound)?;
        let roles = db.roles_of(id, &who.day).await.map_err(broken)?;
        let child = db
            .children_of(who.id())
            .await
            .map_err(broken)?
            .iter()
            .any(|c| c.id == id);
        let taught = db.teaches(who.id(), &who.day).await.map_err(broken)?;
        let studied = db.studies(id, &who.day).await.map_err(broken)?;
        let in_class = studied
            .iter()
            .any(|class| taught.iter().any(|own| own.id == class.id));
        let here = |org| policy::see_profile(&who.roles, org, child, in_class);
        if child || roles.iter().any(|held| here(held.org)) {
            Ok(person)
        } else {
            Err(Problem::NotFound)
        }
    }
}

/// A study group that one teaches today.
async fn taught_group(db: &mut dyn Repository, who: &Who, id: ClassId) -> Result<Class> {
    let taught = db.teaches(who.id(), &who.day).await.map_err(broken)?;
    let mut groups = taught.into_iter().filter(|class| class.group);
    groups.find(|group| group.id == id).ok_or(Problem::NotFound)
}

/// Whether somebody studies in a group on a day, or has a child there.
pub(crate) async fn studies_in(
    db: &mut dyn Repository,
    person: PersonId,
    day: &str,
    group: ClassId,
) -> Result<bool> {
    let children = db.children_of(person).await.map_err(broken)?;
    let mut pupils = vec![person];
    pupils.extend(children.iter().map(|child| child.id));
    for pupil in pupils {
        let studied = db.studies(pupil, day).await.map_err(broken)?;
        if studied.iter().any(|one| one.id == group) {
            return Ok(true);
        }
    }
    Ok(false)
}
