//! «Пароли»: who has never had a password, and cards with one-time codes for them (ID-09). Codes
//! are shown once, on the sheet; afterwards only their keyed hashes are there.

use super::{
    codes,
    groups::{Groups, groups},
};
use crate::{Actor, Core, Deed, Result, SchoolTime, Who, broken, time::effective_day};
use model::{
    Action, ClassId, FullName, PersonId, Problem,
    name::plain,
    policy::{self, RoleAt},
    views::{Day, PasswordGroup, Passwords},
};
use serde_json::json;
use std::collections::BTreeSet;
use storage::{CodePurpose, Holder, NewCode, Org, Repository};

const DAY: i64 = 86_400_000;

/// For whom cards are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardsFor {
    /// Those of a class who have no password: its pupils, or their guardians.
    Class {
        /// Which.
        class: ClassId,
        /// Guardians rather than pupils.
        guardians: bool,
    },
    /// Those of the staff who have no password.
    Staff,
    /// These, whether they have a password or not: a card was lost, a password forgotten.
    People(Vec<PersonId>),
}

/// As what somebody gets a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardKind {
    /// Pupil of a class.
    Pupil,
    /// Guardian of pupils.
    Guardian,
    /// Teacher or administrator.
    Staff,
}

/// A card. Not printable by accident: it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    /// Name.
    pub name: FullName,
    /// As what.
    pub kind: CardKind,
    /// Class of a pupil.
    pub class: Option<String>,
    /// Children of a guardian: «Соколов Артём, 4А».
    pub children: Vec<String>,
    /// Login.
    pub login: String,
    /// «7KM-42X-P9T»
    pub code: String,
}

/// Cards to be printed now.
#[derive(Clone)]
pub struct CardSheet {
    /// The school.
    pub org: Org,
    /// The class they are for, if it is one.
    pub class: Option<String>,
    /// Cards.
    pub cards: Vec<Card>,
    /// The last day on which the codes are good.
    pub until: Day,
}

/// A code made at the machine. Not printable by accident: it has no `Debug`.
#[derive(Clone)]
pub struct MachineCode {
    /// Whose.
    pub name: FullName,
    /// Where that person signs in.
    pub org: String,
    /// «7KM-42X-P9T»
    pub code: String,
    /// The last day on which it is good.
    pub until: Day,
}

/// Why there is no code at the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoCode {
    /// Nobody signs in so.
    Nobody,
    /// In each of these schools somebody does.
    Several(Vec<String>),
    /// The database fails.
    Problem(Problem),
}

impl From<Problem> for NoCode {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl Core {
    /// How many of the own school never had a password, by group.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] for everybody but its administrator.
    pub async fn passwords(&self, who: &Who) -> Result<Passwords> {
        let school = self.access_school(who)?;
        let mut db = self.storage.read().await.map_err(broken)?;
        Ok(self.grouped(db.as_mut(), who, &school).await?.counted())
    }

    /// One group of it, one by one: a class, or with nothing the staff.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::NotFound`] for a class of another school.
    pub async fn password_group(&self, who: &Who, class: Option<ClassId>) -> Result<PasswordGroup> {
        let school = self.access_school(who)?;
        let mut db = self.storage.read().await.map_err(broken)?;
        let found = self.grouped(db.as_mut(), who, &school).await?;
        found.listed(class, &who.time()).ok_or(Problem::NotFound)
    }

    /// Makes codes for cards. Earlier cards of the same people are void from then on; their
    /// passwords, if they have any, are good until a code is used.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::NotFound`] for a class or person of another school, and
    /// for somebody chosen who runs or oversees something elsewhere.
    pub async fn print_cards(&self, who: &Who, wanted: &CardsFor) -> Result<CardSheet> {
        let school = self.access_school(who)?;
        let mut db = self.storage.write().await.map_err(broken)?;
        let found = self.grouped(db.as_mut(), who, &school).await?;
        let (class, rows) = match wanted {
            CardsFor::Staff => (None, without(&found.staff)),
            CardsFor::Class { class, guardians } => {
                let known = found.classes.iter().find(|known| known.id == *class);
                let known = known.ok_or(Problem::NotFound)?;
                let rows = if *guardians {
                    &known.guardians
                } else {
                    &known.pupils
                };
                (Some(known.name.clone()), without(rows))
            }
            CardsFor::People(people) => {
                (None, self.chosen(db.as_mut(), who, &found, people).await?)
            }
        };
        let now = self.clock.now();
        let expires_at = now + self.settings.first_code_days * DAY;
        let mut cards = Vec::new();
        let mut printed = Vec::new();
        for row in rows {
            if !may_have(db.as_mut(), who, &school, row.person).await? {
                // One of a group is left out; one who was chosen is told as unknown.
                match wanted {
                    CardsFor::People(_) => return Err(Problem::NotFound),
                    _ => continue,
                }
            }
            let code = codes::new(self.chance.as_ref());
            let kept = NewCode {
                account: row.account,
                purpose: CodePurpose::First,
                hash: codes::hash(&self.seal, row.account, &code),
                made_at: now,
                expires_at,
                made_by: Some(who.id()),
                sent_to: String::new(),
            };
            db.keep_code(&kept).await.map_err(broken)?;
            printed.push((row.person, row.name.full()));
            cards.push(card(&found, row, codes::shown(&code)));
        }
        self.note_cards(
            db.as_mut(),
            who,
            &school,
            wanted,
            class.as_deref(),
            &printed,
        )
        .await?;
        db.save().await.map_err(broken)?;
        Ok(CardSheet {
            until: who.time().moment(expires_at - 1).day,
            org: school,
            class,
            cards,
        })
    }

    /// A code for a login, asked for at the machine itself by `by`: the way back for the only
    /// administrator of a school. `school` is its number, id or name, and may be empty where one
    /// school alone has the login.
    ///
    /// # Errors
    /// [`NoCode`]; nobody's card becomes void then.
    pub async fn code_at_the_machine(
        &self,
        login: &str,
        school: &str,
        by: &str,
    ) -> std::result::Result<MachineCode, NoCode> {
        let (login, now) = (plain(login), self.clock.now());
        let mut db = self.storage.write().await.map_err(broken)?;
        let expires_at = now + self.settings.first_code_days * DAY;
        let mut found = Vec::new();
        for org in db.orgs().await.map_err(broken)? {
            let terms = db.terms(org.source).await.map_err(broken)?;
            let time = SchoolTime::new(&org.time_zone);
            let day = effective_day(&terms, &time.date(now).to_string());
            let account = db.account_by_login(org.id, &login, &day).await;
            if let Some(account) = account.map_err(broken)?
                && (school.is_empty() || org.is_called(school))
            {
                found.push((org, time, account));
            }
        }
        if found.len() > 1 {
            let names = found.into_iter().map(|(org, ..)| org.name).collect();
            return Err(NoCode::Several(names));
        }
        let (org, time, account) = found.pop().ok_or(NoCode::Nobody)?;
        let person = db.person(account.person).await.map_err(broken)?;
        let person = person.ok_or(NoCode::Nobody)?;
        let code = codes::new(self.chance.as_ref());
        let kept = NewCode {
            account: account.id,
            purpose: CodePurpose::First,
            hash: codes::hash(&self.seal, account.id, &code),
            made_at: now,
            expires_at,
            made_by: None,
            sent_to: String::new(),
        };
        db.keep_code(&kept).await.map_err(broken)?;
        let names = [person.name.full()];
        let deed = Deed {
            org: org.id,
            actor: Actor::Machine(by),
            action: Action::CodesIssued,
            subject: Some(&person),
            detail: json!({ "group": "people", "count": 1, "names": names }),
        };
        self.note(db.as_mut(), deed).await?;
        db.save().await.map_err(broken)?;
        Ok(MachineCode {
            name: person.name,
            org: org.name,
            code: codes::shown(&code),
            until: time.moment(expires_at - 1).day,
        })
    }

    async fn grouped(&self, db: &mut dyn Repository, who: &Who, school: &Org) -> Result<Groups> {
        let (org, day, now) = (school.id, who.day.as_str(), self.clock.now());
        let classes = db.classes_of(org, false).await.map_err(broken)?;
        let staff = db.staff_to_sign_in(org, day, now).await.map_err(broken)?;
        let pupils = db.pupils_to_sign_in(org, day, now).await.map_err(broken)?;
        let guardians = db
            .guardians_to_sign_in(org, day, now)
            .await
            .map_err(broken)?;
        Ok(groups(classes, staff, pupils, guardians))
    }

    /// The people named, in the order of their groups; also those of the school in no group.
    async fn chosen(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        found: &Groups,
        people: &[PersonId],
    ) -> Result<Vec<Holder>> {
        let wanted: BTreeSet<PersonId> = people.iter().copied().collect();
        let in_classes = found
            .classes
            .iter()
            .flat_map(|class| class.pupils.iter().chain(&class.guardians));
        let mut rows: Vec<Holder> = in_classes
            .chain(&found.staff)
            .filter(|row| wanted.contains(&row.person))
            .cloned()
            .collect();
        let known: BTreeSet<PersonId> = rows.iter().map(|row| row.person).collect();
        for id in wanted.difference(&known) {
            let person = self.access_person(db, who, *id).await?;
            let account = db.account_of(*id).await.map_err(broken)?;
            let account = account.ok_or(Problem::NotFound)?;
            rows.push(Holder {
                class: None,
                person: person.id,
                name: person.name,
                account: account.id,
                login: account.login,
                ready: account.password.is_some(),
                card: None,
                child: None,
            });
        }
        if rows.is_empty() {
            return Err(Problem::FieldMissing);
        }
        Ok(rows)
    }

    async fn note_cards(
        &self,
        db: &mut dyn Repository,
        who: &Who,
        school: &Org,
        wanted: &CardsFor,
        class: Option<&str>,
        printed: &[(PersonId, String)],
    ) -> Result<()> {
        let group = match wanted {
            CardsFor::Class {
                guardians: true, ..
            } => "guardians",
            CardsFor::Class { .. } => "pupils",
            CardsFor::Staff => "staff",
            CardsFor::People(_) => "people",
        };
        let subject = match printed {
            [] => return Ok(()),
            [(one, _)] => db.person(*one).await.map_err(broken)?,
            _ => None,
        };
        let names: Vec<&str> = printed.iter().map(|(_, name)| name.as_str()).collect();
        let detail =
            json!({ "group": group, "class": class, "count": names.len(), "names": names });
        let deed = Deed {
            org: school.id,
            actor: Actor::Somebody(who),
            action: Action::CodesIssued,
            subject: subject.as_ref(),
            detail,
        };
        self.note(db, deed).await
    }
}

fn without(rows: &[Holder]) -> Vec<Holder> {
    rows.iter().filter(|row| !row.ready).cloned().collect()
}

async fn may_have(
    db: &mut dyn Repository,
    who: &Who,
    school: &Org,
    person: PersonId,
) -> Result<bool> {
    let held = db.roles_of(person, &who.day).await.map_err(broken)?;
    let roles: Vec<RoleAt> = held
        .iter()
        .map(|held| RoleAt {
            role: held.role,
            org: held.org,
        })
        .collect();
    Ok(policy::give_code(&who.roles, school.id, &roles))
}

fn card(found: &Groups, row: Holder, code: String) -> Card {
    let children = found.children_of(&row);
    let kind = match (&row.class, &row.child) {
        (_, Some(_)) => CardKind::Guardian,
        (Some(_), None) => CardKind::Pupil,
        (None, None) => CardKind::Staff,
    };
    let class = row
        .class
        .filter(|_| kind == CardKind::Pupil)
        .and_then(|id| found.classes.iter().find(|class| class.id == id));
    Card {
        kind,
        class: class.map(|class| class.name.clone()),
        children,
        name: row.name,
        login: row.login,
        code,
    }
}
