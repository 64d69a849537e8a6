//! Whatever comes through a page's socket.
#![no_main]

#[path = "../check.rs"]
mod check;
// Shared with the tests, which use more of it.
#[allow(dead_code)]
#[path = "../../tests/proof/school.rs"]
mod school;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::frames(bytes));
