//! `cargo run -p zvonok-site --bin licences`: may we ship every crate in Cargo.lock?
//!
//! Holds each crate's licence against `[licenses] allow` in `deny.toml`. The same file serves
//! cargo-deny, which says more, but takes too long to install for every machine to have it.
#![allow(clippy::print_stdout, reason = "a program that tells what it found")]

use anyhow::{Context, Result, bail, ensure};
use spdx::{Expression, ParseMode};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("licences: {e:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    // Set by `cargo run`; by hand it is run at the top of the clone.
    let repo = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| ".".into(), |package| Path::new(&package).join("../.."));
    let rules: toml::Table = std::fs::read_to_string(repo.join("deny.toml"))?.parse()?;
    let allow = rules["licenses"]["allow"]
        .as_array()
        .context("deny.toml: [licenses] allow")?;
    let allow: BTreeSet<&str> = allow.iter().filter_map(|word| word.as_str()).collect();

    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let told = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--locked"])
        .current_dir(repo)
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(told.status.success(), "cargo metadata failed");
    let told: serde_json::Value = serde_json::from_slice(&told.stdout)?;
    let packages = told["packages"].as_array().context("packages")?;

    let mut refused = 0;
    for package in packages {
        let licence = package["license"].as_str().unwrap_or("none named");
        if !allowed(licence, &allow) {
            let text = |key: &str| package[key].as_str().unwrap_or_default();
            println!("{} {}: {licence}", text("name"), text("version"));
            refused += 1;
        }
    }
    if refused > 0 {
        bail!("crates under a licence that deny.toml does not allow: {refused}");
    }
    println!("licences: {} crates, all allowed", packages.len());
    Ok(())
}

/// Lax, because older crates write `MIT/Apache-2.0`.
fn allowed(licence: &str, allow: &BTreeSet<&str>) -> bool {
    Expression::parse_mode(licence, ParseMode::LAX)
        .is_ok_and(|parsed| parsed.evaluate(|one| allow.contains(one.to_string().as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        let allow = BTreeSet::from(["MIT", "Apache-2.0 WITH LLVM-exception"]);
        for good in ["MIT", "MIT/Apache-2.0", "(GPL-3.0-only OR MIT)"] {
            assert!(allowed(good, &allow), "{good}");
        }
        assert!(allowed("Apache-2.0 WITH LLVM-exception AND MIT", &allow));
        for bad in ["Apache-2.0", "MIT AND GPL-3.0-only", "none named", ""] {
            assert!(!allowed(bad, &allow), "{bad}");
        }
    }
}
