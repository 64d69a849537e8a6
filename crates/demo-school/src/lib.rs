//! A generated demonstration school of ordinary size.
//!
//! It is written out as OneRoster 1.2 CSV and aSc Timetables XML and comes in through the same
//! door as a real school's data. The same year and seed give the same bytes everywhere.
//!
//! ```
//! let school = zvonok_demo_school::generate(2026, zvonok_demo_school::DEFAULT_SEED);
//! assert_eq!(school.school_id, "660007");
//! assert_eq!(school.people.len(), 9);
//! ```

mod calendar;
mod curriculum;
mod families;
mod names;
mod people;
mod plan;
mod region;
mod rng;
mod roster;
mod staff;
mod timetable;
mod week;
mod world;

pub use region::{Region, Written, write_region};

use std::collections::HashSet;
use std::path::Path;
use std::{fs, io};

use serde::{Deserialize, Serialize};

/// The seed of the demonstration school: it becomes «Школа № 7» with the identifier 660007.
pub const DEFAULT_SEED: u64 = 7;

/// How many classes [`generate`] makes.
pub const CLASSES: usize = 24;

/// The password of every demonstration person.
pub const PASSWORD: &str = "zvonok";

/// A generated school, ready to be written out or imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoSchool {
    /// OneRoster 1.2 CSV, bulk: file name and content.
    pub roster: Vec<(String, Vec<u8>)>,
    /// aSc Timetables 2012 XML, UTF-8.
    pub timetable: Vec<u8>,
    /// `identifier` of the school in `orgs.csv`, what `--school` takes.
    pub school_id: String,
    /// Who can sign in.
    pub people: Vec<DemoPerson>,
}

/// Somebody who can sign in to the demonstration school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPerson {
    /// Login in the journal.
    pub login: String,
    /// Password in the journal.
    pub password: String,
    /// «Иванова Мария Петровна»
    pub full_name: String,
    /// What the person is, in Russian: «классный руководитель 4А, математика».
    pub role_note: String,
    /// The phone that the roster knows, E.164.
    pub phone: String,
    /// `sourcedId` of the organisation to sign in to.
    pub organisation: String,
    /// Whether that organisation is an authority («Орган управления»).
    pub authority: bool,
}

/// The school of 24 classes whose school year starts in September of `first_year`.
pub fn generate(first_year: i16, seed: u64) -> DemoSchool {
    scaled(first_year, seed, CLASSES)
}

/// The same with another number of classes, 2 to 132; 4А and 7Б are always there.
///
/// The seed decides `source.systemCode`, which prefixes every `sourcedId`. The last three digits
/// of the seed are the number of the school and part of its identifiers, phones and addresses, so
/// schools whose seeds differ there have nothing in common but the nine logins.
pub fn scaled(first_year: i16, seed: u64, classes: usize) -> DemoSchool {
    let school = build(first_year, seed, classes);
    let written = roster::write(&school).and_then(|roster| {
        let timetable = timetable::write(&school)?;
        Ok((roster, timetable))
    });
    // Rows have the length of their header and the sink is memory, so there is nothing to fail.
    let (roster, timetable) = written.expect("writing to memory cannot fail");
    DemoSchool {
        roster,
        timetable,
        school_id: school.identifier(false),
        people: people::list(&school),
    }
}

fn build(first_year: i16, seed: u64, classes: usize) -> world::School {
    let mut rng = rng::Rng::new(seed);
    let mut school = world::School {
        number: seed % 1000,
        code: format!("demo{seed}"),
        year: calendar::Year::new(i32::from(first_year)),
        people: Vec::new(),
        classes: plan::classes(&mut rng, classes),
        teachers: Vec::new(),
        sections: Vec::new(),
    };
    let mut taken = HashSet::new();
    staff::employ(&mut school, &mut rng, &mut taken);
    families::settle(&mut school, &mut rng, &mut taken);
    week::arrange(&mut school, &mut rng);
    school
}

/// Writes `oneroster/*.csv`, `timetable.xml` and `people.json` into a folder, which is made.
///
/// # Errors
///
/// Whatever the file system says.
pub fn write(school: &DemoSchool, dir: &Path) -> io::Result<()> {
    let roster = dir.join("oneroster");
    fs::create_dir_all(&roster)?;
    for (name, bytes) in &school.roster {
        fs::write(roster.join(name), bytes)?;
    }
    fs::write(dir.join("timetable.xml"), &school.timetable)?;
    let mut people = serde_json::to_vec_pretty(&school.people)?;
    people.push(b'\n');
    fs::write(dir.join("people.json"), people)
}
