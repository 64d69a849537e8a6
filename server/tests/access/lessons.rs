//! Rows of remote lessons. The lesson of the table is in a place that no timetable has: whoever may
//! announce it hears that its time is over, everybody else that there is none.

use super::{Function, Route};

/// Server function, arguments, answers.
pub const FUNCTIONS: &[Function] = &[(
    "lesson",
    r#"{"group":OWN_GROUP,"date":"2099-01-01","number":1}"#,
    [401, 404, 404, 404, 404, 404, 404, 404],
)];

/// Route, form, answers.
pub const ROUTES: &[Route] = &[
    (
        "POST",
        "/schedule/lesson/create",
        "group=FOREIGN_GROUP&date=2099-01-01&number=1",
        [303, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/schedule/lesson/publish",
        "lesson=LESSON",
        [303, 404, 404, 409, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/schedule/lesson/finish",
        "lesson=LESSON",
        [303, 404, 404, 409, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/schedule/lesson/cancel",
        "lesson=LESSON",
        [303, 404, 404, 303, 404, 404, 404, 404],
    ),
];
