//! The panels of real runs.

use super::*;
use crate::network::Intervention;
use crate::simulation::{CloseTime, Line, Scenario};
use crate::time::Duration;

use HostId::{Client, Server};

const EN: Lang = Lang::En;

fn untouched() -> Timeline {
    Timeline::untouched(Scenario::request_and_answer())
}

/// When `host` enters `state`.
fn entered(timeline: &Timeline, host: HostId, state: State) -> Instant {
    let mut stays = timeline.stays(host).iter().skip(1);
    let entered = stays.find(|stay| stay.state == state);
    entered.expect("the state is entered").from
}

fn last_ack_lost() -> Timeline {
    let timeline = untouched();
    let waits = entered(&timeline, Client, State::TimeWait);
    let sent = |flight: &&crate::timeline::Flight| flight.sent_at == waits;
    let ack = timeline.flights().iter().find(sent).unwrap().segment;
    let drop = Command::Interfere {
        segment: ack,
        how: Intervention::Drop,
    };
    timeline
        .acted(waits + Duration::from_millis(20), drop)
        .unwrap()
}

fn codes(panel: &HostPanel) -> Vec<String> {
    let line = |line: &ProgramLine| format!("{:?}: {} # {}", line.status, line.code, line.note);
    panel.program.iter().map(line).collect()
}

#[test]
fn a_timer_says_what_set_it() {
    let timeline = last_ack_lost();
    let waits = entered(&timeline, Client, State::TimeWait);
    let client = HostPanel::of(EN, &timeline, waits, Client);
    assert_eq!(client.state.name, "TIME-WAIT");
    assert_eq!(client.timers[0].label, "2MSL");
    assert_eq!(
        client.timers[0].armed_by,
        format!("set by #10 FIN,ACK at {}", unbroken(waits))
    );

    let closed = entered(&timeline, Server, State::Closed);
    let client = HostPanel::of(EN, &timeline, closed, Client);
    assert!(
        client.timers[0]
            .armed_by
            .starts_with("restarted by #12 FIN,ACK at "),
        "{client:?}"
    );

    let server = HostPanel::of(EN, &timeline, waits + Duration::from_millis(1_010), Server);
    assert!(
        server.timers[0].armed_by.starts_with("set by #12 FIN,ACK"),
        "{:?}",
        server.timers
    );
    assert!(
        server.timers[0]
            .armed_by
            .ends_with("try 2, backed off to 2 s"),
        "{:?}",
        server.timers
    );
}

#[test]
fn half_a_time_wait_is_not_called_two_msl() {
    let shorter = untouched()
        .acted(Instant::ZERO, Command::SetTimeWait(1))
        .unwrap();
    let waits = entered(&shorter, Client, State::TimeWait);
    assert_eq!(
        HostPanel::of(EN, &shorter, waits, Client).timers[0].label,
        "1MSL"
    );
}

#[test]
fn a_program_shows_what_its_calls_gave() {
    let timeline = untouched();
    let server = codes(&HostPanel::of(EN, &timeline, timeline.end(), Server));
    assert_eq!(server[4], "Done: conn.recv(1024) # b\"Hello\"");
    assert_eq!(server[6], "Done: conn.recv(1024) # b\"\" = EOF");
    assert_eq!(server[7], "Last: conn.close() # returned at once");
    let opening = entered(&timeline, Client, State::SynSent);
    let client = codes(&HostPanel::of(EN, &timeline, opening, Client));
    assert_eq!(
        client[1],
        "Blocked: s.connect((\"10.0.0.2\", 80)) # … waiting"
    );
    assert_eq!(client[4], "Ahead: s.close() # ");
}

#[test]
fn a_late_and_a_forgotten_close_are_seen_in_the_program() {
    let set = |when| {
        let command = Command::SetCloseTime { host: Server, when };
        untouched().acted(Instant::ZERO, command).unwrap()
    };
    let line = |timeline: &Timeline, at| codes(&HostPanel::of(EN, timeline, at, Server))[7].clone();
    let late = set(CloseTime::LATE);
    assert_eq!(
        line(&late, Instant::ZERO),
        "Ahead: time.sleep(2); conn.close() # "
    );
    let busy = entered(&late, Server, State::CloseWait) + Duration::from_secs(1);
    assert_eq!(
        line(&late, busy),
        "Blocked: time.sleep(2); conn.close() # … busy"
    );
    let never = set(CloseTime::Never);
    for at in [Instant::ZERO, never.end()] {
        assert_eq!(line(&never, at), "Skipped: conn.close() # forgotten");
    }
}

#[test]
fn the_tcb_counts_from_the_initial_numbers_and_marks_what_changed() {
    let timeline = untouched();
    let opening = HostPanel::of(
        EN,
        &timeline,
        entered(&timeline, Client, State::SynSent),
        Client,
    );
    let row = |panel: &HostPanel, name: &str| {
        panel
            .tcb
            .iter()
            .find(|row| row.name == name)
            .cloned()
            .unwrap()
    };
    assert_eq!(row(&opening, "SND.NXT").value, "1");
    assert_eq!(
        row(&opening, "RCV.NXT").value,
        "–",
        "the peer has said nothing yet"
    );
    let open = HostPanel::of(
        EN,
        &timeline,
        entered(&timeline, Client, State::Established),
        Client,
    );
    assert_eq!(row(&open, "SND.UNA").value, "1");
    assert!(row(&open, "SND.UNA").changed && row(&open, "IRS").changed);
    assert!(!row(&open, "SND.NXT").changed && !row(&open, "ISS").changed);
    assert_eq!(row(&open, "SND.WND").value, "65\u{a0}535");
    assert!(
        HostPanel::of(EN, &timeline, timeline.end(), Client)
            .tcb
            .is_empty(),
        "no connection, no TCB"
    );
}

#[test]
fn a_call_that_is_illegal_now_says_why() {
    let timeline = untouched();
    let refusal = |at, host, call: &str| {
        let panel = HostPanel::of(EN, &timeline, at, host);
        let button = panel.calls.into_iter().find(|button| button.label == call);
        button.expect("there is such a button").offered.err()
    };
    let beginning = Instant::ZERO;
    assert_eq!(refusal(beginning, Client, "connect()"), None);
    assert_eq!(
        refusal(beginning, Client, "send()").unwrap(),
        "There is no connection. Call connect() first."
    );
    assert_eq!(
        refusal(beginning, Server, "close()").unwrap(),
        "There is no connection. Call listen() first."
    );
    let closing = entered(&timeline, Client, State::FinWait1);
    assert!(
        refusal(closing, Client, "close()")
            .unwrap()
            .starts_with("This host has closed already")
    );
    assert!(
        refusal(closing, Client, "connect()")
            .unwrap()
            .contains("FIN-WAIT-1")
    );
    assert!(
        refusal(closing, Client, "abort()").is_some(),
        "after close() the program has no socket"
    );
    let listening = entered(&timeline, Server, State::Listen);
    assert!(
        refusal(listening, Server, "send()")
            .unwrap()
            .starts_with("Nobody has connected yet")
    );
    assert!(
        refusal(listening, Server, "listen()")
            .unwrap()
            .starts_with("This host listens already")
    );
    let answering = entered(&timeline, Server, State::SynReceived);
    assert!(
        refusal(answering, Server, "send()")
            .unwrap()
            .starts_with("accept() has not returned yet"),
        "nobody has closed anything"
    );
}

#[test]
fn a_call_offered_is_a_call_that_the_simulation_takes() {
    let timeline = last_ack_lost();
    for moment in timeline.moments() {
        for button in HostId::ALL
            .into_iter()
            .flat_map(|host| HostPanel::of(EN, &timeline, moment.at, host).calls)
        {
            if let Ok(Action::Command(command)) = button.offered {
                assert!(
                    timeline.acted(moment.at, command.clone()).is_ok(),
                    "{command:?} at {}",
                    moment.at
                );
            }
        }
    }
}

#[test]
fn a_host_that_speaks_udp_has_no_state_and_no_tcb() {
    let timeline = Timeline::untouched(Scenario::request_and_answer().over(Protocol::Udp));
    let panel = HostPanel::of(EN, &timeline, Instant::from_millis(200), Server);
    assert_eq!((panel.state.name, panel.state.tone), ("UDP", Tone::Neutral));
    assert_eq!(panel.state.meaning, "No connection: UDP keeps no state.");
    assert_eq!(
        (panel.tcb, panel.no_tcb),
        (vec![], "No connection: UDP keeps no state.")
    );
    assert_eq!(panel.timers, []);
    let calls = panel.calls.iter();
    let offered: Vec<_> = calls
        .map(|button| (button.label, button.offered.is_ok()))
        .collect();
    assert_eq!(offered, [("sendto()", true), ("close()", true)]);
    assert_eq!(
        panel.program[2].code, "s.recvfrom(1024)",
        "{:?}",
        panel.program
    );
    assert_eq!(panel.program[2].note, "b\"Hello\"");

    let closed = HostPanel::of(EN, &timeline, timeline.end(), Client);
    assert_eq!(
        closed.calls[0].offered,
        Err("There is no such socket on the client.".to_owned())
    );
}

#[test]
fn a_loop_stands_under_its_head_and_shows_its_latest_round() {
    let mut scenario = Scenario::request_and_answer();
    scenario.server.closes = CloseTime::Never;
    let repeat = |from, times| Line::Repeat { from, times };
    scenario.server.lines.push(repeat(3, 0));
    scenario.client.lines.push(repeat(2, 2));
    scenario.client.lines.push(repeat(0, 3));
    let timeline = Timeline::untouched(scenario);
    let at = |at, host| codes(&HostPanel::of(EN, &timeline, at, host));
    assert_eq!(
        at(Instant::ZERO, Client)[..4],
        [
            "Ahead: for _ in range(3): # ",
            "Ahead:     s = socket() # ",
            "Ahead:     s.connect((\"10.0.0.2\", 80)) # ",
            "Ahead:     for _ in range(2): # ",
        ]
    );
    assert_eq!(
        at(Instant::ZERO, Client)[4],
        "Ahead:         s.sendall(b\"Hello\") # "
    );
    let closed = entered(&timeline, Server, State::CloseWait);
    let passed = closed + Duration::from_millis(70);
    assert_eq!(
        at(passed, Server)[2..],
        [
            "Done: l.listen() # ",
            "Done: while True: # ",
            "Done:     conn, addr = l.accept() # ",
            "Done:     conn.recv(1024) # b\"Hello\"",
            "Done:     conn.sendall(b\"Hi, client!\") # ",
            "Done:     conn.recv(1024) # b\"\" = EOF",
            "Skipped:     conn.close() # forgotten",
        ]
    );
    let next = closed + Duration::from_millis(90);
    assert_eq!(
        at(next, Server)[3..6],
        [
            "Done: while True: # ",
            "Blocked:     conn, addr = l.accept() # … waiting",
            "Ahead:     conn.recv(1024) # ",
        ]
    );
}
