//! A text while it is being edited: stretches of the old one, and what is new between them. What is
//! not cut out is the old text itself, byte for byte.

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

pub(super) struct Draft<'t> {
    old: &'t str,
    now: String,
    pieces: Vec<Piece>,
}

enum Piece {
    /// A stretch of the old text.
    Old(Range<usize>),
    New(String),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Old(range) => range.len(),
            Self::New(text) => text.len(),
        }
    }

    /// A part of it, unless it is empty.
    fn part(&self, part: Range<usize>) -> Option<Self> {
        let part = match self {
            _ if part.is_empty() => return None,
            Self::Old(range) => Self::Old(range.start + part.start..range.start + part.end),
            Self::New(text) => Self::New(text.get(part)?.to_owned()),
        };
        Some(part)
    }
}

impl<'t> Draft<'t> {
    pub(super) fn new(old: &'t str) -> Self {
        Self {
            old,
            now: old.to_owned(),
            pieces: vec![Piece::Old(0..old.len())],
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.now
    }

    /// Makes cuts that are all given in places of the text as it is now and do not overlap.
    pub(super) fn make(&mut self, mut splices: Vec<Splice>) {
        splices.sort_by_key(|splice| splice.at.start);
        for splice in splices.into_iter().rev() {
            if self.now.get(splice.at.clone()) != Some(&splice.with) {
                self.cut(splice);
            }
        }
    }

    fn cut(&mut self, Splice { at, with }: Splice) {
        self.now.replace_range(at.clone(), &with);
        let mut new = (!with.is_empty()).then_some(Piece::New(with));
        let mut pieces = Vec::with_capacity(self.pieces.len() + 2);
        let mut start = 0;
        for piece in self.pieces.drain(..) {
            let inside = |place: usize| place.clamp(start, start + piece.len()) - start;
            pieces.extend(piece.part(0..inside(at.start)));
            if at.start <= start + piece.len() {
                pieces.extend(new.take());
            }
            pieces.extend(piece.part(inside(at.end)..piece.len()));
            start += piece.len();
        }
        pieces.extend(new);
        self.pieces = pieces;
    }

    /// The stretches of the old text that are gone, in order, each with what stands in its place.
    pub(super) fn changes(&self) -> Vec<(Range<usize>, String)> {
        let mut changes = Vec::new();
        let (mut kept_to, mut new) = (0, String::new());
        let end = Piece::Old(self.old.len()..self.old.len());
        for piece in self.pieces.iter().chain([&end]) {
            match piece {
                Piece::New(text) => new.push_str(text),
                Piece::Old(range) => {
                    if range.start > kept_to || !new.is_empty() {
                        changes.push((kept_to..range.start, std::mem::take(&mut new)));
                    }
                    kept_to = range.end;
                }
            }
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(
        old: &str,
        rounds: &[&[(Range<usize>, &str)]],
    ) -> (String, Vec<(Range<usize>, String)>) {
        let mut draft = Draft::new(old);
        for round in rounds {
            let splices = round
                .iter()
                .map(|(at, with)| Splice::replace(at.clone(), *with));
            draft.make(splices.collect());
        }
        (draft.text().to_owned(), draft.changes())
    }

    #[test]
    fn later_cuts_reach_into_earlier_ones_and_what_is_left_is_known() {
        let (now, changes) = draft(
            "0123456789",
            &[
                &[(2..4, "ab"), (8..8, "X")],
                &[(3..5, "-"), (0..1, "")],
                &[(9..9, "end")],
            ],
        );
        assert_eq!(now, "1a-567X89end");
        assert_eq!(
            changes,
            [
                (0..1, String::new()),
                (2..5, "a-".to_owned()),
                (8..8, "X".to_owned()),
                (10..10, "end".to_owned()),
            ]
        );
    }

    #[test]
    fn the_changes_made_in_the_old_text_give_the_new_one() {
        let mut state = 1_u64;
        let mut random = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) as usize % below
        };
        for _ in 0..500 {
            let old = "abcdefghijklmnopqrstuvwxyz";
            let mut draft = Draft::new(old);
            for _ in 0..random(6) {
                let len = draft.text().len();
                let start = random(len + 1);
                let end = start + random(len + 1 - start);
                let with = "*".repeat(random(4));
                draft.make(vec![Splice::replace(start..end, with)]);
            }
            let mut made = old.to_owned();
            for (at, with) in draft.changes().into_iter().rev() {
                made.replace_range(at, &with);
            }
            assert_eq!(made, draft.text());
        }
    }

    #[test]
    fn what_stands_there_already_is_no_change() {
        assert_eq!(draft("abc", &[&[(1..2, "b")]]).1, []);
        assert_eq!(
            draft("", &[&[(0..0, "a")]]),
            ("a".to_owned(), vec![(0..0, "a".to_owned())])
        );
    }
}
