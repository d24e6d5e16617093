//! What an answer to "why?" says beyond what happened: what a silence waited for, what would stop a timer, what a
//! segment did not do.

use crate::explain::{Shortfall, Silence, Waiter};
use crate::i18n::{Lang, Text};
use crate::simulation::{Call, Event, EventKind, HostId, ProgramStatus, Refusal};
use crate::tcp::{State, Timer};
use crate::time::Instant;
use crate::timeline::{Flight, Timeline};
use crate::view_model::host_panel;
use crate::view_model::wording::phrase::{Phrase, bytes, grouped, say, segment_name, timer_name};
use crate::view_model::wording::{refusal, sentence, state_meaning};

/// How long a silence was, and what it would have taken to end it.
pub(in crate::view_model) fn silence(lang: Lang, silence: &Silence) -> String {
    let from = silence.from;
    let Some(end) = silence.ended_by else {
        let outlook = if !silence.flying.is_empty() {
            say(lang, Text::WhyArriving)
        } else if let Some(at) = silence.due() {
            say(lang, Text::WhyDue).slot("at", at)
        } else {
            say(lang, Text::WhyForGood)
        };
        let silent = say(lang, Text::WhySilenceGoesOn).slot("from", from).done();
        return joined(lang, silent, outlook.done());
    };
    let silent = say(lang, Text::WhySilence)
        .slot("from", from)
        .slot("until", end.at)
        .slot("span", end.at.since(from));
    silent.done()
}

/// The same as a chip.
pub(in crate::view_model) fn short_silence(
    lang: Lang,
    from: Instant,
    ended_by: Option<&Event>,
) -> String {
    match ended_by {
        None => lang.owned(Text::WhyChipSilenceGoesOn),
        Some(end) => say(lang, Text::WhyChipSilence)
            .slot("span", end.at.since(from))
            .done(),
    }
}

/// Two sentences after one another.
pub(in crate::view_model) fn joined(
    lang: Lang,
    first: String,
    second: impl Into<String>,
) -> String {
    say(lang, Text::PanelInspectorBecause)
        .slot("sentence", first)
        .slot("why", second.into())
        .done()
}

fn of(lang: Lang, text: Text, host: HostId) -> Phrase {
    say(lang, text).slot("host", host_panel::name(lang, host))
}

/// The state that a host waits in.
pub(in crate::view_model) fn standing(lang: Lang, waiter: &Waiter) -> String {
    if !waiter.snapshot.is_up {
        return refusal(lang, Refusal::HostIsDown(waiter.host));
    }
    in_state(lang, waiter.host, waiter.snapshot.state())
}

/// What it means that a host is in a state.
pub(in crate::view_model) fn in_state(lang: Lang, host: HostId, state: State) -> String {
    of(lang, Text::WhyInState, host)
        .slot("state", state)
        .slot("meaning", state_meaning(lang, state))
        .done()
}

/// A call that has not returned.
pub(in crate::view_model) fn call_waits(lang: Lang, host: HostId, made: &Event) -> String {
    let EventKind::CallMade { line, call, .. } = &made.kind else {
        return String::new();
    };
    let text = match line {
        Some(_) => Text::WhyCalls,
        None => Text::WhyCallsByHand,
    };
    let what = match call {
        Call::Accept => lang.text(Text::WhyWhatAccept),
        Call::Connect { .. } => lang.text(Text::WhyWhatConnect),
        Call::Receive { .. } => lang.text(Text::WhyWhatReceive),
        Call::Send(_) => lang.text(Text::WhyWhatSend),
        _ => "",
    };
    of(lang, text, host)
        .slot("call", call.name())
        .slot("at", made.at)
        .slot("what", what)
        .done()
}

/// What a program does that does not wait in a call; none for one that does.
pub(in crate::view_model) fn program(lang: Lang, waiter: &Waiter) -> Option<String> {
    let phrase = |text| of(lang, text, waiter.host);
    let phrase = match waiter.snapshot.program {
        ProgramStatus::Blocked { .. } => return None,
        ProgramStatus::Ready { at, .. } | ProgramStatus::Sleeping { until: at, .. } => {
            phrase(Text::WhyBusy).slot("at", at)
        }
        ProgramStatus::Forgot { .. } => phrase(Text::WhyForgot),
        ProgramStatus::Failed { .. } => phrase(Text::WhyStopped),
        ProgramStatus::Ended => phrase(Text::WhyEndedProgram),
    };
    waiter.snapshot.is_up.then(|| phrase.done())
}

/// A timer that runs; none for a host that has none.
pub(in crate::view_model) fn timer_runs(
    lang: Lang,
    host: HostId,
    running: Option<(Timer, Instant)>,
) -> String {
    match running {
        None => of(lang, Text::WhyNoTimer, host).done(),
        Some((timer, at)) => of(lang, Text::WhyTimer, host)
            .slot("timer", timer_name(lang, timer))
            .slot("at", at)
            .done(),
    }
}

/// Data that waits for room.
pub(in crate::view_model) fn window_full(
    lang: Lang,
    host: HostId,
    wnd: u32,
    waiting: u32,
) -> String {
    of(lang, Text::WhyWindowFull, host)
        .slot("bytes", bytes(lang, waiting))
        .slot("wnd", grouped(wnd))
        .done()
}

/// A segment that is on its way.
pub(in crate::view_model) fn flying(lang: Lang, flight: &Flight) -> String {
    say(lang, Text::WhyFlying)
        .slot("segment", segment_name(lang, flight))
        .host(flight.from)
        .slot("at", flight.sent_at)
        .done()
}

/// What ended a silence.
pub(in crate::view_model) fn ended(lang: Lang, timeline: &Timeline, event: &Event) -> String {
    about(lang, Text::WhyEnded, timeline, event)
}

/// What became of a timer.
pub(in crate::view_model) fn timer_ended(lang: Lang, timeline: &Timeline, event: &Event) -> String {
    about(lang, Text::WhyTimerEnded, timeline, event)
}

fn about(lang: Lang, text: Text, timeline: &Timeline, event: &Event) -> String {
    say(lang, text)
        .slot("sentence", sentence(lang, timeline, event))
        .done()
}

/// What would stop a timer.
pub(in crate::view_model) fn stops(lang: Lang, timer: Timer) -> &'static str {
    lang.text(match timer {
        Timer::Retransmission | Timer::TailLossProbe => Text::WhyStopsWhenAcknowledged,
        Timer::DelayedAck => Text::WhyStopsWhenAckGoes,
        Timer::TimeWait => Text::WhyStopsNever,
        Timer::WindowProbe => Text::WhyStopsWhenWindowOpens,
        Timer::KeepAlive => Text::WhyStopsWhenHeard,
        Timer::FinWait2 => Text::WhyStopsWhenFinComes,
    })
}

/// Where an accepted segment changed less than one may expect.
pub(in crate::view_model) fn shortfall(lang: Lang, flight: &Flight, found: Shortfall) -> String {
    let host = flight.from.other();
    let told = flight
        .numbers
        .and_then(|numbers| numbers.ack)
        .unwrap_or_default();
    let about = |text| {
        say(lang, text)
            .slot("segment", segment_name(lang, flight))
            .host(host)
    };
    match found {
        Shortfall::NothingNew => about(Text::WhyNothingNew).slot("ack", grouped(told)).done(),
        Shortfall::FinNotCovered { short_by } => about(Text::WhyFinNotCovered)
            .slot("ack", grouped(told))
            .slot("fin", grouped(told.wrapping_add(short_by)))
            .done(),
        Shortfall::WindowFull { wnd, waiting } => window_full(lang, host, wnd, waiting),
    }
}
