//! Plain forms: they work without JavaScript and answer with 303, never with a page.

use super::{Web, address::Address, document, session};
use app::context::Surroundings;
use axum::{
    Extension, Form,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{
    OrgId, Problem, SessionId,
    views::{DoorDraft, Organisation},
};
use school_core::{NewSession, SignIn, Token, Who};
use serde::Deserialize;
use std::sync::Arc;
use words::Lang;

/// Cookie that carries a refused sign-in back to its page, without the password.
pub(crate) const DRAFT: &str = "zv_draft";

/// «Вход в систему».
#[derive(Debug, Deserialize)]
pub(crate) struct SignInForm {
    #[serde(default)]
    scope: String,
    #[serde(default)]
    org: String,
    #[serde(default)]
    org_text: String,
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    remember: String,
    #[serde(default)]
    next: String,
}

/// Goes somewhere on this site.
pub(crate) fn go(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// A path of this site, or the first page: never another site's.
pub(crate) fn local(path: &str) -> &str {
    let own = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    if own { path } else { "/" }
}

/// Adds the session cookie to an answer.
pub(crate) fn with_token(
    mut response: Response,
    web: &Web,
    token: &Token,
    remember: bool,
) -> Response {
    let https = web.config.https();
    let age = remember.then_some(web.config.remember_days * 4 * 86_400);
    let cookie = session::set(session::cookie_name(https), &token.0, age, https);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

pub(crate) async fn sign_in(
    State(web): State<Web>,
    Extension(address): Extension<Address>,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Response {
    let authority = form.scope == "authority";
    let remember = !form.remember.is_empty();
    let mut draft = DoorDraft {
        org: None,
        org_text: form.org_text.clone(),
        login: form.login.clone(),
        remember,
        authority,
        problem: None,
    };
    let signed = match organisation(&web, &form, authority).await {
        Ok(org) => {
            draft.org = Some(org.clone());
            let agent = headers
                .get(header::USER_AGENT)
                .and_then(|value| value.to_str().ok());
            let device = NewSession {
                remember,
                agent: agent.unwrap_or_default().to_owned(),
                address: address.0.to_string(),
            };
            let SignInForm {
                login, password, ..
            } = form;
            web.core
                .sign_in(SignIn {
                    org: org.id,
                    login,
                    password,
                    device,
                })
                .await
        }
        Err(problem) => Err(problem),
    };
    let https = web.config.https();
    match signed {
        Ok(token) => {
            let mut response = with_token(go(local(&form.next)), &web, &token, remember);
            let gone = session::set(DRAFT, "", Some(0), https);
            response.headers_mut().append(header::SET_COOKIE, gone);
            response
        }
        Err(problem) => {
            draft.problem = Some(problem);
            let next = local(&form.next);
            let back = if next == "/" {
                "/sign-in".to_owned()
            } else {
                back_to(next)
            };
            let mut response = go(&back);
            let kept = session::set(DRAFT, &write_draft(&draft), Some(60), https);
            response.headers_mut().append(header::SET_COOKIE, kept);
            response
        }
    }
}

/// The sign-in page that afterwards leads to `next`.
pub(crate) fn back_to(next: &str) -> String {
    vkid::Params::new().with("next", next).append_to("/sign-in")
}

async fn organisation(
    web: &Web,
    form: &SignInForm,
    authority: bool,
) -> Result<Organisation, Problem> {
    let typed = web
        .core
        .organisation_named(&form.org_text, authority)
        .await?;
    if let Ok(id) = form.org.parse::<OrgId>() {
        let known = web.core.organisation(id).await?;
        // What one sees counts: a number left over from before the name was typed anew does not.
        if let Some(known) = known
            && known.authority == authority
            && (form.org_text.trim().is_empty() || form.org_text.trim() == known.name)
        {
            return Ok(known);
        }
    }
    typed.ok_or(Problem::OrganisationMissing)
}

fn write_draft(draft: &DoorDraft) -> String {
    let mut draft = draft.clone();
    draft.org_text = draft.org_text.chars().take(200).collect();
    draft.login = draft.login.chars().take(200).collect();
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(&draft).unwrap_or_default())
}

pub(crate) fn read_draft(value: &str) -> Option<DoorDraft> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()
}

pub(crate) async fn sign_out(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
) -> Response {
    if let Some(who) = &around.who
        && let Err(problem) = web.core.sign_out(who).await
    {
        return refused(&web, around.lang, &problem);
    }
    let https = web.config.https();
    let mut response = go("/sign-in");
    let gone = session::set(session::cookie_name(https), "", Some(0), https);
    response.headers_mut().append(header::SET_COOKIE, gone);
    // What was shown must not come back with the «back» button.
    response
        .headers_mut()
        .insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    response
}

#[derive(Debug, Deserialize)]
pub(crate) struct LanguageForm {
    lang: String,
    #[serde(default)]
    back: String,
}

pub(crate) async fn language(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<LanguageForm>,
) -> Response {
    let Some(lang) = Lang::from_code(&form.lang) else {
        return refused(&web, around.lang, &Problem::BadRequest);
    };
    if let Some(who) = &around.who
        && let Err(problem) = web.core.choose_language(who, lang.code()).await
    {
        return refused(&web, around.lang, &problem);
    }
    let mut response = go(local(&form.back));
    let year = Some(365 * 86_400);
    let cookie = session::set(session::LANGUAGE, lang.code(), year, web.config.https());
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

#[derive(Debug, Deserialize)]
pub(crate) struct DeviceForm {
    id: SessionId,
}

pub(crate) async fn end_device(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Form(form): Form<DeviceForm>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go("/sign-in?next=/profile");
    };
    match web.core.end_session(&who, form.id).await {
        Ok(()) => go("/profile"),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}

/// The signed-in person of a request.
pub(crate) fn signed(around: &Surroundings) -> Result<Arc<Who>, Problem> {
    around.who.clone().ok_or(Problem::SignInNeeded)
}

/// A refusal of a form that our pages do not send in this state: a page that says so and leads on.
pub(crate) fn refused(web: &Web, lang: Lang, problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let text = app::speech::say(lang, problem);
    let body = maud::html! {
        section class="card card-narrow" {
            h1 tabindex="-1" { (text) }
            a class="button button-primary button-block" href="/" { (words::common::back(lang)) }
        }
    };
    let page = document::plain(&document::Plain {
        lang,
        css: &web.assets.css,
        product: &web.names.product,
        title: &text,
        body: maud::PreEscaped(body.into_string()),
        outbox: false,
    });
    (status, Html(page)).into_response()
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_own_paths_are_gone_to() {
        for own in ["/", "/chats", "/schedule?date=2026-11-24"] {
            assert_eq!(local(own), own);
        }
        for foreign in [
            "//evil.ru",
            "https://evil.ru",
            "/\\evil.ru",
            "",
            "javascript:1",
            "/a\nb",
        ] {
            assert_eq!(local(foreign), "/", "{foreign:?}");
        }
    }
}
