//! What public sources are asked: the addresses, and under which key an answer is kept.

use chrono::{DateTime, Datelike as _, Days, NaiveDate};
use serde::Deserialize;

use crate::domain::catalogue::Catalogue;
use crate::domain::inbox::feed::Feed;

/// So many days back the launches are asked for, at least.
const PAST: u64 = 400;
/// The most launches that are asked for by their numbers.
const NUMBERS: usize = 100;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub feed: Feed,
    /// Under which its answer is kept.
    pub key: String,
    pub url: String,
    pub about: About,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    Launches,
    /// Satellites with this in their names.
    Satellites(String),
    /// The elements of their orbits.
    Orbits(String),
    /// The launches of the past.
    Log,
}

/// All launches from these sites. The address stays the same for a month, so that its answer can be asked after.
pub fn launches(base: &str, locations: &[i64], today: NaiveDate) -> Question {
    let since = today.checked_sub_days(Days::new(PAST)).unwrap_or(today);
    let since = since.with_day(1).unwrap_or(since);
    let query = format!(
        "{}&net__gte={since}&mode=detailed&limit=100&ordering=net",
        sites(locations)
    );
    question(
        base,
        &format!("{base} launches {}", sites(locations)),
        &query,
    )
}

/// Those among them that were changed since this second since 1970.
pub fn changed(base: &str, locations: &[i64], since: u64) -> Question {
    let time = i64::try_from(since)
        .ok()
        .and_then(|time| DateTime::from_timestamp(time, 0));
    let time = time.unwrap_or_default().format("%Y-%m-%dT%H:%M:%SZ");
    let query = format!(
        "{}&last_updated__gte={time}&mode=detailed&limit=100&ordering=net",
        sites(locations)
    );
    question(
        base,
        &format!("{base} changed {}", sites(locations)),
        &query,
    )
}

/// Launches by their numbers, the first hundred of them.
pub fn numbered(base: &str, numbers: &[&str]) -> Option<Question> {
    let is_number = |number: &&&str| {
        number
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
    };
    let mut numbers: Vec<&str> = numbers.iter().filter(is_number).copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.truncate(NUMBERS);
    let query = format!(
        "id={}&mode=detailed&limit=100&ordering=net",
        numbers.join(",")
    );
    (!numbers.is_empty()).then(|| question(base, &format!("{base} numbered"), &query))
}

fn sites(locations: &[i64]) -> String {
    let numbers: Vec<String> = locations.iter().map(i64::to_string).collect();
    format!("location__ids={}", numbers.join(","))
}

fn question(base: &str, key: &str, query: &str) -> Question {
    Question {
        feed: Feed::LaunchLibrary,
        key: format!("launches {key}"),
        url: format!("{base}/launches/?{query}"),
        about: About::Launches,
    }
}

/// The next page is said to be at another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elsewhere;

/// The question for the page behind this one, if there is one.
///
/// # Errors
/// It leads elsewhere.
pub fn next(of: &Question, body: &[u8]) -> Result<Option<Question>, Elsewhere> {
    #[derive(Deserialize)]
    struct Page {
        next: Option<String>,
    }
    let page: Option<Page> = serde_json::from_slice(body).ok();
    let Some(next) = page.and_then(|page| page.next) else {
        return Ok(None);
    };
    let place = |url: &str| url.split('?').next().map(str::to_owned);
    let is_sound = next.len() < 2000 && next.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_sound || place(&next) != place(&of.url) || next == of.url {
        return Err(Elsewhere);
    }
    let (key, page) = of.key.rsplit_once(" page ").unwrap_or((&of.key, "1"));
    let page = page.parse::<u32>().unwrap_or(1).saturating_add(1);
    Ok(Some(Question {
        key: format!("{key} page {page}"),
        url: next,
        ..of.clone()
    }))
}

/// The part of a pattern that is asked for: the longest without a star.
pub fn word(pattern: &str) -> Option<&str> {
    let parts = pattern.split('*').map(str::trim);
    // Of two that are as long the first.
    let longest = parts.rev().max_by_key(|part| part.len());
    longest.filter(|word| word.len() >= 3)
}

/// The satellites of the constellations, and their orbits: for each name one question.
pub fn satellites(base: &str, catalogue: &Catalogue) -> Vec<Question> {
    let constellations = catalogue.constellations().iter();
    let patterns = constellations.flat_map(|one| one.satcat.iter());
    let mut words: Vec<String> = patterns
        .filter_map(|pattern| word(pattern.raw()))
        .map(str::to_uppercase)
        .collect();
    words.sort_unstable();
    words.dedup();
    let question = |what: &str, path: &str, format: &str, word: &String, about| Question {
        feed: Feed::Celestrak,
        key: format!("{what} {base} {word}"),
        url: format!("{base}/{path}?NAME={}&FORMAT={format}", encoded(word)),
        about,
    };
    let list = words.iter().map(|word| {
        let about = About::Satellites(word.clone());
        question("satellites", "satcat/records.php", "csv", word, about)
    });
    let orbits = words.iter().map(|word| {
        let about = About::Orbits(word.clone());
        question("orbits", "NORAD/elements/gp.php", "json", word, about)
    });
    list.chain(orbits).collect()
}

pub fn log(base: &str) -> Question {
    Question {
        feed: Feed::Gcat,
        key: format!("log {base}"),
        url: format!("{base}/space/gcat/tsv/derived/launchlog.tsv"),
        about: About::Log,
    }
}

/// For the query of an address.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://a.org/2.3.0";

    #[test]
    fn launches_are_asked_for_by_site_and_the_address_stays_for_a_month() {
        let on = |day: &str| launches(BASE, &[6, 15], day.parse().unwrap());
        assert_eq!(
            on("2026-11-26").url,
            "https://a.org/2.3.0/launches/?location__ids=6,15&net__gte=2025-10-01&mode=detailed&limit=100&ordering=net"
        );
        assert_eq!(on("2026-11-20"), on("2026-11-26"));
        let changed = changed(BASE, &[6], 1_000_000_000).url;
        assert!(
            changed.contains("&last_updated__gte=2001-09-09T01:46:40Z&"),
            "{changed}"
        );
    }

    #[test]
    fn a_next_page_is_of_the_same_place_and_has_a_key_of_its_own() {
        let first = launches(BASE, &[6], "2026-11-26".parse().unwrap());
        let ask = |to: &str| next(&first, format!("{{\"next\": {to}, \"x\": []}}").as_bytes());
        assert_eq!(ask("null"), Ok(None));
        let second = ask("\"https://a.org/2.3.0/launches/?offset=100\"")
            .unwrap()
            .unwrap();
        assert!(second.key.ends_with(" page 2"), "{}", second.key);
        let more = br#"{"next": "https://a.org/2.3.0/launches/?offset=200"}"#;
        assert!(
            next(&second, more)
                .unwrap()
                .unwrap()
                .key
                .ends_with(" page 3")
        );
        for elsewhere in [
            "\"https://b.org/2.3.0/launches/?offset=100\"",
            "\"http://a.org/2.3.0/launches/?offset=100\"",
            "\"https://a.org/2.3.0/events/\"",
            "\"file:///etc/passwd\"",
            &format!("\"{}\"", first.url),
        ] {
            assert_eq!(ask(elsewhere), Err(Elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn of_a_pattern_the_longest_part_is_asked_for() {
        for (pattern, asked) in [
            ("RASSVET*", Some("RASSVET")),
            ("*[GLONASS-*]", Some("[GLONASS-")),
            ("LUCH-5A", Some("LUCH-5A")),
            ("RESURS-P *", Some("RESURS-P")),
            ("*", None),
            ("A*", None),
        ] {
            assert_eq!(word(pattern), asked, "{pattern}");
        }
        assert_eq!(encoded("[GLONASS-"), "%5BGLONASS-");
    }

    #[test]
    fn only_numbers_are_asked_for() {
        assert_eq!(numbered(BASE, &["x&y=1"]), None);
        let url = numbered(BASE, &["0b", "0a", "0a"]).unwrap().url;
        assert!(url.contains("/launches/?id=0a,0b&"), "{url}");
    }
}
