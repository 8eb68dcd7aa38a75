//! The very lines that change, for a form and for a dry run.

use similar::{Change, ChangeTag, TextDiff};

use crate::domain::text::clean::Text;

/// A stretch of lines that change, with a few around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    pub lines: Vec<DiffLine>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffLine {
    pub sign: Sign,
    /// From 1: of a removed line in the old text, else in the new one.
    pub number: usize,
    pub text: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Kept,
    Removed,
    Added,
}

impl Sign {
    /// As in a diff.
    pub fn mark(self) -> char {
        match self {
            Self::Kept => ' ',
            Self::Removed => '-',
            Self::Added => '+',
        }
    }
}

/// So many lines are shown before and behind those that change.
const AROUND: usize = 2;

/// The lines in which a new text differs from the old one, each hunk with two lines around it.
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let (old, new) = (ended(old), ended(new));
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let diff = TextDiff::from_slices(&lines(&old), &lines(&new));
    let groups = diff.grouped_ops(AROUND).into_iter();
    groups
        .map(|group| Hunk {
            lines: group
                .iter()
                .flat_map(|op| diff.iter_changes(op))
                .map(|change| DiffLine::of(&change))
                .collect(),
        })
        .collect()
}

impl DiffLine {
    fn of(change: &Change<&str>) -> Self {
        let (sign, place) = match change.tag() {
            ChangeTag::Equal => (Sign::Kept, change.new_index()),
            ChangeTag::Delete => (Sign::Removed, change.old_index()),
            ChangeTag::Insert => (Sign::Added, change.new_index()),
        };
        Self {
            sign,
            number: place.map_or(0, |place| place + 1),
            text: Text::new(change.value().trim_end_matches(['\n', '\r'])),
        }
    }
}

/// The text with an end of its last line: a line that gets one because another follows is not changed.
fn ended(text: &str) -> String {
    let end = match text.rsplit_once('\n') {
        Some((_, "")) => "",
        Some((before, _)) if before.ends_with('\r') => "\r\n",
        _ if text.is_empty() => "",
        _ => "\n",
    };
    format!("{text}{end}")
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    fn shown(text: &str, changes: &[(Range<usize>, &str)]) -> Vec<String> {
        let mut new = text.to_owned();
        for (at, with) in changes.iter().rev() {
            new.replace_range(at.clone(), with);
        }
        let line = |line: &DiffLine| format!("{}{}{}", line.sign.mark(), line.number, line.text);
        hunks(text, &new)
            .iter()
            .map(|hunk| hunk.lines.iter().map(line).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn a_change_is_shown_with_the_lines_around_it() {
        let text = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";
        assert_eq!(shown(text, &[(4..5, "C")]), [" 1a  2b -3c +3C  4d  5e"]);
        assert_eq!(
            shown(text, &[(4..4, "x\ny\n")]),
            [" 1a  2b +3x +4y  5c  6d"]
        );
        assert_eq!(shown(text, &[(2..4, "")]), [" 1a -2b  2c  3d"]);
        assert_eq!(
            shown(text, &[(0..1, "A"), (18..19, "J")]),
            ["-1a +1A  2b  3c", " 8h  9i -10j +10J"]
        );
        assert_eq!(
            shown(text, &[(2..2, "x\n"), (9..9, "!")]),
            [" 1a +2x  3b  4c  5d -5e +6e!  7f  8g"]
        );
    }

    #[test]
    fn the_end_of_a_text_is_a_place_too() {
        assert_eq!(shown("a\nb", &[(3..3, "\nc")]), [" 1a  2b +3c"]);
        assert_eq!(shown("a\nb\n", &[(4..4, "c\n")]), [" 1a  2b +3c"]);
        assert_eq!(shown("", &[(0..0, "c")]), ["+1c"]);
        assert_eq!(shown("a\r\nb\r\n", &[(6..6, "c\r\n")]), [" 1a  2b +3c"]);
        assert_eq!(shown("a\n", &[]), [""; 0]);
    }

    #[test]
    fn two_changes_of_one_line_are_one() {
        assert_eq!(
            shown("abc\nd\n", &[(0..1, "x"), (2..3, "z")]),
            ["-1abc +1xbz  2d"]
        );
    }

    #[test]
    fn the_lines_shown_made_in_the_old_text_give_the_new_one() {
        let mut state = 1_u64;
        let mut random = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % below
        };
        let mut text = || {
            let lines = (0..random(30)).map(|_| format!("{}\n", random(9)));
            lines.collect::<String>()
        };
        for _ in 0..500 {
            let (old, new) = (text(), text());
            let mut made: Vec<String> = old.lines().map(str::to_owned).collect();
            let hunks = hunks(&old, &new);
            let lines = || hunks.iter().flat_map(|hunk| &hunk.lines);
            for line in lines().rev().filter(|line| line.sign == Sign::Removed) {
                made.remove(line.number - 1);
            }
            for line in lines().filter(|line| line.sign == Sign::Added) {
                made.insert(line.number - 1, line.text.to_string());
            }
            assert_eq!(made, new.lines().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_could_drive_a_terminal_is_shown_instead() {
        assert_eq!(shown("a\n", &[(0..1, "\u{1b}[2J")]), ["-1a +1␛[2J"]);
    }
}
