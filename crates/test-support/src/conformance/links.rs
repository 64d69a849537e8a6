use super::{Opened, Seed, seed, write};
use model::{FullName, LinkId, ProfileId, SessionId};
use storage::{LearningProfile, Link, LinkTry, Repository, Session, Stage};

fn profile(vk_id: &str) -> LearningProfile {
    LearningProfile {
        id: ProfileId(0),
        vk_id: vk_id.to_owned(),
        name: FullName {
            family: "Соколов".into(),
            given: "Артём".into(),
            middle: String::new(),
        },
        born: None,
        phone: Some("+79120000017".to_owned()),
        created_at: 5,
    }
}

fn link(seed: &Seed, who: usize, profile: ProfileId) -> Link {
    Link {
        id: LinkId(0),
        account: seed.accounts[who],
        person: seed.people[who],
        profile,
        linked_at: 7,
        tokens: Some(vec![1, 2]),
    }
}

/// An account has one live link, and so has a profile; an ended one frees both.
pub async fn one_live_link_per_account_and_profile(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    let one = db.keep_profile(&profile("1")).await.expect("a profile");
    let two = db.keep_profile(&profile("2")).await.expect("a profile");
    let id = db.insert_link(&link(&seed, 0, one)).await.expect("a link");
    db.save().await.expect("kept");
    for (who, profile) in [(0, two), (1, one)] {
        let mut db = write(&storage).await;
        db.insert_link(&link(&seed, who, profile))
            .await
            .expect_err("a second live link");
    }
    let mut db = write(&storage).await;
    let live = db
        .link_of(seed.accounts[0])
        .await
        .expect("an answer")
        .expect("a link");
    assert_eq!(
        live,
        Link {
            id,
            ..link(&seed, 0, one)
        }
    );
    assert_eq!(
        db.link_of_profile(one)
            .await
            .expect("an answer")
            .map(|l| l.id),
        Some(id)
    );
    db.end_link(id, 9, "person").await.expect("ended");
    assert!(
        db.link_of(seed.accounts[0])
            .await
            .expect("an answer")
            .is_none()
    );
    assert!(db.link_of_profile(one).await.expect("an answer").is_none());
    db.insert_link(&link(&seed, 1, one))
        .await
        .expect("the profile is free");
    db.insert_link(&link(&seed, 0, two))
        .await
        .expect("the account is free");
    let linked: Vec<_> = db.enrolled(seed.class, super::DAY).await.expect("enrolled");
    assert_eq!(
        linked.iter().filter(|one| one.linked).count(),
        1,
        "the teacher of the class"
    );
}

/// The same VK ID is the same profile, with its newest data.
pub async fn a_profile_is_kept_by_its_vk_id(storage: Opened) {
    let mut db = write(&storage).await;
    let id = db.keep_profile(&profile("1")).await.expect("a profile");
    let newer = LearningProfile {
        phone: None,
        created_at: 99,
        ..profile("1")
    };
    assert_eq!(db.keep_profile(&newer).await.expect("a profile"), id);
    let kept = db
        .profile_by_vk("1")
        .await
        .expect("an answer")
        .expect("a profile");
    assert_eq!(
        kept,
        LearningProfile {
            id,
            phone: None,
            ..profile("1")
        },
        "since the first time"
    );
    assert_eq!(db.profile(id).await.expect("an answer"), Some(kept));
    assert!(db.profile_by_vk("2").await.expect("an answer").is_none());
}

async fn begun(db: &mut dyn Repository, seed: &Seed) -> LinkTry {
    let session = Session {
        id: SessionId(0),
        account: seed.accounts[0],
        org: seed.org,
        created_at: 1,
        seen_at: 1,
        expires_at: 9,
        remember: false,
        agent: String::new(),
        address: String::new(),
    };
    let session = db
        .insert_session(b"token", &session)
        .await
        .expect("a session");
    LinkTry {
        id: 0,
        session,
        account: seed.accounts[0],
        stage: Stage::Asked,
        secret: vec![1],
        detail: String::new(),
        created_at: 3,
    }
}

/// A try moves from one stage to the next once, whoever else tries.
pub async fn a_try_moves_on_once(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    let new = begun(db.as_mut(), &seed).await;
    db.insert_try(b"state", &new).await.expect("begun");
    let asked = db
        .try_by_state(b"state")
        .await
        .expect("an answer")
        .expect("a try");
    assert_eq!(
        asked,
        LinkTry {
            id: asked.id,
            ..new.clone()
        }
    );
    let next = LinkTry {
        stage: Stage::Review,
        secret: vec![2],
        detail: "{}".into(),
        ..asked
    };
    assert!(
        db.move_try(next.id, Stage::Asked, &next)
            .await
            .expect("an answer")
    );
    assert!(
        !db.move_try(next.id, Stage::Asked, &next)
            .await
            .expect("an answer")
    );
    assert_eq!(db.try_of(new.session).await.expect("an answer"), Some(next));
    assert!(
        db.try_by_state(b"other")
            .await
            .expect("an answer")
            .is_none()
    );
}

/// A session has one try.
pub async fn a_new_try_forgets_the_earlier_one(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    let new = begun(db.as_mut(), &seed).await;
    db.insert_try(b"first", &new).await.expect("begun");
    db.insert_try(b"second", &new).await.expect("begun");
    assert!(
        db.try_by_state(b"first")
            .await
            .expect("an answer")
            .is_none()
    );
    assert!(
        db.try_by_state(b"second")
            .await
            .expect("an answer")
            .is_some()
    );
}
