//! What the page that holds this one is told.

use crate::remote::Datum;

/// What the page that holds this one is told. Times are in seconds.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// The page is drawn, and hears. Comes again if the frame is loaded anew.
    Ready {
        /// What there is to know of the run.
        run: Run,
        /// The language, by its tag.
        lang: &'static str,
        /// The page's height in pixels.
        height: u32,
        /// What is wrong with the page's address, in words.
        warnings: Vec<String>,
    },
    /// It is another run now: something was done in it, or another one was opened.
    Run(Run),
    /// The page would like to be so many pixels high.
    Resize {
        /// The height.
        height: u32,
    },
    /// Where the cursor is.
    Time {
        /// When, in seconds.
        t: Datum,
        /// The place of the moment it stands at or behind, counted from zero.
        step: usize,
        /// Whether it plays.
        playing: bool,
    },
    /// The cursor has passed an event of the machine: see `fact.rs`.
    Event(Datum),
    /// The cursor has come to the end.
    Ended,
    /// A request that had an `id` was answered.
    Result {
        /// The request's.
        id: String,
        /// What came of it.
        outcome: Result<Datum, Failure>,
    },
    /// A request without an `id` was refused, or the page has stopped.
    Error(Failure),
}

/// What there is to know of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The name of the lesson that it comes from.
    pub lesson: &'static str,
    /// How long it is, in seconds.
    pub duration: Datum,
    /// How many events it has.
    pub events: usize,
    /// How many moments it has, that is, how many steps.
    pub steps: usize,
}

/// Why something asked for was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Of what kind it is.
    pub code: Code,
    /// What is wrong, in words.
    pub message: String,
}

/// Of what kind a failure is. There are two more, `panic` and `load`: whoever reports those is `static/boot.js`, since the
/// page itself cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The message cannot be understood.
    BadMessage,
    /// The run, or the way to show it, cannot be read.
    BadState,
    /// The simulation, or the page's author, does not allow it.
    Refused,
}

impl Code {
    /// All that the page itself reports.
    pub const ALL: [Self; 3] = [Self::BadMessage, Self::BadState, Self::Refused];

    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BadMessage => "bad-message",
            Self::BadState => "bad-state",
            Self::Refused => "refused",
        }
    }
}

impl Failure {
    /// A failure of that kind.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    fn data(&self, record: Datum) -> Datum {
        record
            .with("code", self.code.name())
            .with("message", self.message.as_str())
    }
}

impl Run {
    fn data(&self, record: Datum) -> Datum {
        record
            .with("lesson", self.lesson)
            .with("duration", self.duration.clone())
            .with("events", self.events)
            .with("steps", self.steps)
    }
}

impl Report {
    /// The report's name in messages.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Ready { .. } => "ready",
            Self::Run(_) => "run",
            Self::Resize { .. } => "resize",
            Self::Time { .. } => "time",
            Self::Event(_) => "event",
            Self::Ended => "ended",
            Self::Result { .. } => "result",
            Self::Error(_) => "error",
        }
    }

    /// The report as a message, but for the envelope.
    pub fn data(&self) -> Datum {
        let record = Datum::record().with("type", self.kind());
        match self {
            Self::Ready {
                run,
                lang,
                height,
                warnings,
            } => {
                let warnings: Vec<Datum> = warnings.iter().map(|it| it.as_str().into()).collect();
                run.data(record.with("protocol", super::PROTOCOL))
                    .with("version", env!("CARGO_PKG_VERSION"))
                    .with("lang", *lang)
                    .with("height", *height)
                    .with("warnings", warnings)
            }
            Self::Run(run) => run.data(record),
            Self::Resize { height } => record.with("height", *height),
            Self::Time { t, step, playing } => record
                .with("t", t.clone())
                .with("step", *step)
                .with("playing", *playing),
            Self::Event(fact) => fact.fields().iter().fold(record, |record, (name, value)| {
                record.with(name, value.clone())
            }),
            Self::Ended => record,
            Self::Result { id, outcome } => {
                let record = record.with("id", id.as_str());
                match outcome {
                    Ok(value) => record.with("ok", true).with("value", value.clone()),
                    Err(failure) => record
                        .with("ok", false)
                        .with("error", failure.data(Datum::record())),
                }
            }
            Self::Error(failure) => failure.data(record),
        }
    }
}
