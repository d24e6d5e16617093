//! The run as a Mermaid sequence diagram, for sites that draw those.

use crate::i18n::Text;
use crate::simulation::{EventId, HostId};
use crate::time::Instant;
use crate::view_model::{Arrow, Ladder, LaneHost, Scene};
use core::fmt::Write as _;

/// The run in focus up to `scene.now`, as the text of a `sequenceDiagram`.
///
/// Mermaid knows an order, but no time: arrows are level and never cross, each stands where its segment was sent, and times
/// are in notes. The text says so itself, in a comment.
#[inline(never)]
pub fn mermaid(scene: &Scene, title: &str) -> String {
    let scene = Scene {
        selected: None,
        width: Scene::WIDTH,
        ..*scene
    };
    let ladder = Ladder::of(&scene);
    let mut text = String::from("sequenceDiagram\n");
    let limits = scene.lang.text(Text::PictureMermaidLimits);
    let _ = writeln!(text, "  %% tcpscope: {limits}");
    let _ = writeln!(text, "  accTitle: {}", escaped(title));
    let _ = writeln!(text, "  accDescr: {}", escaped(&ladder.summary));
    let hosts = LaneHost::all(&scene, scene.lane);
    for (host, its) in HostId::ALL.into_iter().zip(hosts) {
        let (letter, name) = (letter(host), escaped(its.name));
        let _ = writeln!(text, "  participant {letter} as {name}");
    }
    let mut lines = Lines::of(&scene, &ladder);
    lines.0.sort_by_key(|line| (line.at, line.rank, line.event));
    for line in lines.0 {
        let _ = writeln!(text, "  {}", line.text);
    }
    text
}

/// The lines below the participants.
struct Lines(Vec<Line>);

struct Line {
    at: Instant,
    rank: Rank,
    event: EventId,
    text: String,
}

/// In which order things stand that happen at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Loss,
    Note,
    Arrow,
    Gap,
}

impl Lines {
    fn of(scene: &Scene, ladder: &Ladder) -> Self {
        let mut lines = Self(Vec::new());
        let at = |event: EventId| {
            scene
                .timeline
                .event(event)
                .map_or(Instant::ZERO, |it| it.at)
        };
        for gap in &ladder.gaps {
            lines.add_wide(gap.from, Rank::Gap, EventId(0), &gap.words());
        }
        for cross in &ladder.crosses {
            let (at, segment, reason) = (at(cross.event), cross.segment, &cross.reason);
            let words = format!("{at} · {segment} {reason}");
            lines.add_wide(at, Rank::Loss, cross.event, &words);
        }
        let mut notes = Notes(Vec::new());
        for mark in &ladder.marks {
            notes.add(at(mark.event), mark.host, mark.event, mark.text);
        }
        for band in &ladder.bands {
            if let Some((name, _)) = band.label {
                let event = band.key.unwrap_or(EventId(0));
                let at = band.key.map_or(Instant::ZERO, at);
                notes.add(at, band.host, event, name);
            }
        }
        for arrow in &ladder.arrows {
            if let Some(flight) = scene.timeline.flight(arrow.segment) {
                notes.add(flight.sent_at, flight.from, arrow.event, "");
                lines.0.push(Line {
                    at: flight.sent_at,
                    rank: Rank::Arrow,
                    event: arrow.event,
                    text: sent(arrow, flight.from),
                });
            }
        }
        lines.0.extend(notes.0.into_iter().map(Note::line));
        lines
    }

    fn add_wide(&mut self, at: Instant, rank: Rank, event: EventId, words: &str) {
        self.0.push(Line {
            at,
            rank,
            event,
            text: format!("Note over C,S: {}", escaped(words)),
        });
    }
}

/// One note for whatever a host does at an instant, were it only to send.
struct Notes(Vec<Note>);

struct Note {
    at: Instant,
    host: HostId,
    event: EventId,
    words: Vec<(EventId, String)>,
}

impl Notes {
    fn add(&mut self, at: Instant, host: HostId, event: EventId, words: &str) {
        let words = (!words.is_empty()).then(|| (event, words.to_owned()));
        let known = self.0.iter_mut().find(|it| (it.at, it.host) == (at, host));
        match known {
            Some(note) => {
                note.event = note.event.min(event);
                note.words.extend(words);
            }
            None => self.0.push(Note {
                at,
                host,
                event,
                words: words.into_iter().collect(),
            }),
        }
    }
}

impl Note {
    fn line(mut self) -> Line {
        self.words.sort_by_key(|(event, _)| *event);
        let mut words = self.at.to_string();
        for (_, more) in &self.words {
            words.push_str(" · ");
            words.push_str(more);
        }
        let side = match self.host {
            HostId::Client => "left of C",
            HostId::Server => "right of S",
        };
        Line {
            at: self.at,
            rank: Rank::Note,
            event: self.event,
            text: format!("Note {side}: {}", escaped(&words)),
        }
    }
}

const fn letter(host: HostId) -> &'static str {
    match host {
        HostId::Client => "C",
        HostId::Server => "S",
    }
}

/// `C->>S: #1 SYN seq=0`; dashed if it was sent before, with a cross if it is lost, with an open head if it still flies.
fn sent(arrow: &Arrow, from: HostId) -> String {
    let line = if arrow.resent { "--" } else { "-" };
    let head = match (arrow.arrives, arrow.in_flight) {
        (false, _) => "x",
        (true, true) => ")",
        (true, false) => ">>",
    };
    let (from, to) = (letter(from), letter(from.other()));
    format!("{from}{line}{head}{to}: {}", escaped(&arrow.label))
}

/// In one line, and with everything that means something to Mermaid as an entity, which it writes `#…;`.
fn escaped(words: &str) -> String {
    let mut text = String::new();
    for letter in words.chars() {
        match letter {
            '#' | ';' | '%' | '<' | '>' | '&' | '\\' | '{' | '}' => {
                let _ = write!(text, "#{};", u32::from(letter));
            }
            letter if letter.is_control() => text.push(' '),
            letter => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mermaid_would_read_as_its_own_is_an_entity() {
        assert_eq!(escaped("#4 a;b\n%%{x}"), "#35;4 a#59;b #37;#37;#123;x#125;");
    }
}
