//! The log: what is noted, how it is looked up, and that a change shows.

use model::{
    Action, Problem,
    views::{Chain, LogEntry, LogQuery},
};
use school_core::{LogBreak, LogFile, LogLine, NewSession, Who};
use storage::{AuditEntry, Storage as _};
use test_support::TestSchool;
use zvonok_core as school_core;

/// Entries that the school came with: its roster and its week were imported, and with them the
/// rights of its administrator.
const BEFORE: usize = 3;

/// What has happened since.
async fn entries(school: &TestSchool, who: &Who, asked: LogQuery) -> Vec<LogEntry> {
    let mut entries = school.core.log(who, &asked).await.unwrap().entries;
    let with_the_school = [Action::Imported.code(), Action::RoleChanged.code()];
    entries.retain(|entry| !with_the_school.contains(&entry.action.as_str()));
    entries
}

/// Actions, oldest first.
async fn actions(school: &TestSchool, who: &Who) -> Vec<String> {
    let mut entries = entries(school, who, LogQuery::default()).await;
    entries.reverse();
    entries.into_iter().map(|entry| entry.action).collect()
}

fn said<'a>(entry: &'a LogEntry, key: &str) -> Option<&'a str> {
    let found = entry.detail.iter().find(|(known, _)| known == key);
    found.map(|(_, text)| text.as_str())
}

async fn lines(school: &TestSchool, who: &Who, asked: &LogQuery) -> Vec<LogLine> {
    let mut export = school.core.export_log(who, asked, "jsonl").await.unwrap();
    let mut lines = Vec::new();
    loop {
        let more = school.core.read_export(&mut export).await.unwrap();
        if more.is_empty() {
            return lines;
        }
        lines.extend(more);
    }
}

#[tokio::test]
async fn what_people_do_is_noted_with_who_and_from_where() {
    let school = TestSchool::small().await;
    let teacher = school.sign_in("teacher").await;
    let vk = school.vk(&teacher);
    let teacher = school.try_link(&teacher, vk).await.unwrap();
    let options = school.core.management(&teacher).await.unwrap().options;
    let group = options[0].groups[0].clone();
    school
        .core
        .add_subject_chat(&teacher, group.id)
        .await
        .unwrap();
    // Found, not made: nothing is noted.
    school
        .core
        .add_subject_chat(&teacher, group.id)
        .await
        .unwrap();
    let teacher = school.unlink(&teacher).await;
    school.core.sign_out(&teacher).await.unwrap();
    school.core.sign_out(&teacher).await.unwrap();

    let admin = school.enter("admin").await;
    let expected = [
        "signed_in",
        "linked",
        "chat_added",
        "unlinked",
        "signed_out",
    ];
    assert_eq!(actions(&school, &admin).await, expected);
    let all = entries(&school, &admin, LogQuery::default()).await;
    for entry in &all {
        assert_eq!(entry.actor, Some(teacher.id()));
        assert_eq!(entry.actor_name, teacher.person.name.full());
        assert_eq!(entry.address, "10.0.0.1", "{}", entry.action);
    }
    assert_eq!(said(&all[0], "device"), Some("Chrome, Linux"));
    assert_eq!(said(&all[2], "chat"), Some(group.chat_name.as_str()));
    assert_eq!(all[4].at.time, "9:41");
}

#[tokio::test]
async fn a_failed_deed_leaves_no_entry() {
    let school = TestSchool::small().await;
    let teacher = school.enter("teacher").await;
    assert_eq!(
        school.core.unlink(&teacher).await.err(),
        Some(Problem::NotLinked)
    );
    let group = school.class("7Б").await;
    assert!(school.core.add_subject_chat(&teacher, group).await.is_err());
    let admin = school.enter("admin").await;
    assert!(actions(&school, &admin).await.is_empty());
}

#[tokio::test]
async fn guessing_a_password_shows_but_does_not_fill_the_log() {
    let school = TestSchool::small().await;
    for _ in 0..40 {
        let refused = school.try_sign_in("teacher", "wrong").await.err();
        assert_eq!(refused, Some(Problem::WrongCredentials));
        school.clock.forward(16 * 60_000);
    }
    for _ in 0..6 {
        school.try_sign_in("nobody", "wrong").await.err();
        school.clock.forward(16 * 60_000);
    }
    let admin = school.enter("admin").await;
    let all = entries(&school, &admin, LogQuery::default()).await;
    let counts: Vec<&str> = all
        .iter()
        .rev()
        .map(|entry| said(entry, "failures").unwrap())
        .collect();
    // 2 s, 4 s ... 512 s, a quarter of an hour; from then on the wait stays.
    let longer = ["1", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"];
    assert_eq!(counts, longer);
    assert!(all.iter().all(|entry| entry.action == "sign_in_refused"));
}

#[tokio::test]
async fn the_log_is_found_by_name_action_day_and_person() {
    let school = TestSchool::small().await;
    let pupil = school.sign_in("pupil").await;
    school.clock.forward(86_400_000);
    let teacher = school.sign_in("teacher").await;
    school.core.sign_out(&teacher).await.unwrap();
    let admin = school.enter("admin").await;
    let count = async |asked: LogQuery| entries(&school, &admin, asked).await.len();

    assert_eq!(count(LogQuery::default()).await, 3);
    let q = |text: &str| LogQuery {
        q: text.to_owned(),
        ..LogQuery::default()
    };
    let family = &teacher.person.name.family;
    assert_eq!(count(q(&family.to_lowercase()[..6])).await, 2);
    assert_eq!(
        count(q(&format!(
            "{} {}",
            pupil.person.name.given, &pupil.person.name.family
        )))
        .await,
        1
    );
    assert_eq!(count(q("никого такого")).await, 0);
    let action = |code: &str| LogQuery {
        action: code.to_owned(),
        ..LogQuery::default()
    };
    assert_eq!(count(action(Action::SignedIn.code())).await, 2);
    assert_eq!(count(action("door")).await, 3);
    assert_eq!(count(action("chats")).await, 0);
    let days = |from: &str, until: &str| LogQuery {
        from: from.to_owned(),
        until: until.to_owned(),
        ..LogQuery::default()
    };
    assert_eq!(count(days("2026-11-24", "2026-11-24")).await, 1);
    assert_eq!(count(days("2026-11-25", "")).await, 2);
    assert_eq!(count(days("2026-11-26", "")).await, 0);
    assert_eq!(count(days("", "2026-11-23")).await, 0);
    let person = LogQuery {
        person: Some(pupil.id()),
        ..LogQuery::default()
    };
    let page = school.core.log(&admin, &person).await.unwrap();
    assert_eq!(page.entries.len(), 1);
    assert_eq!(page.person, Some(pupil.person.name.full()));
    // Somebody whom the log does not know is nobody, in the school or not.
    let other = school.enter("parent").await;
    let person = LogQuery {
        person: Some(other.id()),
        ..LogQuery::default()
    };
    let page = school.core.log(&admin, &person).await.unwrap();
    assert_eq!((page.entries.len(), page.person), (0, None));
}

#[tokio::test]
async fn pages_follow_one_from_another() {
    let school = TestSchool::small().await;
    for _ in 0..60 {
        let who = school.sign_in("pupil").await;
        school.core.sign_out(&who).await.unwrap();
    }
    let admin = school.enter("admin").await;
    let mut asked = LogQuery::default();
    let mut numbers = Vec::new();
    loop {
        let page = school.core.log(&admin, &asked).await.unwrap();
        assert_eq!(page.total, 120 + BEFORE as i64);
        numbers.extend(page.entries.iter().map(|entry| entry.number));
        let Some(older) = page.older else { break };
        asked.before = Some(older);
    }
    assert!(numbers.iter().copied().eq((1..=120 + BEFORE as i64).rev()));
}

#[tokio::test]
async fn only_those_may_read_whom_the_roles_name_and_each_their_own() {
    let school = TestSchool::small().await;
    let all = LogQuery::default();
    for login in ["pupil", "parent", "teacher", "support"] {
        let who = school.sign_in(login).await;
        let refused = Some(Problem::NotAllowed);
        assert_eq!(school.core.log(&who, &all).await.err(), refused, "{login}");
        let export = school.core.export_log(&who, &all, "csv").await;
        assert_eq!(export.err(), refused, "{login}");
        assert_eq!(school.core.verify_log(&who).await.err(), refused, "{login}");
    }
    let admin = school.sign_in("admin").await;
    let operator = school.sign_in("authority").await;
    let of_school = entries(&school, &admin, all.clone()).await;
    assert!(of_school.iter().all(|one| one.actor != Some(operator.id())));
    assert_eq!(of_school.len(), 4, "pupil, parent, teacher, admin");
    let of_authority = entries(&school, &operator, all).await;
    assert_eq!(of_authority.len(), 2, "support, authority");
}

#[tokio::test]
async fn a_changed_or_missing_entry_shows() {
    let school = TestSchool::small().await;
    let admin = school.sign_in("admin").await;
    let all = LogQuery::default();
    let page = school.core.log(&admin, &all).await.unwrap();
    let Chain::Whole { entries: 4, hash } = page.chain else {
        panic!("{:?}", page.chain);
    };
    assert_eq!(hash, page.entries[0].hash);
    school.sign_in("pupil").await;
    let chain = school.core.verify_log(&admin).await.unwrap();
    assert!(
        matches!(chain, Chain::Whole { entries: 5, .. }),
        "{chain:?}"
    );
    // Somebody writes past the program.
    let forged = AuditEntry {
        org: admin.org.id,
        number: 7,
        at: 0,
        actor: None,
        actor_name: "никто".to_owned(),
        action: "unlinked".to_owned(),
        subject: None,
        subject_name: String::new(),
        detail: "{}".to_owned(),
        address: String::new(),
        hash: vec![1; 32],
    };
    let mut db = school.storage.write().await.unwrap();
    db.insert_audit(&forged).await.unwrap();
    db.save().await.unwrap();
    let broken = Chain::Broken { number: 7 };
    assert_eq!(school.core.log(&admin, &all).await.unwrap().chain, broken);
    assert_eq!(school.core.verify_log(&admin).await.unwrap(), broken);
    // The log goes on all the same.
    school.sign_in("teacher").await;
    assert_eq!(school.core.log(&admin, &all).await.unwrap().total, 8);
}

#[tokio::test]
async fn an_export_proves_itself_elsewhere() {
    let school = TestSchool::small().await;
    let admin = school.sign_in("admin").await;
    for login in ["pupil", "teacher", "parent"] {
        school.sign_in(login).await;
    }
    let all = lines(&school, &admin, &LogQuery::default()).await;
    assert_eq!(all.len(), BEFORE + 5, "with the entry about itself");
    assert_eq!(all[7].action, Action::LogExported.code());
    let check = |lines: &[LogLine], part: bool| {
        let mut file = LogFile::new(part);
        for line in lines {
            file.take(line.clone())?;
        }
        Ok::<_, LogBreak>((file.entries, file.gaps))
    };
    assert_eq!(check(&all, false), Ok((8, 0)));
    let mut changed = all.clone();
    changed[2].actor_name.push('а');
    assert_eq!(check(&changed, false), Err(LogBreak::Changed(3)));
    let mut gap = all.clone();
    gap.remove(2);
    assert_eq!(check(&gap, false), Err(LogBreak::Gap(2, 4)));
    assert_eq!(check(&gap, true), Ok((7, 1)));
    gap.remove(0);
    assert_eq!(check(&gap, false), Err(LogBreak::Gap(0, 2)));
    let mut swapped = all.clone();
    swapped.swap(1, 2);
    assert_eq!(check(&swapped, true), Err(LogBreak::Gap(3, 2)));
    // What was cut off at the end shows only against a sum that was kept elsewhere.
    assert_eq!(check(&all[..3], false), Ok((3, 0)));

    let found = LogQuery {
        action: "door".to_owned(),
        ..LogQuery::default()
    };
    let part = lines(&school, &admin, &found).await;
    assert_eq!(part.len(), 4);
    // One gap: what was not looked for stands before it.
    assert_eq!(check(&part, true), Ok((4, 1)));
}

#[tokio::test]
async fn days_end_at_the_schools_own_midnight() {
    let school = TestSchool::small().await;
    // 19:30 UTC is half past midnight in Yekaterinburg.
    school.clock.forward((15 * 60) * 60_000);
    let org = school.org().await.id;
    let device = NewSession {
        remember: false,
        agent: String::new(),
        address: "10.0.0.9".to_owned(),
    };
    school
        .sign_in_to(org, "pupil", demo_school::PASSWORD, device)
        .await
        .unwrap();
    let admin = school.enter("admin").await;
    for (day, expected) in [("2026-11-24", 0), ("2026-11-25", 1)] {
        let asked = LogQuery {
            from: day.to_owned(),
            until: day.to_owned(),
            ..LogQuery::default()
        };
        assert_eq!(
            entries(&school, &admin, asked).await.len(),
            expected,
            "{day}"
        );
    }
}
