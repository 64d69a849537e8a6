//! Contrast of the colour tokens in both themes (WCAG 2.2, 1.4.3 and 1.4.11; `style/tokens.css`).

use std::{collections::BTreeMap, path::Path};

type Theme = BTreeMap<String, [f64; 3]>;

/// Words, what they stand on.
const WORDS: &[(&str, &[&str])] = &[
    (
        "text",
        &[
            "paper",
            "surface",
            "surface-2",
            "green-soft",
            "amber-soft",
            "red-soft",
        ],
    ),
    (
        "muted",
        &[
            "paper",
            "surface",
            "surface-2",
            "green-soft",
            "amber-soft",
            "red-soft",
        ],
    ),
    (
        "green-ink",
        &["paper", "surface", "surface-2", "green-soft"],
    ),
    ("red-ink", &["paper", "surface", "red-soft"]),
    ("amber-ink", &["paper", "surface", "amber-soft"]),
    ("on-green", &["green"]),
    ("on-red", &["red"]),
    (
        "on-hue",
        &[
            "hue-0", "hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6", "hue-7",
        ],
    ),
];

/// Controls, the focus ring and marks, what they stand on.
const MARKS: &[(&str, &[&str])] = &[
    ("control", &["paper", "surface", "surface-2"]),
    ("focus", &["paper", "surface", "surface-2", "green-soft"]),
    ("green", &["paper", "surface", "surface-2"]),
];

fn tokens() -> String {
    // Read when the test runs: a target folder may serve several clones.
    let folder = std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the crate is");
    let path = Path::new(&folder).join("../../style/tokens.css");
    std::fs::read_to_string(path).expect("tokens.css")
}

fn theme(css: &str, selector: &str) -> Theme {
    let start = css
        .find(selector)
        .unwrap_or_else(|| panic!("{selector} is in tokens.css"));
    let block = css[start..].split('}').next().expect("a block");
    block.lines().filter_map(colour).collect()
}

fn colour(line: &str) -> Option<(String, [f64; 3])> {
    let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
    let part = |at: usize| {
        u8::from_str_radix(value.get(at..at + 2)?, 16)
            .ok()
            .map(f64::from)
    };
    Some((name.to_owned(), [part(0)?, part(2)?, part(4)?]))
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let part = part / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn words_and_controls_can_be_told_from_what_they_stand_on() {
    let css = tokens();
    let light = theme(&css, ":root {");
    let mut dark = light.clone();
    dark.extend(theme(&css, "html[data-theme=\"dark\"]"));
    let mut pale = Vec::new();
    for (name, theme) in [("light", &light), ("dark", &dark)] {
        for (pairs, least) in [(WORDS, 4.5), (MARKS, 3.0)] {
            for (front, backs) in pairs {
                for back in *backs {
                    let ratio = contrast(theme[*front], theme[*back]);
                    if ratio < least {
                        pale.push(format!("{name}: {front} on {back} is {ratio:.2}"));
                    }
                }
            }
        }
    }
    assert!(pale.is_empty(), "{}", pale.join("\n"));
}

#[test]
fn the_dark_theme_is_one_whether_chosen_or_asked_for() {
    let css = tokens();
    let chosen = theme(&css, "html[data-theme=\"dark\"]");
    let asked = theme(&css, "html:not([data-theme=\"light\"])");
    assert!(!chosen.is_empty());
    assert_eq!(chosen, asked);
}
