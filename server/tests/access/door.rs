//! Rows of first passwords: setup, one-time codes, cards.

use super::{Function, Route};

/// Server function, arguments, answers.
pub const FUNCTIONS: &[Function] = &[
    //                         nobody pupil parent teacher admin auth supp stranger
    ("passwords", "{}", [401, 403, 403, 403, 200, 403, 403, 403]),
    (
        "password-group",
        r#"{"class":CLASS}"#,
        [401, 403, 403, 403, 200, 403, 403, 403],
    ),
    (
        "password-group",
        r#"{"class":null}"#,
        [401, 403, 403, 403, 200, 403, 403, 403],
    ),
    (
        "password-group",
        r#"{"class":999999}"#,
        [401, 403, 403, 403, 404, 403, 403, 403],
    ),
];

/// Route, form, answers.
pub const ROUTES: &[Route] = &[
    ("GET", "/first", "", [200; 8]),
    ("POST", "/first", "login=x", [422; 8]),
    ("GET", "/sign-in/forgot", "", [200; 8]),
    ("POST", "/sign-in/forgot", "login=", [422; 8]),
    // A server that has its school has no link.
    ("GET", "/setup", "", [404; 8]),
    ("POST", "/setup", "key=x", [404; 8]),
    (
        "POST",
        "/school/passwords/cards",
        "who=staff",
        [303, 403, 403, 403, 200, 403, 403, 403],
    ),
    (
        "POST",
        "/school/passwords/cards",
        "who=pupils&class=999999",
        [303, 403, 403, 403, 404, 403, 403, 403],
    ),
    (
        "POST",
        "/school/passwords/cards",
        "person=999999",
        [303, 403, 403, 403, 404, 403, 403, 403],
    ),
    (
        "POST",
        "/school/passwords/cards",
        "person=nobody",
        [303, 422, 422, 422, 422, 422, 422, 422],
    ),
];
