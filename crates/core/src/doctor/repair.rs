//! The repair: a code for each side, both typed in together, and the profile goes where it
//! belongs (ID-57). A state machine of one row: `started → done | spent | cancelled`.

use super::{
    CODES_LIVE,
    plan::{Owner, Plan},
};
use crate::{
    Actor, Core, Deed, Event, Result, Token, Who, broken,
    membership::{refresh, scope_of_person},
    seal::digest,
};
use model::{
    Action, MisfitId, MisfitState, Phone, Problem, Side,
    views::{RepairCodes, RepairPage, Viewpoint},
};
use serde_json::json;
use storage::{Link, Person, Repair, Repository, SeenMisfit};

/// Wrong codes until a repair is spent.
const TRIES: i64 = 5;
/// Repairs of one misfit within a day.
const STARTS: i64 = 6;
const DAY: i64 = 86_400_000;

/// A code on its way to one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairCode {
    /// To whom.
    pub side: Side,
    /// The number that the school has of them, when it is theirs alone.
    pub phone: Option<Phone>,
    /// Six digits.
    pub code: String,
}

impl Core {
    /// The page of a repair; the two sides find their own code on it.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn repair_page(&self, who: &Who, id: MisfitId) -> Result<RepairPage> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let (seen, standing) = self.access_misfit(db.as_mut(), who, id).await?;
        let misfit = self.show(db.as_mut(), who, &seen, standing).await?;
        let now = self.clock.now();
        let repair = db.repair_of(id).await.map_err(broken)?;
        let codes = repair
            .filter(|repair| live(repair, now))
            .map(|repair| RepairCodes {
                own: match standing {
                    Viewpoint::Holder => self.opened_code(&repair.wrong_code),
                    Viewpoint::Owner => self.opened_code(&repair.right_code),
                    Viewpoint::ClassTeacher | Viewpoint::Administrator => None,
                },
                until: who.time().moment(repair.started_at + CODES_LIVE),
                tries_left: u32::try_from(TRIES - repair.tries).unwrap_or(0),
            });
        Ok(RepairPage {
            misfit,
            codes,
            today: who.time().moment(now).day,
        })
    }

    /// Gives out a code for each side. Returns those that may be sent by message; nothing when
    /// codes are out already.
    ///
    /// # Errors
    /// [`Problem::NotFound`], [`Problem::RepairImpossible`], [`Problem::TooManyTries`].
    pub async fn start_repair(&self, who: &Who, id: MisfitId) -> Result<Vec<RepairCode>> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let (misfit, _) = self.access_misfit(db.as_mut(), who, id).await?;
        let plan = self.plan(db.as_mut(), &misfit).await?;
        let owner = plan.owner().ok_or(Problem::RepairImpossible)?;
        let now = self.clock.now();
        if let Some(repair) = db.repair_of(id).await.map_err(broken)? {
            let same =
                repair.wrong_account == misfit.account && repair.right_account == owner.account.id;
            if same && live(&repair, now) {
                return Ok(Vec::new());
            }
            db.end_repair(repair.id, "cancelled", now)
                .await
                .map_err(broken)?;
        }
        if db.count_repairs(id, now - DAY).await.map_err(broken)? >= STARTS {
            return Err(Problem::TooManyTries { seconds: 86_400 });
        }
        let (holder_code, owner_code) = (self.new_code(), self.new_code());
        let seal = |code: &str| self.seal.close(self.chance.as_ref(), code.as_bytes());
        let repair = Repair {
            id: 0,
            misfit: id,
            wrong_account: misfit.account,
            right_account: owner.account.id,
            wrong_code: seal(&holder_code),
            right_code: seal(&owner_code),
            tries: 0,
            started_at: now,
            started_by: who.id(),
        };
        db.insert_repair(&repair).await.map_err(broken)?;
        db.settle_misfit(id, MisfitState::Mending, now, Some(who.id()), "")
            .await
            .map_err(broken)?;
        db.save().await.map_err(broken)?;
        // One telephone must not confirm for two people.
        let phones = (&misfit.roster.phone, &owner.person.phone);
        let apart = phones.0 != phones.1;
        let parse = |phone: &Option<String>| phone.as_deref().and_then(Phone::parse);
        Ok(vec![
            RepairCode {
                side: Side::Holder,
                phone: parse(phones.0).filter(|_| apart),
                code: holder_code,
            },
            RepairCode {
                side: Side::Owner,
                phone: parse(phones.1).filter(|_| apart),
                code: owner_code,
            },
        ])
    }

    /// Both codes, from whichever device: moves the profile to its owner in one transaction, and
    /// the chats with it. Returns a new session token to somebody whose own link has changed.
    ///
    /// # Errors
    /// [`Problem::NotFound`], [`Problem::RepairCodeWrong`], [`Problem::RepairExpired`].
    pub async fn confirm_repair(
        &self,
        who: &Who,
        id: MisfitId,
        holder_code: &str,
        owner_code: &str,
    ) -> Result<Option<Token>> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let (misfit, standing) = self.access_misfit(db.as_mut(), who, id).await?;
        let repair = db.repair_of(id).await.map_err(broken)?;
        let repair = repair.ok_or(Problem::RepairExpired)?;
        let now = self.clock.now();
        let plan = self.plan(db.as_mut(), &misfit).await?;
        let owner = plan
            .owner()
            .filter(|owner| owner.account.id == repair.right_account);
        let (Some(owner), true, true) = (
            owner,
            live(&repair, now),
            repair.wrong_account == misfit.account,
        ) else {
            self.give_up(db.as_mut(), &misfit, &repair, "cancelled")
                .await?;
            db.save().await.map_err(broken)?;
            return Err(Problem::RepairExpired);
        };
        let right = self.is_code(&repair.wrong_code, holder_code)
            & self.is_code(&repair.right_code, owner_code);
        if !right {
            let left = TRIES - repair.tries - 1;
            db.miss_repair(repair.id).await.map_err(broken)?;
            if left <= 0 {
                self.give_up(db.as_mut(), &misfit, &repair, "spent").await?;
            }
            db.save().await.map_err(broken)?;
            return Err(match u32::try_from(left) {
                Ok(left) if left > 0 => Problem::RepairCodeWrong { left },
                _ => Problem::RepairExpired,
            });
        }
        db.end_repair(repair.id, "done", now)
            .await
            .map_err(broken)?;
        let back = match &plan {
            Plan::Swap(_, link) => Some(link),
            _ => None,
        };
        let events = self
            .move_link(db.as_mut(), who, &misfit, owner, back)
            .await?;
        let token = match standing {
            Viewpoint::Holder | Viewpoint::Owner => {
                Some(self.renew_session(db.as_mut(), who.session.id).await?)
            }
            Viewpoint::ClassTeacher | Viewpoint::Administrator => None,
        };
        db.save().await.map_err(broken)?;
        self.publish(events);
        Ok(token)
    }

    /// Takes codes back that have been given out.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn cancel_repair(&self, who: &Who, id: MisfitId) -> Result<()> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let (misfit, _) = self.access_misfit(db.as_mut(), who, id).await?;
        if let Some(repair) = db.repair_of(id).await.map_err(broken)? {
            self.give_up(db.as_mut(), &misfit, &repair, "cancelled")
                .await?;
            db.save().await.map_err(broken)?;
        }
        Ok(())
    }

    /// The link of the one ends, that of the other begins, with the tokens; where each had the
    /// other's, they change.
    async fn move_link(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        misfit: &SeenMisfit,
        owner: &Owner,
        back: Option<&Link>,
    ) -> Result<Vec<Event>> {
        let now = self.clock.now();
        let wrong = db.link_of(misfit.account).await.map_err(broken)?;
        let wrong = wrong
            .filter(|link| link.id == misfit.link)
            .ok_or(Problem::RepairExpired)?;
        for ended in [Some(&wrong), back].into_iter().flatten() {
            db.end_link(ended.id, now, "moved").await.map_err(broken)?;
        }
        let moved = |link: &Link, account, person| Link {
            account,
            person,
            linked_at: now,
            ..link.clone()
        };
        let to_owner = moved(&wrong, owner.account.id, owner.person.id);
        db.insert_link(&to_owner).await.map_err(broken)?;
        if let Some(back) = back {
            let to_holder = moved(back, misfit.account, misfit.person);
            db.insert_link(&to_holder).await.map_err(broken)?;
        }
        let mut scope = scope_of_person(db, misfit.person, &who.day)
            .await
            .map_err(broken)?;
        let more = scope_of_person(db, owner.person.id, &who.day)
            .await
            .map_err(broken)?;
        scope.classes.extend(more.classes);
        scope.staff.extend(more.staff);
        let events = refresh(db, &scope, &who.day, now).await.map_err(broken)?;
        let holder = db.person(misfit.person).await.map_err(broken)?;
        let both: [(Option<&Person>, &str); 2] =
            [(holder.as_ref(), "from"), (Some(&owner.person), "to")];
        let owners = self
            .org_of(db, owner.person.id, misfit.org, &who.day)
            .await?;
        let orgs = [misfit.org, owners.unwrap_or(misfit.org)];
        for ((subject, part), org) in both.into_iter().zip(orgs) {
            let deed = Deed {
                org,
                actor: Actor::Somebody(who),
                action: Action::LinkMoved,
                subject,
                detail: json!({
                    "kind": misfit.kind.code(),
                    "part": part,
                    "swapped": back.is_some(),
                }),
            };
            self.note(db, deed).await?;
        }
        Ok(events)
    }

    async fn give_up(
        &self,
        db: &mut dyn Repository,
        misfit: &SeenMisfit,
        repair: &Repair,
        state: &str,
    ) -> Result<()> {
        let now = self.clock.now();
        db.end_repair(repair.id, state, now).await.map_err(broken)?;
        db.settle_misfit(misfit.id, MisfitState::Open, now, None, "")
            .await
            .map_err(broken)?;
        Ok(())
    }

    fn new_code(&self) -> String {
        let mut bytes = [0_u8; 8];
        self.chance.fill(&mut bytes);
        format!("{:06}", u64::from_le_bytes(bytes) % 1_000_000)
    }

    fn opened_code(&self, sealed: &[u8]) -> Option<String> {
        String::from_utf8(self.seal.open(sealed)?).ok()
    }

    /// Compares hashes, so that the time it takes says nothing of the code.
    fn is_code(&self, sealed: &[u8], typed: &str) -> bool {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        self.opened_code(sealed)
            .is_some_and(|code| digest(&code) == digest(&digits))
    }
}

fn live(repair: &Repair, now: i64) -> bool {
    now - repair.started_at < CODES_LIVE && repair.tries < TRIES
}
