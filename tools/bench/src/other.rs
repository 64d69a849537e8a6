//! Stages that other programs measure: a command that prints rows of figures as JSON.

use crate::{
    Result,
    report::{Row, Stage},
};
use std::process::{Command, Stdio};

/// Runs NAME=COMMAND in a shell; the last line it prints is a JSON list of rows.
pub fn run(stage: &str) -> Result<Stage> {
    let (name, command) = stage.split_once('=').ok_or("--also wants NAME=COMMAND")?;
    let done = Command::new("sh")
        .args(["-c", command])
        .stderr(Stdio::inherit())
        .output()?;
    if !done.status.success() {
        return Err(format!("{name}: {}", done.status).into());
    }
    let text = String::from_utf8(done.stdout)?;
    let last = text.lines().rfind(|line| !line.trim().is_empty());
    let rows: Vec<Row> = serde_json::from_str(last.unwrap_or_default())
        .map_err(|fault| format!("{name}: no rows of figures: {fault}"))?;
    let mut stage = Stage::new(name);
    stage.rows = rows;
    Ok(stage)
}

#[cfg(test)]
mod tests {
    use super::run;

    #[test]
    fn the_last_line_counts_and_nonsense_is_refused() {
        let said = r#"import=echo working; echo '[{"what":"people","value":50,"unit":""}]'"#;
        let stage = run(said).expect("rows");
        assert_eq!(
            (stage.name.as_str(), stage.value("people")),
            ("import", Some(50.0))
        );
        assert!(run("import=echo no figures").is_err());
        assert!(run("import=exit 3").is_err());
        assert!(run("import").is_err());
    }
}
