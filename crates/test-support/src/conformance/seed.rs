use super::{Opened, write};
use model::{AccountId, ChatId, ChatKind, ClassId, FullName, OrgId, PersonId, Role, SourceId};
use storage::{
    Chat, Membership, RosterClass, RosterEnrolment, RosterGroup, RosterOrg, RosterPerson,
    RosterRole, RosterTerm,
};

/// A day of the school year.
pub(crate) const DAY: &str = "2026-11-24";

/// A school of five people: a teacher, a guardian, three pupils.
pub(crate) struct Seed {
    pub(crate) source: SourceId,
    pub(crate) org: OrgId,
    pub(crate) class: ClassId,
    pub(crate) group: ClassId,
    pub(crate) people: Vec<PersonId>,
    pub(crate) accounts: Vec<AccountId>,
    pub(crate) chat: ChatId,
}

pub(crate) const IDS: [&str; 5] = ["t1", "g1", "s1", "s2", "s3"];

pub(crate) fn person(id: &str) -> RosterPerson {
    RosterPerson {
        name: FullName {
            family: format!("Ф{id}"),
            given: "Имя".into(),
            middle: String::new(),
        },
        login: id.to_owned(),
        born: Some("2016-02-03".to_owned()),
        phone: Some("+79120000001".to_owned()),
        email: None,
    }
}

pub(crate) fn role(id: &str) -> RosterRole {
    let role = match &id[..1] {
        "t" => Role::Teacher,
        "g" => Role::Guardian,
        _ => Role::Pupil,
    };
    RosterRole {
        person: id.to_owned(),
        org: "o1".to_owned(),
        role,
        foremost: true,
        begins: Some("2026-09-01".to_owned()),
        ends: None,
    }
}

pub(crate) fn class(group: bool) -> RosterClass {
    let group = group.then(|| RosterGroup {
        class: "k1".to_owned(),
        subject: "m".to_owned(),
        label: "1 группа".to_owned(),
    });
    RosterClass {
        org: "o1".to_owned(),
        year: Some("y1".to_owned()),
        name: if group.is_some() {
            "Математика 4А"
        } else {
            "4А"
        }
        .to_owned(),
        grade: "4".to_owned(),
        room: "214".to_owned(),
        group,
    }
}

pub(crate) fn enrolment(id: &str, class: &str) -> RosterEnrolment {
    RosterEnrolment {
        class: class.to_owned(),
        person: id.to_owned(),
        teacher: id.starts_with('t'),
        foremost: id.starts_with('t'),
        begins: None,
        ends: None,
    }
}

pub(crate) async fn seed(storage: &Opened) -> Seed {
    let mut db = write(storage).await;
    let source = db.keep_source("suite", "1").await.expect("a source");
    let org = RosterOrg {
        authority: false,
        name: "Школа № 1".to_owned(),
        short_name: "Школа № 1".to_owned(),
        identifier: "660001".to_owned(),
        parent: None,
        time_zone: "Asia/Yekaterinburg".to_owned(),
    };
    db.keep_org(source, "o1", &org)
        .await
        .expect("an organisation");
    let year = RosterTerm {
        year: true,
        title: "2026/2027".to_owned(),
        starts: "2026-09-01".to_owned(),
        ends: "2027-05-26".to_owned(),
    };
    db.keep_term(source, "y1", &year).await.expect("a year");
    db.keep_subject(source, "m", "Математика")
        .await
        .expect("a subject");
    for id in IDS {
        db.keep_person(source, id, &person(id))
            .await
            .expect("a person");
        db.keep_role(source, &format!("r-{id}"), &role(id))
            .await
            .expect("a role");
    }
    db.keep_guardianship(source, &("g1".into(), "s1".into()))
        .await
        .expect("a guardianship");
    db.keep_class(source, "k1", &class(false))
        .await
        .expect("a class");
    db.keep_class(source, "m1", &class(true))
        .await
        .expect("a group");
    for id in ["t1", "s1", "s2"] {
        let enrolment = enrolment(id, "k1");
        db.keep_enrolment(source, &format!("e-{id}"), &enrolment)
            .await
            .expect("an enrolment");
    }
    let people = db.person_ids(source).await.expect("people");
    let people: Vec<PersonId> = IDS.iter().map(|id| people[*id]).collect();
    let mut accounts = Vec::new();
    for person in &people {
        let account = db.account_of(*person).await.expect("an answer");
        accounts.push(account.expect("an account").id);
    }
    let classes = db.class_ids(source).await.expect("classes");
    let org = db.org_ids(source).await.expect("organisations")["o1"];
    let chat = Chat {
        id: ChatId(0),
        org,
        kind: ChatKind::Class,
        class: Some(classes["k1"]),
        group: None,
        name: "4А класс".to_owned(),
        last_seq: 0,
    };
    let chat = db.insert_chat(&chat, 1).await.expect("a chat");
    for (person, role) in [(people[0], Role::Teacher), (people[2], Role::Pupil)] {
        let member = Membership {
            chat,
            person,
            role,
            reasons: "[]".to_owned(),
            since: 1,
        };
        db.keep_member(&member).await.expect("a member");
    }
    db.save().await.expect("kept");
    let (class, group) = (classes["k1"], classes["m1"]);
    Seed {
        source,
        org,
        class,
        group,
        people,
        accounts,
        chat,
    }
}
