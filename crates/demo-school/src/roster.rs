//! OneRoster 1.2 CSV, bulk.

use std::io;

use crate::PASSWORD;
use crate::curriculum::COURSES;
use crate::names::Sex;
use crate::world::{Kind, School};

const ACTIVE: &str = "active";
const ZONE: &str = "Asia/Yekaterinburg";

/// A file of the roster that is being written.
struct Table {
    name: &'static str,
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    fn new(name: &'static str, header: &str) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(header.split(','))?;
        Ok(Self { name, writer })
    }

    fn row<const N: usize>(&mut self, fields: [&str; N]) -> io::Result<()> {
        Ok(self.writer.write_record(fields)?)
    }

    fn close(self) -> io::Result<(String, Vec<u8>)> {
        let bytes = self.writer.into_inner().map_err(|e| e.into_error())?;
        Ok((self.name.to_owned(), bytes))
    }
}

/// Every file of the roster with its name.
pub fn write(school: &School) -> io::Result<Vec<(String, Vec<u8>)>> {
    Ok(vec![
        manifest(school)?,
        orgs(school)?,
        sessions(school)?,
        courses(school)?,
        classes(school)?,
        users(school)?,
        roles(school)?,
        demographics(school)?,
        enrollments(school)?,
    ])
}

fn modified(school: &School) -> String {
    format!("{:04}-08-20T06:00:00.000Z", school.year.first)
}

fn manifest(school: &School) -> io::Result<(String, Vec<u8>)> {
    let mut table = Table::new("manifest.csv", "propertyName,value")?;
    table.row(["manifest.version", "1.0"])?;
    table.row(["oneroster.version", "1.2"])?;
    for (file, how) in [
        ("academicSessions", "bulk"),
        ("categories", "absent"),
        ("classes", "bulk"),
        ("classResources", "absent"),
        ("courses", "bulk"),
        ("courseResources", "absent"),
        ("demographics", "bulk"),
        ("enrollments", "bulk"),
        ("lineItems", "absent"),
        ("lineItemLearningObjectiveIds", "absent"),
        ("lineItemScoreScales", "absent"),
        ("orgs", "bulk"),
        ("resources", "absent"),
        ("resultLearningObjectiveIds", "absent"),
        ("results", "absent"),
        ("resultScoreScales", "absent"),
        ("roles", "bulk"),
        ("scoreScales", "absent"),
        ("userProfiles", "absent"),
        ("userResources", "absent"),
        ("users", "bulk"),
    ] {
        table.row([&format!("file.{file}"), how])?;
    }
    table.row(["source.systemName", "zvonok-demo-school"])?;
    table.row(["source.systemCode", &school.code])?;
    table.close()
}

fn orgs(school: &School) -> io::Result<(String, Vec<u8>)> {
    let mut table = Table::new(
        "orgs.csv",
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId,\
         metadata.timeZone,metadata.shortName",
    )?;
    let (at, n) = (modified(school), school.number);
    let (district, own) = (school.org(true), school.org(false));
    table.row([
        &district,
        ACTIVE,
        &at,
        "Управление образования города Зареченска",
        "district",
        &school.identifier(true),
        "",
        ZONE,
        "Управление образования",
    ])?;
    table.row([
        &own,
        ACTIVE,
        &at,
        &format!("МАОУ «Средняя общеобразовательная школа № {n}»"),
        "school",
        &school.identifier(false),
        &district,
        ZONE,
        &format!("Школа № {n}"),
    ])?;
    table.close()
}

fn sessions(school: &School) -> io::Result<(String, Vec<u8>)> {
    let mut table = Table::new(
        "academicSessions.csv",
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
    )?;
    let (at, id, year) = (modified(school), school.year_id(), &school.year);
    let ends = (year.first + 1).to_string();
    table.row([
        &id,
        ACTIVE,
        &at,
        &format!("{}/{ends} учебный год", year.first),
        "schoolYear",
        &year.start.to_string(),
        &year.end.to_string(),
        "",
        &ends,
    ])?;
    for (n, (from, to)) in (1..).zip(&year.quarters) {
        table.row([
            &format!("{id}-q{n}"),
            ACTIVE,
            &at,
            &format!("{n} четверть"),
            "gradingPeriod",
            &from.to_string(),
            &to.to_string(),
            &id,
            &ends,
        ])?;
    }
    table.close()
}

fn courses(school: &School) -> io::Result<(String, Vec<u8>)> {
    let mut table = Table::new(
        "courses.csv",
        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,\
         orgSourcedId,subjects,subjectCodes",
    )?;
    for (n, course) in COURSES.iter().enumerate() {
        table.row([
            &school.course_id(n),
            ACTIVE,
            &modified(school),
            &school.year_id(),
            course.title,
            &format!("{:02}", n + 1),
            "",
            &school.org(false),
            course.title,
            "",
        ])?;
    }
    table.close()
}

fn classes(school: &School) -> io::Result<(String, Vec<u8>)> {
    let mut table = Table::new(
        "classes.csv",
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,\
         location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods,\
         metadata.homeroomSourcedId",
    )?;
    let (at, org, term) = (modified(school), school.org(false), school.year_id());
    for (n, class) in school.classes.iter().enumerate() {
        let (homeroom, label, grade) = (school.class_id(n), class.label(), class.grade.to_string());
        let room = &school.teachers[class.teacher].room;
        table.row([
            &homeroom, ACTIVE, &at, &label, &grade, "", &label, "homeroom", room, &org, &term, "",
            "", "", "",
        ])?;
        for section in school.sections.iter().filter(|s| s.class == n) {
            let subject = COURSES[section.course].title;
            let title = match section.group {
                0 => format!("{subject} {label}"),
                group => format!("{subject} {label} ({group} группа)"),
            };
            table.row([
                &school.section_id(section),
                ACTIVE,
                &at,
                &title,
                &grade,
                &school.course_id(section.course),
                &label,
                "scheduled",
                &school.teachers[section.teacher].room,
                &org,
                &term,
                subject,
                "",
                "",
                &homeroom,
            ])?;
        }
    }
    table.close()
}

fn users(school: &School) -> io::Result<(String, Vec<u8>)> {
    let mut table = Table::new(
        "users.csv",
        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,\
         middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,\
         userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,\
         preferredFamilyName,primaryOrgSourcedId,pronouns",
    )?;
    for (n, person) in school.people.iter().enumerate() {
        let roster_name = school.roster_name(n);
        let agents: Vec<String> = person.agents.iter().map(|a| school.person_id(*a)).collect();
        table.row([
            &school.person_id(n),
            ACTIVE,
            &modified(school),
            "true",
            person.login.unwrap_or(&roster_name),
            "",
            &person.name.given,
            &person.name.family,
            &person.name.middle,
            &roster_name,
            &school.email(n),
            person.phone.as_deref().unwrap_or_default(),
            "",
            &agents.join(","),
            &person.grade.map(|g| g.to_string()).unwrap_or_default(),
            person.login.map(|_| PASSWORD).unwrap_or_default(),
            "",
            "",
            "",
            "",
            "",
            &school.org(person.kind.of_authority()),
            "",
        ])?;
    }
    table.close()
}

fn roles(school: &School) -> io::Result<(String, Vec<u8>)> {
    let mut table = Table::new(
        "roles.csv",
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,\
         orgSourcedId,userProfileSourcedId",
    )?;
    let mut count = 0;
    for (n, person) in school.people.iter().enumerate() {
        let parent = person.kind == Kind::Teacher && !person.agents.is_empty();
        let second = parent.then_some(("secondary", Kind::Guardian.role()));
        for (kind, role) in [("primary", person.kind.role())].into_iter().chain(second) {
            count += 1;
            table.row([
                &school.id(&format!("r-{count:07}")),
                ACTIVE,
                &modified(school),
                &school.person_id(n),
                kind,
                role,
                &school.year.start.to_string(),
                &format!("{:04}-08-31", school.year.first + 1),
                &school.org(person.kind.of_authority()),
                "",
            ])?;
        }
    }
    table.close()
}

fn demographics(school: &School) -> io::Result<(String, Vec<u8>)> {
    let mut table = Table::new(
        "demographics.csv",
        "sourcedId,status,dateLastModified,birthDate,sex",
    )?;
    for (n, person) in school.people.iter().enumerate() {
        let sex = match person.sex {
            Sex::Female => "female",
            Sex::Male => "male",
        };
        let birth = person.birth.to_string();
        table.row([&school.person_id(n), ACTIVE, &modified(school), &birth, sex])?;
    }
    table.close()
}

fn enrollments(school: &School) -> io::Result<(String, Vec<u8>)> {
    let mut table = Table::new(
        "enrollments.csv",
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,\
         primary,beginDate,endDate",
    )?;
    let (at, org) = (modified(school), school.org(false));
    let (from, to) = (school.year.start.to_string(), school.year.end.to_string());
    let mut count = 0;
    let mut enrol = |class: &str, teacher: usize, pupils: &[usize]| -> io::Result<()> {
        let head = school.teachers[teacher].person;
        let all = std::iter::once((head, "teacher", "true"))
            .chain(pupils.iter().map(|p| (*p, "student", "false")));
        for (person, role, primary) in all {
            count += 1;
            let id = school.id(&format!("e-{count:08}"));
            let user = school.person_id(person);
            table.row([
                &id, ACTIVE, &at, class, &org, &user, role, primary, &from, &to,
            ])?;
        }
        Ok(())
    };
    for (n, class) in school.classes.iter().enumerate() {
        enrol(&school.class_id(n), class.teacher, &class.pupils)?;
        for section in school.sections.iter().filter(|s| s.class == n) {
            enrol(
                &school.section_id(section),
                section.teacher,
                &section.pupils,
            )?;
        }
    }
    table.close()
}
