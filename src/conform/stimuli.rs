//! What was done to the two TCPs in a recorded run: the system calls in order and time, the network's acts, the
//! segments put on the wire by hand, the changed sysctls. Nothing of how the TCPs answered, but for three things that
//! only the answers tell: how long a call was let wait that gave up waiting, how late a segment was, and what was in
//! the bytes.

mod calls;
mod payload;
mod wire;

pub use calls::{Operation, Patience, PlannedCall, Socket};
pub use wire::{Course, Fate, Injection, Timestamp};

use super::trace::{Side, Trace};
use crate::host::{Profile, Settings, SysctlError};
use crate::time::{Duration, Instant};
use core::fmt;
use core::net::SocketAddrV4;
use serde_json::Value;
use std::collections::BTreeSet;

/// Everything that the two TCPs of a recorded run were given.
#[derive(Clone, Debug, PartialEq)]
pub struct Stimuli {
    /// How long the wire takes, one way.
    pub one_way_delay: Duration,
    /// The hosts' addresses, client first.
    pub hosts: [SocketAddrV4; 2],
    /// The kernel's settings with the changes that were made to them, client first.
    pub settings: [Settings; 2],
    /// The system calls of both sides, in the order in which they began.
    pub calls: Vec<PlannedCall>,
    /// What the calls name sockets by.
    pub sockets: Vec<Socket>,
    /// What becomes of the segments between the two hosts, by sender and by order.
    pub fates: [Vec<Fate>; 2],
    /// The segments that the network made itself, in the order in which they came.
    pub injections: Vec<Injection>,
    /// When the run is over.
    pub end: Start,
    /// When it is over if that never comes.
    pub latest_end: Instant,
    /// What else was set that nothing here depends on: socket options and sysctls.
    pub unmodelled: BTreeSet<String>,
}

/// When something is to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// At this moment of the run.
    At(Instant),
    /// So long after that call has returned. What a program does next hangs on its own progress, not on a clock.
    After(usize, Duration),
}

/// Why a trace cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Something in it makes no sense.
    Malformed {
        /// Where.
        place: String,
        /// What.
        what: String,
    },
    /// It does not tell all that the TCPs were given.
    Incomplete(String),
}

impl Stimuli {
    /// Takes out of a recorded run what the TCPs were given.
    ///
    /// # Errors
    /// [`Unusable`] if that makes no sense, or is not all there.
    pub fn of(trace: &Trace) -> Result<Self, Unusable> {
        let host = |side: Side, given: Option<SocketAddrV4>| {
            given.ok_or_else(|| {
                let name = ["client", "server"][side.index()];
                malformed(name, "no address")
            })
        };
        let hosts = [host(Side::C, trace.client)?, host(Side::S, trace.server)?];
        wire::check(trace)?;
        let (calls, sockets) = calls::planned(trace)?;
        calls::complete(trace)?;
        let mut unmodelled = calls::unmodelled(trace, &calls);
        Ok(Self {
            one_way_delay: trace.one_way_delay,
            hosts,
            settings: [
                settings(trace, Side::C, &mut unmodelled)?,
                settings(trace, Side::S, &mut unmodelled)?,
            ],
            fates: Side::ALL.map(|side| wire::fates(trace, side)),
            injections: wire::injections(trace, hosts)?,
            end: start(trace, trace.end(), |_, _| true),
            latest_end: trace.end() + SLACK,
            calls,
            sockets,
            unmodelled,
        })
    }
}

/// The kernel's settings with the changes on one side. Adds the names of those that nothing here depends on.
fn settings(
    trace: &Trace,
    side: Side,
    unmodelled: &mut BTreeSet<String>,
) -> Result<Settings, Unusable> {
    let mut settings = Profile::Linux.settings();
    settings.tcp.timer_tick = TICK;
    for (name, value) in trace.sysctl_set.get(&side).into_iter().flatten() {
        match settings.set_sysctl(name, &in_words(value)) {
            Ok(()) => {}
            Err(SysctlError::UnknownName(name)) => {
                unmodelled.insert(name);
            }
            Err(error) => {
                let place = format!("sysctl_set.{}", side.letter());
                return Err(malformed(place, error.to_string()));
            }
        }
    }
    Ok(settings)
}

/// A value as it would be typed.
fn in_words(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// When something that began at `t` is to begin: a while after the latest call, of those that `may_lead` to it, that
/// had returned by then. The second argument of `may_lead` is when the call returned.
fn start(trace: &Trace, t: Instant, may_lead: impl Fn(usize, Instant) -> bool) -> Start {
    let returned = |place: usize| trace.app[place].t + trace.app[place].dt.unwrap_or_default();
    let latest = (0..trace.app.len())
        .filter(|place| may_lead(*place, returned(*place)))
        .max_by_key(|place| (returned(*place), *place));
    // Rounding may let a call seem to return before the one that led to it.
    let leads = |later: &usize| {
        latest.is_some_and(|place| {
            place < *later
                && may_lead(*later, returned(*later))
                && returned(place) <= trace.app[*later].t + ROUNDING
        })
    };
    let latest = (0..trace.app.len()).rev().find(leads).or(latest);
    latest.map_or(Start::At(t), |place| {
        let call = &trace.app[place];
        // The other calls never wait here, so that what comes next must: SO_LINGER lets close() take its time, for one.
        let from = match call.call.as_str() {
            "accept" | "connect" | "recv" => returned(place),
            _ => call.t,
        };
        Start::After(place, t.since(from))
    })
}

fn malformed(place: impl Into<String>, what: impl Into<String>) -> Unusable {
    Unusable::Malformed {
        place: place.into(),
        what: what.into(),
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { place, what } => write!(f, "{place}: {what}"),
            Self::Incomplete(why) => f.write_str(why),
        }
    }
}

/// A run of ours may be so much slower than the recorded one.
const SLACK: Duration = Duration::from_secs(1);
/// The clock of the kernel that was recorded: `CONFIG_HZ=250`.
const TICK: Duration = Duration::from_millis(4);
/// Times in traces are rounded to 0.1 ms; the sum of two may be off by this.
const ROUNDING: Duration = Duration::from_micros(150);

#[cfg(test)]
mod tests;
