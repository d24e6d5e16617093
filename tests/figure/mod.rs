//! A figure of RFC 9293 §3.5–3.6, compared line by line with a run.

use tcpscope::i18n::Lang;
use tcpscope::network::SegmentId;
use tcpscope::tcp::{SeqNumber, State};
use tcpscope::timeline::Timeline;
use tcpscope::wire::text_ladder;

/// What a figure, or a ladder, says of one segment.
#[derive(Clone, Debug)]
struct Hop {
    is_from_left: bool,
    /// The segment's number in the run.
    name: u32,
    seq: u32,
    ack: Option<u32>,
    control: String,
    has_data: bool,
    /// The sender's state once it is out, the receiver's once it is there, as far as they are told.
    states: [Option<String>; 2],
}

/// A figure or a ladder, read.
#[derive(Debug, Default)]
struct Story {
    hops: Vec<Hop>,
    /// The states told last on each side.
    ends: [Option<String>; 2],
    /// Whether the last line told states and nothing else.
    ends_at_rest: bool,
    /// Segments that have left and not arrived, by their text and their place in `hops`.
    in_flight: Vec<(String, usize)>,
}

/// Compares a figure with what the ladder of a run tells behind the first segments of each end, `skipped` of them.
///
/// The numbers of the figure stand for numbers of the run: what is near in the figure is as near in the run. Of each end,
/// the segments must be the same in the same order; how those of both interleave is a matter of timing that the figures
/// leave open.
#[track_caller]
pub(crate) fn check_figure(figure: &str, run: &Timeline, skipped: [usize; 2]) {
    let ladder = Story::told(&text_ladder(run, Lang::En));
    let figure = Story::told(figure);
    let mut numbers = [Vec::new(), Vec::new()];
    for (is_from_left, skipped) in [(true, skipped[0]), (false, skipped[1])] {
        let [figured, seen] = [&figure, &ladder].map(|story| {
            let hops = story.hops.iter();
            hops.filter(move |hop| hop.is_from_left == is_from_left)
        });
        let mut seen = seen.skip(skipped);
        for hop in figured {
            let same = seen.next();
            let same = same.unwrap_or_else(|| panic!("the run ends before {hop:?}"));
            assert!(hop.agrees_with(same), "\nfigure: {hop:?}\nrun: {same:?}");
            // The ladder counts from each beginning; the figures have no such beginning, and nor has the wire.
            let flight = run.flight(SegmentId(same.name)).unwrap();
            let content = flight.content.segment().unwrap();
            let (own, peers) = if is_from_left { (0, 1) } else { (1, 0) };
            numbers[own].push((hop.seq, content.seq.value()));
            numbers[peers].extend(hop.ack.zip(content.ack.map(SeqNumber::value)));
        }
    }
    for numbers in numbers {
        check_numbers(&numbers);
    }
    if figure.ends_at_rest {
        assert_eq!(figure.ends, ladder.ends, "the states at the end");
    }
}

/// Numbers that are near in the figure are as near in the run.
#[track_caller]
fn check_numbers(numbers: &[(u32, u32)]) {
    for (figured, run) in numbers {
        for (other_figured, other_run) in numbers {
            let distance = figured.wrapping_sub(*other_figured).cast_signed();
            if distance.abs() <= 10 {
                let in_run = run.wrapping_sub(*other_run).cast_signed();
                assert_eq!(distance, in_run, "{figured} and {other_figured}");
            }
        }
    }
}

impl Story {
    fn told(text: &str) -> Self {
        let mut story = Self::default();
        for line in text.lines() {
            // The number of the line or the time, and comments, tell nothing here.
            let is_number = |word: &&str| word.trim_end_matches('.').parse::<f64>().is_ok();
            let words = line
                .split_whitespace()
                .filter(|word| !word.starts_with('(') && !is_number(word));
            let (names, words): (Vec<&str>, Vec<&str>) =
                words.partition(|word| word.starts_with('#'));
            let segment = words.iter().position(|word| word.starts_with("<SEQ="));
            match segment {
                Some(place) => story.segment(&words, place, names.first()),
                None => story.rest(&words, line),
            }
        }
        story
    }

    /// A line with a segment: `SYN-SENT --> <SEQ=100><CTL=SYN> --> SYN-RECEIVED`. One that was held up has two; they are
    /// known by the segment's name if it has one, or by what it says.
    fn segment(&mut self, words: &[&str], place: usize, name: Option<&&str>) {
        let state = |word: Option<&&str>| {
            let state = word.filter(|word| is_state(word));
            state.map(|state| (*state).to_owned())
        };
        let states = [state(words.first()), state(words.get(place + 2))];
        let arrows = [words[place - 1], words[place + 1]];
        let is_from_left = arrows.contains(&"-->");
        let (sender, receiver) = if is_from_left { (0, 1) } else { (1, 0) };
        let (leaves, lands) = (arrows[sender] != "...", arrows[receiver] != "...");
        let key = name.unwrap_or(&words[place]).to_string();
        let flying = self.in_flight.iter().position(|(flying, _)| *flying == key);
        let hop = match flying {
            Some(flying) if !leaves => self.in_flight.remove(flying).1,
            _ => {
                self.hops.push(Hop::read(words[place], is_from_left, name));
                self.hops.len() - 1
            }
        };
        if leaves {
            self.hops[hop].states[0].clone_from(&states[sender]);
        }
        if lands {
            self.hops[hop].states[1].clone_from(&states[receiver]);
        } else {
            self.in_flight.push((key, hop));
        }
        self.ends_at_rest = false;
        self.note(states);
    }

    /// A line without: a side says in which state it is.
    fn rest(&mut self, words: &[&str], line: &str) {
        let states: Vec<&&str> = words.iter().filter(|word| is_state(word)).collect();
        let is_left =
            |state: &str| words.first() == Some(&state) && line.find(state) < Some(MIDDLE);
        let told = match states[..] {
            [left, right] => [Some(left), Some(right)],
            [one] if is_left(one) => [Some(one), None],
            [one] => [None, Some(one)],
            _ => return,
        };
        self.ends_at_rest = true;
        self.note(told.map(|state| state.map(|state| (*state).to_owned())));
    }

    fn note(&mut self, states: [Option<String>; 2]) {
        for (end, state) in self.ends.iter_mut().zip(states) {
            *end = state.or(end.take());
        }
    }
}

impl Hop {
    /// Reads `<SEQ=101><ACK=301><CTL=ACK><DATA>`.
    fn read(text: &str, is_from_left: bool, name: Option<&&str>) -> Self {
        let value = |key: &str| {
            let (_, rest) = text.split_once(key)?;
            rest.split_once('>').map(|(value, _)| value)
        };
        let number = |key: &str| value(key).map(|number| number.parse().unwrap());
        Self {
            is_from_left,
            name: name.map_or(0, |name| name[1..].parse().unwrap()),
            seq: number("<SEQ=").unwrap(),
            ack: number("<ACK="),
            control: value("<CTL=").unwrap().replace("PSH,", ""),
            has_data: text.contains("<DATA"),
            states: [None, None],
        }
    }

    /// Whether a segment of the run is the one of the figure, and finds and leaves the ends as the figure has it.
    fn agrees_with(&self, run: &Self) -> bool {
        let same_states = self.states.iter().zip(&run.states);
        self.control == run.control
            && self.has_data == run.has_data
            && self.ack.is_some() == run.ack.is_some()
            && same_states
                .into_iter()
                .all(|(told, seen)| told.is_none() || told == seen)
    }
}

/// Where the left half of a line ends.
const MIDDLE: usize = 24;

fn is_state(word: &str) -> bool {
    State::ALL.iter().any(|state| state.to_string() == word)
}
