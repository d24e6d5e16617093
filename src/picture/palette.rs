//! The page's colours, for where there is no style sheet. A test holds them against the tokens of `static/style.css`.

use crate::view_model::Tone;

/// A colour by the name of its token, for light and for dark.
pub(super) struct Colour {
    pub(super) token: &'static str,
    pub(super) light: &'static str,
    pub(super) dark: &'static str,
}

/// What a tone is made of: the tokens of its words, its shapes and the ground below its words.
pub(super) struct Tint {
    pub(super) words: &'static str,
    pub(super) shapes: &'static str,
    pub(super) ground: &'static str,
}

/// The value of a token.
pub(super) fn colour(token: &str, is_dark: bool) -> Option<&'static str> {
    let colour = COLOURS.iter().find(|colour| colour.token == token)?;
    Some(if is_dark { colour.dark } else { colour.light })
}

/// What a tone is made of.
pub(super) const fn tint(tone: Tone) -> Tint {
    let (words, shapes, ground) = match tone {
        Tone::Closed => ("closed", "closed", "closed-bg"),
        Tone::Listen => ("listen", "listen", "listen-bg"),
        Tone::Opening => ("opening", "opening-fill", "opening-bg"),
        Tone::Established => ("established", "established-fill", "established-bg"),
        Tone::ActiveClose => ("active-close", "active-close", "active-close-bg"),
        Tone::PassiveClose => ("passive-close", "passive-close-fill", "passive-close-bg"),
        Tone::TimeWait => ("time-wait", "time-wait", "time-wait-bg"),
        Tone::Reset => ("danger", "danger", "danger-bg"),
        Tone::Data => ("data", "data", "data-bg"),
        Tone::Neutral => ("muted", "muted", "closed-bg"),
    };
    Tint {
        words,
        shapes,
        ground,
    }
}

/// All tones, in the order in which a picture lists them.
pub(super) const TONES: [Tone; 10] = [
    Tone::Closed,
    Tone::Listen,
    Tone::Opening,
    Tone::Established,
    Tone::ActiveClose,
    Tone::PassiveClose,
    Tone::TimeWait,
    Tone::Reset,
    Tone::Data,
    Tone::Neutral,
];

/// The page's font for words.
pub(super) const SANS: &str = "system-ui, \"PingFang SC\", \"Microsoft YaHei\", \"Noto Sans CJK SC\", \"Source Han Sans SC\", sans-serif";
/// The page's font for what stands in columns.
pub(super) const MONO: &str = "ui-monospace, \"SF Mono\", \"JetBrains Mono\", Menlo, Consolas, \"DejaVu Sans Mono\", monospace";

/// The tokens that a picture needs.
pub(super) static COLOURS: &[Colour] = &[
    Colour {
        token: "bg",
        light: "#f7f8fa",
        dark: "#0f141a",
    },
    Colour {
        token: "panel",
        light: "#fff",
        dark: "#171e26",
    },
    Colour {
        token: "ink",
        light: "#17202b",
        dark: "#e8edf2",
    },
    Colour {
        token: "muted",
        light: "#5b6876",
        dark: "#9aa7b4",
    },
    Colour {
        token: "line",
        light: "#dde2e8",
        dark: "#2a3440",
    },
    Colour {
        token: "accent",
        light: "#0a66c2",
        dark: "#6cb2ff",
    },
    Colour {
        token: "danger",
        light: "#c01818",
        dark: "#ff7b7b",
    },
    Colour {
        token: "danger-bg",
        light: "#fde5e5",
        dark: "#421c1f",
    },
    Colour {
        token: "closed",
        light: "#5f6b78",
        dark: "#9aa6b2",
    },
    Colour {
        token: "closed-bg",
        light: "#eceff2",
        dark: "#222b35",
    },
    Colour {
        token: "listen",
        light: "#47617f",
        dark: "#8aa8cf",
    },
    Colour {
        token: "listen-bg",
        light: "#e4ebf3",
        dark: "#1f2b3b",
    },
    Colour {
        token: "opening",
        light: "#8a5a0b",
        dark: "#f0b442",
    },
    Colour {
        token: "opening-fill",
        light: "#c28228",
        dark: "#f0b442",
    },
    Colour {
        token: "opening-bg",
        light: "#fdf3dc",
        dark: "#3a2e12",
    },
    Colour {
        token: "established",
        light: "#08704f",
        dark: "#3fd0a5",
    },
    Colour {
        token: "established-fill",
        light: "#0b8a6a",
        dark: "#3fd0a5",
    },
    Colour {
        token: "established-bg",
        light: "#dcf5ec",
        dark: "#10362b",
    },
    Colour {
        token: "active-close",
        light: "#6541bd",
        dark: "#b197fc",
    },
    Colour {
        token: "active-close-bg",
        light: "#ece6fb",
        dark: "#2b2349",
    },
    Colour {
        token: "passive-close",
        light: "#b53a08",
        dark: "#ff9466",
    },
    Colour {
        token: "passive-close-fill",
        light: "#cc4a14",
        dark: "#ff9466",
    },
    Colour {
        token: "passive-close-bg",
        light: "#fde8dc",
        dark: "#40231a",
    },
    Colour {
        token: "time-wait",
        light: "#9a1aa7",
        dark: "#f08cf5",
    },
    Colour {
        token: "time-wait-bg",
        light: "#fae3fb",
        dark: "#3c1a40",
    },
    Colour {
        token: "data",
        light: "#0b6a7c",
        dark: "#4fd3e8",
    },
    Colour {
        token: "data-bg",
        light: "#dff3f7",
        dark: "#10343c",
    },
];
