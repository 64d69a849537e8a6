use model::{
    PersonId, PersonState, Problem, Role,
    views::{PeopleAsk, UnlinkNotice},
};
use test_support::{PlainSchool, TestSchool};

fn typed(text: &str) -> PeopleAsk {
    PeopleAsk {
        text: text.to_owned(),
        ..PeopleAsk::default()
    }
}

async fn found(school: &TestSchool, ask: &PeopleAsk) -> Vec<String> {
    let admin = school.enter("a1").await;
    let people = school.core.people(&admin, ask).await.unwrap();
    assert_eq!(people.total as usize, people.people.len());
    people.people.iter().map(|one| one.name.full()).collect()
}

#[tokio::test]
async fn people_are_found_by_beginnings_of_words_in_any_order() {
    let mut plain = PlainSchool::example();
    plain.person("s3").name.family = "Жуков-Королёв".to_owned();
    let school = TestSchool::plain(&plain).await;
    let mut brothers = vec!["Морозов Даниил", "Морозов Кирилл"];
    assert_eq!(found(&school, &typed("морозов  4а")).await, brothers);
    brothers.push("Морозова Вера");
    assert_eq!(found(&school, &typed("МОРОЗ")).await, brothers);
    assert_eq!(found(&school, &typed("дан мор")).await, ["Морозов Даниил"]);
    for yo in ["королёв", "королев", "жук", "илья жук", "s3", "s"] {
        let names = found(&school, &typed(yo)).await;
        assert!(names.contains(&"Жуков-Королёв Илья".to_owned()), "{yo}");
    }
    // The same keys in the other layout.
    assert_eq!(found(&school, &typed("rbhbkk")).await, ["Морозов Кирилл"]);
    assert_eq!(
        found(&school, &typed("4f ;er")).await,
        ["Жуков-Королёв Илья"]
    );
    assert_eq!(
        found(&school, &typed("4б")).await.len(),
        3,
        "with the class teacher"
    );
    assert!(found(&school, &typed("орозов")).await.is_empty());
    assert!(found(&school, &typed("\" OR *")).await.is_empty());
    assert!(found(&school, &typed("***")).await.is_empty());
    assert_eq!(found(&school, &typed("")).await.len(), 13);
}

#[tokio::test]
async fn the_search_follows_the_data() {
    let mut plain = PlainSchool::example();
    let school = TestSchool::plain(&plain).await;
    plain.person("s1").name.family = "Щербаков".to_owned();
    plain.classes[1].name = "11Г".to_owned();
    plain.leave("s6");
    school.import(&plain.package()).await;
    assert_eq!(found(&school, &typed("щерб")).await, ["Щербаков Даниил"]);
    assert_eq!(found(&school, &typed("морозов")).await.len(), 2);
    assert_eq!(found(&school, &typed("11г")).await.len(), 2);
    assert!(found(&school, &typed("белова")).await.is_empty());
}

#[tokio::test]
async fn filters_narrow_what_was_found() {
    let school = TestSchool::plain(&PlainSchool::example()).await;
    school.link("s1").await;
    school.enter("s2").await;
    let of = |role, class, state| PeopleAsk {
        role,
        class,
        state,
        ..PeopleAsk::default()
    };
    let class = school.class("4Б").await;
    assert_eq!(
        found(&school, &of(Some(Role::Teacher), None, None))
            .await
            .len(),
        3
    );
    let pupils = of(Some(Role::Pupil), Some(class), None);
    assert_eq!(
        found(&school, &pupils).await,
        ["Белова Анна", "Васильев Максим"]
    );
    let parents = of(Some(Role::Guardian), Some(class), None);
    // The class teacher is a guardian too, though not of this class: of the class all the same.
    assert_eq!(
        found(&school, &parents).await,
        ["Васильева Юлия", "Кузнецова Елена"]
    );
    let linked = of(None, None, Some(PersonState::Linked));
    assert_eq!(found(&school, &linked).await, ["Морозов Даниил"]);
    let not = of(Some(Role::Pupil), None, Some(PersonState::NotLinked));
    assert_eq!(found(&school, &not).await.len(), 5);
    let never = of(Some(Role::Pupil), None, Some(PersonState::NeverIn));
    assert_eq!(found(&school, &never).await.len(), 4);
}

#[tokio::test]
async fn nobody_sees_people_of_another_school() {
    let school = TestSchool::small().await;
    school.add(&demo_school::scaled(2026, 8, 2)).await;
    let here = school.sign_in("admin").await;
    let stranger = {
        let org = school.orgs().await[1].id;
        let mut db = school.read().await;
        let found = db.account_by_login(org, "pupil", &here.day).await;
        found.unwrap().unwrap().person
    };
    let own = school.sign_in("pupil").await.id();
    let all = school.core.people(&here, &typed("")).await.unwrap();
    assert!(all.total > 50);
    let every = PeopleAsk {
        most: 1_000,
        ..PeopleAsk::default()
    };
    let every = school.core.people(&here, &every).await.unwrap();
    assert!(every.people.iter().any(|one| one.id == own));
    assert!(every.people.iter().all(|one| one.id != stranger));
    let core = &school.core;
    assert!(core.school_person(&here, own).await.is_ok());
    let refused = Some(Problem::NotFound);
    let class = school.class("4А").await;
    assert_eq!(core.school_person(&here, stranger).await.err(), refused);
    assert_eq!(
        core.unlink_other(&here, stranger, "чужой").await.err(),
        refused
    );
    assert_eq!(
        core.mark_left(&here, stranger, "чужой").await.err(),
        refused
    );
    assert_eq!(
        core.transfer(&here, stranger, class, &[], "чужой")
            .await
            .err(),
        refused
    );
    assert_eq!(
        core.add_guardian(&here, stranger, own, "чужой").await.err(),
        refused
    );
    assert_eq!(
        core.end_devices_of(&here, stranger, None).await.err(),
        refused
    );
    for login in ["teacher", "parent", "pupil"] {
        let other = school.sign_in(login).await;
        let refused = Some(Problem::NotAllowed);
        assert_eq!(core.people(&other, &typed("")).await.err(), refused);
        assert_eq!(core.school_person(&other, own).await.err(), refused);
        assert_eq!(
            core.unlink_other(&other, own, "нельзя").await.err(),
            refused
        );
        assert_eq!(core.mark_left(&other, own, "нельзя").await.err(), refused);
    }
}

#[tokio::test]
async fn a_look_at_a_page_is_noted_once_an_hour() {
    let school = TestSchool::plain(&PlainSchool::example()).await;
    let admin = school.enter("a1").await;
    let pupil = school.people().await["s1"];
    let looks = async || {
        let log = school.read().await.audit_after(admin.org.id, 0, 100).await;
        let looks = log
            .unwrap()
            .into_iter()
            .filter(|one| one.action == "person_seen");
        looks.count()
    };
    for _ in 0..3 {
        school.core.school_person(&admin, pupil).await.unwrap();
    }
    assert_eq!(looks().await, 1);
    school.clock.forward(3_600_001);
    school.core.school_person(&admin, pupil).await.unwrap();
    assert_eq!(looks().await, 2);
}

#[tokio::test]
async fn a_person_s_page_says_everything() {
    let school = TestSchool::small().await;
    let pupil = school.link("pupil").await;
    let parent = school.link("parent").await;
    let admin = school.sign_in("admin").await;
    let page = school.core.school_person(&admin, pupil.id()).await.unwrap();
    assert_eq!(page.classes, ["4А"]);
    assert_eq!(page.roles, [Role::Pupil]);
    assert!(
        page.guardians
            .iter()
            .any(|one| one.id == parent.id() && one.linked)
    );
    assert_eq!(page.chats[0].name, "4А класс");
    assert_eq!(page.chats[0].reasons, [model::Reason::PupilOfClass]);
    assert!(page.link.is_some() && page.past_links.is_empty());
    assert_eq!(page.devices.len(), 1);
    assert!(page.may.transfer && page.may.leave && page.may.guardians);
    let page = school
        .core
        .school_person(&admin, parent.id())
        .await
        .unwrap();
    assert!(page.children.iter().any(|one| one.id == pupil.id()));
    assert!(page.phone.is_some() && !page.may.transfer);
    let own = school.core.school_person(&admin, admin.id()).await.unwrap();
    assert!(!own.may.leave, "nobody locks the own door from outside");

    school
        .core
        .end_devices_of(&admin, pupil.id(), None)
        .await
        .unwrap();
    let page = school.core.school_person(&admin, pupil.id()).await.unwrap();
    assert!(page.devices.is_empty());
    let again = school.core.end_devices_of(&admin, pupil.id(), None).await;
    assert_eq!(again.err(), Some(Problem::NotFound));
}

#[tokio::test]
async fn an_ended_link_is_told_with_the_reason_until_it_is_read_or_made_again() {
    let school = TestSchool::small().await;
    let parent = school.link("parent").await;
    let admin = school.sign_in("admin").await;
    let unlink = async |who: PersonId, why: &str| school.core.unlink_other(&admin, who, why).await;
    assert_eq!(unlink(parent.id(), " ").await, Err(Problem::ReasonMissing));
    assert_eq!(unlink(parent.id(), "чужой\nтелефон").await, Ok(()));
    assert!(!school.bus.closed_for(parent.id()).is_empty());
    assert_eq!(school.identity.withdrawn(), ["tokens of parent"]);
    assert_eq!(
        unlink(parent.id(), "ещё раз").await,
        Err(Problem::NotLinked)
    );
    assert!(school.chat_names(&parent).await.is_empty());

    let parent = school.sign_in("parent").await;
    let notice = school.core.me(&parent).await.unwrap().unlinked;
    let UnlinkNotice { by, text, .. } = notice.expect("the person is told");
    assert_eq!(
        (by, text.as_str()),
        (admin.person.name.full(), "чужой телефон")
    );
    school.core.read_unlink_notice(&parent).await.unwrap();
    assert_eq!(school.core.me(&parent).await.unwrap().unlinked, None);

    let page = school
        .core
        .school_person(&admin, parent.id())
        .await
        .unwrap();
    assert!(page.link.is_none() && page.chats.is_empty());
    assert_eq!(page.past_links[0].reason, "administrator");
    let by = page.past_links[0].by.clone().expect("who and why");
    assert_eq!(by.1, "чужой телефон");

    let again = school.link("parent").await;
    school
        .core
        .unlink_other(&admin, again.id(), "снова")
        .await
        .unwrap();
    let linked = school.link("parent").await;
    assert_eq!(school.core.me(&linked).await.unwrap().unlinked, None);
    let own = school.unlink(&linked).await;
    assert_eq!(
        school.core.me(&own).await.unwrap().unlinked,
        None,
        "by oneself"
    );
}
