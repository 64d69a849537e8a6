//! Rows of the journal, the messenger and the door.

use super::{Function, Route};

/// Server function, arguments (with names for what the school has), answers.
pub const FUNCTIONS: &[Function] = &[
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
pub const ROUTES: &[Route] = &[
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
