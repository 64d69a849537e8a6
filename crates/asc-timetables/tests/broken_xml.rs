//! Files that cannot be read at all: each is told where, and none of them panics.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use asc_timetables::{Limits, read};
use common::{SOUND, changed, one, told};
use proptest::prelude::*;

#[test]
fn document_types_and_entities() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<timetable ";
    assert_eq!(
        told(changed("<timetable ", bomb)),
        one(2, "", "", "", "document-type")
    );
    assert_eq!(
        told(changed("&amp;", "&a;")),
        one(7, "subject", "name", "", "bad-xml")
    );
}

#[test]
fn broken_xml() {
    let first = |result| told(result).remove(0);
    let broken = first(changed("</classes>", "</class>"));
    assert_eq!((broken.0, broken.4), (10, "bad-xml"));
    let cut = first(read(&SOUND.as_bytes()[..700], &Limits::default()));
    assert_eq!(cut.4, "bad-xml");
    assert_eq!(
        told(changed("</timetable>", "")),
        one(21, "", "", "", "bad-xml")
    );
    let limits = Limits::default();
    assert_eq!(
        told(read(b"", &limits)),
        one(0, "", "", "", "not-a-timetable")
    );
    assert_eq!(
        told(read(b"\n<html/>", &limits)),
        one(2, "html", "", "", "not-a-timetable")
    );
    assert_eq!(
        told(read(b"sourcedId,name\n", &limits)),
        one(0, "", "", "", "not-a-timetable")
    );
}

#[test]
fn encodings() {
    let limits = Limits::default();
    let koi = b"<?xml version='1.0' encoding='koi8-r'?><timetable/>";
    assert_eq!(
        told(read(koi, &limits)),
        one(1, "", "encoding", "koi8-r", "unsupported-encoding")
    );
    let wide = told(read(b"\xFF\xFE<\0t\0", &limits));
    assert_eq!(
        wide,
        one(1, "", "encoding", "UTF-16LE", "unsupported-encoding")
    );
    assert_eq!(
        told(read(b"<timetable>\n\xCC\xCC", &limits)),
        one(2, "", "", "", "not-utf8")
    );
}

#[test]
fn limits() {
    let read = |limits| told(read(SOUND.as_bytes(), &limits));
    let default = Limits::default;
    assert_eq!(
        read(Limits {
            max_bytes: 99,
            ..default()
        }),
        one(0, "", "", "", "too-large")
    );
    assert_eq!(
        read(Limits {
            max_elements: 3,
            ..default()
        }),
        one(4, "daysdefs", "", "", "too-large")
    );
    assert_eq!(
        read(Limits {
            max_depth: 3,
            ..default()
        }),
        one(12, "arm", "", "", "too-large")
    );
    assert_eq!(
        read(Limits {
            max_attributes: 4,
            ..default()
        }),
        one(14, "lesson", "", "", "too-large")
    );
    assert_eq!(
        read(Limits {
            max_attribute_bytes: 16,
            ..default()
        }),
        one(2, "timetable", "options", "", "too-large")
    );
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes, &Limits::default());
    }

    #[test]
    fn any_markup(text in "(<timetable>)?([<>/\"'=&;! a-c0]|<a b='c'>|</a>|<card |<!--|\\[CDATA\\[|\n){0,40}") {
        let _ = read(text.as_bytes(), &Limits::default());
    }

    #[test]
    fn damaged(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = SOUND.as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Err(faults) = read(&bytes, &Limits::default()) {
            prop_assert!(!faults.list.is_empty());
            prop_assert!(faults.list.iter().all(|f| f.line <= 22));
        }
    }
}
