//! Who is in which chat: computed, never edited.

mod apply;
mod wanted;

pub use apply::{Scope, refresh, scope_of_person};
pub use wanted::{
    ClassPeople, Expected, GroupPeople, Somebody, class_chat, parents_chat, staff_chat,
    subject_chat, wanted,
};

pub(crate) use apply::{
    Refreshed, class_people, expected_in, group_people, model_reasons, refresh_automatic,
};
