//! Pictures of all lessons: well-formed, alone in the world, complete, and in the page's colours.

use crate::app_state::Theme;
use crate::i18n::Lang;
use crate::lesson::{LessonId, lesson};
use crate::picture::palette::{COLOURS, MONO, SANS, TONES, tint};
use crate::picture::style::RULES;
use crate::picture::{Look, Still, mermaid, svg};
use crate::time::{Duration, Instant};
use crate::timeline::{Branches, Lane, Lanes};
use crate::view_model::{Ladder, Scene, title};
use roxmltree::{Document, Node};

const STYLE: &str = include_str!("../../static/style.css");
const BOOT: &str = include_str!("../../static/boot.js");

const THEMES: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

fn branches(id: LessonId) -> Branches {
    let lanes = Lanes::one(lesson(id).opening());
    match lesson(id).parts[0].lanes {
        None => Branches::of(lanes),
        comparison => Branches::of(lanes.compared(comparison)),
    }
}

fn drawn(scene: &Scene, theme: Theme) -> String {
    svg(
        scene,
        &Look {
            title: "<Title> & \"more\"",
            theme,
        },
    )
}

fn has_class(node: Node, class: &str) -> bool {
    let classes = node.attribute("class").unwrap_or_default();
    classes.split(' ').any(|it| it == class)
}

/// Every moment of a run, and an instant in the middle of each of its flights.
fn instants(scene: &Scene) -> Vec<Instant> {
    let stops = scene.lanes.track().stops();
    let half = |stop: &Instant| *stop + Duration::from_millis(25);
    stops
        .iter()
        .copied()
        .chain(stops.iter().map(half))
        .collect()
}

#[test]
fn every_picture_is_well_formed_and_needs_nothing_else() {
    for id in LessonId::ALL {
        let branches = branches(id);
        for lang in Lang::ALL {
            for (theme, width) in THEMES.into_iter().zip([Scene::WIDTH, 360, 280]) {
                let scene = Scene {
                    width,
                    ..Scene::still(&branches, lang)
                };
                let picture = drawn(&scene, theme);
                let document = Document::parse(&picture).unwrap();
                let root = document.root_element();
                assert_eq!(root.attribute("role"), Some("img"));
                assert_eq!(root.attribute("lang"), Some(lang.tag()));
                assert_eq!(root.attribute("width"), Some(&*width.to_string()));
                let named = root.first_element_child().and_then(|it| it.text());
                assert_eq!(named, Some("<Title> & \"more\""));
                for node in root.descendants().filter(Node::is_element) {
                    for foreign in ["id", "href", "style", "src"] {
                        assert!(!node.has_attribute(foreign), "{id:?}: {foreign}");
                    }
                    assert_ne!(node.tag_name().name(), "script");
                }
                assert!(!picture.contains("url(") && !picture.contains("@import"));
                // No variable is left in it: only browsers know those.
                assert!(!picture.contains("var("), "{id:?}");
                assert_eq!(picture, drawn(&scene, theme));
            }
        }
    }
}

#[test]
fn a_picture_holds_all_that_the_ladder_holds_up_to_the_present_and_nothing_below_it() {
    for id in [
        LessonId::LastAckLost,
        LessonId::OldSegments,
        LessonId::SequenceNumbers,
        LessonId::MythLastAckSure,
    ] {
        let branches = branches(id);
        let whole = Scene::still(&branches, Lang::En);
        for now in instants(&whole) {
            let scene = Scene { now, ..whole };
            let picture = drawn(&scene, Theme::Light);
            let document = Document::parse(&picture).unwrap();
            let with = |class| {
                let nodes = document.descendants();
                nodes.filter(move |node| has_class(*node, class))
            };
            let (mut arrows, mut crosses, mut words) = (0, 0, Vec::new());
            for ladder in scene.ladders().iter().map(Ladder::of) {
                arrows += ladder.arrows.len();
                crosses += ladder.crosses.len();
                words.extend(ladder.arrows.into_iter().map(|arrow| arrow.label));
            }
            assert_eq!(with("line").count(), arrows, "{id:?} at {now}");
            assert_eq!(with("cross").count(), crosses, "{id:?} at {now}");
            let written: Vec<_> = with("label")
                .filter_map(|label| label.last_element_child()?.text())
                .collect();
            assert_eq!(written, words, "{id:?} at {now}");

            let line = with("now").next().and_then(|it| it.attribute("transform"));
            let is_whole = now >= scene.lanes.track().end();
            assert_eq!(line.is_none(), is_whole, "{id:?} at {now}");
            let Some(line) = line else { continue };
            let now_y: i32 = line[12..line.len() - 1].parse().unwrap();
            for points in
                with("line").filter_map(|it| it.first_element_child()?.attribute("points"))
            {
                for point in points.split(' ') {
                    let (_, y) = point.split_once(',').unwrap();
                    assert!(
                        y.parse::<i32>().unwrap() <= now_y,
                        "{id:?} at {now}: {point}"
                    );
                }
            }
            for band in with("band") {
                let number = |name| band.attribute(name).unwrap().parse::<i32>().unwrap();
                assert!(number("y") + number("height") <= now_y, "{id:?} at {now}");
            }
        }
    }
}

#[test]
fn two_lanes_stand_side_by_side_if_there_is_room() {
    let branches = branches(LessonId::LastAckLost);
    let scene = Scene::still(&branches, Lang::En);
    let (wide, narrow) = (
        drawn(&scene, Theme::Auto),
        drawn(
            &Scene {
                width: 360,
                ..scene
            },
            Theme::Auto,
        ),
    );
    assert_eq!(wide.matches("class=\"narrow\"").count(), 2);
    assert_eq!(narrow.matches("class=\"narrow\"").count(), 1);
    assert!(wide.contains(">A · ") && wide.contains(">B · "));
    assert_eq!(scene.ladders().len(), Lane::ALL.len());
}

#[test]
fn in_the_dark_every_tone_has_its_dark_colours() {
    let branches = branches(LessonId::FourWaves);
    let picture = drawn(&Scene::still(&branches, Lang::En), Theme::Auto);
    let (light, dark) = picture.split_once("@media").unwrap();
    let (dark, _) = dark.split_once("</style>").unwrap();
    for tone in TONES {
        let class = tone.class();
        for part in ["", ".band", ".ground"] {
            let rule = format!("tcpscope-auto {part}.{class}{{");
            assert_eq!(light.contains(&rule), dark.contains(&rule), "{rule}");
        }
    }
    assert!(dark.contains(".band.tone-established{color:#3fd0a5}"));
}

#[test]
fn what_somebody_looks_at_is_not_in_the_picture() {
    let branches = branches(LessonId::ThreeWayHandshake);
    let scene = Scene::still(&branches, Lang::En);
    let sent = scene.timeline.flights()[0].sent;
    let asked = Scene {
        selected: Some(crate::app_state::Selection::Event(sent)),
        ..scene
    };
    assert_eq!(drawn(&asked, Theme::Dark), drawn(&scene, Theme::Dark));
    assert_eq!(mermaid(&asked, ""), mermaid(&scene, ""));
}

#[test]
fn stills_are_not_too_tall_and_say_when_they_are_cut() {
    for id in LessonId::ALL {
        let still = Still::of(id, Lang::En);
        for width in [Scene::WIDTH, Still::NARROW] {
            let picture = still.svg(width);
            let document = Document::parse(&picture).unwrap();
            let root = document.root_element();
            let height: i32 = root.attribute("height").unwrap().parse().unwrap();
            assert!(height <= 1_150, "{id:?}: {height}");
            let texts = root.descendants().filter_map(|node| node.text());
            let cut = texts.filter(|text| text.contains("goes on")).count();
            let branches = branches(id);
            let end = Scene::still(&branches, Lang::En).lanes.track().end();
            let is_whole = picture.contains(&format!(">t = {end}<"));
            assert_eq!(cut == 0, is_whole, "{id:?}");
        }
        let flights = lesson(id).opening().flights().len();
        assert!(still.text().lines().count() > flights, "{id:?}");
    }
}

#[test]
fn the_page_shows_the_still_of_the_lesson_that_opens_first() {
    let first = LessonId::ALL[0].name();
    assert!(BOOT.contains(&format!("'{first}'")));
    let page = include_str!("../../index.html");
    assert!(page.contains(&format!("stills/{first}.en.svg")));
}

#[test]
fn a_diagram_has_a_line_for_each_segment_and_loss() {
    for id in LessonId::ALL {
        let branches = branches(id);
        for lang in Lang::ALL {
            let scene = Scene::still(&branches, lang);
            let text = mermaid(&scene, title(lang, id));
            assert!(text.starts_with("sequenceDiagram\n  %% tcpscope"));
            let arrows = text.lines().filter(|line| {
                let head = line.split(':').next().unwrap_or_default();
                ["C-", "S-"]
                    .iter()
                    .any(|from| head.trim_start().starts_with(from))
            });
            assert_eq!(arrows.count(), scene.timeline.flights().len(), "{id:?}");
            // Entities have numbers; anything else behind a # would end the line.
            for entity in text.split('#').skip(1) {
                let number = entity.split(';').next().unwrap_or_default();
                assert!(number.parse::<u32>().is_ok(), "{id:?}: #{entity}");
            }
        }
    }
}

/// The declarations of a token block, or of all rules with exactly this selector in their list.
fn declarations(selector: &str) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    // Up to where narrow screens, print and forced colours have things otherwise.
    let mut rest = STYLE;
    while let Some((head, behind)) = rest.split_once('{') {
        let head = head.rsplit("*/").next().unwrap_or_default();
        // What closed an at-rule stands before it.
        let head = head.trim_start_matches(['}', '\n']).trim();
        let Some((body, next)) = behind.split_once('}') else {
            break;
        };
        if head == "@media screen" {
            rest = behind;
            continue;
        }
        if head.starts_with('@') {
            rest = &behind[behind.find("\n}").unwrap_or(behind.len())..];
            rest = rest.trim_start_matches("\n}");
            continue;
        }
        if head.split(',').any(|it| it.trim() == selector) {
            let lines = body.split(';').filter_map(|line| line.split_once(':'));
            found.extend(lines.map(|(property, value)| (property.trim(), value.trim())));
        }
        rest = next;
    }
    found
}

#[test]
fn the_colours_and_fonts_are_those_of_the_style_sheet() {
    let (light, dark) = (
        declarations(":root"),
        declarations(":root[data-theme=\"dark\"]"),
    );
    for colour in COLOURS {
        let token = format!("--{}", colour.token);
        assert!(light.contains(&(&token, colour.light)), "{token}");
        assert!(dark.contains(&(&token, colour.dark)), "{token}");
    }
    assert!(light.contains(&("--sans", SANS)));
    assert!(light.contains(&("--mono", MONO)));
    for tone in TONES {
        let tint = tint(tone);
        let is = declarations(&format!(".{}", tone.class()));
        let var = |token| format!("var(--{token})");
        assert!(is.contains(&("--tone", &var(tint.words))), "{tone:?}");
        assert!(is.contains(&("--tone-bg", &var(tint.ground))), "{tone:?}");
        let fill = is.iter().find(|(name, _)| *name == "--fill");
        let shapes = fill.map_or(var(tint.words), |(_, value)| (*value).to_owned());
        assert_eq!(shapes, var(tint.shapes), "{tone:?}");
    }
}

#[test]
fn the_ladder_looks_as_it_does_on_the_page() {
    for (selector, own) in RULES {
        let page = declarations(selector);
        for declaration in *own {
            assert!(
                page.contains(declaration),
                "{selector} {declaration:?}: {page:?}"
            );
        }
    }
    let font = declarations(".picture");
    assert!(font.contains(&("font-family", "var(--mono)")));
    assert!(font.contains(&("font-size", "11.5px")));
}
