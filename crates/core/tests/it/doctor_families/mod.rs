//! Ten thousand wrongly linked families are found and mended through the use cases, and ten
//! thousand right ones are left in peace: four schools of both, so that they are looked at side by
//! side.

mod family;

use crate::school_core::Who;
use family::{Card, Dice, Family, Mended, RIGHT, SON, WRONG};
use model::{LinkId, MisfitKind, PersonId, ProfileId, Role};
use std::collections::{BTreeMap, BTreeSet};
use storage::{
    LearningProfile, Link, RosterClass, RosterEnrolment, RosterOrg, RosterPerson, RosterRole,
    RosterTerm, Storage as _,
};
use test_support::{TempFolder, TestSchool};

/// Families of each sort in one school.
const FAMILIES: usize = 2_500;
/// Families of one class.
const OF_A_CLASS: usize = 5;

#[tokio::test]
async fn the_first_quarter() {
    all_wrong_are_mended_and_no_right_one_is_accused(1).await;
}

#[tokio::test]
async fn the_second_quarter() {
    all_wrong_are_mended_and_no_right_one_is_accused(2).await;
}

#[tokio::test]
async fn the_third_quarter() {
    all_wrong_are_mended_and_no_right_one_is_accused(3).await;
}

#[tokio::test]
async fn the_fourth_quarter() {
    all_wrong_are_mended_and_no_right_one_is_accused(4).await;
}

fn login(family: usize, who: usize) -> String {
    format!("f{family}-{who}")
}

/// Wrong and right families by turns.
fn families(seed: u64) -> Vec<Family> {
    let mut dice = Dice::of(seed);
    let mut families: Vec<Family> = Vec::new();
    for number in 0..FAMILIES {
        families.push(family::wrong(number % WRONG, &mut dice));
        // The number of a son in the family before: nobody of this one.
        let stale = families[2 * number].people[SON].roster.phone.clone();
        families.push(family::right(number % RIGHT, &mut dice, stale));
    }
    families
}

async fn all_wrong_are_mended_and_no_right_one_is_accused(seed: u64) {
    let families = families(seed);
    let school = build(&families).await;
    let org = school.org().await;
    let people = school.people().await;
    let wanted: BTreeMap<PersonId, (MisfitKind, Option<PersonId>)> = families
        .iter()
        .enumerate()
        .flat_map(|(number, family)| {
            let id = |who: usize| people[&login(number, who)];
            let wrong = family.wrong.iter().map(move |(who, kind, mended)| {
                let to = match mended {
                    Mended::To(owner) => Some(id(*owner)),
                    Mended::Alone => None,
                };
                (id(*who), (*kind, to))
            });
            wrong.collect::<Vec<_>>()
        })
        .collect();

    // The night: chats come to be, and the doctor goes round.
    school.core.upkeep().await.unwrap();
    let found = school.read().await.misfits_in(org.id).await.unwrap();
    let kinds: BTreeMap<PersonId, MisfitKind> =
        found.iter().map(|one| (one.person, one.kind)).collect();
    let expected: BTreeMap<PersonId, MisfitKind> = wanted
        .iter()
        .map(|(person, (kind, _))| (*person, *kind))
        .collect();
    for (person, kind) in &kinds {
        assert_eq!(Some(kind), expected.get(person), "{person} is accused");
    }
    assert_eq!(kinds, expected, "all are found");
    assert_eq!(found.len(), wanted.len());

    let admin = school.enter("admin").await;
    let logins: BTreeMap<PersonId, String> = people
        .iter()
        .map(|(login, id)| (*id, login.clone()))
        .collect();
    let mut swapped: BTreeSet<PersonId> = BTreeSet::new();
    for misfit in &found {
        match wanted[&misfit.person].1 {
            // Mended together with the other half of a swap.
            Some(_) if swapped.contains(&misfit.person) => {}
            Some(owner) => {
                swapped.insert(owner);
                mend(&school, &admin, misfit.id).await;
            }
            None => {
                let who = school.enter(&logins[&misfit.person]).await;
                school.core.unlink(&who).await.unwrap();
            }
        }
    }

    assert_eq!(
        school.core.examine(org.id).await.unwrap(),
        0,
        "nothing is left"
    );
    assert_eq!(school.read().await.misfits_in(org.id).await.unwrap(), []);
    let owners: BTreeSet<PersonId> = wanted.values().filter_map(|(_, to)| *to).collect();
    let mut db = school.read().await;
    for misfit in &found {
        let link = db.link_of_profile(misfit.profile_id).await.unwrap();
        let to = wanted[&misfit.person].1;
        assert_eq!(link.as_ref().map(|link| link.person), to, "{misfit:?}");
        if let Some(owner) = to {
            let tokens = link.unwrap().tokens;
            assert!(tokens.is_some(), "the tokens move along");
            assert!(
                !db.chats_of(owner).await.unwrap().is_empty(),
                "chats follow"
            );
        }
        // Where each had the other's, the holder has chats of their own now.
        let holder_linked = owners.contains(&misfit.person);
        let chats = db.chats_of(misfit.person).await.unwrap();
        assert_eq!(chats.is_empty(), !holder_linked, "{misfit:?}");
    }
}

/// In the school's office: codes come to both by message, and are typed in there.
async fn mend(school: &TestSchool, admin: &Who, id: model::MisfitId) {
    let codes = school.core.start_repair(admin, id).await.unwrap();
    school
        .core
        .confirm_repair(admin, id, &codes[0].code, &codes[1].code)
        .await
        .unwrap();
}

fn roster_person(id: &str, card: &Card) -> RosterPerson {
    RosterPerson {
        name: card.name.clone(),
        login: id.to_owned(),
        born: card.born.clone(),
        phone: card.phone.clone(),
        email: None,
    }
}

/// All of it in one transaction, past the import: the families are the subject here.
async fn build(families: &[Family]) -> TestSchool {
    let school = TestSchool::empty_in(TempFolder::in_memory()).await;
    let mut db = school.storage.write().await.unwrap();
    let source = db.keep_source("families", "1").await.unwrap();
    let org = RosterOrg {
        authority: false,
        name: "Школа № 1".to_owned(),
        short_name: "Школа № 1".to_owned(),
        identifier: "660001".to_owned(),
        parent: None,
        time_zone: "Asia/Yekaterinburg".to_owned(),
    };
    db.keep_org(source, "o1", &org).await.unwrap();
    let year = RosterTerm {
        year: true,
        title: "2026/2027".to_owned(),
        starts: "2026-09-01".to_owned(),
        ends: "2027-05-26".to_owned(),
    };
    db.keep_term(source, "y1", &year).await.unwrap();
    let role = |person: &str, role: Role, foremost: bool| RosterRole {
        person: person.to_owned(),
        org: "o1".to_owned(),
        role,
        foremost,
        begins: None,
        ends: None,
    };
    let admin = roster_person("admin", &Card::default());
    db.keep_person(source, "admin", &admin).await.unwrap();
    let admin = role("admin", Role::Administrator, true);
    db.keep_role(source, "r-admin", &admin).await.unwrap();
    for number in 0..families.len().div_ceil(OF_A_CLASS) {
        let class = RosterClass {
            org: "o1".to_owned(),
            year: Some("y1".to_owned()),
            name: format!("{}А", number + 1),
            grade: "1".to_owned(),
            room: String::new(),
            group: None,
        };
        let id = format!("k{number}");
        db.keep_class(source, &id, &class).await.unwrap();
    }
    for (number, family) in families.iter().enumerate() {
        let cast = || {
            family
                .people
                .iter()
                .enumerate()
                .filter(|(_, one)| one.present)
        };
        for (who, person) in cast() {
            let id = login(number, who);
            let kept = roster_person(&id, &person.roster);
            db.keep_person(source, &id, &kept).await.unwrap();
            let held = role(&id, person.role, true);
            let key = format!("r-{id}");
            db.keep_role(source, &key, &held).await.unwrap();
            if person.teaches {
                let held = role(&id, Role::Teacher, false);
                let key = format!("t-{id}");
                db.keep_role(source, &key, &held).await.unwrap();
            }
            if person.role == Role::Pupil {
                let enrolment = RosterEnrolment {
                    class: format!("k{}", number / OF_A_CLASS),
                    person: id.clone(),
                    teacher: false,
                    foremost: false,
                    begins: None,
                    ends: None,
                };
                let key = format!("e-{id}");
                db.keep_enrolment(source, &key, &enrolment).await.unwrap();
                for (guardian, _) in cast().filter(|(_, one)| one.role == Role::Guardian) {
                    let pair = (login(number, guardian), id.clone());
                    db.keep_guardianship(source, &pair).await.unwrap();
                }
            }
        }
    }
    let people = db.person_ids(source).await.unwrap();
    for (number, family) in families.iter().enumerate() {
        for (who, person) in family.people.iter().enumerate() {
            let Some(card) = &person.linked else { continue };
            let id = login(number, who);
            let account = db.account_of(people[&id]).await.unwrap().unwrap();
            let profile = db
                .keep_profile(&LearningProfile {
                    id: ProfileId(0),
                    vk_id: format!("vk-{id}"),
                    name: card.name.clone(),
                    born: card.born.clone(),
                    phone: card.phone.clone(),
                    created_at: 1,
                })
                .await
                .unwrap();
            let link = Link {
                id: LinkId(0),
                account: account.id,
                person: people[&id],
                profile,
                linked_at: 1,
                tokens: Some(vec![1]),
            };
            db.insert_link(&link).await.unwrap();
        }
    }
    db.save().await.unwrap();
    school
}
