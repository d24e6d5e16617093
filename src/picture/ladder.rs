//! One ladder: the same layers in the same order as on the page, cut off at the present.

use crate::picture::xml::Xml;
use crate::view_model::shape::{self, Rect, points, translate};
use crate::view_model::{Arrow, Cross, FlightFrame, Frame, Gap, Ladder, Mark, Point, Scene};

/// A ladder, where its present is, and where its segments are.
pub(super) struct Drawing {
    pub(super) ladder: Ladder,
    now_y: i32,
    flights: Vec<FlightFrame>,
}

impl Drawing {
    /// The ladder of a lane in a frame.
    pub(super) fn of(lane: &Scene, frame: &Frame) -> Self {
        let mut flights = frame.flights.clone();
        flights.retain(|flight| flight.lane == lane.lane);
        Self {
            ladder: Ladder::of(lane),
            now_y: whole(frame.now_y),
            flights,
        }
    }

    /// How far down it reaches.
    pub(super) fn bottom(&self, is_whole: bool) -> i32 {
        const BELOW: i32 = 20;
        if is_whole {
            return self.ladder.height;
        }
        let labels = self.ladder.arrows.iter().map(|arrow| arrow.label_at.y);
        let reasons = self.ladder.crosses.iter().map(|cross| cross.reason_at.y);
        let names = self.ladder.bands.iter().filter_map(|band| band.label);
        let lowest = labels.chain(reasons).chain(names.map(|(_, y)| y)).max();
        lowest.unwrap_or_default().max(self.now_y) + BELOW
    }

    /// Draws it; with the time beside the line of the present, if that is to be seen.
    pub(super) fn draw(&self, xml: &mut Xml, clock: Option<&String>) {
        let ladder = &self.ladder;
        self.lifelines(xml);
        for arrow in &ladder.arrows {
            self.line(xml, arrow);
        }
        if let Some(clock) = clock {
            self.now(xml, clock);
        }
        for gap in &ladder.gaps {
            self.gap(xml, gap);
        }
        for band in &ladder.bands {
            if let Some((at, words)) = ladder.band_words(band) {
                let class = format!("state-name {}", band.tone.class());
                text(xml, Some(&class), at, shape::outer_end(band.host), &words);
            }
        }
        for mark in &ladder.marks {
            self::mark(xml, mark);
        }
        for arrow in &ladder.arrows {
            self.label(xml, arrow);
        }
        for cross in &ladder.crosses {
            self::cross(xml, cross);
        }
    }

    fn lifelines(&self, xml: &mut Xml) {
        for band in &self.ladder.bands {
            let mut stretch = self.ladder.band_rect(band);
            stretch.height = stretch.height.min(self.now_y - stretch.from.y);
            if stretch.height > 0 {
                let class = format!("band {}", band.tone.class());
                rect(
                    xml,
                    &[("class", &class), ("rx", shape::BAND_ROUND)],
                    stretch,
                );
            }
        }
        for apart in &self.ladder.apart {
            let x = self.ladder.apart_x(apart).to_string();
            let bottom = apart.bottom.min(self.now_y).to_string();
            let top = apart.top.to_string();
            let ends = [("x1", &*x), ("x2", &x), ("y1", &top), ("y2", &bottom)];
            let mut attributes = vec![("class", "apart")];
            attributes.extend(ends);
            xml.leaf("line", &attributes);
        }
    }

    /// As far as the segment has got.
    fn line(&self, xml: &mut Xml, arrow: &Arrow) {
        let mut path = arrow.path.clone();
        if let (Some(dot), Some(end)) = (self.dot(arrow), path.last_mut()) {
            *end = dot;
        }
        xml.open("g", &[("class", &arrow.classes("line"))]);
        xml.leaf("polyline", &[("points", &points(&path))]);
        if let Some(place) = arrow.head_place().filter(|_| !arrow.in_flight) {
            xml.leaf("path", &[("d", shape::HEAD), ("transform", &place)]);
        }
        xml.close();
    }

    /// Where a segment in flight is.
    fn dot(&self, arrow: &Arrow) -> Option<Point> {
        let mut flights = self.flights.iter();
        let flight = flights.find(|flight| flight.segment == arrow.segment)?;
        Some(Point {
            x: whole(flight.at.0),
            y: whole(flight.at.1),
        })
    }

    fn label(&self, xml: &mut Xml, arrow: &Arrow) {
        xml.open("g", &[("class", &arrow.classes("segment"))]);
        let place = arrow.label_place();
        xml.open("g", &[("class", "label"), ("transform", &place)]);
        // Without a line around it nobody sees the pill.
        if arrow.in_flight || arrow.alone {
            rect(xml, &[("rx", shape::PILL_ROUND)], arrow.pill());
        }
        xml.words("text", &[("text-anchor", "middle")], &arrow.label);
        xml.close();
        if let Some(dot) = self.dot(arrow) {
            xml.open("g", &[("class", "flight"), ("transform", &translate(dot))]);
            xml.leaf("circle", &[("class", "halo"), ("r", shape::HALO_RADIUS)]);
            xml.leaf("circle", &[("class", "dot"), ("r", shape::DOT_RADIUS)]);
            xml.close();
        }
        xml.close();
    }

    fn gap(&self, xml: &mut Xml, gap: &Gap) {
        xml.open("g", &[("class", "gap")]);
        rect(xml, &[], self.ladder.gap_rect(gap));
        let at = self.ladder.gap_words_at(gap);
        text(xml, None, at, "middle", &gap.words());
        for at in self.ladder.torn_at(gap) {
            let place = translate(at);
            let torn = [("class", "torn"), ("d", shape::TORN), ("transform", &place)];
            xml.leaf("path", &torn);
        }
        xml.close();
    }

    fn now(&self, xml: &mut Xml, clock: &str) {
        let place = translate(Point {
            x: 0,
            y: self.now_y,
        });
        xml.open("g", &[("class", "now"), ("transform", &place)]);
        let (left, right) = (shape::MARGIN, self.ladder.width - shape::MARGIN);
        let (from, to) = (left.to_string(), right.to_string());
        let ends = [("x1", &*from), ("x2", &to), ("y1", "0"), ("y2", "0")];
        xml.leaf("line", &ends);
        if self.ladder.wide {
            let at = Point {
                x: left,
                y: shape::CLOCK_Y,
            };
            text(xml, None, at, "start", clock);
        }
        xml.close();
    }
}

fn mark(xml: &mut Xml, mark: &Mark) {
    let class = format!("mark {}", mark.tone.class());
    text(
        xml,
        Some(&class),
        mark.at,
        shape::outer_end(mark.host),
        mark.text,
    );
}

fn cross(xml: &mut Xml, cross: &Cross) {
    xml.open("g", &[("class", "cross")]);
    xml.open("g", &[("transform", &translate(cross.at))]);
    xml.leaf("circle", &[("r", shape::CROSS_RADIUS)]);
    xml.leaf("path", &[("d", shape::CROSS)]);
    xml.close();
    text(xml, None, cross.reason_at, "middle", &cross.reason);
    xml.close();
}

/// Text that begins, ends or has its middle (`anchor`) at a place.
pub(super) fn text(xml: &mut Xml, class: Option<&str>, at: Point, anchor: &str, words: &str) {
    let (x, y) = (at.x.to_string(), at.y.to_string());
    let mut attributes = vec![("x", &*x), ("y", &y), ("text-anchor", anchor)];
    attributes.extend(class.map(|class| ("class", class)));
    xml.words("text", &attributes, words);
}

/// A rectangle with some more attributes.
pub(super) fn rect(xml: &mut Xml, attributes: &[(&'static str, &str)], rect: Rect) {
    let (x, y) = (rect.from.x.to_string(), rect.from.y.to_string());
    let (width, height) = (rect.width.to_string(), rect.height.to_string());
    let mut all = attributes.to_vec();
    all.extend([
        ("x", &*x),
        ("y", &y),
        ("width", &width),
        ("height", &height),
    ]);
    xml.leaf("rect", &all);
}

/// Thousandths of a pixel as whole pixels.
fn whole(thousandths: i64) -> i32 {
    i32::try_from((thousandths + 500).div_euclid(1_000)).unwrap_or(i32::MAX)
}
