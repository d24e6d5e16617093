//! The experiment panel: each question a learner may ask, as a switch.

#[cfg(test)]
mod tests;
mod trouble;
mod variant;

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::network::{Intervention, SegmentKind};
use crate::share::Panel;
use crate::simulation::Profile;
use crate::simulation::{Call, CloseTime, Command, Conditions, EventKind, HostId};
use crate::time::{Duration, Instant};
use crate::timeline::{Lanes, Timeline};
use crate::view_model::Offered;
use crate::view_model::wording::{kind_name, say};

/// One row: a name and its choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Stable name for tests and styles: `drop-next`, `time-wait`, `link` …
    pub id: &'static str,
    /// `Delay ACK`.
    pub label: &'static str,
    /// Said when the setting is not TCP any more: `this is not TCP`.
    pub deviation: Option<&'static str>,
    /// How its choices stand to each other.
    pub shape: Shape,
    /// Left to right.
    pub choices: Vec<Choice>,
}

/// How the choices of a row stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Several may be on at once.
    Toggles,
    /// Exactly one is on.
    OneOf,
    /// The same, with long names: a list to choose from.
    List,
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

impl Control {
    /// The switches for what is tried most, top to bottom.
    pub const USUAL: [Panel; 8] = [
        Panel::Compare,
        Panel::Handshake,
        Panel::DropNext,
        Panel::TimeWait,
        Panel::AckDelay,
        Panel::Close,
        Panel::Loss,
        Panel::RoundTrip,
    ];
    /// The switches for what happens more rarely: which TCP it is, and what can befall hosts and links.
    pub const RARE: [Panel; 5] = [
        Panel::Profile,
        Panel::Link,
        Panel::ClientHost,
        Panel::ServerHost,
        Panel::ClosedPort,
    ];

    /// Those among `panels` that are switches, in the same order, as they stand at the cursor.
    pub fn each(
        panels: &[Panel],
        lang: Lang,
        lanes: &Lanes,
        now: Instant,
        profile: Profile,
    ) -> Vec<Self> {
        let mut all = Vec::new();
        for panel in panels {
            all.extend(Self::of(*panel, lang, lanes, now, profile));
        }
        all
    }

    fn of(panel: Panel, lang: Lang, lanes: &Lanes, now: Instant, profile: Profile) -> Option<Self> {
        let timeline = lanes.focused();
        let moment = timeline.moment_at(now);
        let conditions = &moment.conditions;
        Some(match panel {
            Panel::Compare => variant::compare(lang, lanes),
            Panel::Handshake => variant::handshake(lang, &timeline.recording().scenario),
            Panel::DropNext => drop_next(lang, conditions),
            Panel::TimeWait => time_wait(lang, conditions),
            Panel::AckDelay => ack_delay(lang, conditions),
            Panel::Close => close(lang, timeline, now),
            Panel::Loss => loss(lang, conditions),
            Panel::RoundTrip => round_trip(lang, conditions),
            Panel::Profile => trouble::profile(lang, profile),
            Panel::Link => trouble::link(lang, conditions),
            Panel::ClientHost => trouble::power(lang, HostId::Client, &moment.hosts[0]),
            Panel::ServerHost => trouble::power(lang, HostId::Server, &moment.hosts[1]),
            Panel::ClosedPort => trouble::closed_port(lang),
            Panel::Lesson
            | Panel::Why
            | Panel::Diagram
            | Panel::Segment
            | Panel::Log
            | Panel::Sockets => return None,
        })
    }
}

/// Why the time at which `host` closes can no longer be changed; none while it can.
#[inline(never)]
fn why_close_is_past(
    lang: Lang,
    timeline: &Timeline,
    now: Instant,
    host: HostId,
) -> Option<String> {
    if !timeline.moment_at(now).hosts[host.index()].close_is_past {
        return None;
    }
    let is_close = |kind: &EventKind| matches!(kind, EventKind::CallMade { host: at, line: Some(_), call: Call::Close } if *at == host);
    let called = timeline
        .events_until(now)
        .iter()
        .rfind(|event| is_close(&event.kind));
    Some(match called {
        Some(called) => say(lang, Text::PanelExperimentCloseCalled)
            .slot("at", called.at)
            .done(),
        None => lang.owned(Text::PanelExperimentCloseOver),
    })
}

fn drop_next(lang: Lang, conditions: &Conditions) -> Control {
    let kinds = [
        SegmentKind::Syn,
        SegmentKind::Ack,
        SegmentKind::Fin,
        SegmentKind::Data,
    ];
    let choice = |kind| {
        let waits = conditions.awaited.contains(&kind);
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
        label: lang.text(Text::PanelExperimentDropNext),
        deviation: None,
        shape: Shape::Toggles,
        choices: kinds.into_iter().map(choice).collect(),
    }
}

fn close(lang: Lang, timeline: &Timeline, now: Instant) -> Control {
    let host = HostId::Server;
    let closes = timeline.moment_at(now).hosts[host.index()].closes;
    let past = why_close_is_past(lang, timeline, now, host);
    let choice = |(when, text)| Choice {
        label: lang.owned(text),
        selected: when == closes,
        offered: match &past {
            Some(why) => Err(why.clone()),
            None => Ok(Action::Command(Command::SetCloseTime { host, when })),
        },
    };
    let times = [
        (CloseTime::NOW, Text::PanelExperimentCloseNow),
        (CloseTime::LATE, Text::PanelExperimentCloseLate),
        (CloseTime::Never, Text::PanelExperimentCloseNever),
    ];
    one_of(
        "close",
        lang.text(Text::PanelExperimentClose),
        times.into_iter().map(choice),
    )
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
        deviation: (!is_tcp).then(|| lang.text(Text::PanelExperimentNotTcp)),
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

fn one_of(id: &'static str, label: &'static str, choices: impl Iterator<Item = Choice>) -> Control {
    Control {
        id,
        label,
        deviation: None,
        shape: Shape::OneOf,
        choices: choices.collect(),
    }
}
