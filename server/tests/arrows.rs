//! The arrows of `ARCHITECTURE.md`: which of our crates may depend on which, asked of cargo.

use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    process::Command,
};

/// Every crate of ours with the crates of ours that it depends on. A new arrow is a decision:
/// change the table and `ARCHITECTURE.md`, and say why.
const ARROWS: &[(&str, &[&str])] = &[
    ("asc-timetables", &[]),
    ("oneroster", &[]),
    ("vkid", &[]),
    (
        "zvonok",
        &[
            "asc-timetables",
            "oneroster",
            "vkid",
            "zvonok-app",
            "zvonok-core",
            "zvonok-demo-school",
            "zvonok-model",
            "zvonok-sfu",
            "zvonok-storage",
            "zvonok-storage-sqlite",
            "zvonok-words",
        ],
    ),
    (
        "zvonok-app",
        &["zvonok-core", "zvonok-model", "zvonok-words"],
    ),
    (
        "zvonok-core",
        &[
            "asc-timetables",
            "oneroster",
            "zvonok-model",
            "zvonok-storage",
        ],
    ),
    // It measures from outside: the protocols and a generated school are all it knows.
    ("zvonok-bench", &["zvonok-call-bot", "zvonok-demo-school"]),
    ("zvonok-call-bot", &[]),
    ("zvonok-demo-school", &[]),
    ("zvonok-frontend-call", &["zvonok-app"]),
    ("zvonok-frontend-door", &["zvonok-app"]),
    ("zvonok-frontend-journal", &["zvonok-app"]),
    ("zvonok-frontend-messenger", &["zvonok-app"]),
    ("zvonok-frontend-office", &["zvonok-app"]),
    ("zvonok-model", &[]),
    ("zvonok-schema", &[]),
    ("zvonok-sfu", &[]),
    ("zvonok-site", &[]),
    ("zvonok-storage", &["zvonok-model"]),
    ("zvonok-storage-sqlite", &["zvonok-model", "zvonok-storage"]),
    (
        TEST_SUPPORT,
        &[
            "asc-timetables",
            "oneroster",
            "zvonok-core",
            "zvonok-demo-school",
            "zvonok-model",
            "zvonok-storage",
            "zvonok-storage-sqlite",
        ],
    ),
    ("zvonok-words", &[]),
];

/// What tests depend on besides: a whole school on a real database.
const TESTS: &[(&str, &[&str])] = &[
    (
        "zvonok-core",
        &["zvonok-demo-school", "zvonok-storage-sqlite", TEST_SUPPORT],
    ),
    ("zvonok-sfu", &["zvonok-call-bot"]),
    ("zvonok-storage-sqlite", &[TEST_SUPPORT]),
];

/// For tests only: no program depends on it.
const TEST_SUPPORT: &str = "zvonok-test-support";

/// Beginning of every driver's name.
const DRIVER: &str = "zvonok-storage-";

/// One entry of a manifest.
struct Dependency {
    name: String,
    ours: bool,
    for_tests: bool,
    optional: bool,
}

type Packages = BTreeMap<String, Vec<Dependency>>;

/// The workspace as its manifests say it is.
fn packages() -> Packages {
    // Asked for when running: a target folder may be shared by several clones.
    let here = env::var_os("CARGO_MANIFEST_DIR").expect("run by cargo");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let told = Command::new(cargo)
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(here)
        .output()
        .expect("cargo runs");
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    let told: Value = serde_json::from_slice(&told.stdout).expect("cargo prints JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    list(&told["packages"])
        .iter()
        .map(|package| {
            let dependencies = list(&package["dependencies"])
                .iter()
                .map(|one| Dependency {
                    name: text(&one["name"]),
                    ours: one["path"].is_string(),
                    for_tests: one["kind"].as_str() == Some("dev"),
                    optional: one["optional"].as_bool() == Some(true),
                })
                .collect();
            (text(&package["name"]), dependencies)
        })
        .collect()
}

/// Crates of ours that a program made of this one has in it, this one included.
fn reach<'a>(packages: &'a Packages, from: &'a str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut todo = vec![from];
    while let Some(name) = todo.pop() {
        if found.insert(name) {
            let own = packages[name]
                .iter()
                .filter(|one| one.ours && !one.for_tests);
            todo.extend(own.map(|one| one.name.as_str()));
        }
    }
    found
}

/// Crates that are not ours, named by any crate of ours within reach.
fn foreign<'a>(packages: &'a Packages, from: &'a str) -> BTreeSet<&'a str> {
    reach(packages, from)
        .into_iter()
        .flat_map(|name| &packages[name])
        .filter(|one| !one.ours && !one.for_tests)
        .map(|one| one.name.as_str())
        .collect()
}

#[test]
fn the_arrows_are_those_of_the_table() {
    let packages = packages();
    let known: BTreeSet<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    let present: BTreeSet<&str> = packages.keys().map(String::as_str).collect();
    assert_eq!(
        present, known,
        "crates of the workspace, and rows of the table"
    );
    let mut wrong = Vec::new();
    for (name, allowed) in ARROWS {
        let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
        let own = packages[*name].iter().filter(|one| one.ours);
        let (tests, real): (Vec<_>, Vec<_>) = own.partition(|one| one.for_tests);
        let real: BTreeSet<&str> = real.iter().map(|one| one.name.as_str()).collect();
        for new in real.difference(&allowed) {
            wrong.push(format!("{name} -> {new} is not in the table"));
        }
        for gone in allowed.difference(&real) {
            wrong.push(format!("{name} -> {gone} is in the table only"));
        }
        let besides = TESTS.iter().find(|(tested, _)| tested == name);
        let besides = besides.map_or::<&[&str], _>(&[], |(_, besides)| besides);
        for one in tests {
            let known = allowed.contains(one.name.as_str()) || besides.contains(&one.name.as_str());
            if !known {
                wrong.push(format!(
                    "{name} -> {} for tests is not in the table",
                    one.name
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_model_stands_alone() {
    let packages = packages();
    assert_eq!(
        reach(&packages, "zvonok-model"),
        BTreeSet::from(["zvonok-model"])
    );
    assert!(
        packages["zvonok-model"].iter().all(|one| !one.ours),
        "not for its tests either"
    );
}

#[test]
fn the_core_knows_no_sql_no_http_and_no_pages() {
    let packages = packages();
    for name in foreign(&packages, "zvonok-core") {
        let refused = ["sqlx", "axum", "leptos", "tower", "hyper", "reqwest"]
            .iter()
            .any(|word| {
                name == *word
                    || name.starts_with(&format!("{word}-"))
                    || name.starts_with(&format!("{word}_"))
            });
        assert!(!refused, "zvonok-core has {name} in it");
    }
}

#[test]
fn the_pages_reach_no_driver_and_the_browser_no_core() {
    let packages = packages();
    for name in ["zvonok-app", "zvonok-core", "zvonok-storage"] {
        let drivers: Vec<_> = reach(&packages, name)
            .into_iter()
            .filter(|one| one.starts_with(DRIVER))
            .collect();
        assert!(drivers.is_empty(), "{name} has {drivers:?} in it");
        assert!(
            !foreign(&packages, name).contains("sqlx"),
            "{name} has sqlx in it"
        );
    }
    // `hydrate` must not bring the use cases into the page.
    let core = packages["zvonok-app"]
        .iter()
        .find(|one| one.name == "zvonok-core");
    assert!(
        core.is_some_and(|one| one.optional),
        "zvonok-core is optional in zvonok-app"
    );
}

#[test]
fn drivers_know_only_the_storage_and_the_model() {
    let packages = packages();
    for (name, dependencies) in packages.iter().filter(|(name, _)| name.starts_with(DRIVER)) {
        for one in dependencies.iter().filter(|one| one.ours && !one.for_tests) {
            let allowed = ["zvonok-storage", "zvonok-model"].contains(&one.name.as_str());
            assert!(allowed, "{name} -> {}", one.name);
        }
    }
}

#[test]
fn what_is_for_tests_is_in_no_program() {
    let packages = packages();
    for name in packages.keys().filter(|name| *name != TEST_SUPPORT) {
        assert!(!reach(&packages, name).contains(TEST_SUPPORT), "{name}");
    }
}
