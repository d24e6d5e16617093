//! Data as a text: as it is, if it is plain text, else in hexadecimal digits: `Hi!`, `hex:00ff`.

use crate::share::Fault;
use core::fmt;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What begins data in hexadecimal digits.
const HEX: &str = "hex:";
const FORM: Fault = Fault::Form("Hi, hex:4869");
/// What stands in links as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*');

/// The data that a text stands for.
pub(super) fn bytes(text: &str) -> Result<Vec<u8>, Fault> {
    let Some(digits) = text.strip_prefix(HEX) else {
        return Ok(text.into());
    };
    let mut bytes = Vec::new();
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|it| u8::try_from(it).ok())
    };
    for pair in digits.as_bytes().chunks(2) {
        let &[high, low] = pair else {
            return Err(FORM);
        };
        let (high, low) = digit(high).zip(digit(low)).ok_or(FORM)?;
        bytes.push(high << 4 | low);
    }
    Ok(bytes)
}

/// Data, to be printed.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl fmt::Display for Bytes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Anything that links give a meaning to, or mend, goes as digits.
        let is_plain = |letter: char| letter.is_alphanumeric() || "-_.!~* ".contains(letter);
        match core::str::from_utf8(self.0) {
            Ok(text) if !text.is_empty() && text.trim() == text && text.chars().all(is_plain) => {
                write!(f, "{}", utf8_percent_encode(text, PLAIN))
            }
            _ => {
                f.write_str(HEX)?;
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }
    }
}
