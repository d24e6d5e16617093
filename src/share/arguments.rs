//! What stands behind the name of a deed: words with colons between them.

use crate::network::{HostId, Intervention, SegmentId};
use crate::share::words::{HOSTS, Names, named, number, span};
use crate::share::{Deed, Fault};
use crate::time::Duration;

/// The names of what can be done to a segment.
const HOWS: &str = "drop, delay, duplicate, reorder";

/// The words that have not been read yet.
#[derive(Clone, Debug)]
pub(super) struct Arguments<'a> {
    rest: Option<&'a str>,
    /// How the whole is written.
    form: &'static str,
}

impl<'a> Arguments<'a> {
    pub(super) const fn new(rest: Option<&'a str>, form: &'static str) -> Self {
        Self { rest, form }
    }

    /// The complaint that the whole is written otherwise.
    pub(super) const fn fault(&self) -> Fault {
        Fault::Form(self.form)
    }

    /// The next word, if there is one.
    pub(super) fn optional(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        let (word, rest) = match rest.split_once(':') {
            Some((word, rest)) => (word, Some(rest)),
            None => (rest, None),
        };
        self.rest = rest;
        Some(word.trim())
    }

    /// The next word.
    pub(super) fn word(&mut self) -> Result<&'a str, Fault> {
        let fault = self.fault();
        self.optional().ok_or(fault)
    }

    /// All that is left, colons and all.
    pub(super) fn remainder(&mut self) -> Result<&'a str, Fault> {
        let fault = self.fault();
        self.rest.take().ok_or(fault)
    }

    /// That nothing is left.
    pub(super) fn end(&self) -> Result<(), Fault> {
        self.rest.is_none().then_some(()).ok_or(self.fault())
    }

    /// One of these.
    pub(super) fn one_of<T: Copy>(&mut self, names: &Names<T>) -> Result<T, Fault> {
        let word = self.word()?;
        named(names, word).ok_or(self.fault())
    }

    pub(super) fn host(&mut self) -> Result<HostId, Fault> {
        let word = self.word()?;
        named(HOSTS, word).ok_or(Fault::NotOneOf("client, server"))
    }

    /// A number that fits.
    pub(super) fn number<N: TryFrom<u64>>(&mut self, most: u64) -> Result<N, Fault> {
        let number = number(self.word()?, most)?;
        N::try_from(number).map_err(|_| Fault::NoNumber(most))
    }

    /// The same, or `usual` if there is no more.
    pub(super) fn number_or<N: TryFrom<u64>>(&mut self, most: u64, usual: N) -> Result<N, Fault> {
        if self.rest.is_none() {
            return Ok(usual);
        }
        self.number(most)
    }

    pub(super) fn segment(&mut self) -> Result<SegmentId, Fault> {
        // As on the screen: `#9`.
        let word = self.word()?.trim_start_matches('#');
        let number = number(word, u32::MAX.into())?;
        Ok(SegmentId(u32::try_from(number).unwrap_or(u32::MAX)))
    }

    pub(super) fn span(&mut self) -> Result<Duration, Fault> {
        span(self.word()?)
    }

    pub(super) fn span_or(&mut self, usual: Duration) -> Result<Duration, Fault> {
        self.optional().map_or(Ok(usual), span)
    }

    /// What to do to a segment.
    pub(super) fn how(&mut self) -> Result<Intervention, Fault> {
        let name = self.word()?;
        self.how_named(name)
    }

    /// The same, if its name has been read.
    pub(super) fn how_named(&mut self, name: &str) -> Result<Intervention, Fault> {
        let names = [
            ("drop", Intervention::Drop),
            ("delay", Intervention::Delay(Deed::DELAY)),
            ("duplicate", Intervention::Duplicate),
            ("reorder", Intervention::Reorder),
        ];
        match named(&names, name).ok_or(Fault::NotOneOf(HOWS))? {
            Intervention::Delay(usual) => self.span_or(usual).map(Intervention::Delay),
            how => Ok(how),
        }
    }
}
