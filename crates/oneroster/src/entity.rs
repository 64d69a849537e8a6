//! How each file's rows are read (the tables of both versions, one per file).
//!
//! The standard wants every column in the header; exports leave out what they do not have. Only
//! columns whose values are required are insisted on.

use crate::{
    AcademicSession, Class, ClassKind, Course, Demographics, Enrollment, EnrollmentRole, Org,
    OrgKind, Password, Reason, Role, RoleKind, SessionKind, Sex, User, Version, cells::Cells,
};

/// What a row of one file can be read into.
pub(crate) trait Entity: Sized {
    /// Name of the file.
    const FILE: &'static str;
    /// The manifest's property that tells its mode.
    const PROPERTY: &'static str;

    /// Columns that must be there, besides `sourcedId`.
    fn required(version: Version) -> &'static [&'static str];

    /// Reads a row; `None` only after a fault.
    fn read(cells: &mut Cells<'_>, version: Version) -> Option<Self>;
}

impl Entity for Org {
    const FILE: &'static str = "orgs.csv";
    const PROPERTY: &'static str = "file.orgs";

    fn required(_: Version) -> &'static [&'static str] {
        &["name", "type"]
    }

    fn read(cells: &mut Cells<'_>, _: Version) -> Option<Self> {
        let name = cells.required("name");
        let kind = cells.required_word("type", OrgKind::from_word, OrgKind::ALLOWED);
        Some(Self {
            name,
            kind: kind?,
            identifier: cells.optional("identifier"),
            parent: cells.optional("parentSourcedId"),
            metadata: cells.metadata(),
        })
    }
}

impl Entity for AcademicSession {
    const FILE: &'static str = "academicSessions.csv";
    const PROPERTY: &'static str = "file.academicSessions";

    fn required(_: Version) -> &'static [&'static str] {
        &["title", "type", "startDate", "endDate"]
    }

    fn read(cells: &mut Cells<'_>, _: Version) -> Option<Self> {
        let title = cells.required("title");
        let kind = cells.required_word("type", SessionKind::from_word, SessionKind::ALLOWED);
        let starts = cells.required_date("startDate");
        let ends = cells.required_date("endDate");
        Some(Self {
            title,
            kind: kind?,
            starts: starts?,
            ends: ends?,
            parent: cells.optional("parentSourcedId"),
            school_year: cells.optional("schoolYear"),
            metadata: cells.metadata(),
        })
    }
}

impl Entity for Course {
    const FILE: &'static str = "courses.csv";
    const PROPERTY: &'static str = "file.courses";

    fn required(_: Version) -> &'static [&'static str] {
        &["title", "orgSourcedId"]
    }

    fn read(cells: &mut Cells<'_>, _: Version) -> Option<Self> {
        Some(Self {
            title: cells.required("title"),
            code: cells.optional("courseCode"),
            org: cells.required("orgSourcedId"),
            subjects: cells.list("subjects"),
            metadata: cells.metadata(),
        })
    }
}

impl Entity for Class {
    const FILE: &'static str = "classes.csv";
    const PROPERTY: &'static str = "file.classes";

    fn required(_: Version) -> &'static [&'static str] {
        &[
            "title",
            "classType",
            "courseSourcedId",
            "schoolSourcedId",
            "termSourcedIds",
        ]
    }

    fn read(cells: &mut Cells<'_>, _: Version) -> Option<Self> {
        let title = cells.required("title");
        let kind = cells.required_word("classType", ClassKind::from_word, ClassKind::ALLOWED);
        let course = cells.optional("courseSourcedId");
        if course.is_none() && kind == Some(ClassKind::Scheduled) {
            cells.fault("courseSourcedId", Reason::EmptyRequired);
        }
        let school = cells.required("schoolSourcedId");
        let terms = cells.required_list("termSourcedIds");
        Some(Self {
            title,
            kind: kind?,
            code: cells.optional("classCode"),
            course,
            school,
            terms,
            subjects: cells.list("subjects"),
            grades: cells.list("grades"),
            location: cells.optional("location"),
            periods: cells.list("periods"),
            metadata: cells.metadata(),
        })
    }
}

impl Entity for User {
    const FILE: &'static str = "users.csv";
    const PROPERTY: &'static str = "file.users";

    fn required(version: Version) -> &'static [&'static str] {
        match version {
            Version::V1_1 => &[
                "enabledUser",
                "orgSourcedIds",
                "role",
                "username",
                "givenName",
                "familyName",
            ],
            Version::V1_2 => &["enabledUser", "username", "givenName", "familyName"],
        }
    }

    fn read(cells: &mut Cells<'_>, version: Version) -> Option<Self> {
        let enabled = cells.required_boolean("enabledUser");
        let (role, orgs) = match version {
            Version::V1_1 => (
                cells.required_word("role", RoleKind::from_word, RoleKind::ALLOWED),
                cells.required_list("orgSourcedIds"),
            ),
            Version::V1_2 => (None, Vec::new()),
        };
        let username = cells.required("username");
        let given = cells.required("givenName");
        let family = cells.required("familyName");
        Some(Self {
            enabled: enabled?,
            username,
            given,
            family,
            middle: cells.optional("middleName"),
            identifier: cells.optional("identifier"),
            email: cells.optional("email"),
            phone: cells.optional("phone"),
            sms: cells.optional("sms"),
            agents: cells.list("agentSourcedIds"),
            grades: cells.list("grades"),
            password: cells.optional("password").map(Password),
            primary_org: cells.optional("primaryOrgSourcedId"),
            role,
            orgs,
            metadata: cells.metadata(),
        })
    }
}

impl Entity for Role {
    const FILE: &'static str = "roles.csv";
    const PROPERTY: &'static str = "file.roles";

    fn required(_: Version) -> &'static [&'static str] {
        &["userSourcedId", "roleType", "role", "orgSourcedId"]
    }

    fn read(cells: &mut Cells<'_>, _: Version) -> Option<Self> {
        let user = cells.required("userSourcedId");
        let primary = cells.required_word("roleType", is_primary, &["primary", "secondary"]);
        let role = cells.required_word("role", RoleKind::from_word, RoleKind::ALLOWED);
        let begins = cells.date("beginDate");
        let ends = cells.date("endDate");
        let org = cells.required("orgSourcedId");
        let (role, primary) = (role?, primary?);
        Some(Self {
            user,
            role,
            primary,
            org,
            begins,
            ends,
            metadata: cells.metadata(),
        })
    }
}

fn is_primary(word: &str) -> Option<bool> {
    match word {
        w if w.eq_ignore_ascii_case("primary") => Some(true),
        w if w.eq_ignore_ascii_case("secondary") => Some(false),
        _ => None,
    }
}

impl Entity for Enrollment {
    const FILE: &'static str = "enrollments.csv";
    const PROPERTY: &'static str = "file.enrollments";

    fn required(_: Version) -> &'static [&'static str] {
        &["classSourcedId", "schoolSourcedId", "userSourcedId", "role"]
    }

    fn read(cells: &mut Cells<'_>, _: Version) -> Option<Self> {
        let class = cells.required("classSourcedId");
        let school = cells.required("schoolSourcedId");
        let user = cells.required("userSourcedId");
        let role = cells.required_word("role", EnrollmentRole::from_word, EnrollmentRole::ALLOWED);
        let primary = cells.boolean("primary").unwrap_or(false);
        let begins = cells.date("beginDate");
        let ends = cells.date("endDate");
        let metadata = cells.metadata();
        Some(Self {
            class,
            school,
            user,
            role: role?,
            primary,
            begins,
            ends,
            metadata,
        })
    }
}

impl Entity for Demographics {
    const FILE: &'static str = "demographics.csv";
    const PROPERTY: &'static str = "file.demographics";

    fn required(_: Version) -> &'static [&'static str] {
        &[]
    }

    fn read(cells: &mut Cells<'_>, _: Version) -> Option<Self> {
        Some(Self {
            birth_date: cells.date("birthDate"),
            sex: cells.word("sex", Sex::from_word, Sex::ALLOWED),
            metadata: cells.metadata(),
        })
    }
}
