//! The header of a table.

use std::collections::HashMap;

use crate::{Collector, Fault, Reason, records::Record};

/// Prefix of extension columns.
const METADATA: &str = "metadata.";

/// Where each column stands; order and case of the header do not matter.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// Headers as the file writes them.
    pub(crate) names: Vec<String>,
    /// Extension columns: key without its prefix, position.
    pub(crate) metadata: Vec<(String, usize)>,
    positions: HashMap<String, usize>,
}

impl Columns {
    /// Reads the header. Columns nobody knows are none of our business and are ignored.
    pub(crate) fn read(
        record: &Record,
        file: &str,
        required: &[&str],
        faults: &mut Collector,
    ) -> Option<Self> {
        let mut columns = Self::default();
        let mut sound = true;
        let mut fault = |column: &str, value: &str, reason| {
            faults.push(Fault::new(file, record.line, column, value, reason));
            sound = false;
        };
        if let Some((_, reason)) = &record.fault {
            fault("", "", reason.clone());
        }
        for (position, bytes) in record.fields().enumerate() {
            let name = String::from_utf8_lossy(bytes).trim().to_owned();
            let folded = name.to_ascii_lowercase();
            if std::str::from_utf8(bytes).is_err() {
                fault("", &name, Reason::NotUtf8);
            } else if !name.is_empty() && columns.positions.insert(folded, position).is_some() {
                fault(
                    &name,
                    "",
                    Reason::Duplicate {
                        first_line: record.line,
                    },
                );
            }
            let prefix = name.get(..METADATA.len());
            if prefix.is_some_and(|p| p.eq_ignore_ascii_case(METADATA)) {
                columns
                    .metadata
                    .push((name[METADATA.len()..].to_owned(), position));
            }
            columns.names.push(name);
        }
        for name in required {
            if columns.position(name).is_none() {
                fault(name, "", Reason::MissingColumn);
            }
        }
        sound.then_some(columns)
    }

    /// Where the column stands.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.positions.get(&name.to_ascii_lowercase()).copied()
    }

    /// Name of the column at a position, for a fault.
    pub(crate) fn name(&self, position: usize) -> &str {
        self.names.get(position).map_or("", String::as_str)
    }
}
