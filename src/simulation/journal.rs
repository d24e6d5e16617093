//! What a connection reports becomes the log: each event with its cause, each segment onto the wire.

use crate::network::Verdict;
use crate::simulation::host::Progress;
use crate::simulation::{Event, EventId, EventKind, HostId, Line, ProgramStatus, Simulation};
use crate::tcp::{Emission, Rule, Segment, TcpEvent, Timer};

impl Simulation {
    /// After anything was put into a connection: logs what came of it, and lets a waiting program go on.
    pub(super) fn settle(&mut self, id: HostId, cause: Option<EventId>) {
        let cause = self.log_connection(id, cause);
        let ProgramStatus::Blocked { line } = self.host(id).status else {
            return;
        };
        let Some(Line::Call(call)) = self.host(id).line(line).cloned() else {
            return;
        };
        let now = self.now;
        if let Progress::Returned(outcome) = self.host_mut(id).resume(now, &call) {
            self.return_call(id, line, call, outcome, cause);
            self.log_connection(id, cause);
        }
    }

    /// Logs a connection's events and sends its segments; gives the cause of what follows from them.
    pub(super) fn log_connection(
        &mut self,
        host: HostId,
        mut cause: Option<EventId>,
    ) -> Option<EventId> {
        let mut sent = None;
        for event in self.host_mut(host).connection.take_events() {
            match event {
                TcpEvent::SegmentEmitted {
                    segment,
                    emission,
                    rule,
                } => {
                    sent = Some(self.send(host, cause, segment, emission, rule));
                }
                TcpEvent::TimerArmed {
                    timer,
                    expires,
                    rule,
                    attempt,
                } => {
                    // A retransmission timer guards a segment; the others answer what was going on.
                    let guarded = sent.filter(|_| timer == Timer::Retransmission);
                    let kind = EventKind::TimerArmed {
                        host,
                        timer,
                        expires,
                        attempt,
                        rule,
                    };
                    self.log_armed(guarded.or(cause), host, timer, kind);
                }
                TcpEvent::TimerExpired { timer, rule } => {
                    let armed = self.host(host).armed[timer as usize].map(|(_, event)| event);
                    cause = Some(self.emit(armed, EventKind::TimerExpired { host, timer, rule }));
                }
                TcpEvent::StateChanged { from, to, rule } => {
                    let now = self.now;
                    self.host_mut(host).since = now;
                    self.emit(
                        cause,
                        EventKind::StateChanged {
                            host,
                            from,
                            to,
                            rule,
                        },
                    );
                }
                TcpEvent::SegmentRejected { reason, rule } => {
                    self.emit(cause, EventKind::SegmentRejected { host, reason, rule });
                }
                TcpEvent::Acknowledged { up_to, rule } => {
                    self.emit(cause, EventKind::Acknowledged { host, up_to, rule });
                }
                TcpEvent::DataAccepted { len, rule } => {
                    self.emit(cause, EventKind::DataAccepted { host, len, rule });
                }
                TcpEvent::DataQueued { len, rule } => {
                    self.emit(cause, EventKind::DataQueued { host, len, rule });
                }
                TcpEvent::TimerStopped { timer, rule } => {
                    self.emit(cause, EventKind::TimerStopped { host, timer, rule });
                }
                TcpEvent::Failed { error, rule } => {
                    self.emit(cause, EventKind::ConnectionFailed { host, error, rule });
                }
            }
        }
        cause
    }

    fn log_armed(&mut self, cause: Option<EventId>, host: HostId, timer: Timer, kind: EventKind) {
        let (event, now) = (self.emit(cause, kind), self.now);
        self.host_mut(host).armed[timer as usize] = Some((now, event));
    }

    /// Puts a segment on the wire and lets the network's rules have their say.
    fn send(
        &mut self,
        from: HostId,
        cause: Option<EventId>,
        content: Segment,
        emission: Emission,
        rule: Rule,
    ) -> EventId {
        let (segment, verdict) = self.network.send(self.now, from, content.clone());
        let one_way_delay = self.network.one_way_delay();
        let kind = EventKind::SegmentSent {
            segment,
            from,
            content,
            emission,
            one_way_delay,
            rule,
        };
        let event = self.emit(cause, kind);
        self.network.set_cause(segment, event);
        if let Verdict::Intervene(how, reason) = verdict {
            self.interfere(event, segment, how, reason);
        }
        event
    }

    pub(super) fn emit(&mut self, cause: Option<EventId>, kind: EventKind) -> EventId {
        let id = EventId(u32::try_from(self.events.len()).expect("the log is bounded"));
        self.events.push(Event {
            id,
            at: self.now,
            cause,
            kind,
        });
        id
    }
}
