//! The access table (`shared/spec/roles.md`): every server function and route, called as nobody, as
//! each role of the school, and as a teacher of another school. A new endpoint without a row fails.

mod common;

use axum::http::StatusCode;
use common::{School, Visitor};
use std::collections::BTreeSet;

/// What each visitor gets, in the order of [`VISITORS`].
type Answers = [u16; 8];

const VISITORS: [Visitor; 8] = [
    Visitor::Nobody,
    Visitor::Login("pupil"),
    Visitor::Login("parent"),
    Visitor::Login("teacher"),
    Visitor::Login("admin"),
    Visitor::Login("authority"),
    Visitor::Login("support"),
    Visitor::Stranger,
];

/// Server function, arguments (with names for what the school has), answers.
const FUNCTIONS: &[(&str, &str, Answers)] = &[
    //                                                nobody pupil parent teacher admin auth supp stranger
    ("door", "{}", [200, 200, 200, 200, 200, 200, 200, 200]),
    (
        "organisations",
        r#"{"text":"школа","authority":false}"#,
        [200, 200, 200, 200, 200, 200, 200, 200],
    ),
    ("me", "{}", [401, 200, 200, 200, 200, 200, 200, 200]),
    ("chats", "{}", [401, 200, 200, 200, 200, 200, 200, 200]),
    (
        "history",
        r#"{"chat":CLASS_CHAT,"before":null}"#,
        [401, 200, 404, 200, 404, 404, 404, 404],
    ),
    (
        "history",
        r#"{"chat":PARENTS_CHAT,"before":null}"#,
        [401, 404, 200, 200, 404, 404, 404, 404],
    ),
    (
        "history",
        r#"{"chat":999999,"before":null}"#,
        [401, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "members",
        r#"{"chat":CLASS_CHAT}"#,
        [401, 200, 404, 200, 404, 404, 404, 404],
    ),
    ("management", "{}", [401, 403, 403, 200, 200, 403, 403, 200]),
    (
        "add-subject-chat",
        r#"{"group":OWN_GROUP}"#,
        [401, 404, 404, 200, 404, 404, 404, 404],
    ),
    (
        "add-subject-chat",
        r#"{"group":FOREIGN_GROUP}"#,
        [401, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "schedule",
        r#"{"of":"mine","date":null}"#,
        [401, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "schedule",
        r#"{"of":{"class":CLASS},"date":null}"#,
        [401, 404, 404, 200, 200, 404, 404, 404],
    ),
    (
        "schedule",
        r#"{"of":{"child":PUPIL},"date":null}"#,
        [401, 404, 200, 404, 404, 404, 404, 404],
    ),
    (
        "profile",
        r#"{"person":null}"#,
        [401, 200, 200, 200, 200, 200, 200, 200],
    ),
    (
        "profile",
        r#"{"person":PUPIL}"#,
        [401, 200, 200, 200, 200, 404, 404, 404],
    ),
    ("link-page", "{}", [401, 200, 200, 200, 200, 403, 403, 200]),
    (
        "chats-to-close",
        "{}",
        [401, 200, 200, 200, 403, 403, 403, 403],
    ),
];

/// Route, form, answers.
const ROUTES: &[(&str, &str, &str, Answers)] = &[
    ("GET", "/", "", [303; 8]),
    (
        "GET",
        "/sign-in",
        "",
        [200, 303, 303, 303, 303, 303, 303, 303],
    ),
    ("POST", "/sign-in", "login=x&password=y", [303; 8]),
    ("POST", "/language", "lang=ru&back=/", [303; 8]),
    (
        "POST",
        "/profile/devices/end",
        "id=999999",
        [303, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/link/start",
        "",
        [303, 303, 303, 303, 303, 403, 403, 303],
    ),
    (
        "GET",
        "/link/callback",
        "",
        [303, 422, 422, 422, 422, 422, 422, 422],
    ),
    (
        "POST",
        "/link/confirm",
        "family=А&given=Б",
        [303, 303, 303, 303, 303, 403, 403, 303],
    ),
    (
        "POST",
        "/link/unlink",
        "",
        [303, 303, 303, 303, 303, 403, 403, 303],
    ),
    ("GET", "/ws", "", [400; 8]),
    ("GET", "/health", "", [200; 8]),
    ("GET", "/demo/outbox", "", [200; 8]),
    ("GET", "/demo/outbox.json", "", [200; 8]),
    ("GET", "/demo/components", "", [200; 8]),
    ("POST", "/sign-out", "", [303; 8]),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_function_answers_each_role_as_the_table_says() {
    let school = School::open().await;
    let mut wrong = Vec::new();
    for (name, arguments, answers) in FUNCTIONS {
        for (visitor, expected) in VISITORS.iter().zip(answers) {
            let body = school.fill(arguments);
            let status = school.function(*visitor, name, &body).await;
            if status != *expected {
                wrong.push(format!(
                    "{name} {body} as {visitor:?}: {status}, not {expected}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_each_role_as_the_table_says() {
    let school = School::open().await;
    let mut wrong = Vec::new();
    for (method, path, form, answers) in ROUTES {
        for (visitor, expected) in VISITORS.iter().zip(answers) {
            let status = school.route(*visitor, method, path, form).await;
            if status != *expected {
                wrong.push(format!(
                    "{method} {path} as {visitor:?}: {status}, not {expected}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_inside_lead_nobody_to_the_door_and_back() {
    let school = School::open().await;
    for path in [
        "/schedule",
        "/chats",
        "/chat-management",
        "/profile",
        "/messenger/1",
        "/link",
    ] {
        let answer = school.answer(Visitor::Nobody, "GET", path, "").await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
        let to = answer.headers()["location"].to_str().expect("text");
        assert!(to.starts_with("/sign-in?next=%2F"), "{path}: {to}");
        let inside = school
            .route(Visitor::Login("teacher"), "GET", path, "")
            .await;
        assert_eq!(inside, 200, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_page_changes_nothing() {
    let school = School::open().await;
    for (method, path, form, _) in ROUTES.iter().filter(|row| row.0 == "POST") {
        let status = school.foreign(method, path, form).await;
        assert_eq!(status, 403, "{path}");
    }
    assert_eq!(
        school.foreign("POST", "/api/add-subject-chat", "{}").await,
        403
    );
    assert_eq!(school.foreign_socket().await, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_demonstration_is_in_a_real_server() {
    let school = School::open_without_demo().await;
    for path in ["/demo/outbox", "/demo/outbox.json", "/demo/components"] {
        let status = school.route(Visitor::Nobody, "GET", path, "").await;
        assert_eq!(status, 404, "{path}");
    }
}

#[test]
fn every_endpoint_has_a_row() {
    common::link_server_functions();
    let known: BTreeSet<String> = FUNCTIONS
        .iter()
        .map(|(name, ..)| format!("/api/{name}"))
        .collect();
    let registered: BTreeSet<String> = server_fn::axum::server_fn_paths()
        .map(|(path, _)| path.to_owned())
        .collect();
    assert_eq!(registered, known);
    let rows: BTreeSet<(&str, &str)> = ROUTES.iter().map(|row| (row.0, row.1)).collect();
    for (methods, path) in zvonok_server::web::routes(true) {
        for method in methods.split(", ").filter(|_| !path.starts_with("/api/")) {
            assert!(rows.contains(&(method, path)), "{method} {path} has no row");
        }
    }
}
