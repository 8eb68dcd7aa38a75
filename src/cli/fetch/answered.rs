//! An answer that was read, by the readers of `roscope import`.

use std::collections::BTreeMap;
use std::time::{Duration, UNIX_EPOCH};

use chrono::NaiveDate;

use crate::cli::intake::{self, Part};
use crate::domain::catalogue::Catalogue;
use crate::domain::inbox::feed::{Feed, NoFeed, Why};
use crate::domain::inbox::sighting::{Object, Sightings};
use crate::feeds::questions::{self, About, Question};
use crate::feeds::{self, Answer, elements, satellites};
use crate::storage::Kept;
use crate::tui::clock;

/// What `CelesTrak` says where no name fits.
const NOTHING: [&str; 2] = ["No SATCAT records found", "No GP data found"];

pub(super) struct Answered {
    pub(super) about: About,
    pub(super) content: Content,
    /// The day that it is of.
    pub(super) on: NaiveDate,
}

pub(super) enum Content {
    Records(Answer),
    /// So many elements of orbits, which are kept for `roscope orbits`.
    Orbits(usize),
    /// Nothing has this in its name.
    Nothing(String),
}

impl Answered {
    /// # Errors
    /// Why it is refused.
    pub(super) fn read(question: &Question, kept: &Kept, today: NaiveDate) -> Result<Self, NoFeed> {
        let seconds = kept.head.date.unwrap_or(kept.head.at);
        let time = UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
        let on = clock::local(time.unwrap_or(UNIX_EPOCH)).date().min(today);
        Ok(Self {
            about: question.about.clone(),
            content: content(question, &kept.body, on)?,
            on,
        })
    }
}

fn content(question: &Question, body: &[u8], on: NaiveDate) -> Result<Content, NoFeed> {
    let is_nothing = NOTHING
        .iter()
        .any(|words| body.trim_ascii_start().starts_with(words.as_bytes()));
    let unknown = || NoFeed::of(question.feed, Why::Unknown);
    match &question.about {
        About::Satellites(word) | About::Orbits(word) if is_nothing => {
            Ok(Content::Nothing(word.clone()))
        }
        About::Orbits(_) if elements::are_elements(body) => {
            let found =
                elements::read(body).map_err(|_| NoFeed::of(Feed::Elements, Why::Broken))?;
            Ok(Content::Orbits(found.elements.len()))
        }
        about => {
            let answer = feeds::read(body, on)?;
            let is_meant = match about {
                About::Orbits(_) => false,
                _ => answer.feed == question.feed,
            };
            is_meant
                .then_some(Content::Records(answer))
                .ok_or_else(unknown)
        }
    }
}

/// What all answers together say.
pub(super) fn sightings<'a>(
    answered: impl Iterator<Item = &'a Answered>,
    catalogue: &Catalogue,
    history: bool,
) -> Sightings {
    let answered: Vec<&Answered> = answered.collect();
    let mut seen = Sightings::default();
    for one in &answered {
        if let Content::Records(answer) = &one.content {
            let part = Part {
                on: one.on,
                // Of a constellation with several names each answer has but a part.
                complete: false,
                history,
            };
            intake::add(&mut seen, answer.clone(), part, catalogue);
        }
    }
    for constellation in catalogue.constellations() {
        let words = constellation
            .satcat
            .iter()
            .map(|pattern| questions::word(pattern.raw()));
        let words: Option<Vec<String>> = words.map(|word| word.map(str::to_uppercase)).collect();
        let Some((objects, on)) = words.and_then(|words| all_of(&words, &answered)) else {
            continue;
        };
        let tallies = satellites::sightings(&objects, catalogue, on, true).tallies;
        let is_own = |id: &str| *id == *constellation.entry.id.value;
        seen.tallies.extend(
            tallies
                .into_iter()
                .filter(|tally| is_own(&tally.constellation)),
        );
    }
    seen
}

/// The satellites that have one of these in their names, if it was asked for all of them, and the oldest day.
fn all_of(words: &[String], answered: &[&Answered]) -> Option<(Vec<Object>, NaiveDate)> {
    let mut objects = BTreeMap::new();
    let mut oldest = None;
    for word in words {
        let is_it = |one: &&&Answered| one.about == About::Satellites(word.clone());
        let answer = answered.iter().find(is_it)?;
        oldest = Some(oldest.map_or(answer.on, |day: NaiveDate| day.min(answer.on)));
        if let Content::Records(answer) = &answer.content
            && let feeds::Content::Objects(some) = &answer.content
        {
            objects.extend(
                some.iter()
                    .map(|object| (object.id.clone(), object.clone())),
            );
        }
    }
    Some((objects.into_values().collect(), oldest?))
}
