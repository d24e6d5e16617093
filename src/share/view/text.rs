//! How a run is shown, as a text: `embed=1&theme=dark`.

use crate::i18n::{Lang, StateNames};
use crate::share::words::{Names, SWITCH, is_same, name_of, named};
use crate::share::{Controls, Fault, MotionChoice, Panel, Panels, Theme, View};
use crate::timeline::Speed;
use core::fmt;

/// The keys, in the order in which they are printed.
pub(in crate::share) static KEYS: &[&str] = &[
    "embed", "lang", "theme", "states", "autoplay", "controls", "panels", "edit", "speed",
    "motion", "keys", "links",
];

const SPEEDS: &Names<Speed> = &[
    ("0.5", Speed::Half),
    ("1", Speed::Normal),
    ("2", Speed::Double),
    ("4", Speed::Quadruple),
];
/// What also means yes or no.
const WORDS: &Names<bool> = &[
    ("true", true),
    ("false", false),
    ("yes", true),
    ("no", false),
    ("", true),
];
const PANELS: &str = "all, none, lesson, why, diagram, segment, log, sockets, compare, handshake, drop-next, time-wait, \
    ack-delay, close, loss, rtt, profile, link, client-host, server-host, closed-port";

impl View {
    /// Takes over what the value of a key says.
    #[inline(never)]
    pub(in crate::share) fn take(&mut self, key: &str, value: &str) -> Result<(), Fault> {
        let switch = || {
            let word = named(SWITCH, value).or_else(|| named(WORDS, value));
            word.ok_or(Fault::NotOneOf("0, 1"))
        };
        match key {
            "embed" => self.embed = switch()?,
            "lang" => {
                let lang = Lang::from_tag(value).ok_or(Fault::NotOneOf("en, zh"))?;
                self.lang = Some(lang);
            }
            "theme" => {
                let theme = Theme::ALL.into_iter();
                self.theme = Some(one(theme, Theme::name, value, "auto, light, dark")?);
            }
            "states" => {
                let states = [StateNames::Rfc, StateNames::Socket].into_iter();
                self.states = Some(one(states, StateNames::name, value, "rfc, socket")?);
            }
            "autoplay" => self.autoplay = Some(switch()?),
            "controls" => {
                self.controls = one(
                    Controls::ALL.into_iter(),
                    Controls::name,
                    value,
                    "full, min, none",
                )?;
            }
            "panels" => self.panels = panels(value)?,
            "edit" => self.edit = switch()?,
            "speed" => {
                let speed = named(SPEEDS, value.trim_end_matches(['x', 'X', '×']));
                self.speed = speed.ok_or(Fault::NotOneOf("0.5, 1, 2, 4"))?;
            }
            "motion" => {
                let motions = MotionChoice::ALL.into_iter();
                self.motion = one(motions, MotionChoice::name, value, "auto, reduce, full")?;
            }
            "keys" => self.keys = switch()?,
            _ => self.links = switch()?,
        }
        Ok(())
    }
}

fn one<T: Copy>(
    mut all: impl Iterator<Item = T>,
    name: fn(T) -> &'static str,
    value: &str,
    names: &'static str,
) -> Result<T, Fault> {
    all.find(|it| is_same(name(*it), value))
        .ok_or(Fault::NotOneOf(names))
}

fn panels(value: &str) -> Result<Panels, Fault> {
    let mut chosen = Panels::NONE;
    for word in value.split(',').map(str::trim) {
        let mut all = Panel::ALL.into_iter();
        if is_same(word, "all") {
            chosen = all.fold(chosen, Panels::with);
        } else if let Some(panel) = all.find(|panel| is_same(panel.name(), word)) {
            chosen = chosen.with(panel);
        } else if !is_same(word, "none") && !word.is_empty() {
            return Err(Fault::NotOneOf(PANELS));
        }
    }
    Ok(chosen)
}

/// What is not as usual, as `key=value`, joined by `&`.
impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let usual = Self::default();
        let differs = |now: bool, usual: bool| (now != usual).then(|| u8::from(now).to_string());
        let chosen = |is_usual: bool, name: &str| (!is_usual).then(|| name.to_owned());
        let mut separator = "";
        for key in KEYS {
            let value = match *key {
                "embed" => differs(self.embed, usual.embed),
                "lang" => self.lang.map(|lang| lang.tag().to_owned()),
                "theme" => self.theme.map(|theme| theme.name().to_owned()),
                "states" => self.states.map(|states| states.name().to_owned()),
                "autoplay" => self.autoplay.map(|plays| u8::from(plays).to_string()),
                "controls" => chosen(self.controls == usual.controls, self.controls.name()),
                "panels" => (self.panels != usual.panels).then(|| names(self.panels)),
                "edit" => differs(self.edit, usual.edit),
                "speed" => chosen(self.speed == usual.speed, name_of(SPEEDS, self.speed)),
                "motion" => chosen(self.motion == usual.motion, self.motion.name()),
                "keys" => differs(self.keys, usual.keys),
                _ => differs(self.links, usual.links),
            };
            if let Some(value) = value {
                write!(f, "{separator}{key}={value}")?;
                separator = "&";
            }
        }
        Ok(())
    }
}

fn names(panels: Panels) -> String {
    let mut text = String::new();
    for panel in Panel::ALL {
        if panels.holds(panel) {
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(panel.name());
        }
    }
    if text.is_empty() {
        text.push_str("none");
    }
    text
}
