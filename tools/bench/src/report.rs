//! One table for people and one file of JSON for machines.

use crate::{Result, ambient};
use serde::{Deserialize, Serialize};
use std::{fmt::Write as _, path::Path};

/// A figure.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// «deliveries»
    pub what: String,
    /// The number.
    pub value: f64,
    /// «1/s», «ms», «kB»
    pub unit: String,
    /// What is aimed at, in words: «≥ 50000».
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub aim: String,
    /// Whether the aim is met, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met: Option<bool>,
}

/// What one stage found.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stage {
    /// «messages, closed loop»
    pub name: String,
    /// Its figures.
    pub rows: Vec<Row>,
}

impl Stage {
    /// A stage without figures.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            rows: Vec::new(),
        }
    }

    /// Adds a figure.
    pub fn add(&mut self, what: &str, value: f64, unit: &str) {
        self.rows.push(Row {
            what: what.to_owned(),
            value,
            unit: unit.to_owned(),
            aim: String::new(),
            met: None,
        });
    }

    /// Adds a figure that should be at least so much.
    pub fn at_least(&mut self, what: &str, value: f64, unit: &str, aim: f64) {
        self.add(what, value, unit);
        self.judge(format!("≥ {aim}"), value >= aim);
    }

    /// Adds a figure that should be at most so much.
    pub fn at_most(&mut self, what: &str, value: f64, unit: &str, aim: f64) {
        self.add(what, value, unit);
        self.judge(format!("≤ {aim}"), value <= aim);
    }

    fn judge(&mut self, aim: String, met: bool) {
        if let Some(row) = self.rows.last_mut() {
            row.aim = aim;
            row.met = Some(met);
        }
    }

    /// A figure by its name.
    pub fn value(&self, what: &str) -> Option<f64> {
        self.rows
            .iter()
            .find(|row| row.what == what)
            .map(|row| row.value)
    }
}

/// Everything that was found.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Milliseconds since 1970.
    at: i64,
    /// What it ran on.
    machine: Vec<(&'static str, String)>,
    /// What was measured: the binary or the address.
    server: String,
    /// In the order in which they ran.
    stages: Vec<Stage>,
}

impl Report {
    /// Nothing found yet.
    pub fn new(server: String) -> Self {
        Self {
            at: ambient::wall(),
            machine: ambient::machine(),
            server,
            stages: Vec::new(),
        }
    }

    /// Adds what a stage found and shows it at once.
    pub fn add(&mut self, stage: Stage) {
        eprint!("{}", table(std::slice::from_ref(&stage)));
        self.stages.push(stage);
    }

    /// A stage by its name.
    pub fn stage(&self, name: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.name == name)
    }

    /// The table.
    pub fn table(&self) -> String {
        let machine: Vec<String> = self
            .machine
            .iter()
            .map(|(name, value)| format!("{name} {value}"))
            .collect();
        format!(
            "{}\n{}\n{}",
            self.server,
            machine.join(", "),
            table(&self.stages)
        )
    }

    /// Writes the JSON.
    pub fn write(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        std::fs::write(path, text)?;
        Ok(())
    }
}

fn table(stages: &[Stage]) -> String {
    let mut out = String::new();
    for stage in stages {
        let _ = writeln!(out, "\n{}", stage.name);
        for row in &stage.rows {
            let met = match row.met {
                Some(true) => "yes",
                Some(false) => "NO",
                None => "",
            };
            let line = format!(
                "  {:<44}{:>12} {:<10} {:<12} {met}",
                row.what,
                number(row.value),
                row.unit,
                row.aim
            );
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
    out
}

/// Three digits that matter, no more.
fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 || value == value.trunc() => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.4}"),
    }
}

#[cfg(test)]
mod tests {
    use super::Stage;

    #[test]
    fn aims_are_judged_and_unjudged_figures_are_left_alone() {
        let mut stage = Stage::new("messages");
        stage.at_least("deliveries", 51_000.0, "1/s", 50_000.0);
        stage.at_most("p99", 60.0, "ms", 50.0);
        stage.add("sockets", 600.0, "");
        let met: Vec<_> = stage.rows.iter().map(|row| row.met).collect();
        assert_eq!(met, [Some(true), Some(false), None]);
        let text = super::table(&[stage]);
        assert!(text.contains("NO") && text.contains("≥ 50000"), "{text}");
    }
}
