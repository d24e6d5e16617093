//! What a line of the table means in numbers.

use crate::combination::{Combination, SEG_WND};
use crate::outcome::{Outcome, Running};
use crate::peer::{ISS, Stage};
use crate::table::{Line, Numbers};
use tcpscope::tcp::Timer;

pub(crate) fn expected(
    start: Numbers,
    line: &Line,
    combination: &Combination,
    before: &Stage,
) -> Outcome {
    let after = afterwards(start, line, combination);
    let has_tcb = !matches!(line.state.as_str(), "CLOSED" | "LISTEN");
    let old_window = before.end.tcb().map_or(0, |tcb| tcb.snd.wnd);
    let window = offered(start, line, combination).unwrap_or(old_window);
    let error = if line.has("refused") {
        Some("ECONNREFUSED")
    } else {
        line.has("reset").then_some("ECONNRESET")
    };
    let was_at_end = before.is_at_end();
    let last_in_window = combination.end().min(start.rcv_nxt + start.rcv_wnd);
    Outcome {
        state: line.state.clone(),
        reply: reply(line, combination, after),
        error: error.map(str::to_owned),
        snd: has_tcb.then_some([after.una, after.nxt, window]),
        rcv_nxt: (has_tcb && line.state != "SYN-SENT").then_some(after.rcv_nxt),
        text: text(start, line, combination),
        is_at_end: error.is_none() && (was_at_end || line.has("fin")),
        held: if line.has("hold") {
            last_in_window - combination.seq
        } else {
            0
        },
        retransmission: if has_tcb {
            retransmission(start, after, before)
        } else {
            Running::No
        },
        time_wait: if line.has("2msl") {
            Some(before.now + before.end.config().msl * 2)
        } else {
            before.end.timer(Timer::TimeWait).filter(|_| has_tcb)
        },
    }
}

/// The variables behind the segment.
fn afterwards(start: Numbers, line: &Line, combination: &Combination) -> Numbers {
    let moved = text(start, line, combination) + u32::from(line.has("fin"));
    let (una, nxt, rcv_nxt) = if line.has("sync") {
        (ISS, ISS + 1, combination.seq + 1)
    } else {
        (start.una, start.nxt, start.rcv_nxt + moved)
    };
    let una = counted(start, line, combination).map_or(una, |ack| ack.max(una));
    Numbers {
        una,
        nxt,
        rcv_nxt,
        ..start
    }
}

/// The bytes that come to the user.
fn text(start: Numbers, line: &Line, combination: &Combination) -> u32 {
    if line.has("text") {
        combination.seq + combination.kind.text - start.rcv_nxt
    } else {
        0
    }
}

/// SEG.ACK, if it counts at all: SND.UNA =< SEG.ACK =< SND.NXT.
fn counted(start: Numbers, line: &Line, combination: &Combination) -> Option<u32> {
    let asks = line.has("ack") || line.has("open");
    combination
        .ack
        .filter(|ack| asks && (start.una..=start.nxt).contains(ack))
}

/// SEG.WND, if it becomes SND.WND.
fn offered(start: Numbers, line: &Line, combination: &Combination) -> Option<u32> {
    let is_news = line.has("open") || combination.place != "across";
    let is_acked = counted(start, line, combination).is_some() && is_news;
    (is_acked || line.has("sync")).then_some(u32::from(SEG_WND))
}

fn reply(line: &Line, combination: &Combination, after: Numbers) -> Vec<String> {
    let Numbers { nxt, rcv_nxt, .. } = after;
    match line.reply.as_str() {
        "-" => vec![],
        "ACK" => vec![format!("ACK seq={nxt} ack={rcv_nxt}")],
        "SYN,ACK" => vec![format!("SYN,ACK seq={ISS} ack={rcv_nxt}")],
        "RST" => vec![format!("RST seq={}", combination.ack.unwrap())],
        "RST,ACK" => vec![format!("RST,ACK seq=0 ack={}", combination.end())],
        other => panic!("line {}: no such reply: {other}", line.number),
    }
}

/// The retransmission timer runs while something is not acknowledged, and anew when some of it is (RFC 6298 §5.1–5.3).
fn retransmission(start: Numbers, after: Numbers, before: &Stage) -> Running {
    match before.end.timer(Timer::Retransmission) {
        _ if after.una == after.nxt => Running::No,
        Some(_) if after.una == start.una => Running::On,
        _ => Running::Anew,
    }
}
