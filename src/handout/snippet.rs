//! What an author pastes: a link, or the run in a frame, written for each kind of place. Nothing here knows a run: it is
//! given addresses and titles, and writes them so that each place reads them back unchanged.

#[cfg(test)]
mod tests;

/// What a frame may do: run the page, and open a tab that is an ordinary one again. Never `allow-same-origin`: with it, a
/// frame of the author's own site could take the sandbox off itself.
pub const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

/// A run and how it is to be shown, in parts that every snippet is put together from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The page's own address, without query and fragment.
    pub page: String,
    /// How it is shown, as the address says it: `embed=1&theme=dark`.
    pub view: String,
    /// What is run, as the address says it: `lesson=four_waves&do=drop:9`.
    pub run: String,
    /// How the whole page shows it, as the address says it: `lang=en`; may be empty.
    pub reader: String,
    /// What it is, in a line: the frame's title, and what stands for the picture.
    pub title: String,
    /// The lesson's still, in the page's folder.
    pub still: String,
    /// How wide, in CSS pixels; none for as wide as there is room.
    pub width: Option<u32>,
    /// How high, in CSS pixels.
    pub height: u32,
}

impl Snippet {
    /// The page with this run: the whole page, all of it in the fragment, which no server sees.
    pub fn link(&self) -> String {
        let mut link = [&self.page, "#", &self.run].concat();
        if !self.reader.is_empty() {
            link.push('&');
            link.push_str(&self.reader);
        }
        link
    }

    /// The page for a frame. The query is the same for all runs that look alike, and so is what the browser keeps.
    pub fn frame(&self) -> String {
        [&self.page, "?", &self.view, "#", &self.run].concat()
    }

    /// A frame, as HTML.
    pub fn html(&self) -> String {
        let mut text = self.frame_start();
        text.push_str(
            "\n  style=\"border:0;max-width:100%\" loading=\"lazy\" allowfullscreen\n  sandbox=\"",
        );
        text.push_str(SANDBOX);
        text.push_str("\"></iframe>\n");
        text
    }

    /// The same for JSX, which wants other names and a style that is an object; in strings it reads HTML's entities.
    pub fn jsx(&self) -> String {
        let mut text = self.frame_start();
        text.push_str("\n  style={{ border: 0, maxWidth: '100%' }} loading=\"lazy\" allowFullScreen\n  sandbox=\"");
        text.push_str(SANDBOX);
        text.push_str("\" />\n");
        text
    }

    /// The element, with the script that defines it; until that has come, and wherever it does not, the still stands there,
    /// whole and in the same place.
    pub fn element(&self) -> String {
        let mut text = "<script".to_owned();
        push_attribute(&mut text, "src", &self.beside("tcp-scope.js"));
        text.push_str(" defer></script>\n<tcp-scope");
        let mut rest = String::new();
        for part in self.run.split('&') {
            if let Some((name @ ("lesson" | "t"), value)) = part.split_once('=') {
                push_attribute(&mut text, name, value);
            } else {
                rest.push_str(if rest.is_empty() { "" } else { "&" });
                rest.push_str(part);
            }
        }
        if !rest.is_empty() {
            push_attribute(&mut text, "run", &rest);
        }
        for part in self.view.split('&') {
            if let Some((name, value)) = part.split_once('=')
                && name != "embed"
            {
                push_attribute(&mut text, name, value);
            }
        }
        let height = self.height.to_string();
        push_attribute(&mut text, "height", &height);
        if let Some(width) = self.width {
            // What no script has defined stands in a line, and has no width of its own.
            let style = ["display:block;max-width:", &width.to_string(), "px"].concat();
            push_attribute(&mut text, "style", &style);
        }
        text.push_str(">\n  <a");
        push_attribute(&mut text, "href", &self.link());
        text.push_str(">\n    <img");
        push_attribute(&mut text, "src", &self.still());
        push_attribute(&mut text, "alt", &self.title);
        text.push_str("\n     ");
        let style = [
            "display:block;width:100%;height:",
            &height,
            "px;object-fit:scale-down",
        ];
        push_attribute(&mut text, "style", &style.concat());
        text.push_str(">\n  </a>\n</tcp-scope>\n");
        text
    }

    /// A picture of it that leads to it: for places that take pictures and links, but no frames.
    pub fn markdown(&self, picture: &str) -> String {
        let mut text = "[![".to_owned();
        push_plain(&mut text, &self.title);
        text.push_str("](");
        push_destination(&mut text, picture);
        text.push_str(")](");
        push_destination(&mut text, &self.link());
        text.push_str(")\n");
        text
    }

    fn frame_start(&self) -> String {
        let width = self.width.map(|width| width.to_string());
        let mut text = "<iframe".to_owned();
        push_attribute(&mut text, "src", &self.frame());
        text.push_str("\n ");
        push_attribute(&mut text, "title", &self.title);
        text.push_str("\n ");
        push_attribute(&mut text, "width", width.as_deref().unwrap_or("100%"));
        push_attribute(&mut text, "height", &self.height.to_string());
        text
    }

    /// The address of the lesson's still.
    pub fn still(&self) -> String {
        self.beside(&self.still)
    }

    /// The address of a file beside the page.
    fn beside(&self, file: &str) -> String {
        let folder = self.page.rfind('/').map_or("", |end| &self.page[..=end]);
        [folder, file].concat()
    }
}

/// ` name="value"`, as HTML and JSX both read it.
fn push_attribute(text: &mut String, name: &str, value: &str) {
    text.push(' ');
    text.push_str(name);
    text.push_str("=\"");
    for letter in value.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            letter => text.push(letter),
        }
    }
    text.push('"');
}

/// Words that Markdown is to take as words.
fn push_plain(text: &mut String, words: &str) {
    for letter in words.chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '!'
        ) {
            text.push('\\');
        }
        text.push(letter);
    }
}

/// An address in Markdown's parentheses.
fn push_destination(text: &mut String, address: &str) {
    for letter in address.chars() {
        match letter {
            '(' => text.push_str("%28"),
            ')' => text.push_str("%29"),
            ' ' => text.push_str("%20"),
            '<' => text.push_str("%3C"),
            '>' => text.push_str("%3E"),
            letter => text.push(letter),
        }
    }
}
