use super::{Serve, say};
use crate::{demo, start};
use std::{io::stdout, net::SocketAddr, time::Duration};
use tokio::net::TcpListener;

/// How long open requests may take when the server stops.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often it is looked at what time alone has changed.
const UPKEEP: Duration = Duration::from_secs(3_600);

pub(super) async fn run(serve: Serve) -> Result<(), String> {
    let config = serve.place.config()?;
    let data = serve.place.data(serve.demo);
    // Before anything is written: a taken port is the commonest reason to give up.
    let listener = TcpListener::bind(serve.addr)
        .await
        .map_err(|fault| format!("{}: {fault}", serve.addr))?;
    let address = listener.local_addr().map_err(|fault| fault.to_string())?;
    let started = start::start(&config, &data, serve.demo).await?;
    let people = match serve.demo {
        true => Some(demo::prepare(&started, &data).await?),
        false => None,
    };
    let router = start::router(&started, &config, people);
    let shown = if config.public_url.is_empty() {
        format!("http://{address}")
    } else {
        config.public_url.clone()
    };
    say(&mut stdout(), &format!("{}: {shown}", config.product_name));
    if serve.demo {
        say(
            &mut stdout(),
            &format!("Демонстрационная школа. Коды из сообщений: {shown}/demo/outbox"),
        );
    }
    if !serve.demo
        && let Some(key) = started
            .core
            .offer_setup()
            .await
            .map_err(|problem| problem.to_string())?
    {
        let lang = words::Lang::Russian;
        for line in [
            words::setup::link_printed(lang),
            &format!("  {}/setup?key={key}", shown.trim_end_matches('/')),
            words::setup::link_life(lang),
        ] {
            say(&mut stdout(), line);
        }
    }
    let core = started.core.clone();
    tokio::spawn(async move {
        loop {
            if let Err(problem) = core.upkeep().await {
                tracing::error!(%problem, "upkeep failed, it is tried again in an hour");
            }
            tokio::time::sleep(UPKEEP).await;
        }
    });
    let hub = started.hub.clone();
    let server = axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(async move {
        stopped().await;
        hub.restarting();
    });
    tokio::select! {
        done = async { server.await } => done.map_err(|fault| fault.to_string())?,
        () = async { stopped().await; tokio::time::sleep(PATIENCE).await } => {}
    }
    started.storage.close().await;
    Ok(())
}

/// Ctrl+C or the service manager's word.
async fn stopped() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            return interrupt.await;
        };
        tokio::select! {
            () = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}
