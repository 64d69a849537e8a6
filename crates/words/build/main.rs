//! Turns `locales/<language>/<area>.toml` into one Rust function per phrase.
//!
//! A phrase that one language lacks, a placeholder that only one language has, or a plural form
//! that a language needs and does not give fails the build and is named.

mod emit;
mod phrases;

use std::{env, fs, path::Path};

fn main() {
    // Asked when it runs: a target folder may serve several clones.
    let here = env::var("CARGO_MANIFEST_DIR").expect("cargo says where the crate is");
    let locales = Path::new(&here).join("../../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    let russian = phrases::read(&locales.join("ru"), &["one", "few", "many"]);
    let english = phrases::read(&locales.join("en"), &["one", "other"]);
    let faults = phrases::differences(&russian, &english);
    assert!(
        faults.is_empty(),
        "locales disagree:\n  {}",
        faults.join("\n  ")
    );
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(
        Path::new(&out).join("words.rs"),
        emit::module(&russian, &english),
    )
    .expect("OUT_DIR is writable");
}
