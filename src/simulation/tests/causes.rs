//! Every event knows what made it happen.

use super::*;

/// The chain of causes that ends in `id`, nearest first, each as its variant's name.
fn chain(simulation: &Simulation, mut id: EventId) -> Vec<String> {
    let mut names = Vec::new();
    loop {
        let event = &simulation.events()[id.0 as usize];
        let name = format!("{:?}", event.kind);
        let end = name.find([' ', '(']).unwrap_or(name.len());
        names.push(name[..end].to_owned());
        match event.cause {
            Some(cause) => id = cause,
            None => return names,
        }
    }
}

fn first(simulation: &Simulation, is_it: impl Fn(&EventKind) -> bool) -> EventId {
    let event = simulation.events().iter().find(|event| is_it(&event.kind));
    event.unwrap().id
}

#[test]
fn established_goes_back_to_the_call_that_began_it() {
    let simulation = run_until(ms(200));
    let established = first(&simulation, |kind| {
        matches!(
            kind,
            EventKind::StateChanged {
                host: Client,
                to: State::Established,
                ..
            }
        )
    });
    assert_eq!(
        chain(&simulation, established),
        [
            "StateChanged",
            "SegmentArrived",
            "SegmentSent",
            "SegmentArrived",
            "SegmentSent",
            "CallMade",
        ]
    );
}

#[test]
fn a_retransmission_goes_back_through_its_timer_to_the_first_try() {
    let mut simulation = run_until(ms(100));
    let drop = Command::Interfere {
        segment: SegmentId(1),
        how: Intervention::Drop,
    };
    simulation.apply(ms(125), &drop).unwrap();
    simulation.run_until(ms(1_100));
    let resent = first(&simulation, |kind| {
        matches!(
            kind,
            EventKind::SegmentSent {
                segment: SegmentId(2),
                ..
            }
        )
    });
    assert_eq!(
        chain(&simulation, resent),
        [
            "SegmentSent",
            "TimerExpired",
            "TimerArmed",
            "SegmentSent",
            "CallMade"
        ]
    );
}

#[test]
fn a_loss_goes_back_to_who_wanted_it() {
    let mut simulation = run_until(ms(0));
    let next = Command::InterfereNext {
        from: None,
        kind: crate::network::SegmentKind::Syn,
        how: Intervention::Drop,
    };
    simulation.apply(ms(0), &next).unwrap();
    simulation.run_until(ms(1_000));
    let dropped = first(&simulation, |kind| {
        matches!(kind, EventKind::SegmentDropped { .. })
    });
    assert_eq!(
        chain(&simulation, dropped),
        ["SegmentDropped", "SegmentSent", "CallMade"]
    );
}

#[test]
fn at_one_instant_the_client_goes_first() {
    let mut scenario = Scenario::request_and_answer();
    scenario.server.starts = scenario.client.starts;
    let connect = |host: HostId| {
        let call = Call::connect(host.other().address());
        vec![Line::Socket, Line::Call(call)]
    };
    scenario.client.lines = connect(Client);
    scenario.server.lines = connect(Server);
    let simulation = ended(&scenario);
    let callers = simulation
        .events()
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::CallMade { host, .. } => Some((event.at, host)),
            _ => None,
        });
    assert_eq!(
        callers.collect::<Vec<_>>(),
        [(ms(100), Client), (ms(100), Server)]
    );
}

#[test]
fn changing_a_close_that_is_yet_to_come_causes_nothing_before_it() {
    let mut simulation = run_until(ms(205));
    // Between the client's connect() and its send().
    let late = Command::SetCloseTime {
        host: Client,
        when: CloseTime::LATE,
    };
    simulation.apply(ms(210), &late).unwrap();
    simulation.run_until(ms(300));
    let sent = first(&simulation, |kind| {
        matches!(
            kind,
            EventKind::CallMade {
                host: Client,
                call: Call::Send(_),
                ..
            }
        )
    });
    assert_eq!(chain(&simulation, sent)[..2], ["CallMade", "CallReturned"]);
}
