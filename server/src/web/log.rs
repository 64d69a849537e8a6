//! Taking the log along, and having it checked as a whole.

use super::{
    Web,
    forms::{back_to, go, refused, signed},
    spreadsheet,
};
use app::{context::Surroundings, pages::office};
use axum::{
    Extension,
    body::Body,
    extract::{Query, State},
    http::{HeaderValue, header},
    response::Response,
};
use futures::stream;
use model::{Action, Problem, views::LogQuery};
use school_core::{Core, LogExport, LogLine};
use serde::Deserialize;
use std::sync::Arc;
use words::{Lang, log};

/// What the page looks for, as a form or an address says it.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    action: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    person: String,
}

impl Asked {
    fn query(self) -> LogQuery {
        LogQuery {
            q: self.q,
            action: self.action,
            from: self.from,
            until: self.until,
            person: self.person.parse().ok(),
            before: None,
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Format {
    Excel,
    Lines,
}

pub(crate) async fn csv(
    web: State<Web>,
    around: Extension<Surroundings>,
    asked: Query<Asked>,
) -> Response {
    export(web, around, asked, Format::Excel).await
}

pub(crate) async fn jsonl(
    web: State<Web>,
    around: Extension<Surroundings>,
    asked: Query<Asked>,
) -> Response {
    export(web, around, asked, Format::Lines).await
}

async fn export(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Query(asked): Query<Asked>,
    format: Format,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to(page(&around)));
    };
    let (ending, kind) = match format {
        Format::Excel => ("csv", "text/csv; charset=utf-8"),
        Format::Lines => ("jsonl", "application/jsonl"),
    };
    let export = match web.core.export_log(&who, &asked.query(), ending).await {
        Ok(export) => export,
        Err(problem) => return refused(&web, around.lang, &problem),
    };
    let day = export.time().moment(web.core.clock.now()).day.iso();
    let name = format!("attachment; filename=\"zvonok-log-{day}.{ending}\"");
    let mut response = Response::new(body(web.core.clone(), export, format, around.lang));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

/// The entries as they are read: a log of years never lies in memory as a whole.
fn body(core: Arc<Core>, export: LogExport, format: Format, lang: Lang) -> Body {
    let begun = (core, export, true);
    Body::from_stream(stream::try_unfold(
        begun,
        move |(core, mut export, first)| async move {
            let lines = core.read_export(&mut export).await?;
            if lines.is_empty() && !first {
                return Ok::<_, Problem>(None);
            }
            let mut text = match format {
                Format::Excel if first => head(lang),
                _ => String::new(),
            };
            for line in &lines {
                match format {
                    Format::Excel => text.push_str(&row(lang, &export, line)),
                    Format::Lines => {
                        text.push_str(&serde_json::to_string(line).unwrap_or_default());
                        text.push('\n');
                    }
                }
            }
            Ok(Some((text, (core, export, false))))
        },
    ))
}

fn head(lang: Lang) -> String {
    let columns = [
        log::column_number(lang),
        log::column_at(lang),
        log::column_actor(lang),
        log::column_action(lang),
        log::column_subject(lang),
        log::column_detail(lang),
        log::column_address(lang),
        log::column_hash(lang),
    ];
    format!("{}{}", spreadsheet::MARK, spreadsheet::line(&columns))
}

fn row(lang: Lang, export: &LogExport, line: &LogLine) -> String {
    let at = export.time().moment(line.at);
    let action = match Action::from_code(&line.action) {
        Some(action) => office::action_name(lang, action).to_owned(),
        None => line.action.clone(),
    };
    spreadsheet::line(&[
        line.number.to_string(),
        format!("{} {:0>5}", at.day.dotted(), at.time),
        line.actor_name.clone(),
        action,
        line.subject_name.clone(),
        line.detail.clone(),
        line.address.clone(),
        line.hash.clone(),
    ])
}

/// Checks the log from the first entry on; the page then says how it stands.
pub(crate) async fn verify(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
) -> Response {
    let to = page(&around);
    let Ok(who) = signed(&around) else {
        return go(&back_to(to));
    };
    match web.core.verify_log(&who).await {
        Ok(_) => go(to),
        Err(problem) => refused(&web, around.lang, &problem),
    }
}

/// The page of the log that one may read.
fn page(around: &Surroundings) -> &'static str {
    match &around.who {
        Some(who) if who.org.authority => "/authority/log",
        _ => "/school/log",
    }
}
