//! The language of the page and what problems are called in it.

use leptos::prelude::*;
use model::{LessonState, Problem};
use words::{Lang, problem};

/// The language of this page: the server's choice, which the browser finds in `<html lang>`.
#[must_use]
pub fn lang() -> Lang {
    if let Some(lang) = use_context::<Lang>() {
        return lang;
    }
    #[cfg(feature = "ssr")]
    return use_context::<crate::context::Surroundings>().map_or_else(Lang::default, |s| s.lang);
    #[cfg(not(feature = "ssr"))]
    return document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .and_then(|code| Lang::from_code(&code))
        .unwrap_or_default();
}

/// A problem in a whole sentence.
#[must_use]
pub fn say(lang: Lang, what: &Problem) -> String {
    match what {
        Problem::SignInNeeded => problem::sign_in_needed(lang).into(),
        Problem::NotFound => problem::not_found(lang).into(),
        Problem::NotAllowed => problem::not_allowed(lang).into(),
        Problem::WrongCredentials => problem::wrong_credentials(lang).into(),
        Problem::TooManyTries { seconds } if *seconds > 90 => {
            problem::too_many_tries_minutes(lang, seconds.div_ceil(60))
        }
        Problem::TooManyTries { seconds } => problem::too_many_tries(lang, *seconds),
        Problem::OrganisationMissing => problem::organisation_missing(lang).into(),
        Problem::FieldMissing => problem::field_missing(lang).into(),
        Problem::NotLinked => problem::not_linked(lang).into(),
        Problem::LinkExpired => problem::link_expired(lang).into(),
        Problem::LinkRefused => problem::link_refused(lang).into(),
        Problem::IdentityUnavailable => problem::identity_unavailable(lang).into(),
        Problem::LinkedElsewhere => problem::linked_elsewhere(lang).into(),
        Problem::ProfileMismatch => problem::profile_mismatch(lang).into(),
        Problem::AlreadySo => problem::already_so(lang).into(),
        Problem::ElsewhereToo => problem::elsewhere_too(lang).into(),
        Problem::PhoneWrong => problem::phone_wrong(lang).into(),
        Problem::ReasonMissing => problem::reason_missing(lang).into(),
        Problem::RepairCodeWrong { .. } => problem::repair_code_wrong(lang).into(),
        Problem::RepairExpired => problem::repair_expired(lang).into(),
        Problem::RepairImpossible => problem::repair_impossible(lang).into(),
        Problem::NoCall => problem::no_call(lang).into(),
        Problem::SentAway => problem::sent_away(lang).into(),
        Problem::LessonOver => problem::lesson_over(lang).into(),
        Problem::LessonInTheWay { name, .. } => problem::lesson_in_the_way(lang, name),
        Problem::LessonIs { state } => match state {
            LessonState::Draft => problem::lesson_is_draft(lang),
            LessonState::Published => problem::lesson_is_published(lang),
            LessonState::Running => problem::lesson_is_running(lang),
            LessonState::Finished => problem::lesson_is_finished(lang),
            LessonState::Cancelled => problem::lesson_is_cancelled(lang),
        }
        .into(),
        Problem::MessageEmpty => problem::message_empty(lang).into(),
        Problem::MessageTooLong => problem::message_too_long(lang).into(),
        Problem::NoConnection => problem::no_connection(lang).into(),
        Problem::TooFast => problem::too_fast(lang).into(),
        Problem::Unavailable => problem::unavailable(lang).into(),
        Problem::NoRoom => problem::no_room(lang).into(),
        Problem::ForeignRequest => problem::foreign_request(lang).into(),
        Problem::BadRequest => problem::bad_request(lang).into(),
        Problem::UploadEmpty => problem::upload_empty(lang).into(),
        Problem::UploadMixed => problem::upload_mixed(lang).into(),
        Problem::UploadTooLarge { megabytes } => {
            problem::upload_too_large(lang, &megabytes.to_string())
        }
        Problem::TooManyUploads => problem::too_many_uploads(lang).into(),
    }
}
