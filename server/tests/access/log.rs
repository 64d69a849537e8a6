//! Rows of the log, the overview and the authority's figures.

use super::{Function, Route};

/// Server function, arguments, answers.
pub const FUNCTIONS: &[Function] = &[
    //                                                nobody pupil parent teacher admin auth supp stranger
    (
        "log",
        r#"{"asked":{}}"#,
        [401, 403, 403, 403, 200, 200, 403, 403],
    ),
    (
        "log",
        r#"{"asked":{"q":"а","action":"door","from":"2026-11-24","until":"no day","person":PUPIL}}"#,
        [401, 403, 403, 403, 200, 200, 403, 403],
    ),
    ("overview", "{}", [401, 403, 403, 403, 200, 403, 403, 403]),
    ("schools", "{}", [401, 403, 403, 403, 403, 200, 403, 403]),
];

/// Route, form, answers.
pub const ROUTES: &[Route] = &[
    (
        "GET",
        "/school/log/export.csv",
        "",
        [303, 403, 403, 403, 200, 200, 403, 403],
    ),
    (
        "GET",
        "/school/log/export.jsonl",
        "",
        [303, 403, 403, 403, 200, 200, 403, 403],
    ),
    (
        "POST",
        "/school/log/verify",
        "",
        [303, 403, 403, 403, 303, 303, 403, 403],
    ),
    (
        "GET",
        "/authority/export.csv",
        "",
        [303, 403, 403, 403, 403, 200, 403, 403],
    ),
    (
        "GET",
        "/authority/log/export.csv",
        "",
        [303, 403, 403, 403, 200, 200, 403, 403],
    ),
    (
        "GET",
        "/authority/log/export.jsonl",
        "",
        [303, 403, 403, 403, 200, 200, 403, 403],
    ),
    (
        "POST",
        "/authority/log/verify",
        "",
        [303, 403, 403, 403, 303, 303, 403, 403],
    ),
];
