//! The tables read like the tool's output.

use super::*;
use crate::simulation::{Command, Scenario};

/// A host's table as lines, timers included.
fn lines(timeline: &Timeline, at: Instant, host: HostId) -> Vec<String> {
    let [client, server] = SocketTable::both(Lang::En, timeline, at);
    let sockets = &timeline.moment_at(at).hosts[host.index()].sockets;
    let timer_of = |row: &SocketRow| {
        let socket = sockets.iter().find(|socket| socket.id == row.id);
        socket.map_or_else(String::new, |socket| timer(timeline, at, &socket.timers))
    };
    let line = |row: &SocketRow| {
        let SocketRow {
            state,
            receive_queue,
            send_queue,
            local,
            peer,
            ..
        } = row;
        let line = format!(
            "{state} {receive_queue} {send_queue} {local} {peer} {}",
            timer_of(row)
        );
        line.trim_end().to_owned()
    };
    let table = match host {
        HostId::Client => client,
        HostId::Server => server,
    };
    table.rows.iter().map(line).collect()
}

/// When a host's lifeline enters a state.
fn entered(timeline: &Timeline, host: HostId, state: State) -> Instant {
    let mut stays = timeline.stays(host).iter().rev();
    stays.find(|stay| stay.state == state).unwrap().from
}

#[test]
fn a_listener_shows_its_queue_and_its_backlog() {
    let timeline = Timeline::untouched(Scenario::request_and_answer());
    let listens = entered(&timeline, HostId::Server, State::SynReceived);
    let before = Instant::from_micros(listens.as_micros() - 1);
    assert_eq!(
        lines(&timeline, before, HostId::Server),
        ["LISTEN 0 128 0.0.0.0:80 0.0.0.0:*"]
    );
    assert_eq!(
        lines(&timeline, listens, HostId::Server),
        [
            "LISTEN 0 128 0.0.0.0:80 0.0.0.0:*",
            "SYN-RECV 0 0 10.0.0.2:80 10.0.0.1:40000 timer:(on,1.0sec,0)"
        ]
    );
}

#[test]
fn time_wait_runs_down_and_then_there_is_no_socket() {
    let timeline = Timeline::untouched(Scenario::request_and_answer());
    let entered = entered(&timeline, HostId::Client, State::TimeWait);
    let shown = |later_ms| {
        lines(
            &timeline,
            entered + Duration::from_millis(later_ms),
            HostId::Client,
        )
    };
    let row = |left| format!("TIME-WAIT 0 0 10.0.0.1:40000 10.0.0.2:80 timer:(timewait,{left},0)");
    assert_eq!(shown(0), [row("1min")]);
    assert_eq!(shown(500), [row("59sec")]);
    assert_eq!(shown(51_250), [row("8.7sec")]);
    assert_eq!(shown(59_050), [row("950ms")]);
    assert_eq!(shown(60_000), [""; 0]);
}

#[test]
fn a_retransmission_counts_and_a_crashed_host_has_no_sockets() {
    let timeline = Timeline::untouched(Scenario::request_and_answer())
        .acted(
            Instant::from_millis(10),
            Command::Crash {
                host: HostId::Server,
            },
        )
        .unwrap();
    let at = Instant::from_millis(1_560);
    assert_eq!(lines(&timeline, at, HostId::Server), [""; 0]);
    let client = lines(&timeline, at, HostId::Client);
    assert!(client[0].starts_with("SYN-SENT 0 1 "), "{client:?}");
    assert!(client[0].ends_with(",1)"), "{client:?}");
}

#[test]
fn what_is_left_is_short_and_cannot_be_misread() {
    let shown = |ms| left(Duration::from_millis(ms));
    assert_eq!(shown(0), "0ms");
    assert_eq!(shown(1_234), "1.2sec");
    assert_eq!(shown(65_000), "1min5sec");
    assert_eq!(shown(7_200_000), "120min");
}

#[test]
fn a_socket_of_udp_is_unconnected_and_has_no_timer() {
    let scenario = Scenario::request_and_answer().over(crate::simulation::Protocol::Udp);
    let timeline = Timeline::untouched(scenario);
    let arrived = Instant::from_millis(150);
    assert_eq!(
        lines(&timeline, arrived, HostId::Server),
        ["udp UNCONN 0 0 0.0.0.0:80 0.0.0.0:*"]
    );
    assert_eq!(
        lines(&timeline, arrived, HostId::Client),
        ["udp UNCONN 0 0 0.0.0.0:40000 0.0.0.0:*"]
    );
}
