//! What the fuzzers have found goes through again, without them.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../fuzz/check.rs"]
mod check;

/// Gives every file of a folder of the corpus to what its fuzzer drives.
fn replay(target: &str, check: fn(&[u8])) {
    // Asked for when running: a target folder may be shared by several clones.
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    let folder = format!("{here}/fuzz/corpus/{target}");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        check(&std::fs::read(entry.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count > 0, "a corpus of {target}");
}

#[test]
fn signals() {
    replay("signals", check::signals);
}

#[test]
fn offers() {
    replay("offers", check::offers);
}

#[test]
fn packets() {
    replay("packets", check::packets);
}
