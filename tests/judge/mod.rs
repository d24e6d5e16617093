//! What may never happen in a run, whatever the network and the person do to it.
#![allow(dead_code, reason = "each test uses its part of it")]

use tcpscope::simulation::{Call, CallOutcome, Event, EventKind, HostId};
use tcpscope::tcp;

/// What the two applications have seen of a run, client first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// What each has handed over to be sent.
    pub(crate) sent: [Vec<u8>; 2],
    /// What each has received.
    pub(crate) received: [Vec<u8>; 2],
    /// Whether each has been told that the other will send no more.
    pub(crate) has_ended: [bool; 2],
    /// Whether each, or its connection, was told of an error.
    pub(crate) has_failed: [bool; 2],
    /// Whether a call of each has failed.
    pub(crate) was_told: [bool; 2],
}

impl Verdict {
    pub(crate) fn of(events: &[Event]) -> Self {
        let mut verdict = Self::default();
        for event in events {
            verdict.take(&event.kind);
        }
        verdict
    }

    fn take(&mut self, kind: &EventKind) {
        match kind {
            EventKind::CallReturned {
                host,
                call,
                outcome,
                ..
            } => match (call, outcome) {
                (Call::Send(bytes), CallOutcome::Done) => {
                    self.sent[host.index()].extend_from_slice(bytes);
                }
                (_, CallOutcome::Data(bytes)) => {
                    self.received[host.index()].extend_from_slice(bytes);
                }
                // To whom an error was told before, it says only that nothing more will come.
                (_, CallOutcome::EndOfFile) => {
                    self.has_ended[host.index()] |= !self.was_told[host.index()];
                }
                (_, CallOutcome::Failed(_)) => {
                    self.has_failed[host.index()] = true;
                    self.was_told[host.index()] = true;
                }
                _ => {}
            },
            EventKind::ConnectionFailed { host, .. } => self.has_failed[host.index()] = true,
            _ => {}
        }
    }

    /// Whether `host` has received all that the other has sent.
    pub(crate) fn has_all(&self, host: HostId) -> bool {
        self.received[host.index()] == self.sent[host.other().index()]
    }

    /// Whether both have.
    pub(crate) fn is_complete(&self) -> bool {
        HostId::ALL.into_iter().all(|host| self.has_all(host))
    }

    /// Nothing that was never sent, nothing twice, nothing out of order, and no end of file before the end.
    pub(crate) fn is_honest(&self) -> bool {
        HostId::ALL.into_iter().all(|host| {
            let sent = &self.sent[host.other().index()];
            sent.starts_with(&self.received[host.index()])
                && (!self.has_ended[host.index()] || self.has_all(host))
        })
    }
}

/// Causes lie in the past, time does not run backwards, and states change only as the table says.
pub(crate) fn assert_orderly(events: &[Event]) {
    for (place, event) in events.iter().enumerate() {
        assert_eq!(event.id.0 as usize, place, "events are numbered in order");
        if let Some(before) = place.checked_sub(1).map(|before| &events[before]) {
            assert!(before.at <= event.at, "{event:?} is before {before:?}");
        }
        if let Some(cause) = event.cause {
            assert!(cause < event.id, "{event:?} has its cause in the future");
        }
        if let EventKind::StateChanged { from, to, .. } = event.kind {
            assert!(
                tcp::is_transition(from, to),
                "{from} to {to} is not in the table"
            );
        }
    }
}
