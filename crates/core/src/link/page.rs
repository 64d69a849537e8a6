use super::detail::{Failure, read};
use crate::{
    Core, Result, Who, broken,
    frame::{class_of, masked},
    time::day_of,
};
use model::{
    Problem, Role, policy,
    views::{LinkDone, LinkPage, PersonCard},
};
use storage::{Repository, Stage};

impl Core {
    /// Where the own way to a linked profile stands.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] for roles that have no chats.
    pub async fn link_page(&self, who: &Who) -> Result<LinkPage> {
        self.may_link(who)?;
        let mut db = self.storage.read().await.map_err(broken)?;
        let Some(asked) = db.try_of(who.session.id).await.map_err(broken)? else {
            return Ok(LinkPage::Start);
        };
        match asked.stage {
            Stage::Asked => Ok(LinkPage::Start),
            Stage::Failed => {
                let Failure { problem } = read(&asked.detail)?;
                Ok(LinkPage::Failed(problem))
            }
            Stage::Done => match &who.link {
                Some(link) => {
                    let profile = db.profile(link.profile).await.map_err(broken)?;
                    let phone = profile.and_then(|profile| masked(profile.phone.as_deref()));
                    Ok(LinkPage::Done(LinkDone {
                        phone: phone.unwrap_or_default(),
                        chats: self.opened(db.as_mut(), who).await?,
                        may_add: policy::see_chat_management(&who.roles, who.org.id)
                            == policy::Reach::OwnLoad,
                    }))
                }
                None => Ok(LinkPage::Start),
            },
            Stage::Review | Stage::Mismatch => {
                let answered = match self.answered(who, &asked) {
                    Ok(answered) => answered,
                    Err(Problem::LinkExpired) => {
                        return Ok(LinkPage::Failed(Problem::LinkExpired));
                    }
                    Err(other) => return Err(other),
                };
                let journal = self.journal_card(db.as_mut(), who).await?;
                let person = answered.person;
                let known = db.profile_by_vk(&person.vk_id).await.map_err(broken)?;
                let profile = PersonCard {
                    name: known
                        .as_ref()
                        .map_or(person.name, |known| known.name.clone()),
                    role: None,
                    class: None,
                    phone: person.phone.map(|phone| phone.masked()),
                    born: person.born.as_deref().and_then(day_of),
                };
                Ok(match answered.why {
                    Some(why) => LinkPage::Mismatch {
                        journal,
                        profile,
                        why,
                    },
                    None => LinkPage::Review {
                        names_differ: !journal.name.fits(&profile.name),
                        journal,
                        profile,
                        existing: known.is_some(),
                    },
                })
            }
        }
    }

    async fn journal_card(&self, db: &mut dyn Repository, who: &Who) -> Result<PersonCard> {
        let role = who.roles_here().into_iter().find(|role| role.has_chats());
        Ok(PersonCard {
            name: who.person.name.clone(),
            role: role.or(Some(Role::Pupil)),
            class: class_of(db, &who.person, &who.day).await?,
            phone: masked(who.person.phone.as_deref()),
            born: who.person.born.as_deref().and_then(day_of),
        })
    }
}
