//! How much of somebody else's file we are willing to look at.

/// Bounds on what [`crate::read`] accepts.
///
/// OneRoster sets none; these stand between a hostile or broken package and the server's memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file after decompression, and of a zip archive as it lies on the disk.
    pub max_file_bytes: u64,
    /// Entries of a zip archive.
    pub max_entries: usize,
    /// Rows of one table.
    pub max_rows: usize,
    /// Columns of one table.
    pub max_columns: usize,
    /// Bytes of one field.
    pub max_field_bytes: usize,
    /// Faults that are kept; reading stops at the first one above this number.
    pub max_faults: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file_bytes: 512 * 1024 * 1024,
            max_entries: 1_000,
            max_rows: 3_000_000,
            max_columns: 200,
            max_field_bytes: 64 * 1024,
            max_faults: 200,
        }
    }
}
