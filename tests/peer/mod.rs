//! One end of a connection, and a peer that is played by hand, segment by segment.
#![allow(dead_code, reason = "each test uses its part of it")]

use core::net::{Ipv4Addr, SocketAddrV4};
use tcpscope::tcp::{
    CallError, Config, Connection, Control, Received, Segment, SeqNumber, SocketPair, TcpEvent,
    reset_for,
};
use tcpscope::time::{Duration, Instant};

/// The initial send sequence number of the end.
pub(crate) const ISS: u32 = 300;
/// The initial sequence number of the peer, unless a trace says something else.
pub(crate) const IRS: u32 = 100;

/// The end, and what it has done so far.
#[derive(Clone)]
pub(crate) struct Stage {
    pub(crate) now: Instant,
    pub(crate) end: Connection,
    /// Where the numbers of the end and those of the peer begin: what a trace calls 0.
    pub(crate) zero: Zero,
    /// The peer's next byte that the user has not read.
    unread: u32,
    trace: Vec<String>,
}

/// What is added to the small numbers of a trace.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Zero {
    pub(crate) ours: u32,
    pub(crate) theirs: u32,
}

impl Stage {
    pub(crate) fn new(config: Config, zero: Zero) -> Self {
        Self {
            now: Instant::ZERO,
            end: Connection::new(pair(), config),
            zero,
            unread: IRS + 1,
            trace: Vec::new(),
        }
    }

    /// Plays the lines of a trace that come from the user, the network and the clock; the rest is for `check_trace`.
    ///
    /// - `OPEN passive`, `OPEN active`, `SEND 10`, `RECEIVE`, `CLOSE`, `ABORT`: the user, with the answer behind `->`
    ///   unless it is ok.
    /// - `< FIN,ACK seq=101 ack=301 len=5 wnd=4000`: the peer; 5 bytes before the FIN.
    /// - `wait 3000`: so many milliseconds.
    pub(crate) fn play(&mut self, trace: &str) {
        for line in trace.lines().map(str::trim) {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[..] {
                ["<", ref segment @ ..] => {
                    self.trace.push(line.to_owned());
                    let segment = self.segment(segment);
                    self.arrive(&segment);
                }
                ["wait", ms] => {
                    self.trace.push(line.to_owned());
                    self.wait(Duration::from_millis(ms.parse().unwrap()));
                }
                [">" | "=" | "!", ..] | [] => {}
                ref call => self.call(call),
            }
        }
    }

    /// Lets `segment` arrive now; returns what that did.
    pub(crate) fn arrive(&mut self, segment: &Segment) -> Vec<TcpEvent> {
        self.end.on_segment(self.now, segment);
        self.note()
    }

    /// The segments among `events`, as a trace writes them.
    pub(crate) fn sent(&self, events: &[TcpEvent]) -> Vec<String> {
        let mut sent = Vec::new();
        for event in events {
            if let TcpEvent::SegmentEmitted { segment, .. } = event {
                sent.push(self.small(segment));
            }
        }
        sent
    }

    /// SND.UNA and SND.NXT; none without TCB.
    pub(crate) fn snd(&self) -> Option<[u32; 2]> {
        let zero = SeqNumber::new(self.zero.ours);
        let tcb = self.end.tcb()?;
        Some([tcb.snd.una, tcb.snd.nxt].map(|number| zero.wrapping_distance_to(number)))
    }

    /// RCV.NXT; none without TCB.
    pub(crate) fn rcv_nxt(&self) -> Option<u32> {
        let zero = SeqNumber::new(self.zero.theirs);
        self.end
            .tcb()
            .map(|tcb| zero.wrapping_distance_to(tcb.rcv.nxt))
    }

    /// Whether the user is told, behind all data, that no more will come.
    pub(crate) fn is_at_end(&self) -> bool {
        let mut end = self.end.clone();
        let _ = end.receive(self.now, u32::MAX);
        end.receive(self.now, u32::MAX) == Ok(Received::EndOfFile)
    }

    /// Everything so far.
    pub(crate) fn trace(&self) -> String {
        self.trace.join("\n")
    }

    /// A segment of the peer: no control bit, no text.
    pub(crate) fn blank(&self, seq: u32, ack: Option<u32>) -> Segment {
        Segment {
            seq: self.theirs(seq),
            ack: ack.map(|ack| self.ours(ack)),
            control: None,
            wnd: 5_000,
            ..header()
        }
    }

    /// `len` bytes of the peer's stream from `seq` on.
    pub(crate) fn text(seq: u32, len: u32) -> Vec<u8> {
        let byte = |place: u32| place.to_le_bytes()[0];
        (seq..seq + len).map(byte).collect()
    }

    pub(crate) fn ours(&self, number: u32) -> SeqNumber {
        SeqNumber::new(number) + self.zero.ours
    }

    pub(crate) fn theirs(&self, number: u32) -> SeqNumber {
        SeqNumber::new(number) + self.zero.theirs
    }

    /// The segment of the peer that a trace writes so.
    pub(crate) fn segment_of(&self, text: &str) -> Segment {
        self.segment(&text.split(' ').collect::<Vec<_>>())
    }

    fn segment(&self, words: &[&str]) -> Segment {
        let value = |key: &str| {
            let mut values = words.iter().filter_map(|word| word.strip_prefix(key));
            values.next().map(|value| value.parse::<u32>().unwrap())
        };
        let (seq, len) = (value("seq=").unwrap(), value("len=").unwrap_or(0));
        let blank = self.blank(seq, value("ack="));
        let bit = |name: &str| match name {
            "SYN" => Some(Control::Syn),
            "FIN" => Some(Control::Fin),
            "RST" => Some(Control::Rst),
            _ => None,
        };
        let wnd = value("wnd=").map_or(blank.wnd, |wnd| u16::try_from(wnd).unwrap());
        let control = words[0].split(',').find_map(bit);
        Segment {
            control,
            push: len > 0,
            wnd,
            payload: Self::text(seq + u32::from(control == Some(Control::Syn)), len),
            ..blank
        }
    }

    fn call(&mut self, words: &[&str]) {
        let now = self.now;
        let answer = match words {
            ["OPEN", "passive", ..] => outcome(self.end.open_passive(self.ours(ISS))),
            ["OPEN", "active", ..] => outcome(self.end.open_active(now, self.ours(ISS))),
            ["SEND", len, ..] => outcome(
                self.end
                    .send(now, &vec![b'x'; len.parse::<usize>().unwrap()]),
            ),
            ["RECEIVE", ..] => self.receive(),
            ["CLOSE", ..] => outcome(self.end.close(now)),
            ["ABORT", ..] => outcome(self.end.abort(now)),
            other => panic!("no such line: {other:?}"),
        };
        let call = words
            .split(|word| *word == "->")
            .next()
            .unwrap_or_default()
            .join(" ");
        self.trace.push(call + &answer);
        self.note();
    }

    fn receive(&mut self) -> String {
        match self.end.receive(self.now, u32::MAX) {
            Ok(Received::Data(bytes)) => {
                let len = u32::try_from(bytes.len()).unwrap();
                assert_eq!(bytes, Self::text(self.unread, len), "the peer's stream");
                self.unread += len;
                format!(" -> {len} bytes")
            }
            Ok(Received::EndOfFile) => " -> end of file".to_owned(),
            Ok(Received::WouldBlock) => " -> nothing yet".to_owned(),
            Err(error) => format!(" -> {error}"),
        }
    }

    fn wait(&mut self, span: Duration) {
        let end = self.now + span;
        while let Some(next) = self.end.poll_timeout().filter(|next| *next <= end) {
            self.now = next;
            self.end.on_timeout(next);
            self.note();
        }
        self.now = end;
    }

    /// Notes what has come out: segments, changes of state, errors.
    fn note(&mut self) -> Vec<TcpEvent> {
        let events = self.end.take_events();
        for event in &events {
            let line = match event {
                TcpEvent::SegmentEmitted { segment, .. } => format!("> {}", self.small(segment)),
                TcpEvent::StateChanged { to, .. } => format!("= {to}"),
                TcpEvent::Failed { error, .. } => format!("! {error}"),
                _ => continue,
            };
            self.trace.push(line);
        }
        events
    }

    /// A segment of ours as a trace writes it.
    fn small(&self, segment: &Segment) -> String {
        let seq = format!("{} seq={}", segment.flags(), self.small_seq(segment));
        let theirs = |ack| SeqNumber::new(self.zero.theirs).wrapping_distance_to(ack);
        let ack = segment.ack.map(|ack| format!("ack={}", theirs(ack)));
        let len = segment.payload.len();
        let len = (len > 0).then(|| format!("len={len}"));
        [Some(seq), ack, len]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// A reset that answers a segment without ACK begins at 0, whatever our numbers are.
    fn small_seq(&self, segment: &Segment) -> u32 {
        if segment.is_rst() && segment.ack.is_some() {
            return segment.seq.value();
        }
        SeqNumber::new(self.zero.ours).wrapping_distance_to(segment.seq)
    }
}

/// Plays a trace and compares what comes out with its other lines: `> ACK seq=301 ack=101` what is sent, `= CLOSED` a
/// change of state, `! ECONNRESET` the end by an error.
#[track_caller]
pub(crate) fn check_trace(config: Config, trace: &str) -> Connection {
    let mut stage = Stage::new(config, Zero::default());
    stage.play(trace);
    let lines = trace.lines().map(str::trim).filter(|line| !line.is_empty());
    let expected = lines.collect::<Vec<_>>().join("\n");
    let seen = stage.trace();
    let same = expected
        .lines()
        .zip(seen.lines())
        .take_while(|(one, other)| one == other);
    let place = same.count();
    assert!(
        expected == seen,
        "\nafter {place} lines: {:?} expected\n{seen}\n",
        expected.lines().nth(place),
    );
    stage.end
}

fn outcome(result: Result<(), CallError>) -> String {
    result
        .err()
        .map_or_else(String::new, |error| format!(" -> {error}"))
}

fn pair() -> SocketPair {
    SocketPair {
        local: SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, 1), 80),
        remote: SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, 2), 40_000),
    }
}

/// Both addresses of a segment from the peer, and no option.
fn header() -> Segment {
    let mut caller = Connection::new(pair(), Config::rfc9293());
    caller
        .open_active(Instant::ZERO, SeqNumber::new(0))
        .unwrap();
    let events = caller.take_events();
    let mut answers = events.iter().filter_map(|event| match event {
        TcpEvent::SegmentEmitted { segment, .. } => reset_for(segment),
        _ => None,
    });
    answers.next().unwrap()
}
