//! How much of somebody else's file we are willing to look at.

/// Bounds on what [`crate::read`] accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub max_bytes: usize,
    /// Elements of the file.
    pub max_elements: usize,
    /// Elements within one another.
    pub max_depth: usize,
    /// Attributes of one element.
    pub max_attributes: usize,
    /// Bytes of one attribute.
    pub max_attribute_bytes: usize,
    /// Faults that are kept; reading stops at the first one above this number.
    pub max_faults: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 64 * 1024 * 1024,
            max_elements: 500_000,
            max_depth: 16,
            max_attributes: 64,
            max_attribute_bytes: 64 * 1024,
            max_faults: 200,
        }
    }
}
