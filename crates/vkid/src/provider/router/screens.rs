//! The pages for people: GET shows, POST changes and answers 303.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::answer::{broken, page, see_other, sorry, with_cookie};
use super::incoming::Incoming;
use crate::BoxError;
use crate::provider::Provider;
use crate::provider::authorize::{Refusal, Start};
use crate::provider::flow::{Next, Open, Screen};
use crate::provider::pages::{self, Notice};

pub(super) async fn authorize(
    State(provider): State<Arc<Provider>>,
    incoming: Incoming,
) -> Response {
    match provider.start(&incoming.params, incoming.lang).await {
        Ok(Start::Begin { cookie }) => with_cookie(
            &provider,
            see_other(&provider.at(Screen::Phone.path())),
            Some(&cookie),
        ),
        Ok(Start::Back(address)) => see_other(&address),
        Ok(Start::Refuse(Refusal::Client)) => sorry(&provider, &incoming, Notice::Client),
        Ok(Start::Refuse(Refusal::Redirect)) => sorry(&provider, &incoming, Notice::Redirect),
        Err(error) => broken(&provider, &incoming, &error),
    }
}

pub(super) async fn about(State(provider): State<Arc<Provider>>, incoming: Incoming) -> Response {
    let lang = match open(&provider, &incoming).await {
        Ok(Some(open)) => open.flow.lang,
        _ => incoming.lang,
    };
    page(&provider, &incoming, StatusCode::OK, &pages::about(lang))
}

pub(super) async fn show(provider: &Provider, incoming: &Incoming, screen: Screen) -> Response {
    match open(provider, incoming).await {
        Ok(Some(open)) if open.flow.finished => {
            answer(provider, incoming, provider.leave(&open.flow).await)
        }
        Ok(Some(open)) if open.flow.allows(screen) => page(
            provider,
            incoming,
            StatusCode::OK,
            &provider.draw(&open, screen),
        ),
        Ok(Some(open)) => see_other(&provider.at(open.flow.due().path())),
        Ok(None) => sorry(provider, incoming, Notice::Lost),
        Err(error) => broken(provider, incoming, &error),
    }
}

pub(super) async fn submit(provider: &Provider, incoming: &Incoming, screen: Screen) -> Response {
    let open = match trusted(provider, incoming).await {
        Ok(open) => open,
        Err(answer) => return answer,
    };
    let (params, address) = (&incoming.params, &incoming.address);
    let next = match screen {
        _ if open.flow.finished => provider.leave(&open.flow).await,
        _ if !open.flow.allows(screen) => Ok(Next::To(open.flow.due())),
        Screen::Phone => provider.submit_phone(open, params, address).await,
        Screen::Code if params.get("do") == Some("resend") => provider.resend(open, address).await,
        Screen::Code => provider.submit_code(open, params).await,
        Screen::Password => provider.submit_password(open, params, address).await,
        Screen::Person => provider.submit_person(open, params).await,
        Screen::Consent => provider.submit_consent(open).await,
    };
    answer(provider, incoming, next)
}

pub(super) async fn cancel(State(provider): State<Arc<Provider>>, incoming: Incoming) -> Response {
    match trusted(&provider, &incoming).await {
        Ok(open) => answer(&provider, &incoming, provider.cancel(open).await),
        Err(answer) => answer,
    }
}

fn answer(provider: &Provider, incoming: &Incoming, next: Result<Next, BoxError>) -> Response {
    match next {
        Ok(Next::To(screen)) => see_other(&provider.at(screen.path())),
        Ok(Next::Leave(address)) => with_cookie(provider, see_other(&address), None),
        Err(error) => broken(provider, incoming, &error),
    }
}

async fn open(provider: &Provider, incoming: &Incoming) -> Result<Option<Open>, BoxError> {
    match &incoming.cookie {
        Some(cookie) => provider.open(cookie).await,
        None => Ok(None),
    }
}

/// The flow of a form that came from a page of this very flow.
async fn trusted(provider: &Provider, incoming: &Incoming) -> Result<Open, Response> {
    match open(provider, incoming).await {
        Ok(Some(open)) => {
            let given = incoming.params.text("form_token");
            if provider.form_token_fits(&open.id, given) {
                Ok(open)
            } else {
                Err(sorry(provider, incoming, Notice::Forged))
            }
        }
        Ok(None) => Err(sorry(provider, incoming, Notice::Lost)),
        Err(error) => Err(broken(provider, incoming, &error)),
    }
}
