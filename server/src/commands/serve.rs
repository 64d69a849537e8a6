use super::{Serve, say};
use crate::{demo, folder, hub::Hub, start, tls};
use axum::{
    Router,
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener, ListenerExt as _},
};
use std::{
    io::{ErrorKind, stdout},
    net::SocketAddr,
    path::PathBuf,
    sync::Arc,
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tokio_rustls::rustls::ServerConfig;
use words::{Lang, starting};

/// How long open requests may take when the server stops.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often it is looked at what time alone has changed.
const UPKEEP: Duration = Duration::from_secs(3_600);

/// How often it is looked for calls that ring in vain, that everybody has left, or that somebody may no
/// longer be in.
const LOOKS: Duration = Duration::from_secs(10);

pub(super) async fn run(serve: Serve) -> Result<(), String> {
    let config = serve.place.config()?.with_tls(serve.tls)?;
    let secured = match &*config.tls {
        [certificate, key] => Some(renewed(certificate.clone(), key.clone())?),
        _ => None,
    };
    let data = serve.place.data(serve.demo);
    // Before anything is written: a taken port is the commonest reason to give up.
    let listener = TcpListener::bind(serve.addr)
        .await
        .map_err(|fault| unheard(serve.addr, &fault))?;
    let address = listener.local_addr().map_err(|fault| fault.to_string())?;
    let held = folder::hold(&data)?;
    let started = match start::start(&config, &data, serve.demo).await {
        Ok(started) => started,
        Err(what) => {
            held.give_up();
            return Err(what);
        }
    };
    let opened = match config.livekit_url.is_empty() {
        true => {
            let calls = &started.calls;
            let (port, addresses) = (config.calls_port, &config.calls_addresses);
            calls.open(address, port, addresses).await
        }
        // No port is taken for what another server does.
        false => Ok(()),
    };
    if let Err(what) = opened {
        held.give_up();
        return Err(starting::calls_failed(Lang::Russian, &what));
    }
    let people = match serve.demo {
        true => Some(demo::prepare(&started, &data).await?),
        false => None,
    };
    let router = start::router(&started, &config, people);
    let shown = if config.public_url.is_empty() {
        format!("{}://{address}", config.scheme())
    } else {
        config.public_url.clone()
    };
    let stopped = stopped()?;
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
    let core = started.core.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(LOOKS).await;
            if let Err(problem) = core.look_after_calls().await {
                tracing::error!(%problem, "calls were not looked after, it is tried again");
            }
        }
    });
    let hub = started.hub.clone();
    match secured {
        Some(secured) => {
            let listener =
                tls::TlsListener::open(listener, secured).map_err(|fault| fault.to_string())?;
            let listener = listener.tap_io(|stream| prompt(stream.get_ref().0));
            answer(listener, router, hub, stopped).await?;
        }
        None => {
            let listener = listener.tap_io(|stream| prompt(stream));
            answer(listener, router, hub, stopped).await?;
        }
    }
    started.storage.close().await;
    drop(held);
    Ok(())
}

/// Answers until it is told to stop, and what is under way for a little longer.
async fn answer<L>(
    listener: L,
    router: Router,
    hub: Arc<Hub>,
    stopped: watch::Receiver<bool>,
) -> Result<(), String>
where
    L: Listener<Addr = SocketAddr>,
    SocketAddr: for<'a> Connected<IncomingStream<'a, L>>,
{
    let server = axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown({
        let stopped = stopped.clone();
        async move {
            told(stopped).await;
            hub.restarting();
        }
    });
    tokio::select! {
        done = async { server.await } => done.map_err(|fault| fault.to_string()),
        () = async { told(stopped).await; tokio::time::sleep(PATIENCE).await } => Ok(()),
    }
}

/// A message is small and must not wait until the one before it has been acknowledged, which the
/// other side may put off by 40 ms.
fn prompt(stream: &TcpStream) {
    if let Err(fault) = stream.set_nodelay(true) {
        tracing::warn!(cause = %fault, "a connection cannot be made prompt");
    }
}

/// The certificate and key of two files; read again when the service manager says so (SIGHUP): a
/// certificate is renewed every few weeks, and nobody should be thrown out for it.
fn renewed(
    certificate: PathBuf,
    key: PathBuf,
) -> Result<watch::Receiver<Arc<ServerConfig>>, String> {
    let (renew, secured) = watch::channel(tls::read(&certificate, &key)?);
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut told = signal(SignalKind::hangup()).map_err(|fault| fault.to_string())?;
        tokio::spawn(async move {
            while told.recv().await.is_some() {
                match tls::read(&certificate, &key) {
                    Ok(config) => {
                        renew.send_replace(config);
                        tracing::info!("the certificate was read again");
                    }
                    Err(what) => tracing::error!(%what, "the certificate stays as it was"),
                }
            }
        });
    }
    Ok(secured)
}

/// Why an address cannot be listened on, and what to do.
fn unheard(address: SocketAddr, fault: &std::io::Error) -> String {
    let (lang, shown) = (Lang::Russian, address.to_string());
    match fault.kind() {
        ErrorKind::AddrInUse => starting::address_taken(lang, &shown),
        ErrorKind::PermissionDenied => starting::address_denied(lang, &shown),
        ErrorKind::AddrNotAvailable => starting::address_foreign(lang, &shown),
        _ => starting::address_failed(lang, &shown, &fault.to_string()),
    }
}

/// Turns true at Ctrl+C or the service manager's word. Listened for from now on, not from when it
/// is first waited for: a server that has said its address can be told to stop.
fn stopped() -> Result<watch::Receiver<bool>, String> {
    let (stop, stopped) = watch::channel(false);
    #[cfg(unix)]
    let signalled = {
        use tokio::signal::unix::{SignalKind, signal};
        let listen = |kind| signal(kind).map_err(|fault| fault.to_string());
        let (mut interrupt, mut terminate) = (
            listen(SignalKind::interrupt())?,
            listen(SignalKind::terminate())?,
        );
        async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        }
    };
    #[cfg(not(unix))]
    let signalled = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    tokio::spawn(async move {
        signalled.await;
        stop.send_replace(true);
    });
    Ok(stopped)
}

async fn told(mut stopped: watch::Receiver<bool>) {
    // Fails when nobody listens for signals any more: then nobody will tell.
    if stopped.wait_for(|stopped| *stopped).await.is_err() {
        std::future::pending::<()>().await;
    }
}
