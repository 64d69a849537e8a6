//! The generated school, read back from what was written.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::Event;
use zvonok_demo_school::{DEFAULT_SEED, DemoSchool, generate, scaled, write};

type Row = HashMap<String, String>;

fn rows(school: &DemoSchool, file: &str) -> Vec<Row> {
    let (_, bytes) = school.roster.iter().find(|(n, _)| n == file).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    reader.deserialize().map(Result::unwrap).collect()
}

fn ids(rows: &[Row]) -> HashSet<&str> {
    let ids: HashSet<&str> = rows.iter().map(|r| r["sourcedId"].as_str()).collect();
    assert_eq!(ids.len(), rows.len(), "sourcedId is unique");
    ids
}

fn by_id(rows: &[Row]) -> HashMap<&str, &Row> {
    rows.iter().map(|r| (r["sourcedId"].as_str(), r)).collect()
}

/// Every element of the timetable as its name and attributes; panics when it is not well-formed.
fn elements(xml: &[u8]) -> Vec<(String, Row)> {
    let mut reader = Reader::from_reader(xml);
    let mut found = Vec::new();
    let mut open = 0;
    loop {
        let tag = match reader.read_event().unwrap() {
            Event::Start(tag) => {
                open += 1;
                tag
            }
            Event::Empty(tag) => tag,
            Event::End(_) => {
                open -= 1;
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let name = tag.name().as_ref().to_owned();
        let attributes = tag.attributes().map(|a| {
            let a = a.unwrap();
            let key = a.key.as_ref().to_owned();
            let value = a.value.to_string();
            (key, value)
        });
        found.push((name, attributes.collect()));
    }
    assert_eq!(open, 0);
    found
}

fn of(elements: &[(String, Row)], name: &str) -> Vec<Row> {
    let own = elements.iter().filter(|(n, _)| n == name);
    own.map(|(_, row)| row.clone()).collect()
}

fn check_references(school: &DemoSchool) {
    let (orgs, users) = (rows(school, "orgs.csv"), rows(school, "users.csv"));
    let (courses, classes) = (rows(school, "courses.csv"), rows(school, "classes.csv"));
    let sessions = rows(school, "academicSessions.csv");
    let enrollments = rows(school, "enrollments.csv");
    let roles = rows(school, "roles.csv");
    let demographics = rows(school, "demographics.csv");
    let (org, user, course, class, session) = (
        ids(&orgs),
        ids(&users),
        ids(&courses),
        ids(&classes),
        ids(&sessions),
    );
    ids(&enrollments);
    ids(&roles);
    assert_eq!(ids(&demographics), user);

    let people = by_id(&users);
    for (id, row) in &people {
        assert!(org.contains(row["primaryOrgSourcedId"].as_str()));
        for agent in row["agentSourcedIds"].split(',').filter(|a| !a.is_empty()) {
            let back = &people[agent]["agentSourcedIds"];
            assert!(
                back.split(',').any(|b| b == *id),
                "{id} and {agent} know each other"
            );
        }
        if id.contains("-u-s-") {
            assert!(!row["agentSourcedIds"].is_empty(), "{id} has a guardian");
        }
    }
    for row in &orgs {
        let parent = row["parentSourcedId"].as_str();
        assert!(parent.is_empty() || org.contains(parent));
    }
    for row in &courses {
        assert!(session.contains(row["schoolYearSourcedId"].as_str()));
        assert!(org.contains(row["orgSourcedId"].as_str()));
    }
    for row in &classes {
        assert!(org.contains(row["schoolSourcedId"].as_str()));
        assert!(session.contains(row["termSourcedIds"].as_str()));
        if row["classType"] == "scheduled" {
            assert!(course.contains(row["courseSourcedId"].as_str()));
            assert!(class.contains(row["metadata.homeroomSourcedId"].as_str()));
            assert!(!row["location"].is_empty());
        }
    }
    for row in &roles {
        assert!(user.contains(row["userSourcedId"].as_str()));
        assert!(org.contains(row["orgSourcedId"].as_str()));
    }
    let mut homerooms: HashMap<&str, usize> = HashMap::new();
    let mut seen = HashSet::new();
    for row in &enrollments {
        let (c, u) = (
            row["classSourcedId"].as_str(),
            row["userSourcedId"].as_str(),
        );
        assert!(class.contains(c) && user.contains(u));
        assert!(seen.insert((c, u)), "nobody is enrolled twice");
        if row["role"] == "teacher" {
            assert_eq!(row["primary"], "true");
            *homerooms.entry(c).or_default() += 1;
        }
    }
    for id in &class {
        assert_eq!(homerooms.get(id), Some(&1), "{id} has its teacher");
    }
    for key in ["username", "identifier"] {
        let all: HashSet<&str> = users.iter().map(|u| u[key].as_str()).collect();
        assert_eq!(all.len(), users.len(), "{key}");
    }
    let phones: Vec<&str> = users.iter().map(|u| u["sms"].as_str()).collect();
    let phones: Vec<&str> = phones.into_iter().filter(|p| !p.is_empty()).collect();
    assert!(
        phones
            .iter()
            .all(|p| p.len() == 12 && p.starts_with("+7900"))
    );
    assert_eq!(phones.iter().collect::<HashSet<_>>().len(), phones.len());
}

/// No clash of class, teacher or room; gives the number of lessons that have no place.
fn check_timetable(school: &DemoSchool) -> usize {
    let xml = elements(&school.timetable);
    let classes = rows(school, "classes.csv");
    let (users, courses) = (rows(school, "users.csv"), rows(school, "courses.csv"));
    for (element, known) in [
        ("lesson", ids(&classes)),
        ("class", ids(&classes)),
        ("teacher", ids(&users)),
        ("subject", ids(&courses)),
    ] {
        for row in of(&xml, element) {
            assert!(known.contains(row["partner_id"].as_str()), "{element}");
        }
    }
    let all: HashSet<String> = xml
        .iter()
        .filter_map(|(_, r)| r.get("id").cloned())
        .collect();
    let lessons: HashMap<String, Row> = of(&xml, "lesson")
        .into_iter()
        .map(|r| (r["id"].clone(), r))
        .collect();
    for lesson in lessons.values() {
        for key in [
            "classids",
            "subjectid",
            "teacherids",
            "classroomids",
            "groupids",
        ] {
            assert!(all.contains(&lesson[key]), "{key}");
        }
    }
    let mut taken = HashSet::new();
    let mut groups: HashMap<(String, String, String), Vec<String>> = HashMap::new();
    let cards = of(&xml, "card");
    for card in &cards {
        let lesson = &lessons[&card["lessonid"]];
        let at = (card["days"].clone(), card["period"].clone());
        for what in [
            &lesson["teacherids"],
            &card["classroomids"],
            &lesson["groupids"],
        ] {
            assert!(taken.insert((at.clone(), what.clone())), "{what} at {at:?}");
        }
        let key = (at.0, at.1, lesson["classids"].clone());
        groups
            .entry(key)
            .or_default()
            .push(lesson["groupids"].clone());
    }
    for list in groups.values() {
        assert!(list.len() == 1 || !list.iter().any(|g| g.ends_with("_0")));
    }
    let wanted: f64 = lessons
        .values()
        .map(|l| l["periodsperweek"].parse::<f64>().unwrap())
        .sum();
    wanted as usize - cards.len()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (one, other) = (generate(2026, 7), generate(2026, 7));
    assert_eq!(one, other);
    assert_ne!(one, generate(2026, 8));
    assert_ne!(one, generate(2027, 7));
}

#[test]
fn files_hold_together() {
    check_references(&generate(2026, DEFAULT_SEED));
}

#[test]
fn the_week_has_no_conflicts_and_no_gaps() {
    let school = generate(2026, DEFAULT_SEED);
    assert_eq!(check_timetable(&school), 0, "every lesson has its place");
    let xml = elements(&school.timetable);
    let lessons: HashMap<String, Row> = of(&xml, "lesson")
        .into_iter()
        .map(|r| (r["id"].clone(), r))
        .collect();
    let mut days: BTreeMap<(String, String), HashSet<usize>> = BTreeMap::new();
    for card in of(&xml, "card") {
        let class = lessons[&card["lessonid"]]["classids"].clone();
        let period = card["period"].parse().unwrap();
        days.entry((class, card["days"].clone()))
            .or_default()
            .insert(period);
    }
    assert_eq!(days.len(), 24 * 5);
    let mut week: HashMap<&str, usize> = HashMap::new();
    for ((class, day), periods) in &days {
        assert_eq!(periods.iter().max(), Some(&periods.len()), "{class} {day}");
        *week.entry(class).or_default() += periods.len();
    }
    assert!(week.values().all(|n| (20..=34).contains(n)), "{week:?}");
}

#[test]
fn the_school_is_of_ordinary_size() {
    let school = generate(2026, DEFAULT_SEED);
    let classes = rows(&school, "classes.csv");
    let homes: Vec<&Row> = classes
        .iter()
        .filter(|c| c["classType"] == "homeroom")
        .collect();
    assert_eq!(homes.len(), 24);
    let enrollments = rows(&school, "enrollments.csv");
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for row in enrollments.iter().filter(|r| r["role"] == "student") {
        *sizes.entry(row["classSourcedId"].as_str()).or_default() += 1;
    }
    for home in &homes {
        let size = sizes[home["sourcedId"].as_str()];
        assert!((24..=29).contains(&size));
        if home["title"] == "4А" {
            assert_eq!(size, 28);
            assert_eq!(home["location"], "214");
        }
    }
    let users = rows(&school, "users.csv");
    let count = |tag: &str| {
        users
            .iter()
            .filter(|u| u["sourcedId"].contains(tag))
            .count()
    };
    assert!((45..=50).contains(&count("-u-t-")), "{}", count("-u-t-"));
    assert!((576..=696).contains(&count("-u-s-")));
    assert!(
        users
            .iter()
            .any(|u| u["sourcedId"].contains("-u-p-") && u["email"].is_empty())
    );
    let first: Vec<&Row> = users.iter().filter(|u| u["grades"] == "1").collect();
    let silent = first.iter().filter(|u| u["sms"].is_empty()).count();
    assert!(
        silent * 4 > first.len() * 3,
        "first-formers mostly have no phone"
    );
    let families = users.iter().filter(|u| u["sourcedId"].contains("-u-s-"));
    let pairs = families
        .filter(|u| u["agentSourcedIds"].contains(','))
        .count();
    assert!((200..500).contains(&pairs));
    let roles = rows(&school, "roles.csv");
    let second = roles
        .iter()
        .filter(|r| r["roleType"] == "secondary")
        .count();
    assert!((3..=6).contains(&second), "{second}");
    let years = rows(&school, "academicSessions.csv");
    assert_eq!(
        (years[0]["startDate"].as_str(), years[0]["endDate"].as_str()),
        ("2026-09-01", "2027-05-26")
    );
}

#[test]
fn there_are_twins_and_homonyms() {
    let school = generate(2026, DEFAULT_SEED);
    let (users, born) = (
        rows(&school, "users.csv"),
        rows(&school, "demographics.csv"),
    );
    let born = by_id(&born);
    let pupils = users.iter().filter(|u| u["sourcedId"].contains("-u-s-"));
    let mut names: HashMap<[&str; 3], Vec<&Row>> = HashMap::new();
    let mut twins: HashMap<(&str, &str), usize> = HashMap::new();
    for pupil in pupils {
        let name = ["familyName", "givenName", "middleName"].map(|k| pupil[k].as_str());
        names.entry(name).or_default().push(pupil);
        let birth = born[pupil["sourcedId"].as_str()]["birthDate"].as_str();
        *twins
            .entry((pupil["agentSourcedIds"].as_str(), birth))
            .or_default() += 1;
    }
    let same: Vec<_> = names.values().filter(|p| p.len() > 1).collect();
    assert_eq!(same.len(), 1);
    assert_ne!(same[0][0]["grades"], same[0][1]["grades"]);
    assert_eq!(twins.values().filter(|n| **n == 2).count(), 1);
}

#[test]
fn birthdays_fit() {
    let school = generate(2026, DEFAULT_SEED);
    let (users, born) = (
        rows(&school, "users.csv"),
        rows(&school, "demographics.csv"),
    );
    let born = by_id(&born);
    let year = |id: &str| born[id]["birthDate"][..4].parse::<i32>().unwrap();
    for user in users.iter().filter(|u| !u["grades"].is_empty()) {
        let own = year(&user["sourcedId"]);
        let grade: i32 = user["grades"].parse().unwrap();
        assert!((6..=7).contains(&(2026 - grade - own)), "{own} in {grade}");
        for agent in user["agentSourcedIds"].split(',') {
            assert!((18..=48).contains(&(own - year(agent))), "{agent}");
        }
    }
}

/// Sections a person is enrolled in with a role: title and metadata.
fn enrolled(school: &DemoSchool, user: &str, role: &str) -> Vec<String> {
    let classes = rows(school, "classes.csv");
    let classes = by_id(&classes);
    let enrollments = rows(school, "enrollments.csv");
    let own = enrollments
        .iter()
        .filter(|r| r["userSourcedId"] == user && r["role"] == role);
    own.map(|r| classes[r["classSourcedId"].as_str()]["title"].clone())
        .collect()
}

#[test]
fn the_demonstration_people_are_what_they_promise() {
    for school in [generate(2026, DEFAULT_SEED), scaled(2026, 3, 2)] {
        let (users, roles) = (rows(&school, "users.csv"), rows(&school, "roles.csv"));
        let with = users.iter().filter(|u| u["password"] == "zvonok").count();
        assert_eq!((with, school.people.len()), (9, 9));
        assert_eq!(
            users.iter().filter(|u| !u["password"].is_empty()).count(),
            9
        );
        let user = |login: &str| users.iter().find(|u| u["username"] == login).unwrap();
        let id = |login: &str| user(login)["sourcedId"].clone();
        for person in &school.people {
            let row = user(&person.login);
            assert_eq!(row["sms"], person.phone);
            assert!(!person.phone.is_empty() && !person.role_note.is_empty());
            assert_eq!(row["primaryOrgSourcedId"], person.organisation);
            let name = format!(
                "{} {} {}",
                row["familyName"], row["givenName"], row["middleName"]
            );
            assert_eq!(name, person.full_name);
        }
        let has = |login: &str, role: &str, kind: &str| {
            let id = id(login);
            let own = |r: &&Row| r["userSourcedId"] == id && r["role"] == role;
            roles.iter().filter(own).any(|r| r["roleType"] == kind)
        };
        assert!(has("admin", "siteAdministrator", "primary"));
        assert!(has("authority", "districtAdministrator", "primary"));
        assert!(has("support", "systemAdministrator", "primary"));
        assert!(has("teacher-parent", "teacher", "primary"));
        assert!(has("teacher-parent", "guardian", "secondary"));
        let authority: Vec<bool> = school.people.iter().map(|p| p.authority).collect();
        assert_eq!(
            authority,
            [false, false, false, false, false, false, false, true, true]
        );

        let teaches = enrolled(&school, &id("teacher"), "teacher");
        assert!(
            teaches.contains(&"4А".to_owned()) && teaches.contains(&"Математика 4А".to_owned())
        );
        let english = "Английский язык 4А (1 группа)".to_owned();
        assert!(enrolled(&school, &id("teacher2"), "teacher").contains(&english));
        let (pupil, pupil2) = (
            enrolled(&school, &id("pupil"), "student"),
            enrolled(&school, &id("pupil2"), "student"),
        );
        assert!(pupil.contains(&"4А".to_owned()) && pupil2.contains(&"4А".to_owned()));
        assert!(pupil.contains(&english) && !pupil2.contains(&english));
        assert!(pupil2.contains(&"Английский язык 4А (2 группа)".to_owned()));
        let children: Vec<&str> = user("parent")["agentSourcedIds"].split(',').collect();
        assert_eq!((children.len(), children[0]), (2, id("pupil").as_str()));
        assert!(enrolled(&school, children[1], "student").contains(&"7Б".to_owned()));
        assert!(!enrolled(&school, &id("teacher-parent"), "teacher").is_empty());
        let child = &user("teacher-parent")["agentSourcedIds"];
        assert!(enrolled(&school, child, "student").contains(&"4А".to_owned()));
    }
}

#[test]
fn other_sizes_and_seeds_hold_together() {
    for (seed, classes) in [
        (0, 2),
        (1, 3),
        (2, 11),
        (999, 24),
        (12_345, 132),
        (u64::MAX, 24),
    ] {
        let school = scaled(2027, seed, classes);
        check_references(&school);
        assert_eq!(
            check_timetable(&school),
            0,
            "seed {seed}, {classes} classes"
        );
        let made = rows(&school, "classes.csv");
        assert_eq!(
            made.iter().filter(|c| c["classType"] == "homeroom").count(),
            classes
        );
    }
}

#[test]
fn two_schools_do_not_collide() {
    let (one, other) = (generate(2026, 7), generate(2026, 8));
    for (file, _) in one.roster.iter().filter(|(name, _)| name != "manifest.csv") {
        let (a, b) = (rows(&one, file), rows(&other, file));
        assert!(ids(&a).is_disjoint(&ids(&b)), "{file}");
    }
    let phones = |s: &DemoSchool| -> HashSet<String> {
        rows(s, "users.csv")
            .into_iter()
            .map(|u| u["sms"].clone())
            .filter(|p| !p.is_empty())
            .collect()
    };
    assert!(phones(&one).is_disjoint(&phones(&other)));
    assert_ne!(one.school_id, other.school_id);
}

#[test]
fn it_is_written_to_a_folder() {
    let dir = std::env::temp_dir().join(format!("zvonok-demo-school-{}", std::process::id()));
    let school = scaled(2026, 5, 2);
    write(&school, &dir).unwrap();
    for (name, bytes) in &school.roster {
        assert_eq!(
            &std::fs::read(dir.join("oneroster").join(name)).unwrap(),
            bytes
        );
    }
    assert_eq!(
        std::fs::read(dir.join("timetable.xml")).unwrap(),
        school.timetable
    );
    let people: Vec<zvonok_demo_school::DemoPerson> =
        serde_json::from_slice(&std::fs::read(dir.join("people.json")).unwrap()).unwrap();
    assert_eq!(people, school.people);
    std::fs::remove_dir_all(dir).unwrap();
}
