//! The attributes of one element by name and type; what does not fit becomes a fault.

use jiff::civil::Time;

use crate::{Collector, Fault, Reason, walk::Element};

/// One element being read.
pub(crate) struct Attributes<'a> {
    element: &'a Element,
    faults: &'a mut Collector,
}

impl<'a> Attributes<'a> {
    /// Reads `element`, reporting to `faults`.
    pub(crate) fn new(element: &'a Element, faults: &'a mut Collector) -> Self {
        Self { element, faults }
    }

    /// Line of the element.
    pub(crate) fn line(&self) -> u64 {
        self.element.line
    }

    /// Reports an attribute.
    pub(crate) fn fault(&mut self, name: &str, reason: Reason) {
        let value = self.raw(name);
        let fault = Fault::new(self.element.line, &self.element.name, name, value, reason);
        self.faults.push(fault);
    }

    /// The value, empty if there is none.
    pub(crate) fn text(&self, name: &str) -> String {
        self.raw(name).to_owned()
    }

    /// The value, if there is any.
    pub(crate) fn optional(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|t| !t.is_empty())
    }

    /// The value, which must be there.
    pub(crate) fn required(&mut self, name: &str) -> String {
        if self.raw(name).is_empty() {
            self.fault(name, Reason::EmptyRequired);
        }
        self.text(name)
    }

    /// Identifiers with commas between them.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let items = self
            .raw(name)
            .split(',')
            .map(str::trim)
            .filter(|i| !i.is_empty());
        items.map(str::to_owned).collect()
    }

    /// A whole number, if there is any.
    pub(crate) fn number(&mut self, name: &str, max: u16) -> Option<u16> {
        let parse = |text: &str| text.parse().ok().filter(|n| *n <= max);
        self.parsed(name, parse, Reason::BadNumber { max })
    }

    /// A whole number, which must be there.
    pub(crate) fn required_number(&mut self, name: &str, max: u16) -> Option<u16> {
        self.required(name);
        self.number(name, max)
    }

    /// `1` or `true`.
    pub(crate) fn flag(&self, name: &str) -> bool {
        matches!(self.raw(name), "1" | "true")
    }

    /// A time of day, which must be there.
    pub(crate) fn required_time(&mut self, name: &str) -> Option<Time> {
        self.required(name);
        self.parsed(name, time, Reason::BadTime)
    }

    /// A set or a choice of sets, if there is any.
    pub(crate) fn mask<T>(&mut self, name: &str, parse: fn(&str) -> Option<T>) -> Option<T> {
        self.parsed(name, parse, Reason::BadMask)
    }

    fn raw(&self, name: &str) -> &'a str {
        let found = self.element.attributes.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    fn parsed<T>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
        reason: Reason,
    ) -> Option<T> {
        let text = self.raw(name);
        if text.is_empty() {
            return None;
        }
        let value = parse(text);
        if value.is_none() {
            self.fault(name, reason);
        }
        value
    }
}

/// `8:30` or `08:30`, the only ways the program writes it.
fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !matches!(hour.len(), 1 | 2) || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}
