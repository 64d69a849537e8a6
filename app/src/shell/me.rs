//! Who is signed in.

use crate::{
    api::{self, ApiError},
    live::Live,
};
use leptos::prelude::*;
use model::{Role, views::Me};
use words::{Lang, common};

/// Who is signed in, fetched once per frame.
pub type MeResource = Resource<Result<Me, ApiError>>;

/// Who is signed in: what the frame around has fetched, or fetched now and given to all below.
#[must_use]
pub fn use_me() -> MeResource {
    use_context::<MeResource>().unwrap_or_else(|| {
        let me = Resource::new_blocking(|| (), |()| api::me());
        provide_context(me);
        me
    })
}

/// Messages not read yet: live where the socket has told, else as the page was loaded.
pub fn unread(loaded: u32) -> impl Fn() -> u32 + Copy + Send + Sync + 'static {
    let live = use_context::<Live>();
    move || live.and_then(|live| live.unread.get()).unwrap_or(loaded)
}

/// «учитель»
#[must_use]
pub fn role_name(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Teacher => common::role_teacher(lang),
        Role::Administrator => common::role_administrator(lang),
        Role::Guardian => common::role_guardian(lang),
        Role::Pupil => common::role_pupil(lang),
        Role::Authority => common::role_authority(lang),
        Role::Support => common::role_support(lang),
    }
}

/// «учитель, родитель»
#[must_use]
pub fn role_names(lang: Lang, roles: &[Role]) -> String {
    let names: Vec<&str> = roles.iter().map(|role| role_name(lang, *role)).collect();
    names.join(", ")
}
