use super::PAGE;
use crate::web::{
    Web,
    forms::{back_to, go, refused, signed},
};
use app::{context::Surroundings, import_speech::say_fault_reason};
use axum::{
    Extension,
    extract::{Path, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use model::{UploadId, views::ImportFaults};
use words::{Lang, imports};

/// «Скачать CSV»: every fault of a refused upload, for the person who mends the files.
pub(crate) async fn faults(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
    Path(id): Path<String>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to(PAGE));
    };
    // A number that is none is nobody's.
    let id = id.parse().unwrap_or(UploadId(0));
    match web.core.upload_report(&who, id).await {
        Ok(report) => {
            let name = format!("attachment; filename=\"import-{id}-faults.csv\"");
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, name),
            ];
            (headers, sheet(around.lang, &report.faults)).into_response()
        }
        Err(problem) => refused(&web, around.lang, &problem),
    }
}

/// As spreadsheets in Russia open it: a byte-order mark, semicolons.
fn sheet(lang: Lang, faults: &ImportFaults) -> String {
    let mut out = String::from('\u{feff}');
    row(
        &mut out,
        &[
            imports::column_file(lang),
            imports::column_line(lang),
            imports::column_column(lang),
            imports::column_value(lang),
            imports::column_reason(lang),
        ],
    );
    for fault in &faults.list {
        let line = match fault.line {
            0 => String::new(),
            line => line.to_string(),
        };
        let reason = say_fault_reason(lang, &fault.reason);
        let column = match fault.element.as_str() {
            "" => fault.column.clone(),
            element => format!("{element} {}", fault.column).trim().to_owned(),
        };
        row(
            &mut out,
            &[&fault.file, &line, &column, &fault.value, &reason],
        );
    }
    if faults.truncated {
        row(&mut out, &[imports::faults_truncated(lang)]);
    }
    out
}

fn row(out: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(';');
        }
        out.push_str(&quoted(cell));
    }
    out.push_str("\r\n");
}

/// A cell in quotes. What a spreadsheet would take for a formula begins with an apostrophe: the
/// values come out of a file of others.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = cell.replace('"', "\"\"").replace(['\r', '\n'], " ");
    format!("\"{}{text}\"", if formula { "'" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::views::{FaultReason, ImportFaultRow};

    fn fault(column: &str, value: &str) -> ImportFaultRow {
        ImportFaultRow {
            file: "users.csv".into(),
            line: 3,
            element: String::new(),
            column: column.into(),
            value: value.into(),
            reason: FaultReason::BadDate,
        }
    }

    #[test]
    fn a_spreadsheet_reads_the_faults_and_computes_nothing() {
        let faults = ImportFaults {
            list: vec![
                fault("birthDate", "=cmd|' /C calc'!A0"),
                fault("birthDate", "один; \"два\""),
            ],
            truncated: false,
        };
        let text = sheet(Lang::Russian, &faults);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(
            lines[0].starts_with("\u{feff}\"Файл\";\"Строка\""),
            "{text}"
        );
        assert!(
            lines[1].starts_with("\"users.csv\";\"3\";\"birthDate\";\"'=cmd|' /C calc'!A0\";"),
            "{text}"
        );
        assert!(lines[2].contains(";\"один; \"\"два\"\"\";"), "{text}");
    }
}
