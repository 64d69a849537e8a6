use super::{PAGE, page_of, run};
use crate::web::{
    Web,
    forms::{back_to, go, refused, signed},
};
use app::context::Surroundings;
use axum::{
    Extension,
    body::Body,
    extract::{FromRequest as _, Multipart, Request, State, multipart::Field},
    response::Response,
};
use futures::StreamExt as _;
use model::Problem;
use school_core::{Incoming, UploadJob, Who};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    fs::File,
    io::{AsyncWriteExt as _, BufWriter},
    time::timeout,
};

/// How long a connection may send nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// Bytes that may come without a part getting on.
const MOST_IN_VAIN: usize = 4 * 1024 * 1024;

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
    let meter = Meter::default();
    let request = request.map(|body| meter.over(body));
    let Ok(parts) = Multipart::from_request(request, &web).await else {
        return refused(&web, around.lang, &Problem::BadRequest);
    };
    match receive(&web, &who, incoming, parts, &meter).await {
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

/// What has come since the form last got on: a head of a part that never ends is kept in memory
/// by who looks for its end.
#[derive(Debug, Clone, Default)]
struct Meter(Arc<AtomicUsize>);

impl Meter {
    /// The body, broken off when too much of it is of no use.
    fn over(&self, body: Body) -> Body {
        let meter = self.clone();
        Body::from_stream(body.into_data_stream().map(move |bytes| {
            let bytes = bytes.map_err(std::io::Error::other)?;
            let before = meter.0.fetch_add(bytes.len(), Ordering::Relaxed);
            match before + bytes.len() <= MOST_IN_VAIN {
                true => Ok(bytes),
                false => Err(std::io::Error::other("a head without an end")),
            }
        }))
    }

    /// The form got on.
    fn reset(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// Takes the parts in as they come, never more than a buffer of them in memory.
async fn receive(
    web: &Web,
    who: &Who,
    mut incoming: Incoming,
    mut parts: Multipart,
    meter: &Meter,
) -> Result<UploadJob, Problem> {
    while let Some(part) = soon(parts.next_field()).await? {
        meter.reset();
        let name = part.file_name().unwrap_or_default().to_owned();
        match incoming.place(&name) {
            Some(place) => write(&mut incoming, part, &place, meter).await?,
            None => pass_over(&mut incoming, part, meter).await?,
        }
    }
    web.core.keep_upload(who, incoming).await
}

async fn write(
    incoming: &mut Incoming,
    mut part: Field<'_>,
    to: &Path,
    meter: &Meter,
) -> Result<(), Problem> {
    let file = File::create(to).await.map_err(unwritable)?;
    let mut file = BufWriter::with_capacity(BUFFER, file);
    while let Some(bytes) = soon(part.chunk()).await? {
        meter.reset();
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
async fn pass_over(
    incoming: &mut Incoming,
    mut part: Field<'_>,
    meter: &Meter,
) -> Result<(), Problem> {
    while let Some(bytes) = soon(part.chunk()).await? {
        meter.reset();
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
