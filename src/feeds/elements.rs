//! Orbital elements as `CelesTrak` publishes them: OMM in JSON or CSV, and TLE.
//!
//! Whatever comes, a file is read or refused. A record that cannot be right is left out and told; where that is more
//! than one in ten, the file is something else, and nothing of it is used.

mod csv;
mod json;
mod record;
mod tle;

use crate::orbits::Elements;
use record::Record;

/// The longest file that is read, in bytes.
pub const LONGEST: usize = 16 << 20;
/// The longest line of a table, or of two-line elements, in bytes: cells take many times their room.
pub const LONGEST_LINE: usize = 4096;
/// The most records that a file may have.
pub const MOST: usize = 20_000;
/// Where a file has to have said what it is.
const HEAD: usize = 4096;

/// The keys of an OMM, as both of its forms name them.
pub(crate) mod key {
    pub(crate) const NAME: &str = "OBJECT_NAME";
    pub(crate) const DESIGNATOR: &str = "OBJECT_ID";
    pub(crate) const NUMBER: &str = "NORAD_CAT_ID";
    pub(crate) const EPOCH: &str = "EPOCH";
    pub(crate) const MEAN_MOTION: &str = "MEAN_MOTION";
    pub(crate) const ECCENTRICITY: &str = "ECCENTRICITY";
    pub(crate) const INCLINATION: &str = "INCLINATION";
    pub(crate) const NODE: &str = "RA_OF_ASC_NODE";
    pub(crate) const PERIGEE: &str = "ARG_OF_PERICENTER";
    pub(crate) const MEAN_ANOMALY: &str = "MEAN_ANOMALY";
    pub(crate) const DRAG: &str = "BSTAR";
    pub(crate) const MEAN_MOTION_DOT: &str = "MEAN_MOTION_DOT";
}

/// How a file writes its elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Json,
    Csv,
    /// Its numbers have five digits: satellites of July 2026 and later are not in it.
    Tle,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub form: Form,
    pub elements: Vec<Elements>,
    /// In the order of the file.
    pub left_out: Vec<LeftOut>,
}

/// A record that is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub at: At,
    pub why: Wrong,
}

/// Where in a file, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Line(usize),
    /// JSON may be all in one line.
    Record(usize),
}

/// What is wrong with a record. The names are the keys of an OMM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Missing(&'static str),
    NotANumber(&'static str),
    OutOfRange(&'static str),
    /// No instant between 1957 and 2099.
    Epoch,
    /// A row with more or fewer cells than the head of the table.
    Ragged,
    /// A line of a TLE that does not have 69 plain characters.
    Length,
    Checksum,
    /// One of the two lines of a TLE without the other.
    Alone,
    /// The two lines are of two satellites.
    TwoNumbers,
}

/// Why a file is not used at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    TooLong,
    /// This line of a table is.
    LongLine {
        line: usize,
    },
    Empty,
    /// The line of the first byte that is none.
    NotUtf8 {
        line: usize,
    },
    /// A page for a browser.
    Html,
    NotElements,
    /// The text ends before the value does.
    CutOff {
        line: usize,
    },
    /// JSON that is broken, or of another shape.
    Json {
        line: usize,
        column: usize,
    },
    NoColumn(&'static str),
    TwoColumns(&'static str),
    TooMany,
    /// More than one record in ten is wrong.
    Faulty {
        left_out: usize,
        all: usize,
        first: LeftOut,
    },
}

/// What is to be told of a file that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    LeftOut {
        records: usize,
        first: LeftOut,
    },
    /// It is a TLE, in which newer satellites cannot be.
    Tle,
}

/// Whether a file seems to hold orbital elements: a look at its beginning.
pub fn are_elements(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    form(&String::from_utf8_lossy(head)).is_ok()
}

/// Reads a whole file.
///
/// # Errors
/// Why nothing of it is used.
pub fn read(bytes: &[u8]) -> Result<Found, Unreadable> {
    if bytes.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let sound = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + sound.split(|byte| *byte == b'\n').skip(1).count();
        Unreadable::NotUtf8 { line }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let form = form(text)?;
    if form != Form::Json {
        short_lines(text)?;
    }
    let mut found = Found {
        form,
        elements: Vec::new(),
        left_out: Vec::new(),
    };
    match form {
        Form::Json => json::read(text, &mut found)?,
        Form::Csv => csv::read(text, &mut found)?,
        Form::Tle => tle::read(text, &mut found)?,
    }
    found.sound()
}

fn short_lines(text: &str) -> Result<(), Unreadable> {
    let long = text.lines().position(|line| line.len() > LONGEST_LINE);
    long.map_or(Ok(()), |place| {
        Err(Unreadable::LongLine { line: place + 1 })
    })
}

/// What the beginning of a file says that it is.
fn form(text: &str) -> Result<Form, Unreadable> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.lines().next().unwrap_or_default();
    let is_named = text
        .char_indices()
        .nth(HEAD)
        .map_or(text, |(end, _)| text.split_at(end).0);
    let is_named = is_named.contains(key::MEAN_MOTION);
    match text.chars().next() {
        None => Err(Unreadable::Empty),
        Some('<') => Err(Unreadable::Html),
        Some('[' | '{') if is_named => Ok(Form::Json),
        _ if first.contains(',') && is_named => Ok(Form::Csv),
        _ if tle::begins(text) => Ok(Form::Tle),
        Some(_) => Err(Unreadable::NotElements),
    }
}

impl Found {
    pub fn remarks(&self) -> impl Iterator<Item = Remark> {
        let records = self.left_out.len();
        let first = self.left_out.first().copied();
        let left_out = first.map(|first| Remark::LeftOut { records, first });
        let tle = (self.form == Form::Tle).then_some(Remark::Tle);
        left_out.into_iter().chain(tle)
    }

    /// Takes a record in, or notes why not.
    fn take(&mut self, at: At, record: Result<Elements, Wrong>) -> Result<(), Unreadable> {
        match record {
            Ok(elements) => self.elements.push(elements),
            Err(why) => self.left_out.push(LeftOut { at, why }),
        }
        if self.all() > MOST {
            return Err(Unreadable::TooMany);
        }
        Ok(())
    }

    fn all(&self) -> usize {
        self.elements.len() + self.left_out.len()
    }

    fn sound(self) -> Result<Self, Unreadable> {
        let (left_out, all) = (self.left_out.len(), self.all());
        match self.left_out.first() {
            Some(first) if left_out * 10 > all => Err(Unreadable::Faulty {
                left_out,
                all,
                first: *first,
            }),
            None if all == 0 => Err(Unreadable::Empty),
            _ => Ok(self),
        }
    }
}
