//! The very lines that change, for a form and for a dry run.

use std::ops::Range;

use crate::domain::clean::Text;

/// A stretch of lines that change, with a few around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
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

/// The hunks of a text that gets other text in the place of some of its stretches. They are in order,
/// do not overlap, and lie on character boundaries.
pub fn hunks(text: &str, changes: &[(Range<usize>, String)]) -> Vec<Hunk> {
    let old = Lines::of(text);
    let mut hunks: Vec<Vec<Line>> = Vec::new();
    // Up to which line of the old text all is shown, and which line of the new text that is.
    let (mut shown, mut new) = (0, 0);
    for change in changed_lines(&old, changes) {
        let Range { start, end } = change.old;
        if start > shown + 2 * AROUND || hunks.is_empty() {
            if let Some(hunk) = hunks.last_mut() {
                hunk.extend(old.kept(shown..shown + AROUND, new));
            }
            let skipped = start.saturating_sub(AROUND).saturating_sub(shown);
            (shown, new) = (shown + skipped, new + skipped);
            hunks.push(Vec::new());
        }
        let Some(hunk) = hunks.last_mut() else {
            continue;
        };
        hunk.extend(old.kept(shown..start, new));
        new += start - shown;
        hunk.extend(old.removed(start..end));
        for line in &change.new {
            new += 1;
            hunk.push(Line::new(Sign::Added, new, line));
        }
        shown = end;
    }
    if let Some(hunk) = hunks.last_mut() {
        hunk.extend(old.kept(shown..shown + AROUND, new));
    }
    hunks.into_iter().map(|lines| Hunk { lines }).collect()
}

/// Whole lines that go, and those that come instead.
struct Changed {
    /// From 0.
    old: Range<usize>,
    new: Vec<String>,
}

/// The lines of a text, each with its end.
struct Lines<'t> {
    text: &'t str,
    all: Vec<&'t str>,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let ends = lines.iter().scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        });
        Self {
            text,
            starts: [0].into_iter().chain(ends).collect(),
            all: lines,
        }
    }

    /// The line of a byte; behind a last line end, the one that would follow.
    fn at(&self, byte: usize) -> usize {
        let behind = self.starts.partition_point(|start| *start <= byte);
        let has_end = self.text.is_empty() || self.text.ends_with('\n');
        let last = self.all.len() - usize::from(!has_end);
        (behind - 1).min(last)
    }

    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    /// Lines that stay; `before` is how many stand before them in the new text.
    fn kept(&self, range: Range<usize>, before: usize) -> impl Iterator<Item = Line> {
        self.numbered(range, Sign::Kept, before + 1)
    }

    fn removed(&self, range: Range<usize>) -> impl Iterator<Item = Line> {
        let first = range.start + 1;
        self.numbered(range, Sign::Removed, first)
    }

    fn numbered(
        &self,
        range: Range<usize>,
        sign: Sign,
        first: usize,
    ) -> impl Iterator<Item = Line> {
        let end = range.end.min(self.all.len());
        let lines = self.all.get(range.start.min(end)..end);
        let lines = lines.unwrap_or_default().iter().zip(first..);
        lines.map(move |(line, number)| Line::new(sign, number, line))
    }
}

impl Line {
    fn new(sign: Sign, number: usize, line: &str) -> Self {
        Self {
            sign,
            number,
            text: Text::new(line.trim_end_matches(['\n', '\r'])),
        }
    }
}

/// Changes of bytes as changes of lines: those of one line go together, and a line that stays as it is
/// is not among them.
fn changed_lines(old: &Lines<'_>, changes: &[(Range<usize>, String)]) -> Vec<Changed> {
    let mut found: Vec<Changed> = Vec::new();
    let mut rest = changes;
    while let Some((first, _)) = rest.first() {
        let start = old.at(first.start);
        let mut end = start;
        let mut together = 0;
        for (range, _) in rest {
            if together > 0 && old.at(range.start) >= end {
                break;
            }
            end = end.max(old.at(range.end) + 1);
            together += 1;
        }
        let (group, others) = rest.split_at_checked(together).unwrap_or((rest, &[]));
        rest = others;
        let end = end.min(old.all.len());
        let Some(next) = whole_lines(old, start..end.max(start), group) else {
            continue;
        };
        match found.last_mut() {
            Some(last) if last.old.end == next.old.start => {
                last.old.end = next.old.end;
                last.new.extend(next.new);
            }
            _ => found.push(next),
        }
    }
    found
}

fn whole_lines(
    old: &Lines<'_>,
    range: Range<usize>,
    changes: &[(Range<usize>, String)],
) -> Option<Changed> {
    let bytes = old.start(range.start)..old.start(range.end);
    let mut new = String::new();
    let mut kept_from = bytes.start;
    for (at, with) in changes {
        new.push_str(old.text.get(kept_from..at.start).unwrap_or_default());
        new.push_str(with);
        kept_from = at.end;
    }
    new.push_str(old.text.get(kept_from..bytes.end).unwrap_or_default());
    let before = old.all.get(range.clone()).unwrap_or_default();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let is_same = |(old, new): &(&&str, &&str)| {
        // The last line of a text may lack its end.
        let gains_end = !old.ends_with('\n') && new.trim_end_matches(['\n', '\r']) == **old;
        old == new || gains_end
    };
    let head = before.iter().zip(&new).take_while(is_same).count();
    let (before, new) = (before.get(head..)?, new.get(head..)?);
    let tail = before
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(is_same)
        .count();
    let start = range.start + head;
    let new = new.get(..new.len() - tail)?;
    let old = start..start + before.len() - tail;
    (!old.is_empty() || !new.is_empty()).then(|| Changed {
        old,
        new: new.iter().map(|line| (*line).to_owned()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, changes: &[(Range<usize>, &str)]) -> Vec<String> {
        let changes: Vec<_> = changes
            .iter()
            .map(|(at, with)| (at.clone(), (*with).to_owned()))
            .collect();
        let line = |line: &Line| format!("{}{}{}", line.sign.mark(), line.number, line.text);
        let hunks = hunks(text, &changes);
        hunks
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
    fn what_could_drive_a_terminal_is_shown_instead() {
        assert_eq!(shown("a\n", &[(0..1, "\u{1b}[2J")]), ["-1a +1␛[2J"]);
    }
}
