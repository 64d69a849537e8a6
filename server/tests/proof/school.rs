//! A small school on the disk, with people of one class who are linked and signed in.

use model::{ChatId, ChatKind, LinkId, PersonId, ProfileId, SessionId};
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};
use storage::{LearningProfile, Link, Repository, Session, Storage as _, StoredMessage};
use storage_sqlite::SqliteStorage;
use zvonok_server::{config::Config, folder::DATABASE, start};

/// A day of the school year.
const DAY: &str = "2026-11-24";

/// A folder that is gone when this is.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("zvonok-proof-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Pupil {
    pub id: PersonId,
    /// Value of the `Cookie` header.
    pub cookie: String,
}

/// The school; nobody has its data open.
pub struct School {
    pub folder: Folder,
    /// Chat of the class 4А.
    pub chat: ChatId,
    /// Members of it.
    pub pupils: Vec<Pupil>,
    /// Number of the school, to sign in to.
    pub org: i64,
}

impl School {
    /// Two classes, so many pupils of one of them linked.
    pub async fn prepare(pupils: usize) -> Self {
        let folder = Folder::new();
        let data = folder.path().join("data");
        let config = Config::read(None, std::iter::empty()).expect("defaults");
        let started = start::start(&config, &data, false)
            .await
            .expect("an empty folder");
        let source = folder.path().join("source");
        demo_school::write(&demo_school::scaled(2026, 7, 2), &source).expect("files");
        let imported = started
            .core
            .import_roster(&source.join("oneroster"), Default::default())
            .await;
        imported.expect("the school is imported");
        let now = started.core.clock.now();
        let mut db = started.storage.write().await.expect("a database");
        let org = db
            .orgs()
            .await
            .expect("orgs")
            .into_iter()
            .find(|org| !org.authority);
        let org = org.expect("a school").id;
        let known = db
            .account_by_login(org, "pupil", DAY)
            .await
            .expect("an answer");
        let known = known.expect("the demonstration's pupil").person;
        let classes = db.studies(known, DAY).await.expect("classes");
        let class = classes
            .into_iter()
            .find(|class| !class.group)
            .expect("4А")
            .id;
        let mut people: Vec<PersonId> = db
            .enrolled(class, DAY)
            .await
            .expect("the class")
            .into_iter()
            .filter(|one| !one.teacher)
            .map(|one| one.person)
            .collect();
        people.retain(|one| *one != known);
        people.insert(0, known);
        people.truncate(pupils);
        assert_eq!(people.len(), pupils, "the class is big enough");
        let mut signed_in = Vec::new();
        for person in people {
            let cookie = enter(db.as_mut(), person, org, now).await;
            signed_in.push(Pupil { id: person, cookie });
        }
        let chats = db.chats_of_class(class).await.expect("chats");
        let chat = chats.into_iter().find(|chat| chat.kind == ChatKind::Class);
        db.save().await.expect("kept");
        started.storage.close().await;
        Self {
            folder,
            chat: chat.expect("the class's chat").id,
            pupils: signed_in,
            org: org.0,
        }
    }

    /// Where the data lies.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

/// Links somebody and signs them in; seen last ten minutes ago, so that the next request is to be
/// written down.
async fn enter(db: &mut dyn Repository, person: PersonId, org: model::OrgId, now: i64) -> String {
    let account = db
        .account_of(person)
        .await
        .expect("an answer")
        .expect("an account")
        .id;
    let profile = LearningProfile {
        id: ProfileId(0),
        vk_id: person.to_string(),
        name: Default::default(),
        born: None,
        phone: None,
        created_at: now,
    };
    let profile = db.keep_profile(&profile).await.expect("a profile");
    let link = Link {
        id: LinkId(0),
        account,
        person,
        profile,
        linked_at: now,
        tokens: None,
    };
    db.insert_link(&link).await.expect("a link");
    let scope = school_core::scope_of_person(db, person, DAY)
        .await
        .expect("a scope");
    school_core::refresh(db, &scope, DAY, now)
        .await
        .expect("chats");
    let token = format!("token-of-{person}");
    let session = Session {
        id: SessionId(0),
        account,
        org,
        created_at: now,
        seen_at: now - 600_000,
        expires_at: now + 86_400_000,
        remember: true,
        agent: String::new(),
        address: "127.0.0.1".to_owned(),
    };
    let hash = Sha256::digest(token.as_bytes()).to_vec();
    db.insert_session(&hash, &session).await.expect("a session");
    format!("zv={token}")
}

/// What a folder holds of a chat, read without a server: messages in order, and how far each
/// member has read.
pub async fn kept(data: &Path, school: &School) -> (Vec<StoredMessage>, BTreeMap<PersonId, i64>) {
    let storage = SqliteStorage::open(&data.join(DATABASE))
        .await
        .expect("a database");
    storage.check().await.expect("a sound one");
    let mut db = storage.read().await.expect("a view");
    let messages = db
        .messages_after(school.chat, 0, i64::MAX)
        .await
        .expect("messages");
    let mut read = BTreeMap::new();
    for pupil in &school.pupils {
        let chats = db.chats_of(pupil.id).await.expect("chats");
        let own = chats.into_iter().find(|one| one.chat.id == school.chat);
        read.insert(pupil.id, own.expect("a member").read_seq);
    }
    drop(db);
    storage.close().await;
    (messages, read)
}
