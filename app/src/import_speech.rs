//! What is wrong with an imported file, in the reader's language: for the page and the command line.

use model::views::{Capped, FaultReason, ImportFaultRow, ImportFaults, InTheWay};
use words::{Lang, importing as w};

/// All faults, one a line.
#[must_use]
pub fn say_faults(lang: Lang, faults: &ImportFaults) -> String {
    let mut lines: Vec<String> = faults.list.iter().map(|one| say_fault(lang, one)).collect();
    if faults.truncated {
        lines.push(w::fault_more(lang).into());
    }
    lines.join("\n")
}

/// One fault: where it is and what is wrong.
#[must_use]
pub fn say_fault(lang: Lang, fault: &ImportFaultRow) -> String {
    format!(
        "{}: {}",
        say_fault_place(lang, fault),
        say_fault_reason(lang, &fault.reason)
    )
}

/// Where a fault is: «classes.csv, строка 3, столбец classCode, значение «4А»».
#[must_use]
pub fn say_fault_place(lang: Lang, fault: &ImportFaultRow) -> String {
    let line = fault.line.to_string();
    let mut place = match (fault.file.as_str(), fault.line) {
        ("", 0) => w::fault_file(lang).to_owned(),
        ("", _) => w::fault_in_line(lang, &line),
        (file, 0) => file.to_owned(),
        (file, _) => w::fault_place_line(lang, &line, file),
    };
    if !fault.element.is_empty() {
        place = w::fault_place_element(lang, &fault.element, &place);
    }
    if !fault.column.is_empty() {
        place = if fault.element.is_empty() {
            w::fault_place_column(lang, &fault.column, &place)
        } else {
            w::fault_place_attribute(lang, &fault.column, &place)
        };
    }
    if !fault.value.is_empty() {
        place = w::fault_place_value(lang, &place, &fault.value);
    }
    place
}

/// What is wrong.
#[must_use]
pub fn say_fault_reason(lang: Lang, reason: &FaultReason) -> String {
    match reason {
        FaultReason::Io(what) => w::fault_io(lang, what),
        FaultReason::NotAnArchive => w::fault_not_an_archive(lang).into(),
        FaultReason::UnsafePath => w::fault_unsafe_path(lang).into(),
        FaultReason::TooManyFiles { limit } => w::fault_too_many_files(lang, &limit.to_string()),
        FaultReason::TooLarge { limit } => w::fault_too_large(lang, &limit.to_string()),
        FaultReason::TooMuch { what, limit } => w::fault_too_much(lang, &limit.to_string(), what),
        FaultReason::MissingFile => w::fault_missing_file(lang).into(),
        FaultReason::MissingManifestProperty => w::fault_missing_property(lang).into(),
        FaultReason::UnsupportedVersion => w::fault_version(lang).into(),
        FaultReason::NotUtf8 => w::fault_not_utf8(lang).into(),
        FaultReason::UnsupportedEncoding => w::fault_encoding(lang).into(),
        FaultReason::OpenQuote => w::fault_open_quote(lang).into(),
        FaultReason::TextAfterQuote => w::fault_text_after_quote(lang).into(),
        FaultReason::BadXml(what) => w::fault_bad_xml(lang, what),
        FaultReason::DocumentType => w::fault_document_type(lang).into(),
        FaultReason::NotATimetable => w::fault_not_a_timetable(lang).into(),
        FaultReason::MissingColumn => w::fault_missing_column(lang).into(),
        FaultReason::TooManyColumns { limit } => {
            w::fault_too_many_columns(lang, &limit.to_string())
        }
        FaultReason::WrongFieldCount { expected, found } => {
            w::fault_field_count(lang, &expected.to_string(), &found.to_string())
        }
        FaultReason::EmptyRequired => w::fault_empty(lang).into(),
        FaultReason::BadDate => w::fault_bad_date(lang).into(),
        FaultReason::BadBoolean => w::fault_bad_boolean(lang).into(),
        FaultReason::NotOneOf { allowed } => w::fault_not_one_of(lang, &allowed.join(", ")),
        FaultReason::BadNumber { max } => w::fault_bad_number(lang, &max.to_string()),
        FaultReason::BadTime => w::fault_bad_time(lang).into(),
        FaultReason::EndsTooEarly => w::fault_ends_too_early(lang).into(),
        FaultReason::BadMask => w::fault_bad_mask(lang).into(),
        FaultReason::BadTimeZone => w::fault_bad_time_zone(lang).into(),
        FaultReason::BadPhone => w::fault_bad_phone(lang).into(),
        FaultReason::Duplicate { first_line: 0 } => w::fault_duplicate_kept(lang).into(),
        FaultReason::Duplicate { first_line } => w::fault_duplicate(lang, &first_line.to_string()),
        FaultReason::UnknownReference => w::fault_unknown_reference(lang).into(),
        FaultReason::Ambiguous { candidates } if candidates.is_empty() => {
            w::fault_ambiguous_none(lang).into()
        }
        FaultReason::Ambiguous { candidates } => w::fault_ambiguous(lang, &candidates.join(", ")),
        FaultReason::AnotherSchool { own } => w::fault_another_school(lang, own),
        FaultReason::SeveralSchools => w::fault_several_schools(lang).into(),
        FaultReason::SchoolMissing { own } => w::fault_school_missing(lang, own),
        FaultReason::AnotherSource { own } => w::fault_another_source(lang, own),
        FaultReason::RowOfAnotherSchool => w::fault_row_of_another_school(lang).into(),
        other => format!("{other:?}"),
    }
}

/// What stands in the way of taking an import back.
#[must_use]
pub fn say_in_the_way(lang: Lang, what: &InTheWay) -> String {
    match what {
        InTheWay::LaterImport { import, file, .. } => {
            let told = w::way_later_import(lang, file, &import.to_string());
            told.trim_end().to_owned()
        }
        InTheWay::HandChange { name, .. } => w::way_hand_change(lang, name),
        InTheWay::Linked { people } => w::way_linked(lang, &some(lang, people)),
        InTheWay::SignedIn { people } => w::way_signed_in(lang, &some(lang, people)),
        InTheWay::Messages { chat, count } => w::way_messages(lang, chat, &count.to_string()),
    }
}

/// A few names, and how many more there are.
fn some(lang: Lang, people: &Capped<String>) -> String {
    let named: Vec<&str> = people.items.iter().take(5).map(String::as_str).collect();
    let unsaid = people.total.saturating_sub(named.len() as u64);
    if unsaid == 0 {
        named.join(", ")
    } else {
        w::way_more(lang, &unsaid.to_string(), &named.join(", "))
    }
}
