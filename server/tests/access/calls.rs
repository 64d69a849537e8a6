//! Rows of calls: of the draft lesson that only its teacher sees, and of the parents' chat.

use super::{Function, Route};

/// Server function, arguments, answers.
pub const FUNCTIONS: &[Function] = &[
    (
        "call",
        r#"{"of":{"of":"lesson","id":LESSON}}"#,
        [401, 404, 404, 200, 404, 404, 404, 404],
    ),
    (
        "call",
        r#"{"of":{"of":"chat","id":PARENTS_CHAT}}"#,
        [401, 404, 200, 200, 404, 404, 404, 404],
    ),
    (
        // Its teacher hears that it has not been published, nobody else that it is there.
        "enter-call",
        r#"{"of":{"of":"lesson","id":LESSON}}"#,
        [401, 404, 404, 409, 404, 404, 404, 404],
    ),
    (
        // Nobody calls until the teacher comes in.
        "enter-call",
        r#"{"of":{"of":"chat","id":PARENTS_CHAT}}"#,
        [401, 404, 409, 200, 404, 404, 404, 404],
    ),
    (
        "enter-call",
        r#"{"of":{"of":"chat","id":PARENTS_CHAT}}"#,
        [401, 404, 200, 200, 404, 404, 404, 404],
    ),
    (
        "direct-call",
        r#"{"of":{"of":"chat","id":PARENTS_CHAT},"step":{"do":"mute","person":null}}"#,
        [401, 404, 403, 200, 404, 404, 404, 404],
    ),
    (
        "end-call",
        r#"{"chat":PARENTS_CHAT}"#,
        [401, 404, 403, 200, 404, 404, 404, 404],
    ),
];

/// Route, form, answers.
pub const ROUTES: &[Route] = &[
    // Nobody calls.
    (
        "POST",
        "/call/end",
        "chat=PARENTS_CHAT",
        [303, 404, 403, 409, 404, 404, 404, 404],
    ),
    // Without a token nobody, whoever is signed in.
    ("GET", "/rtc", "", [401; 8]),
    ("GET", "/rtc/validate", "", [401; 8]),
    ("GET", "/rtc/v1", "", [401; 8]),
    ("GET", "/rtc/v1/validate", "", [401; 8]),
];
