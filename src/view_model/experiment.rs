//! The experiment panel: each question a learner may ask, as a switch.

#[cfg(test)]
mod tests;

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::network::{Intervention, Reason, SegmentKind};
use crate::rng::Permille;
use crate::simulation::{
    Call, CloseTime, Command, EventKind, HostId, HostSnapshot, Line, ProgramStatus,
};
use crate::time::{Duration, Instant};
use crate::timeline::{FlightEnd, Timeline};
use crate::view_model::Offered;
use crate::view_model::wording::{kind_name, say};

/// One row: a name and its choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Stable name for tests and styles: `drop-next`, `ack-delay`, `close`, `loss`, `rtt`, `time-wait`.
    pub id: &'static str,
    /// `Delay ACK`.
    pub label: String,
    /// Said when the setting is not TCP any more: `this is not TCP`.
    pub deviation: Option<String>,
    /// Whether several may be on at once (toggles), or exactly one is (a choice).
    pub toggles: bool,
    /// Left to right.
    pub choices: Vec<Choice>,
}

/// One choice of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// `200 ms`.
    pub label: String,
    /// On now.
    pub selected: bool,
    /// What it does, or why it cannot be done now.
    pub offered: Offered,
}

/// What the person may set of the network and of both machines, as it stands at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Conditions {
    one_way_delay: Duration,
    loss: Permille,
    ack_delay: Duration,
    time_wait_msl: u8,
}

impl Control {
    /// All switches at `now`, top to bottom.
    pub fn all(lang: Lang, timeline: &Timeline, now: Instant) -> Vec<Self> {
        let conditions = Conditions::at(timeline, now);
        vec![
            drop_next(lang, timeline, now),
            ack_delay(lang, &conditions),
            close(lang, timeline, now),
            loss(lang, &conditions),
            round_trip(lang, &conditions),
            time_wait(lang, &conditions),
        ]
    }
}

/// How many MSL a host stays in TIME-WAIT from `now` on.
pub(super) fn time_wait_msl(timeline: &Timeline, now: Instant) -> u8 {
    Conditions::at(timeline, now).time_wait_msl
}

/// Why the time at which `host` closes can no longer be changed; none while it can.
pub(super) fn why_close_is_past(
    lang: Lang,
    timeline: &Timeline,
    now: Instant,
    host: HostId,
) -> Option<String> {
    if !close_is_past(timeline, &timeline.moment_at(now).hosts[host.index()], host) {
        return None;
    }
    let is_close = |kind: &EventKind| matches!(kind, EventKind::CallMade { host: at, line: Some(_), call: Call::Close } if *at == host);
    let called = timeline
        .events_until(now)
        .iter()
        .find(|event| is_close(&event.kind));
    Some(match called {
        Some(called) => say(lang, Text::PanelExperimentCloseCalled)
            .slot("at", called.at)
            .done(),
        None => lang.text(Text::PanelExperimentCloseOver).to_owned(),
    })
}

impl Conditions {
    /// The scenario's, but for what the person has set by `now`.
    fn at(timeline: &Timeline, now: Instant) -> Self {
        let scenario = &timeline.recording().scenario;
        let mut conditions = Self {
            one_way_delay: scenario.one_way_delay,
            loss: scenario.loss,
            ack_delay: scenario.config.ack_delay,
            time_wait_msl: scenario.config.time_wait_msl,
        };
        for timed in timeline
            .recording()
            .commands
            .iter()
            .filter(|timed| timed.at <= now)
        {
            match timed.command {
                Command::SetOneWayDelay(delay) => conditions.one_way_delay = delay,
                Command::SetLoss(share) => conditions.loss = share,
                Command::SetAckDelay(delay) => conditions.ack_delay = delay,
                Command::SetTimeWait(msls) => conditions.time_wait_msl = msls,
                Command::Interfere { .. }
                | Command::InterfereNext { .. }
                | Command::CancelNext { .. }
                | Command::Call { .. }
                | Command::SetCloseTime { .. } => {}
            }
        }
        conditions
    }
}

fn drop_next(lang: Lang, timeline: &Timeline, now: Instant) -> Control {
    let kinds = [
        SegmentKind::Syn,
        SegmentKind::Ack,
        SegmentKind::Fin,
        SegmentKind::Data,
    ];
    let choice = |kind| {
        let waits = waits_for(timeline, now, kind);
        let command = if waits {
            Command::CancelNext { kind }
        } else {
            Command::InterfereNext {
                from: None,
                kind,
                how: Intervention::Drop,
            }
        };
        Choice {
            label: kind_name(lang, kind).to_owned(),
            selected: waits,
            offered: Ok(Action::Command(command)),
        }
    };
    Control {
        id: "drop-next",
        label: lang.text(Text::PanelExperimentDropNext).to_owned(),
        deviation: None,
        toggles: true,
        choices: kinds.into_iter().map(choice).collect(),
    }
}

/// Whether the network still waits at `now` for a segment of this kind to do something to it. It is done waiting when
/// such a segment is sent, although the segment is lost only half way.
fn waits_for(timeline: &Timeline, now: Instant, wanted: SegmentKind) -> bool {
    let mut waiting = 0_u32;
    for event in timeline.events_until(now) {
        match &event.kind {
            EventKind::Commanded(Command::InterfereNext { kind, .. }) if *kind == wanted => {
                waiting += 1;
            }
            EventKind::Commanded(Command::CancelNext { kind }) if *kind == wanted => waiting = 0,
            EventKind::SegmentSent {
                segment, content, ..
            } if SegmentKind::of(content) == wanted => {
                let end = timeline.flight(*segment).and_then(|flight| flight.end);
                let reason = Reason::NextOfKind(wanted);
                if matches!(end, Some(FlightEnd::Dropped { reason: why, .. }) if why == reason) {
                    waiting = waiting.saturating_sub(1);
                }
            }
            _ => {}
        }
    }
    waiting > 0
}

fn close(lang: Lang, timeline: &Timeline, now: Instant) -> Control {
    let host = HostId::Server;
    let closes = timeline.moment_at(now).hosts[host.index()].closes;
    let past = why_close_is_past(lang, timeline, now, host);
    let choice = |(when, text)| Choice {
        label: lang.text(text).to_owned(),
        selected: when == closes,
        offered: match &past {
            Some(why) => Err(why.clone()),
            None => Ok(Action::Command(Command::SetCloseTime { host, when })),
        },
    };
    let times = [
        (CloseTime::Now, Text::PanelExperimentCloseNow),
        (CloseTime::Late, Text::PanelExperimentCloseLate),
        (CloseTime::Never, Text::PanelExperimentCloseNever),
    ];
    one_of(
        "close",
        lang.text(Text::PanelExperimentClose),
        times.into_iter().map(choice),
    )
}

/// What the simulation goes by when it is asked to change the time of a `close()`.
fn close_is_past(timeline: &Timeline, snapshot: &HostSnapshot, host: HostId) -> bool {
    let lines = &timeline.recording().scenario.program(host).lines;
    let close = lines
        .iter()
        .position(|line| *line == Line::Call(Call::Close));
    let current = match snapshot.program {
        ProgramStatus::Failed { .. } | ProgramStatus::Ended => return true,
        ProgramStatus::Ready { line, .. }
        | ProgramStatus::Blocked { line }
        | ProgramStatus::Sleeping { line, .. }
        | ProgramStatus::Forgot { line } => usize::from(line),
    };
    close.is_none_or(|close| current > close)
}

fn ack_delay(lang: Lang, conditions: &Conditions) -> Control {
    let choice = |ms| {
        let delay = Duration::from_millis(ms);
        set(
            format!("{ms} ms"),
            conditions.ack_delay == delay,
            Command::SetAckDelay(delay),
        )
    };
    one_of(
        "ack-delay",
        lang.text(Text::PanelExperimentAckDelay),
        [0, 40, 200].into_iter().map(choice),
    )
}

fn loss(lang: Lang, conditions: &Conditions) -> Control {
    let choice = |percent: u16| {
        let label = say(lang, Text::PanelExperimentPercent)
            .slot("n", percent)
            .done();
        set(
            label,
            conditions.loss == percent * 10,
            Command::SetLoss(percent * 10),
        )
    };
    one_of(
        "loss",
        lang.text(Text::PanelExperimentLoss),
        [0, 10, 30].into_iter().map(choice),
    )
}

fn round_trip(lang: Lang, conditions: &Conditions) -> Control {
    let choice = |ms: u64| {
        let delay = Duration::from_millis(ms / 2);
        set(
            format!("{ms} ms"),
            conditions.one_way_delay == delay,
            Command::SetOneWayDelay(delay),
        )
    };
    one_of(
        "rtt",
        lang.text(Text::PanelExperimentRoundTrip),
        [20, 100, 400].into_iter().map(choice),
    )
}

fn time_wait(lang: Lang, conditions: &Conditions) -> Control {
    let choice = |msls| {
        let label = say(lang, Text::PanelExperimentMsl).slot("n", msls).done();
        set(
            label,
            conditions.time_wait_msl == msls,
            Command::SetTimeWait(msls),
        )
    };
    let control = one_of(
        "time-wait",
        lang.text(Text::PanelExperimentTimeWait),
        (0..=2).map(choice),
    );
    let is_tcp = conditions.time_wait_msl == 2;
    Control {
        deviation: (!is_tcp).then(|| lang.text(Text::PanelExperimentNotTcp).to_owned()),
        ..control
    }
}

fn set(label: String, selected: bool, command: Command) -> Choice {
    Choice {
        label,
        selected,
        offered: Ok(Action::Command(command)),
    }
}

fn one_of(id: &'static str, label: &str, choices: impl Iterator<Item = Choice>) -> Control {
    Control {
        id,
        label: label.to_owned(),
        deviation: None,
        toggles: false,
        choices: choices.collect(),
    }
}
