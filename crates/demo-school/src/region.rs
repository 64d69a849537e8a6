//! A region: many generated schools under one authority, written out school by school, so that it
//! takes no more memory than one of them.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use crate::{DemoSchool, scaled};

/// People per class, families and teachers included, as the generated schools have them.
const PEOPLE_PER_CLASS: usize = 58;

/// Teachers and pupils of each school who also have to do with the school before it.
const SHARED_TEACHERS: usize = 2;
const SHARED_CHILDREN: usize = 5;

/// Seeds below are those of single schools.
const FIRST_SEED: u64 = 10_000;

/// What a region is to be like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    /// Schools.
    pub schools: usize,
    /// People, roughly.
    pub people: usize,
    /// Share of people who come, leave, move or have other data than in the region without change.
    pub change: f64,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Rows of `users.csv`.
    pub people: usize,
    /// Rows of `classes.csv`.
    pub classes: usize,
    /// Rows of `enrollments.csv`.
    pub enrolments: usize,
}

/// Writes the region as OneRoster 1.2 CSV into a folder, which is made. The same region gives the
/// same bytes. Nobody has a password.
///
/// # Errors
/// Whatever the file system says.
pub fn write_region(region: Region, folder: &Path) -> io::Result<Written> {
    fs::create_dir_all(folder)?;
    let classes = (region.people / region.schools.max(1) / PEOPLE_PER_CLASS).clamp(2, 132);
    let mut out = Out {
        change: region.change,
        ..Out::default()
    };
    for number in 0..region.schools {
        let school = scaled(2026, FIRST_SEED + number as u64, classes);
        out.school(&school, folder)?;
    }
    for writer in out.files.values_mut() {
        writer.flush()?;
    }
    Ok(out.written)
}

type Writer = csv::Writer<BufWriter<File>>;

#[derive(Default)]
struct Out {
    change: f64,
    files: std::collections::BTreeMap<String, Writer>,
    written: Written,
    /// The authority, once it is there.
    district: String,
    /// Teachers and guardians of the school before.
    teachers: Vec<String>,
    guardians: Vec<String>,
}

/// What becomes of somebody in a region with changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Same,
    Other,
    Leaves,
    Moves,
    Doubled,
}

/// Rows of one file of one school, each by the column's name.
struct Sheet {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn of(school: &DemoSchool, name: &str) -> io::Result<Self> {
        let bytes = school.roster.iter().find(|(file, _)| file == name);
        let bytes = bytes.map(|(_, bytes)| bytes.as_slice()).unwrap_or_default();
        let mut reader = csv::Reader::from_reader(bytes);
        let header = reader.headers()?.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            rows.push(record?.iter().map(str::to_owned).collect());
        }
        Ok(Self { header, rows })
    }

    fn at(&self, column: &str) -> usize {
        let found = self.header.iter().position(|name| name == column);
        found.unwrap_or_default()
    }
}

impl Out {
    fn school(&mut self, school: &DemoSchool, folder: &Path) -> io::Result<()> {
        let first = self.district.is_empty();
        let orgs = Sheet::of(school, "orgs.csv")?;
        let kind = orgs.at("type");
        let own = |wanted: &str| {
            let found = orgs.rows.iter().find(|row| row[kind] == wanted);
            found.map(|row| row[0].clone()).unwrap_or_default()
        };
        let (org, district) = (own("school"), own("district"));
        if first {
            self.district.clone_from(&district);
            self.sheet(folder, "manifest.csv", Sheet::of(school, "manifest.csv")?)?;
        }
        let kept = |row: &Vec<String>| first || row[0] != district;
        let parent = orgs.at("parentSourcedId");
        let shared = self.district.clone();
        self.sheet(
            folder,
            "orgs.csv",
            filtered(orgs, kept, |row| {
                if !row[parent].is_empty() {
                    row[parent].clone_from(&shared);
                }
            }),
        )?;
        for name in ["academicSessions.csv", "courses.csv", "classes.csv"] {
            let sheet = Sheet::of(school, name)?;
            if name == "classes.csv" {
                self.written.classes += sheet.rows.len();
            }
            self.sheet(folder, name, sheet)?;
        }
        self.people(school, folder, &org, first)
    }

    fn people(
        &mut self,
        school: &DemoSchool,
        folder: &Path,
        org: &str,
        first: bool,
    ) -> io::Result<()> {
        let roles = Sheet::of(school, "roles.csv")?;
        let (user, role, at) = (
            roles.at("userSourcedId"),
            roles.at("role"),
            roles.at("orgSourcedId"),
        );
        let of = |wanted: &str| -> Vec<String> {
            let found = roles.rows.iter().filter(|row| row[role] == wanted);
            found.map(|row| row[user].clone()).collect()
        };
        let (teachers, guardians, pupils) = (of("teacher"), of("guardian"), of("student"));
        // The authority's people come with the first school alone.
        let local: std::collections::BTreeSet<String> = roles
            .rows
            .iter()
            .filter(|row| first || row[at] == org)
            .map(|row| row[user].clone())
            .collect();
        let shared: std::collections::BTreeSet<&String> =
            pupils.iter().take(SHARED_CHILDREN).collect();
        let lent = std::mem::take(&mut self.guardians);

        let mut users = Sheet::of(school, "users.csv")?;
        let (login, password, agents, phone, family) = (
            users.at("username"),
            users.at("password"),
            users.at("agentSourcedIds"),
            users.at("sms"),
            users.at("familyName"),
        );
        let rows = std::mem::take(&mut users.rows);
        for (number, mut row) in rows.into_iter().enumerate() {
            let id = row[0].clone();
            if !local.contains(&id) || self.fate(&id) == Fate::Leaves {
                continue;
            }
            row[login].clone_from(&id);
            row[password].clear();
            let mut named: Vec<String> = row[agents].split(',').map(str::to_owned).collect();
            named.retain(|agent| !agent.is_empty() && self.fate(agent) != Fate::Leaves);
            if shared.contains(&id) && !lent.is_empty() {
                named.push(lent[number % lent.len()].clone());
            }
            row[agents] = named.join(",");
            if self.fate(&id) == Fate::Other {
                row[family] += "-Новая";
                row[phone] = format!("+7999{:07}", number + 1);
            }
            if self.fate(&id) == Fate::Doubled {
                let mut other = row.clone();
                other[0] += "-new";
                other[login] += "-new";
                other[agents].clear();
                users.rows.push(other);
            }
            users.rows.push(row);
        }
        self.written.people += users.rows.len();
        self.sheet(folder, "users.csv", users)?;

        let mut more = Vec::new();
        for teacher in self.teachers.iter().take(SHARED_TEACHERS) {
            if let Some(like) = roles.rows.iter().find(|row| row[role] == "teacher") {
                let mut row = like.clone();
                row[0] = format!("{teacher}-at-{org}");
                row[user].clone_from(teacher);
                more.push(row);
            }
        }
        let stays = |id: &String| self.fate(id) != Fate::Leaves;
        let teachers = teachers.into_iter().filter(stays).rev().collect();
        let guardians = guardians.into_iter().filter(stays).collect();
        (self.teachers, self.guardians) = (teachers, guardians);
        let mut roles = self.kept(roles, &local, user);
        roles.rows.extend(more);
        self.sheet(folder, "roles.csv", roles)?;
        let born = self.kept(Sheet::of(school, "demographics.csv")?, &local, 0);
        self.sheet(folder, "demographics.csv", born)?;
        let enrolments = self.enrolments(school, &local)?;
        self.written.enrolments += enrolments.rows.len();
        self.sheet(folder, "enrollments.csv", enrolments)
    }

    /// Rows of who is there; a second one of who is doubled.
    fn kept(
        &self,
        mut sheet: Sheet,
        local: &std::collections::BTreeSet<String>,
        user: usize,
    ) -> Sheet {
        let rows = std::mem::take(&mut sheet.rows);
        for row in rows {
            let fate = self.fate(&row[user]);
            if !local.contains(&row[user]) || fate == Fate::Leaves {
                continue;
            }
            if fate == Fate::Doubled {
                let mut other = row.clone();
                other[user] += "-new";
                if user > 0 {
                    other[0] += "-new";
                }
                sheet.rows.push(other);
            }
            sheet.rows.push(row);
        }
        sheet
    }

    /// Who moves is in the class that follows, and in none of the groups of the old one.
    fn enrolments(
        &self,
        school: &DemoSchool,
        local: &std::collections::BTreeSet<String>,
    ) -> io::Result<Sheet> {
        let classes = Sheet::of(school, "classes.csv")?;
        let kind = classes.at("classType");
        let homes: Vec<&String> = classes
            .rows
            .iter()
            .filter(|row| row[kind] == "homeroom")
            .map(|row| &row[0])
            .collect();
        let sheet = Sheet::of(school, "enrollments.csv")?;
        let (class, user, role) = (
            sheet.at("classSourcedId"),
            sheet.at("userSourcedId"),
            sheet.at("role"),
        );
        let mut sheet = self.kept(sheet, local, user);
        sheet.rows.retain_mut(|row| {
            if row[role] != "student" || self.fate(&row[user]) != Fate::Moves {
                return true;
            }
            let home = homes.iter().position(|home| **home == row[class]);
            home.is_some_and(|home| {
                row[class].clone_from(homes[(home + 1) % homes.len()]);
                true
            })
        });
        Ok(sheet)
    }

    fn fate(&self, id: &str) -> Fate {
        let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let hash = hash ^ (hash >> 29);
        if (hash % 100_000) as f64 >= self.change * 100_000.0 {
            return Fate::Same;
        }
        match (hash / 100_000) % 10 {
            0 => Fate::Leaves,
            1 => Fate::Doubled,
            2 | 3 => Fate::Moves,
            _ => Fate::Other,
        }
    }

    fn sheet(&mut self, folder: &Path, name: &str, sheet: Sheet) -> io::Result<()> {
        if !self.files.contains_key(name) {
            let file = BufWriter::new(File::create(folder.join(name))?);
            let mut writer = csv::Writer::from_writer(file);
            writer.write_record(&sheet.header)?;
            self.files.insert(name.to_owned(), writer);
        }
        if let Some(writer) = self.files.get_mut(name) {
            for row in &sheet.rows {
                writer.write_record(row)?;
            }
        }
        Ok(())
    }
}

fn filtered(
    mut sheet: Sheet,
    keep: impl Fn(&Vec<String>) -> bool,
    change: impl Fn(&mut Vec<String>),
) -> Sheet {
    sheet.rows.retain(keep);
    sheet.rows.iter_mut().for_each(change);
    sheet
}
