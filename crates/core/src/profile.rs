//! A person's page.

use crate::{
    Core, Result, Who, broken,
    frame::{class_of, is_linked, masked},
    time::day_of,
};
use model::{
    PersonId,
    views::{Device, Profile},
};

impl Core {
    /// The own page, or that of somebody one may see.
    ///
    /// # Errors
    /// [`model::Problem::NotFound`] for everybody else.
    pub async fn profile(&self, who: &Who, person: Option<PersonId>) -> Result<Profile> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let own = person.is_none_or(|id| id == who.id());
        let shown = if own {
            who.person.clone()
        } else {
            self.access_person(db.as_mut(), who, person.unwrap_or(who.id()))
                .await?
        };
        let child = db
            .children_of(who.id())
            .await
            .map_err(broken)?
            .iter()
            .any(|c| c.id == shown.id);
        let roles = db.roles_of(shown.id, &who.day).await.map_err(broken)?;
        let private = own || child;
        let devices = if own {
            self.devices(db.as_mut(), who).await?
        } else {
            Vec::new()
        };
        Ok(Profile {
            person: shown.id,
            class: class_of(db.as_mut(), &shown, &who.day).await?,
            roles: roles
                .iter()
                .filter(|h| h.org == who.org.id)
                .map(|held| held.role)
                .collect(),
            born: shown.born.as_deref().filter(|_| private).and_then(day_of),
            phone: masked(shown.phone.as_deref()).filter(|_| private),
            email: shown.email.clone().filter(|_| own),
            linked: is_linked(db.as_mut(), &shown).await?,
            name: shown.name,
            own,
            devices,
        })
    }

    async fn devices(&self, db: &mut dyn storage::Repository, who: &Who) -> Result<Vec<Device>> {
        let time = who.time();
        let now = self.clock.now();
        let sessions = db.sessions_of(who.account.id).await.map_err(broken)?;
        Ok(sessions
            .into_iter()
            .filter(|session| session.expires_at > now)
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
}

/// «Chrome, Windows» out of a user agent header: enough to know one's own devices by.
pub(crate) fn agent(header: &str) -> String {
    let find = |known: &[(&str, &str)]| {
        known
            .iter()
            .find(|(mark, _)| header.contains(mark))
            .map(|(_, name)| (*name).to_owned())
    };
    let browser = find(&[
        ("YaBrowser", "Яндекс Браузер"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => header.chars().take(40).collect(),
    }
}
