//! What the person does to the simulation, and the menu in which they choose it.

use crate::app_state::{AppState, Menu, Notice, Selection};
use crate::network::{Intervention, SegmentId};
use crate::simulation::{Call, CallOutcome, Command, EventKind, HostId, Refusal};
use crate::timeline::PlayStatus;

impl AppState {
    /// Does something to the simulation, and says whether that was possible. Who acts wants to see what comes of it:
    /// unless the person stands still in the middle of the run on purpose, playback goes on.
    pub(super) fn act(&mut self, command: Command) -> bool {
        let status = self
            .menu
            .take()
            .map_or(self.playback.status, |menu| menu.before);
        let was_at_end = self.playback.cursor >= self.lanes().track().end();
        if let Err(refusal) = self.act_on_rails(command) {
            self.notice = Some(Notice::Refused(refusal));
            return false;
        }
        self.notice = None;
        self.run_changed();
        self.playback.status = if status == PlayStatus::Paused && !was_at_end {
            PlayStatus::Paused
        } else if self.asked().is_some() {
            PlayStatus::Waiting
        } else {
            PlayStatus::Playing
        };
        true
    }

    /// Does what the lesson offers in the lesson's branch; anything else in one of the person's own.
    fn act_on_rails(&mut self, command: Command) -> Result<(), Refusal> {
        let at = self.playback.cursor;
        if self.has_left() {
            self.branches.act(at, command)
        } else if self.is_offered(&command) {
            self.branches.act(at, command)?;
            self.stay_on_rails();
            Ok(())
        } else {
            self.branches.act_aside(at, command)?;
            self.note_leaving(at);
            Ok(())
        }
    }

    /// Two calls, as a program would make them: one for a socket, one on it.
    #[inline(never)]
    pub(super) fn call_closed_port(&mut self) {
        let host = HostId::Client;
        let command = |socket, call| Command::Call { host, socket, call };
        if !self.act(command(None, Call::Socket)) {
            return;
        }
        let done = self.timeline().events_until(self.playback.cursor);
        let opened = done.iter().rev().find_map(|event| match event.kind {
            EventKind::CallReturned {
                outcome: CallOutcome::Opened(socket),
                ..
            } => Some(socket),
            _ => None,
        });
        let mut remote = host.other().address();
        remote.set_port(Self::CLOSED_PORT);
        self.act(command(opened, Call::connect(remote)));
    }

    #[inline(never)]
    pub(super) fn act_in_flight(&mut self, how: Intervention) {
        match self.segment_meant() {
            Some(segment) => {
                self.act(Command::Interfere { segment, how });
            }
            None => self.notice = Some(Notice::NothingInFlight),
        }
    }

    /// The segment that a key without a target means: the menu's, the selected one, or the first on the wire.
    fn segment_meant(&self) -> Option<SegmentId> {
        let cursor = self.playback.cursor;
        let flying = || {
            self.timeline()
                .flights()
                .iter()
                .filter(|flight| flight.is_in_flight(cursor))
        };
        self.menu()
            .or_else(|| {
                flying()
                    .find(|flight| Some(Selection::Event(flight.sent)) == self.selected)
                    .map(|flight| flight.segment)
            })
            .or_else(|| flying().next().map(|flight| flight.segment))
    }

    #[inline(never)]
    pub(super) fn open_menu(&mut self, segment: SegmentId) {
        let before = self.menu.map_or(self.playback.status, |menu| menu.before);
        self.menu = Some(Menu { segment, before });
        if self.playback.status == PlayStatus::Playing {
            self.playback.status = PlayStatus::Paused;
        }
    }

    #[inline(never)]
    pub(super) fn close_menu(&mut self) {
        if let Some(menu) = self.menu.take() {
            self.playback.status = menu.before;
        }
    }
}
