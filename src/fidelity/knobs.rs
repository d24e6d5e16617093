//! Everything that may be set about a host, as rows of a table. Taking the settings apart without leaving anything out
//! means that a new one does not compile before somebody has decided how to tell it.

use crate::host::{InitialNumbers, Settings, SynCookies};
use crate::tcp::{
    AbortReset, AckPace, Config, CrossedSynAck, Handshake, KeepAlive, LastFin, Limit, Merge,
    NagleWaits, RepeatedSyn, RtoFloor, WindowProbe,
};
use crate::time::Duration;

/// What a setting is set to: a phrase by its key, and what goes into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) phrase: &'static str,
    pub(super) amount: String,
}

/// Every setting by its key, in the order of the table.
pub(super) fn knobs(settings: &Settings) -> Vec<(&'static str, Value)> {
    let Settings {
        tcp,
        keep_alive: KeepAlive {
            idle,
            interval,
            count,
        },
        port_low,
        port_high,
        iss_tick_ns,
        initial_numbers,
        descriptors,
        max_backlog,
        max_syn_backlog,
        syn_cookies,
        trims_syn_queue,
        abort_on_overflow,
        time_wait_reuse,
        time_wait_reuse_delay: _, // Tells nothing before `time_wait_reuse` is on.
        reuses_bound_pair,
    } = settings;
    let mut all = connection_knobs(tcp);
    all.extend([
        ("keep_alive_idle", time(*idle)),
        ("keep_alive_interval", time(*interval)),
        ("keep_alive_count", number(*count)),
        (
            "ports",
            Value {
                phrase: "number",
                amount: format!("{port_low}–{port_high}"),
            },
        ),
        (
            "iss_tick",
            Value {
                phrase: "number",
                amount: format!("{iss_tick_ns} ns"),
            },
        ),
        (
            "initial_numbers",
            match initial_numbers {
                InitialNumbers::Clock => word("no"),
                InitialNumbers::Fixed(first) => number(*first),
            },
        ),
        (
            "descriptors",
            descriptors.map_or_else(|| word("none"), number),
        ),
        ("max_backlog", number(*max_backlog)),
        ("max_syn_backlog", number(*max_syn_backlog)),
        (
            "syn_cookies",
            word(match syn_cookies {
                SynCookies::Off => "no",
                SynCookies::WhenFull => "when_full",
                SynCookies::Always => "always",
            }),
        ),
        ("trims_syn_queue", switch(*trims_syn_queue)),
        ("abort_on_overflow", switch(*abort_on_overflow)),
        ("time_wait_reuse", or_never(*time_wait_reuse)),
        ("reuses_bound_pair", switch(*reuses_bound_pair)),
    ]);
    all
}

#[allow(clippy::too_many_lines, reason = "a table")]
fn connection_knobs(config: &Config) -> Vec<(&'static str, Value)> {
    let Config {
        msl,
        time_wait_msl,
        time_wait_ignores_reset,
        time_wait_challenges,
        fin_wait_2_timeout,
        last_fin,
        handshake,
        rto_initial,
        rto_min,
        rto_max,
        rto_floor,
        rto_after_syn_timeout,
        syn_linear_timeouts,
        syn_retry_after_reset,
        tail_loss_probe,
        duplicate_ack_threshold,
        repairs_overtaken,
        merge,
        timer_tick,
        pauses_after_timeout,
        r1,
        r2,
        r2_syn,
        r2_syn_ack,
        r2_orphan,
        user_timeout,
        keep_alive,
        window_probe,
        ack_delay,
        ack_pace,
        challenge_interval,
        repeated_syn,
        crossed_syn_ack,
        measures_crossed_syn,
        keeps_syn_data,
        abort_reset,
        nagle,
        nagle_waits,
        avoids_silly_windows,
        mss,
        receive_buffer,
        window_scale,
        timestamps,
    } = config;
    vec![
        ("time_wait", time(*msl * u32::from(*time_wait_msl))),
        ("time_wait_ignores_reset", switch(*time_wait_ignores_reset)),
        ("time_wait_challenges", switch(*time_wait_challenges)),
        ("fin_wait_2_timeout", or_never(*fin_wait_2_timeout)),
        (
            "last_fin",
            word(match last_fin {
                LastFin::OneStep => "one_step",
                LastFin::TwoSteps => "two_steps",
            }),
        ),
        (
            "handshake",
            number(match handshake {
                Handshake::TwoWay => 2_u8,
                Handshake::ThreeWay => 3,
                Handshake::FourWay => 4,
            }),
        ),
        ("rto_initial", time(*rto_initial)),
        ("rto_min", time(*rto_min)),
        (
            "rto_floor",
            word(match rto_floor {
                RtoFloor::Timeout => "whole_timeout",
                RtoFloor::Variation => "variation",
            }),
        ),
        ("rto_max", time(*rto_max)),
        (
            "rto_after_syn_timeout",
            or_word(*rto_after_syn_timeout, "like_syn"),
        ),
        ("syn_linear_timeouts", number(*syn_linear_timeouts)),
        (
            "syn_retry_after_reset",
            or_word(*syn_retry_after_reset, "by_timer"),
        ),
        ("tail_loss_probe", switch(*tail_loss_probe)),
        (
            "duplicate_acks",
            match duplicate_ack_threshold {
                0 => word("none"),
                count => number(*count),
            },
        ),
        ("repairs_overtaken", switch(*repairs_overtaken)),
        (
            "merge",
            word(match merge {
                Merge::Never => "no",
                Merge::AfterTimeout => "after_timeout",
                Merge::Always => "always",
            }),
        ),
        ("timer_tick", time(*timer_tick)),
        ("pauses_after_timeout", switch(*pauses_after_timeout)),
        ("r1", number(*r1)),
        ("r2", limit(*r2)),
        ("r2_syn", limit(*r2_syn)),
        ("r2_syn_ack", limit(*r2_syn_ack)),
        ("r2_orphan", limit(*r2_orphan)),
        ("user_timeout", or_never(*user_timeout)),
        ("keep_alive", switch(keep_alive.is_some())),
        (
            "window_probe",
            word(match window_probe {
                WindowProbe::OneOctet => "one_octet",
                WindowProbe::Empty => "empty",
            }),
        ),
        (
            "ack_delay",
            match (ack_delay.is_zero(), ack_pace) {
                (true, _) => word("at_once"),
                (false, AckPace::Even) => time(*ack_delay),
                (false, AckPace::Adaptive) => Value {
                    phrase: "adaptive",
                    amount: span(*ack_delay),
                },
            },
        ),
        (
            "challenge_interval",
            if challenge_interval.is_zero() {
                word("none")
            } else {
                time(*challenge_interval)
            },
        ),
        (
            "repeated_syn",
            word(match repeated_syn {
                RepeatedSyn::Acknowledged => "ack",
                RepeatedSyn::Answered => "syn_ack",
            }),
        ),
        (
            "crossed_syn_ack",
            switch(*crossed_syn_ack == CrossedSynAck::Acknowledged),
        ),
        ("measures_crossed_syn", switch(*measures_crossed_syn)),
        ("keeps_syn_data", switch(*keeps_syn_data)),
        (
            "abort_reset",
            word(match abort_reset {
                AbortReset::Plain => "rst",
                AbortReset::WithAck => "rst_ack",
            }),
        ),
        (
            "nagle",
            word(match (nagle, nagle_waits) {
                (false, _) => "no",
                (true, NagleWaits::ForAll) => "for_all",
                (true, NagleWaits::ForSmall) => "for_small",
            }),
        ),
        ("avoids_silly_windows", switch(*avoids_silly_windows)),
        ("mss", number(*mss)),
        ("receive_buffer", number(*receive_buffer)),
        (
            "window_scale",
            window_scale.map_or_else(
                || word("no"),
                |shift| Value {
                    phrase: "shift",
                    amount: shift.to_string(),
                },
            ),
        ),
        ("timestamps", switch(*timestamps)),
    ]
}

fn word(phrase: &'static str) -> Value {
    Value {
        phrase,
        amount: String::new(),
    }
}

fn switch(is_on: bool) -> Value {
    word(if is_on { "yes" } else { "no" })
}

fn number(amount: impl Into<u32>) -> Value {
    Value {
        phrase: "number",
        amount: amount.into().to_string(),
    }
}

fn time(duration: Duration) -> Value {
    Value {
        phrase: "number",
        amount: span(duration),
    }
}

fn or_never(duration: Option<Duration>) -> Value {
    or_word(duration, "never")
}

fn or_word(duration: Option<Duration>, otherwise: &'static str) -> Value {
    duration.map_or_else(|| word(otherwise), time)
}

fn limit(limit: Limit) -> Value {
    let (phrase, amount) = match limit {
        Limit::After(duration) => ("after_time", span(duration)),
        Limit::Retransmissions(count) => ("after_count", count.to_string()),
        Limit::TimeOf(count) => ("after_time_of", count.to_string()),
    };
    Value { phrase, amount }
}

/// A duration as both languages write it.
fn span(duration: Duration) -> String {
    let ms = duration.as_millis();
    match ms {
        0 => "0".to_owned(),
        ms if ms % 3_600_000 == 0 => format!("{} h", ms / 3_600_000),
        ms if ms % 60_000 == 0 => format!("{} min", ms / 60_000),
        ms if ms % 1_000 == 0 => format!("{} s", ms / 1_000),
        ms => format!("{ms} ms"),
    }
}
