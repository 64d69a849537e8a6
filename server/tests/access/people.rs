//! Rows of the people page, and what an administrator gets of another school.

use super::{
    Function, Route,
    common::{School, Visitor},
};

/// Only the administrator of the school.
const RUNS: [u16; 8] = [401, 403, 403, 403, 200, 403, 403, 403];
/// The same for forms about nobody: `{id}` is no number.
const FORM: [u16; 8] = [303, 403, 403, 403, 404, 403, 403, 403];

/// Server function, arguments, answers.
pub const FUNCTIONS: &[Function] = &[
    (
        "people",
        r#"{"ask":{"text":"","role":null,"class":null,"state":null,"most":0}}"#,
        RUNS,
    ),
    ("school-classes", "{}", RUNS),
    ("school-person", r#"{"person":PUPIL}"#, RUNS),
    (
        "school-person",
        r#"{"person":999999}"#,
        [401, 403, 403, 403, 404, 403, 403, 403],
    ),
    ("transfer-page", r#"{"person":PUPIL,"class":null}"#, RUNS),
];

/// Route, form, answers.
pub const ROUTES: &[Route] = &[
    ("POST", "/link/notice/read", "back=/chats", [303; 8]),
    ("POST", "/school/people/{id}/devices/end", "", FORM),
    (
        "GET",
        "/school/people/{id}/guardian",
        "",
        [303, 403, 403, 403, 404, 403, 403, 403],
    ),
    (
        "POST",
        "/school/people/{id}/guardian",
        "guardian=1&reason=причина",
        FORM,
    ),
    (
        "POST",
        "/school/people/{id}/guardian/new",
        "family=А&given=Б&reason=причина",
        FORM,
    ),
    (
        "POST",
        "/school/people/{id}/guardian/remove",
        "guardian=1&reason=причина",
        FORM,
    ),
    ("POST", "/school/people/{id}/leave", "reason=причина", FORM),
    ("POST", "/school/people/{id}/take-back", "change=1", FORM),
    (
        "GET",
        "/school/people/{id}/transfer",
        "",
        [303, 403, 403, 403, 404, 403, 403, 403],
    ),
    (
        "POST",
        "/school/people/{id}/transfer",
        "class=1&reason=причина",
        FORM,
    ),
    ("POST", "/school/people/{id}/unlink", "reason=причина", FORM),
];

#[tokio::test(flavor = "multi_thread")]
async fn only_the_administrator_of_the_school_has_its_pages_of_people() {
    let school = School::open().await;
    let pupil = school.fill("PUPIL");
    let pages = [
        "/school/people".to_owned(),
        format!("/school/people/{pupil}"),
        format!("/school/people/{pupil}/transfer"),
        format!("/school/people/{pupil}/guardian"),
    ];
    for path in &pages {
        for (visitor, expected) in [
            (Visitor::Nobody, 303),
            (Visitor::Login("pupil"), 403),
            (Visitor::Login("parent"), 403),
            (Visitor::Login("teacher"), 403),
            (Visitor::Login("admin"), 200),
            (Visitor::Stranger, 403),
        ] {
            let status = school.route(visitor, "GET", path, "").await;
            assert_eq!(status, expected, "{path} as {visitor:?}");
        }
    }
    // The page that families and teachers have leads the administrator to the whole one.
    let old = format!("/people/{pupil}");
    let answer = school
        .answer(Visitor::Login("admin"), "GET", &old, "")
        .await;
    assert_eq!(answer.status(), 303);
    assert_eq!(answer.headers()["location"], pages[1].as_str());
    let teacher = school
        .route(Visitor::Login("teacher"), "GET", &old, "")
        .await;
    assert_eq!(teacher, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_need_a_reason_and_the_own_school() {
    let school = School::open().await;
    let pupil = school.fill("PUPIL");
    let unlink = format!("/school/people/{pupil}/unlink");
    let leave = format!("/school/people/{pupil}/leave");
    let admin = Visitor::Login("admin");
    let good = "reason=%D1%81%D1%83%D0%B4";
    for path in [&unlink, &leave] {
        assert_eq!(school.route(admin, "POST", path, "reason=+-+").await, 422);
        for other in ["pupil", "parent", "teacher", "authority", "support"] {
            let status = school
                .route(Visitor::Login(other), "POST", path, good)
                .await;
            assert_eq!(status, 403, "{other}");
        }
        let stranger = school.route(Visitor::Stranger, "POST", path, good).await;
        assert_eq!(stranger, 403);
    }
    let done = school.answer(admin, "POST", &unlink, good).await;
    assert_eq!(done.status(), 303);
    let back = format!("/school/people/{pupil}?done=unlinked");
    assert_eq!(done.headers()["location"], back.as_str());
    assert_eq!(
        school.route(admin, "POST", &unlink, good).await,
        403,
        "not linked"
    );
    assert_eq!(school.route(admin, "POST", &leave, good).await, 303);
    assert_eq!(school.route(admin, "POST", &leave, good).await, 409);
}
