//! What a host reports becomes the log: each event with its cause, each segment onto the wire.

use crate::host::{HostEvent, HostEventKind, SocketId};
use crate::network::{HostId, SegmentId, Verdict};
use crate::simulation::{Event, EventId, EventKind, Simulation};
use crate::tcp::{Emission, Rule, Segment, TcpEvent, Timer};
use crate::time::Instant;
use crate::udp::{Datagram, UdpEvent};

/// What the log knows of a socket and the machine does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Trace {
    /// When and by which event the present state was entered.
    pub(super) entered: Option<(Instant, EventId)>,
    /// When and by which event each timer was last set, by the timer's place in [`Timer::ALL`].
    pub(super) armed: [Option<(Instant, EventId)>; Timer::ALL.len()],
}

impl Simulation {
    /// After anything was put into a host: logs what came of it, and lets waiting calls go on.
    pub(super) fn settle(&mut self, host: HostId, cause: Option<EventId>) {
        let cause = self.log_host(host, cause);
        self.wake(host, cause);
    }

    /// Logs a host's events and sends its segments; gives the cause of what follows from them.
    pub(super) fn log_host(&mut self, host: HostId, mut cause: Option<EventId>) -> Option<EventId> {
        let mut sent = None;
        for HostEvent { socket, kind } in self.side_mut(host).host.take_events() {
            match kind {
                HostEventKind::Tcp(TcpEvent::SegmentEmitted {
                    segment,
                    emission,
                    rule,
                }) => {
                    sent = Some(self.send((host, socket), cause, segment, emission, rule));
                }
                HostEventKind::Tcp(TcpEvent::TimerExpired { timer, rule }) => {
                    let trace = socket.and_then(|socket| self.side(host).traces.get(socket));
                    let armed = trace.and_then(|trace| trace.armed[timer as usize]);
                    let expired = EventKind::TimerExpired { host, timer, rule };
                    cause = Some(self.emit(armed.map(|(_, event)| event), socket, expired));
                }
                HostEventKind::Tcp(event) => {
                    // A retransmission timer guards a segment; the others answer what was going on.
                    let guards = matches!(
                        event,
                        TcpEvent::TimerArmed {
                            timer: Timer::Retransmission,
                            ..
                        }
                    );
                    let cause = sent.filter(|_| guards).or(cause);
                    if let Some(kind) = logged(host, &event) {
                        self.note(host, socket, cause, kind);
                    }
                }
                HostEventKind::Overflow(queue) => {
                    self.emit(cause, socket, EventKind::Overflowed { host, queue });
                }
                HostEventKind::Udp(UdpEvent::Sent(datagram)) => {
                    self.send_datagram((host, socket), cause, datagram);
                }
                HostEventKind::Udp(UdpEvent::Queued { len }) => {
                    self.emit(cause, socket, EventKind::DatagramQueued { host, len });
                }
                HostEventKind::Udp(UdpEvent::Discarded(why)) => {
                    self.emit(cause, socket, EventKind::DatagramDiscarded { host, why });
                }
                HostEventKind::Forgotten(state) => {
                    self.note(host, socket, cause, EventKind::Forgotten { host, state });
                }
            }
        }
        cause
    }

    /// Logs what happened to a socket, and keeps its trace.
    fn note(
        &mut self,
        host: HostId,
        socket: Option<SocketId>,
        cause: Option<EventId>,
        kind: EventKind,
    ) {
        let is_change = matches!(kind, EventKind::StateChanged { .. });
        let armed = match kind {
            EventKind::TimerArmed { timer, .. } => Some(timer),
            _ => None,
        };
        let (event, now) = (self.emit(cause, socket, kind), self.now);
        let (Some(socket), side) = (socket, self.side_mut(host)) else {
            return;
        };
        if side.host.socket(socket).is_none() {
            side.traces.remove(socket);
        } else if is_change || armed.is_some() {
            if side.traces.get(socket).is_none() {
                side.traces.insert(socket, Trace::default());
            }
            if let Some(trace) = side.traces.get_mut(socket) {
                if is_change {
                    trace.entered = Some((now, event));
                }
                if let Some(timer) = armed {
                    trace.armed[timer as usize] = Some((now, event));
                }
            }
        }
    }

    /// A socket that is gone leaves no trace.
    pub(super) fn forget_trace(&mut self, host: HostId, socket: Option<SocketId>) {
        let side = self.side_mut(host);
        if let Some(socket) = socket.filter(|socket| side.host.socket(*socket).is_none()) {
            side.traces.remove(socket);
        }
    }

    /// Puts a segment on the wire and lets the network's rules have their say.
    fn send(
        &mut self,
        (from, socket): (HostId, Option<SocketId>),
        cause: Option<EventId>,
        content: Segment,
        emission: Emission,
        rule: Rule,
    ) -> EventId {
        let packet = content.clone().into();
        let (segment, verdict) = self.network.send(self.now, from, packet);
        let one_way_delay = self.network.one_way_delay();
        let kind = EventKind::SegmentSent {
            segment,
            from,
            content,
            emission,
            one_way_delay,
            rule,
        };
        let event = self.emit(cause, socket, kind);
        self.let_fly(event, segment, verdict);
        event
    }

    fn send_datagram(
        &mut self,
        (from, socket): (HostId, Option<SocketId>),
        cause: Option<EventId>,
        content: Datagram,
    ) {
        let packet = content.clone().into();
        let (segment, verdict) = self.network.send(self.now, from, packet);
        let kind = EventKind::DatagramSent {
            segment,
            from,
            content,
            one_way_delay: self.network.one_way_delay(),
        };
        let event = self.emit(cause, socket, kind);
        self.let_fly(event, segment, verdict);
    }

    /// Carries out what the network's rules have said of what `event` has put on the wire.
    fn let_fly(&mut self, event: EventId, segment: SegmentId, verdict: Verdict) {
        self.decide(segment, event);
        if let Verdict::Intervene(how, reason) = verdict {
            self.interfere(event, segment, how, reason);
        }
    }

    /// Notes which event put a segment on the wire, or last decided its fate.
    pub(super) fn decide(&mut self, segment: SegmentId, event: EventId) {
        // Numbered from one, in the order in which they appear on the wire.
        let place = segment.0 as usize - 1;
        if place == self.decided.len() {
            self.decided.push(event);
        } else {
            self.decided[place] = event;
        }
    }

    pub(super) fn emit(
        &mut self,
        cause: Option<EventId>,
        socket: Option<SocketId>,
        kind: EventKind,
    ) -> EventId {
        let id =
            EventId(u32::try_from(self.events.len()).expect("a log has fewer than 2³² events"));
        let event = Event {
            id,
            at: self.now,
            cause,
            socket,
            kind,
        };
        for side in &mut self.sides {
            side.focus.note(&event);
        }
        self.events.push(event);
        id
    }
}

/// What a connection reports, as the log has it; none for what is not logged as it stands.
fn logged(host: HostId, event: &TcpEvent) -> Option<EventKind> {
    Some(match *event {
        TcpEvent::StateChanged { from, to, rule } => EventKind::StateChanged {
            host,
            from,
            to,
            rule,
        },
        TcpEvent::SegmentRejected {
            reason,
            rule,
            standing,
        } => EventKind::SegmentRejected {
            host,
            reason,
            rule,
            standing,
        },
        TcpEvent::Acknowledged { up_to, rule } => EventKind::Acknowledged { host, up_to, rule },
        TcpEvent::DataAccepted { len, rule } => EventKind::DataAccepted { host, len, rule },
        TcpEvent::DataQueued { len, rule } => EventKind::DataQueued { host, len, rule },
        TcpEvent::TimerArmed {
            timer,
            expires,
            rule,
            attempt,
        } => EventKind::TimerArmed {
            host,
            timer,
            expires,
            attempt,
            rule,
        },
        TcpEvent::TimerStopped { timer, rule } => EventKind::TimerStopped { host, timer, rule },
        TcpEvent::Failed { error, rule } => EventKind::ConnectionFailed { host, error, rule },
        TcpEvent::SegmentEmitted { .. } | TcpEvent::TimerExpired { .. } => return None,
    })
}
