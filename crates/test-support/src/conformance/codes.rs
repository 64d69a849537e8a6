use super::{DAY, Opened, read, seed, write};
use storage::{CodePurpose, Holder, NewCode};

fn code(account: model::AccountId, purpose: CodePurpose, hash: u8) -> NewCode {
    NewCode {
        account,
        purpose,
        hash: vec![hash; 32],
        made_at: 1,
        expires_at: 100,
        made_by: None,
        sent_to: String::new(),
    }
}

/// A new code takes the place of the old one of its purpose; used and expired ones are gone.
pub async fn one_code_of_each_purpose_is_live(storage: Opened) {
    let seed = seed(&storage).await;
    let (own, other) = (seed.accounts[0], seed.accounts[1]);
    let mut db = write(&storage).await;
    for new in [
        code(own, CodePurpose::First, 1),
        code(own, CodePurpose::First, 2),
        code(own, CodePurpose::Reset, 3),
        code(other, CodePurpose::First, 4),
    ] {
        db.keep_code(&new).await.expect("kept");
    }
    db.save().await.expect("kept");
    let mut db = read(&storage).await;
    let mut live = db.live_codes(own, 99).await.expect("codes");
    live.sort();
    assert_eq!(live, [vec![2; 32], vec![3; 32]]);
    assert!(db.live_codes(own, 100).await.expect("codes").is_empty());
    drop(db);
    let mut db = write(&storage).await;
    db.use_codes(own, 50).await.expect("used");
    assert!(db.live_codes(own, 51).await.expect("codes").is_empty());
    assert_eq!(db.live_codes(other, 51).await.expect("codes").len(), 1);
    let again = code(own, CodePurpose::First, 5);
    db.keep_code(&again).await.expect("kept");
    let live = db.live_codes(own, 51).await.expect("codes");
    assert_eq!(live, [vec![5; 32]], "a new one after a used one");
}

/// Who signs in is listed by class, guardians with the child, with the state of the password.
pub async fn who_signs_in_is_listed(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    db.set_password(seed.accounts[2], "hash")
        .await
        .expect("set");
    let card = code(seed.accounts[3], CodePurpose::First, 1);
    db.keep_code(&card).await.expect("kept");
    let sent = code(seed.accounts[0], CodePurpose::Reset, 2);
    db.keep_code(&sent).await.expect("kept");
    db.save().await.expect("kept");
    let mut db = read(&storage).await;
    let brief = |rows: Vec<Holder>| -> Vec<(String, bool, Option<i64>)> {
        rows.into_iter()
            .map(|row| (row.login, row.ready, row.card))
            .collect()
    };
    let staff = db.staff_to_sign_in(seed.org, DAY, 10).await;
    assert_eq!(
        brief(staff.expect("staff")),
        [("t1".to_owned(), false, None)]
    );
    let pupils = db
        .pupils_to_sign_in(seed.org, DAY, 10)
        .await
        .expect("pupils");
    assert!(pupils.iter().all(|row| row.class == Some(seed.class)));
    assert_eq!(
        brief(pupils),
        [
            ("s1".to_owned(), true, None),
            ("s2".to_owned(), false, Some(100))
        ],
        "s3 is in no class"
    );
    let guardians = db.guardians_to_sign_in(seed.org, DAY, 10).await;
    let guardians = guardians.expect("guardians");
    let child = guardians[0].child.as_ref().expect("a child");
    assert_eq!(child.family, "Фs1");
    assert_eq!(brief(guardians), [("g1".to_owned(), false, None)]);
    let elsewhere = model::OrgId(99);
    let none = db.pupils_to_sign_in(elsewhere, DAY, 10).await;
    assert!(none.expect("nobody").is_empty());
}
