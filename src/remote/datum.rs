//! What messages are made of: the data that JSON has.

use crate::time::{Duration, Instant};

/// A piece of data, as JSON has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// `null`
    Nothing,
    /// `true` or `false`
    Flag(bool),
    /// A finite number.
    Number(f64),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Self>),
    /// An object: its fields, in order.
    Record(Vec<(String, Self)>),
}

impl Datum {
    /// An object without fields yet.
    pub const fn record() -> Self {
        Self::Record(Vec::new())
    }

    /// The same with one more field; on anything but an object, nothing changes.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Self>) -> Self {
        if let Self::Record(fields) = &mut self {
            fields.push((name.to_owned(), value.into()));
        }
        self
    }

    /// The same with one more field if there is something to say in it.
    #[must_use]
    pub fn maybe(self, name: &str, value: Option<impl Into<Self>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The fields of an object; none of anything else.
    pub fn fields(&self) -> &[(String, Self)] {
        match self {
            Self::Record(fields) => fields,
            _ => &[],
        }
    }

    /// A field of an object.
    pub fn field(&self, name: &str) -> Option<&Self> {
        let mut fields = self.fields().iter();
        fields.find(|(own, _)| own == name).map(|(_, value)| value)
    }
}

impl From<bool> for Datum {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<u32> for Datum {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

/// A count; whoever has more than four thousand million of something is told of that many.
impl From<usize> for Datum {
    fn from(count: usize) -> Self {
        Self::from(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Datum {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<Self>> for Datum {
    fn from(list: Vec<Self>) -> Self {
        Self::List(list)
    }
}

/// Seconds.
impl From<Duration> for Datum {
    #[allow(
        clippy::cast_precision_loss,
        reason = "a run of 2⁵³ µs would last for centuries"
    )]
    fn from(span: Duration) -> Self {
        Self::Number(span.as_micros() as f64 / 1e6)
    }
}

/// Seconds since the beginning of the run.
impl From<Instant> for Datum {
    fn from(at: Instant) -> Self {
        Self::from(at.since(Instant::ZERO))
    }
}
