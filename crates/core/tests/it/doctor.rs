use crate::school_core::{Event, RepairCode, VkPerson, Who};
use model::{
    MisfitId, MisfitKind, Phone, Problem, Role, Side,
    views::{Viewpoint, Way},
};
use test_support::{PlainClass, PlainPerson, PlainSchool, TestSchool};

/// Two classes with a teacher each; in the first a boy and his mother, in the second a girl.
fn plain() -> PlainSchool {
    let (teacher, pupil) = ([Role::Teacher], [Role::Pupil]);
    let with = |mut person: PlainPerson, born: &str, phone: &str| {
        person.born = (!born.is_empty()).then(|| born.to_owned());
        person.phone = (!phone.is_empty()).then(|| phone.to_owned());
        person
    };
    let class = |id: &str, name: &str, teacher: &str, pupil: &str| PlainClass {
        id: id.to_owned(),
        name: name.to_owned(),
        teachers: vec![teacher.to_owned()],
        pupils: vec![pupil.to_owned()],
    };
    let mother = PlainPerson::new("g1", "Соколова", "Ольга", &[Role::Guardian]);
    PlainSchool {
        people: vec![
            PlainPerson::new("t1", "Иванова", "Мария", &teacher),
            PlainPerson::new("t2", "Крылова", "Инна", &teacher),
            with(
                PlainPerson::new("s1", "Соколов", "Артём", &pupil),
                "2016-03-04",
                "+79120000017",
            ),
            PlainPerson::new("s2", "Белова", "Анна", &pupil),
            with(mother.with_children(&["s1"]), "", "+79120000011"),
            PlainPerson::new("a1", "Титова", "Нина", &[Role::Administrator]),
        ],
        classes: vec![class("k1", "4А", "t1", "s1"), class("k2", "4Б", "t2", "s2")],
        groups: Vec::new(),
    }
}

/// The whole school, with the boy's account linked to his mother's profile from a number that
/// nobody knows.
struct Wrong {
    school: TestSchool,
    boy: Who,
    mother: Who,
    teacher: Who,
    admin: Who,
    id: MisfitId,
}

fn vk(id: &str, family: &str, given: &str) -> VkPerson {
    VkPerson {
        vk_id: id.to_owned(),
        name: model::FullName {
            family: family.to_owned(),
            given: given.to_owned(),
            middle: String::new(),
        },
        phone: Phone::parse("+79009990000"),
        born: None,
        tokens: format!("tokens of {id}"),
    }
}

async fn wrong() -> Wrong {
    let school = TestSchool::plain(&plain()).await;
    let boy = school.enter("s1").await;
    let boy = school
        .try_link(&boy, vk("vk-mother", "Соколова", "Ольга"))
        .await
        .unwrap();
    let (mother, teacher) = (school.enter("g1").await, school.enter("t1").await);
    let admin = school.enter("a1").await;
    let found = school.core.own_misfits(&boy).await.unwrap();
    assert_eq!(found.len(), 1, "found when it is made");
    Wrong {
        id: found[0].id,
        school,
        boy,
        mother,
        teacher,
        admin,
    }
}

impl Wrong {
    async fn start(&self) -> (String, String) {
        let codes = self.school.core.start_repair(&self.admin, self.id).await;
        both(codes.unwrap())
    }

    async fn confirm(&self, who: &Who, codes: (&str, &str)) -> Option<Problem> {
        let core = &self.school.core;
        core.confirm_repair(who, self.id, codes.0, codes.1)
            .await
            .err()
    }
}

fn both(codes: Vec<RepairCode>) -> (String, String) {
    let code = |side: Side| {
        let found = codes.iter().find(|code| code.side == side);
        found.unwrap().code.clone()
    };
    (code(Side::Holder), code(Side::Owner))
}

/// Six digits that are not these.
fn other(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

#[tokio::test]
async fn a_wrong_link_is_shown_to_whom_it_concerns_and_to_nobody_else() {
    let w = wrong().await;
    let core = &w.school.core;
    for (who, standing) in [
        (&w.boy, Viewpoint::Holder),
        (&w.mother, Viewpoint::Owner),
        (&w.teacher, Viewpoint::ClassTeacher),
        (&w.admin, Viewpoint::Administrator),
    ] {
        let page = core.repair_page(who, w.id).await.unwrap();
        assert_eq!(page.misfit.kind, MisfitKind::ProfileOfParent);
        assert_eq!(page.misfit.standing, standing);
        assert_eq!(page.misfit.way, Way::Move);
        let phone = page.misfit.profile.phone.unwrap();
        assert!(phone.contains("•••"), "{phone}");
        let dismiss = !matches!(standing, Viewpoint::Holder | Viewpoint::Owner);
        assert_eq!(page.misfit.may_dismiss, dismiss);
    }
    assert_eq!(core.own_misfits(&w.mother).await.unwrap().len(), 1);
    assert_eq!(core.misfits(&w.teacher).await.unwrap().count, 1);
    assert!(core.misfits(&w.admin).await.unwrap().school);
    assert_eq!(core.overview(&w.admin).await.unwrap().misfits, 1);
    let (t2, s2) = (w.school.enter("t2").await, w.school.enter("s2").await);
    assert_eq!(core.misfits(&t2).await.unwrap().count, 0, "another class");
    assert_eq!(core.misfits(&s2).await.err(), Some(Problem::NotAllowed));
    for stranger in [&t2, &s2] {
        let no = Some(Problem::NotFound);
        assert_eq!(core.repair_page(stranger, w.id).await.err(), no);
        assert_eq!(core.start_repair(stranger, w.id).await.err(), no);
        assert_eq!(core.cancel_repair(stranger, w.id).await.err(), no);
        assert_eq!(core.dismiss_misfit(stranger, w.id, "x").await.err(), no);
        assert_eq!(w.confirm(stranger, ("1", "2")).await, no);
    }
}

#[tokio::test]
async fn both_codes_move_the_profile_and_the_chats_follow() {
    let w = wrong().await;
    let core = &w.school.core;
    assert_eq!(w.school.chat_names(&w.boy).await, ["4А класс"]);
    assert!(w.school.chat_names(&w.mother).await.is_empty());
    core.start_repair(&w.boy, w.id).await.unwrap();
    let own = |page: model::views::RepairPage| page.codes.unwrap().own;
    let his = own(core.repair_page(&w.boy, w.id).await.unwrap()).unwrap();
    let hers = own(core.repair_page(&w.mother, w.id).await.unwrap()).unwrap();
    assert_eq!(own(core.repair_page(&w.admin, w.id).await.unwrap()), None);
    assert_eq!(own(core.repair_page(&w.teacher, w.id).await.unwrap()), None);
    w.school.bus.take();

    let spaced = format!("{} {}", &hers[..3], &hers[3..]);
    let token = core.confirm_repair(&w.boy, w.id, &his, &spaced).await;
    let boy = w.school.identify(&token.unwrap().unwrap()).await;
    let chat = w.school.chat(&w.mother, "4А класс Родители").await;
    assert_eq!(w.school.bus.opened_for(w.mother.id()), [chat]);
    assert_eq!(w.school.bus.closed_for(boy.id()).len(), 1);
    let events = w.school.bus.take();
    assert!(events.iter().any(|e| matches!(e, Event::Members { .. })));
    assert!(boy.link.is_none() && w.school.chat_names(&boy).await.is_empty());
    let mother = w.school.enter("g1").await;
    assert!(mother.link.is_some());
    assert!(core.own_misfits(&mother).await.unwrap().is_empty());

    // The tokens went along: the end of the link withdraws them.
    w.school.unlink(&mother).await;
    assert_eq!(w.school.identity.withdrawn(), ["tokens of vk-mother"]);
    let org = w.school.org().await.id;
    let log = w.school.read().await.audit_after(org, 0, 50).await.unwrap();
    let told: Vec<(&str, &str)> = log
        .iter()
        .map(|entry| (entry.action.as_str(), entry.subject_name.as_str()))
        .collect();
    assert!(
        told.contains(&("misfit_found", "Соколов Артём")),
        "{told:?}"
    );
    assert!(told.contains(&("link_moved", "Соколов Артём")), "{told:?}");
    assert!(told.contains(&("link_moved", "Соколова Ольга")), "{told:?}");
    // And he links his own.
    let own = w.school.vk(&boy);
    let boy = w.school.try_link(&boy, own).await.unwrap();
    assert!(core.own_misfits(&boy).await.unwrap().is_empty());
}

#[tokio::test]
async fn wrong_codes_are_counted_and_spend_the_repair() {
    let w = wrong().await;
    let (his, hers) = w.start().await;
    let (not_his, not_hers) = (other(&his), other(&hers));
    let tries = [
        (not_his.as_str(), hers.as_str()),
        (his.as_str(), not_hers.as_str()),
        (his.as_str(), his.as_str()),
        (hers.as_str(), his.as_str()),
    ];
    for (number, codes) in tries.into_iter().enumerate() {
        let left = 4 - u32::try_from(number).unwrap();
        let wrong = Some(Problem::RepairCodeWrong { left });
        assert_eq!(w.confirm(&w.boy, codes).await, wrong, "{codes:?}");
    }
    assert_eq!(
        w.confirm(&w.boy, ("", "")).await,
        Some(Problem::RepairExpired)
    );
    // The right ones come too late, and nothing has moved.
    let late = w.confirm(&w.boy, (&his, &hers)).await;
    assert_eq!(late, Some(Problem::RepairExpired));
    assert!(w.school.enter("g1").await.link.is_none());
    let again = w.start().await;
    assert_eq!(w.confirm(&w.boy, (&again.0, &again.1)).await, None);
}

#[tokio::test]
async fn codes_do_not_outlive_half_an_hour_a_recall_or_another_start() {
    let w = wrong().await;
    let core = &w.school.core;
    let expired = Some(Problem::RepairExpired);
    assert_eq!(w.confirm(&w.boy, ("1", "2")).await, expired, "none are out");
    let (his, hers) = w.start().await;
    let twice = core.start_repair(&w.mother, w.id).await.unwrap();
    assert_eq!(twice, [], "they are out already");
    w.school.clock.minutes(30);
    assert_eq!(w.confirm(&w.boy, (&his, &hers)).await, expired);
    let (his, hers) = w.start().await;
    core.cancel_repair(&w.mother, w.id).await.unwrap();
    assert_eq!(w.confirm(&w.boy, (&his, &hers)).await, expired);
    let newer = w.start().await;
    let left = Some(Problem::RepairCodeWrong { left: 4 });
    assert_eq!(w.confirm(&w.boy, (&his, &hers)).await, left, "the old ones");
    w.school.clock.minutes(29);
    assert_eq!(w.confirm(&w.teacher, (&newer.0, &newer.1)).await, None);
    let gone = w.confirm(&w.boy, (&newer.0, &newer.1)).await;
    assert_eq!(gone, Some(Problem::NotFound), "once");
    assert_eq!(
        core.start_repair(&w.boy, w.id).await.err(),
        Some(Problem::NotFound)
    );
}

#[tokio::test]
async fn codes_are_for_these_two_accounts_as_they_were() {
    // The owner has linked herself meanwhile: there is nothing to move any more.
    let w = wrong().await;
    let (his, hers) = w.start().await;
    let own = vk("vk-other", "Соколова", "Ольга");
    w.school.try_link(&w.mother, own).await.unwrap();
    let expired = Some(Problem::RepairExpired);
    assert_eq!(w.confirm(&w.boy, (&his, &hers)).await, expired);
    let page = w.school.core.repair_page(&w.boy, w.id).await.unwrap();
    assert_eq!(page.misfit.way, Way::Alone);
    let refused = w.school.core.start_repair(&w.boy, w.id).await.err();
    assert_eq!(refused, Some(Problem::RepairImpossible));

    // The holder has unlinked meanwhile.
    let w = wrong().await;
    let (his, hers) = w.start().await;
    w.school.unlink(&w.boy).await;
    let gone = w.confirm(&w.mother, (&his, &hers)).await;
    assert_eq!(gone, Some(Problem::NotFound));
    assert!(w.school.enter("g1").await.link.is_none());

    // The roster no longer ties the profile to her.
    let w = wrong().await;
    let (his, hers) = w.start().await;
    let mut changed = plain();
    changed.person("g1").children.clear();
    changed.person("g1").name.given = "Инга".to_owned();
    w.school.import(&changed.package()).await;
    let gone = w.confirm(&w.admin, (&his, &hers)).await;
    assert_eq!(gone, Some(Problem::NotFound));
    let open = w.school.core.misfits(&w.admin).await.unwrap();
    assert_eq!(open.count, 0, "the data was corrected");
}

#[tokio::test]
async fn codes_are_not_given_out_without_end() {
    let w = wrong().await;
    for _ in 0..6 {
        w.start().await;
        w.school.core.cancel_repair(&w.admin, w.id).await.unwrap();
    }
    let refused = w.school.core.start_repair(&w.admin, w.id).await.err();
    assert_eq!(refused, Some(Problem::TooManyTries { seconds: 86_400 }));
    w.school.clock.minutes(24 * 60);
    let (admin, school) = (w.school.enter("a1").await, &w.school);
    assert_eq!(
        school.core.start_repair(&admin, w.id).await.unwrap().len(),
        2
    );
}

#[tokio::test]
async fn one_telephone_does_not_confirm_for_two() {
    let mut shared = plain();
    shared.person("s1").phone = Some("+79120000011".to_owned());
    let w = wrong().await;
    w.school.import(&shared.package()).await;
    let codes = w.school.core.start_repair(&w.admin, w.id).await.unwrap();
    assert!(codes.iter().all(|code| code.phone.is_none()), "{codes:?}");
    let w = wrong().await;
    let codes = w.school.core.start_repair(&w.admin, w.id).await.unwrap();
    assert!(codes.iter().all(|code| code.phone.is_some()), "{codes:?}");
}

#[tokio::test]
async fn what_is_right_after_all_is_not_raised_again() {
    let w = wrong().await;
    let core = &w.school.core;
    for side in [&w.boy, &w.mother] {
        let refused = core.dismiss_misfit(side, w.id, "моя мама").await.err();
        assert_eq!(refused, Some(Problem::NotAllowed));
    }
    let empty = core.dismiss_misfit(&w.teacher, w.id, "  ").await.err();
    assert_eq!(empty, Some(Problem::FieldMissing));
    let (his, hers) = w.start().await;
    core.dismiss_misfit(&w.teacher, w.id, "Знаю обоих")
        .await
        .unwrap();
    let gone = Some(Problem::NotFound);
    assert_eq!(w.confirm(&w.boy, (&his, &hers)).await, gone);
    let org = w.school.org().await.id;
    let log = w.school.read().await.audit_after(org, 0, 50).await.unwrap();
    let said = log.iter().find(|entry| entry.action == "misfit_dismissed");
    let said = said.expect("in the log");
    assert_eq!(said.subject_name, "Соколов Артём");
    assert!(said.detail.contains("Знаю обоих"), "{}", said.detail);
    assert_eq!(core.examine(org).await.unwrap(), 0);
    assert!(core.own_misfits(&w.boy).await.unwrap().is_empty());
    // Another link is another matter.
    let boy = w.school.unlink(&w.boy).await;
    let again = vk("vk-mother", "Соколова", "Ольга");
    let boy = w.school.try_link(&boy, again).await.unwrap();
    assert_eq!(core.own_misfits(&boy).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_import_and_its_undoing_look_the_links_through() {
    let before = plain();
    let school = TestSchool::plain(&before).await;
    let boy = school.enter("s2").await;
    let profile = vk("vk-17", "Орлова", "Инга");
    let boy = school.try_link(&boy, profile).await.unwrap();
    assert!(school.core.own_misfits(&boy).await.unwrap().is_empty());
    // Name and number turn out to be those of the other boy's mother.
    let mut after = before.clone();
    after.person("g1").name.family = "Орлова".to_owned();
    after.person("g1").name.given = "Инга".to_owned();
    after.person("g1").phone = Some("+79009990000".to_owned());
    let report = school.import(&after.package()).await;
    let found = school.core.own_misfits(&boy).await.unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    let import = report.import.expect("something was imported");
    school.core.undo_import(import, None).await.unwrap();
    assert!(school.core.own_misfits(&boy).await.unwrap().is_empty());
}

#[tokio::test]
async fn who_have_each_others_change_places() {
    let w = wrong().await;
    let his = VkPerson {
        phone: Phone::parse("+79009990001"),
        ..vk("vk-boy", "Соколов", "Артём")
    };
    let mother = w.school.try_link(&w.mother, his).await.unwrap();
    let page = w.school.core.repair_page(&w.boy, w.id).await.unwrap();
    assert_eq!(page.misfit.way, Way::Swap);
    let (a, b) = w.start().await;
    assert_eq!(w.confirm(&mother, (&a, &b)).await, None);
    let mut db = w.school.read().await;
    for (who, profile) in [(&w.boy, "vk-boy"), (&w.mother, "vk-mother")] {
        let link = db.link_of(who.account.id).await.unwrap().unwrap();
        let linked = db.profile(link.profile).await.unwrap().unwrap();
        assert_eq!(linked.vk_id, profile);
    }
    drop(db);
    let open = w.school.core.misfits(&w.admin).await.unwrap();
    assert_eq!(open.count, 0, "both are mended");
    assert_eq!(w.school.chat_names(&w.boy).await, ["4А класс"]);
    assert_eq!(w.school.chat_names(&mother).await, ["4А класс Родители"]);
}

#[tokio::test]
async fn the_doctor_goes_round_once_a_local_night() {
    let w = wrong().await;
    let core = &w.school.core;
    core.upkeep().await.unwrap();
    // Behind the back of imports, which look the links through themselves.
    let renamed = ["UPDATE person SET given = 'Инга' WHERE external_id = 'g1'"];
    w.school.execute(&renamed).await;
    core.upkeep().await.unwrap();
    assert_eq!(core.misfits(&w.admin).await.unwrap().count, 1, "not yet");
    // 9:41 in Yekaterinburg; midnight comes in 14 hours and 19 minutes.
    w.school.clock.minutes(14 * 60 + 18);
    core.upkeep().await.unwrap();
    assert_eq!(
        core.misfits(&w.admin).await.unwrap().count,
        1,
        "nor at 23:59"
    );
    w.school.clock.minutes(1);
    core.upkeep().await.unwrap();
    assert_eq!(core.misfits(&w.admin).await.unwrap().count, 0);
    let back = ["UPDATE person SET given = 'Ольга' WHERE external_id = 'g1'"];
    w.school.execute(&back).await;
    w.school.clock.minutes(24 * 60);
    core.upkeep().await.unwrap();
    assert_eq!(core.misfits(&w.admin).await.unwrap().count, 1, "found anew");
}

#[tokio::test]
async fn progress_counts_each_class_and_each_person_of_the_school_once() {
    let school = TestSchool::plain(&PlainSchool::example()).await;
    let admin = school.enter("a1").await;
    school.link("s1").await;
    school.link("g1").await;
    let page = school.core.progress(&admin).await.unwrap();
    let counts = |shares: [model::views::PartShare; 3]| shares.map(|s| (s.linked, s.people));
    let names: Vec<&str> = page
        .classes
        .iter()
        .map(|class| class.name.as_str())
        .collect();
    assert_eq!(names, ["4А", "4Б"]);
    assert_eq!(counts(page.classes[0].shares), [(1, 4), (1, 3), (0, 1)]);
    assert_eq!(counts(page.classes[1].shares), [(0, 2), (0, 1), (0, 1)]);
    // The guardian of two children in one class and the teacher of both schools count once.
    assert_eq!(counts(page.school.unwrap()), [(1, 6), (1, 4), (0, 3)]);

    let teacher = school.enter("t1").await;
    let own = school.core.progress(&teacher).await.unwrap();
    assert_eq!((own.classes.len(), own.school), (1, None));
    let sheet = school
        .core
        .class_sheet(&teacher, own.classes[0].id)
        .await
        .unwrap();
    let missing: Vec<String> = sheet.missing.iter().map(|one| one.name.full()).collect();
    assert!(
        !missing.contains(&"Морозов Даниил".to_owned()),
        "{missing:?}"
    );
    assert!(
        missing.contains(&"Морозов Кирилл".to_owned()),
        "{missing:?}"
    );
    let teacher_self = sheet.missing.iter().find(|one| one.part == Role::Teacher);
    assert!(teacher_self.unwrap().signed_in.is_some());
    let kuznetsova = sheet
        .missing
        .iter()
        .find(|one| one.name.family == "Кузнецова");
    assert_eq!(kuznetsova.unwrap().children, "Кузнецов Илья");
    let other = page.classes[1].id;
    let refused = school.core.class_sheet(&teacher, other).await.err();
    assert_eq!(refused, Some(Problem::NotFound));
    let pupil = school.enter("s1").await;
    let refused = school.core.progress(&pupil).await.err();
    assert_eq!(refused, Some(Problem::NotAllowed));
}
