//! The fields of one row by name and type; what does not fit becomes a fault.

use jiff::civil::Date;

use crate::{Collector, Fault, Metadata, Reason, columns::Columns, date, list, records::Record};

/// One row under its header.
pub(crate) struct Cells<'a> {
    columns: &'a Columns,
    fields: Vec<&'a str>,
    file: &'a str,
    line: u64,
    faults: &'a mut Collector,
    sound: bool,
}

impl<'a> Cells<'a> {
    /// Lays a record under a header; `None` (and a fault) if it does not fit.
    pub(crate) fn new(
        columns: &'a Columns,
        record: &'a Record,
        file: &'a str,
        faults: &'a mut Collector,
    ) -> Option<Self> {
        let line = record.line;
        if let Some((position, reason)) = &record.fault {
            faults.push(Fault::new(
                file,
                line,
                columns.name(*position),
                "",
                reason.clone(),
            ));
            return None;
        }
        let mut fields = Vec::with_capacity(columns.names.len());
        for (position, bytes) in record.fields().enumerate() {
            let Ok(text) = std::str::from_utf8(bytes) else {
                let column = columns.name(position);
                let shown = shown(column, &String::from_utf8_lossy(bytes)).to_owned();
                faults.push(Fault::new(file, line, column, &shown, Reason::NotUtf8));
                return None;
            };
            fields.push(text.trim());
        }
        let (expected, found) = (columns.names.len(), fields.len());
        // Spreadsheets pad rows with empty fields; only more data than headers is a mistake.
        let padded = found > expected && fields[expected..].iter().all(|f| f.is_empty());
        if found != expected && !padded {
            let reason = Reason::WrongFieldCount { expected, found };
            faults.push(Fault::new(file, line, "", "", reason));
            return None;
        }
        Some(Self {
            columns,
            fields,
            file,
            line,
            faults,
            sound: true,
        })
    }

    /// Whether every field asked for so far was good.
    pub(crate) fn sound(&self) -> bool {
        self.sound
    }

    /// Reports a column of this row.
    pub(crate) fn fault(&mut self, column: &str, reason: Reason) {
        let value = shown(column, self.text(column));
        self.faults
            .push(Fault::new(self.file, self.line, column, value, reason));
        self.sound = false;
    }

    /// The text, empty if there is none or no such column.
    pub(crate) fn text(&self, column: &str) -> &'a str {
        let position = self.columns.position(column);
        position
            .and_then(|p| self.fields.get(p))
            .copied()
            .unwrap_or("")
    }

    /// The text, if there is any.
    pub(crate) fn optional(&self, column: &str) -> Option<String> {
        Some(self.text(column))
            .filter(|t| !t.is_empty())
            .map(str::to_owned)
    }

    /// The text, which must be there.
    pub(crate) fn required(&mut self, column: &str) -> String {
        if self.text(column).is_empty() {
            self.fault(column, Reason::EmptyRequired);
        }
        self.text(column).to_owned()
    }

    /// A list, perhaps empty.
    pub(crate) fn list(&self, column: &str) -> Vec<String> {
        list::parse(self.text(column))
    }

    /// A list of at least one item.
    pub(crate) fn required_list(&mut self, column: &str) -> Vec<String> {
        let items = self.list(column);
        if items.is_empty() {
            self.fault(column, Reason::EmptyRequired);
        }
        items
    }

    /// A date, if there is any.
    pub(crate) fn date(&mut self, column: &str) -> Option<Date> {
        self.parsed(column, date::parse, Reason::BadDate)
    }

    /// A date, which must be there.
    pub(crate) fn required_date(&mut self, column: &str) -> Option<Date> {
        self.required(column);
        self.date(column)
    }

    /// A truth value, if there is any.
    pub(crate) fn boolean(&mut self, column: &str) -> Option<bool> {
        let parse = |text: &str| match text {
            t if t.eq_ignore_ascii_case("true") => Some(true),
            t if t.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        };
        self.parsed(column, parse, Reason::BadBoolean)
    }

    /// A truth value, which must be there.
    pub(crate) fn required_boolean(&mut self, column: &str) -> Option<bool> {
        self.required(column);
        self.boolean(column)
    }

    /// One of a list of words, if there is any.
    pub(crate) fn word<T>(
        &mut self,
        column: &str,
        parse: impl Fn(&str) -> Option<T>,
        allowed: &'static [&'static str],
    ) -> Option<T> {
        self.parsed(column, parse, Reason::BadEnum { allowed })
    }

    /// One of a list of words, which must be there.
    pub(crate) fn required_word<T>(
        &mut self,
        column: &str,
        parse: impl Fn(&str) -> Option<T>,
        allowed: &'static [&'static str],
    ) -> Option<T> {
        self.required(column);
        self.word(column, parse, allowed)
    }

    /// The extension columns that say something.
    pub(crate) fn metadata(&self) -> Metadata {
        let known = self.columns.metadata.iter();
        let pairs =
            known.filter_map(|(key, p)| Some((key.clone(), (*self.fields.get(*p)?).into())));
        pairs
            .filter(|(_, value): &(_, String)| !value.is_empty())
            .collect()
    }

    fn parsed<T>(
        &mut self,
        column: &str,
        parse: impl Fn(&str) -> Option<T>,
        reason: Reason,
    ) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let value = parse(text);
        if value.is_none() {
            self.fault(column, reason);
        }
        value
    }
}

/// The value as a fault may repeat it: faults end up in logs, passwords must not.
fn shown<'t>(column: &str, text: &'t str) -> &'t str {
    if column.eq_ignore_ascii_case("password") {
        ""
    } else {
        text
    }
}
