use super::{Opened, read, seed, write};
use model::PersonId;
use storage::{AuditEntry, AuditFilter, Repository};

fn entry(org: model::OrgId, number: i64) -> AuditEntry {
    AuditEntry {
        org,
        number,
        at: number,
        actor: None,
        actor_name: "Сервер".to_owned(),
        action: "imported".to_owned(),
        subject: None,
        subject_name: String::new(),
        detail: "{}".to_owned(),
        address: String::new(),
        hash: vec![u8::try_from(number).expect("small"); 32],
    }
}

async fn add(db: &mut dyn Repository, entry: &AuditEntry) -> bool {
    db.insert_audit(entry).await.is_ok()
}

/// Entries come back in order, and a number is given once.
pub async fn the_log_only_grows(storage: Opened) {
    let org = seed(&storage).await.org;
    let mut db = write(&storage).await;
    assert_eq!(db.audit_tail(org).await.expect("an answer"), None);
    for number in 1..=3 {
        assert!(add(db.as_mut(), &entry(org, number)).await);
    }
    db.save().await.expect("kept");
    let mut db = read(&storage).await;
    let (number, hash) = db
        .audit_tail(org)
        .await
        .expect("an answer")
        .expect("an entry");
    assert_eq!((number, hash), (3, vec![3; 32]));
    let after = db.audit_after(org, 1, 10).await.expect("an answer");
    assert_eq!(after, [entry(org, 2), entry(org, 3)]);
    drop(db);
    let mut db = write(&storage).await;
    assert!(!add(db.as_mut(), &entry(org, 3)).await, "it is there");
}

/// Entries are found by what was done, by and to whom, and when; by few people through the index
/// and by many otherwise.
pub async fn the_log_is_searched(storage: Opened) {
    let seeded = seed(&storage).await;
    let (org, person) = (seeded.org, seeded.people[0]);
    let other = seeded.people[2];
    let mut db = write(&storage).await;
    for number in 1..=40 {
        let mut entry = entry(org, number);
        entry.at = number * 1_000;
        if number % 4 == 0 {
            entry.actor = Some(person);
            entry.action = "signed_in".to_owned();
        }
        if number % 10 == 0 {
            entry.subject = Some(other);
        }
        assert!(add(db.as_mut(), &entry).await);
    }
    db.save().await.expect("kept");
    let mut db = read(&storage).await;
    let cases = [
        (AuditFilter::default(), 40),
        (
            AuditFilter {
                actions: vec!["signed_in".into(), "linked".into()],
                ..AuditFilter::default()
            },
            10,
        ),
        (
            AuditFilter {
                people: Some(vec![person]),
                ..AuditFilter::default()
            },
            10,
        ),
        (
            AuditFilter {
                people: Some(vec![person, other]),
                ..AuditFilter::default()
            },
            12,
        ),
        (
            AuditFilter {
                people: Some(Vec::new()),
                ..AuditFilter::default()
            },
            0,
        ),
        (
            AuditFilter {
                people: Some(Vec::new()),
                machines: vec!["Сервер".into()],
                ..AuditFilter::default()
            },
            30,
        ),
        (
            AuditFilter {
                from: Some(10_000),
                until: Some(20_000),
                ..AuditFilter::default()
            },
            10,
        ),
        (
            AuditFilter {
                after: 10,
                before: Some(20),
                people: Some(vec![person]),
                ..AuditFilter::default()
            },
            2,
        ),
    ];
    for (filter, expected) in cases {
        let found = db.find_audit(org, &filter, 100).await.expect("an answer");
        assert_eq!(found.len(), expected, "{filter:?}");
        assert!(found.is_sorted_by(|a, b| a.number > b.number), "{filter:?}");
        let mut many = filter.clone();
        if let Some(people) = &mut many.people {
            people.extend((0..100).map(|number| PersonId(1_000_000 + number)));
        }
        let same = db.find_audit(org, &many, 100).await.expect("an answer");
        assert_eq!(found, same, "{filter:?}");
        let export = db.export_audit(org, &filter, 100).await.expect("an answer");
        let upwards: Vec<_> = export
            .iter()
            .map(|(_, entry)| entry.clone())
            .rev()
            .collect();
        assert_eq!(found, upwards, "{filter:?}");
        for (before, entry) in export {
            let expected = match entry.number {
                1 => Vec::new(),
                number => vec![u8::try_from(number - 1).expect("small"); 32],
            };
            assert_eq!(before, expected);
        }
    }
    let three = db
        .find_audit(org, &AuditFilter::default(), 3)
        .await
        .expect("an answer");
    let numbers: Vec<i64> = three.iter().map(|entry| entry.number).collect();
    assert_eq!(numbers, [40, 39, 38]);
    for (at, expected) in [(0, 1), (5_000, 5), (5_001, 6), (90_000, 41)] {
        let first = db.audit_first_at(org, at).await.expect("an answer");
        assert_eq!(first, Some(expected), "{at}");
    }
    let people = db.audit_people(org).await.expect("an answer");
    let mut ids: Vec<PersonId> = people.into_iter().map(|(id, _)| id).collect();
    ids.sort();
    let mut expected = [person, other];
    expected.sort();
    assert_eq!(ids, expected);
    let machines = db.audit_machines(org).await.expect("an answer");
    assert_eq!(machines, ["Сервер"]);
}
