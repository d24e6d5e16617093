//! A process that ends, and a program that begins anew.

use super::*;

/// A server that answers, closes first and ends; with `SO_REUSEADDR` if it asks for that.
fn polite_server(reuses: bool) -> Scenario {
    let mut scenario = Scenario::request_and_answer();
    scenario.client.lines.insert(4, Line::Call(Call::receive()));
    scenario.server.lines.remove(6);
    let option = Call::SetOption(SocketOption::ReuseAddr(reuses));
    scenario.server.lines.insert(1, Line::Call(option));
    scenario
}

fn restarted(scenario: &Scenario, at: Instant) -> Simulation {
    let mut simulation = Simulation::new(scenario);
    let restart = Command::Restart { host: Server };
    simulation.apply(at, &restart).unwrap();
    simulation.run_until(at + Duration::from_secs(1));
    simulation
}

/// linux-traces/02a: the port is the old connection's until TIME-WAIT is over.
#[test]
fn a_restarted_server_finds_its_port_in_time_wait() {
    let simulation = restarted(&polite_server(false), ms(2_000));
    let bind = Call::Bind {
        port: Server.address().port(),
    };
    let last = outcomes(&simulation, Server).pop();
    assert_eq!(
        last,
        Some((bind, CallOutcome::Failed(SocketError::AddrInUse)))
    );
}

#[test]
fn a_restarted_server_that_has_always_set_reuse_addr_listens_again() {
    let simulation = restarted(&polite_server(true), ms(2_000));
    let [_, server] = simulation.snapshots();
    let mut states = Vec::new();
    for socket in &server.sockets {
        states.push(socket.state);
    }
    assert_eq!(states, [State::TimeWait, State::Listen]);
    assert!(matches!(server.program, ProgramStatus::Blocked { line: 4 }));
}

/// linux-traces/22a: TCP closes for a process that is killed.
#[test]
fn what_the_process_held_is_closed_for_it() {
    let simulation = restarted(&Scenario::request_and_answer(), ms(360));
    assert_eq!(entered(&simulation, Server, State::FinWait1), Some(ms(360)));
    let bound = outcomes(&simulation, Server).pop();
    assert!(
        matches!(bound, Some((Call::Bind { .. }, CallOutcome::Failed(_)))),
        "{bound:?}"
    );
}

#[test]
fn only_a_host_that_is_up_is_restarted() {
    let mut simulation = run_until(ms(100));
    simulation
        .apply(ms(100), &Command::Crash { host: Server })
        .unwrap();
    let refused = simulation.apply(ms(200), &Command::Restart { host: Server });
    assert_eq!(refused, Err(Refusal::HostIsDown(Server)));
}
