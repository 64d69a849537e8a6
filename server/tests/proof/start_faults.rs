//! What is wrong at start is said in plain words, and nothing half-made stays.

use crate::{
    school::{Folder, School},
    server::{Server, program, run, wrapped},
};
use sqlx::{Connection as _, Executor as _, SqliteConnection};
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _},
    net::TcpListener,
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _},
        process::CommandExt as _,
    },
    path::Path,
    process::{Command, Stdio},
};
use zvonok_server::folder::{DATABASE, KEY, LOCK};

/// Runs what must not start; what it said.
fn refused(mut command: Command) -> String {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program");
    let mut line = String::new();
    let out = child.stdout.take().expect("its output");
    BufReader::new(out)
        .read_line(&mut line)
        .expect("a line or the end");
    if !line.is_empty() {
        child.kill().expect("it runs");
        panic!("it started: {line}");
    }
    let mut said = String::new();
    let mut errors = child.stderr.take().expect("its errors");
    errors.read_to_string(&mut said).expect("words");
    assert!(
        !child.wait().expect("the end").success(),
        "the code says that it failed"
    );
    said
}

fn serve(data: &Path, address: &str) -> Command {
    serve_with(program(), data, address)
}

fn serve_with(mut command: Command, data: &Path, address: &str) -> Command {
    command
        .args(["serve", "--addr", address, "--data"])
        .arg(data);
    command
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
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

/// Starts on a folder in which something is wrong: says these words, and changes no file.
fn says(data: &Path, words: &[&str]) {
    let lasting = || {
        // What SQLite keeps beside an open database comes and goes, whatever state it is in.
        let passing = |name: &str| name == LOCK || name.ends_with("-wal") || name.ends_with("-shm");
        let mut files = names(data);
        files.retain(|name| !passing(name));
        files
    };
    let files = lasting();
    let said = refused(serve(data, "127.0.0.1:0"));
    for word in words {
        assert!(said.contains(word), "{word:?} in {said:?}");
    }
    assert_eq!(lasting(), files, "nothing half-made stays");
}

#[test]
fn a_taken_port() {
    let folder = Folder::new();
    let data = folder.path().join("data");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("its address").to_string();
    let said = refused(serve(&data, &address));
    assert!(
        said.contains(&address) && said.contains("уже занят") && said.contains("--addr"),
        "{said}"
    );
    // An address of nobody: from the range for documentation.
    let said = refused(serve(&data, "192.0.2.1:3000"));
    assert!(said.contains("нет адреса 192.0.2.1:3000"), "{said}");
    assert!(!data.exists(), "nothing was made");
}

#[test]
fn a_file_that_is_no_database() {
    let folder = Folder::new();
    let letter = "это не база данных, а письмо ".repeat(300);
    fs::write(folder.path().join(DATABASE), &letter).expect("a file");
    says(folder.path(), &["повреждён", DATABASE, "zvonok restore"]);
    assert_eq!(
        fs::read_to_string(folder.path().join(DATABASE)).expect("it"),
        letter
    );
}

#[tokio::test]
async fn a_damaged_database() {
    let school = School::prepare(1).await;
    let file = school.data().join(DATABASE);
    let whole = fs::read(&file).expect("the database");
    let mut scratched = whole.clone();
    let middle = whole.len() / 2 / 4_096 * 4_096;
    scratched[middle..middle + 4_096].fill(0xa5);
    fs::write(&file, scratched).expect("written");
    says(&school.data(), &["повреждён", DATABASE, "zvonok restore"]);
    fs::write(&file, &whole[..whole.len() / 2]).expect("written");
    says(&school.data(), &["повреждён", DATABASE]);
}

#[tokio::test]
async fn somebody_elses_or_a_newer_database() {
    let folder = Folder::new();
    let file = folder.path().join(DATABASE);
    let address = format!("sqlite://{}?mode=rwc", file.display());
    let mut foreign = SqliteConnection::connect(&address)
        .await
        .expect("a database");
    foreign
        .execute("CREATE TABLE notes (text TEXT)")
        .await
        .expect("a table");
    foreign.close().await.expect("closed");
    says(folder.path(), &["не база данных этой программы", DATABASE]);

    let school = School::prepare(1).await;
    let address = format!("sqlite://{}", school.data().join(DATABASE).display());
    let mut later = SqliteConnection::connect(&address)
        .await
        .expect("the database");
    let added = "INSERT INTO _sqlx_migrations SELECT 9999, description, installed_on, success, \
                 checksum, execution_time FROM _sqlx_migrations WHERE version = 1";
    later.execute(added).await.expect("a later migration");
    later.close().await.expect("closed");
    says(&school.data(), &["более новой версией", DATABASE]);
}

#[tokio::test]
async fn a_database_that_another_program_holds() {
    let school = School::prepare(1).await;
    let address = format!("sqlite://{}", school.data().join(DATABASE).display());
    let mut holder = SqliteConnection::connect(&address)
        .await
        .expect("the database");
    holder
        .execute("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE")
        .await
        .expect("held");
    let said = refused(serve(&school.data(), "127.0.0.1:0"));
    assert!(
        said.contains("занят другой программой") && said.contains(DATABASE),
        "{said}"
    );
    holder.execute("COMMIT").await.expect("let go");
    holder.close().await.expect("closed");
    assert!(
        Server::start(&school.data()).stop().success(),
        "it starts as soon as it may"
    );
}

#[tokio::test]
async fn a_second_server_on_the_same_folder() {
    let school = School::prepare(1).await;
    let first = Server::start(&school.data());
    let said = refused(serve(&school.data(), "127.0.0.1:0"));
    assert!(said.contains("уже пользуется работающий сервер"), "{said}");
    assert!(said.contains("--data"), "{said}");
    // An import beside it is no second server.
    let source = school.folder.path().join("source/oneroster");
    let source = source.to_str().expect("a name");
    let imported = run(&["import", "roster", source, "--dry-run"], &school.data());
    assert!(
        imported.status.success(),
        "{}",
        String::from_utf8_lossy(&imported.stderr)
    );
    assert_eq!(first.page(&school.pupils[0].cookie, "/chats").await, 200);
    first.kill();
    assert!(
        Server::start(&school.data()).stop().success(),
        "a killed server holds nothing"
    );
}

#[test]
fn what_is_no_folder_and_a_key_that_is_none() {
    let folder = Folder::new();
    let file = folder.path().join("file");
    fs::write(&file, "x").expect("a file");
    for data in [file.clone(), file.join("data")] {
        let said = refused(serve(&data, "127.0.0.1:0"));
        assert!(
            said.contains("это не папка") && said.contains("--data"),
            "{said}"
        );
    }
    let data = folder.path().join("data");
    fs::create_dir(&data).expect("a folder");
    fs::write(data.join(KEY), "short").expect("a file");
    says(&data, &["32 байта", KEY]);
}

#[tokio::test]
async fn folders_and_files_without_rights() {
    let school = School::prepare(1).await;
    let root = fs::metadata(school.data()).expect("the folder").uid() == 0;
    // What was compiled may lie in a home folder that is closed to others.
    let copy = school.folder.path().join("zvonok");
    fs::copy(program().get_program(), &copy).expect("a copy of the program");
    let as_anybody = |data: &Path| {
        let mut command = serve_with(wrapped(&copy), data, "127.0.0.1:0");
        if root {
            // Rights do not bind root: it starts the program as nobody.
            command.uid(65_534).gid(65_534);
        }
        command.current_dir("/");
        refused(command)
    };
    let mode = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("rights");
    };
    let closed = school.folder.path().join("closed");
    fs::create_dir(&closed).expect("a folder");
    mode(&closed, 0o555);
    for data in [closed.clone(), closed.join("data")] {
        let said = as_anybody(&data);
        assert!(
            said.contains("Нет прав на папку") && said.contains("--data"),
            "{said}"
        );
    }
    assert!(names(&closed).is_empty(), "nothing half-made stays");
    mode(&closed, 0o755);
    let (data, file) = (school.data(), school.data().join(DATABASE));
    mode(&data, 0o777);
    mode(&data.join(KEY), 0o666);
    mode(&file, 0o000);
    let said = as_anybody(&data);
    assert!(
        said.contains("Нет прав на файл") && said.contains(DATABASE),
        "{said}"
    );
    mode(&file, 0o444);
    let said = as_anybody(&data);
    assert!(
        said.contains("Нет прав на файл") && said.contains(DATABASE),
        "{said}"
    );
}
