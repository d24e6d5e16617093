//! Well-formed XML, written from front to back.

use core::fmt::Write as _;

/// A document in the making.
#[derive(Debug, Default)]
pub(super) struct Xml {
    text: String,
    /// The elements that are open, outermost first.
    open: Vec<&'static str>,
    /// The classes that occur.
    classes: Vec<String>,
}

/// The attributes of an element: names and unescaped values.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Xml {
    /// Begins an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes) {
        self.tag(name, attributes);
        self.text.push('>');
        self.open.push(name);
    }

    /// Ends the element that was begun last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            let _ = write!(self.text, "</{name}>");
        }
    }

    /// Adds an element with nothing in it.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: Attributes) {
        self.tag(name, attributes);
        self.text.push_str("/>");
    }

    /// Adds an element with nothing but text in it.
    pub(super) fn words(&mut self, name: &'static str, attributes: Attributes, words: &str) {
        self.open(name, attributes);
        escape(words, &mut self.text);
        self.close();
    }

    /// Adds what was written elsewhere.
    pub(super) fn add(&mut self, other: Self) {
        self.text.push_str(&other.closed());
    }

    /// Whether some element has this class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        self.classes.iter().any(|known| known == class)
    }

    /// The document, with a line's end behind it.
    pub(super) fn finish(self) -> String {
        self.closed() + "\n"
    }

    fn closed(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn tag(&mut self, name: &str, attributes: Attributes) {
        let _ = write!(self.text, "<{name}");
        for (attribute, value) in attributes {
            if *attribute == "class" {
                for class in value.split(' ') {
                    if !self.has_class(class) {
                        self.classes.push(class.to_owned());
                    }
                }
            }
            let _ = write!(self.text, " {attribute}=\"");
            escape(value, &mut self.text);
            self.text.push('"');
        }
    }
}

/// Adds `words` to `text` so that they read the same between tags and within double quotes. What XML cannot hold at all
/// (its production 2, `Char`) becomes U+FFFD.
fn escape(words: &str, text: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'.. => text.push(letter),
            _ => text.push('\u{fffd}'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped_and_closed() {
        let mut xml = Xml::default();
        xml.open("a", &[("b", "\"<&>\" 'c'")]);
        xml.words("d", &[], "</d>&\u{0}\u{fffe}é");
        xml.leaf("e", &[]);
        let written = "<a b=\"&quot;&lt;&amp;&gt;&quot; 'c'\"><d>&lt;/d&gt;&amp;\u{fffd}\u{fffd}é</d><e/></a>\n";
        assert_eq!(xml.finish(), written);
    }
}
