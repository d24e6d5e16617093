//! The picture's own style sheet. Nothing in it asks for what only browsers have, so that editors and converters draw the
//! picture, too: no variables, and a tone is the `color` that its shapes take.

use crate::app_state::Theme;
use crate::picture::palette::{MONO, SANS, TONES, colour, tint};
use core::fmt::Write as _;

/// How parts of the ladder look: rules of `static/style.css`, word for word, which a test holds against it.
pub(super) static RULES: &[(&str, &[(&str, &str)])] = &[
    (".band", &[("fill", "var(--fill, var(--tone))")]),
    (
        ".state-name",
        &[
            ("fill", "var(--tone)"),
            ("font-size", "12px"),
            ("font-weight", "700"),
            ("paint-order", "stroke"),
            ("stroke", "var(--panel)"),
            ("stroke-width", "3px"),
            ("stroke-linejoin", "round"),
        ],
    ),
    (".narrow .state-name", &[("font-size", "16px")]),
    (
        ".mark",
        &[
            ("fill", "var(--tone)"),
            ("paint-order", "stroke"),
            ("stroke", "var(--panel)"),
            ("stroke-width", "3px"),
            ("stroke-linejoin", "round"),
        ],
    ),
    (
        ".apart",
        &[
            ("stroke", "var(--ink)"),
            ("stroke-dasharray", "3 3"),
            ("stroke-width", "2"),
        ],
    ),
    (".gap rect", &[("fill", "var(--bg)")]),
    (
        ".gap text",
        &[("fill", "var(--muted)"), ("font-family", "var(--sans)")],
    ),
    (
        ".torn",
        &[
            ("fill", "none"),
            ("stroke", "var(--panel)"),
            ("stroke-width", "2.5"),
        ],
    ),
    (
        ".line",
        &[
            ("fill", "none"),
            ("stroke", "var(--tone)"),
            ("stroke-width", "1.6"),
        ],
    ),
    (".line path", &[("fill", "var(--tone)"), ("stroke", "none")]),
    (
        ".line.resent polyline",
        &[("stroke-dasharray", "6 4"), ("stroke-width", "2.2")],
    ),
    (
        ".label text",
        &[("fill", "var(--tone)"), ("font-weight", "500")],
    ),
    (".label rect", &[("fill", "none")]),
    (".resent .label text", &[("font-weight", "700")]),
    (".in-flight .label text", &[("font-weight", "700")]),
    (
        ".in-flight .label rect",
        &[
            ("fill", "var(--panel)"),
            ("stroke", "var(--tone)"),
            ("stroke-width", "1.5"),
        ],
    ),
    (".alone .label text", &[("font-weight", "700")]),
    (
        ".alone .label rect",
        &[
            ("fill", "var(--panel)"),
            ("stroke", "var(--tone)"),
            ("stroke-dasharray", "3 2"),
        ],
    ),
    (
        ".flight .halo",
        &[("fill", "var(--tone)"), ("opacity", "0.2")],
    ),
    (".flight .dot", &[("fill", "var(--tone)")]),
    (
        ".cross circle",
        &[
            ("fill", "var(--panel)"),
            ("stroke", "var(--danger)"),
            ("stroke-width", "1.6"),
        ],
    ),
    (
        ".cross path",
        &[("stroke", "var(--danger)"), ("stroke-width", "2")],
    ),
    (
        ".cross text",
        &[
            ("fill", "var(--danger)"),
            ("font-family", "var(--sans)"),
            ("paint-order", "stroke"),
            ("stroke", "var(--panel)"),
            ("stroke-width", "4px"),
            ("stroke-linejoin", "round"),
        ],
    ),
    (
        ".now line",
        &[("stroke", "var(--accent)"), ("stroke-dasharray", "3 4")],
    ),
    (
        ".now text",
        &[
            ("fill", "var(--accent)"),
            ("font-size", "11px"),
            ("paint-order", "stroke"),
            ("stroke", "var(--panel)"),
            ("stroke-width", "4px"),
            ("stroke-linejoin", "round"),
        ],
    ),
];

/// The same for what stands around the ladder, which on the page is laid out as HTML.
static FRAME: &[(&str, &[(&str, &str)])] = &[
    (
        ".paper",
        &[("fill", "var(--panel)"), ("stroke", "var(--line)")],
    ),
    (".between", &[("stroke", "var(--line)")]),
    (
        ".title",
        &[
            ("fill", "var(--ink)"),
            ("font-family", "var(--sans)"),
            ("font-size", "16px"),
            ("font-weight", "700"),
        ],
    ),
    (
        ".said",
        &[
            ("fill", "var(--muted)"),
            ("font-family", "var(--sans)"),
            ("font-size", "12px"),
        ],
    ),
    (
        ".moment",
        &[("fill", "var(--muted)"), ("font-size", "12px")],
    ),
    (
        ".lane",
        &[
            ("fill", "var(--ink)"),
            ("font-family", "var(--sans)"),
            ("font-size", "13px"),
            ("font-weight", "700"),
        ],
    ),
    (".deviation", &[("fill", "var(--danger)")]),
    (".ground", &[("fill", "var(--tone)")]),
    (
        ".host text",
        &[("fill", "var(--tone)"), ("font-size", "12px")],
    ),
    (".host .name", &[("font-family", "var(--sans)")]),
    (".host .state", &[("font-weight", "700")]),
];

/// The class of a picture in a theme. All rules are below it: several pictures on one page keep to themselves.
pub(super) const fn root(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "tcpscope-auto",
        Theme::Light => "tcpscope-light",
        Theme::Dark => "tcpscope-dark",
    }
}

/// Whether a class occurs.
type Has<'a> = &'a dyn Fn(&str) -> bool;

/// The style sheet for what was drawn.
pub(super) fn sheet(theme: Theme, has: Has) -> String {
    let root = root(theme);
    let mut sheet = format!(".{root}{{font:11.5px {MONO}}}");
    let is_dark = theme == Theme::Dark;
    add_rules(&mut sheet, (root, has), is_dark, false);
    add_tones(&mut sheet, (root, has), is_dark);
    if theme == Theme::Auto {
        sheet.push_str("@media (prefers-color-scheme:dark){");
        add_rules(&mut sheet, (root, has), true, true);
        add_tones(&mut sheet, (root, has), true);
        sheet.push('}');
    }
    sheet
}

/// Whether all classes that a rule speaks of occur.
fn applies(selector: &str, has: Has) -> bool {
    let mut classes = selector.split('.').skip(1);
    classes.all(|class| has(class.split(' ').next().unwrap_or_default()))
}

/// The rules for one set of colours; of a second set only what differs from the first.
fn add_rules(sheet: &mut String, (root, has): (&str, Has), is_dark: bool, is_second: bool) {
    let rules = RULES.iter().chain(FRAME);
    for (selector, declarations) in rules.filter(|(selector, _)| applies(selector, has)) {
        let mut body = String::new();
        for (property, value) in *declarations {
            let token = value
                .strip_prefix("var(--")
                .and_then(|it| it.strip_suffix(')'));
            let own = token.and_then(|token| colour(token, is_dark));
            if is_second && own.is_none() {
                continue;
            }
            let written = match own.or(token) {
                None => *value,
                Some("sans") => SANS,
                Some("tone" | "fill, var(--tone)") => "currentColor",
                Some(colour) => colour,
            };
            let _ = write!(body, "{property}:{written};");
        }
        if !body.is_empty() {
            let body = body.trim_end_matches(';');
            let _ = write!(sheet, ".{root} {selector}{{{body}}}");
        }
    }
}

/// A tone is the `color` of what has its class: of words; of bands, which are shapes; and of the ground below words.
fn add_tones(sheet: &mut String, (root, has): (&str, Has), is_dark: bool) {
    for tone in TONES.iter().filter(|tone| has(tone.class())) {
        let (class, tint) = (tone.class(), tint(*tone));
        let of = |token| colour(token, is_dark).unwrap_or("currentColor");
        let (words, shapes) = (of(tint.words), of(tint.shapes));
        let _ = write!(sheet, ".{root} .{class}{{color:{words}}}");
        // By their names: in one of the two sets they may look alike.
        if tint.words != tint.shapes {
            let _ = write!(sheet, ".{root} .band.{class}{{color:{shapes}}}");
        }
        let _ = write!(
            sheet,
            ".{root} .ground.{class}{{color:{}}}",
            of(tint.ground)
        );
    }
}
