use crate::school_core::Who;
use model::{PersonId, Problem, Role};
use test_support::TestSchool;

async fn expect(school: &TestSchool, who: &Who, person: PersonId, seen: bool) {
    let found = school.core.profile(who, Some(person)).await;
    match found {
        Ok(_) => assert!(seen, "{} may not see {person}", who.account.login),
        Err(problem) => assert!(!seen && problem == Problem::NotFound, "{problem}"),
    }
}

#[tokio::test]
async fn the_own_page_shows_everything() {
    let school = TestSchool::small().await;
    let pupil = school.sign_in("pupil").await;
    let page = school.core.profile(&pupil, None).await.unwrap();
    assert!(page.own && !page.linked);
    assert_eq!(
        (page.class.as_deref(), page.roles.as_slice()),
        (Some("4А"), &[Role::Pupil][..])
    );
    assert!(page.born.is_some() && page.email.is_some());
    assert!(page.phone.unwrap().contains("•••"));
    assert_eq!(page.devices.len(), 1);
}

#[tokio::test]
async fn a_guardian_sees_own_children_only() {
    let school = TestSchool::small().await;
    let parent = school.sign_in("parent").await;
    let (pupil, pupil2) = (school.link("pupil").await, school.enter("pupil2").await);
    expect(&school, &parent, pupil.id(), true).await;
    expect(&school, &parent, pupil2.id(), false).await;
    let page = school
        .core
        .profile(&parent, Some(pupil.id()))
        .await
        .unwrap();
    assert!(page.linked && page.born.is_some());
    assert!(page.email.is_none() && page.devices.is_empty() && !page.own);
}

#[tokio::test]
async fn a_teacher_sees_pupils_of_own_classes_without_private_data() {
    let school = TestSchool::of(4).await;
    let teacher = school.sign_in("teacher").await;
    let pupil = school.enter("pupil").await;
    let page = school
        .core
        .profile(&teacher, Some(pupil.id()))
        .await
        .unwrap();
    assert_eq!(page.class.as_deref(), Some("4А"));
    assert!(page.born.is_none() && page.phone.is_none() && page.email.is_none());

    let taught = school
        .read()
        .await
        .teaches(teacher.id(), &teacher.day)
        .await
        .unwrap();
    for class in school
        .read()
        .await
        .classes_of(teacher.org.id, false)
        .await
        .unwrap()
    {
        let enrolled = school
            .read()
            .await
            .enrolled(class.id, &teacher.day)
            .await
            .unwrap();
        for one in enrolled.iter().filter(|one| !one.teacher) {
            let studied = school
                .read()
                .await
                .studies(one.person, &teacher.day)
                .await
                .unwrap();
            let own = studied
                .iter()
                .any(|class| taught.iter().any(|own| own.id == class.id));
            expect(&school, &teacher, one.person, own).await;
        }
    }
    let parent = school.enter("parent").await;
    expect(&school, &teacher, parent.id(), false).await;
}

#[tokio::test]
async fn the_administrator_sees_the_own_school_and_no_other() {
    let school = TestSchool::small().await;
    school.add(&demo_school::scaled(2026, 8, 2)).await;
    let admin = school.sign_in("admin").await;
    let schools: Vec<_> = school
        .orgs()
        .await
        .into_iter()
        .filter(|org| !org.authority)
        .collect();
    for (org, seen) in [(&schools[0], true), (&schools[1], false)] {
        let people = school.read().await.person_ids(org.source).await.unwrap();
        let (_, pupil) = people.iter().find(|(id, _)| id.contains("-s-")).unwrap();
        expect(&school, &admin, *pupil, seen).await;
        let (_, teacher) = people.iter().find(|(id, _)| id.contains("-t-")).unwrap();
        expect(&school, &admin, *teacher, seen).await;
    }
}

#[tokio::test]
async fn pupils_and_operators_see_nobody() {
    let school = TestSchool::small().await;
    let (pupil2, teacher) = (school.enter("pupil2").await, school.enter("teacher").await);
    for login in ["pupil", "authority", "support"] {
        let who = school.enter(login).await;
        expect(&school, &who, pupil2.id(), false).await;
        expect(&school, &who, teacher.id(), false).await;
        expect(&school, &who, PersonId(99_999), false).await;
    }
}
