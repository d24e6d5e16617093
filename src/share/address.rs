//! The page's address: query and fragment as one list of `key=value`.

use crate::lesson::{LessonId, Place};
use crate::share::items::{LONGEST, items};
use crate::share::variation::variation;
use crate::share::view::text::KEYS as VIEW_KEYS;
use crate::share::words::{instant, is_same, named, number};
use crate::share::{Deed, Deeds, Fault, Link, Problem, View};
use crate::simulation::{Profile, Variation};
use crate::timeline::{Comparison, Lane};
use core::fmt;

/// What the page's address asks for. Query and fragment are one list of `key=value`; the fragment has precedence. Reading
/// never fails: what is wrong stands in `problems`, and the rest holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The run.
    pub run: Link,
    /// How it is shown.
    pub view: View,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// The keys that say what the run is, in the order in which they are read and printed.
static RUN_KEYS: &[&str] = &[
    "v", "lesson", "part", "on", "with", "vs", "lane", "do", "do2", "t",
];
/// Keys that mean something to others: to the page's own start, and to `WordPress`.
const FOREIGN_KEYS: [&str; 2] = ["origin", "secret"];
/// The version of links that this page writes.
const VERSION: &str = "1";
/// The most deeds of a lane that are read. Each may leave a socket behind, which every later moment of the run shows.
const MOST_DEEDS: usize = 100;
/// The most variations.
const MOST_VARIATIONS: usize = 20;

impl Address {
    /// Reads an address's query and fragment, with or without their `?` and `#`.
    ///
    /// What the fragment says that is nothing to this page is told; the query has keys for others, too.
    pub fn parse(query: &str, fragment: &str) -> Self {
        Self::parse_over(View::default(), query, fragment)
    }

    /// The same for who sees `view` already and wants only what is said otherwise.
    #[inline(never)]
    pub fn parse_over(view: View, query: &str, fragment: &str) -> Self {
        let mut reader = Reader::default();
        reader.read(query, false);
        reader.read(fragment, true);
        let Reader {
            found,
            mut problems,
        } = reader;
        let mut address = Self {
            view,
            ..Self::default()
        };
        let mut is_lost = false;
        for key in keys() {
            let Some((_, value)) = found.iter().rfind(|(known, _)| *known == key) else {
                continue;
            };
            // What was to be done in another lesson makes no sense in this one.
            if is_lost && !VIEW_KEYS.contains(&key) {
                continue;
            }
            if let Err(fault) = address.take(key, value, &mut problems) {
                is_lost |= fault == Fault::UnknownLesson;
                problems.push(Problem::new(key, value, fault));
            }
        }
        address.problems = problems;
        address
    }

    fn take(
        &mut self,
        key: &'static str,
        value: &str,
        problems: &mut Vec<Problem>,
    ) -> Result<(), Fault> {
        let run = &mut self.run;
        match key {
            "v" if value == VERSION => {}
            "v" => return Err(Fault::UnknownVersion),
            "lesson" => {
                let mut all = LessonId::ALL.into_iter();
                let lesson = all.find(|id| is_same(id.name(), value));
                *run = Link::to(Place::first_of(lesson.ok_or(Fault::UnknownLesson)?));
            }
            "part" => *run = Link::to(part(run.place.lesson, value)?),
            "on" => {
                let names = [("rfc9293", Profile::Rfc9293), ("linux", Profile::Linux)];
                run.profile = named(&names, value).ok_or(Fault::NotOneOf("rfc9293, linux"))?;
            }
            "with" => run.variations = variations(value, problems),
            "vs" => run.comparison = comparison(value)?,
            "lane" => run.lane = lane(value, run.comparison)?,
            "do" => run.deeds = deeds(key, value, problems),
            "do2" if run.comparison.is_none() => return Err(Fault::OneLane),
            "do2" => run.deeds_b = Some(deeds(key, value, problems)),
            "t" => run.at = Some(instant(value)?),
            _ => self.view.take(key, value)?,
        }
        Ok(())
    }
}

fn keys() -> impl Iterator<Item = &'static str> {
    RUN_KEYS.iter().chain(VIEW_KEYS).copied()
}

/// The keys that were found, with their values: the last one holds.
#[derive(Default)]
struct Reader {
    found: Vec<(&'static str, String)>,
    problems: Vec<Problem>,
}

impl Reader {
    /// Takes the values from a text. If it is ours alone, whatever else it holds is told.
    fn read(&mut self, text: &str, is_ours: bool) {
        let (items, is_cut) = items(text);
        if is_cut {
            self.problems
                .push(Problem::new("", text, Fault::TooLong(LONGEST)));
        }
        let earlier = self.found.len();
        for (key, value) in items {
            if let Some(known) = keys().find(|known| is_same(known, &key)) {
                if self.found[earlier..].iter().any(|(one, _)| *one == known) {
                    self.problems
                        .push(Problem::new(known, &value, Fault::Twice));
                }
                self.found.push((known, value));
            } else if is_ours && !FOREIGN_KEYS.iter().any(|known| is_same(known, &key)) {
                self.problems
                    .push(Problem::new("", &key, Fault::UnknownKey));
            }
        }
    }
}

/// A part of a lesson, counted from one.
fn part(lesson: LessonId, value: &str) -> Result<Place, Fault> {
    let parts = crate::lesson::lesson(lesson).parts.len();
    let place = number(value, u64::from(u32::MAX))?;
    let place = usize::try_from(place)
        .ok()
        .and_then(|place| place.checked_sub(1));
    place
        .and_then(|place| Place::new(lesson, place))
        .ok_or(Fault::NoSuchPart(parts))
}

fn variations(value: &str, problems: &mut Vec<Problem>) -> Vec<Variation> {
    let mut all: Vec<Variation> = Vec::new();
    for text in words(value).take(MOST_VARIATIONS) {
        match variation(text) {
            Ok(varied) => {
                all.retain(|earlier| Comparison::new(*earlier, varied).is_none());
                all.push(varied);
            }
            Err(fault) => problems.push(Problem::new("with", text, fault)),
        }
    }
    all
}

/// `handshake:2,3`, `close:server:now,2s`, or `none`.
fn comparison(value: &str) -> Result<Option<Comparison>, Fault> {
    const FORM: Fault = Fault::Form("vs=handshake:2,3");
    if is_same(value, "none") {
        return Ok(None);
    }
    let (one, other) = value.split_once([',', '|']).ok_or(FORM)?;
    let (one, other) = (one.trim(), other.trim());
    let a = variation(one)?;
    // What both have in common need not be said twice.
    let b = variation(other).or_else(|fault| {
        let (common, _) = one.rsplit_once(':').ok_or(fault)?;
        variation(&[common, ":", other].concat())
    })?;
    Comparison::new(a, b).map(Some).ok_or(FORM)
}

fn lane(value: &str, comparison: Option<Comparison>) -> Result<Lane, Fault> {
    let names = [
        ("a", Lane::A),
        ("b", Lane::B),
        ("1", Lane::A),
        ("2", Lane::B),
    ];
    match named(&names, value).ok_or(Fault::NotOneOf("a, b"))? {
        Lane::B if comparison.is_none() => Err(Fault::OneLane),
        lane => Ok(lane),
    }
}

fn deeds(key: &'static str, value: &str, problems: &mut Vec<Problem>) -> Deeds {
    let mut deeds = Deeds::NONE;
    let mut texts = words(value);
    for text in texts.by_ref().take(MOST_DEEDS) {
        if let Some(kept) = text.strip_prefix("keep:") {
            match number(kept, u64::from(u32::MAX)) {
                Ok(kept) => deeds.keep = usize::try_from(kept).ok(),
                Err(fault) => problems.push(Problem::new(key, text, fault)),
            }
            continue;
        }
        match Deed::parse(text) {
            Ok(deed) => deeds.list.push(deed),
            Err(problem) => problems.push(Problem { key, ..problem }),
        }
    }
    if let Some(more) = texts.next() {
        problems.push(Problem::new(key, more, Fault::TooMany(MOST_DEEDS)));
    }
    deeds
}

/// The words of a list.
fn words(list: &str) -> impl Iterator<Item = &str> {
    let words = list.split([',', ';']).map(str::trim);
    words.filter(|word| !word.is_empty())
}

/// The text of which the same address is read.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let view = self.view.to_string();
        write!(f, "{}", self.run)?;
        if !view.is_empty() {
            write!(f, "&{view}")?;
        }
        Ok(())
    }
}

impl From<Link> for Address {
    fn from(run: Link) -> Self {
        Self {
            run,
            ..Self::default()
        }
    }
}
