//! Faults of the formats in the words of the views.

use asc_timetables::Reason as TimetableReason;
use model::{
    Problem,
    views::{FaultReason, ImportFaultRow, ImportFaults, InTheWay},
};
use oneroster::Reason;

/// Why nothing was imported.
#[derive(Debug)]
pub enum ImportFault {
    /// What is wrong with the file.
    Refused(ImportFaults),
    /// No school, or more than one, has this id; these exist.
    School(Vec<String>),
    /// Something else.
    Problem(Problem),
}

/// Why an import was not taken back.
#[derive(Debug)]
pub enum UndoFault {
    /// There is no such import.
    Unknown,
    /// It was taken back already.
    Undone,
    /// What was there before was not kept: an import of an earlier version of the program.
    NotKept,
    /// Something later depends on it.
    InTheWay(Vec<InTheWay>),
    /// Something else.
    Problem(Problem),
}

impl From<Problem> for ImportFault {
    fn from(problem: Problem) -> Self {
        ImportFault::Problem(problem)
    }
}

impl From<Problem> for UndoFault {
    fn from(problem: Problem) -> Self {
        UndoFault::Problem(problem)
    }
}

impl From<oneroster::Faults> for ImportFault {
    fn from(faults: oneroster::Faults) -> Self {
        ImportFault::Refused(ImportFaults {
            list: faults.list.into_iter().map(of_roster).collect(),
            truncated: faults.truncated,
        })
    }
}

impl From<asc_timetables::Faults> for ImportFault {
    fn from(faults: asc_timetables::Faults) -> Self {
        ImportFault::Refused(ImportFaults {
            list: faults.list.into_iter().map(of_timetable).collect(),
            truncated: faults.truncated,
        })
    }
}

pub(super) fn of_roster(fault: oneroster::Fault) -> ImportFaultRow {
    let reason = match fault.reason {
        Reason::Io(what) => FaultReason::Io(what),
        Reason::NotAnArchive => FaultReason::NotAnArchive,
        Reason::UnsafePath => FaultReason::UnsafePath,
        Reason::TooManyFiles { limit } => FaultReason::TooManyFiles {
            limit: limit as u64,
        },
        Reason::TooLarge { limit } => FaultReason::TooLarge { limit },
        Reason::MissingFile => FaultReason::MissingFile,
        Reason::MissingManifestProperty => FaultReason::MissingManifestProperty,
        Reason::UnsupportedVersion => FaultReason::UnsupportedVersion,
        Reason::NotUtf8 => FaultReason::NotUtf8,
        Reason::BadCsv(what) if what.contains("never closed") => FaultReason::OpenQuote,
        Reason::BadCsv(_) => FaultReason::TextAfterQuote,
        Reason::MissingColumn => FaultReason::MissingColumn,
        Reason::TooManyColumns { limit } => FaultReason::TooManyColumns {
            limit: limit as u64,
        },
        Reason::WrongFieldCount { expected, found } => FaultReason::WrongFieldCount {
            expected: expected as u64,
            found: found as u64,
        },
        Reason::EmptyRequired => FaultReason::EmptyRequired,
        Reason::BadDate => FaultReason::BadDate,
        Reason::BadBoolean => FaultReason::BadBoolean,
        Reason::BadEnum { allowed } => FaultReason::NotOneOf {
            allowed: allowed.iter().map(|word| (*word).to_owned()).collect(),
        },
        Reason::Duplicate { first_line } => FaultReason::Duplicate { first_line },
        Reason::UnknownReference => FaultReason::UnknownReference,
        Reason::Ambiguous { candidates } => FaultReason::Ambiguous { candidates },
        other => FaultReason::Io(other.to_string()),
    };
    ImportFaultRow {
        file: fault.file,
        line: fault.line,
        element: String::new(),
        column: fault.column,
        value: fault.value,
        reason,
    }
}

pub(super) fn of_timetable(fault: asc_timetables::Fault) -> ImportFaultRow {
    let reason = match fault.reason {
        TimetableReason::TooLarge { what, limit } => FaultReason::TooMuch {
            what: what.to_owned(),
            limit: limit as u64,
        },
        TimetableReason::UnsupportedEncoding => FaultReason::UnsupportedEncoding,
        TimetableReason::NotUtf8 => FaultReason::NotUtf8,
        TimetableReason::BadXml(what) => FaultReason::BadXml(what),
        TimetableReason::DocumentType => FaultReason::DocumentType,
        TimetableReason::NotATimetable => FaultReason::NotATimetable,
        TimetableReason::EmptyRequired => FaultReason::EmptyRequired,
        TimetableReason::BadNumber { max } => FaultReason::BadNumber {
            max: u64::from(max),
        },
        TimetableReason::BadTime => FaultReason::BadTime,
        TimetableReason::EndsTooEarly => FaultReason::EndsTooEarly,
        TimetableReason::BadMask => FaultReason::BadMask,
        TimetableReason::Duplicate { first_line } => FaultReason::Duplicate { first_line },
        TimetableReason::UnknownReference => FaultReason::UnknownReference,
        TimetableReason::Ambiguous { candidates } => FaultReason::Ambiguous { candidates },
        other => FaultReason::Io(other.to_string()),
    };
    ImportFaultRow {
        file: String::new(),
        line: fault.line,
        element: fault.element,
        column: fault.attribute,
        value: fault.value,
        reason,
    }
}
