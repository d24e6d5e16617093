//! The product's texts. Translators edit `en/*.toml` and `zh-Hans/*.toml`; `build.rs` beside them turns the keys into
//! [`Text`], so that a missing or misspelt key does not compile.

mod book;
mod state_names;

pub use book::{BOOKS_QUERY, Book};
pub use state_names::StateNames;

use core::hint::black_box;
use serde::{Deserialize, Serialize};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    ZhHans,
}

impl Lang {
    /// Every language, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::En, Self::ZhHans];

    /// The tag for `lang` attributes: `en`, `zh-Hans`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhHans => "zh-Hans",
        }
    }

    /// The language's own name for itself, as on the switch.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "EN",
            Self::ZhHans => "中文",
        }
    }

    /// The language for a BCP 47 tag (`zh`, `zh-CN`, `zh_Hans`, `en-GB`); none for one we do not speak.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::ZhHans),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// A text in this language.
    pub fn text(self, text: Text) -> &'static str {
        let [early, later] = match self {
            Self::En => &EN,
            Self::ZhHans => &ZH_HANS,
        };
        let place = text as usize;
        match place.checked_sub(EARLY) {
            None => early.get(place),
            Some(place) => later.get(place),
        }
    }

    /// The same for who keeps it.
    pub fn owned(self, text: Text) -> String {
        self.text(text).to_owned()
    }

    /// A text with its slots filled: `{n}` takes the value named `n`.
    pub fn fill(self, text: Text, values: &[(&str, &str)]) -> String {
        let unfilled = self.owned(text);
        values
            .iter()
            .fold(unfilled, |text, (slot, value)| put(&text, slot, value))
    }
}

/// Texts of a language, one behind the other.
struct Shelf {
    /// Where in `all` their lengths begin, a letter each, its number the length in bytes.
    first_length: usize,
    /// Where they themselves begin.
    first_text: usize,
    all: &'static str,
}

impl Shelf {
    fn get(&self, place: usize) -> &'static str {
        // What is not there yet is zero. The compiler must not know better.
        let mut all = black_box(self.all);
        if all.as_bytes().first() == Some(&0) {
            all = demanded(all);
        }
        let mut start = self.first_text;
        let mut lengths = all[self.first_length..]
            .chars()
            .map(|letter| letter as usize);
        for length in lengths.by_ref().take(place) {
            start += length;
        }
        let length = lengths.next().unwrap_or_default();
        &all[start..start + length]
    }
}

/// Texts that were found missing. A released page begins with one shelf of one language; the others come with the second part
/// of its module, which this function is in: calling it has that part fetched.
#[cold]
#[inline(never)]
fn demanded(all: &'static str) -> &'static str {
    let all = black_box(all);
    assert!(all.starts_with('<'), "the texts of a language are missing");
    all
}

/// Texts that belong to data and are found by its names: those of lessons.
pub struct Family(&'static [(&'static str, Text)]);

impl Family {
    /// The text of this name.
    pub fn find(&self, name: &str) -> Option<Text> {
        let place = self.0.binary_search_by_key(&name, |(name, _)| name).ok()?;
        Some(self.0[place].1)
    }
}

/// `text` with `value` in place of `{slot}`. By hand, because [`str::replace`] would bring a string searcher into the
/// page's module.
pub fn put(text: &str, slot: &str, value: &str) -> String {
    let mut filled = String::with_capacity(text.len() + value.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        rest = match after.split_once('}') {
            Some((name, behind)) if name == slot => {
                filled.push_str(value);
                behind
            }
            _ => {
                filled.push('{');
                after
            }
        };
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_tutorial_pages_find_their_language() {
        for tag in ["zh", "zh-CN", "zh_CN", "zh-Hans", "ZH-tw"] {
            assert_eq!(Lang::from_tag(tag), Some(Lang::ZhHans), "{tag}");
        }
        assert_eq!(Lang::from_tag("en-GB"), Some(Lang::En));
        assert_eq!(Lang::from_tag("tlh"), None);
    }

    #[test]
    fn a_slot_takes_its_value_wherever_it_stands_and_leaves_the_others() {
        assert_eq!(put("{n} of {m}: {n}", "n", "4"), "4 of {m}: 4");
        assert_eq!(put("nothing {open", "open", "x"), "nothing {open");
    }

    #[test]
    fn every_text_is_found_in_both_languages() {
        for (key, text) in ALL {
            for lang in Lang::ALL {
                assert!(!lang.text(*text).is_empty(), "{key} in {}", lang.tag());
            }
        }
        assert_eq!(Lang::En.text(Text::UiPlay), "Play");
    }
}
