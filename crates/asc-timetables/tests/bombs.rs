//! Timetables that are made to hurt: refused with what and where, in bounded memory and time. Each
//! is read in a process of its own, which says how much memory it took at most.
#![allow(clippy::unwrap_used, missing_docs)]
#![cfg(target_os = "linux")]

mod common;

use asc_timetables::{Faults, Limits, Timetable, read};
use common::{SOUND, one, told};
use std::{env, process::Command};

/// Seconds of work after which a process is ended.
const PATIENCE: &str = "30";

/// Runs a test in a process of its own that may take so many MiB.
fn bounded(test: &str, most: u64, run: impl FnOnce()) {
    if env::var("BOMB").is_ok_and(|name| name == test) {
        run();
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
        println!("{test} took {} MiB", peak / 1024);
        assert!(
            peak / 1024 < most,
            "{test} took {} MiB of {most}",
            peak / 1024
        );
        return;
    }
    let done = Command::new("sh")
        .args(["-c", "ulimit -t \"$0\" && exec \"$@\"", PATIENCE])
        .arg(env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env("BOMB", test)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    let errors = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{}: {said}{errors}", done.status);
    println!(
        "{}",
        said.lines()
            .find(|line| line.contains("took"))
            .unwrap_or_default()
    );
}

fn all(text: &str) -> Result<Timetable, Faults> {
    read(text.as_bytes(), &Limits::default())
}

/// The sound file with something before its root, or within it.
fn with(before: &str, within: &str) -> String {
    SOUND
        .replace("<timetable ", &format!("{before}<timetable "))
        .replace("</timetable>", &format!("{within}</timetable>"))
}

#[test]
fn a_billion_laughs() {
    bounded("a_billion_laughs", 32, || {
        let mut kinds = "<!ENTITY a0 \"laugh\">".to_owned();
        for level in 1..30 {
            let before = format!("&a{};", level - 1).repeat(10);
            kinds += &format!("<!ENTITY a{level} \"{before}\">");
        }
        let text = with(
            &format!("<!DOCTYPE timetable [{kinds}]>\n"),
            "<subject id=\"Q\" name=\"&a29;\"/>",
        );
        assert_eq!(told(all(&text)), one(2, "", "", "", "document-type"));
        // One long entity many times, and entities from elsewhere.
        let long = format!("<!DOCTYPE t [<!ENTITY a \"{}\">]>", "x".repeat(1_000_000));
        let told_of = told(all(&with(
            &long,
            &"<subject name=\"&a;&a;&a;\"/>".repeat(10_000),
        )));
        assert_eq!(told_of[0].4, "document-type");
        for outside in [
            "SYSTEM \"file:///etc/passwd\"",
            "PUBLIC \"x\" \"http://127.0.0.1:9/\"",
        ] {
            let text = with(
                &format!("<!DOCTYPE t {outside} [<!ENTITY a {outside}>]>"),
                "",
            );
            assert_eq!(told(all(&text))[0].4, "document-type");
        }
        // Without a declaration nobody has defined anything.
        let told_of = told(all(&with(
            "",
            "<subjects><subject id=\"Q\" name=\"&a29;\"/></subjects>",
        )));
        assert_eq!((told_of[0].2.as_str(), told_of[0].4), ("name", "bad-xml"));
    });
}

#[test]
fn elements_within_one_another() {
    bounded("elements_within_one_another", 48, || {
        let deep = "<a>".repeat(2_000_000);
        let told_of = told(all(&with("", &deep)));
        assert_eq!((told_of.len(), told_of[0].4), (1, "too-large"));
        let comments = "<!-- -->".repeat(500_000);
        assert!(all(&with("", &comments)).is_ok(), "comments say nothing");
        let unclosed = format!("<timetable><!--{}", "-".repeat(4_000_000));
        assert_eq!(told(all(&unclosed))[0].4, "bad-xml");
    });
}

#[test]
fn attributes_without_end() {
    bounded("attributes_without_end", 96, || {
        let few: String = (0..100).map(|n| format!(" a{n}='1'")).collect();
        let many = few + &" z='1'".repeat(1_000_000);
        let told_of = told(all(&with(
            "",
            &format!("<subjects><subject{many}/></subjects>"),
        )));
        assert_eq!(
            (told_of.len(), told_of[0].1.as_str(), told_of[0].4),
            (1, "subject", "too-large")
        );
        let long = "я".repeat(5_000_000);
        let told_of = told(all(&with(
            "",
            &format!("<subjects><subject id=\"{long}\"/></subjects>"),
        )));
        assert_eq!((told_of[0].2.as_str(), told_of[0].4), ("id", "too-large"));
        // A name belongs to nothing here; in a fault it is short.
        let name = "n".repeat(5_000_000);
        assert!(all(&with("", &format!("<{name}/>"))).is_ok());
        let told_of = told(all(&with("", &format!("<{name} a='&b;'/>"))));
        assert!(told_of[0].1.len() < 400, "a fault is short");
    });
}

#[test]
fn ten_million_cards() {
    bounded("ten_million_cards", 400, || {
        let card = "<card lessonid=\"L\" period=\"1\" days=\"01\"/>";
        let limits = Limits {
            max_elements: 100_000,
            ..Limits::default()
        };
        let text = with("", &format!("<cards>{}</cards>", card.repeat(1_000_000)));
        let told_of = told(read(text.as_bytes(), &limits));
        assert_eq!((told_of[0].1.as_str(), told_of[0].4), ("card", "too-large"));
        // Ten million of the shortest elements are more bytes than a timetable may have.
        let shortest = "<card/>\n";
        assert!(10_000_000 * shortest.len() > Limits::default().max_bytes);
        let bytes = shortest.as_bytes().repeat(10_000_000);
        assert_eq!(
            told(read(&bytes, &Limits::default())),
            one(0, "", "", "", "too-large")
        );
    });
}

#[test]
fn bytes_that_are_no_text() {
    bounded("bytes_that_are_no_text", 96, || {
        let mut bytes = SOUND.as_bytes().to_vec();
        let at = bytes.len() - 20;
        bytes.splice(at..at, [0xed, 0xa0, 0x80].repeat(1_000_000));
        assert_eq!(told(read(&bytes, &Limits::default()))[0].4, "not-utf8");
        let zeros = vec![0; 8_000_000];
        assert_eq!(told(read(&zeros, &Limits::default())).len(), 1);
        let declared = b"<?xml version='1.0' encoding='windows-1251'?><timetable>\xff";
        let mut bytes = declared.to_vec();
        bytes.extend(vec![0xff; 8_000_000]);
        assert_eq!(told(read(&bytes, &Limits::default()))[0].4, "bad-xml");
    });
}
