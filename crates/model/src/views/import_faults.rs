//! Why a file is refused, or a part of it left out: structured, so that the page and the command
//! line say it in the reader's language.

use serde::{Deserialize, Serialize};

/// Everything that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportFaults {
    /// The first of them.
    pub list: Vec<ImportFaultRow>,
    /// Whether there were more than the list holds.
    pub truncated: bool,
}

/// One thing wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ImportFaultRow {
    /// `users.csv`; empty for a timetable, which is one file.
    pub file: String,
    /// Line where the row or element starts, from 1; 0 speaks of the whole file.
    pub line: u64,
    /// XML element, if it is about one.
    #[serde(default)]
    pub element: String,
    /// Column or XML attribute, if it is about one.
    pub column: String,
    /// The value found, cut to 80 characters.
    pub value: String,
    /// What is wrong.
    pub reason: FaultReason,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FaultReason {
    /// The operating system or the archive did not give the bytes; with its own words.
    Io(String),
    /// Neither a folder nor a zip archive.
    NotAnArchive,
    /// A path in the archive leads out of it.
    UnsafePath,
    /// Too many entries in the archive.
    TooManyFiles {
        /// The limit.
        limit: u64,
    },
    /// Too large.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// Too much of something that is counted.
    TooMuch {
        /// What, as the reader of the format calls it.
        what: String,
        /// The limit.
        limit: u64,
    },
    /// A file that should be there is not.
    MissingFile,
    /// The manifest does not say what it must.
    MissingManifestProperty,
    /// Another version of the format.
    UnsupportedVersion,
    /// Not UTF-8.
    NotUtf8,
    /// Another encoding.
    UnsupportedEncoding,
    /// A quote that is never closed.
    OpenQuote,
    /// Text after a closing quote.
    TextAfterQuote,
    /// Not XML; with the reader's own words.
    BadXml(String),
    /// A document type declaration.
    DocumentType,
    /// XML of something else.
    NotATimetable,
    /// A column is not there.
    MissingColumn,
    /// Too many columns.
    TooManyColumns {
        /// The limit.
        limit: u64,
    },
    /// A row of another length than the header.
    WrongFieldCount {
        /// Fields of the header.
        expected: u64,
        /// Fields of the row.
        found: u64,
    },
    /// A value must be there.
    EmptyRequired,
    /// No date.
    BadDate,
    /// Neither `true` nor `false`.
    BadBoolean,
    /// Not one of the words.
    NotOneOf {
        /// The words.
        allowed: Vec<String>,
    },
    /// No whole number, or too large.
    BadNumber {
        /// The largest.
        max: u64,
    },
    /// No time of day.
    BadTime,
    /// Ends before it begins.
    EndsTooEarly,
    /// Not a row of zeros and ones.
    BadMask,
    /// No time zone.
    BadTimeZone,
    /// No phone number; left out.
    BadPhone,
    /// Used twice.
    Duplicate {
        /// Line of the first use; 0 when it is not in this file but in what is kept.
        first_line: u64,
    },
    /// Refers to something that does not exist.
    UnknownReference,
    /// Could be several things, or none that we know; left out.
    Ambiguous {
        /// What it could be.
        candidates: Vec<String>,
    },
    /// A school that is not the one the import is for.
    AnotherSchool {
        /// Name of the school that it is for.
        own: String,
    },
    /// Several schools where one is to take the place of the provisional one.
    SeveralSchools,
    /// The school that the import is for is not in the file.
    SchoolMissing {
        /// Its name.
        own: String,
    },
    /// Data of another system than the one this school's data comes from.
    AnotherSource {
        /// System that the school's data comes from.
        own: String,
    },
    /// The row belongs to another school.
    RowOfAnotherSchool,
}
