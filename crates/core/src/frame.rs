//! What surrounds every page.

use crate::{Core, Result, Who, broken, time::year_of};
use model::{
    Phone, policy,
    views::{Child, LinkState, Linked, Me, UnlinkNotice},
};
use storage::{Person, Repository};

impl Core {
    /// Who is signed in.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn me(&self, who: &Who) -> Result<Me> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let mut children = Vec::new();
        for child in db.children_of(who.id()).await.map_err(broken)? {
            children.push(self.child(db.as_mut(), who, &child).await?);
        }
        let unread = db.unread(who.id()).await.map_err(broken)?;
        let year = year_of(&who.terms, &who.day).map(|year| {
            let ends = year.ends.get(2..4).unwrap_or_default();
            format!("{}/{ends}", year.starts.get(..4).unwrap_or_default())
        });
        Ok(Me {
            account: who.account.id,
            person: who.id(),
            name: who.person.name.clone(),
            roles: who.roles_here(),
            org: who.org.id,
            org_name: who.org.short_name.clone(),
            year,
            link: self.link_state(db.as_mut(), who).await?,
            unlinked: self.unlinked(db.as_mut(), who).await?,
            children,
            unread: u32::try_from(unread).unwrap_or(0),
            names: self.settings.names.clone(),
        })
    }

    /// What an administrator has to say who ended the own link, until one has read it or linked
    /// again.
    async fn unlinked(&self, db: &mut dyn Repository, who: &Who) -> Result<Option<UnlinkNotice>> {
        if who.link.is_some() {
            return Ok(None);
        }
        let notice = db.end_notice(who.account.id).await.map_err(broken)?;
        Ok(notice.map(|notice| UnlinkNotice {
            by: notice.by.full(),
            at: who.time().moment(notice.at),
            text: notice.text,
        }))
    }

    pub(crate) async fn child(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        child: &Person,
    ) -> Result<Child> {
        Ok(Child {
            id: child.id,
            name: child.name.clone(),
            class: class_of(db, child, &who.day).await?,
            linked: is_linked(db, child).await?,
        })
    }

    async fn link_state(&self, db: &mut dyn Repository, who: &Who) -> Result<LinkState> {
        let Some(link) = &who.link else {
            let may = policy::link_own(&who.roles);
            return Ok(if may {
                LinkState::NotLinked
            } else {
                LinkState::NotOffered
            });
        };
        let Some(profile) = db.profile(link.profile).await.map_err(broken)? else {
            return Ok(LinkState::NotLinked);
        };
        Ok(LinkState::Linked(Linked {
            name: profile.name,
            phone: masked(profile.phone.as_deref()).unwrap_or_default(),
            vk_id: profile.vk_id,
            since: who.time().moment(link.linked_at),
        }))
    }
}

/// «4А», the class that somebody is a pupil of.
pub(crate) async fn class_of(
    db: &mut dyn Repository,
    person: &Person,
    day: &str,
) -> Result<Option<String>> {
    let studies = db.studies(person.id, day).await.map_err(broken)?;
    Ok(studies
        .into_iter()
        .find(|class| !class.group)
        .map(|class| class.class_name))
}

pub(crate) async fn is_linked(db: &mut dyn Repository, person: &Person) -> Result<bool> {
    let Some(account) = db.account_of(person.id).await.map_err(broken)? else {
        return Ok(false);
    };
    Ok(db.link_of(account.id).await.map_err(broken)?.is_some())
}

pub(crate) fn masked(phone: Option<&str>) -> Option<String> {
    phone.and_then(Phone::parse).map(|phone| phone.masked())
}
