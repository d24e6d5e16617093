//! Texts as addresses that hold them.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// A text as a `data:` URL (RFC 2397) of this type, in which nothing needs escaping, wherever it stands.
pub fn data_url(kind: &str, text: &str) -> String {
    let text = utf8_percent_encode(text, NON_ALPHANUMERIC);
    format!("data:{kind};charset=utf-8,{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_means_something_elsewhere_is_encoded() {
        let address = data_url("image/svg+xml", "<a b=\"#\">%é\n");
        let expected = "data:image/svg+xml;charset=utf-8,%3Ca%20b%3D%22%23%22%3E%25%C3%A9%0A";
        assert_eq!(address, expected);
    }
}
