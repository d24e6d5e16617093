//! A pair in TIME-WAIT that is wanted again: by a SYN from the peer (RFC 9293 §3.10.7.4, MAY-2), or by `connect()` (RFC
//! 6191).

use crate::host::{Host, HostEvent, HostEventKind, SocketId, wake};
use crate::tcp::{Connection, Segment, SeqNumber, SocketPair, State, Timer};
use crate::time::{Duration, Instant};

/// How far beyond its last number a connection's successor begins at least, so that nothing of the one can be taken for
/// the other: a window, and the two numbers of SYN and FIN.
const BEYOND: u32 = 65_535 + 2;

impl Host {
    /// Ends TIME-WAIT if `segment` is a call that may begin a new connection, and somebody listens for it; gives who.
    pub(super) fn reincarnates(
        &mut self,
        now: Instant,
        id: SocketId,
        segment: &Segment,
    ) -> Option<(SocketId, SeqNumber)> {
        let connection = &self.table.get(id)?.connection;
        if !connection.accepts_reincarnation(now, segment) {
            return None;
        }
        let pair = connection.pair();
        let listener = self.table.listening_on(pair.local.port())?;
        let iss = self.iss_after(now, connection);
        self.end_time_wait(id);
        Some((listener, iss))
    }

    /// Whether `connect()` may have a pair: nobody has it, or it is in TIME-WAIT and may be used again.
    pub(super) fn may_call(&self, now: Instant, pair: SocketPair, is_bound: bool) -> bool {
        let Some(id) = self.table.with_pair(pair) else {
            return true;
        };
        let Some(connection) = self.table.get(id).map(|socket| &socket.connection) else {
            return false;
        };
        if connection.state() != State::TimeWait || !connection.has_timestamps() {
            return false;
        }
        let settings = &self.settings;
        let waited = settings.time_wait_reuse;
        (is_bound && settings.reuses_bound_pair)
            || waited.is_some_and(|delay| time_in_time_wait(now, connection) > delay)
    }

    /// The number with which to call from `pair`. What was there is over.
    pub(super) fn take_over(&mut self, now: Instant, pair: SocketPair) -> SeqNumber {
        let before = self.table.with_pair(pair);
        let Some((id, socket)) = before.and_then(|id| Some((id, self.table.get(id)?))) else {
            return self.iss(now, pair);
        };
        let iss = self.iss_after(now, &socket.connection);
        self.end_time_wait(id);
        iss
    }

    /// A number that is beyond all that the last connection has used.
    #[inline(never)]
    fn iss_after(&self, now: Instant, last: &Connection) -> SeqNumber {
        let iss = self.iss(now, last.pair());
        match last.tcb().map(|tcb| tcb.snd.nxt + BEYOND) {
            Some(beyond) if iss.is_before(beyond) => beyond,
            _ => iss,
        }
    }

    /// Forgets a connection in TIME-WAIT. A program that still holds its socket has a closed one.
    #[inline(never)]
    fn end_time_wait(&mut self, id: SocketId) {
        let Some(socket) = self.table.get(id) else {
            return;
        };
        if !socket.is_held() {
            return self.forget(id);
        }
        let (pair, place) = (socket.connection.pair(), socket.place_without_peer());
        self.table.put(id, place);
        let closed = Connection::new(pair, self.settings.tcp);
        if let Some(socket) = self.table.get_mut(id) {
            socket.connection = closed;
            socket.has_ended = true;
        }
        self.table.reschedule(id);
        wake(&mut self.woken, id);
        self.events.push(HostEvent {
            socket: Some(id),
            kind: HostEventKind::Forgotten(State::TimeWait),
        });
    }
}

/// For how long a connection has been in TIME-WAIT, or since the peer's FIN came again.
fn time_in_time_wait(now: Instant, connection: &Connection) -> Duration {
    let config = connection.config();
    let whole = config.msl * u32::from(config.time_wait_msl);
    let left = connection
        .timer(Timer::TimeWait)
        .map_or(Duration::ZERO, |ends| ends.since(now));
    whole.saturating_sub(left)
}
