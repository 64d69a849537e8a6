//! What can be wrong with a package, and where.

use std::fmt;

/// How many characters of a wrong value are repeated in a fault.
const SHOWN_CHARS: usize = 80;

/// One thing wrong with a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the file, for example `users.csv`.
    pub file: String,
    /// Physical line where the record starts, from 1; 0 speaks of the whole file.
    pub line: u64,
    /// Column header as the standard writes it; empty when the fault is not about one column.
    pub column: String,
    /// The value found, cut to 80 characters.
    pub value: String,
    /// What is wrong.
    pub reason: Reason,
}

impl Fault {
    /// A fault about one value; a long value is cut.
    pub fn new(file: &str, line: u64, column: &str, value: &str, reason: Reason) -> Self {
        Self {
            file: cut(file),
            line,
            column: cut(column),
            value: cut(value),
            reason,
        }
    }
}

/// Names and values come out of the file too, and can be of any length.
fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ", line {}", self.line)?;
        }
        if !self.column.is_empty() {
            write!(f, ", column {}", self.column)?;
        }
        if !self.value.is_empty() {
            write!(f, ", value {:?}", self.value)?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Why a package, a file, a row or a value is refused.
///
/// [`Reason::UnknownReference`] and [`Reason::Ambiguous`] about rows are never produced here:
/// they exist for the caller, who alone knows what is already stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The operating system or the archive refused to give the bytes.
    #[error("cannot be read: {0}")]
    Io(String),
    /// Neither a folder nor a zip archive.
    #[error("is neither a folder nor a zip archive")]
    NotAnArchive,
    /// A zip entry whose name leads out of the archive.
    #[error("the archive contains a path that leads outside of it")]
    UnsafePath,
    /// More zip entries than [`crate::Limits::max_entries`].
    #[error("the archive contains more than {limit} files")]
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
    /// More rows than [`crate::Limits::max_rows`].
    #[error("has more than {limit} rows")]
    TooManyRows {
        /// The limit.
        limit: usize,
    },
    /// A file or a field longer than [`crate::Limits`] allows.
    #[error("is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A file that the manifest announces (or the manifest itself) is not there.
    #[error("the file is missing")]
    MissingFile,
    /// A property without which the manifest cannot be understood.
    #[error("the manifest does not say this property")]
    MissingManifestProperty,
    /// Another version of OneRoster or of its manifest.
    #[error("this version is not supported")]
    UnsupportedVersion,
    /// Bytes that are not UTF-8, the only encoding OneRoster allows.
    #[error("is not UTF-8 text")]
    NotUtf8,
    /// The quoting of RFC 4180 is broken.
    #[error("is not well-formed CSV: {0}")]
    BadCsv(&'static str),
    /// A required column is not in the header.
    #[error("the column is missing")]
    MissingColumn,
    /// More columns than [`crate::Limits::max_columns`].
    #[error("has more than {limit} columns")]
    TooManyColumns {
        /// The limit.
        limit: usize,
    },
    /// A row shorter or longer than the header.
    #[error("the row has {found} fields where the header has {expected}")]
    WrongFieldCount {
        /// Fields in the header.
        expected: usize,
        /// Fields in the row.
        found: usize,
    },
    /// A required value is empty.
    #[error("a value is required")]
    EmptyRequired,
    /// Not a date as ISO 8601 writes it, or no such day.
    #[error("is not a date of the form YYYY-MM-DD")]
    BadDate,
    /// Neither `true` nor `false`.
    #[error("is neither true nor false")]
    BadBoolean,
    /// A word outside of the standard's list.
    #[error("is not one of: {}", allowed.join(", "))]
    BadEnum {
        /// The words that would have been understood.
        allowed: &'static [&'static str],
    },
    /// The identifier (or column, or property) was already used.
    #[error("was already used in line {first_line}")]
    Duplicate {
        /// Line of the first use.
        first_line: u64,
    },
    /// Refers to something that does not exist.
    #[error("refers to something that does not exist")]
    UnknownReference,
    /// Could mean more than one thing.
    #[error("could be any of: {}", candidates.join(", "))]
    Ambiguous {
        /// What it could mean.
        candidates: Vec<String>,
    },
}

impl Reason {
    /// Stable code for translations and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "io",
            Self::NotAnArchive => "not-an-archive",
            Self::UnsafePath => "unsafe-path",
            Self::TooManyFiles { .. } => "too-many-files",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::TooLarge { .. } => "too-large",
            Self::MissingFile => "missing-file",
            Self::MissingManifestProperty => "missing-manifest-property",
            Self::UnsupportedVersion => "unsupported-version",
            Self::NotUtf8 => "not-utf8",
            Self::BadCsv(_) => "bad-csv",
            Self::MissingColumn => "missing-column",
            Self::TooManyColumns { .. } => "too-many-columns",
            Self::WrongFieldCount { .. } => "wrong-field-count",
            Self::EmptyRequired => "empty-required",
            Self::BadDate => "bad-date",
            Self::BadBoolean => "bad-boolean",
            Self::BadEnum { .. } => "bad-enum",
            Self::Duplicate { .. } => "duplicate",
            Self::UnknownReference => "unknown-reference",
            Self::Ambiguous { .. } => "ambiguous",
        }
    }
}

/// Everything found wrong, in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Faults {
    /// The faults, at most [`crate::Limits::max_faults`].
    pub list: Vec<Fault>,
    /// Whether there were more than the list could hold.
    pub truncated: bool,
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.list.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        if self.truncated {
            f.write_str("\n… and more")?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// Gathers faults up to a limit; the caller's own checks can use it too.
#[derive(Debug, Clone)]
pub struct Collector {
    faults: Faults,
    max: usize,
}

impl Collector {
    /// A collector that keeps at most `max` faults.
    pub fn new(max: usize) -> Self {
        Self {
            faults: Faults::default(),
            max,
        }
    }

    /// Keeps the fault, or remembers that there was no room for it.
    pub fn push(&mut self, fault: Fault) {
        if self.faults.list.len() < self.max {
            self.faults.list.push(fault);
        } else {
            self.faults.truncated = true;
        }
    }

    /// Whether reading on would only find more than can be reported.
    pub fn is_full(&self) -> bool {
        self.faults.truncated
    }

    /// Whether anything was wrong.
    pub fn is_empty(&self) -> bool {
        self.faults.list.is_empty() && !self.faults.truncated
    }

    /// `value` if nothing was wrong, the faults otherwise.
    ///
    /// # Errors
    /// The faults gathered, if there are any.
    pub fn finish<T>(self, value: T) -> Result<T, Faults> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(self.faults)
        }
    }
}
