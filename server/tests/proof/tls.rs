//! https by the program itself: answers, refuses what is no certificate, reads a new one when told.

use crate::{
    school::Folder,
    server::{Server, program},
};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName},
    },
};

/// A certificate for this machine with its key, in files.
struct Pair {
    certificate: PathBuf,
    key: PathBuf,
    der: CertificateDer<'static>,
}

impl Pair {
    fn make(folder: &Path, name: &str) -> Self {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        let file = |end: &str| folder.join(format!("{name}-{end}.pem"));
        let pair = Self {
            certificate: file("cert"),
            key: file("key"),
            der: cert.der().clone(),
        };
        fs::write(&pair.certificate, cert.pem()).expect("a file");
        fs::write(&pair.key, signing_key.serialize_pem()).expect("a file");
        pair
    }
}

fn serve(data: &Path, certificate: &Path, key: &Path) -> Command {
    let mut command = program();
    let tls = format!("{},{}", certificate.display(), key.display());
    command
        .args(["serve", "--addr", "127.0.0.1:0", "--tls", &tls, "--data"])
        .arg(data);
    command
}

/// Asks for the first page; what came, or why nothing did.
async fn ask(address: &str, trusted: &CertificateDer<'static>) -> std::io::Result<String> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).expect("a root");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(address).await?;
    let name = ServerName::try_from("localhost").expect("a name");
    let mut stream = TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await?;
    let request = "GET /sign-in HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::test]
async fn pages_come_over_https_and_say_so() {
    let folder = Folder::new();
    let (first, second) = (
        Pair::make(folder.path(), "first"),
        Pair::make(folder.path(), "second"),
    );
    let data = folder.path().join("data");
    let log = data.with_extension("log");
    let server = Server::listen(serve(&data, &first.certificate, &first.key), &log);
    let address = server.address();
    // Somebody who says nothing holds up nobody.
    let silent = TcpStream::connect(&address).await.expect("a connection");
    let answer = ask(&address, &first.der).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age="));
    assert!(ask(&address, &second.der).await.is_err(), "not trusted");
    // Who speaks http is not answered in http.
    let mut plain = TcpStream::connect(&address).await.expect("a connection");
    let request = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n";
    plain.write_all(request).await.expect("sent");
    let mut said = Vec::new();
    drop(plain.read_to_end(&mut said).await);
    assert!(!said.starts_with(b"HTTP"));

    fs::copy(&second.certificate, &first.certificate).expect("a file");
    fs::copy(&second.key, &first.key).expect("a file");
    let told = Command::new("kill")
        .args(["-HUP", &server.id().to_string()])
        .status();
    assert!(told.expect("kill").success());
    let mut renewed = ask(&address, &second.der).await;
    for _ in 0..100 {
        if renewed.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        renewed = ask(&address, &second.der).await;
    }
    renewed.expect("an answer by the new certificate");
    drop(silent);
    assert!(server.stop().success(), "it stops as ever");
}

#[test]
fn what_is_no_certificate_is_named() {
    let folder = Folder::new();
    let (good, other) = (
        Pair::make(folder.path(), "good"),
        Pair::make(folder.path(), "other"),
    );
    let letter = folder.path().join("letter.pem");
    fs::write(&letter, "не сертификат").expect("a file");
    let missing = folder.path().join("missing.pem");
    let data = folder.path().join("data");
    for (certificate, key, words) in [
        (&missing, &good.key, ["missing.pem", "Не удаётся прочесть"]),
        (&letter, &good.key, ["letter.pem", "нет сертификата"]),
        (
            &good.certificate,
            &letter,
            ["letter.pem", "нет закрытого ключа"],
        ),
        (
            &good.certificate,
            &missing,
            ["missing.pem", "Не удаётся прочесть"],
        ),
        (
            &good.certificate,
            &other.key,
            ["other-key.pem", "не подходит"],
        ),
    ] {
        let done = serve(&data, certificate, key).output().expect("it ran");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(!done.status.success());
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    }
    assert!(!data.exists(), "nothing was made");
}
