//! The drawer: why the selected event happened, the selected segment's fields, and the log in words.

use crate::simulation::EventId;
use crate::view_model::Tone;

/// What the drawer's tabs show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspector {
    /// From the application call, timer or act that began it to the selected event, oldest first.
    pub chain: Vec<WhyLink>,
    /// One or two sentences in plain words.
    pub sentence: String,
    /// `RFC 9293 §3.10.7.4, eighth: FIN`; empty for what applications and the network do.
    pub clause: String,
    /// Everything that happened at the present moment, in order: choose one to ask why.
    pub moment: Vec<WhyLink>,
    /// The selected segment's fields.
    pub fields: Vec<Field>,
    /// Everything that happened so far, newest last.
    pub log: Vec<LoggedEvent>,
}

/// An event as a chip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyLink {
    /// Which.
    pub event: EventId,
    /// `ACK #9 lost`.
    pub text: String,
    /// Its colour.
    pub tone: Tone,
    /// The one whose why is shown.
    pub selected: bool,
}

/// A header field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// `SEG.SEQ`.
    pub name: String,
    /// `1 (absolute 2 814 749 767)`.
    pub value: String,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedEvent {
    /// Which.
    pub event: EventId,
    /// `0.09 s`.
    pub at: String,
    /// A sentence.
    pub text: String,
    /// Its colour.
    pub tone: Tone,
    /// The one whose why is shown.
    pub selected: bool,
}
