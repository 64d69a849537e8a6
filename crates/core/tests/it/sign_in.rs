use model::{OrgId, Problem};
use school_core::NewSession;
use test_support::TestSchool;
use zvonok_core as school_core;

fn from(address: &str, remember: bool) -> NewSession {
    NewSession {
        remember,
        agent: String::new(),
        address: address.to_owned(),
    }
}

async fn expect_session(school: &TestSchool, token: &school_core::Token, there: bool) {
    let found = school.core.identify(&token.0, "10.0.0.1").await;
    match found {
        Ok(_) => assert!(there, "the session is over"),
        Err(problem) => assert!(!there && problem == Problem::SignInNeeded, "{problem}"),
    }
}

#[tokio::test]
async fn teacher_signs_in_to_the_own_school() {
    let school = TestSchool::small().await;
    let token = school.try_sign_in(" Teacher ", "zvonok").await.unwrap();
    let who = school.identify(&token).await;
    assert_eq!(who.account.login, "teacher");
    assert_eq!(who.org.id, school.org().await.id);
    assert_eq!(
        school.core.me(&who).await.unwrap().year.as_deref(),
        Some("2026/27")
    );
}

#[tokio::test]
async fn unknown_login_and_wrong_password_are_answered_alike() {
    let school = TestSchool::small().await;
    for (login, password) in [
        ("teacher", "zvonok1"),
        ("nobody", "zvonok"),
        ("s000001", "zvonok"),
    ] {
        let refused = school.try_sign_in(login, password).await.err();
        assert_eq!(refused, Some(Problem::WrongCredentials), "{login}");
    }
    for (login, password) in [("", "zvonok"), ("teacher", "")] {
        let refused = school.try_sign_in(login, password).await.err();
        assert_eq!(refused, Some(Problem::FieldMissing), "{login}");
    }
}

#[tokio::test]
async fn the_wait_grows_and_the_right_password_ends_it() {
    let school = TestSchool::small().await;
    for _ in 0..5 {
        let refused = school.try_sign_in("teacher", "wrong").await.err();
        assert_eq!(refused, Some(Problem::WrongCredentials));
    }
    let blocked = |seconds| Some(Problem::TooManyTries { seconds });
    assert_eq!(
        school.try_sign_in("teacher", "zvonok").await.err(),
        blocked(2)
    );
    assert!(
        school.try_sign_in("pupil", "zvonok").await.is_ok(),
        "others are not kept waiting"
    );
    school.clock.forward(2_000);
    assert_eq!(
        school.try_sign_in("teacher", "wrong").await.err(),
        Some(Problem::WrongCredentials)
    );
    assert_eq!(
        school.try_sign_in("teacher", "zvonok").await.err(),
        blocked(4)
    );
    school.clock.forward(4_000);
    assert!(school.try_sign_in("teacher", "zvonok").await.is_ok());
    let refused = school.try_sign_in("teacher", "wrong").await.err();
    assert_eq!(refused, Some(Problem::WrongCredentials));
    assert!(
        school.try_sign_in("teacher", "zvonok").await.is_ok(),
        "counted from the beginning"
    );
}

#[tokio::test]
async fn the_waits_of_an_unknown_login_grow_too() {
    let school = TestSchool::small().await;
    for _ in 0..5 {
        school.try_sign_in("nobody", "wrong").await.err().unwrap();
    }
    let refused = school.try_sign_in("nobody", "wrong").await.err();
    assert_eq!(refused, Some(Problem::TooManyTries { seconds: 2 }));
}

#[tokio::test]
async fn an_address_that_tries_everybody_waits() {
    let school = TestSchool::small().await;
    let org = school.org().await.id;
    for n in 0..61 {
        let login = format!("nobody{n}");
        school
            .sign_in_to(org, &login, "x", from("10.9.9.9", false))
            .await
            .err()
            .unwrap();
    }
    let refused = school
        .sign_in_to(org, "teacher", "zvonok", from("10.9.9.9", false))
        .await;
    assert_eq!(refused.err(), Some(Problem::TooManyTries { seconds: 2 }));
    let other = school
        .sign_in_to(org, "teacher", "zvonok", from("10.9.9.8", false))
        .await;
    assert!(other.is_ok());
}

#[tokio::test]
async fn another_organisation_knows_nobody() {
    let school = TestSchool::small().await;
    let authority = school.orgs().await.pop().unwrap();
    assert!(authority.authority);
    let device = || from("10.0.0.1", false);
    let refused = school
        .sign_in_to(authority.id, "teacher", "zvonok", device())
        .await;
    assert_eq!(refused.err(), Some(Problem::WrongCredentials));
    let own = school
        .sign_in_to(authority.id, "authority", "zvonok", device())
        .await;
    assert!(own.is_ok());
    let nowhere = school
        .sign_in_to(OrgId(99), "teacher", "zvonok", device())
        .await;
    assert_eq!(nowhere.err(), Some(Problem::OrganisationMissing));
}

#[tokio::test]
async fn an_idle_session_ends_and_a_used_one_ends_later() {
    let school = TestSchool::small().await;
    let idle = school.try_sign_in("teacher", "zvonok").await.unwrap();
    let used = school.try_sign_in("teacher", "zvonok").await.unwrap();
    school.clock.minutes(119);
    expect_session(&school, &used, true).await;
    school.clock.minutes(1);
    expect_session(&school, &idle, false).await;
    for _ in 0..9 {
        school.clock.minutes(60);
        expect_session(&school, &used, true).await;
    }
    school.clock.minutes(59);
    expect_session(&school, &used, true).await;
    // Twelve hours after signing in, however busy.
    school.clock.minutes(1);
    expect_session(&school, &used, false).await;
}

#[tokio::test]
async fn a_remembered_session_outlives_the_holidays() {
    let school = TestSchool::small().await;
    let org = school.org().await.id;
    let signed = school
        .sign_in_to(org, "pupil", "zvonok", from("10.0.0.1", true))
        .await;
    let token = signed.unwrap();
    for _ in 0..4 {
        school.clock.minutes(29 * 24 * 60);
        expect_session(&school, &token, true).await;
    }
    school.clock.minutes(5 * 24 * 60);
    expect_session(&school, &token, false).await;
    let forgotten = school
        .sign_in_to(org, "pupil", "zvonok", from("10.0.0.1", true))
        .await;
    school.clock.minutes(30 * 24 * 60);
    expect_session(&school, &forgotten.unwrap(), false).await;
}
