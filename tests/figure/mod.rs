//! A figure of RFC 9293 §3.5–3.6, compared line by line with a run.

use tcpscope::tcp::State;

/// What a figure, or a ladder, says of one segment.
#[derive(Clone, Debug)]
struct Hop {
    is_from_left: bool,
    seq: i64,
    ack: Option<i64>,
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
    /// Segments that have left and not arrived, by their text and their place in `hops`.
    in_flight: Vec<(String, usize)>,
}

/// Compares a figure with what a ladder tells after the first segments of each end, `skipped` of them.
///
/// The numbers of the figure stand for numbers of the run, the same always for the same, and neighbours for neighbours.
/// Of each end, the segments must be the same in the same order; how those of both interleave is a matter of timing that
/// the figures leave open.
#[track_caller]
pub(crate) fn check_figure(figure: &str, ladder: &str, skipped: [usize; 2]) {
    let (figure, ladder) = (Story::told(figure), Story::told(ladder));
    let mut numbers = [Vec::new(), Vec::new()];
    for (is_from_left, skipped) in [(true, skipped[0]), (false, skipped[1])] {
        let [figured, run] = [&figure, &ladder].map(|story| {
            let hops = story.hops.iter();
            hops.filter(move |hop| hop.is_from_left == is_from_left)
        });
        let mut run = run.skip(skipped);
        for hop in figured {
            let same = run.next();
            let same = same.unwrap_or_else(|| panic!("the run ends before {hop:?}"));
            assert!(hop.agrees_with(same), "\nfigure: {hop:?}\nrun: {same:?}");
            let (own, peers) = if is_from_left { (0, 1) } else { (1, 0) };
            numbers[own].push((hop.seq, same.seq));
            numbers[peers].extend(hop.ack.zip(same.ack));
        }
    }
    for numbers in numbers {
        check_numbers(&numbers);
    }
    assert_eq!(figure.ends, ladder.ends, "the states at the end");
}

/// Numbers that are near in the figure are as near in the run.
#[track_caller]
fn check_numbers(numbers: &[(i64, i64)]) {
    for (figured, run) in numbers {
        for (other_figured, other_run) in numbers {
            let distance = figured - other_figured;
            if distance.abs() <= 10 {
                assert_eq!(distance, run - other_run, "{figured} is {run} in the run");
            }
        }
    }
}

impl Story {
    fn told(text: &str) -> Self {
        let mut story = Self::default();
        for line in text.lines() {
            // The number of the line or the time, comments and the name of a segment tell nothing here.
            let is_number = |word: &&str| word.trim_end_matches('.').parse::<f64>().is_ok();
            let words: Vec<&str> = line
                .split_whitespace()
                .filter(|word| !word.starts_with(['(', '#']) && !is_number(word))
                .collect();
            match words
                .iter()
                .position(|word| word.starts_with('<') && word.contains('='))
            {
                Some(place) => story.segment(&words, place),
                None => story.rest(&words, line),
            }
        }
        story
    }

    /// A line with a segment: `SYN-SENT --> <SEQ=100><CTL=SYN> --> SYN-RECEIVED`.
    fn segment(&mut self, words: &[&str], place: usize) {
        let state = |word: Option<&&str>| {
            word.filter(|word| is_state(word))
                .map(|word| (*word).to_owned())
        };
        let states = [state(words.first()), state(words.get(place + 2))];
        let arrows = [words.get(place - 1), words.get(place + 1)].map(Option::unwrap);
        let is_from_left = arrows.contains(&&"-->");
        let (sender, receiver) = if is_from_left { (0, 1) } else { (1, 0) };
        let text = words[place].replace("PSH,", "");
        let (leaves, lands) = (*arrows[sender] != "...", *arrows[receiver] != "...");
        let hop = match self
            .in_flight
            .iter()
            .position(|(flying, _)| *flying == text)
        {
            Some(flying) if !leaves => self.in_flight.remove(flying).1,
            _ => {
                self.hops.push(Hop::read(&text, is_from_left));
                self.hops.len() - 1
            }
        };
        if leaves {
            self.hops[hop].states[0].clone_from(&states[sender]);
        }
        if lands {
            self.hops[hop].states[1].clone_from(&states[receiver]);
        } else {
            self.in_flight.push((text, hop));
        }
        self.note(states);
    }

    /// A line without: a side says in which state it is.
    fn rest(&mut self, words: &[&str], line: &str) {
        let states: Vec<&&str> = words.iter().filter(|word| is_state(word)).collect();
        let told = match states[..] {
            [left, right] => [Some(left), Some(right)],
            [one] if words.first() == Some(one) && line.find(*one) < Some(MIDDLE) => {
                [Some(one), None]
            }
            [one] => [None, Some(one)],
            _ => [None, None],
        };
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
    fn read(text: &str, is_from_left: bool) -> Self {
        let value = |key: &str| {
            let (_, rest) = text.split_once(key)?;
            rest.split_once('>').map(|(value, _)| value)
        };
        let number = |key: &str| value(key).map(|number| number.parse().unwrap());
        Self {
            is_from_left,
            seq: number("<SEQ=").unwrap(),
            ack: number("<ACK="),
            control: value("<CTL=").unwrap().to_owned(),
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
