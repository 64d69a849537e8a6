//! Names and values as they travel in a query or a form.

use std::borrow::Cow;

/// Parameters of a request, in order. Of a repeated name the first counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads `a=b&c=d`, undoing percent signs and pluses.
    pub fn parse(encoded: &str) -> Self {
        Self(
            form_urlencoded::parse(encoded.as_bytes())
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
        )
    }

    /// The same with one more parameter.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// Puts `other` behind these. VK ID clients send part of a request in the query and part in
    /// the body, each SDK in its own way, so a provider reads both (identity.md 1.4).
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The value of `name`; `None` when absent or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, value)| known == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// The value of `name`, or nothing.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// All pairs.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// `a=b&c=d`.
    pub fn encode(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.0 {
            out.append_pair(name, value);
        }
        out.finish()
    }

    /// Appends the parameters to an address that may have a query of its own.
    pub fn append_to(&self, address: &str) -> String {
        if self.0.is_empty() {
            return address.to_owned();
        }
        let joint: Cow<'_, str> = match address.find('?') {
            None => "?".into(),
            Some(at) if at + 1 == address.len() || address.ends_with('&') => "".into(),
            Some(_) => "&".into(),
        };
        format!("{address}{joint}{}", self.encode())
    }
}

impl From<&[(String, String)]> for Params {
    fn from(pairs: &[(String, String)]) -> Self {
        Self(pairs.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::Params;

    #[test]
    fn addresses_keep_their_own_query() {
        let params = Params::new().with("a", "б в").with("c", "1");
        assert_eq!(params.append_to("/x"), "/x?a=%D0%B1+%D0%B2&c=1");
        assert_eq!(params.append_to("/x?y=z"), "/x?y=z&a=%D0%B1+%D0%B2&c=1");
        assert_eq!(Params::new().append_to("/x"), "/x");
        assert_eq!(Params::parse(&params.encode()), params);
    }
}
