//! A new migration is no change to a source file: cargo must be told.

fn main() {
    println!("cargo::rerun-if-changed=../../crates/storage/migrations");
}
