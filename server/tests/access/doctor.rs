//! Rows of linking progress, of links that do not fit and of their repair. The stranger leads a
//! class of another school, and sees that one only.

use super::{Function, Route};

/// Server function, arguments (with names for what the school has), answers.
pub const FUNCTIONS: &[Function] = &[
    //                                                nobody pupil parent teacher admin auth supp stranger
    (
        "own-misfits",
        "{}",
        [401, 200, 200, 200, 200, 200, 200, 200],
    ),
    ("misfits", "{}", [401, 403, 403, 200, 200, 403, 403, 200]),
    (
        "repair-page",
        r#"{"misfit":MISFIT}"#,
        [401, 200, 200, 200, 200, 404, 404, 404],
    ),
    (
        "repair-page",
        r#"{"misfit":999999}"#,
        [401, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "linking-progress",
        "{}",
        [401, 403, 403, 200, 200, 403, 403, 200],
    ),
    (
        "class-sheet",
        r#"{"class":CLASS}"#,
        [401, 404, 404, 200, 200, 404, 404, 404],
    ),
    (
        "class-sheet",
        r#"{"class":999999}"#,
        [401, 404, 404, 404, 404, 404, 404, 404],
    ),
];

/// Route, form, answers.
pub const ROUTES: &[Route] = &[
    (
        "POST",
        "/link/repair/cancel",
        "misfit=MISFIT",
        [303, 303, 303, 303, 303, 404, 404, 404],
    ),
    (
        "POST",
        "/link/repair/start",
        "misfit=MISFIT",
        [303, 303, 303, 303, 303, 404, 404, 404],
    ),
    (
        "POST",
        "/link/repair/confirm",
        "misfit=MISFIT&holder=1&owner=2",
        [303, 303, 303, 303, 303, 404, 404, 404],
    ),
    (
        "POST",
        "/link/repair/dismiss",
        "misfit=MISFIT&reason=",
        [303, 403, 403, 303, 303, 404, 404, 404],
    ),
    (
        "POST",
        "/link/repair/dismiss",
        "misfit=999999&reason=x",
        [303, 404, 404, 404, 404, 404, 404, 404],
    ),
];
