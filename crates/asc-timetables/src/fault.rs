//! What can be wrong with a timetable, and where.

use std::fmt;

/// How many characters of a wrong value are repeated in a fault.
const SHOWN_CHARS: usize = 80;

/// One thing wrong with a timetable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line where the element starts, from 1; 0 speaks of the whole file.
    pub line: u64,
    /// Name of the element, if it is about one.
    pub element: String,
    /// Name of the attribute, if it is about one.
    pub attribute: String,
    /// The value found, cut to 80 characters.
    pub value: String,
    /// What is wrong.
    pub reason: Reason,
}

impl Fault {
    /// A fault about one value; a long value is cut.
    pub fn new(line: u64, element: &str, attribute: &str, value: &str, reason: Reason) -> Self {
        Self {
            line,
            element: cut(element),
            attribute: cut(attribute),
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
        if self.line > 0 {
            write!(f, "line {}", self.line)?;
        } else {
            f.write_str("the file")?;
        }
        if !self.element.is_empty() {
            write!(f, ", <{}>", self.element)?;
        }
        if !self.attribute.is_empty() {
            write!(f, ", attribute {}", self.attribute)?;
        }
        if !self.value.is_empty() {
            write!(f, ", value {:?}", self.value)?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Why a timetable, an element or a value is refused.
///
/// [`Reason::Ambiguous`] is never produced here: it exists for the caller, who alone knows whom
/// a name could mean.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// Longer, deeper or more numerous than [`crate::Limits`] allows.
    #[error("has more than {limit} {what}")]
    TooLarge {
        /// What is counted.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// Neither UTF-8 nor windows-1251.
    #[error("this encoding is not supported, only UTF-8 and windows-1251 are")]
    UnsupportedEncoding,
    /// Bytes that are not what the declaration (or its absence) promises.
    #[error("is not UTF-8 text, and the XML declaration names no other encoding")]
    NotUtf8,
    /// Not well-formed XML.
    #[error("is not well-formed XML: {0}")]
    BadXml(String),
    /// A document type declaration, which no export has and which can hide bombs.
    #[error("document type declarations are not accepted")]
    DocumentType,
    /// The root element is another one.
    #[error("is not a timetable of aSc Timetables")]
    NotATimetable,
    /// A required attribute is missing or empty.
    #[error("a value is required")]
    EmptyRequired,
    /// Not a whole number in the accepted range.
    #[error("is not a whole number from 0 to {max}")]
    BadNumber {
        /// The largest accepted number.
        max: u16,
    },
    /// Not a time of day.
    #[error("is not a time of the form H:MM")]
    BadTime,
    /// A period that ends before it has begun.
    #[error("is not after the start")]
    EndsTooEarly,
    /// Not a row of zeros and ones.
    #[error("is not a row of zeros and ones")]
    BadMask,
    /// The identifier was already used.
    #[error("was already used in line {first_line}")]
    Duplicate {
        /// Line of the first use.
        first_line: u64,
    },
    /// Refers to something that is not in the file.
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
            Self::TooLarge { .. } => "too-large",
            Self::UnsupportedEncoding => "unsupported-encoding",
            Self::NotUtf8 => "not-utf8",
            Self::BadXml(_) => "bad-xml",
            Self::DocumentType => "document-type",
            Self::NotATimetable => "not-a-timetable",
            Self::EmptyRequired => "empty-required",
            Self::BadNumber { .. } => "bad-number",
            Self::BadTime => "bad-time",
            Self::EndsTooEarly => "ends-too-early",
            Self::BadMask => "bad-mask",
            Self::Duplicate { .. } => "duplicate",
            Self::UnknownReference => "unknown-reference",
            Self::Ambiguous { .. } => "ambiguous",
        }
    }
}

/// Everything found wrong: first what stands alone, then what does not fit together.
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

    /// `value` if nothing was wrong, the faults otherwise.
    ///
    /// # Errors
    /// The faults gathered, if there are any.
    pub fn finish<T>(self, value: T) -> Result<T, Faults> {
        if self.faults.list.is_empty() && !self.faults.truncated {
            Ok(value)
        } else {
            Err(self.faults)
        }
    }
}
