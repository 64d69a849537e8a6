use super::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::{
    ClassId,
    views::{PasswordGroup, Passwords},
};

/// How many of the school never had a password. For its administrator.
#[server(name = AskPasswords, prefix = "/api", endpoint = "passwords", input = Json)]
pub async fn passwords() -> Result<Passwords, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.passwords(&who).await.refused()
}

/// One class, or with nothing the staff, one by one. For the school's administrator.
#[server(name = AskPasswordGroup, prefix = "/api", endpoint = "password-group", input = Json)]
pub async fn password_group(class: Option<ClassId>) -> Result<PasswordGroup, ApiError> {
    use super::Refused;
    let (core, who) = crate::context::signed()?;
    core.password_group(&who, class).await.refused()
}
