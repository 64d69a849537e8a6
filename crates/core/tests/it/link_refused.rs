use crate::school_core::{IdentityFault, VkPerson, Who};
use model::{
    Phone, Problem, Role,
    views::{LinkPage, Mismatch},
};
use test_support::TestSchool;

async fn expect_mismatch(school: &TestSchool, who: &Who, vk: VkPerson, wanted: Mismatch) {
    let state = school.ask(who).await;
    let name = vk.name.clone();
    school.answer(who, &state, Ok(vk)).await.unwrap();
    let page = school.core.link_page(who).await.unwrap();
    assert!(
        matches!(page, LinkPage::Mismatch { why, .. } if why == wanted),
        "{page:?}"
    );
    let refused = school.core.confirm_link(who, name).await.err();
    assert_eq!(refused, Some(Problem::ProfileMismatch));
    assert!(school.chat_names(who).await.is_empty());
}

async fn phone_of(school: &TestSchool, login: &str) -> Option<Phone> {
    let phone = school.enter(login).await.person.phone.unwrap();
    Some(Phone::parse(&phone).unwrap())
}

#[tokio::test]
async fn a_pupil_with_the_number_of_a_guardian_is_stopped() {
    let school = TestSchool::small().await;
    let pupil = school.sign_in("pupil").await;
    let vk = VkPerson {
        phone: phone_of(&school, "parent").await,
        ..school.vk(&pupil)
    };
    expect_mismatch(&school, &pupil, vk, Mismatch::PhoneOfAdult).await;
}

#[tokio::test]
async fn a_guardian_with_the_number_of_a_pupil_is_stopped() {
    let school = TestSchool::small().await;
    let parent = school.sign_in("parent").await;
    let vk = VkPerson {
        phone: phone_of(&school, "pupil").await,
        ..school.vk(&parent)
    };
    expect_mismatch(&school, &parent, vk, Mismatch::PhoneOfPupil).await;
}

#[tokio::test]
async fn ages_that_do_not_fit_are_stopped() {
    let school = TestSchool::small().await;
    let pupil = school.sign_in("pupil").await;
    let unknown = Phone::parse("+79009990000");
    let aged = |who: &Who, born: &str| VkPerson {
        phone: unknown.clone(),
        born: Some(born.to_owned()),
        ..school.vk(who)
    };
    // 21 today.
    expect_mismatch(
        &school,
        &pupil,
        aged(&pupil, "2005-11-24"),
        Mismatch::AgeOfAdult,
    )
    .await;
    let parent = school.sign_in("parent").await;
    expect_mismatch(
        &school,
        &parent,
        aged(&parent, "2010-11-25"),
        Mismatch::AgeOfPupil,
    )
    .await;
    // 21 tomorrow, and 16 today.
    assert!(
        school
            .try_link(&pupil, aged(&pupil, "2005-11-25"))
            .await
            .is_ok()
    );
    assert!(
        school
            .try_link(&parent, aged(&parent, "2010-11-24"))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_state_works_once_and_only_where_it_was_made() {
    let school = TestSchool::small().await;
    let (pupil, other) = (
        school.sign_in("pupil").await,
        school.sign_in("pupil2").await,
    );
    let second_device = school.sign_in("pupil").await;
    let state = school.ask(&pupil).await;
    for stranger in [&other, &second_device] {
        let vk = school.vk(stranger);
        let refused = school.answer(stranger, &state, Ok(vk)).await;
        assert_eq!(refused, Err(Problem::LinkExpired));
    }
    let vk = school.vk(&pupil);
    school.answer(&pupil, &state, Ok(vk.clone())).await.unwrap();
    assert_eq!(
        school.answer(&pupil, &state, Ok(vk)).await,
        Err(Problem::LinkExpired)
    );
    let page = school.core.link_page(&pupil).await.unwrap();
    assert!(
        matches!(page, LinkPage::Review { .. }),
        "the second answer spoils nothing: {page:?}"
    );
    let unknown = school
        .answer(&pupil, "unknown", Ok(school.vk(&pupil)))
        .await;
    assert_eq!(unknown, Err(Problem::LinkExpired));
}

#[tokio::test]
async fn a_new_way_ends_the_earlier_one() {
    let school = TestSchool::small().await;
    let pupil = school.sign_in("pupil").await;
    let first = school.ask(&pupil).await;
    let second = school.ask(&pupil).await;
    let refused = school.answer(&pupil, &first, Ok(school.vk(&pupil))).await;
    assert_eq!(refused, Err(Problem::LinkExpired));
    school
        .answer(&pupil, &second, Ok(school.vk(&pupil)))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_way_takes_ten_minutes_at_most() {
    let school = TestSchool::small().await;
    let pupil = school.sign_in("pupil").await;
    let state = school.ask(&pupil).await;
    school.clock.minutes(10);
    let late = school.answer(&pupil, &state, Ok(school.vk(&pupil))).await;
    assert_eq!(late, Err(Problem::LinkExpired));

    let state = school.ask(&pupil).await;
    school.clock.minutes(9);
    school
        .answer(&pupil, &state, Ok(school.vk(&pupil)))
        .await
        .unwrap();
    school.clock.minutes(1);
    let name = pupil.person.name.clone();
    let late = school.core.confirm_link(&pupil, name).await.err();
    assert_eq!(late, Some(Problem::LinkExpired));
    let page = school.core.link_page(&pupil).await;
    assert_eq!(page, Ok(LinkPage::Failed(Problem::LinkExpired)));
}

#[tokio::test]
async fn a_vk_id_of_somebody_else_is_refused_without_saying_whose() {
    let school = TestSchool::small().await;
    school.link("pupil").await;
    let other = school.sign_in("pupil2").await;
    let taken = VkPerson {
        vk_id: "vk-pupil".to_owned(),
        ..school.vk(&other)
    };
    let state = school.ask(&other).await;
    school.answer(&other, &state, Ok(taken)).await.unwrap();
    let page = school.core.link_page(&other).await;
    assert_eq!(page, Ok(LinkPage::Failed(Problem::LinkedElsewhere)));
    let name = other.person.name.clone();
    let refused = school.core.confirm_link(&other, name).await.err();
    assert_eq!(refused, Some(Problem::LinkExpired));
}

#[tokio::test]
async fn who_is_slower_with_the_same_vk_id_is_refused() {
    let school = TestSchool::small().await;
    let (pupil, other) = (
        school.sign_in("pupil").await,
        school.sign_in("pupil2").await,
    );
    let vk = VkPerson {
        phone: None,
        ..school.vk(&pupil)
    };
    for who in [&pupil, &other] {
        let state = school.ask(who).await;
        school.answer(who, &state, Ok(vk.clone())).await.unwrap();
    }
    school
        .core
        .confirm_link(&pupil, vk.name.clone())
        .await
        .unwrap();
    let refused = school.core.confirm_link(&other, vk.name).await.err();
    assert_eq!(refused, Some(Problem::LinkedElsewhere));
    let page = school.core.link_page(&other).await;
    assert_eq!(page, Ok(LinkPage::Failed(Problem::LinkedElsewhere)));
}

#[tokio::test]
async fn what_vk_id_refuses_is_told() {
    let school = TestSchool::small().await;
    let pupil = school.sign_in("pupil").await;
    for (fault, told) in [
        (
            IdentityFault::Refused("access_denied".into()),
            Problem::LinkRefused,
        ),
        (
            IdentityFault::Unavailable("timeout".into()),
            Problem::IdentityUnavailable,
        ),
    ] {
        let state = school.ask(&pupil).await;
        school.answer(&pupil, &state, Err(fault)).await.unwrap();
        assert_eq!(
            school.core.link_page(&pupil).await,
            Ok(LinkPage::Failed(told))
        );
    }
    let state = school.ask(&pupil).await;
    school
        .core
        .answer_link(&pupil, &state, Err("access_denied"))
        .await
        .unwrap();
    let page = school.core.link_page(&pupil).await;
    assert_eq!(page, Ok(LinkPage::Failed(Problem::LinkRefused)));
}

#[tokio::test]
async fn roles_without_chats_have_nothing_to_link() {
    let school = TestSchool::small().await;
    for login in ["authority", "support"] {
        let who = school.sign_in(login).await;
        assert!(!who.is(Role::Pupil));
        assert_eq!(
            school.core.begin_link(&who).await.err(),
            Some(Problem::NotAllowed)
        );
        assert_eq!(
            school.core.link_page(&who).await.err(),
            Some(Problem::NotAllowed)
        );
        assert_eq!(
            school.core.unlink(&who).await.err(),
            Some(Problem::NotAllowed)
        );
    }
}
