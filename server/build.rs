//! Rebuilds the binary when the built page changes: it carries the page inside.

fn main() {
    println!("cargo::rerun-if-env-changed=ZVONOK_SITE_DIR");
    if let Ok(folder) = std::env::var("ZVONOK_SITE_DIR") {
        println!("cargo::rerun-if-changed={folder}/manifest.json");
    }
}
