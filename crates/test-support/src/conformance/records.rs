use super::{Opened, read, write};
use std::collections::BTreeSet;
use storage::{OutboxItem, Repository};

async fn version(db: &mut dyn Repository, key: &str, now: i64) -> i64 {
    db.record(key, now)
        .await
        .expect("an answer")
        .expect("a record")
        .version
}

/// A record is written only over the version that the writer saw.
pub async fn records_are_compared_and_swapped(storage: Opened) {
    let mut db = write(&storage).await;
    assert!(db.record("k", 1).await.expect("an answer").is_none());
    assert!(
        !db.put_record("k", b"x", None, Some(1), 1)
            .await
            .expect("an answer")
    );
    assert!(
        db.put_record("k", b"x", None, None, 1)
            .await
            .expect("an answer")
    );
    assert!(
        !db.put_record("k", b"y", None, None, 1)
            .await
            .expect("an answer"),
        "it is there"
    );
    let first = version(db.as_mut(), "k", 1).await;
    assert!(
        db.put_record("k", b"y", None, Some(first), 1)
            .await
            .expect("an answer")
    );
    assert!(
        !db.put_record("k", b"z", None, Some(first), 1)
            .await
            .expect("an answer"),
        "stale"
    );
    assert_eq!(
        db.record("k", 1)
            .await
            .expect("an answer")
            .expect("a record")
            .value,
        b"y"
    );
    assert!(db.delete_record("k").await.expect("an answer"));
    assert!(!db.delete_record("k").await.expect("an answer"));
}

/// What has expired is not there, whether or not it was purged.
pub async fn records_expire(storage: Opened) {
    let mut db = write(&storage).await;
    assert!(
        db.put_record("k", b"x", Some(100), None, 1)
            .await
            .expect("an answer")
    );
    assert!(
        db.put_record("long", b"x", Some(900), None, 1)
            .await
            .expect("an answer")
    );
    let old = version(db.as_mut(), "k", 99).await;
    assert!(db.record("k", 100).await.expect("an answer").is_none());
    assert!(
        !db.put_record("k", b"y", None, Some(old), 100)
            .await
            .expect("an answer"),
        "expired"
    );
    assert!(
        db.put_record("k", b"y", None, None, 100)
            .await
            .expect("an answer"),
        "as if new"
    );
    db.purge_records(900).await.expect("purged");
    assert!(
        db.record("long", 1).await.expect("an answer").is_none(),
        "purged"
    );
    assert!(
        db.record("k", i64::MAX).await.expect("an answer").is_some(),
        "no expiry"
    );
}

/// Deleting and writing anew gives a version that the key never had, also at the same instant.
pub async fn a_version_never_comes_back(storage: Opened) {
    let mut seen = BTreeSet::new();
    for _ in 0..20 {
        let mut db = write(&storage).await;
        assert!(
            db.put_record("k", b"x", None, None, 5)
                .await
                .expect("an answer")
        );
        let first = version(db.as_mut(), "k", 5).await;
        assert!(
            db.put_record("k", b"y", None, Some(first), 5)
                .await
                .expect("an answer")
        );
        assert!(seen.insert(first) && seen.insert(version(db.as_mut(), "k", 5).await));
        assert!(db.delete_record("k").await.expect("an answer"));
        db.save().await.expect("kept");
    }
}

/// Of many that saw the same version one wins.
pub async fn only_one_of_many_swaps_wins(storage: Opened) {
    let mut db = write(&storage).await;
    db.put_record("k", b"0", None, None, 1)
        .await
        .expect("an answer");
    let seen = version(db.as_mut(), "k", 1).await;
    db.save().await.expect("kept");
    let tries = (0..20_u8).map(|n| {
        let storage = storage.clone();
        async move {
            let mut db = write(&storage).await;
            let won = db
                .put_record("k", &[n], None, Some(seen), 1)
                .await
                .expect("an answer");
            db.save().await.expect("kept");
            won
        }
    });
    let won = futures::future::join_all(tries).await;
    assert_eq!(won.iter().filter(|won| **won).count(), 1);
}

/// The outbox shows the newest codes first.
pub async fn the_outbox_tells_the_newest_first(storage: Opened) {
    let mut db = write(&storage).await;
    for at in 1..=5 {
        let phone = "+79120000000".to_owned();
        let item = OutboxItem {
            at,
            phone,
            text: format!("Код {at}"),
            code: at.to_string(),
        };
        db.insert_outbox(&item).await.expect("kept");
    }
    db.save().await.expect("kept");
    let newest = read(&storage).await.outbox(2).await.expect("codes");
    assert_eq!(
        newest.iter().map(|item| item.at).collect::<Vec<_>>(),
        [5, 4]
    );
}
