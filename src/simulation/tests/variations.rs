//! Scenarios that differ in one thing.

use super::*;
use crate::tcp::Handshake;

/// What a variation makes of the scenario must be what this change makes of it, and nothing else.
fn check(variation: Variation, change: impl Fn(&mut Scenario)) {
    let mut expected = two_connections();
    change(&mut expected);
    assert_ne!(expected, two_connections(), "{variation:?}");
    assert_eq!(two_connections().varied(variation), expected);
}

/// Programs that also set `SO_REUSEADDR`.
fn two_connections() -> Scenario {
    let mut scenario = Scenario::request_and_answer();
    for program in [&mut scenario.client, &mut scenario.server] {
        program.lines.insert(1, reuse_addr(true));
    }
    scenario
}

fn reuse_addr(on: bool) -> Line {
    Line::Call(Call::SetOption(SocketOption::ReuseAddr(on)))
}

#[test]
fn each_variation_changes_one_thing() {
    for handshake in [Handshake::TwoWay, Handshake::FourWay] {
        check(Variation::Handshake(handshake), |it| {
            it.settings[0].tcp.handshake = handshake;
            it.settings[1].tcp.handshake = handshake;
        });
    }
    check(Variation::TimeWait(1), |it| {
        it.settings[0].tcp.time_wait_msl = 1;
        it.settings[1].tcp.time_wait_msl = 1;
    });
    check(Variation::Closes(Client, CloseTime::Never), |it| {
        it.client.closes = CloseTime::Never;
    });
    check(Variation::Closes(Server, CloseTime::LATE), |it| {
        it.server.closes = CloseTime::LATE;
    });
    check(Variation::SynCookies(SynCookies::WhenFull), |it| {
        it.settings[1].syn_cookies = SynCookies::WhenFull;
    });
    let delay = Duration::from_millis(200);
    check(Variation::AckDelay(delay), |it| {
        it.settings[0].tcp.ack_delay = delay;
        it.settings[1].tcp.ack_delay = delay;
    });
    let fixed = InitialNumbers::Fixed(7);
    check(Variation::InitialNumbers(fixed), |it| {
        it.settings[0].initial_numbers = fixed;
        it.settings[1].initial_numbers = fixed;
    });
    check(Variation::Descriptors(Some(3)), |it| {
        it.settings[1].descriptors = Some(3);
    });
    check(Variation::ReuseAddr(false), |it| {
        it.client.lines[1] = reuse_addr(false);
        it.server.lines[1] = reuse_addr(false);
    });
}

#[test]
fn what_is_usual_is_no_change() {
    for usual in [
        Variation::Handshake(Handshake::ThreeWay),
        Variation::TimeWait(2),
        Variation::Closes(Server, CloseTime::NOW),
        Variation::SynCookies(SynCookies::Off),
        Variation::AckDelay(Duration::ZERO),
        Variation::InitialNumbers(InitialNumbers::Clock),
        Variation::Descriptors(None),
        Variation::ReuseAddr(true),
    ] {
        assert_eq!(two_connections().varied(usual), two_connections());
    }
}

#[test]
fn fixed_numbers_begin_every_connection_of_both_hosts() {
    let mut scenario = Scenario::request_and_answer();
    scenario
        .client
        .lines
        .push(Line::Repeat { from: 0, times: 2 });
    scenario
        .server
        .lines
        .push(Line::Repeat { from: 3, times: 2 });
    let syns = |scenario: Scenario| {
        let simulation = ended(&scenario);
        let syns = simulation
            .events()
            .iter()
            .filter_map(|event| match &event.kind {
                EventKind::SegmentSent { content, .. } if content.is_syn() => {
                    Some(content.seq.value())
                }
                _ => None,
            });
        syns.collect::<Vec<_>>()
    };
    let fixed = Variation::InitialNumbers(InitialNumbers::Fixed(u32::MAX));
    assert_eq!(syns(scenario.clone().varied(fixed)), [u32::MAX; 4]);
    let clocked = syns(scenario);
    assert_eq!(clocked.len(), 4);
    assert!(!clocked[1..].contains(&clocked[0]), "{clocked:?}");
}
