//! The user calls and the timeouts, in every state.

use crate::peer::{ISS, Stage, Zero};
use crate::start::start;
use tcpscope::tcp::{Config, State};

/// A line of `calls.txt`, and the call or the time that it is about.
struct Line<'a> {
    event: &'a str,
    number: usize,
    states: Vec<&'a str>,
    answer: &'a str,
    next: &'a str,
    reply: &'a str,
}

fn lines(table: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut event = None;
    for (index, text) in table.lines().enumerate() {
        if let Some(title) = text.strip_prefix("== ") {
            event = Some(title);
        } else if text.is_empty() {
            event = None;
        } else if let Some(event) = event
            && !text.starts_with(' ')
            && !text.starts_with("STATE")
        {
            let columns = text.split("  ").map(str::trim);
            let columns: Vec<&str> = columns.filter(|column| !column.is_empty()).collect();
            let [states, answer, next, reply, _note] = columns[..] else {
                panic!("line {} has not five columns: {columns:?}", index + 1);
            };
            lines.push(Line {
                event,
                number: index + 1,
                states: states.split(' ').collect(),
                answer,
                next,
                reply,
            });
        }
    }
    lines
}

impl Line<'_> {
    fn is_about(&self, state: &str) -> bool {
        let (name, _) = state.split_once('/').unwrap_or((state, ""));
        self.states
            .iter()
            .any(|word| ["any", name, state].contains(word))
    }

    /// What must come of it, as a trace.
    fn expected(&self, before: &Stage) -> Vec<String> {
        let mut trace = match self.answer {
            "ok" => vec![self.event.to_owned()],
            "ETIMEDOUT" => vec![self.event.to_owned(), "! ETIMEDOUT".to_owned()],
            answer => vec![format!("{} -> {answer}", self.event)],
        };
        if self.next != "same" {
            trace.push(format!("= {}", self.next));
        }
        let [una, nxt] = before.snd().unwrap_or_default();
        let rcv_nxt = before.rcv_nxt().unwrap_or_default();
        trace.extend(match self.reply {
            "SYN" => Some(format!("> SYN seq={ISS}")),
            "SYN,ACK" => Some(format!("> SYN,ACK seq={ISS} ack={rcv_nxt}")),
            "data" => Some(format!("> PSH,ACK seq={nxt} ack={rcv_nxt} len=5")),
            "first" => Some(format!("> PSH,ACK seq={una} ack={rcv_nxt} len=10")),
            "FIN" => Some(format!("> FIN,ACK seq={nxt} ack={rcv_nxt}")),
            "RST" => Some(format!("> RST seq={nxt}")),
            "-" | "any" => None,
            other => panic!("line {}: no such reply: {other}", self.number),
        });
        trace.sort();
        trace
    }
}

/// The states, the two ways into SYN-RECEIVED apart.
fn states() -> Vec<String> {
    let names = State::ALL.iter().map(ToString::to_string);
    names
        .flat_map(|name| match name.as_str() {
            "SYN-RECEIVED" => vec![format!("{name}/passive"), format!("{name}/active")],
            _ => vec![name],
        })
        .collect()
}

#[test]
fn every_call_and_every_timeout_in_every_state_does_what_the_table_says() {
    let lines = lines(include_str!("calls.txt"));
    let mut used = Vec::new();
    for group in lines.chunk_by(|one, other| one.event == other.event) {
        for state in states() {
            let Some(line) = group.iter().find(|line| line.is_about(&state)) else {
                panic!("{}: no line for {state}", group[0].event);
            };
            used.push(line.number);
            let way = state.replace("/passive", " after a passive OPEN");
            let way = way.replace("/active", " after an active OPEN");
            let before = start(&way, &Config::rfc9293(), Zero::default());
            let mut stage = before.clone();
            stage.play(line.event);
            let trace = stage.trace();
            let news = trace.lines().skip(before.trace().lines().count());
            let mut news: Vec<&str> = news
                .filter(|news| line.reply != "any" || !news.starts_with('>'))
                .collect();
            news.sort_unstable();
            assert_eq!(
                line.expected(&before),
                news,
                "line {}, {state}",
                line.number
            );
        }
    }
    for line in &lines {
        assert!(
            used.contains(&line.number),
            "line {}: nothing fits it first",
            line.number
        );
    }
}
