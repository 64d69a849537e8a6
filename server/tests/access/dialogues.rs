//! Rows of dialogues: with the pupil, whom the class teacher and the own parent may write to.

use super::{Function, Route};

/// Server function, arguments, answers.
pub const FUNCTIONS: &[Function] = &[(
    "correspondents",
    "{}",
    [401, 200, 200, 200, 200, 200, 200, 200],
)];

/// Route, form, answers.
pub const ROUTES: &[Route] = &[(
    "POST",
    "/messenger/write",
    "person=PUPIL",
    [303, 404, 303, 303, 404, 404, 404, 404],
)];
