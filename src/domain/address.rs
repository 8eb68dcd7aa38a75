//! Web addresses on their way to a browser: only such as a browser shows, in plain ASCII.

use std::fmt;

/// An `http` or `https` address of printable ASCII. The only way to make one is to check it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address(Box<str>);

/// The text is no address that could be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAddress;

/// Browsers refuse longer ones.
const LONGEST: usize = 8_000;

impl Address {
    /// Letters of other alphabets are percent-encoded.
    ///
    /// # Errors
    /// Another scheme, no host, a space, a control (or its picture, which stands for one that was
    /// cleaned away), a quotation mark, `<` or `>`: no link has them.
    pub fn new(text: &str) -> Result<Self, NoAddress> {
        let (scheme, rest) = text.split_once("://").ok_or(NoAddress)?;
        let is_web = ["http", "https"]
            .iter()
            .any(|web| web.eq_ignore_ascii_case(scheme));
        let has_host = rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
        if !is_web || !has_host || text.chars().any(is_no_part) {
            return Err(NoAddress);
        }
        let address = encoded(text);
        (address.len() <= LONGEST)
            .then(|| Self(address.into()))
            .ok_or(NoAddress)
    }
}

impl std::ops::Deref for Address {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

fn is_no_part(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '"' | '<' | '>' | '\\' | '`' | '\u{2400}'..='\u{243f}')
}

fn encoded(text: &str) -> String {
    use std::fmt::Write as _;

    let mut address = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            address.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            // Writing to a String cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clean::Text;

    #[test]
    fn an_address_of_the_web_passes_and_other_letters_are_encoded() {
        for address in [
            "https://tass.com/science/1812345",
            "http://example.org/?a=b&c=%20#d",
            "HTTPS://example.org:8080/(x)'~$;",
            "https://[::1]/",
        ] {
            assert_eq!(&*Address::new(address).unwrap(), address);
        }
        assert_eq!(
            &*Address::new("https://ru.wikipedia.org/wiki/Луна").unwrap(),
            "https://ru.wikipedia.org/wiki/%D0%9B%D1%83%D0%BD%D0%B0"
        );
    }

    #[test]
    fn what_is_no_address_of_the_web_is_refused() {
        for text in [
            "",
            "example.org",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "-flag",
            "--version https://example.org",
            "https://",
            "https:///etc/passwd",
            "https://-flag",
            "https:example.org",
            "https://example.org/a b",
            "https://example.org/\u{1b}[2J",
            "https://example.org/\u{7}",
            "https://example.org/\"x",
            "https://example.org/\u{202e}",
            " https://example.org",
        ] {
            let as_shown = Text::new(text);
            assert_eq!(Address::new(&as_shown), Err(NoAddress), "{text:?}");
        }
        let long = format!("https://example.org/{}", "a".repeat(LONGEST));
        assert_eq!(Address::new(&long), Err(NoAddress));
    }
}
