//! What a public source says of a launch or of a satellite: a record, free of how its publisher writes it.
//!
//! Every text in it is one line that can be stored and shown, of a length that a screen can have.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

use super::feed::Feed;
use super::stored;
use crate::domain::catalogue::{Id, Source};
use crate::domain::format::keyword::Grade;
use crate::domain::text::clean::Text;
use crate::domain::when::{Period, When};

/// All that was seen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sightings {
    pub flights: Vec<Flight>,
    pub endings: Vec<Ending>,
    pub tallies: Vec<Tally>,
}

/// A launch, as one source records it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flight {
    pub cited: Cited,
    /// The number of the record at its publisher.
    pub record: Box<str>,
    /// The designator of the launch: "2026-165".
    pub cospar: Option<Box<str>>,
    /// Its whole name: "Soyuz 2.1b | Progress MS-35 (96P)".
    #[serde(with = "stored::text")]
    pub name: Text,
    #[serde(with = "stored::text")]
    pub vehicle: Text,
    /// The names of what flies.
    #[serde(with = "stored::texts")]
    pub payloads: Vec<Text>,
    pub site: Site,
    #[serde(with = "stored::word")]
    pub state: State,
    /// The date that stands; none where nobody can tell what is meant.
    #[serde(with = "stored::optional")]
    pub when: Option<When>,
    /// Another day on which it may be recorded: that of Universal Time; where the time of day is not known,
    /// the day that it may be in Moscow.
    #[serde(with = "stored::optional")]
    pub also: Option<NaiveDate>,
    /// Why it failed, in the publisher's words.
    #[serde(with = "stored::optional_text")]
    pub reason: Option<Text>,
    /// It is called a test or a demonstration.
    pub is_test: bool,
    /// The day of the record's state.
    #[serde(with = "stored::shown")]
    pub updated: NaiveDate,
    /// When it was last changed, as the publisher writes it: of two states of a record the later one counts.
    pub version: Box<str>,
    pub said: Said,
    /// The dates that stood before, oldest first, if they were asked for.
    #[serde(default)]
    pub history: Vec<Dated>,
    /// A milestone whose tie does not count: the record has come to be another launch.
    #[serde(default)]
    pub not_for: Option<Id>,
}

/// When a date was given, by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    #[serde(with = "stored::shown")]
    pub day: NaiveDate,
    #[serde(with = "stored::text")]
    pub by: Text,
    #[serde(with = "stored::optional_text")]
    pub note: Option<Text>,
}

/// A date that once stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dated {
    #[serde(with = "stored::shown")]
    pub when: When,
    pub said: Said,
}

/// How a launch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum State {
    Ahead,
    /// Its date is a placeholder.
    Placeholder,
    /// It has left the pad, and nobody says yet how it went.
    Flying,
    Success,
    /// A part of it failed.
    Partial,
    Failure,
    Unknown,
}

impl State {
    pub fn has_flown(self) -> bool {
        matches!(self, Self::Success | Self::Partial | Self::Failure)
    }
}

/// From where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Site {
    Plesetsk,
    Baikonur,
    Vostochny,
    /// Elsewhere, by a Russian launcher.
    Russian,
    #[default]
    Foreign,
}

/// The end of a satellite or ship.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ending {
    pub cited: Cited,
    /// "2025-275A".
    pub object: Box<str>,
    #[serde(with = "stored::text")]
    pub name: Text,
    /// By Universal Time.
    #[serde(with = "stored::shown")]
    pub day: NaiveDate,
    /// It landed; else it came down.
    pub landed: bool,
}

/// How many satellites of a constellation there are, by a complete list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    pub cited: Cited,
    pub constellation: Id,
    #[serde(with = "stored::shown")]
    pub on: NaiveDate,
    pub launched: u32,
    pub lost: u32,
    pub in_orbit: u32,
}

/// What is cited for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cited {
    #[serde(with = "stored::word")]
    pub feed: Feed,
    pub id: Id,
    #[serde(with = "stored::text")]
    pub title: Text,
    #[serde(with = "stored::text")]
    pub publisher: Text,
    #[serde(with = "stored::shown")]
    pub date: NaiveDate,
    #[serde(with = "stored::optional_text")]
    pub url: Option<Text>,
    #[serde(with = "stored::word")]
    pub grade: Grade,
}

impl Cited {
    /// As an entry of the registry.
    pub fn source(&self) -> Source {
        Source {
            date: Some(Period::Day(self.date)),
            url: self.url.clone(),
            ..Source::new(
                self.id.clone(),
                self.title.clone(),
                self.publisher.clone(),
                self.grade,
            )
        }
    }
}

/// How something came down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Down {
    pub day: NaiveDate,
    pub landed: bool,
}

/// A row of a list of satellites.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    pub name: Text,
    /// "2025-275A".
    pub id: Box<str>,
    pub number: u32,
    pub is_payload: bool,
    pub is_russian: bool,
    pub launched: Option<NaiveDate>,
    pub site: Site,
    /// When it came down, if it has.
    pub down: Option<Down>,
    /// It flies round the Earth, or is docked to what does.
    pub is_near: bool,
}

impl Flight {
    /// The days on which it may be recorded, if its date is a day. The first is that of Universal Time, which is
    /// never ahead of Moscow.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let day = match self.when {
            Some(When::In(Period::Day(day))) => Some(day),
            _ => None,
        };
        day.into_iter().chain(self.also)
    }

    pub fn is_ours(&self) -> bool {
        self.site != Site::Foreign
    }
}

impl Object {
    /// The launch that brought it up: "2025-275".
    pub fn launch(&self) -> &str {
        self.id.get(..8).unwrap_or(&self.id)
    }

    pub fn is_first_piece(&self) -> bool {
        self.id.get(8..) == Some("A")
    }
}
