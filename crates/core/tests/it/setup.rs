//! The first administrator behind the link that the server prints.

use model::{Action, FullName, Problem, Role};
use school_core::{NewSession, NotSet, Setup, Weak};
use test_support::TestSchool;
use zvonok_core as school_core;

fn form(key: &str) -> Setup {
    Setup {
        key: key.to_owned(),
        school: " МАОУ СОШ № 12 ".to_owned(),
        name: FullName {
            family: "Громова".to_owned(),
            given: "Нина".to_owned(),
            middle: "Павловна".to_owned(),
        },
        login: "Gromova".to_owned(),
        password: "кот спит на шкафу".to_owned(),
        again: "кот спит на шкафу".to_owned(),
        device: NewSession {
            remember: false,
            agent: String::new(),
            address: "10.0.0.7".to_owned(),
        },
    }
}

#[tokio::test]
async fn the_link_makes_the_school_and_its_administrator_once() {
    let school = TestSchool::empty().await;
    let key = school.core.offer_setup().await.unwrap().unwrap();
    assert_eq!(school.core.check_setup(&key, "10.0.0.7").await, Ok(()));
    let token = school.core.set_up(form(&key)).await;
    let who = school.identify(&token.ok().unwrap()).await;
    assert!(who.is(Role::Administrator));
    assert_eq!(who.org.name, "МАОУ СОШ № 12");
    assert_eq!(who.org.external_id, "setup");
    assert_eq!(who.org.time_zone, "Asia/Yekaterinburg");
    assert_eq!(who.account.login, "gromova");
    assert!(school.core.me(&who).await.unwrap().year.is_some());
    assert!(school.core.passwords(&who).await.is_ok());
    let again = school.try_sign_in("gromova", "кот спит на шкафу").await;
    assert!(again.is_ok());
    let log = school.read().await.audit_after(who.org.id, 0, 9).await;
    assert_eq!(log.unwrap()[0].action, Action::RoleChanged.code());
    let used = school.core.set_up(form(&key)).await.err();
    assert_eq!(used, Some(NotSet::Code));
    let refused = school.core.check_setup(&key, "10.0.0.7").await;
    assert_eq!(refused, Err(NotSet::Code));
    assert!(school.core.offer_setup().await.unwrap().is_none());
    assert_eq!(school.orgs().await.len(), 1);
}

#[tokio::test]
async fn a_wrong_link_is_refused_and_soon_has_to_wait() {
    let school = TestSchool::empty().await;
    let early = school.core.set_up(form("")).await.err();
    assert_eq!(early, Some(NotSet::Code), "there is no link yet");
    let first = school.core.offer_setup().await.unwrap().unwrap();
    let second = school.core.offer_setup().await.unwrap().unwrap();
    let old = school.core.set_up(form(&first)).await.err();
    assert_eq!(old, Some(NotSet::Code), "a new start makes a new link");
    for _ in 0..9 {
        let refused = school.core.set_up(form("guess")).await.err();
        assert_eq!(refused, Some(NotSet::Code));
    }
    let blocked = school.core.set_up(form(&second)).await.err();
    let wait = Problem::TooManyTries { seconds: 2 };
    assert_eq!(blocked, Some(NotSet::Problem(wait)));
    assert_eq!(school.core.check_setup(&second, "10.0.0.8").await, Ok(()));
    school.clock.forward(2_000);
    assert!(school.core.set_up(form(&second)).await.is_ok());
}

#[tokio::test]
async fn what_is_wrong_in_the_form_leaves_the_link_good() {
    let school = TestSchool::empty().await;
    let key = school.core.offer_setup().await.unwrap().unwrap();
    let change = |change: fn(&mut Setup)| {
        let mut form = form(&key);
        change(&mut form);
        form
    };
    let cases = [
        (
            change(|f| f.school.clear()),
            NotSet::Problem(Problem::FieldMissing),
        ),
        (
            change(|f| f.name.given.clear()),
            NotSet::Problem(Problem::FieldMissing),
        ),
        (change(|f| f.login = "нина громова".into()), NotSet::Login),
        (change(|f| f.again.push('.')), NotSet::Differ),
        (
            change(|f| {
                f.password = "громованина".into();
                f.again = "громованина".into();
            }),
            NotSet::Weak(Weak::Personal),
        ),
    ];
    for (form, expected) in cases {
        let refused = school.core.set_up(form).await.err();
        assert_eq!(refused, Some(expected));
    }
    assert!(school.orgs().await.is_empty());
    let (one, other) = tokio::join!(
        school.core.set_up(form(&key)),
        school.core.set_up(form(&key))
    );
    assert!(one.is_ok() != other.is_ok(), "two windows make one school");
    assert_eq!(school.orgs().await.len(), 1);
}
