//! What has been read, made ready for the screen: on another thread, so that keys are answered meanwhile.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::news::{Asked, Comparison};
use super::{App, Shown};
use crate::domain::catalogue::Catalogue;
use crate::domain::changes;
use crate::domain::computed::since::Older;
use crate::domain::file::loaded::Snapshot;
use crate::domain::search::Names;
use crate::words::Words;

/// Into what it comes: what it takes of an [`App`] to make something ready for it.
#[derive(Clone, Debug)]
pub struct Awaiting {
    shown: Option<Arc<Catalogue>>,
    asked: Asked,
    turn: u64,
    today: NaiveDate,
    as_of: Option<NaiveDate>,
    words: Words,
}

/// A catalogue that was read while the dashboard runs.
#[derive(Debug)]
pub struct Arrival {
    pub(super) shown: Shown,
    /// What has changed, in a line.
    pub(super) words: String,
    pub(super) comparison: Comparison,
    /// Which question that answers.
    pub(super) turn: u64,
}

/// What the first frame does without.
#[derive(Debug)]
pub struct Recalled {
    pub(super) last: Option<Older>,
    pub(super) comparison: Comparison,
    /// Which question that answers.
    pub(super) turn: u64,
    pub(super) names: Names,
}

impl App {
    pub fn awaiting(&self) -> Awaiting {
        Awaiting {
            shown: self.shown().map(|shown| Arc::clone(&shown.catalogue)),
            asked: self.news.asked().clone(),
            turn: self.news.turn(),
            today: self.today,
            as_of: self.as_of,
            words: self.words,
        }
    }
}

impl Awaiting {
    /// Makes ready what was read at this time.
    pub fn arrive(self, snapshot: Snapshot, at: NaiveDateTime) -> Box<Arrival> {
        let shown = Shown::new(snapshot, at, self.today, self.as_of);
        let words = match &self.shown {
            Some(old) => self.words.summary(&changes::changes(old, &shown.catalogue)),
            None => "the catalogue is valid again".to_owned(),
        };
        // Folded here, not at the first letter of a filter.
        shown.board.names(&shown.catalogue);
        Box::new(Arrival {
            comparison: Comparison::new(self.asked, &shown.catalogue, self.today),
            turn: self.turn,
            shown,
            words,
        })
    }

    /// Makes ready what was found of the last visit; nothing where nothing is shown.
    pub fn recall(self, last: Option<Older>) -> Option<Box<Recalled>> {
        let catalogue = self.shown?;
        Some(Box::new(Recalled {
            comparison: Comparison::new(Asked::Nothing(last.clone()), &catalogue, self.today),
            turn: self.turn,
            names: Names::of(&catalogue),
            last,
        }))
    }
}
