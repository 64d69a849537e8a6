use crate::school_core::{Event, Token};
use model::{Problem, views::Device};
use test_support::TestSchool;

async fn devices(school: &TestSchool, token: &Token) -> Vec<Device> {
    let who = school.identify(token).await;
    school.core.profile(&who, None).await.unwrap().devices
}

#[tokio::test]
async fn another_device_is_signed_out_from_the_own_page() {
    let school = TestSchool::small().await;
    let here = school.try_sign_in("teacher", "zvonok").await.unwrap();
    let there = school.try_sign_in("teacher", "zvonok").await.unwrap();
    let listed = devices(&school, &here).await;
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[0].agent, "Chrome, Linux");
    let other = listed.iter().find(|device| !device.current).unwrap().id;

    let (who, gone) = (school.identify(&here).await, school.identify(&there).await);
    school.core.end_session(&who, other).await.unwrap();
    assert_eq!(school.bus.take(), [Event::SignedOut { session: other }]);
    let refused = school.core.identify(&there.0, "10.0.0.1").await;
    assert_eq!(refused.err(), Some(Problem::SignInNeeded));
    assert!(!school.core.still_holds(&gone, false).await);
    assert!(school.core.still_holds(&who, false).await);
    assert_eq!(devices(&school, &here).await.len(), 1);
}

#[tokio::test]
async fn nobody_ends_a_session_of_somebody_else() {
    let school = TestSchool::small().await;
    let (teacher, pupil) = (
        school.sign_in("teacher").await,
        school.sign_in("pupil").await,
    );
    let refused = school.core.end_session(&pupil, teacher.session.id).await;
    assert_eq!(refused, Err(Problem::NotFound));
    assert!(school.core.still_holds(&teacher, false).await);
}

#[tokio::test]
async fn a_token_is_worth_nothing_after_signing_out() {
    let school = TestSchool::small().await;
    let token = school.try_sign_in("pupil", "zvonok").await.unwrap();
    let who = school.identify(&token).await;
    school.core.sign_out(&who).await.unwrap();
    school.core.sign_out(&who).await.unwrap();
    let refused = school.core.identify(&token.0, "10.0.0.1").await;
    assert_eq!(refused.err(), Some(Problem::SignInNeeded));
    let nonsense = school.core.identify("nonsense", "10.0.0.1").await;
    assert_eq!(nonsense.err(), Some(Problem::SignInNeeded));
}

#[tokio::test]
async fn a_chosen_language_stays_with_the_account() {
    let school = TestSchool::small().await;
    let who = school.sign_in("pupil").await;
    school.core.choose_language(&who, "en").await.unwrap();
    let again = school.sign_in("pupil").await;
    assert_eq!(again.account.language.as_deref(), Some("en"));
}
