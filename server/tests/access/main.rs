//! The access table (`shared/spec/roles.md`): every server function and route, called as nobody, as
//! each role of the school, and as a teacher of another school. A new endpoint without a row fails.

mod calls;
mod common;
mod dialogues;
mod doctor;
mod door;
mod imports;
mod journal;
mod lessons;
mod log;
mod people;

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
type Function = (&'static str, &'static str, Answers);

/// Method, route, form, answers.
type Route = (&'static str, &'static str, &'static str, Answers);

/// Rows by what they belong to.
const FUNCTIONS: &[&[Function]] = &[
    calls::FUNCTIONS,
    dialogues::FUNCTIONS,
    doctor::FUNCTIONS,
    door::FUNCTIONS,
    imports::FUNCTIONS,
    journal::FUNCTIONS,
    lessons::FUNCTIONS,
    log::FUNCTIONS,
    people::FUNCTIONS,
];

/// The same for routes.
const ROUTES: &[&[Route]] = &[
    calls::ROUTES,
    dialogues::ROUTES,
    doctor::ROUTES,
    door::ROUTES,
    imports::ROUTES,
    journal::ROUTES,
    lessons::ROUTES,
    log::ROUTES,
    people::ROUTES,
];

#[tokio::test(flavor = "multi_thread")]
async fn every_function_answers_each_role_as_the_table_says() {
    let school = School::open().await;
    let mut wrong = Vec::new();
    for (name, arguments, answers) in FUNCTIONS.iter().copied().flatten() {
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
    for (method, path, form, answers) in ROUTES.iter().copied().flatten() {
        for (visitor, expected) in VISITORS.iter().zip(answers) {
            let form = school.fill(form);
            let status = school.route(*visitor, method, path, &form).await;
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
        "/call/lesson/1",
        "/call/chat/1",
        "/link",
        "/school",
        "/school/log",
        "/authority",
        "/authority/log",
    ] {
        let answer = school.answer(Visitor::Nobody, "GET", path, "").await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
        let to = answer.headers()["location"].to_str().expect("text");
        assert!(to.starts_with("/sign-in?next=%2F"), "{path}: {to}");
        let inside = match path {
            path if path.starts_with("/school") => "admin",
            path if path.starts_with("/authority") => "authority",
            _ => "teacher",
        };
        let inside = school.route(Visitor::Login(inside), "GET", path, "").await;
        assert_eq!(inside, 200, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_page_changes_nothing() {
    let school = School::open().await;
    for (method, path, form, _) in ROUTES
        .iter()
        .copied()
        .flatten()
        .filter(|row| row.0 == "POST")
    {
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
        .copied()
        .flatten()
        .map(|(name, ..)| format!("/api/{name}"))
        .collect();
    let registered: BTreeSet<String> = server_fn::axum::server_fn_paths()
        .map(|(path, _)| path.to_owned())
        .collect();
    assert_eq!(registered, known);
    let rows: BTreeSet<(&str, &str)> = ROUTES
        .iter()
        .copied()
        .flatten()
        .map(|row| (row.0, row.1))
        .collect();
    for (methods, path) in zvonok_server::web::routes(true) {
        for method in methods.split(", ").filter(|_| !path.starts_with("/api/")) {
            assert!(rows.contains(&(method, path)), "{method} {path} has no row");
        }
    }
}
