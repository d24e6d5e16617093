//! Reads `matrix.txt`.

/// The states, each with what is expected of it.
pub(crate) fn groups() -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut is_inside = false;
    for (index, text) in include_str!("matrix.txt").lines().enumerate() {
        if let Some(title) = text.strip_prefix("== ") {
            groups.push(Group::titled(title));
            is_inside = true;
        } else if text.is_empty() {
            is_inside = false;
        } else if is_inside && !text.starts_with("SEGMENT") && !text.starts_with(' ') {
            let line = Line::parse(index + 1, text);
            groups.last_mut().unwrap().lines.push(line);
        }
    }
    groups
}

/// One state, and the numbers that a segment meets there.
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) numbers: Numbers,
    pub(crate) lines: Vec<Line>,
}

/// The variables before the segment arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// SND.UNA.
    pub(crate) una: u32,
    /// SND.NXT.
    pub(crate) nxt: u32,
    pub(crate) rcv_nxt: u32,
    pub(crate) rcv_wnd: u32,
}

/// One expectation. Of the conditions, each holds any of the words given.
pub(crate) struct Line {
    /// Where it stands in the file.
    pub(crate) number: usize,
    pub(crate) segment: Vec<String>,
    pub(crate) seq: Vec<String>,
    pub(crate) ack: Vec<String>,
    pub(crate) state: String,
    pub(crate) reply: String,
    pub(crate) effects: Vec<String>,
}

impl Group {
    fn titled(title: &str) -> Self {
        let (name, numbers) = title.split_once(" | ").unwrap();
        let value = |key: &str| -> u32 {
            let mut words = numbers.split_whitespace();
            let value = words.find_map(|word| word.strip_prefix(key));
            value.unwrap().parse().unwrap()
        };
        Self {
            name: name.to_owned(),
            numbers: Numbers {
                una: value("SND.UNA="),
                nxt: value("SND.NXT="),
                rcv_nxt: value("RCV.NXT="),
                rcv_wnd: value("RCV.WND="),
            },
            lines: Vec::new(),
        }
    }
}

impl Line {
    /// Columns stand two spaces apart or more; the words in one are one space apart.
    fn parse(number: usize, text: &str) -> Self {
        let columns: Vec<&str> = text
            .split("  ")
            .map(str::trim)
            .filter(|column| !column.is_empty())
            .collect();
        let [segment, seq, ack, state, reply, effects, _note] = columns[..] else {
            panic!("line {number} has not seven columns: {columns:?}");
        };
        let words = |column: &str| -> Vec<String> {
            let words = column.split(' ').filter(|word| *word != "-");
            words.map(str::to_owned).collect()
        };
        Self {
            number,
            segment: words(segment),
            seq: words(seq),
            ack: words(ack),
            state: state.to_owned(),
            reply: reply.to_owned(),
            effects: words(effects),
        }
    }

    pub(crate) fn has(&self, effect: &str) -> bool {
        self.effects.iter().any(|word| word == effect)
    }
}
