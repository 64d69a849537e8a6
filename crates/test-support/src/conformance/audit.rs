use super::{Opened, read, seed, write};
use storage::{AuditEntry, Repository};

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
