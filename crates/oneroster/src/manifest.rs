//! `manifest.csv`: what the package is and how its files are to be applied.

use std::collections::HashMap;

use crate::{
    Collector, Fault, Limits, Mode, Reason, Source, Version,
    archive::Archive,
    cells::Cells,
    columns::Columns,
    records::{Record, Records},
};

/// Name of the file.
pub(crate) const FILE: &str = "manifest.csv";

/// The manifest (`manifest.csv` of both versions).
pub(crate) struct Manifest {
    /// `oneroster.version`.
    pub(crate) version: Version,
    /// `source.*`.
    pub(crate) source: Source,
    properties: Properties,
}

/// Properties by their names in lower case, with their lines.
type Properties = HashMap<String, (u64, String)>;

impl Manifest {
    /// Reads the manifest; without one nothing else can be understood.
    pub(crate) fn read(
        archive: &mut dyn Archive,
        limits: &Limits,
        faults: &mut Collector,
    ) -> Option<Self> {
        let properties = match properties(archive, limits, faults) {
            Ok(properties) => properties?,
            Err((line, reason)) => {
                faults.push(Fault::new(FILE, line, "", "", reason));
                return None;
            }
        };
        let text = |name: &str| {
            let property = properties.get(&name.to_ascii_lowercase());
            property.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let mut wrong = |name: &str, reason| {
            let line = properties.get(name).map_or(0, |p| p.0);
            faults.push(Fault::new(FILE, line, name, &text(name), reason));
        };
        // Some exporters leave it out; there has never been another.
        if !["", "1.0"].contains(&text("manifest.version").as_str()) {
            wrong("manifest.version", Reason::UnsupportedVersion);
        }
        let version = match text("oneroster.version").as_str() {
            "1.1" => Some(Version::V1_1),
            "1.2" | "1.2.1" => Some(Version::V1_2),
            "" => {
                wrong("oneroster.version", Reason::MissingManifestProperty);
                None
            }
            _ => {
                wrong("oneroster.version", Reason::UnsupportedVersion);
                None
            }
        };
        let source = Source {
            system_name: text("source.systemName"),
            system_code: text("source.systemCode"),
        };
        Some(Self {
            version: version?,
            source,
            properties,
        })
    }

    /// How a file is to be applied.
    ///
    /// A manifest that does not mention a file which is there leaves open whether people missing
    /// from it are gone: that is not for us to guess.
    pub(crate) fn mode(
        &self,
        property: &str,
        present: bool,
        faults: &mut Collector,
    ) -> Option<Mode> {
        let found = self.properties.get(&property.to_ascii_lowercase());
        let (line, value) = found.map_or((0, ""), |(line, value)| (*line, value.as_str()));
        let reason = match value.to_ascii_lowercase().as_str() {
            "bulk" => return Some(Mode::Bulk),
            "delta" => return Some(Mode::Delta),
            "absent" => return Some(Mode::Absent),
            "" if !present => return Some(Mode::Absent),
            "" => Reason::MissingManifestProperty,
            _ => Reason::BadEnum {
                allowed: &["bulk", "delta", "absent"],
            },
        };
        faults.push(Fault::new(FILE, line, property, value, reason));
        None
    }
}

/// Reads name and value pairs; `None` after a fault.
fn properties(
    archive: &mut dyn Archive,
    limits: &Limits,
    faults: &mut Collector,
) -> Result<Option<Properties>, (u64, Reason)> {
    let input = archive.open(FILE).map_err(|reason| (0, reason))?;
    let mut records = Records::new(input, limits).map_err(|reason| (0, reason))?;
    let mut record = Record::default();
    let mut next = |record: &mut Record| {
        records
            .read(record)
            .map_err(|reason| (records.line(), reason))
    };
    next(&mut record)?;
    let Some(columns) = Columns::read(&record, FILE, &["propertyName", "value"], faults) else {
        return Ok(None);
    };
    let mut properties = Properties::new();
    let mut sound = true;
    while !faults.is_full() && next(&mut record)? {
        let Some(mut cells) = Cells::new(&columns, &record, FILE, faults) else {
            sound = false;
            continue;
        };
        let name = cells.text("propertyName").to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        if let Some((first_line, _)) = properties.get(&name) {
            let reason = Reason::Duplicate {
                first_line: *first_line,
            };
            cells.fault("propertyName", reason);
            sound = false;
            continue;
        }
        properties.insert(name, (record.line, cells.text("value").to_owned()));
    }
    Ok(sound.then_some(properties))
}
