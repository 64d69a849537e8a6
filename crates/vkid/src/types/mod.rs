//! What both sides of the dialect say to each other.

mod authorize;
mod callback;
mod failure;
mod token;
mod user;

pub use authorize::{AuthorizeRequest, DEFAULT_SCOPE, LANG_ENGLISH, LANG_RUSSIAN};
pub use callback::{CODE_TYPE, Callback, CallbackError, Granted};
pub use failure::{OAuthError, code};
pub use token::{Done, TokenAnswer, UserId};
pub use user::{PublicUser, Sex, User, UserAnswer};
