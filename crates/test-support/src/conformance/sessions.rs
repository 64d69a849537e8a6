use super::{DAY, Opened, read, seed, write};
use model::{AccountId, OrgId, SessionId};
use storage::{Session, Throttle};

fn session(account: AccountId, org: OrgId) -> Session {
    Session {
        id: SessionId(0),
        account,
        org,
        created_at: 10,
        seen_at: 10,
        expires_at: 1_000,
        remember: true,
        agent: "Chrome".to_owned(),
        address: "10.0.0.1".to_owned(),
    }
}

/// A session is found by the hash of its token until it ends, which happens once and only by its
/// own account.
pub async fn sessions_are_found_by_token_and_end_once(storage: Opened) {
    let seed = seed(&storage).await;
    let (own, other) = (seed.accounts[0], seed.accounts[1]);
    let mut db = write(&storage).await;
    let first = db
        .insert_session(b"one", &session(own, seed.org))
        .await
        .expect("a session");
    let second = db
        .insert_session(b"two", &session(own, seed.org))
        .await
        .expect("a session");
    db.touch_session(second, 20, "10.0.0.9")
        .await
        .expect("touched");
    db.save().await.expect("kept");

    let mut db = write(&storage).await;
    let found = db
        .session_by_token(b"one", 100)
        .await
        .expect("an answer")
        .expect("a session");
    assert_eq!(
        found,
        Session {
            id: first,
            ..session(own, seed.org)
        }
    );
    assert!(
        db.session_by_token(b"three", 100)
            .await
            .expect("an answer")
            .is_none()
    );
    let all = db.sessions_of(own).await.expect("sessions");
    assert_eq!(
        all.iter().map(|one| one.id).collect::<Vec<_>>(),
        [second, first],
        "newest first"
    );
    assert_eq!((all[0].seen_at, all[0].address.as_str()), (20, "10.0.0.9"));
    assert!(
        !db.end_session(first, other, 30).await.expect("an answer"),
        "somebody else's"
    );
    assert!(db.end_session(first, own, 30).await.expect("an answer"));
    assert!(
        !db.end_session(first, own, 31).await.expect("an answer"),
        "ended already"
    );
    assert!(
        db.session_by_token(b"one", 100)
            .await
            .expect("an answer")
            .is_none()
    );
    assert_eq!(db.sessions_of(own).await.expect("sessions").len(), 1);
}

/// A new secret makes the old one worthless, after the grace that is asked for, and changes
/// nothing else.
pub async fn a_renewed_session_has_a_new_secret_only(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    let kept = session(seed.accounts[0], seed.org);
    let id = db.insert_session(b"old", &kept).await.expect("a session");
    db.renew_session(id, b"new", 100).await.expect("renewed");
    assert!(
        db.session_by_token(b"old", 100)
            .await
            .expect("an answer")
            .is_none()
    );
    let late = db.session_by_token(b"old", 99).await.expect("an answer");
    assert_eq!(late.map(|one| one.id), Some(id), "within the grace");
    let found = db
        .session_by_token(b"new", 100)
        .await
        .expect("an answer")
        .expect("a session");
    assert_eq!(found, Session { id, ..kept });
}

/// Failures are kept by key and forgotten on demand; an unknown key has none.
pub async fn failures_are_counted_by_key(storage: Opened) {
    let counted = Throttle {
        failures: 3,
        blocked_until: 40,
        seen_at: 30,
    };
    let mut db = write(&storage).await;
    assert_eq!(
        db.throttle("a").await.expect("an answer"),
        Throttle::default()
    );
    db.set_throttle("a", counted).await.expect("set");
    db.set_throttle(
        "a",
        Throttle {
            failures: 4,
            ..counted
        },
    )
    .await
    .expect("set");
    db.set_throttle("b", counted).await.expect("set");
    db.clear_throttle("b").await.expect("cleared");
    db.save().await.expect("kept");
    let mut db = read(&storage).await;
    assert_eq!(db.throttle("a").await.expect("an answer").failures, 4);
    assert_eq!(
        db.throttle("b").await.expect("an answer"),
        Throttle::default()
    );
}

/// An account signs in where its person has a role that day, while the person is in the data.
pub async fn sign_in_needs_a_role_and_a_place_in_the_data(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    let found = db
        .account_by_login(seed.org, "s1", DAY)
        .await
        .expect("an answer");
    assert_eq!(found.map(|account| account.id), Some(seed.accounts[2]));
    let early = db
        .account_by_login(seed.org, "s1", "2026-08-31")
        .await
        .expect("an answer");
    assert!(early.is_none(), "the role begins in September");
    let elsewhere = OrgId(seed.org.0 + 1);
    assert!(
        db.account_by_login(elsewhere, "s1", DAY)
            .await
            .expect("an answer")
            .is_none()
    );
    db.set_password(seed.accounts[2], "phc").await.expect("set");
    db.set_language(seed.accounts[2], "en").await.expect("set");
    let account = db
        .account(seed.accounts[2])
        .await
        .expect("an answer")
        .expect("an account");
    assert_eq!(
        (account.password.as_deref(), account.language.as_deref()),
        (Some("phc"), Some("en"))
    );
    db.retire_person(seed.source, "s1", 50)
        .await
        .expect("retired");
    assert!(
        db.account_by_login(seed.org, "s1", DAY)
            .await
            .expect("an answer")
            .is_none()
    );
}
