use super::{Config, PathBuf};

fn read(pairs: &[(&str, &str)]) -> Result<Config, String> {
    Config::read(
        None,
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned())),
    )
}

#[test]
fn the_environment_sets_and_the_unknown_is_refused() {
    let config = read(&[
        ("ZVONOK_IDLE_MINUTES", "5"),
        ("ZVONOK_ADDR", "x"),
        ("PATH", "y"),
    ]);
    assert_eq!(config.expect("known keys").idle_minutes, 5);
    let fault = read(&[("ZVONOK_IDEL_MINUTES", "5")]).expect_err("a misspelt key");
    assert!(fault.contains("idel_minutes"), "{fault}");
    let number = read(&[("ZVONOK_VKID_CLIENT_ID", "51234567")]).expect("a text of digits");
    assert_eq!(number.vkid_client_id, "51234567");
    assert!(read(&[("ZVONOK_TIME_ZONE", "Mars/Base")]).is_err());
    assert!(read(&[("ZVONOK_FIRST_CODE_DAYS", "0")]).is_err());
}

#[test]
fn a_certificate_comes_with_its_key_and_makes_it_https() {
    let config = read(&[("ZVONOK_TLS", "cert.pem, key.pem")]).expect("two files");
    assert_eq!(config.tls, ["cert.pem", "key.pem"].map(PathBuf::from));
    assert!(config.https());
    assert!(read(&[("ZVONOK_TLS", "both.pem")]).is_err());
    let plain = ("ZVONOK_PUBLIC_URL", "http://school.example.org");
    assert!(read(&[("ZVONOK_TLS", "c,k"), plain]).is_err());
    let named = read(&[plain]).expect("an address");
    assert!(named.with_tls(vec!["c".into(), "k".into()]).is_err());
}

#[test]
fn secrets_are_not_printed() {
    let config = read(&[
        ("ZVONOK_SMTP_URL", "smtps://school:tayna@mail.example.org"),
        (
            "ZVONOK_SMS_GATEWAY_URL",
            "https://sms.example.org/?key=tayna",
        ),
    ]);
    let config = config.expect("known keys");
    assert_eq!(
        config.smtp_url.reveal(),
        "smtps://school:tayna@mail.example.org"
    );
    assert!(!format!("{config:?}").contains("tayna"));
}
