//! The differences that are known, each with its reason: a file that people write.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Which traces we are known to run differently from the kernel, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownDifferences {
    /// The reason, by the trace's `id`.
    #[serde(default)]
    differences: BTreeMap<String, String>,
}

impl KnownDifferences {
    /// Those of the traces in `tests/linux-traces`.
    ///
    /// # Errors
    /// As [`parse`](Self::parse); a test sees that there are none.
    pub fn built_in() -> Result<Self, String> {
        Self::parse(include_str!(
            "../../tests/linux-traces/known-differences.toml"
        ))
    }

    /// Reads the file: a table `differences`, in which each trace's `id` has its reason.
    ///
    /// # Errors
    /// Where and why it cannot be understood, or which trace has no reason.
    pub fn parse(text: &str) -> Result<Self, String> {
        let known: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let silent = known
            .differences
            .iter()
            .find(|(_, why)| why.trim().is_empty());
        match silent {
            Some((trace, _)) => Err(format!("{trace:?} has no reason")),
            None => Ok(known),
        }
    }

    /// The traces that have a reason, in order.
    pub fn traces(&self) -> impl Iterator<Item = &str> {
        self.differences.keys().map(String::as_str)
    }

    /// Why a trace differs, if it is known to.
    pub fn reason(&self, trace: &str) -> Option<&str> {
        self.differences.get(trace).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_difference_needs_a_reason() {
        let known = KnownDifferences::parse("[differences]\n\"7\" = \"no SACK\"\n").unwrap();
        assert_eq!(known.reason("7"), Some("no SACK"));
        assert_eq!(known.reason("8"), None);
        let silent = KnownDifferences::parse("[differences]\n\"7\" = \" \"\n").unwrap_err();
        assert_eq!(silent, "\"7\" has no reason");
        assert!(KnownDifferences::parse("difference = 1").is_err());
    }

    #[test]
    fn the_list_of_this_repository_can_be_read() {
        assert!(KnownDifferences::built_in().is_ok());
    }
}
