//! What a slip chart is of: one milestone with its windows, or several trails.

use ratatui::style::Style;

use super::track::Track;
use crate::domain::computed::outlook::Outlook;

pub(super) enum Subjects<'a> {
    One(One<'a>),
    /// Several trails, each with its letter and colour.
    Several(&'a [Lettered]),
}

/// One milestone with its windows.
pub(super) struct One<'a> {
    pub track: &'a Track,
    /// The statement that is marked.
    pub marked: Option<usize>,
    /// What the record says of it, where that is asked for.
    pub outlook: Option<Outlook>,
}

pub(super) struct Lettered {
    pub letter: &'static str,
    pub style: Style,
    pub track: Track,
}
