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
fn livekit_is_set_whole_and_can_be_reached_from_the_pages() {
    let three = [
        ("ZVONOK_LIVEKIT_URL", "ws://livekit.example.org:7880"),
        ("ZVONOK_LIVEKIT_KEY", "key"),
        ("ZVONOK_LIVEKIT_SECRET", "tayna"),
    ];
    let config = read(&three).expect("all three");
    assert!(!format!("{config:?}").contains("tayna"));
    assert_eq!(
        config.call_origins(),
        "ws://livekit.example.org:7880 http://livekit.example.org:7880"
    );
    for left_out in 0..3 {
        let mut two = three.to_vec();
        two.remove(left_out);
        assert!(read(&two).is_err_and(|fault| fault.contains("livekit_secret")));
    }
    let secure = ("ZVONOK_PUBLIC_URL", "https://school.example.org");
    let fault = read(&[&three[..], &[secure]].concat()).expect_err("not encrypted");
    assert!(fault.contains("livekit_url"), "{fault}");
    let other = ("ZVONOK_LIVEKIT_URL", "livekit.example.org");
    assert!(read(&[other, three[1], three[2]]).is_err());
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
