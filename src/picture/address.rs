//! Texts as addresses that hold them.

use core::fmt::Write as _;

/// A text as a `data:` URL (RFC 2397) of this type, in which nothing needs escaping, wherever it stands.
pub fn data_url(kind: &str, text: &str) -> String {
    let mut address = format!("data:{kind};charset=utf-8,");
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => address.push(char::from(byte)),
            b'-' | b'_' | b'.' | b'/' | b':' | b'=' | b',' => address.push(char::from(byte)),
            _ => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_means_something_elsewhere_is_encoded() {
        let address = data_url("image/svg+xml", "<a b=\"#\">%é\n</a>");
        let expected = "data:image/svg+xml;charset=utf-8,%3Ca%20b=%22%23%22%3E%25%C3%A9%0A%3C/a%3E";
        assert_eq!(address, expected);
    }
}
