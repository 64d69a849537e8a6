//! Splits bytes into records (RFC 4180), keeping count of physical lines.
//!
//! Not the `csv` crate's reader, on purpose: it accepts every input, so one forgotten quote makes
//! the rest of a school one field without a word, and it holds a record of any length in memory.
//! Here both are faults with a line. Tests hold the two to the same answer on well-formed input.

use std::io::{self, Read};

use crate::{Limits, Reason};

/// One record; buffers are reused from record to record.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// Physical line where the record starts, from 1.
    pub(crate) line: u64,
    /// What is wrong with it, and in which field (from 0).
    pub(crate) fault: Option<(usize, Reason)>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    start: usize,
}

impl Record {
    fn clear(&mut self, line: u64) {
        self.line = line;
        self.fault = None;
        self.bytes.clear();
        self.ends.clear();
        self.start = 0;
    }

    /// The fields.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.bytes[start..*end])
    }

    fn push(&mut self, byte: u8, limits: &Limits) {
        if self.bytes.len() - self.start < limits.max_field_bytes {
            self.bytes.push(byte);
        } else {
            let limit = limits.max_field_bytes as u64;
            self.blame(Reason::TooLarge { limit });
        }
    }

    fn end_field(&mut self, limits: &Limits) {
        if self.ends.len() < limits.max_columns {
            self.ends.push(self.bytes.len());
        } else {
            self.bytes.truncate(self.start);
            self.blame(Reason::TooManyColumns {
                limit: limits.max_columns,
            });
        }
        self.start = self.bytes.len();
    }

    /// The first thing wrong is the one worth telling.
    fn blame(&mut self, reason: Reason) {
        if self.fault.is_none() {
            self.fault = Some((self.ends.len(), reason));
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// Before the first byte of a field.
    Start,
    /// In a field that does not begin with a quote.
    Plain,
    /// Between quotes.
    Quoted,
    /// After a quote that ended the field or is the first of a doubled one.
    Closed,
}

/// Reads records one after another.
pub(crate) struct Records<'a, R> {
    input: R,
    limits: &'a Limits,
    buffer: Box<[u8]>,
    next: usize,
    filled: usize,
    total: u64,
    line: u64,
}

impl<'a, R: Read> Records<'a, R> {
    /// Starts reading; a byte-order mark is not part of the text.
    pub(crate) fn new(input: R, limits: &'a Limits) -> Result<Self, Reason> {
        let buffer = vec![0; 32 * 1024].into_boxed_slice();
        let mut records = Self {
            input,
            limits,
            buffer,
            next: 0,
            filled: 0,
            total: 0,
            line: 1,
        };
        while records.filled < 3 && records.fill()? {}
        if records.buffer[..records.filled].starts_with(b"\xEF\xBB\xBF") {
            records.next = 3;
        }
        Ok(records)
    }

    /// Line that the next byte belongs to.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// Reads the next record that is not an empty line; `false` at the end of the file.
    pub(crate) fn read(&mut self, record: &mut Record) -> Result<bool, Reason> {
        loop {
            match self.peek()? {
                None => return Ok(false),
                Some(b'\r' | b'\n') => self.line_break()?,
                Some(_) => break,
            }
        }
        record.clear(self.line);
        let mut state = State::Start;
        // Where a quote was opened, so that a quote nobody closed is blamed on its own field.
        let mut opened = 0;
        loop {
            let Some(byte) = self.peek()? else {
                if state == State::Quoted {
                    let reason = Reason::BadCsv("a quote is opened and never closed");
                    record.fault = Some((opened, reason));
                }
                break;
            };
            if state == State::Quoted {
                self.next += 1;
                match byte {
                    b'"' => state = State::Closed,
                    _ => {
                        self.line += u64::from(byte == b'\n');
                        record.push(byte, self.limits);
                    }
                }
                continue;
            }
            if matches!(byte, b'\r' | b'\n') {
                self.line_break()?;
                break;
            }
            self.next += 1;
            state = match (state, byte) {
                (_, b',') => {
                    record.end_field(self.limits);
                    State::Start
                }
                (State::Start, b'"') => {
                    opened = record.ends.len();
                    State::Quoted
                }
                (State::Closed, b'"') => {
                    record.push(b'"', self.limits);
                    State::Quoted
                }
                (State::Closed, _) => {
                    record.blame(Reason::BadCsv("text follows a closing quote"));
                    State::Plain
                }
                // A quote in the middle of an unquoted field is read as it stands: it is against
                // RFC 4180, but common in names, and can mean only one thing.
                _ => {
                    record.push(byte, self.limits);
                    State::Plain
                }
            };
        }
        record.end_field(self.limits);
        Ok(true)
    }

    fn peek(&mut self) -> Result<Option<u8>, Reason> {
        if self.next == self.filled {
            self.next = 0;
            self.filled = 0;
            if !self.fill()? {
                return Ok(None);
            }
        }
        Ok(Some(self.buffer[self.next]))
    }

    /// Consumes LF, CR LF or a lone CR.
    fn line_break(&mut self) -> Result<(), Reason> {
        let first = self.buffer[self.next];
        self.next += 1;
        self.line += 1;
        if first == b'\r' && self.peek()? == Some(b'\n') {
            self.next += 1;
        }
        Ok(())
    }

    fn fill(&mut self) -> Result<bool, Reason> {
        let read = loop {
            match self.input.read(&mut self.buffer[self.filled..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(Reason::Io(e.to_string())),
                Ok(read) => break read,
            }
        };
        self.filled += read;
        self.total += read as u64;
        // Counted here rather than believed from a zip entry's header, which a bomb forges.
        let limit = self.limits.max_file_bytes;
        if self.total > limit {
            return Err(Reason::TooLarge { limit });
        }
        Ok(read > 0)
    }
}

#[cfg(test)]
mod tests;
