//! The pairs of key and value in a text as it comes out of browsers, chat programs and editors.

use percent_encoding::percent_decode_str;

/// The most bytes of a query or of a fragment that are read.
pub(super) const LONGEST: usize = 32_768;

/// The pairs, in order, and whether there was more than is read.
#[inline(never)]
pub(super) fn items(text: &str) -> (Vec<(String, String)>, bool) {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut items = Vec::new();
    // A second fragment is WordPress's `#?secret=…`.
    for item in text[..end].split(['&', '#']) {
        // A `&` that was escaped for HTML once too often.
        let item = item.strip_prefix("amp;").unwrap_or(item);
        let spaced = |letter| if letter == '+' { ' ' } else { letter };
        let item: String = item.trim_start_matches('?').chars().map(spaced).collect();
        let decoded = percent_decode_str(&item).decode_utf8_lossy();
        let is_wholly_encoded = !item.bytes().any(|byte| byte == b'=');
        for pair in decoded.split(|letter| letter == '＆' || is_wholly_encoded && letter == '&') {
            let (key, value) = pair.split_once(['=', '＝']).unwrap_or((pair, ""));
            let (key, value) = (halfwidth(key), halfwidth(value));
            if !key.is_empty() {
                items.push((key, value));
            }
        }
    }
    (items, end < text.len())
}

/// Punctuation, letters and digits as a Chinese input method types them, as they are meant.
fn halfwidth(text: &str) -> String {
    let mut meant = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        meant.push(match letter {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
            '\u{3000}' => ' ',
            '、' => ',',
            '。' => '.',
            _ => letter,
        });
    }
    meant
}
