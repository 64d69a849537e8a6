use super::{
    DAY, Opened, read, seed,
    seed::{class, enrolment, person, role},
    write,
};
use model::Role;
use storage::{Period, Slot};

/// What was kept by its own ids is read back the same.
pub async fn the_roster_comes_back_as_it_was_kept(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    let roster = db.roster(seed.source).await.expect("a roster");
    assert_eq!(roster.people.len(), 5);
    assert_eq!(roster.people["s1"], person("s1"));
    assert_eq!(roster.roles["r-g1"], role("g1"));
    assert_eq!(roster.classes["m1"], class(true));
    assert_eq!(roster.enrolments["e-t1"], enrolment("t1", "k1"));
    assert!(
        roster
            .guardianships
            .contains(&("g1".to_owned(), "s1".to_owned()))
    );
    assert_eq!(
        (roster.orgs.len(), roster.terms.len(), roster.subjects.len()),
        (1, 1, 1)
    );
    let people = db.person_ids(seed.source).await.expect("people");
    db.keep_person(seed.source, "s1", &person("s1"))
        .await
        .expect("kept again");
    assert_eq!(
        db.person_ids(seed.source).await.expect("people"),
        people,
        "the same person"
    );
    assert_eq!(
        db.source("suite", "1").await.expect("an answer"),
        Some(seed.source)
    );
    assert_eq!(
        db.keep_source("suite", "1").await.expect("a source"),
        seed.source
    );
    let other = db.keep_source("suite", "2").await.expect("a source");
    assert!(db.roster(other).await.expect("a roster").people.is_empty());
    assert_eq!(
        db.children_of(seed.people[1])
            .await
            .expect("children")
            .len(),
        1
    );
    assert_eq!(
        db.guardians_in(seed.class, DAY)
            .await
            .expect("guardians")
            .len(),
        1
    );
    let held = db.roles_of(seed.people[0], DAY).await.expect("roles");
    assert_eq!(
        held.iter().map(|held| held.role).collect::<Vec<_>>(),
        [Role::Teacher]
    );
}

/// Somebody who leaves is no longer in the roster, keeps the row, and loses the sessions.
pub async fn who_leaves_is_gone_but_not_forgotten(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    let session = storage::Session {
        id: model::SessionId(0),
        account: seed.accounts[2],
        org: seed.org,
        created_at: 1,
        seen_at: 1,
        expires_at: 99,
        remember: false,
        agent: String::new(),
        address: String::new(),
    };
    db.insert_session(b"token", &session)
        .await
        .expect("a session");
    for pair in [("g1".to_owned(), "s1".to_owned())] {
        db.drop_guardianship(seed.source, &pair)
            .await
            .expect("dropped");
    }
    db.drop_enrolment(seed.source, "e-s1")
        .await
        .expect("dropped");
    db.drop_role(seed.source, "r-s1").await.expect("dropped");
    db.retire_person(seed.source, "s1", 50)
        .await
        .expect("retired");
    db.save().await.expect("kept");
    let mut db = write(&storage).await;
    let roster = db.roster(seed.source).await.expect("a roster");
    assert!(!roster.people.contains_key("s1"));
    assert!(roster.guardianships.is_empty());
    assert!(!roster.enrolments.contains_key("e-s1") && !roster.roles.contains_key("r-s1"));
    let kept = db
        .person(seed.people[2])
        .await
        .expect("an answer")
        .expect("a row");
    assert!(!kept.active);
    assert!(
        db.session_by_token(b"token", 100)
            .await
            .expect("an answer")
            .is_none()
    );
    assert_eq!(
        db.people_by_phone("+79120000001")
            .await
            .expect("people")
            .len(),
        4
    );
    db.keep_person(seed.source, "s1", &person("s1"))
        .await
        .expect("back");
    let people = db.person_ids(seed.source).await.expect("people");
    assert_eq!(people["s1"], seed.people[2], "the same person");
}

/// A login passes on to somebody else, from who has left or from who has a new one.
pub async fn a_login_goes_to_who_holds_it_now(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    let with = |id: &str, login: &str| storage::RosterPerson {
        login: login.into(),
        ..person(id)
    };
    db.keep_person(seed.source, "s1", &with("s1", "s2"))
        .await
        .expect("swapped");
    db.keep_person(seed.source, "s2", &with("s2", "s1"))
        .await
        .expect("swapped");
    db.retire_person(seed.source, "s3", 50)
        .await
        .expect("retired");
    db.keep_person(seed.source, "s4", &with("s4", "s3"))
        .await
        .expect("the login is free");
    db.keep_role(seed.source, "r-s4", &role("s4"))
        .await
        .expect("a role");
    let found = db
        .account_by_login(seed.org, "s1", DAY)
        .await
        .expect("an answer");
    assert_eq!(found.map(|account| account.person), Some(seed.people[3]));
    assert!(
        db.account_by_login(seed.org, "s3", DAY)
            .await
            .expect("an answer")
            .is_some()
    );
    db.keep_person(seed.source, "s3", &with("s3", "s9"))
        .await
        .expect("back with another login");
}

/// A class that is over is not listed, nor are its people.
pub async fn a_class_that_is_over_is_not_listed(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    assert_eq!(db.groups_of(seed.class).await.expect("groups").len(), 1);
    assert_eq!(
        db.classes_of(seed.org, true).await.expect("groups").len(),
        1
    );
    db.retire_class(seed.source, "m1").await.expect("retired");
    db.retire_class(seed.source, "k1").await.expect("retired");
    assert!(db.class(seed.class).await.expect("an answer").is_none());
    assert!(
        db.classes_of(seed.org, false)
            .await
            .expect("classes")
            .is_empty()
    );
    assert!(db.groups_of(seed.class).await.expect("groups").is_empty());
    assert!(
        db.studies(seed.people[2], DAY)
            .await
            .expect("classes")
            .is_empty()
    );
    assert!(
        !db.roster(seed.source)
            .await
            .expect("a roster")
            .classes
            .contains_key("k1")
    );
    assert_eq!(
        db.chats_of_class(seed.class).await.expect("chats").len(),
        1,
        "history stays"
    );
}

/// Enrolments and roles hold from their first to their last day.
pub async fn dates_of_enrolments_count(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    let mut dated = enrolment("s3", "k1");
    (dated.begins, dated.ends) = (Some("2026-11-24".into()), Some("2026-11-25".into()));
    db.keep_enrolment(seed.source, "e-s3", &dated)
        .await
        .expect("an enrolment");
    for (day, pupils) in [
        ("2026-11-23", 2),
        ("2026-11-24", 3),
        ("2026-11-25", 3),
        ("2026-11-26", 2),
    ] {
        let enrolled = db.enrolled(seed.class, day).await.expect("enrolled");
        assert_eq!(
            enrolled.iter().filter(|one| !one.teacher).count(),
            pupils,
            "{day}"
        );
    }
    assert_eq!(
        db.teachers_of(seed.org, DAY).await.expect("teachers").len(),
        1
    );
    assert!(
        db.teachers_of(seed.org, "2026-08-01")
            .await
            .expect("teachers")
            .is_empty()
    );
    assert_eq!(
        db.teaches(seed.people[0], DAY)
            .await
            .expect("classes")
            .len(),
        1
    );
}

/// A new week takes the place of the old one.
pub async fn the_week_is_replaced_whole(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    let period = |number| Period {
        number,
        starts: "08:30".into(),
        ends: "09:10".into(),
    };
    let slot = |weekday| Slot {
        group: seed.group,
        weekday,
        period: 1,
        weeks: "10".into(),
        terms: String::new(),
        room: "214".into(),
        teacher: Some(seed.people[0]),
    };
    for days in [[0, 1], [3, 4]] {
        db.replace_periods(seed.org, &[period(1), period(2)])
            .await
            .expect("kept");
        db.replace_slots(seed.org, &days.map(slot))
            .await
            .expect("kept");
    }
    db.save().await.expect("kept");
    let mut db = read(&storage).await;
    assert_eq!(
        db.periods(seed.org).await.expect("bells"),
        [period(1), period(2)]
    );
    let mut slots = db.slots(seed.org).await.expect("lessons");
    slots.sort();
    assert_eq!(slots, [slot(3), slot(4)]);
    assert_eq!(
        db.slots_of_group(seed.group).await.expect("lessons").len(),
        2
    );
    assert_eq!(
        db.slots_of_teacher(seed.people[0])
            .await
            .expect("lessons")
            .len(),
        2
    );
    assert!(
        db.slots_of_teacher(seed.people[1])
            .await
            .expect("lessons")
            .is_empty()
    );
}
