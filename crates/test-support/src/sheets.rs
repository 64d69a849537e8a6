//! A [`PlainSchool`] as rows of OneRoster files.

use crate::PlainSchool;
use model::Role;
use oneroster::Version;
use std::collections::BTreeSet;

/// Rows of one file.
pub(crate) struct Rows {
    pub(crate) name: &'static str,
    pub(crate) header: &'static [&'static str],
    pub(crate) rows: Vec<Vec<String>>,
}

const WHEN: &str = "2026-08-20T06:00:00.000Z";
const ORG: &str = "o1";
const YEAR: &str = "y1";

fn row(id: &str, rest: &[&str]) -> Vec<String> {
    let head = [id, "active", WHEN];
    head.iter()
        .chain(rest)
        .map(|text| (*text).to_owned())
        .collect()
}

/// Every file of the school.
pub(crate) fn rows_of(school: &PlainSchool, version: Version) -> Vec<Rows> {
    let mut files = vec![orgs(), sessions(), courses(school), classes(school)];
    files.push(match version {
        Version::V1_1 => users_1_1(school),
        Version::V1_2 => users(school),
    });
    if version == Version::V1_2 {
        files.push(roles(school));
    }
    files.push(demographics(school));
    files.push(enrollments(school));
    files
}

fn orgs() -> Rows {
    Rows {
        name: "orgs",
        header: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "name",
            "type",
            "identifier",
        ],
        rows: vec![row(
            ORG,
            &["МАОУ «Школа № 99»", "school", PlainSchool::IDENTIFIER],
        )],
    }
}

fn sessions() -> Rows {
    Rows {
        name: "academicSessions",
        header: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "title",
            "type",
            "startDate",
            "endDate",
            "schoolYear",
        ],
        rows: vec![row(
            YEAR,
            &[
                "2026/2027",
                "schoolYear",
                "2026-09-01",
                "2027-05-26",
                "2027",
            ],
        )],
    }
}

fn courses(school: &PlainSchool) -> Rows {
    let subjects: BTreeSet<&str> = school.groups.iter().map(|g| g.subject.as_str()).collect();
    let line = |subject: &&str| row(&format!("c-{subject}"), &[subject, ORG]);
    Rows {
        name: "courses",
        header: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "title",
            "orgSourcedId",
        ],
        rows: subjects.iter().map(line).collect(),
    }
}

fn classes(school: &PlainSchool) -> Rows {
    let homes = school
        .classes
        .iter()
        .map(|c| row(&c.id, &[&c.name, &c.name, "homeroom", "", ORG, YEAR, ""]));
    let sections = school.groups.iter().map(|group| {
        let home = school.classes.iter().find(|class| class.id == group.class);
        let name = home.map(|class| class.name.as_str()).unwrap_or_default();
        let mut title = format!("{} {name}", group.subject);
        if !group.label.is_empty() {
            title += &format!(" ({})", group.label);
        }
        let course = format!("c-{}", group.subject);
        row(
            &group.id,
            &[&title, name, "scheduled", &course, ORG, YEAR, &group.class],
        )
    });
    Rows {
        name: "classes",
        header: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "title",
            "classCode",
            "classType",
            "courseSourcedId",
            "schoolSourcedId",
            "termSourcedIds",
            "metadata.homeroomSourcedId",
        ],
        rows: homes.chain(sections).collect(),
    }
}

/// Guardians of a child.
fn agents(school: &PlainSchool, child: &str) -> String {
    let guards = |p: &&crate::PlainPerson| p.children.iter().any(|own| own == child);
    let ids: Vec<&str> = school
        .people
        .iter()
        .filter(guards)
        .map(|p| p.id.as_str())
        .collect();
    ids.join(",")
}

fn users(school: &PlainSchool) -> Rows {
    let line = |p: &crate::PlainPerson| {
        let phone = p.phone.as_deref().unwrap_or_default();
        let name = &p.name;
        let agents = agents(school, &p.id);
        row(
            &p.id,
            &[
                "true",
                &p.id,
                &name.given,
                &name.family,
                &name.middle,
                phone,
                &agents,
            ],
        )
    };
    Rows {
        name: "users",
        header: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "enabledUser",
            "username",
            "givenName",
            "familyName",
            "middleName",
            "sms",
            "agentSourcedIds",
        ],
        rows: school.people.iter().map(line).collect(),
    }
}

fn users_1_1(school: &PlainSchool) -> Rows {
    let mut rows = users(school);
    rows.header = &[
        "sourcedId",
        "status",
        "dateLastModified",
        "enabledUser",
        "username",
        "givenName",
        "familyName",
        "middleName",
        "sms",
        "agentSourcedIds",
        "role",
        "orgSourcedIds",
    ];
    for (person, row) in school.people.iter().zip(&mut rows.rows) {
        let role = person.roles.first().copied().unwrap_or(Role::Pupil);
        row.extend([word(role, Version::V1_1).to_owned(), ORG.to_owned()]);
    }
    rows
}

fn roles(school: &PlainSchool) -> Rows {
    let lines = school.people.iter().flat_map(|person| {
        person.roles.iter().enumerate().map(|(n, role)| {
            let kind = if n == 0 { "primary" } else { "secondary" };
            let word = word(*role, Version::V1_2);
            row(
                &format!("r-{}-{}", person.id, role.code()),
                &[&person.id, kind, word, ORG],
            )
        })
    });
    Rows {
        name: "roles",
        header: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "userSourcedId",
            "roleType",
            "role",
            "orgSourcedId",
        ],
        rows: lines.collect(),
    }
}

fn word(role: Role, version: Version) -> &'static str {
    match (role, version) {
        (Role::Pupil, _) => "student",
        (Role::Guardian, _) => "guardian",
        (Role::Teacher, _) => "teacher",
        (_, Version::V1_1) => "administrator",
        (Role::Administrator, _) => "siteAdministrator",
        (Role::Authority, _) => "districtAdministrator",
        (Role::Support, _) => "systemAdministrator",
    }
}

fn demographics(school: &PlainSchool) -> Rows {
    let line = |p: &crate::PlainPerson| row(&p.id, &[p.born.as_deref().unwrap_or_default()]);
    Rows {
        name: "demographics",
        header: &["sourcedId", "status", "dateLastModified", "birthDate"],
        rows: school.people.iter().map(line).collect(),
    }
}

fn enrollments(school: &PlainSchool) -> Rows {
    let homes = school
        .classes
        .iter()
        .map(|c| (&c.id, &c.teachers, &c.pupils));
    let groups = school
        .groups
        .iter()
        .map(|g| (&g.id, &g.teachers, &g.pupils));
    let lines = homes.chain(groups).flat_map(|(class, teachers, pupils)| {
        let line = move |person: &String, role: &str, primary: &str| {
            let id = format!("e-{class}-{person}-{role}");
            row(&id, &[class, ORG, person, role, primary])
        };
        let teachers = teachers
            .iter()
            .map(move |person| line(person, "teacher", "true"));
        teachers.chain(
            pupils
                .iter()
                .map(move |person| line(person, "student", "false")),
        )
    });
    Rows {
        name: "enrollments",
        header: &[
            "sourcedId",
            "status",
            "dateLastModified",
            "classSourcedId",
            "schoolSourcedId",
            "userSourcedId",
            "role",
            "primary",
        ],
        rows: lines.collect(),
    }
}
