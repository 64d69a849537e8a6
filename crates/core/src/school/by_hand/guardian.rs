use super::{login::login_of, new_change, widen};
use crate::{Core, Event, Result, Scope, Who, broken};
use model::{Action, FullName, HandKind, PersonId, Phone, Problem, Role, by_hand};
use serde_json::json;
use storage::{BY_HAND, Person, Repository};

/// Somebody whom the data does not know, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGuardian {
    /// Name.
    pub name: FullName,
    /// Number, may be empty.
    pub phone: String,
}

impl Core {
    /// «Добавить представителя»: an adult of the own school becomes a pupil's guardian. Somebody
    /// who was taken away by hand is a guardian again.
    ///
    /// # Errors
    /// [`Problem::ReasonMissing`]; [`Problem::AlreadySo`]; [`Problem::ElsewhereToo`] for a child
    /// who belongs to another school too; [`Problem::NotFound`] for strangers, for a child who is no pupil, for a guardian who is one.
    pub async fn add_guardian(
        &self,
        who: &Who,
        child: PersonId,
        guardian: PersonId,
        reason: &str,
    ) -> Result<()> {
        self.access_school(who)?;
        let reason = by_hand::reason(reason).ok_or(Problem::ReasonMissing)?;
        let mut db = self.storage.write().await.map_err(broken)?;
        let (child, _) = self.access_pupil(db.as_mut(), who, child).await?;
        self.only_here(db.as_mut(), who, child.id).await?;
        let guardian = self.access_adult(db.as_mut(), who, guardian).await?;
        self.attach(db, who, &child, &guardian, &reason).await
    }

    /// The same with a new person: name, number if known, a login; a card with a code is printed
    /// for them later.
    ///
    /// # Errors
    /// [`Problem::ReasonMissing`], [`Problem::FieldMissing`], [`Problem::PhoneWrong`],
    /// [`Problem::NotFound`] for strangers and for a child who is no pupil.
    pub async fn add_new_guardian(
        &self,
        who: &Who,
        child: PersonId,
        new: NewGuardian,
        reason: &str,
    ) -> Result<PersonId> {
        self.access_school(who)?;
        let reason = by_hand::reason(reason).ok_or(Problem::ReasonMissing)?;
        let name = new.name.tidy();
        if name.family.is_empty() || name.given.is_empty() {
            return Err(Problem::FieldMissing);
        }
        let phone = match new.phone.trim() {
            "" => None,
            typed => Some(Phone::parse(typed).ok_or(Problem::PhoneWrong)?),
        };
        let mut db = self.storage.write().await.map_err(broken)?;
        let (child, _) = self.access_pupil(db.as_mut(), who, child).await?;
        self.only_here(db.as_mut(), who, child.id).await?;
        let base = login_of(&name);
        let mut login = base.clone();
        let mut number = 1;
        while db.login_taken(who.org.id, &login).await.map_err(broken)? {
            number += 1;
            login = format!("{base}-{number}");
        }
        let id = format!("hand:{}", self.chance.secret());
        let phone = phone.as_ref().map(Phone::as_str);
        let added = db.insert_person_by_hand(&id, &name, phone, &login).await;
        let guardian = db.person(added.map_err(broken)?).await.map_err(broken)?;
        let guardian = guardian.ok_or(Problem::Unavailable)?;
        self.attach(db, who, &child, &guardian, &reason).await?;
        Ok(guardian.id)
    }

    async fn attach(
        &self,
        mut db: Box<dyn Repository>,
        who: &Who,
        child: &Person,
        guardian: &Person,
        reason: &str,
    ) -> Result<()> {
        let now = self.clock.now();
        let present = db.guardianship(guardian.id, child.id).await;
        match present.map_err(broken)? {
            Some(present) => {
                let taken_away = present.ended_by.ok_or(Problem::AlreadySo)?;
                db.restore_guardianship(taken_away).await.map_err(broken)?;
                db.end_change(taken_away, now).await.map_err(broken)?;
            }
            None => {
                let mut new = new_change(who, HandKind::Guardian, guardian.id, reason, now);
                new.child = Some(child.id);
                let change = db.insert_change(&new).await.map_err(broken)?;
                db.add_guardian(guardian.id, child.id, who.org.id, change)
                    .await
                    .map_err(broken)?;
            }
        }
        let mut scope = Scope::default();
        widen(db.as_mut(), who, guardian.id, &mut scope).await?;
        widen(db.as_mut(), who, child.id, &mut scope).await?;
        let detail = json!({ "child": child.name.full(), "reason": reason });
        let told = (Action::GuardianAdded, guardian, detail);
        self.conclude(db, who, &scope, told, Vec::new()).await
    }

    /// «Убрать представителя»: the parents' chat closes at once.
    ///
    /// # Errors
    /// [`Problem::ReasonMissing`]; [`Problem::NotFound`] for strangers and for who is no guardian
    /// of this child.
    pub async fn remove_guardian(
        &self,
        who: &Who,
        child: PersonId,
        guardian: PersonId,
        reason: &str,
    ) -> Result<()> {
        self.access_school(who)?;
        let reason = by_hand::reason(reason).ok_or(Problem::ReasonMissing)?;
        let mut db = self.storage.write().await.map_err(broken)?;
        let child = self.access_school_person(db.as_mut(), who, child).await?;
        self.only_here(db.as_mut(), who, child.id).await?;
        let guardian = self
            .access_school_person(db.as_mut(), who, guardian)
            .await?;
        let present = db.guardianship(guardian.id, child.id).await;
        let present = present
            .map_err(broken)?
            .filter(|one| one.ended_by.is_none());
        let present = present.ok_or(Problem::NotFound)?;
        let mut scope = Scope::default();
        widen(db.as_mut(), who, guardian.id, &mut scope).await?;
        widen(db.as_mut(), who, child.id, &mut scope).await?;
        let now = self.clock.now();
        let mut left = (Vec::new(), None);
        if let Some(added) = present.added_by {
            db.end_change(added, now).await.map_err(broken)?;
            db.drop_guardian(guardian.id, who.org.id, added)
                .await
                .map_err(broken)?;
            left = self.let_go(db.as_mut(), &guardian).await?;
        } else {
            let mut new = new_change(who, HandKind::NoGuardian, guardian.id, &reason, now);
            new.child = Some(child.id);
            let change = db.insert_change(&new).await.map_err(broken)?;
            db.end_guardianship(guardian.id, child.id, change)
                .await
                .map_err(broken)?;
        }
        let detail = json!({ "child": child.name.full(), "reason": reason });
        let told = (Action::GuardianRemoved, &guardian, detail);
        self.conclude(db, who, &scope, told, left.0).await?;
        self.withdraw(left.1).await;
        Ok(())
    }

    /// Lets somebody go who was here only by hand and has no role any more.
    pub(super) async fn let_go(
        &self,
        db: &mut dyn Repository,
        person: &Person,
    ) -> Result<(Vec<Event>, Option<Vec<u8>>)> {
        let by_hand = db.source(BY_HAND.0, BY_HAND.1).await.map_err(broken)?;
        let has_role = db.has_role(person.id).await.map_err(broken)?;
        if by_hand != Some(person.source) || has_role {
            return Ok((Vec::new(), None));
        }
        db.let_go(person.id).await.map_err(broken)?;
        self.shut(db, person.id).await
    }

    /// Guardians are a child's at every school: what one school changes by hand must not open or
    /// close chats of another.
    pub(super) async fn only_here(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: PersonId,
    ) -> Result<()> {
        let held = db.roles_of(id, &who.day).await.map_err(broken)?;
        match held.iter().any(|held| held.org != who.org.id) {
            true => Err(Problem::ElsewhereToo),
            false => Ok(()),
        }
    }

    /// Somebody of the own school who is no pupil and has not left.
    async fn access_adult(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        id: PersonId,
    ) -> Result<Person> {
        let person = self.access_school_person(db, who, id).await?;
        let roles = db.roles_of(id, &who.day).await.map_err(broken)?;
        let pupil = roles.iter().any(|held| held.role == Role::Pupil);
        if pupil || !person.active {
            return Err(Problem::NotFound);
        }
        Ok(person)
    }
}
