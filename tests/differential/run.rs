//! A run: two programs, two endpoints, and a network that does to the n-th packet of a direction what its schedule says.

use super::application::{Application, Open, Program, Seen};
use super::endpoint::{Endpoint, Settings, Stack};
use super::wire;
use core::fmt;
use core::net::{Ipv4Addr, SocketAddrV4};
use tcpscope::tcp::{SeqNumber, SocketPair};
use tcpscope::time::{Duration, Instant};

/// All that is the same for every pair of stacks. Client first.
#[derive(Clone, Debug)]
pub(crate) struct Schedule {
    pub(crate) settings: [Settings; 2],
    pub(crate) one_way_delay: Duration,
    /// For each sender, what happens to its packet of that number, counted from 0.
    pub(crate) faults: [Vec<(usize, Fault)>; 2],
    /// From here on everything is lost.
    pub(crate) cut_at: Option<Instant>,
    pub(crate) programs: [Program; 2],
}

/// What the network does to one packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Drop,
    /// A second copy arrives so much later.
    Duplicate(Duration),
    /// The packet arrives so much later.
    Delay(Duration),
}

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) seen: [Seen; 2],
    /// Every packet as a line.
    pub(crate) log: Vec<String>,
    /// Whether each end, when nothing will change any more, still waits for an acknowledgment, although the other end has a
    /// window open for what is missing.
    pub(crate) is_stuck: [bool; 2],
}

/// Two ends that still have something going after so long will have it for ever. Our RFC profile may need a minute for each
/// lost segment of a flight, since it measures nothing meanwhile.
const HORIZON: Instant = Instant::from_millis(48 * 3_600_000);
/// Far above what any schedule needs: two stacks that go on for so long answer each other for ever.
const STEPS: usize = 200_000;

impl Schedule {
    /// Runs it with these stacks.
    pub(crate) fn run(&self, stacks: [Stack; 2]) -> Run {
        let mut course = Course::new(self, stacks);
        let mut now = Instant::ZERO;
        for _ in 0..STEPS {
            course.step(now);
            match course.next_at(now) {
                Some(next) if next <= HORIZON => now = next,
                _ => {
                    let run = course.into_run();
                    for side in 0..2 {
                        let log = || run.log.join("\n");
                        // When smoltcp has sent beyond our window, its numbers stay there: we must not believe what
                        // they acknowledge (RFC 9293 §3.10.7.4, first), and what is missing it never sends again.
                        let is_theirs = |side: usize| stacks[side] == Stack::Smoltcp;
                        let is_dragged = is_theirs(1 - side) && run.is_stuck[1 - side];
                        assert!(
                            is_theirs(side) || is_dragged || !run.is_stuck[side],
                            "{stacks:?}:\n{}",
                            log()
                        );
                    }
                    return run;
                }
            }
        }
        let tail = course.log.split_off(course.log.len().saturating_sub(40));
        panic!("{stacks:?} never come to rest:\n{}", tail.join("\n"));
    }
}

struct Course<'a> {
    schedule: &'a Schedule,
    ends: [Box<dyn Endpoint>; 2],
    applications: [Application; 2],
    flights: Vec<Flight>,
    /// How many packets each has sent.
    sent: [usize; 2],
    /// Where each one's sequence numbers begin, once known.
    begins: [Option<SeqNumber>; 2],
    /// The window in each one's last packet.
    windows: [u16; 2],
    log: Vec<String>,
}

struct Flight {
    to: usize,
    arrives: Instant,
    packet: Vec<u8>,
}

impl<'a> Course<'a> {
    fn new(schedule: &'a Schedule, stacks: [Stack; 2]) -> Self {
        let end =
            |side: usize| stacks[side].endpoint(pair(side, schedule), &schedule.settings[side]);
        Self {
            schedule,
            ends: [end(0), end(1)],
            applications: schedule.programs.clone().map(Application::new),
            flights: Vec::new(),
            sent: [0; 2],
            begins: [None; 2],
            windows: [0; 2],
            log: Vec::new(),
        }
    }

    /// Arrivals first, then timers, then programs.
    fn step(&mut self, now: Instant) {
        while let Some(place) = self.flights.iter().position(|flight| flight.arrives <= now) {
            let flight = self.flights.remove(place);
            let (end, application) = (&mut self.ends[flight.to], &mut self.applications[flight.to]);
            end.deliver(now, &flight.packet);
            // Into how many packets the stream is cut is not for a program to see: it calls when all of them are here.
            application.hear(now, end.as_mut());
            self.transmit(now, flight.to);
        }
        for side in 0..2 {
            self.transmit(now, side);
            self.settle(now, side);
        }
    }

    fn settle(&mut self, now: Instant, side: usize) {
        while self.applications[side].run(now, self.ends[side].as_mut()) {
            self.transmit(now, side);
        }
        // What it has read may reopen the window.
        self.transmit(now, side);
    }

    fn transmit(&mut self, now: Instant, side: usize) {
        for packet in self.ends[side].poll(now) {
            self.put(now, side, &packet);
        }
    }

    fn put(&mut self, now: Instant, side: usize, packet: &[u8]) {
        let ordinal = self.sent[side];
        self.sent[side] += 1;
        let is_it = |(nth, _): &&(usize, Fault)| *nth == ordinal;
        let fault = self.schedule.faults[side].iter().find(is_it);
        let is_cut = self.schedule.cut_at.is_some_and(|at| now >= at);
        let fault = if is_cut {
            Some(Fault::Drop)
        } else {
            fault.map(|(_, fault)| *fault)
        };
        self.note(now, side, packet, fault);
        let arrives = now + self.schedule.one_way_delay;
        let arrivals = match fault {
            None => vec![arrives],
            Some(Fault::Drop) => vec![],
            Some(Fault::Duplicate(later)) => vec![arrives, arrives + later],
            Some(Fault::Delay(later)) => vec![arrives + later],
        };
        for arrives in arrivals {
            let flight = Flight {
                to: 1 - side,
                arrives,
                packet: packet.to_owned(),
            };
            let place = self
                .flights
                .partition_point(|other| other.arrives <= arrives);
            self.flights.insert(place, flight);
        }
    }

    fn note(&mut self, now: Instant, side: usize, packet: &[u8], fault: Option<Fault>) {
        let mut segment = wire::from_packet(packet);
        self.windows[side] = segment.wnd;
        if segment.is_syn() {
            self.begins[side].get_or_insert(segment.seq);
        }
        let relative = |number: SeqNumber, begin: Option<SeqNumber>| match begin {
            Some(begin) => SeqNumber::new(begin.wrapping_distance_to(number)),
            None => number,
        };
        segment.seq = relative(segment.seq, self.begins[side]);
        segment.ack = segment.ack.map(|ack| relative(ack, self.begins[1 - side]));
        let fault = fault.map(|fault| format!("  {fault}")).unwrap_or_default();
        let window = if self.schedule.settings[side].receive_buffer < 65_535 {
            format!(" wnd={}", segment.wnd)
        } else {
            String::new()
        };
        let arrow = ["> ", " <"][side];
        let ms = now.as_micros() / 1_000;
        self.log.push(format!(
            "{}.{:03} {arrow} {segment}{window}{fault}",
            ms / 1_000,
            ms % 1_000
        ));
    }

    fn next_at(&mut self, now: Instant) -> Option<Instant> {
        let arrival = self.flights.first().map(|flight| flight.arrives);
        let timers = self.ends.each_mut().map(|end| {
            // A timer that is due but has nothing to do must not stop the clock.
            end.poll_at(now)
                .map(|at| at.max(now + Duration::from_millis(1)))
        });
        let programs = self
            .applications
            .each_ref()
            .map(|program| program.next_at(now));
        [arrival]
            .into_iter()
            .chain(timers)
            .chain(programs)
            .flatten()
            .min()
    }

    fn into_run(self) -> Run {
        let seen = self.applications.each_ref();
        let is_stuck = |side: usize| self.ends[side].is_waiting() && self.windows[1 - side] > 0;
        Run {
            seen: seen.map(|application| application.seen().clone()),
            is_stuck: [is_stuck(0), is_stuck(1)],
            log: self.log,
        }
    }
}

/// Who listens is to be called by anyone.
fn pair(side: usize, schedule: &Schedule) -> SocketPair {
    let address = |side: usize| {
        let port = [40_000, 80][side];
        SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, [1, 2][side]), port)
    };
    let remote = match schedule.programs[side].open {
        Open::Connect | Open::Never => address(1 - side),
        Open::Listen => SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 0),
    };
    SocketPair {
        local: address(side),
        remote,
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Drop => f.write_str("lost"),
            Self::Duplicate(later) => write!(f, "twice, again {later} later"),
            Self::Delay(later) => write!(f, "{later} late"),
        }
    }
}
