//! What is read or looked at stands out from what it lies on (WCAG 2.2, 1.4.3 and 1.4.11): the colours of the style sheets,
//! in both themes. The ladder's pictures have the same colours; a test of theirs holds them against the page's.

use super::assert_none;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What words need.
const WORDS: f64 = 4.5;
/// What shapes need that say something, and the edge of what has the focus.
const SHAPES: f64 = 3.0;

/// Tokens by name, in one theme.
type Tokens = BTreeMap<String, Colour>;

/// Red, green and blue, each up to 1, as light and not as the screen's numbers.
type Colour = [f64; 3];

/// These, on each of those, at least so much.
struct Pairs {
    over: &'static [&'static str],
    under: &'static [&'static str],
    least: f64,
}

/// Words of a tone: the host's states, and what segments carry.
const TONES: &[&str] = &[
    "closed",
    "listen",
    "opening",
    "established",
    "active-close",
    "passive-close",
    "time-wait",
    "danger",
    "data",
    "muted",
];

/// What lies below the words of some tone.
const GROUNDS: &[&str] = &[
    "closed-bg",
    "listen-bg",
    "opening-bg",
    "established-bg",
    "active-close-bg",
    "passive-close-bg",
    "time-wait-bg",
    "danger-bg",
    "data-bg",
];

const PAGE: &[Pairs] = &[
    // The text, and the meaning of a state in its card, a line that is run, an event that is shown.
    Pairs {
        over: &["ink"],
        under: &["panel", "bg", "accent-bg"],
        least: WORDS,
    },
    Pairs {
        over: &["ink"],
        under: GROUNDS,
        least: WORDS,
    },
    // What is said aside, in a lesson that waits too, and the time of the event that is shown.
    Pairs {
        over: &["muted"],
        under: &["panel", "bg", "accent-bg"],
        least: WORDS,
    },
    Pairs {
        over: &["muted"],
        under: GROUNDS,
        least: WORDS,
    },
    // States and segments in the ladder, in tables and in the diagram.
    Pairs {
        over: TONES,
        under: &["panel", "bg"],
        least: WORDS,
    },
    // Links, what unfolds, and the edge of what has the focus.
    Pairs {
        over: &["accent"],
        under: &["panel", "bg", "accent-bg"],
        least: WORDS,
    },
    // What is chosen, and what is to be pressed first.
    Pairs {
        over: &["on-accent"],
        under: &["accent"],
        least: WORDS,
    },
    Pairs {
        over: &["panel"],
        under: &["danger"],
        least: WORDS,
    },
    // Whether a guess was right, in a lesson that waits.
    Pairs {
        over: &["established", "danger"],
        under: &["accent-bg"],
        least: WORDS,
    },
    // The bands of the states, the rings of the timers, the edge beside a guess.
    Pairs {
        over: &["opening-fill", "established-fill", "passive-close-fill"],
        under: &["panel", "bg"],
        least: SHAPES,
    },
    Pairs {
        over: &["established-fill"],
        under: &["accent-bg"],
        least: SHAPES,
    },
];

const WRITTEN: &[Pairs] = &[
    Pairs {
        over: &["ink", "accent"],
        under: &["bg", "stripe"],
        least: WORDS,
    },
    Pairs {
        over: &["true", "false", "depends"],
        under: &["bg"],
        least: WORDS,
    },
];

const CRASH: &[Pairs] = &[
    Pairs {
        over: &["crash-ink", "crash-muted", "crash-accent"],
        under: &["crash-panel"],
        least: WORDS,
    },
    Pairs {
        over: &["crash-on-accent"],
        under: &["crash-accent"],
        least: WORDS,
    },
];

/// Lines between what is told apart without them: the edges of what bears a name, rules, the ring below a timer's.
const ORNAMENTS: &[&str] = &["line", "edge", "crash-line"];

/// A style sheet's variables, in the order in which they stand: the selector, the name, the value.
fn variables(css: &str) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    let mut selector = "";
    for line in css.lines().map(str::trim) {
        if let Some(begun) = line.strip_suffix(" {") {
            selector = begun;
        } else if let Some((name, value)) =
            line.strip_prefix("--").and_then(|it| it.split_once(": "))
        {
            found.push((selector, name, value.trim_end_matches(';')));
        }
    }
    found
}

/// `#rgb` or `#rrggbb`; none for what is no such colour.
fn colour(value: &str) -> Option<Colour> {
    let digits = value.strip_prefix('#')?;
    let size = digits.len() / 3;
    let mut colour = [0.0; 3];
    for (place, part) in colour.iter_mut().enumerate() {
        let digits = digits.get(place * size..(place + 1) * size)?;
        let number = u8::from_str_radix(&digits.repeat(3 - size), 16).ok()?;
        let share = f64::from(number) / 255.0;
        *part = if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        };
    }
    Some(colour)
}

/// How much two colours differ, from 1 to 21.
fn contrast(one: Colour, other: Colour) -> f64 {
    let [one, other] =
        [one, other].map(|[red, green, blue]| 0.2126 * red + 0.7152 * green + 0.0722 * blue);
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn sheet(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("static")
        .join(name);
    fs::read_to_string(path).unwrap()
}

/// The colours that a sheet has below a selector of its own for each theme.
fn themed(name: &str, selectors: [&str; 2]) -> [Tokens; 2] {
    let css = sheet(name);
    let all = variables(&css);
    selectors.map(|wanted| {
        let theirs = all.iter().filter(|(selector, ..)| *selector == wanted);
        let tokens =
            theirs.filter_map(|(_, name, value)| Some(((*name).to_owned(), colour(value)?)));
        tokens.collect()
    })
}

/// The colours of a sheet that has both themes in each value. What each verdict has of its own goes by its class.
fn in_both(name: &str) -> [Tokens; 2] {
    let css = sheet(name);
    let mut themes = [Tokens::new(), Tokens::new()];
    for (selector, name, value) in variables(&css) {
        let both = value
            .strip_prefix("light-dark(")
            .and_then(|it| it.strip_suffix(')'));
        let Some((light, dark)) = both.and_then(|it| it.split_once(", ")) else {
            continue;
        };
        let name = selector.strip_prefix('.').unwrap_or(name);
        for (tokens, value) in themes.iter_mut().zip([light, dark]) {
            tokens.extend(colour(value).map(|colour| (name.to_owned(), colour)));
        }
    }
    themes
}

/// What a list of pairs demands: over, under, at least.
fn demands(pairs: &[Pairs]) -> Vec<(&'static str, &'static str, f64)> {
    let mut all = Vec::new();
    for Pairs { over, under, least } in pairs {
        for over in *over {
            all.extend(under.iter().map(|under| (*over, *under, *least)));
        }
    }
    all
}

fn assert_contrast(themes: &[Tokens; 2], demands: &[(&str, &str, f64)]) {
    let mut complaints = Vec::new();
    for (theme, tokens) in ["light", "dark"].into_iter().zip(themes) {
        for (over, under, least) in demands {
            let [Some(one), Some(other)] = [over, under].map(|name| tokens.get(*name)) else {
                complaints.push(format!("{theme}: {over} or {under} is no colour"));
                continue;
            };
            let is = contrast(*one, *other);
            if is < *least {
                complaints.push(format!("{theme}: {over} on {under}: {is:.2}, not {least}"));
            }
        }
        for name in tokens.keys() {
            let is_used = demands
                .iter()
                .any(|(over, under, _)| over == name || under == name);
            if !is_used && !ORNAMENTS.contains(&name.as_str()) {
                complaints.push(format!("{theme}: on what does {name} stand?"));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn contrast_is_computed_as_the_standard_has_it() {
    let between = |one, other| contrast(colour(one).unwrap(), colour(other).unwrap());
    assert!((between("#000", "#ffffff") - 21.0).abs() < 1e-9);
    // The palest grey that is said to do on white, and the next one, which does not.
    assert!(between("#767676", "#fff") >= WORDS);
    assert!(between("#777777", "#fff") < WORDS);
    assert_eq!(colour("rgb(0 0 0 / 55%)"), None);
}

#[test]
fn the_page_s_colours_stand_out() {
    let themes = themed("style.css", [":root", ":root[data-theme=\"dark\"]"]);
    let mut demands = demands(PAGE);
    // A tone's words on its own ground.
    demands.extend(
        TONES
            .iter()
            .zip(GROUNDS)
            .map(|(tone, ground)| (*tone, *ground, WORDS)),
    );
    assert_contrast(&themes, &demands);
}

#[test]
fn the_written_pages_colours_stand_out() {
    assert_contrast(&in_both("fidelity.css"), &demands(WRITTEN));
}

#[test]
fn the_colours_of_the_notice_of_a_crash_stand_out() {
    let themes = themed("boot.css", ["#crash", "[data-theme=\"dark\"] #crash"]);
    assert_contrast(&themes, &demands(CRASH));
}

/// Words would stand out less than their colour does.
#[test]
fn only_what_surrounds_a_segment_is_pale() {
    for name in ["style.css", "fidelity.css", "boot.css"] {
        let css = sheet(name);
        let pale = css.split('}').filter(|rule| rule.contains("opacity:"));
        let complaints: Vec<_> = pale
            .filter(|rule| !rule.contains(".halo {"))
            .map(str::to_owned)
            .collect();
        assert_none(&complaints);
    }
}
