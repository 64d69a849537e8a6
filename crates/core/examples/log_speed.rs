//! How long the log of a large school and the figures of a large authority take:
//! `cargo run --release -p zvonok-core --example log_speed -- [entries] [schools]`.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use model::views::LogQuery;
use std::{future::Future, time::Instant};
use storage::{AuditEntry, Repository, Storage as _};
use test_support::TestSchool;
use zvonok_core as school_core;

async fn timed<T>(what: &str, work: impl Future<Output = T>) -> T {
    let begun = Instant::now();
    let done = work.await;
    println!("{what}: {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    done
}

/// A log as long as asked for, over all people of the school; every fiftieth entry is a link.
async fn fill(db: &mut dyn Repository, org: model::OrgId, people: &[model::PersonId], most: i64) {
    let mut names = Vec::new();
    for id in people {
        names.push((*id, db.person(*id).await.unwrap().unwrap().name.full()));
    }
    let (from, mut before) = db.audit_tail(org).await.unwrap().unwrap_or_default();
    for number in from + 1..=most {
        let (id, name) = &names[usize::try_from(number * 7919).unwrap() % names.len()];
        let action = match number % 50 {
            0 => "linked",
            1..=20 => "signed_out",
            _ => "signed_in",
        };
        let mut entry = AuditEntry {
            org,
            number,
            at: test_support::TUESDAY - (most - number) * 30_000,
            actor: Some(*id),
            actor_name: name.clone(),
            action: action.to_owned(),
            subject: None,
            subject_name: String::new(),
            detail: r#"{"device":"Chrome, Windows","remember":false}"#.to_owned(),
            address: "10.0.0.1".to_owned(),
            hash: Vec::new(),
        };
        entry.hash = school_core::chained(&before, &entry);
        before.clone_from(&entry.hash);
        db.insert_audit(&entry).await.unwrap();
    }
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = |usual: i64| {
        arguments
            .next()
            .map_or(usual, |text| text.parse().expect("a number"))
    };
    let (most, schools) = (number(200_000), number(100));
    let school = TestSchool::of(26).await;
    let admin = school.enter("admin").await;
    let people: Vec<_> = school.people().await.into_values().collect();
    let mut db = school.storage.write().await.unwrap();
    let filled = fill(db.as_mut(), admin.org.id, &people, most);
    timed(&format!("writing {most} entries"), filled).await;
    db.save().await.unwrap();

    let q = |text: &str| LogQuery {
        q: text.to_owned(),
        ..LogQuery::default()
    };
    let action = |code: &str| LogQuery {
        action: code.to_owned(),
        ..LogQuery::default()
    };
    let days = |from: &str, until: &str| LogQuery {
        from: from.to_owned(),
        until: until.to_owned(),
        ..LogQuery::default()
    };
    let deep = LogQuery {
        before: Some(most / 2),
        ..LogQuery::default()
    };
    let whole = school.core.verify_log(&admin);
    println!("{:?}", timed("verifying all", whole).await.unwrap());
    for (what, asked) in [
        ("newest page", LogQuery::default()),
        ("a page in the middle", deep),
        ("a name", q(&admin.person.name.full())),
        ("one letter of many names", q("а")),
        ("nobody's name", q("ёёё")),
        ("a frequent action", action("door")),
        ("a rare action", action("linked")),
        ("an action that never was", action("import_undone")),
        ("a day", days("2026-11-20", "2026-11-20")),
        ("a day before all", days("2020-01-01", "2020-01-02")),
    ] {
        let page = timed(what, school.core.log(&admin, &asked)).await.unwrap();
        println!("    {} entries", page.entries.len());
    }
    let begun = Instant::now();
    let mut export = school
        .core
        .export_log(&admin, &LogQuery::default(), "jsonl")
        .await
        .unwrap();
    let (mut lines, mut bytes) = (0, 0);
    loop {
        let more = school.core.read_export(&mut export).await.unwrap();
        if more.is_empty() {
            break;
        }
        lines += more.len();
        bytes += more
            .iter()
            .map(|line| serde_json::to_string(line).unwrap().len())
            .sum::<usize>();
    }
    println!(
        "exporting {lines} entries, {} MB: {:.1} ms",
        bytes >> 20,
        begun.elapsed().as_secs_f64() * 1e3
    );
    drop(school);
    authority(schools).await;
}

/// An authority with many schools, made by copying the rows of one.
async fn authority(schools: i64) {
    let school = TestSchool::of(26).await;
    let operator = school.enter("authority").await;
    let org = school.org().await;
    let mut db = school.storage.write().await.unwrap();
    let mut roster = db.roster(org.source).await.unwrap();
    let one = roster.clone();
    for number in 1..schools {
        let name = |id: &str| format!("{number}-{id}");
        for (id, of) in one.orgs.iter().filter(|(_, of)| !of.authority) {
            let mut of = of.clone();
            of.short_name = format!("Школа № {}", 100 + number);
            db.keep_org(org.source, &name(id), &of).await.unwrap();
            roster.orgs.insert(name(id), of);
        }
        for (id, person) in &one.people {
            let mut person = person.clone();
            person.login = name(&person.login);
            db.keep_person(org.source, &name(id), &person)
                .await
                .unwrap();
        }
        for (id, role) in &one.roles {
            if roster.orgs[&role.org].authority {
                continue;
            }
            let mut role = role.clone();
            role.person = name(&role.person);
            role.org = name(&role.org);
            db.keep_role(org.source, &name(id), &role).await.unwrap();
        }
    }
    db.save().await.unwrap();
    let found = timed("figures of all schools", school.core.schools(&operator)).await;
    let rows = found.unwrap().rows;
    let people: u32 = rows.iter().map(|row| row.people.all).sum();
    println!("    {} schools, {people} people", rows.len());
    let again = timed("once more", school.core.schools(&operator)).await;
    assert_eq!(again.unwrap().rows, rows);
}
