//! What the page that holds this one may ask for.

use crate::remote::{Code, Datum, Failure, PROTOCOL};
use crate::time::Instant;

/// A message that was heard: what it asks for, if that can be understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The name under which the answer is expected, if one is.
    pub id: Option<String>,
    /// What is asked for.
    pub request: Result<Request, Failure>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// `play`: at the end, from the beginning.
    Play,
    /// `pause`
    Pause,
    /// `seek`
    Seek(Target),
    /// `config`: how the run is shown, as the query of an address: `theme=dark&speed=2`.
    Config(String),
    /// `load`: another run, as the fragment of an address.
    Load(String),
    /// `action`: something to do to the run, as a link says it: `drop:9`.
    Action(String),
    /// `getState`: the run as the fragment of an address.
    GetState,
    /// `getTrace`: all that happens in the run.
    GetTrace(TraceForm),
}

/// Where to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// `t`: to an instant.
    Time(Instant),
    /// `step`: to a moment, by its place counted from zero.
    Step(u32),
    /// `marker`: to a place with a name.
    Marker(Marker),
}

/// A place to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// The beginning.
    Start,
    /// The end.
    End,
    /// The moment before.
    Previous,
    /// The next moment.
    Next,
    /// The last moment before at which a state changes.
    PreviousState,
    /// The next one.
    NextState,
}

/// In which form the run is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TraceForm {
    /// `events`: as data.
    Events,
    /// `text`: as a text ladder.
    Text,
}

impl Heard {
    /// The most letters of an `id`.
    const ID_MAX: usize = 64;

    /// Reads a message without its envelope's outer object: `{ v: 1, type, id?, … }`.
    pub fn read(message: &Datum) -> Self {
        let id = match message.field("id") {
            Some(Datum::Text(id)) if id.len() <= Self::ID_MAX => Some(id.clone()),
            _ => None,
        };
        let is_strange = id.is_none() && message.field("id").is_some();
        let request = if is_strange {
            Err(bad("`id` must be a text of at most 64 letters"))
        } else {
            Request::read(message)
        };
        Self { id, request }
    }
}

impl Marker {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::Start,
        Self::End,
        Self::Previous,
        Self::Next,
        Self::PreviousState,
        Self::NextState,
    ];

    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
            Self::Previous => "previous",
            Self::Next => "next",
            Self::PreviousState => "previousState",
            Self::NextState => "nextState",
        }
    }
}

impl TraceForm {
    /// All.
    pub const ALL: [Self; 2] = [Self::Events, Self::Text];

    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Text => "text",
        }
    }
}

impl Request {
    /// The parameters of an address that can be set while the page runs.
    pub const CONFIG: [&'static str; 10] = [
        "lang", "theme", "states", "controls", "panels", "edit", "speed", "motion", "keys", "links",
    ];

    fn read(message: &Datum) -> Result<Self, Failure> {
        if !matches!(message, Datum::Record(_)) {
            return Err(bad(
                "expected { tcpscope: { v: 1, type: … } }, JSON of at most 16384 letters",
            ));
        }
        if whole(message.field("v")) != Some(PROTOCOL) {
            return Err(bad("unknown version: `v` must be 1"));
        }
        let Some(Datum::Text(kind)) = message.field("type") else {
            return Err(bad("`type` must be a text"));
        };
        let fields = Fields { message, kind };
        match kind.as_str() {
            "play" => fields.only(&[]).map(|()| Self::Play),
            "pause" => fields.only(&[]).map(|()| Self::Pause),
            "seek" => fields.target().map(Self::Seek),
            "config" => fields.config().map(Self::Config),
            "load" => fields.run().map(Self::Load),
            "action" => {
                fields.only(&["deed"])?;
                let deed = fields.text("deed")?;
                deed.ok_or_else(|| fields.wrong("deed", "a text"))
                    .map(|deed| Self::Action(deed.to_owned()))
            }
            "getState" => fields.only(&[]).map(|()| Self::GetState),
            "getTrace" => fields.trace_form().map(Self::GetTrace),
            _ => Err(bad(["unknown type: ", kind].concat())),
        }
    }
}

/// What a message of some type has to say.
struct Fields<'a> {
    message: &'a Datum,
    kind: &'a str,
}

impl<'a> Fields<'a> {
    /// Complains of a field that a message of this type does not have.
    fn only(&self, names: &[&str]) -> Result<(), Failure> {
        let envelope = ["v", "id", "type"];
        for (name, _) in self.message.fields() {
            if !envelope.contains(&name.as_str()) && !names.contains(&name.as_str()) {
                return Err(bad(["`", self.kind, "` has no field `", name, "`"].concat()));
            }
        }
        Ok(())
    }

    fn wrong(&self, name: &str, expected: &str) -> Failure {
        bad(["`", name, "` of `", self.kind, "` must be ", expected].concat())
    }

    fn text(&self, name: &str) -> Result<Option<&'a str>, Failure> {
        match self.message.field(name) {
            None => Ok(None),
            Some(Datum::Text(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(name, "a text")),
        }
    }

    fn target(&self) -> Result<Target, Failure> {
        self.only(&["t", "step", "marker"])?;
        let [t, step, marker] = ["t", "step", "marker"].map(|name| self.message.field(name));
        match (t, step, marker) {
            (Some(t), None, None) => match t {
                Datum::Number(t) if t.is_finite() => Ok(Target::Time(instant(*t))),
                _ => Err(self.wrong("t", "a number of seconds")),
            },
            (None, Some(_), None) => whole(step)
                .map(Target::Step)
                .ok_or_else(|| self.wrong("step", "a whole number, counted from zero")),
            (None, None, Some(_)) => {
                let name = self.text("marker")?;
                let mut all = Marker::ALL.into_iter();
                all.find(|marker| Some(marker.name()) == name)
                    .map(Target::Marker)
                    .ok_or_else(|| {
                        self.wrong(
                            "marker",
                            "one of start, end, previous, next, previousState, nextState",
                        )
                    })
            }
            _ => Err(bad("`seek` needs one of `t`, `step` and `marker`")),
        }
    }

    fn config(&self) -> Result<String, Failure> {
        self.only(&Request::CONFIG)?;
        let mut query = String::new();
        for name in Request::CONFIG {
            let Some(value) = self.message.field(name) else {
                continue;
            };
            let text = match value {
                Datum::Text(text) if is_one_value(text) => text.clone(),
                Datum::Flag(flag) => u32::from(*flag).to_string(),
                Datum::Number(number) => {
                    plain(*number).ok_or_else(|| self.wrong(name, "a smaller number"))?
                }
                _ => return Err(self.wrong(name, "what an address can say there")),
            };
            if !query.is_empty() {
                query.push('&');
            }
            for part in [name, "=", text.as_str()] {
                query.push_str(part);
            }
        }
        Ok(query)
    }

    fn run(&self) -> Result<String, Failure> {
        self.only(&["run", "lesson"])?;
        match (self.text("run")?, self.text("lesson")?) {
            (Some(run), None) => Ok(run.to_owned()),
            (None, Some(lesson)) if is_one_value(lesson) => Ok(["lesson=", lesson].concat()),
            (None, Some(_)) => Err(self.wrong("lesson", "the name of a lesson")),
            _ => Err(bad("`load` needs one of `run` and `lesson`")),
        }
    }

    fn trace_form(&self) -> Result<TraceForm, Failure> {
        self.only(&["format"])?;
        let Some(name) = self.text("format")? else {
            return Ok(TraceForm::Events);
        };
        let mut all = TraceForm::ALL.into_iter();
        all.find(|form| form.name() == name)
            .ok_or_else(|| self.wrong("format", "one of events, text"))
    }
}

/// Whether a text is one value wherever in an address it is written.
fn is_one_value(text: &str) -> bool {
    !text.contains(['&', '#', '?', '%', '＆'])
}

fn bad(message: impl Into<String>) -> Failure {
    Failure::new(Code::BadMessage, message)
}

/// Before the beginning is the beginning.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a conversion from a float to an integer stays within the integer's range"
)]
fn instant(seconds: f64) -> Instant {
    Instant::from_micros((seconds * 1e6 + 0.5) as u64)
}

/// A count.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole, and within 0..1e9"
)]
fn whole(datum: Option<&Datum>) -> Option<u32> {
    match datum {
        Some(Datum::Number(number)) if number.fract() == 0.0 && (0.0..1e9).contains(number) => {
            Some(*number as u32)
        }
        _ => None,
    }
}

/// A number as addresses have it, in thousandths. Not by the library, whose way with floats is 10 kB of the module.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "within 0..1e6"
)]
fn plain(number: f64) -> Option<String> {
    if !(0.0..1e6).contains(&number) {
        return None;
    }
    let thousandths = (number * 1e3 + 0.5) as u64;
    let (whole, rest) = (thousandths / 1_000, thousandths % 1_000);
    let text = whole.to_string();
    if rest == 0 {
        return Some(text);
    }
    let digits = (1_000 + rest).to_string();
    Some([&text, ".", digits[1..].trim_end_matches('0')].concat())
}
