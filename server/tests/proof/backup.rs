//! Backup while people write, restoration elsewhere, and what is refused.

use crate::{
    crash::compare,
    school::{Folder, School, kept},
    server::{Server, run},
    writer::{Count, Writer},
};
use std::{
    fs, os::unix::fs::PermissionsExt as _, path::Path, process::Output, sync::Arc, time::Duration,
};
use storage::Storage as _;
use tokio::{task::JoinSet, time::timeout};
use zvonok_server::folder::{DATABASE, KEY};

const WRITERS: usize = 4;
const PATIENCE: Duration = Duration::from_secs(60);

fn text(path: &Path) -> &str {
    path.to_str().expect("a name")
}

fn backup(to: &Path, data: &Path) -> Output {
    run(&["backup", text(to)], data)
}

fn restore(from: &Path, data: &Path) -> Output {
    run(&["restore", text(from)], data)
}

fn said(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned() + &String::from_utf8_lossy(&done.stdout)
}

/// It fails, and says these words.
fn refused(done: &Output, words: &[&str]) {
    let said = said(done);
    assert!(!done.status.success(), "{said}");
    for word in words {
        assert!(said.contains(word), "{word:?} in {said:?}");
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_holds_everything_acknowledged_before_it() {
    let school = School::prepare(WRITERS).await;
    let file = school.folder.path().join("copy.zip");
    fs::create_dir(school.data().join("files")).expect("a folder");
    fs::write(school.data().join("files/later.bin"), [7; 100_000]).expect("a file");
    let server = Server::start(&school.data());
    let (address, count) = (server.address(), Arc::new(Count::default()));
    let mut writers = JoinSet::new();
    for pupil in &school.pupils {
        let mut writer = Writer::new(pupil, school.chat);
        let (address, count) = (address.clone(), Arc::clone(&count));
        writers.spawn(async move {
            // Connected anew: one connection alone may not send so much at once.
            for _ in 0..4 {
                writer
                    .connect(&address, 30, &count)
                    .await
                    .expect("the server stays");
            }
            writer
        });
    }
    timeout(PATIENCE, count.reach(60))
        .await
        .expect("messages are acknowledged");
    let before = count.now();
    let done = tokio::task::spawn_blocking({
        let (file, data) = (file.clone(), school.data());
        move || backup(&file, &data)
    });
    let done = done.await.expect("the program");
    assert!(done.status.success(), "{}", said(&done));
    let after = count.now();
    let writers = timeout(PATIENCE, writers.join_all())
        .await
        .expect("they finish");
    server.kill();

    let mode = fs::metadata(&file).expect("the copy").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "for its owner alone");
    let data = school.folder.path().join("elsewhere/data");
    fs::create_dir(school.folder.path().join("elsewhere")).expect("a folder");
    let restored = restore(&file, &data);
    assert!(restored.status.success(), "{}", said(&restored));
    assert_eq!(
        names(&school.folder.path().join("elsewhere")),
        ["data"],
        "nothing is left over"
    );
    for name in [KEY, "files/later.bin"] {
        let (there, here) = (
            fs::read(data.join(name)),
            fs::read(school.data().join(name)),
        );
        assert_eq!(there.expect("restored"), here.expect("as it was"), "{name}");
    }
    let mode = fs::metadata(&data)
        .expect("the folder")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);

    let (now, _) = kept(&school.data(), &school).await;
    let (then, read) = kept(&data, &school).await;
    assert!(
        then.len() >= before,
        "{} of {before} acknowledged before it began",
        then.len()
    );
    assert_eq!(
        then[..],
        now[..then.len()],
        "one moment: the same messages, none left out"
    );
    for writer in &writers {
        let own = |seq: &&i64| **seq <= then.len() as i64;
        let newest = writer.acknowledged.values().filter(own).max();
        assert!(
            read[&writer.pupil.id] >= *newest.expect("messages"),
            "cursors come along"
        );
    }
    same_school(&school.data(), &data).await;

    // Started, it goes on from there, with everybody still signed in.
    let server = Server::start(&data);
    let mut again: Vec<Writer> = Vec::new();
    for pupil in &school.pupils {
        let mut writer = Writer::new(pupil, school.chat);
        writer.name_messages("again");
        writer
            .connect(&server.address(), 10, &count)
            .await
            .expect("the server stays");
        again.push(writer);
    }
    assert!(server.stop().success());
    compare(&school, &data, &again).await;
    println!(
        "{before} acknowledged before, {after} when done, {} in the copy",
        then.len()
    );
}

/// People, chats, members, sessions: everything but messages, as the tables count them.
async fn same_school(one: &Path, other: &Path) {
    let mut seen = Vec::new();
    for data in [one, other] {
        let storage = storage_sqlite::SqliteStorage::open(&data.join(DATABASE)).await;
        let storage = storage.expect("a database");
        let mut db = storage.read().await.expect("a view");
        let orgs = db.orgs().await.expect("orgs");
        let mut people = Vec::new();
        let mut members = Vec::new();
        for org in &orgs {
            people.push(db.person_ids(org.source).await.expect("people"));
            for chat in db.chats_of_org(org.id).await.expect("chats") {
                let of_chat = db.members(chat.id).await.expect("members");
                members.push((chat.id, chat.name, of_chat));
            }
        }
        drop(db);
        storage.close().await;
        seen.push((orgs, people, members));
    }
    assert!(seen[0] == seen[1], "the school is the same");
}

#[tokio::test]
async fn what_must_not_be_overwritten_is_not() {
    let school = School::prepare(1).await;
    let folder = school.folder.path();
    let file = folder.join("copy.zip");
    refused(
        &backup(&file, &folder.join("nothing")),
        &["нет данных школы", "--data"],
    );
    refused(
        &backup(&school.data().join("copy.zip"), &school.data()),
        &["вне её"],
    );
    refused(
        &backup(&folder.join("no/copy.zip"), &school.data()),
        &["Копия не сделана"],
    );
    // What an interrupted one has left is no obstacle.
    fs::write(folder.join("copy.zip.part"), "half").expect("a file");
    fs::write(folder.join("copy.zip.part.sqlite"), "half").expect("a file");
    let done = backup(&file, &school.data());
    assert!(
        done.status.success() && said(&done).contains("готова и проверена"),
        "{}",
        said(&done)
    );
    let whole = fs::read(&file).expect("the copy");
    refused(&backup(&file, &school.data()), &["уже есть", "copy.zip"]);
    assert_eq!(fs::read(&file).expect("the copy"), whole);
    assert_eq!(
        names(folder),
        ["copy.zip", "data", "source"],
        "nothing is left over"
    );

    let server = Server::start(&school.data());
    refused(
        &restore(&file, &school.data()),
        &["пользуется работающий сервер"],
    );
    server.kill();
    let before = names(&school.data());
    refused(
        &restore(&file, &school.data()),
        &["уже что-то есть", "--data"],
    );
    assert_eq!(names(&school.data()), before);
    // A folder that is there and empty, as a mounted disk is.
    let empty = folder.join("empty");
    fs::create_dir_all(empty.join("lost+found")).expect("a folder");
    let done = restore(&file, &empty);
    assert!(done.status.success(), "{}", said(&done));
    assert!(Server::start(&empty).stop().success());
}

#[tokio::test]
async fn a_damaged_or_foreign_copy_restores_nothing() {
    let school = School::prepare(1).await;
    let folder = Folder::new();
    let (file, data) = (folder.path().join("copy.zip"), folder.path().join("data"));
    assert!(backup(&file, &school.data()).status.success());
    let whole = fs::read(&file).expect("the copy");
    let none = |bytes: &[u8], word: &str| {
        fs::write(&file, bytes).expect("a file");
        refused(&restore(&file, &data), &[word, "copy.zip"]);
        assert_eq!(
            names(folder.path()),
            ["copy.zip"],
            "nothing half-made stays"
        );
    };
    none(b"", "не резервная копия");
    none("письмо".repeat(500).as_bytes(), "не резервная копия");
    none(&whole[..whole.len() - 30], "не резервная копия");
    // Somebody else's zip: the school's own export will do.
    none(&foreign_zip(), "не резервная копия");
    for place in [whole.len() / 3, whole.len() / 2, whole.len() * 2 / 3] {
        let mut scratched = whole.clone();
        scratched[place..place + 8].fill(0xa5);
        none(&scratched, "повреждена");
    }
    none(&leading_out(), "повреждена");
    refused(
        &restore(&folder.path().join("missing.zip"), &data),
        &["missing.zip"],
    );
}

fn foreign_zip() -> Vec<u8> {
    zipped(&[("manifest.csv", b"propertyName,value")])
}

/// Says that it is ours, and would write beside the folder.
fn leading_out() -> Vec<u8> {
    let about = br#"{"form":1,"program":"0","made_at":""}"#;
    zipped(&[("zvonok-backup.json", about), ("../outside", b"x")])
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).expect("an entry");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("a zip").into_inner()
}
