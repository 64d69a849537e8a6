//! https by the program itself, where no proxy stands before it.

use axum::serve::Listener;
use std::{io, net::SocketAddr, path::Path, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, mpsc, watch},
    time::timeout,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        crypto::ring,
        pki_types::{
            CertificateDer, PrivateKeyDer,
            pem::{self, PemObject as _},
        },
    },
    server::TlsStream,
};
use words::{Lang, starting};

/// How long a client may take to agree on keys.
const PATIENCE: Duration = Duration::from_secs(10);
/// Clients that may do so at a time: one that says nothing holds a place for as long.
const AT_ONCE: usize = 1_024;

/// What is spoken: TLS 1.2 or newer with this certificate, HTTP/1.1 within.
///
/// # Errors
/// Names the file and says what is wrong with it.
pub fn read(certificate: &Path, key: &Path) -> Result<Arc<ServerConfig>, String> {
    let lang = Lang::Russian;
    let shown = (certificate.display().to_string(), key.display().to_string());
    let unread = |path: &str, fault: pem::Error| match fault {
        pem::Error::Io(cause) => starting::tls_unread(lang, path, &cause.to_string()),
        other => starting::tls_no_pem(lang, path, &other.to_string()),
    };
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|fault| unread(&shown.0, fault))?;
    if chain.is_empty() {
        return Err(starting::tls_no_certificate(lang, &shown.0));
    }
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|fault| match fault {
        pem::Error::NoItemsFound => starting::tls_no_key(lang, &shown.1),
        other => unread(&shown.1, other),
    })?;
    let agreed = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| {
            builder
                .with_no_client_auth()
                .with_single_cert(chain, secret)
        });
    let mut config = agreed.map_err(|fault| match fault {
        rustls::Error::InconsistentKeys(_) => starting::tls_key_foreign(lang, &shown.1, &shown.0),
        other => starting::tls_failed(lang, &shown.0, &shown.1, &other.to_string()),
    })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Connections that have agreed on keys.
pub struct TlsListener {
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    address: SocketAddr,
}

impl TlsListener {
    /// Takes connections by whatever is the newest configuration.
    ///
    /// # Errors
    /// When the listener has no address.
    pub fn open(
        listener: TcpListener,
        config: watch::Receiver<Arc<ServerConfig>>,
    ) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (agreed, ready) = mpsc::channel(1);
        tokio::spawn(agree(listener, config, agreed));
        Ok(Self { ready, address })
    }
}

/// Every client agrees beside the others: one that is slow holds up nobody.
async fn agree(
    mut listener: TcpListener,
    config: watch::Receiver<Arc<ServerConfig>>,
    agreed: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>,
) {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        let (stream, address) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = agreed.closed() => return,
        };
        let acceptor = TlsAcceptor::from(Arc::clone(&config.borrow()));
        let agreed = agreed.clone();
        tokio::spawn(async move {
            match timeout(PATIENCE, acceptor.accept(stream)).await {
                // Nobody takes it when the server stops.
                Ok(Ok(stream)) => drop(agreed.send((stream, address)).await),
                Ok(Err(cause)) => tracing::debug!(%cause, "a client did not agree on keys"),
                Err(_) => tracing::debug!("a client took too long to agree on keys"),
            }
            drop(place);
        });
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(connection) => connection,
            // What takes connections ends with this listener only.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.address)
    }
}
