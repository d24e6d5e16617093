//! How times stand in JSON: seconds and milliseconds, with a fraction. Everywhere else they are whole microseconds.

#![allow(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes references"
)]

use crate::time::{Duration, Instant};

/// A span given in seconds. Some moments lie a hair before the recording began; that is its beginning.
pub(crate) fn span(seconds: f64) -> Result<Duration, String> {
    std::time::Duration::try_from_secs_f64(seconds.max(0.0))
        .ok()
        .and_then(|span| u64::try_from(span.as_micros()).ok())
        .map(Duration::from_micros)
        .ok_or_else(|| format!("no time: {seconds} s"))
}

/// A span in seconds.
pub(crate) fn in_seconds(span: Duration) -> f64 {
    std::time::Duration::from_micros(span.as_micros()).as_secs_f64()
}

pub(super) mod seconds {
    use super::{Instant, in_seconds, span};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(at: &Instant, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_f64(in_seconds(at.since(Instant::ZERO)))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Instant, D::Error> {
        let since = span(f64::deserialize(from)?).map_err(D::Error::custom)?;
        Ok(Instant::ZERO + since)
    }
}

pub(super) mod optional_time {
    use super::{Instant, in_seconds, span};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(
        at: &Option<Instant>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        at.map(|at| in_seconds(at.since(Instant::ZERO)))
            .serialize(out)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Instant>, D::Error> {
        let since = Option::<f64>::deserialize(from)?.map(span).transpose();
        Ok(since
            .map_err(D::Error::custom)?
            .map(|since| Instant::ZERO + since))
    }
}

pub(super) mod optional_span {
    use super::{Duration, in_seconds, span};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(
        length: &Option<Duration>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        length.map(in_seconds).serialize(out)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Duration>, D::Error> {
        let length = Option::<f64>::deserialize(from)?.map(span).transpose();
        length.map_err(D::Error::custom)
    }
}

pub(super) mod milliseconds {
    use super::{Duration, in_seconds, span};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(delay: &Duration, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_f64(in_seconds(*delay) * 1e3)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        span(f64::deserialize(from)? / 1e3).map_err(D::Error::custom)
    }
}
