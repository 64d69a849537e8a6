//! The generated school that a server of our own is measured with: everybody has a password, and
//! everybody has linked a learning profile through the server's own pages.

use crate::{
    Result, ambient,
    link::{Profile, link},
    server::{Running, serve, zvonok},
    visit::{Browser, Person, client},
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use jiff::Timestamp;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

/// What the folder of a prepared school is called; to be raised when its making changes.
const EDITION: u32 = 1;
/// Classes: about 1,600 people.
const CLASSES: usize = 28;
/// Linked side by side: fewer than the codes that the outbox shows.
const AT_ONCE: usize = 12;
const PASSWORD: &str = "zvonok";

/// A prepared school in a folder of its own, which is removed in the end.
pub struct School {
    folder: PathBuf,
    /// Who can sign in.
    pub people: Vec<Person>,
}

impl Drop for School {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl School {
    /// A copy of the prepared school; it is prepared first where there is none.
    pub async fn open(binary: &Path, cache: &Path) -> Result<Self> {
        let today = Timestamp::from_millisecond(ambient::wall())?
            .to_zoned(jiff::tz::TimeZone::UTC)
            .date();
        // The school year of today; in July and August already the one to come.
        let year = today.year() - i16::from(today.month() < 7);
        let ready = cache.join(format!("school-{EDITION}-{year}-{CLASSES}"));
        if !ready.exists() {
            eprintln!("bench: preparing a school in {}", ready.display());
            let half = cache.join(format!("half-{}", std::process::id()));
            prepare(binary, &half, year).await?;
            fs::rename(&half, &ready)?;
        }
        let folder = std::env::temp_dir().join(format!("zvonok-bench-{}", std::process::id()));
        copy(&ready, &folder)?;
        let people = serde_json::from_slice(&fs::read(folder.join("people.json"))?)?;
        Ok(Self { folder, people })
    }

    /// Serves it.
    pub fn serve(&self, binary: &Path) -> Result<Running> {
        serve(binary, &self.folder.join("data"))
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

async fn prepare(binary: &Path, folder: &Path, year: i16) -> Result<()> {
    let mut school = demo_school::scaled(year, demo_school::DEFAULT_SEED, CLASSES);
    let mut people = Vec::new();
    let mut organisation = String::new();
    for (name, bytes) in &mut school.roster {
        match name.as_str() {
            "orgs.csv" => organisation = name_of_school(bytes)?,
            "users.csv" => (people, *bytes) = with_passwords(bytes)?,
            _ => {}
        }
    }
    let data = folder.join("data");
    demo_school::write(&school, &data.join("demo"))?;
    // Nobody to offer at the door: who signs in is in our own list.
    fs::write(data.join("demo/people.json"), "[]")?;
    let roster = data.join("demo/oneroster");
    let timetable = data.join("demo/timetable.xml");
    import(binary, &data, &["roster".as_ref(), roster.as_os_str()])?;
    let of = ["--school".as_ref(), school.school_id.as_ref()];
    import(
        binary,
        &data,
        &["timetable".as_ref(), timetable.as_os_str(), of[0], of[1]],
    )?;
    let server = serve(binary, &data)?;
    let client = client()?;
    let all: Vec<Person> = stream::iter(people.into_iter().enumerate())
        .map(|(number, user)| {
            let (client, host, organisation) = (&client, &server.host, &organisation);
            async move {
                let mut who = Person {
                    organisation: organisation.clone(),
                    login: user.login,
                    password: PASSWORD.to_owned(),
                    cookie: String::new(),
                };
                // The codes of one address are counted in one place: side by side they would wait.
                let address = format!("10.0.{}.{}", number / 250, number % 250);
                let mut browser = Browser::new(client, host).from(address);
                browser.sign_in(&who).await?;
                let profile = Profile {
                    phone: format!("+7999{number:07}"),
                    family: user.family,
                    given: user.given,
                    born: if user.pupil {
                        "2012-03-04"
                    } else {
                        "1984-05-12"
                    },
                };
                link(&mut browser, &profile).await?;
                who.cookie = browser.cookie();
                if number % 200 == 0 {
                    eprintln!("bench: {number} people have linked");
                }
                Ok::<_, crate::Fault>(who)
            }
        })
        .buffered(AT_ONCE)
        .try_collect()
        .await?;
    server.stop()?;
    fs::write(folder.join("people.json"), serde_json::to_vec(&all)?)?;
    Ok(())
}

fn import(binary: &Path, data: &Path, arguments: &[&std::ffi::OsStr]) -> Result<()> {
    let done = zvonok(binary, data)
        .arg("import")
        .args(arguments)
        .stdout(Stdio::null())
        .status()?;
    if done.success() {
        Ok(())
    } else {
        Err("the generated school could not be imported".into())
    }
}

struct User {
    login: String,
    family: String,
    given: String,
    pupil: bool,
}

/// Everybody of the school with a password, and who that is.
fn with_passwords(bytes: &[u8]) -> Result<(Vec<User>, Vec<u8>)> {
    let mut table = csv::Reader::from_reader(bytes);
    let head = table.headers()?.clone();
    let column = |name: &str| {
        head.iter()
            .position(|own| own == name)
            .ok_or_else(|| format!("users.csv has no {name}"))
    };
    let (login, password) = (column("username")?, column("password")?);
    let (family, given) = (column("familyName")?, column("givenName")?);
    let (grades, org) = (column("grades")?, column("primaryOrgSourcedId")?);
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(&head)?;
    let mut users = Vec::new();
    for row in table.records() {
        let row = row?;
        let fields = row
            .iter()
            .enumerate()
            .map(|(at, field)| if at == password { PASSWORD } else { field });
        out.write_record(fields)?;
        // The authority's people sign in elsewhere; administrators have no profile to link.
        if row[org].ends_with("org-s1") && &row[login] != "admin" {
            users.push(User {
                login: row[login].to_owned(),
                family: row[family].to_owned(),
                given: row[given].to_owned(),
                pupil: !row[grades].is_empty(),
            });
        }
    }
    Ok((users, out.into_inner().map_err(|fault| fault.to_string())?))
}

fn name_of_school(bytes: &[u8]) -> Result<String> {
    let mut table = csv::Reader::from_reader(bytes);
    let head = table.headers()?.clone();
    let at = |name: &str| head.iter().position(|own| own == name);
    let (Some(kind), Some(name)) = (at("type"), at("name")) else {
        return Err("orgs.csv has no names".into());
    };
    let mut rows = table.records().filter_map(std::result::Result::ok);
    rows.find(|row| &row[kind] == "school")
        .map(|row| row[name].to_owned())
        .ok_or_else(|| "orgs.csv has no school".into())
}
