//! The product's texts. Translators edit `en/*.toml` and `zh-Hans/*.toml`; `build.rs` beside them turns the keys into
//! [`Text`], so that a missing or misspelt key does not compile.

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
        let table = match self {
            Self::En => EN,
            Self::ZhHans => ZH_HANS,
        };
        table[text as usize]
    }

    /// A text with its slots filled: `{n}` takes the value named `n`.
    pub fn fill(self, text: Text, values: &[(&str, &str)]) -> String {
        values
            .iter()
            .fold(self.text(text).to_owned(), |filled, (name, value)| {
                filled.replace(&format!("{{{name}}}"), value)
            })
    }
}

impl Text {
    /// The text with this key: for texts that belong to data, such as a rule's or a lesson's.
    pub fn from_key(key: &str) -> Option<Self> {
        KEYS.binary_search(&key).ok().map(|index| ALL[index])
    }
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
}
