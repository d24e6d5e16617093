//! The person's acts: whether they are possible now, and what they do.

use crate::network::{Effect, Intervention, Reason, Rule, SegmentId};
use crate::simulation::host::Progress;
use crate::simulation::{Call, Command, EventId, EventKind, HostId, Refusal, Simulation};
use crate::time::{Duration, Instant};

impl Simulation {
    /// The longest one-way delay or ACK delay that a person may set.
    const LONGEST_DELAY: Duration = Duration::from_secs(60);

    /// Carries out a command at `at`, after everything else that happens at that instant.
    ///
    /// # Errors
    /// Why it cannot be done now; then nothing has changed but the clock.
    pub fn apply(&mut self, at: Instant, command: &Command) -> Result<(), Refusal> {
        self.run_until(at);
        self.now = self.now.max(at);
        self.check(command)?;
        let act = self.emit(None, EventKind::Commanded(command.clone()));
        match command {
            Command::Interfere { segment, how } => {
                self.interfere(act, *segment, *how, Reason::ByHand);
            }
            Command::InterfereNext { from, kind, how } => self.network.add_rule(Rule::Next {
                from: *from,
                kind: *kind,
                how: *how,
            }),
            Command::CancelNext { kind } => {
                self.network.remove_rules(|rule| rule.waits_for(*kind));
            }
            Command::Call { host, call } => self.call_by_hand(act, *host, call),
            Command::SetCloseTime { host, when } => {
                let now = self.now;
                let host = self.host_mut(*host);
                if host.set_close_time(now, *when) {
                    host.program_cause = Some(act);
                }
            }
            Command::SetOneWayDelay(delay) => self.network.set_one_way_delay(*delay),
            Command::SetLoss(share) => {
                self.network.remove_rules(|rule| rule.loss().is_some());
                if *share > 0 {
                    self.network.add_rule(Rule::Random {
                        share: *share,
                        how: Intervention::Drop,
                    });
                }
            }
            Command::SetAckDelay(delay) => {
                self.hosts
                    .iter_mut()
                    .for_each(|host| host.connection.set_ack_delay(*delay));
            }
            Command::SetTimeWait(msls) => {
                self.hosts
                    .iter_mut()
                    .for_each(|host| host.connection.set_time_wait_msl(*msls));
            }
        }
        Ok(())
    }

    fn check(&self, command: &Command) -> Result<(), Refusal> {
        let refused = match command {
            Command::Interfere { segment, .. } => {
                let flies = self
                    .network
                    .in_flight()
                    .iter()
                    .any(|flight| flight.segment == *segment);
                (!flies).then_some(Refusal::NotInFlight(*segment))
            }
            Command::CancelNext { kind } => {
                let waits = self
                    .network
                    .rules()
                    .iter()
                    .any(|rule| rule.waits_for(*kind));
                (!waits).then_some(Refusal::NothingToCancel(*kind))
            }
            Command::Call { host, call } => self.host(*host).permits(call).err().map(Refusal::Call),
            Command::SetCloseTime { host, .. } => self
                .host(*host)
                .close_is_past()
                .then_some(Refusal::CloseIsPast(*host)),
            Command::SetOneWayDelay(delay) => {
                let sane = !delay.is_zero() && *delay <= Self::LONGEST_DELAY;
                (!sane).then_some(Refusal::OutOfRange)
            }
            Command::SetLoss(share) => (*share > 1_000).then_some(Refusal::OutOfRange),
            Command::SetAckDelay(delay) => {
                (*delay > Self::LONGEST_DELAY).then_some(Refusal::OutOfRange)
            }
            Command::SetTimeWait(msls) => (*msls > 2).then_some(Refusal::OutOfRange),
            Command::InterfereNext { .. } => None,
        };
        refused.map_or(Ok(()), Err)
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
        match effect {
            Effect::Condemned => {}
            Effect::Dropped => {
                self.emit(Some(cause), EventKind::SegmentDropped { segment, reason });
            }
            Effect::Delayed(by) => {
                let event = self.emit(
                    Some(cause),
                    EventKind::SegmentDelayed {
                        segment,
                        by,
                        reason,
                    },
                );
                self.network.set_cause(segment, event);
            }
            Effect::HeldBack(at_most) => {
                let kind = EventKind::SegmentHeldBack {
                    segment,
                    at_most,
                    reason,
                };
                let event = self.emit(Some(cause), kind);
                self.network.set_cause(segment, event);
            }
            Effect::Duplicated(copy) => {
                let event = self.emit(
                    Some(cause),
                    EventKind::SegmentDuplicated {
                        segment,
                        copy,
                        reason,
                    },
                );
                self.network.set_cause(copy, event);
            }
        }
    }

    fn call_by_hand(&mut self, act: EventId, host: HostId, call: &Call) {
        let made = self.emit(
            Some(act),
            EventKind::CallMade {
                host,
                line: None,
                call: call.clone(),
            },
        );
        let progress = self.enter(host, call);
        self.settle(host, Some(made));
        if let Progress::Returned(outcome) = progress {
            self.emit(
                Some(made),
                EventKind::CallReturned {
                    host,
                    line: None,
                    call: call.clone(),
                    outcome,
                },
            );
        }
    }
}
