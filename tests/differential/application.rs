//! A program on one end, and what it gets to see.

use super::endpoint::{Endpoint, Received};
use tcpscope::tcp::{ConnectionError, State};
use tcpscope::time::Instant;

/// How a program opens its connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    Connect,
    Listen,
    /// Not at all: nobody is there.
    Never,
}

/// One call of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Hands over so many bytes.
    Send(usize),
    /// CLOSE: no more will be sent, reading goes on.
    Close,
    /// CLOSE, once the other end's end of file has been read.
    CloseAtEndOfFile,
    /// ABORT.
    Abort,
}

/// What a program does: its deeds one after another, none before its time and none but ABORT before the connection is
/// open, as with calls that block; and it reads whenever there is something to read.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) open: Open,
    pub(crate) opens_at: Instant,
    pub(crate) deeds: Vec<(Instant, Deed)>,
    /// It does not read before.
    pub(crate) reads_from: Instant,
    /// The most it reads at once.
    pub(crate) piece: u32,
}

impl Program {
    /// Whether it calls ABORT.
    pub(crate) fn aborts(&self) -> bool {
        self.deeds.iter().any(|(_, deed)| *deed == Deed::Abort)
    }

    /// All that it means to send.
    pub(crate) fn total(&self) -> usize {
        let len = |(_, deed): &(Instant, Deed)| match deed {
            Deed::Send(len) => *len,
            _ => 0,
        };
        self.deeds.iter().map(len).sum()
    }
}

/// What a program has seen. The bytes themselves are checked when they are read, so that their number says it all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// `connect` or `accept` has returned.
    pub(crate) has_opened: bool,
    /// Bytes handed over.
    pub(crate) sent: usize,
    /// Bytes read, in order.
    pub(crate) received: usize,
    pub(crate) end_of_file: bool,
    pub(crate) error: Option<ConnectionError>,
    /// The state at the end of the run.
    pub(crate) state: State,
}

pub(crate) struct Application {
    program: Program,
    has_called: bool,
    done: usize,
    seen: Seen,
}

impl Application {
    pub(crate) fn new(program: Program) -> Self {
        Self {
            program,
            has_called: false,
            done: 0,
            seen: Seen::default(),
        }
    }

    pub(crate) fn seen(&self) -> &Seen {
        &self.seen
    }

    /// When it will do something of its own accord after `now`.
    pub(crate) fn next_at(&self, now: Instant) -> Option<Instant> {
        let deed = self.program.deeds.get(self.done).map(|(at, _)| *at);
        [
            Some(self.program.opens_at),
            Some(self.program.reads_from),
            deed,
        ]
        .into_iter()
        .flatten()
        .filter(|at| *at > now)
        .min()
    }

    /// Reads what is there.
    pub(crate) fn hear(&mut self, now: Instant, end: &mut dyn Endpoint) {
        self.look(end);
        if now >= self.program.reads_from {
            self.read(now, end);
        }
    }

    /// Reads what is there and makes the next call, if it may now; says whether it has made one, which the end then has
    /// to work off.
    pub(crate) fn run(&mut self, now: Instant, end: &mut dyn Endpoint) -> bool {
        self.hear(now, end);
        if !self.has_called && now >= self.program.opens_at {
            self.has_called = true;
            match self.program.open {
                Open::Connect => end.connect(now),
                Open::Listen => end.listen(),
                Open::Never => return false,
            }
            return true;
        }
        let Some((at, deed)) = self.program.deeds.get(self.done).cloned() else {
            return false;
        };
        let is_due = at <= now && self.may(&deed);
        if is_due {
            self.done += 1;
            self.perform(now, &deed, end);
        }
        is_due
    }

    fn look(&mut self, end: &dyn Endpoint) {
        self.seen.state = end.state();
        self.seen.error = end.error();
        self.seen.has_opened |= !matches!(
            self.seen.state,
            State::Closed | State::Listen | State::SynSent | State::SynReceived
        );
    }

    fn may(&self, deed: &Deed) -> bool {
        match deed {
            Deed::Abort => self.has_called,
            Deed::CloseAtEndOfFile => self.seen.end_of_file,
            Deed::Send(_) | Deed::Close => self.seen.has_opened,
        }
    }

    fn perform(&mut self, now: Instant, deed: &Deed, end: &mut dyn Endpoint) {
        if end.state() == State::Closed {
            return;
        }
        match deed {
            Deed::Send(len) => {
                let bytes: Vec<u8> = (self.seen.sent..self.seen.sent + len).map(byte).collect();
                end.send(now, &bytes);
                self.seen.sent += len;
            }
            Deed::Close | Deed::CloseAtEndOfFile => end.close(now),
            Deed::Abort => end.abort(now),
        }
    }

    fn read(&mut self, now: Instant, end: &mut dyn Endpoint) {
        while !self.seen.end_of_file {
            match end.receive(now, self.program.piece) {
                Received::Data(bytes) => {
                    for (place, read) in (self.seen.received..).zip(&bytes) {
                        assert_eq!(
                            *read,
                            byte(place),
                            "byte {place} is not the one that was sent"
                        );
                    }
                    self.seen.received += bytes.len();
                }
                Received::EndOfFile => self.seen.end_of_file = true,
                Received::Nothing => return,
            }
        }
    }
}

/// Both programs send the same stream, in which no two near places look alike.
fn byte(place: usize) -> u8 {
    u8::try_from((place * 167 + place / 251) % 251).unwrap()
}
