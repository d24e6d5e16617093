//! The whole picture: a sheet of paper, what is said above, and the ladder, or both of a comparison.

use crate::app_state::Theme;
use crate::i18n::Text;
use crate::picture::head::Head;
use crate::picture::ladder::{Drawing, text};
use crate::picture::style;
use crate::picture::xml::Xml;
use crate::view_model::shape::translate;
use crate::view_model::{Frame, Point, Scene};

/// What a picture has besides its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look<'a> {
    /// What stands above it.
    pub title: &'a str,
    /// Its colours. [`Theme::Auto`] follows whatever shows the picture.
    pub theme: Theme,
}

/// Below the ladder, for the words that the run goes on.
const GOES_ON: i32 = 26;

/// The ladder up to `scene.now`, `scene.width` pixels wide; both ladders of a comparison where there is room for two.
///
/// It needs nothing from elsewhere, holds neither ids nor scripts, and can stand in a page as an image or as it is.
#[inline(never)]
pub fn svg(scene: &Scene, look: &Look) -> String {
    // What somebody looks at is no part of the run.
    let scene = Scene {
        selected: None,
        ..*scene
    };
    let frame = Frame::of(&scene);
    let drawings: Vec<Drawing> = scene
        .ladders()
        .iter()
        .map(|lane| Drawing::of(lane, &frame))
        .collect();
    let width = drawings.iter().map(|drawing| drawing.ladder.width).sum();
    let head = Head::of(&scene, look.title, width, &drawings);
    let is_whole = scene.now >= scene.lanes.track().end();
    let bottom = drawings.iter().map(|drawing| drawing.bottom(is_whole));
    let below = head.height + bottom.max().unwrap_or_default();
    let height = below + if is_whole { 0 } else { GOES_ON };

    let mut drawn = Xml::default();
    paper(&mut drawn, (width, height));
    head.draw(&mut drawn);
    let clock = (!is_whole).then_some(&frame.clock);
    let mut left = 0;
    for drawing in &drawings {
        if left > 0 {
            between(&mut drawn, left, (head.lanes, height - 1));
        }
        let class = if drawing.ladder.wide {
            "wide"
        } else {
            "narrow"
        };
        let place = translate(Point {
            x: left,
            y: head.height,
        });
        drawn.open("g", &[("class", class), ("transform", &place)]);
        drawing.draw(&mut drawn, clock);
        drawn.close();
        left += drawing.ladder.width;
    }
    if !is_whole {
        let end = scene.lanes.track().end().to_string();
        let words = scene.lang.fill(Text::PictureGoesOn, &[("end", &end)]);
        let at = Point {
            x: width / 2,
            y: below + 4,
        };
        text(&mut drawn, Some("said"), at, "middle", &words);
    }
    around(drawn, &scene, look, &drawings, (width, height))
}

/// A line between two ladders.
fn between(xml: &mut Xml, x: i32, (top, bottom): (i32, i32)) {
    let (x, top, bottom) = (x.to_string(), top.to_string(), bottom.to_string());
    xml.leaf(
        "line",
        &[
            ("class", "between"),
            ("x1", &x),
            ("x2", &x),
            ("y1", &top),
            ("y2", &bottom),
        ],
    );
}

/// The whole document: what says what it is, how it looks, and what was drawn.
fn around(
    drawn: Xml,
    scene: &Scene,
    look: &Look,
    drawings: &[Drawing],
    (width, height): (i32, i32),
) -> String {
    let (width, height) = (width.to_string(), height.to_string());
    let whole = format!("0 0 {width} {height}");
    let mut xml = Xml::default();
    xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", style::root(look.theme)),
            ("width", &width),
            ("height", &height),
            ("viewBox", &whole),
            ("role", "img"),
            ("lang", scene.lang.tag()),
        ],
    );
    xml.words("title", &[], look.title);
    let mut said = String::new();
    for drawing in drawings {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&drawing.ladder.summary);
    }
    xml.words("desc", &[], &said);
    xml.words(
        "style",
        &[],
        &style::sheet(look.theme, &|class| drawn.has_class(class)),
    );
    xml.add(drawn);
    xml.finish()
}

fn paper(xml: &mut Xml, (width, height): (i32, i32)) {
    let (wide, tall) = ((width - 1).to_string(), (height - 1).to_string());
    xml.leaf(
        "rect",
        &[
            ("class", "paper"),
            ("x", "0.5"),
            ("y", "0.5"),
            ("width", &wide),
            ("height", &tall),
            ("rx", "10"),
        ],
    );
}
