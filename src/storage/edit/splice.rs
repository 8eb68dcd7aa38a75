//! Cuts into a text that is being edited. What is not cut out stays as it is, byte for byte.

use std::ops::Range;

/// What goes into the place of a stretch of the text as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) at: Range<usize>,
    pub(super) with: String,
}

impl Splice {
    pub(super) fn replace(at: Range<usize>, with: impl Into<String>) -> Self {
        Self {
            at,
            with: with.into(),
        }
    }

    pub(super) fn insert(at: usize, with: impl Into<String>) -> Self {
        Self::replace(at..at, with)
    }
}

/// Makes cuts that are all given in places of the text as it is now and do not overlap.
pub(super) fn cut(text: &mut String, mut splices: Vec<Splice>) {
    splices.sort_by_key(|splice| splice.at.start);
    for Splice { at, with } in splices.into_iter().rev() {
        text.replace_range(at, &with);
    }
}
