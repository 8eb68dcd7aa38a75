//! Web addresses on their way to a browser: only such as a browser shows, in plain ASCII.

use std::fmt;

/// An `http` or `https` address of printable ASCII. The only way to make one is to check it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address(Box<str>);

/// The text is no address that could be opened: why, and what was meant where that is plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAddress {
    pub why: Why,
    /// The address that it would be, mended.
    pub meant: Option<Address>,
}

/// What an address lacks, or has too much.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    NoScheme,
    /// `javascript`.
    OtherScheme(Box<str>),
    NoHost,
    Blank,
    /// What no link has.
    Mark(char),
    TooLong,
}

/// Browsers refuse longer ones.
pub const LONGEST: usize = 8_000;

impl Address {
    /// Letters of other alphabets are percent-encoded.
    ///
    /// # Errors
    /// Another scheme, no host, a space, a control (or its picture, which stands for one that was
    /// cleaned away), a quotation mark, `<` or `>`: no link has them.
    pub fn new(text: &str) -> Result<Self, NoAddress> {
        Self::read(text).map_err(|why| NoAddress {
            meant: mended(text, &why),
            why,
        })
    }

    fn read(text: &str) -> Result<Self, Why> {
        if text.starts_with(char::is_whitespace) {
            return Err(Why::Blank);
        }
        let (scheme, rest) = parted(text)?;
        if !is_web(scheme) {
            return Err(Why::OtherScheme(scheme.into()));
        }
        if !rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
            return Err(Why::NoHost);
        }
        match text.chars().find(|c| is_no_part(*c)) {
            Some(blank) if blank.is_whitespace() => return Err(Why::Blank),
            Some(mark) => return Err(Why::Mark(mark)),
            None => {}
        }
        let address = encoded(text);
        if address.len() > LONGEST {
            return Err(Why::TooLong);
        }
        Ok(Self(address.into()))
    }
}

/// The scheme of an address, and what stands behind `://`.
fn parted(text: &str) -> Result<(&str, &str), Why> {
    if let Some(parts) = text.split_once("://") {
        return Ok(parts);
    }
    // `example.org:8080` has a host before its colon.
    let is_scheme = |scheme: &str| !scheme.is_empty() && scheme.chars().all(char::is_alphabetic);
    match text.split_once(':') {
        Some((scheme, _)) if is_scheme(scheme) && !is_web(scheme) => {
            Err(Why::OtherScheme(scheme.into()))
        }
        _ => Err(Why::NoScheme),
    }
}

fn is_web(scheme: &str) -> bool {
    let mut web = ["http", "https"].iter();
    web.any(|web| web.eq_ignore_ascii_case(scheme))
}

/// The address with its scheme, and without the blanks around it.
fn mended(text: &str, why: &Why) -> Option<Address> {
    let text = text.trim();
    let whole = match why {
        Why::Blank => text.to_owned(),
        Why::NoScheme => {
            let bare = ["https:", "http:"]
                .iter()
                .find_map(|web| text.strip_prefix(web));
            let host = bare.unwrap_or(text).trim_start_matches('/');
            let has_site = host
                .split(['/', '?', '#'])
                .next()
                .is_some_and(|site| site.contains('.'));
            has_site.then(|| format!("https://{host}"))?
        }
        Why::OtherScheme(_) | Why::NoHost | Why::Mark(_) | Why::TooLong => return None,
    };
    Address::read(&whole).ok()
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
    use crate::domain::text::clean::Text;

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
    fn what_is_no_address_of_the_web_is_refused_with_the_reason() {
        let scheme = &Why::NoScheme;
        let script = &Why::OtherScheme("javascript".into());
        let (blank, host) = (&Why::Blank, &Why::NoHost);
        for (text, why, meant) in [
            ("", scheme, None),
            ("nowhere", scheme, None),
            ("example.org", scheme, Some("https://example.org")),
            (
                "example.org:8080/a",
                scheme,
                Some("https://example.org:8080/a"),
            ),
            ("//example.org/a", scheme, Some("https://example.org/a")),
            ("https:example.org", scheme, Some("https://example.org")),
            ("https:/example.org", scheme, Some("https://example.org")),
            ("-flag", scheme, None),
            ("javascript:alert(1)", script, None),
            ("javascript://example.org/%0aalert(1)", script, None),
            ("https://", host, None),
            ("https:///etc/passwd", host, None),
            ("https://-flag", host, None),
            ("https://example.org/a b", blank, None),
            (
                "https://example.org/a ",
                blank,
                Some("https://example.org/a"),
            ),
            (" https://example.org", blank, Some("https://example.org")),
            ("https://example.org/\"x", &Why::Mark('"'), None),
        ] {
            let why_not = Address::new(&Text::new(text)).unwrap_err();
            assert_eq!(&why_not.why, why, "{text:?}");
            assert_eq!(why_not.meant.as_deref(), meant, "{text:?}");
        }
    }

    #[test]
    fn nothing_that_hides_is_part_of_an_address() {
        for text in [
            "file:///etc/passwd",
            "--version https://example.org",
            "https://example.org/\u{1b}[2J",
            "https://example.org/\u{7}",
            "https://example.org/\u{202e}",
        ] {
            assert!(Address::new(&Text::new(text)).is_err(), "{text:?}");
        }
        let long = format!("https://example.org/{}", "a".repeat(LONGEST));
        assert!(Address::new(&long).is_err());
    }
}
