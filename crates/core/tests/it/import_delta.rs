use crate::school_core::Event;
use model::{
    Problem, Role,
    views::{Moved, Standing},
};
use oneroster::Version;
use test_support::{PlainPerson, PlainSchool, TestSchool};

#[tokio::test]
async fn version_1_1_gives_the_same_school() {
    let plain = PlainSchool::example();
    let school = TestSchool::empty().await;
    let report = school.import(&plain.package_of(Version::V1_1)).await;
    assert_eq!(report.totals, [1, 2, 4, 13]);
    assert!(report.notices.is_empty());
    assert!(
        school
            .import(&plain.package_of(Version::V1_1))
            .await
            .is_empty()
    );
    let guardian = school.link("g1").await;
    assert_eq!(school.chat_names(&guardian).await, ["4А класс Родители"]);
    // One role a person there; who has a child is a guardian all the same.
    let both = school.link("t2").await;
    assert_eq!(both.roles_here(), [Role::Teacher, Role::Guardian]);
    assert_eq!(
        school.chat_names(&both).await,
        [
            "4А класс Родители",
            "4Б класс",
            "4Б класс Родители",
            "Учительская"
        ]
    );
}

#[tokio::test]
async fn a_pupil_who_is_deleted_leaves_and_the_chats_close() {
    for version in [Version::V1_1, Version::V1_2] {
        let before = PlainSchool::example();
        let school = TestSchool::empty().await;
        school.import(&before.package_of(version)).await;
        let (pupil, guardian) = (school.link("s4").await, school.link("g2").await);
        let stays = school.link("s1").await;
        let chat = school.chat(&pupil, "4А класс").await;
        school
            .core
            .send(&pupil, chat, "k1", "Мы переезжаем")
            .await
            .unwrap();
        school.bus.take();

        let mut after = before.clone();
        after.leave("s4");
        let package = after.delta(&before, version);
        let dry = school.try_import(&package, true).await.unwrap();
        assert!(school.bus.take().is_empty(), "a dry run closes nothing");
        assert_eq!(school.chat_names(&pupil).await, ["4А класс"]);
        let mut report = school.import(&package).await;
        assert!(report.import.take().is_some());
        assert_eq!(report, dry);
        let leaves = Standing {
            name: "Васильев Максим".to_owned(),
            class: "4А".to_owned(),
            roles: vec![Role::Pupil],
        };
        assert_eq!(report.leaves.items, [leaves]);
        let leaving: Vec<_> = report
            .memberships
            .items
            .iter()
            .map(|m| (m.chat.as_str(), m.joins))
            .collect();
        assert_eq!(leaving, [("4А класс", false), ("4А класс Родители", false)]);

        assert_eq!(school.bus.closed_for(pupil.id()), [chat]);
        assert_eq!(
            school.bus.closed_for(guardian.id()).len(),
            1,
            "no child there any more"
        );
        assert!(!school.core.still_holds(&pupil, false).await, "signed out");
        let link = school.read().await.link_of(pupil.account.id).await.unwrap();
        assert!(link.is_none(), "the VK ID is free");
        let sent = school.core.send(&pupil, chat, "k2", "Ещё здесь?").await;
        assert_eq!(sent, Err(Problem::NotFound));
        let history = school.core.history(&stays, chat, None).await.unwrap();
        assert_eq!(history.messages.len(), 1, "what was written stays");
        assert!(
            school.import(&package).await.is_empty(),
            "the same delta again"
        );
    }
}

#[tokio::test]
async fn who_comes_back_is_the_same_person() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    let id = school.people().await["s4"];
    let mut without = before.clone();
    without.leave("s4");
    school.import(&without.package()).await;
    let report = school.import(&before.package()).await;
    assert_eq!(report.appears.total, 1);
    assert_eq!(school.people().await["s4"], id);
    let pupil = school.link("s4").await;
    assert_eq!(school.chat_names(&pupil).await, ["4А класс"]);
}

#[tokio::test]
async fn a_transfer_is_told_and_the_chats_follow() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    let (pupil, guardian) = (school.link("s4").await, school.link("g2").await);
    school.link("t1").await;
    let mut after = before.clone();
    after.leave_classes("s4");
    after.classes[1].pupils.push("s4".to_owned());
    after.groups[3].pupils.push("s4".to_owned());
    school.bus.take();

    let report = school.import(&after.delta(&before, Version::V1_2)).await;
    let moved = Moved {
        name: "Васильев Максим".into(),
        from: "4А".into(),
        to: "4Б".into(),
    };
    assert_eq!(report.moves.items, [moved]);
    assert_eq!(report.chats.items, ["4Б класс", "4Б класс Родители"]);
    assert!(report.appears.is_empty() && report.leaves.is_empty());
    assert_eq!(school.chat_names(&pupil).await, ["4Б класс"]);
    assert_eq!(school.chat_names(&guardian).await, ["4Б класс Родители"]);
    let events = school.bus.take();
    let about = |person| {
        let of = |event: &&Event| {
            matches!(event, Event::Opened { person: p, .. } | Event::Closed { person: p, .. }
                if *p == person)
        };
        events.iter().filter(of).count()
    };
    assert_eq!((about(pupil.id()), about(guardian.id())), (2, 2));
}

#[tokio::test]
async fn a_renamed_class_renames_its_chats() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    let pupil = school.link("s1").await;
    let teacher = school.link("t1").await;
    let group = school.classes().await["m1"];
    school.core.add_subject_chat(&teacher, group).await.unwrap();
    let mut after = before.clone();
    "5А".clone_into(&mut after.classes[0].name);
    school.import(&after.package()).await;
    assert_eq!(
        school.chat_names(&pupil).await,
        ["5А класс", "Математика 5А"]
    );
    let mut package = after.package();
    for row in &mut package.courses.rows {
        if row.value.title == "Математика" {
            "Алгебра".clone_into(&mut row.value.title);
        }
    }
    for row in &mut package.classes.rows {
        row.value.title = row.value.title.replace("Математика", "Алгебра");
    }
    school.import(&package).await;
    let names = school.chat_names(&pupil).await;
    assert!(names.contains(&"Алгебра 5А".to_owned()), "{names:?}");
}

#[tokio::test]
async fn a_delta_says_nothing_of_whom_it_does_not_name() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    let mut after = before.clone();
    after
        .people
        .push(PlainPerson::new("s9", "Новиков", "Лев", &[Role::Pupil]));
    after.person("g1").children.push("s9".to_owned());
    after.classes[1].pupils.push("s9".to_owned());
    let report = school.import(&after.delta(&before, Version::V1_2)).await;
    assert_eq!(report.totals, [1, 2, 4, 14]);
    let appears = Standing {
        name: "Новиков Лев".to_owned(),
        class: "4Б".to_owned(),
        roles: vec![Role::Pupil],
    };
    assert_eq!(report.appears.items, [appears]);
    assert!(report.leaves.is_empty());
    assert!(
        school.import(&after.package()).await.is_empty(),
        "as if it were the whole"
    );
    let guardian = school.link("g1").await;
    assert_eq!(
        school.chat_names(&guardian).await,
        ["4А класс Родители", "4Б класс Родители"]
    );
}

#[tokio::test]
async fn a_login_may_pass_to_a_newcomer() {
    let before = PlainSchool::example();
    let school = TestSchool::plain(&before).await;
    let mut package = before.package();
    let gone = |id: &str| id == "s4";
    package.users.rows.retain(|row| !gone(&row.source_id));
    package.roles.rows.retain(|row| !gone(&row.value.user));
    package
        .enrollments
        .rows
        .retain(|row| !gone(&row.value.user));
    package
        .demographics
        .rows
        .retain(|row| !gone(&row.source_id));
    for row in &mut package.users.rows {
        match row.source_id.as_str() {
            "s1" => "s2".clone_into(&mut row.value.username),
            "s2" => "s1".clone_into(&mut row.value.username),
            "s3" => "s4".clone_into(&mut row.value.username),
            _ => {}
        }
    }
    let report = school.import(&package).await;
    assert_eq!(report.changed.total, 3);
    let people = school.people().await;
    for (login, id) in [("s1", "s2"), ("s2", "s1"), ("s4", "s3")] {
        assert_eq!(school.enter(login).await.id(), people[id], "{login}");
    }
}
