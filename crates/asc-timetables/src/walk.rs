//! Walks over the elements of the text within bounds.

use quick_xml::{Reader, XmlVersion, events::BytesStart, events::Event};

use crate::{Collector, Fault, Limits, Reason};

/// One element with its attributes.
#[derive(Debug)]
pub(crate) struct Element {
    /// Line where it starts, from 1.
    pub(crate) line: u64,
    /// How many elements it is in, itself included.
    pub(crate) depth: usize,
    /// Its name.
    pub(crate) name: String,
    /// Its attributes.
    pub(crate) attributes: Vec<(String, String)>,
}

/// Gives every element to `visit`, in order.
///
/// An error ends the walk: after broken XML nothing that follows can be trusted.
pub(crate) fn walk(
    text: &str,
    limits: &Limits,
    faults: &mut Collector,
    mut visit: impl FnMut(Element, &mut Collector),
) -> Result<(), Fault> {
    let mut reader = Reader::from_str(text);
    let mut lines = Lines {
        text,
        counted: 0,
        line: 1,
    };
    let mut open = 0;
    let mut count = 0;
    while !faults.is_full() {
        let line = lines.at(reader.buffer_position());
        let (start, empty) = match reader.read_event() {
            Ok(Event::Start(start)) => (start, false),
            Ok(Event::Empty(start)) => (start, true),
            Ok(Event::End(_)) => {
                open -= 1;
                continue;
            }
            Ok(Event::DocType(_)) => {
                return Err(Fault::new(line, "", "", "", Reason::DocumentType));
            }
            Ok(Event::Eof) if open > 0 => {
                let reason = Reason::BadXml("the file ends in the middle".into());
                return Err(Fault::new(line, "", "", "", reason));
            }
            Ok(Event::Eof) if count == 0 => {
                return Err(Fault::new(0, "", "", "", Reason::NotATimetable));
            }
            Ok(Event::Eof) => return Ok(()),
            // Text, comments and the like carry nothing in this format.
            Ok(_) => continue,
            Err(e) => {
                let line = lines.at(reader.error_position());
                return Err(Fault::new(line, "", "", "", Reason::BadXml(e.to_string())));
            }
        };
        count += 1;
        open += 1;
        let too_large = |what, limit| {
            Fault::new(
                line,
                start.name().as_ref(),
                "",
                "",
                Reason::TooLarge { what, limit },
            )
        };
        if count > limits.max_elements {
            return Err(too_large("elements", limits.max_elements));
        }
        if open > limits.max_depth {
            return Err(too_large("elements within one another", limits.max_depth));
        }
        let element = element(&start, line, open, limits)?;
        if count == 1 && element.name != "timetable" {
            return Err(Fault::new(
                line,
                &element.name,
                "",
                "",
                Reason::NotATimetable,
            ));
        }
        visit(element, faults);
        if empty {
            open -= 1;
        }
    }
    Ok(())
}

fn element(
    start: &BytesStart<'_>,
    line: u64,
    depth: usize,
    limits: &Limits,
) -> Result<Element, Fault> {
    let name = start.name().as_ref().to_owned();
    let fault = |attribute: &str, reason| Err(Fault::new(line, &name, attribute, "", reason));
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = match attribute {
            Ok(attribute) => attribute,
            Err(e) => return fault("", Reason::BadXml(e.to_string())),
        };
        let key = attribute.key.as_ref();
        if attributes.len() == limits.max_attributes {
            let limit = limits.max_attributes;
            return fault(
                "",
                Reason::TooLarge {
                    what: "attributes",
                    limit,
                },
            );
        }
        if attribute.value.len() > limits.max_attribute_bytes {
            let limit = limits.max_attribute_bytes;
            return fault(
                key,
                Reason::TooLarge {
                    what: "bytes",
                    limit,
                },
            );
        }
        // Only the five entities that XML itself defines exist: without a document type nobody
        // can have defined others.
        match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => attributes.push((key.to_owned(), value.trim().to_owned())),
            Err(e) => return fault(key, Reason::BadXml(e.to_string())),
        }
    }
    Ok(Element {
        line,
        depth,
        name,
        attributes,
    })
}

/// Turns offsets, which only grow, into lines.
struct Lines<'a> {
    text: &'a str,
    counted: usize,
    line: u64,
}

impl Lines<'_> {
    fn at(&mut self, offset: u64) -> u64 {
        let offset = usize::try_from(offset)
            .unwrap_or(usize::MAX)
            .min(self.text.len());
        if offset > self.counted {
            let passed = &self.text.as_bytes()[self.counted..offset];
            self.line += passed.iter().filter(|b| **b == b'\n').count() as u64;
            self.counted = offset;
        }
        self.line
    }
}
