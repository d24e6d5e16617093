//! What stands above the ladders: the title, the moment, what is compared, and how both hosts fare.

use crate::picture::ladder::{Drawing, rect, text};
use crate::picture::xml::Xml;
use crate::view_model::shape::Rect;
use crate::view_model::{Headings, Ladder, LaneHeading, LaneHost, Point, Scene, Tone};

/// From the paper's edge to the words.
const MARGIN: i32 = 16;
/// What the moment takes of the title's first line.
const MOMENT: i32 = 100;
/// The height of a host's chip.
const CHIP: i32 = 24;
/// A narrower ladder has room for two states above it, but not for the hosts' names, too.
const NAMED: i32 = 350;

/// What stands above the ladders.
pub(super) struct Head {
    title: Vec<String>,
    moment: String,
    /// Where the two lanes part; empty where nothing is compared.
    difference: Vec<String>,
    columns: Vec<Column>,
    width: i32,
    /// Where the part begins that each lane has of its own.
    pub(super) lanes: i32,
    /// Where the ladders begin.
    pub(super) height: i32,
}

/// What stands above one ladder.
struct Column {
    heading: Option<LaneHeading>,
    chips: Vec<Chip>,
    left: i32,
}

/// A host: its name if there is room, and its state on the state's ground.
struct Chip {
    name: &'static str,
    state: String,
    tone: Tone,
    width: i32,
    /// From the left of its ladder.
    middle: i32,
}

impl Head {
    pub(super) fn of(scene: &Scene, title: &str, width: i32, drawings: &[Drawing]) -> Self {
        let headings = Headings::of(scene);
        let mut left = 0;
        let mut columns = Vec::new();
        for Drawing { ladder, .. } in drawings {
            let mut own = headings.iter().flat_map(|all| &all.lanes);
            columns.push(Column {
                heading: own.find(|heading| heading.lane == ladder.lane).cloned(),
                chips: chips(ladder, &LaneHost::all(scene, ladder.lane)),
                left,
            });
            left += ladder.width;
        }
        let title = wrapped(title, 16, width - 2 * MARGIN - MOMENT);
        let difference = headings.map_or_else(Vec::new, |headings| {
            wrapped(&headings.difference, 12, width - 2 * MARGIN)
        });
        let lanes = 14 + 21 * lines(&title) + 17 * lines(&difference);
        let named = columns.iter().any(|column| column.heading.is_some());
        Self {
            title,
            moment: format!("t = {}", scene.now),
            difference,
            columns,
            width,
            lanes,
            height: lanes + if named { 26 } else { 6 } + CHIP,
        }
    }

    pub(super) fn draw(&self, xml: &mut Xml) {
        let mut y = 9;
        for line in &self.title {
            y += 21;
            text(xml, Some("title"), Point { x: MARGIN, y }, "start", line);
        }
        let corner = Point {
            x: self.width - MARGIN,
            y: 30,
        };
        text(xml, Some("moment"), corner, "end", &self.moment);
        for line in &self.difference {
            y += 17;
            text(xml, Some("said"), Point { x: MARGIN, y }, "start", line);
        }
        for column in &self.columns {
            column.draw(xml, (self.lanes, self.height - CHIP));
        }
    }
}

impl Column {
    /// Draws it between where the lanes begin and where the chips stand.
    fn draw(&self, xml: &mut Xml, (top, chips): (i32, i32)) {
        if let Some(LaneHeading {
            name, deviation, ..
        }) = &self.heading
        {
            let at = Point {
                x: self.left + MARGIN,
                y: top + 16,
            };
            text(xml, Some("lane"), at, "start", name);
            if let Some(words) = deviation {
                // Bold letters are wider.
                let x = at.x + words_width(name, 13) * 11 / 10 + 12;
                text(
                    xml,
                    Some("said deviation"),
                    Point { x, ..at },
                    "start",
                    words,
                );
            }
        }
        for chip in &self.chips {
            chip.draw(xml, (self.left, chips));
        }
    }
}

impl Chip {
    fn draw(&self, xml: &mut Xml, (left, top): (i32, i32)) {
        let (middle, tone) = (left + self.middle, self.tone.class());
        let ground = Rect {
            from: Point {
                x: middle - self.width / 2,
                y: top,
            },
            width: self.width,
            height: CHIP,
        };
        xml.open("g", &[("class", &format!("host {tone}"))]);
        let class = format!("ground {tone}");
        rect(xml, &[("class", &class), ("rx", "12")], ground);
        let (x, y) = (middle.to_string(), (top + 16).to_string());
        xml.open("text", &[("x", &x), ("y", &y), ("text-anchor", "middle")]);
        if !self.name.is_empty() {
            xml.words("tspan", &[("class", "name")], self.name);
        }
        let aside = if self.name.is_empty() { "0" } else { "7" };
        let state = [("class", "state"), ("dx", aside), ("lang", "en")];
        xml.words("tspan", &state, &self.state);
        xml.close();
        xml.close();
    }
}

/// The chips: upon the lifelines, but within the paper.
fn chips(ladder: &Ladder, hosts: &[LaneHost]) -> Vec<Chip> {
    let mut chips = Vec::new();
    for (host, x) in hosts.iter().zip([ladder.client_x, ladder.server_x]) {
        let name = if ladder.width < NAMED { "" } else { host.name };
        let sign = if host.differs { "≠ " } else { "" };
        let state = format!("{sign}{}", host.state);
        // In the fixed-width font of 12 px a letter takes 0.6 em.
        let letters = i32::try_from(state.chars().count()).unwrap_or(i32::MAX / 100);
        let width = words_width(name, 12) + letters * 73 / 10 + 29;
        chips.push(Chip {
            name,
            state,
            tone: host.tone,
            width,
            middle: x.clamp(10 + width / 2, ladder.width - 10 - width / 2),
        });
    }
    chips
}

fn lines(words: &[String]) -> i32 {
    i32::try_from(words.len()).unwrap_or(i32::MAX / 100)
}

/// Words in lines of at most so many pixels, as far as they can be broken.
fn wrapped(words: &str, size: i32, room: i32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(words) {
        if !line.is_empty() && words_width(&line, size) + words_width(piece.trim_end(), size) > room
        {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(piece);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// What must stay in one line: a word with the space behind it, a Chinese character with the punctuation behind it.
fn pieces(words: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (place, letter) in words.char_indices() {
        let breaks = before == ' ' || is_wide(before) || is_wide(letter);
        if place > 0
            && breaks
            && letter != ' '
            && !"，。、：；？！）》」”".contains(letter)
            && !"（《「“".contains(before)
        {
            pieces.push(&words[start..place]);
            start = place;
        }
        before = letter;
    }
    pieces.push(&words[start..]);
    pieces
}

/// A guess that needs no measuring, for a font of that size in pixels.
fn words_width(words: &str, size: i32) -> i32 {
    let tenths = words
        .chars()
        .map(|letter| if is_wide(letter) { 100 } else { 56 });
    tenths.sum::<i32>() * size / 100
}

const fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_beside_chinese_characters() {
        assert_eq!(wrapped("one two three", 10, 40), ["one two", "three"]);
        assert_eq!(
            wrapped("为什么，要等 2 MSL？", 10, 40),
            ["为什么，", "要等 2", "MSL？"]
        );
        assert_eq!(wrapped("unbreakable", 10, 20), ["unbreakable"]);
    }
}
