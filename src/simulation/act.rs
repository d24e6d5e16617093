//! The person's acts: whether they are possible now, and what they do.

use crate::host::{Call, CallOutcome};
use crate::network::{Effect, HostId, Intervention, Packet, Reason, Rule, SegmentId};
use crate::simulation::{
    CloseTime, Command, EventId, EventKind, ProgramStatus, Refusal, Simulation,
};
use crate::tcp::Segment;
use crate::time::{Duration, Instant};

impl Simulation {
    /// The longest delay that a person may set.
    const LONGEST_DELAY: Duration = Duration::from_secs(60);
    /// How long a segment put on the wire by hand may fly: as long as any may live (RFC 9293 §3.4.2).
    const LONGEST_FLIGHT: Duration = Duration::from_secs(120);

    /// Carries out a command at `at`, after everything else that happens at that instant.
    ///
    /// # Errors
    /// Why it cannot be done now; then nothing has changed but the clock.
    #[inline(never)]
    pub fn apply(&mut self, at: Instant, command: &Command) -> Result<(), Refusal> {
        self.run_until(at);
        self.now = self.now.max(at);
        self.check(command)?;
        let act = self.emit(None, None, EventKind::Commanded(command.clone()));
        match command {
            Command::Call { host, socket, call } => {
                self.make_call(*host, *socket, None, call, Some(act));
            }
            Command::Open { host } => self.open_by_hand(*host, act),
            Command::Interrupt { host, socket } => self.interrupt(*host, *socket, act),
            Command::Crash { host } => self.crash(*host, act),
            Command::Reboot { host } => self.side_mut(*host).is_up = true,
            Command::Restart { host } => self.restart(*host, act),
            Command::SetCloseTime { host, when } => {
                let now = self.now;
                let run = &mut self.side_mut(*host).run;
                if run.set_close_time(now, *when) {
                    run.cause = Some(act);
                }
            }
            Command::SetAckDelay(delay) => {
                let sides = self.sides.iter_mut();
                sides.for_each(|side| side.host.set_ack_delay(*delay));
            }
            Command::SetTimeWait(msls) => {
                let sides = self.sides.iter_mut();
                sides.for_each(|side| side.host.set_time_wait_msl(*msls));
            }
            _ => self.act_on_network(command, act),
        }
        Ok(())
    }

    fn act_on_network(&mut self, command: &Command, act: EventId) {
        match command {
            Command::Interfere { segment, how } => {
                self.interfere(act, *segment, *how, Reason::ByHand);
            }
            Command::InterfereNext { from, kind, how } => self.network.add_rule(Rule::Next {
                from: *from,
                kind: *kind,
                how: *how,
            }),
            Command::InterfereNth { from, ordinal, how } => self.network.add_rule(Rule::Nth {
                from: *from,
                ordinal: *ordinal,
                how: *how,
            }),
            Command::CancelNext { kind } => {
                self.network.remove_rules(&|rule| rule.waits_for(*kind));
            }
            Command::SetOneWayDelay(delay) => self.network.set_one_way_delay(*delay),
            Command::SetLoss(share) => {
                self.network.remove_rules(&|rule| rule.loss().is_some());
                if *share > 0 {
                    self.network.add_rule(Rule::Random {
                        share: *share,
                        how: Intervention::Drop,
                    });
                }
            }
            Command::Inject {
                from,
                segment,
                after,
            } => self.inject(act, *from, segment, *after),
            Command::Replay { segment, after } => self.replay(act, *segment, *after),
            Command::CutLink => self.network.set_cut(true),
            Command::RestoreLink => self.network.set_cut(false),
            // Named, so that a new command cannot be forgotten here and there.
            Command::Call { .. }
            | Command::Open { .. }
            | Command::Interrupt { .. }
            | Command::Crash { .. }
            | Command::Reboot { .. }
            | Command::Restart { .. }
            | Command::SetCloseTime { .. }
            | Command::SetAckDelay(_)
            | Command::SetTimeWait(_) => {}
        }
    }

    // Inlined, it would have what follows it repeated in each of its arms.
    #[inline(never)]
    fn check(&self, command: &Command) -> Result<(), Refusal> {
        let is_flight = |after: &Duration| !after.is_zero() && *after <= Self::LONGEST_FLIGHT;
        let (is_possible, refusal) = match command {
            Command::Interfere { segment, .. } => (
                self.network.is_in_flight(*segment),
                Refusal::NotInFlight(*segment),
            ),
            Command::CancelNext { kind } => {
                let mut rules = self.network.rules().iter();
                let waits = rules.any(|rule| rule.waits_for(*kind));
                (waits, Refusal::NothingToCancel(*kind))
            }
            Command::Call { host, .. }
            | Command::Open { host }
            | Command::Interrupt { host, .. }
            | Command::Crash { host }
            | Command::Restart { host } => return self.check_socket(command, *host),
            Command::Reboot { host } => (!self.side(*host).is_up, Refusal::NothingToChange),
            Command::SetCloseTime {
                when: CloseTime::After(wait),
                ..
            } if *wait > Self::LONGEST_DELAY => (false, Refusal::OutOfRange),
            Command::SetCloseTime { host, .. } => (
                !self.side(*host).run.close_is_past(),
                Refusal::CloseIsPast(*host),
            ),
            Command::SetOneWayDelay(delay) => (
                !delay.is_zero() && *delay <= Self::LONGEST_DELAY,
                Refusal::OutOfRange,
            ),
            Command::SetLoss(share) => (*share <= 1_000, Refusal::OutOfRange),
            Command::SetAckDelay(delay) => (*delay <= Self::LONGEST_DELAY, Refusal::OutOfRange),
            Command::SetTimeWait(msls) => (*msls <= 2, Refusal::OutOfRange),
            Command::InterfereNth { ordinal, .. } => (*ordinal > 0, Refusal::OutOfRange),
            Command::Inject { after, .. } => (is_flight(after), Refusal::OutOfRange),
            Command::Replay { segment, after } if is_flight(after) => (
                (1..=self.decided.len()).contains(&(segment.0 as usize)),
                Refusal::NeverSent(*segment),
            ),
            Command::Replay { .. } => (false, Refusal::OutOfRange),
            Command::CutLink => (!self.network.is_cut(), Refusal::NothingToChange),
            Command::RestoreLink => (self.network.is_cut(), Refusal::NothingToChange),
            Command::InterfereNext { .. } => return Ok(()),
        };
        if is_possible { Ok(()) } else { Err(refusal) }
    }

    /// A call may fail, and that is for the program to see; but it needs a host, and a socket that there has been.
    fn check_socket(&self, command: &Command, host: HostId) -> Result<(), Refusal> {
        let side = self.side(host);
        if !side.is_up {
            return Err(Refusal::HostIsDown(host));
        }
        match command {
            Command::Call {
                socket: None, call, ..
            } if !matches!(call, Call::Socket | Call::DatagramSocket) => {
                Err(Refusal::NoSuchSocket(host))
            }
            Command::Interrupt { socket, .. } if side.waiting_on(*socket).is_empty() => {
                Err(Refusal::NoCallWaits(host))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn interfere(
        &mut self,
        cause: EventId,
        segment: SegmentId,
        how: Intervention,
        reason: Reason,
    ) {
        let Ok(effect) = self.network.interfere(self.now, segment, how, reason) else {
            return;
        };
        let (decided, kind) = match effect {
            Effect::Condemned => return,
            Effect::Dropped => (segment, EventKind::SegmentDropped { segment, reason }),
            Effect::Delayed(by) => {
                let kind = EventKind::SegmentDelayed {
                    segment,
                    by,
                    reason,
                };
                (segment, kind)
            }
            Effect::HeldBack(at_most) => {
                let kind = EventKind::SegmentHeldBack {
                    segment,
                    at_most,
                    reason,
                };
                (segment, kind)
            }
            Effect::Duplicated(copy) => {
                let kind = EventKind::SegmentDuplicated {
                    segment,
                    copy,
                    reason,
                };
                (copy, kind)
            }
        };
        let event = self.emit(Some(cause), None, kind);
        self.decide(decided, event);
    }

    fn inject(&mut self, act: EventId, from: HostId, content: &Segment, after: Duration) {
        let packet = content.clone().into();
        let segment = self.network.inject(self.now, from, packet, after);
        let kind = EventKind::SegmentInjected {
            segment,
            from,
            content: content.clone(),
            one_way_delay: after,
        };
        let event = self.emit(Some(act), None, kind);
        self.decide(segment, event);
    }

    fn replay(&mut self, act: EventId, segment: SegmentId, after: Duration) {
        let Some((from, content)) = self.sent(segment) else {
            return;
        };
        let copy = self.network.inject(self.now, from, content, after);
        let kind = EventKind::SegmentDuplicated {
            segment,
            copy,
            reason: Reason::ByHand,
        };
        let event = self.emit(Some(act), None, kind);
        self.decide(copy, event);
    }

    /// What a segment said that has been on the wire, and who sent it.
    fn sent(&self, wanted: SegmentId) -> Option<(HostId, Packet)> {
        let mut original = wanted;
        self.events
            .iter()
            .rev()
            .find_map(|event| match &event.kind {
                EventKind::SegmentDuplicated { segment, copy, .. } if *copy == original => {
                    original = *segment;
                    None
                }
                EventKind::SegmentSent {
                    segment,
                    from,
                    content,
                    ..
                }
                | EventKind::SegmentInjected {
                    segment,
                    from,
                    content,
                    ..
                } if *segment == original => Some((*from, content.clone().into())),
                EventKind::DatagramSent {
                    segment,
                    from,
                    content,
                    ..
                } if *segment == original => Some((*from, content.clone().into())),
                _ => None,
            })
    }

    /// The calls of a person who wants to open: each only if the one before it came through.
    fn open_by_hand(&mut self, host: HostId, act: EventId) {
        let opened = self.make_call(host, None, None, &Call::Socket, Some(act));
        let Some(CallOutcome::Opened(socket)) = opened else {
            return;
        };
        if host == HostId::Server {
            let port = host.address().port();
            let bound = self.make_call(host, Some(socket), None, &Call::Bind { port }, Some(act));
            if matches!(bound, Some(CallOutcome::Failed(_))) {
                return;
            }
        }
        let call = match host {
            HostId::Client => Call::connect(host.other().address()),
            HostId::Server => Call::listen(),
        };
        self.make_call(host, Some(socket), None, &call, Some(act));
    }

    fn crash(&mut self, host: HostId, act: EventId) {
        let side = self.side_mut(host);
        side.is_up = false;
        side.host.crash();
        side.waiting.clear();
        if let Some(line) = side.run.line_number() {
            side.run.status = ProgramStatus::Failed { line };
        }
        self.settle(host, Some(act));
    }
}
