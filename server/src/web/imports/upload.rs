use super::{PAGE, page_of, run};
use crate::web::{
    Web,
    forms::{back_to, go, refused, signed},
};
use app::context::Surroundings;
use axum::{
    Extension,
    extract::{FromRequest as _, Multipart, Request, State, multipart::Field},
    response::Response,
};
use model::Problem;
use school_core::{Incoming, UploadJob, Who};
use std::{path::Path, time::Duration};
use tokio::{
    fs::File,
    io::{AsyncWriteExt as _, BufWriter},
    time::timeout,
};

/// How long a connection may send nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// Bytes that wait for the disk.
const BUFFER: usize = 256 * 1024;

/// Files arrive, and their check begins. A refusal leads back to where they were chosen.
pub(crate) async fn upload(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    request: Request,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to(PAGE));
    };
    let incoming = match web.core.begin_upload(&who).await {
        Ok(incoming) => incoming,
        Err(problem @ Problem::TooManyUploads) => return back(&problem),
        Err(problem) => return refused(&web, around.lang, &problem),
    };
    let Ok(parts) = Multipart::from_request(request, &web).await else {
        return refused(&web, around.lang, &Problem::BadRequest);
    };
    match receive(&web, &who, incoming, parts).await {
        Ok(job) => {
            let id = job.id();
            run(&web, job);
            go(&page_of(id))
        }
        Err(problem) => back(&problem),
    }
}

/// Says on the page what was wrong. The name of the problem travels, not its words.
fn back(problem: &Problem) -> Response {
    let code = serde_json::to_value(problem).ok();
    let code = code
        .as_ref()
        .and_then(|problem| problem.get("code")?.as_str());
    go(&format!("{PAGE}?refused={}", code.unwrap_or("bad_request")))
}

/// Takes the parts in as they come, never more than a buffer of them in memory.
async fn receive(
    web: &Web,
    who: &Who,
    mut incoming: Incoming,
    mut parts: Multipart,
) -> Result<UploadJob, Problem> {
    while let Some(part) = soon(parts.next_field()).await? {
        let name = part.file_name().unwrap_or_default().to_owned();
        match incoming.place(&name) {
            Some(place) => write(&mut incoming, part, &place).await?,
            None => pass_over(&mut incoming, part).await?,
        }
    }
    web.core.keep_upload(who, incoming).await
}

async fn write(incoming: &mut Incoming, mut part: Field<'_>, to: &Path) -> Result<(), Problem> {
    let file = File::create(to).await.map_err(unwritable)?;
    let mut file = BufWriter::with_capacity(BUFFER, file);
    while let Some(bytes) = soon(part.chunk()).await? {
        if incoming.count(bytes.len() as u64) {
            file.write_all(&bytes).await.map_err(unwritable)?;
        } else if incoming.is_hopeless() {
            return incoming.check();
        }
    }
    file.shutdown().await.map_err(unwritable)
}

/// What is too large or not wanted is read to its end: a browser that is still sending does not
/// listen to a refusal.
async fn pass_over(incoming: &mut Incoming, mut part: Field<'_>) -> Result<(), Problem> {
    while let Some(bytes) = soon(part.chunk()).await? {
        if !incoming.count(bytes.len() as u64) && incoming.is_hopeless() {
            return incoming.check();
        }
    }
    Ok(())
}

async fn soon<T, E>(next: impl Future<Output = Result<T, E>>) -> Result<T, Problem> {
    match timeout(PATIENCE, next).await {
        Ok(Ok(next)) => Ok(next),
        // The connection broke off, or says something that is no form.
        Ok(Err(_)) | Err(_) => Err(Problem::BadRequest),
    }
}

fn unwritable(fault: std::io::Error) -> Problem {
    tracing::error!(cause = %fault, "an upload cannot be written");
    Problem::Unavailable
}
