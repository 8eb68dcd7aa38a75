//! What public sources publish, read into records: bytes in, sightings out. Pure, like the domain.
//!
//! The kind of a file is told from its content. A file that is not whole, not of the shape that it should have, or
//! beyond the limits is refused with the reason; a record that makes no sense is left out and counted.

mod comment;
pub mod elements;
mod gcat;
mod json;
mod launches;
pub mod questions;
mod satcat;
pub mod satellites;
mod speaker;
mod table;
mod vague;
mod window;

use chrono::NaiveDate;

use crate::domain::inbox::feed::{Feed, NoFeed, Why};
use crate::domain::inbox::sighting::{Flight, Object};

/// The longest file, in bytes.
pub const LONGEST: usize = 64 << 20;
/// The most launches in one answer.
pub const LAUNCHES: usize = 20_000;
/// The most rows of a list of satellites or of launches.
pub const ROWS: usize = 200_000;

/// A file, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub feed: Feed,
    pub content: Content,
    /// So many of its records make no sense, and were left out.
    pub left_out: usize,
    /// So many records it has, those included.
    pub records: usize,
    /// So many there are in all, if its publisher says so: it may be one page of several.
    pub in_all: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Flights(Vec<Flight>),
    Objects(Vec<Object>),
    /// Elements of orbits, which say nothing of dates.
    Elements,
}

/// Reads a file; `on` is the day that it is of, where it does not say so itself.
///
/// # Errors
/// Why it is refused as a whole.
pub fn read(bytes: &[u8], on: NaiveDate) -> Result<Answer, NoFeed> {
    let text = text(bytes)?;
    let begin = text.trim_start();
    match begin.bytes().next() {
        None => Err(Why::Empty.into()),
        Some(b'<') => Err(Why::Html.into()),
        Some(b'{' | b'[') => json::read(text, on),
        _ if begin.starts_with("BEGIN:VCALENDAR") => Err(Why::Calendar.into()),
        Some(b'#') => gcat::read(text, on),
        _ => lines(text),
    }
}

fn text(bytes: &[u8]) -> Result<&str, NoFeed> {
    if bytes.len() > LONGEST {
        return Err(Why::TooLong(LONGEST).into());
    }
    // UTF-16, or no text at all.
    if bytes.contains(&0) {
        return Err(Why::NoText.into());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = str::from_utf8(bytes);
    text.map_err(|_| Why::NoText.into())
}

/// A table with commas, or elements in pairs of lines.
fn lines(text: &str) -> Result<Answer, NoFeed> {
    let head = text.trim_start().lines().next().unwrap_or_default();
    let has = |column: &str| head.split(',').any(|name| name.trim() == column);
    if has("OBJECT_TYPE") {
        return satcat::table(text);
    }
    let is_pair = |line: &str, number| line.len() >= 69 && line.starts_with(number);
    let mut begun = text.lines().take(3).skip_while(|line| !is_pair(line, "1 "));
    let are_pairs = begun.next().is_some() && begun.next().is_some_and(|line| is_pair(line, "2 "));
    if has("MEAN_MOTION") || are_pairs {
        return Ok(elements(text.lines().count()));
    }
    Err(Why::Unknown.into())
}

fn elements(records: usize) -> Answer {
    Answer {
        feed: Feed::Elements,
        content: Content::Elements,
        left_out: 0,
        records,
        in_all: None,
    }
}

/// Refuses a file of which over a tenth makes no sense.
fn sound(feed: Feed, bad: usize, all: usize) -> Result<(), NoFeed> {
    if bad * 10 > all {
        return Err(NoFeed::of(feed, Why::Spoilt { bad, all }));
    }
    Ok(())
}
