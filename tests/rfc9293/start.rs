//! How a connection comes to stand where a group of the table begins.

use crate::peer::{Stage, Zero};
use tcpscope::tcp::Config;
use tcpscope::time::Duration;

/// A connection of that profile in the state of that name.
pub(crate) fn start(name: &str, profile: &Config, zero: Zero) -> Stage {
    let (place, is_window_zero) = match name.strip_suffix(" with a zero window") {
        Some(place) => (place, true),
        None => (name, false),
    };
    let config = Config {
        msl: Duration::from_secs(30),
        mss: 100,
        receive_buffer: match (is_window_zero, place) {
            (true, "SYN-RECEIVED") => 0,
            (true, _) => 100,
            (false, _) => 1_000,
        },
        ..*profile
    };
    let mut stage = Stage::new(config, zero);
    for step in steps(place, is_window_zero) {
        stage.play(step);
        stage.play("wait 10");
    }
    stage
}

/// What the user and the peer have done before. Data of ours is always on its way when the segment of the table comes.
fn steps(place: &str, is_window_zero: bool) -> Vec<&'static str> {
    let called = vec!["OPEN passive", "< SYN seq=100"];
    let mut open = called.clone();
    open.push("< ACK seq=101 ack=301");
    if is_window_zero {
        open.push("< ACK seq=101 ack=301 len=100");
    } else {
        // The last segment stands at RCV.NXT, and so does SND.WL1.
        open.extend([
            "< ACK seq=101 ack=301 len=10",
            "< ACK seq=111 ack=301",
            "RECEIVE",
        ]);
    }
    open.push("SEND 10");
    let more = |steps: &[&'static str]| [&open[..], steps].concat();
    // The peer acknowledges our FIN from where its data ends.
    let ack_of_fin = if is_window_zero {
        "< ACK seq=201 ack=312"
    } else {
        "< ACK seq=111 ack=312"
    };
    match place {
        "CLOSED" => vec![],
        "LISTEN" => vec!["OPEN passive"],
        "SYN-SENT" => vec!["OPEN active"],
        "SYN-RECEIVED" | "SYN-RECEIVED after a passive OPEN" => called,
        "SYN-RECEIVED after an active OPEN" => vec!["OPEN active", "< SYN seq=100"],
        "ESTABLISHED" => open,
        "FIN-WAIT-1 straight from SYN-RECEIVED" => [&called[..], &["CLOSE"]].concat(),
        "FIN-WAIT-1" => more(&["CLOSE"]),
        "FIN-WAIT-2" => more(&["CLOSE", ack_of_fin]),
        "CLOSE-WAIT" => more(&["< FIN,ACK seq=111 ack=301"]),
        "CLOSING" => more(&["CLOSE", "< FIN,ACK seq=111 ack=301"]),
        "LAST-ACK" => more(&["< FIN,ACK seq=111 ack=301", "CLOSE"]),
        "TIME-WAIT" => more(&["CLOSE", ack_of_fin, "< FIN,ACK seq=111 ack=312"]),
        other => panic!("no such state: {other}"),
    }
}
