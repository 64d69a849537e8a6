//! Rows of importing in the browser.

use super::{Function, Route};

/// Server function, arguments, answers.
pub const FUNCTIONS: &[Function] = &[
    //                                     nobody pupil parent teacher admin auth supp stranger
    (
        "imports-page",
        "{}",
        [401, 403, 403, 403, 200, 403, 403, 403],
    ),
    (
        "past-import",
        r#"{"import":999999}"#,
        [401, 403, 403, 403, 404, 403, 403, 403],
    ),
    (
        "upload-page",
        r#"{"upload":999999,"all":null}"#,
        [401, 403, 403, 403, 404, 403, 403, 403],
    ),
    (
        "upload-progress",
        r#"{"upload":999999}"#,
        [401, 403, 403, 403, 404, 403, 403, 403],
    ),
];

/// Route, form, answers.
pub const ROUTES: &[Route] = &[
    // For the administrator it is a form of another kind than files come in.
    (
        "POST",
        "/school/import/upload",
        "",
        [303, 403, 403, 403, 422, 403, 403, 403],
    ),
    (
        "POST",
        "/school/import/apply",
        "id=999999",
        [303, 403, 403, 403, 404, 403, 403, 403],
    ),
    (
        "POST",
        "/school/import/check",
        "id=999999",
        [303, 403, 403, 403, 404, 403, 403, 403],
    ),
    (
        "POST",
        "/school/import/discard",
        "id=999999",
        [303, 403, 403, 403, 404, 403, 403, 403],
    ),
    (
        "POST",
        "/school/import/undo",
        "id=999999",
        [303, 403, 403, 403, 404, 403, 403, 403],
    ),
    (
        "GET",
        "/school/import/{id}/faults.csv",
        "",
        [303, 403, 403, 403, 404, 403, 403, 403],
    ),
];
