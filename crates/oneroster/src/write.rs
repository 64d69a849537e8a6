//! Writes packages: for the demonstration school, and for tests of whoever reads them.
//!
//! The same sheets always give the same bytes, so that a generated school can be compared.

use std::{
    fs,
    io::{self, Seek, Write},
    path::Path,
};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{Mode, Source, Version};

/// Files that a manifest of 1.1 speaks of (CSV Tables 1.1, `manifest.csv`).
const FILES_1_1: &[&str] = &[
    "academicSessions",
    "categories",
    "classes",
    "classResources",
    "courses",
    "courseResources",
    "demographics",
    "enrollments",
    "lineItems",
    "orgs",
    "resources",
    "results",
    "users",
];

/// Files that a manifest of 1.2 speaks of (CSV Binding 1.2, `manifest.csv`).
const FILES_1_2: &[&str] = &[
    "academicSessions",
    "categories",
    "classes",
    "classResources",
    "courses",
    "courseResources",
    "demographics",
    "enrollments",
    "lineItemLearningObjectiveIds",
    "lineItems",
    "lineItemScoreScales",
    "orgs",
    "resources",
    "resultLearningObjectiveIds",
    "results",
    "resultScoreScales",
    "roles",
    "scoreScales",
    "userProfiles",
    "userResources",
    "users",
];

/// One file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    name: String,
    mode: Mode,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// An empty file; `name` is without `.csv`, as in the manifest.
    pub fn new(name: &str, mode: Mode, header: &[&str]) -> Self {
        let header = header.iter().map(|h| (*h).to_owned()).collect();
        Self {
            name: name.to_owned(),
            mode,
            header,
            rows: Vec::new(),
        }
    }

    /// Adds a row with a field for each column of the header.
    pub fn push<S: Into<String>>(&mut self, row: impl IntoIterator<Item = S>) {
        self.rows.push(row.into_iter().map(Into::into).collect());
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        // The csv crate refuses rows of another length than the header's.
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.header)?;
        for row in &self.rows {
            writer.write_record(row)?;
        }
        writer.into_inner().map_err(|e| e.into_error())
    }
}

/// A package to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Version of the standard.
    pub version: Version,
    /// Where the package comes from.
    pub source: Source,
    /// Its files; the manifest is made from them.
    pub sheets: Vec<Sheet>,
}

impl Export {
    /// The files with their names, the manifest first.
    ///
    /// # Errors
    /// A row of another length than its header.
    pub fn files(&self) -> io::Result<Vec<(String, Vec<u8>)>> {
        let mut files = vec![("manifest.csv".to_owned(), self.manifest().bytes()?)];
        for sheet in &self.sheets {
            files.push((format!("{}.csv", sheet.name), sheet.bytes()?));
        }
        Ok(files)
    }

    /// Writes a folder, which is made if need be.
    ///
    /// # Errors
    /// See [`Export::files`]; and what the file system says.
    pub fn to_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)?;
        for (name, bytes) in self.files()? {
            fs::write(path.join(name), bytes)?;
        }
        Ok(())
    }

    /// Writes a zip archive and gives the writer back.
    ///
    /// # Errors
    /// See [`Export::files`]; and what the writer says.
    pub fn to_zip<W: Write + Seek>(&self, writer: W) -> io::Result<W> {
        let mut zip = ZipWriter::new(writer);
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for (name, bytes) in self.files()? {
            zip.start_file(name, options)?;
            zip.write_all(&bytes)?;
        }
        Ok(zip.finish()?)
    }

    fn manifest(&self) -> Sheet {
        let mut sheet = Sheet::new("manifest", Mode::Bulk, &["propertyName", "value"]);
        let (version, files) = match self.version {
            Version::V1_1 => ("1.1", FILES_1_1),
            Version::V1_2 => ("1.2", FILES_1_2),
        };
        sheet.push(["manifest.version", "1.0"]);
        sheet.push(["oneroster.version", version]);
        for name in files {
            let mode = self
                .sheets
                .iter()
                .find(|s| s.name == *name)
                .map_or(Mode::Absent, |s| s.mode);
            let word = match mode {
                Mode::Bulk => "bulk",
                Mode::Delta => "delta",
                Mode::Absent => "absent",
            };
            sheet.push([format!("file.{name}"), word.to_owned()]);
        }
        sheet.push(["source.systemName", &self.source.system_name]);
        sheet.push(["source.systemCode", &self.source.system_code]);
        sheet
    }
}
