//! What the fuzzer of the socket has found goes through again, without it.

#[path = "../../fuzz/check.rs"]
mod check;

#[test]
fn whatever_comes_through_a_socket() {
    // Asked for when running: a target folder may be shared by several clones.
    let here = std::env::var("CARGO_MANIFEST_DIR").expect("run by cargo");
    let mut count = 0;
    for entry in std::fs::read_dir(format!("{here}/fuzz/corpus/frames")).expect("a corpus") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        check::frames(&bytes);
        count += 1;
    }
    assert!(count > 0, "a corpus");
}
