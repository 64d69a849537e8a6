//! `access_*`: the only functions that hand out what belongs to somebody. Unknown and forbidden
//! look the same.

use crate::{Core, Result, Who, broken};
use model::{ChatId, ClassId, PersonId, Problem, policy};
use storage::{Chat, Class, Membership, Org, Person, Repository};

impl Core {
    /// The school that one runs: that of its administrator.
    pub(crate) fn access_school(&self, who: &Who) -> Result<Org> {
        if !policy::run_school(&who.roles, who.org.id) {
            return Err(Problem::NotAllowed);
        }
        Ok(who.org.clone())
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

    /// A study group of the own teaching load.
    pub(crate) async fn access_taught_group(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: ClassId,
    ) -> Result<Class> {
        let taught = db.teaches(who.id(), &who.day).await.map_err(broken)?;
        let group = taught
            .into_iter()
            .find(|class| class.id == id && class.group);
        let teaches = group.is_some();
        let org = group.as_ref().map_or(who.org.id, |group| group.org);
        if !policy::add_subject_chat(&who.roles, org, teaches) {
            return Err(Problem::NotFound);
        }
        group.ok_or(Problem::NotFound)
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
