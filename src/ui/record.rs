//! The track record: how many promises were kept, cut by what they were about and who made them, and
//! the statements behind each count.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::brush::Brush;
use super::ledger::citation;
use super::marks::Mark;
use super::milestones::{longest, slip};
use super::pane::{Title, inset, left_off, pane, rows};
use super::screen::{Screen, Size};
use super::table::{Column, Fitted, mark_cursor, scrolled, widened};
use super::text::span;
use super::theme::Look;
use super::view::ViewState;
use crate::app::Focus;
use crate::app::drawn::Pane;
use crate::app::record::{CutRow, RecordView, headed};
use crate::domain::catalogue::{Milestone, Statement};
use crate::domain::computed::record::{Cut, Judged, Outcome, Spread};
use crate::domain::computed::slip::Slip;
use crate::domain::format::keyword::MilestoneStatus;
use crate::words::Words;

const CUTS: &[Column] = &[
    Column::between("PROMISES", 20, 44, 10),
    Column::right("KEPT", 10, 9),
    Column::right("BROKEN", 6, 3),
    Column::right("UNKNOWN", 7, 1),
    Column::right("SLIP", 5, 8),
    Column::fixed("SLIP RANGE", 13, 7),
    Column::right("NOTICE", 7, 5),
    Column::fixed("NOTICE RANGE", 15, 2),
    Column::ranked_rest("│ DEADLINE  ◆ MEDIAN", 24, 0),
];
/// The place of the picture among the columns.
const PICTURE: usize = 8;

const STATEMENTS: &[Column] = &[
    Column::between("MILESTONE", 20, 52, 10),
    Column::fixed("SAID", 11, 4),
    Column::between("SPEAKER", 12, 24, 3),
    Column::dates("DATE", 15, 7),
    Column::fixed("OUTCOME", 9, 9),
    Column::fixed("HAPPENED", 18, 6),
    Column::right("SLIP", 6, 8),
    Column::right("NOTICE", 7, 1),
    Column::ranked_rest("IN THEIR WORDS, NOTE", 24, 0),
];

pub(super) fn draw(
    brush: &mut Brush,
    area: Rect,
    record: &RecordView,
    screen: &Screen,
    view: &mut ViewState,
) {
    let Some(cut) = record.selected() else {
        return;
    };
    match screen.size {
        Size::Wide | Size::Medium => {
            let (upper, lower) = rows(area, area.height / 2);
            draw_cuts(brush, upper, record, screen, view);
            draw_statements(brush, lower, cut, record, screen, view);
        }
        _ if record.focus == Focus::List => draw_cuts(brush, area, record, screen, view),
        _ => draw_statements(brush, area, cut, record, screen, view),
    }
}

fn draw_cuts(
    brush: &mut Brush,
    area: Rect,
    record: &RecordView,
    screen: &Screen,
    view: &mut ViewState,
) {
    let focused = record.focus == Focus::List;
    let (title_row, inner) = rows(area, 1);
    let (fitted, body) = table(brush, inner, CUTS, screen);
    let all: Vec<CutRow> = headed(&record.cuts, screen.look.words).collect();
    let place = all.iter().position(|row| row.cut() == Some(record.cut));
    let place = place.unwrap_or(0);
    let height = usize::from(body.height);
    let mut first = scrolled(view.cuts, place, all.len(), height);
    // A heading stays in sight above the first of its rows.
    if first > 0 && first == place && matches!(all[first - 1], CutRow::Heading(_)) && height > 1 {
        first -= 1;
    }
    view.cuts = first;
    view.note(Pane::Cuts, area, body, first);
    let cuts = |rows: &[CutRow]| rows.iter().filter_map(|row| row.cut()).count();
    let (above, below) = all.split_at(first);
    let title = Title {
        name: "Track record",
        more: "promises whose deadline has passed".to_owned(),
        right: "slip: typical months · notice: typical days".to_owned(),
        sight: left_off(cuts(above), cuts(below.get(height..).unwrap_or_default())),
        focused,
    };
    pane(brush, title_row, &title);
    let scale = SpreadScale::of(&record.cuts, &fitted);
    for (at, row) in lines(body).zip(&all[first..]) {
        draw_row(brush, at, (*row, &record.cuts), (&fitted, scale), screen);
        if row.cut() == Some(record.cut) {
            mark_cursor(brush, at, focused);
        }
    }
}

fn draw_row(
    brush: &mut Brush,
    at: Rect,
    (row, cuts): (CutRow, &[Cut]),
    (fitted, scale): (&Fitted, Option<SpreadScale>),
    screen: &Screen,
) {
    match row {
        CutRow::Heading(words) => heading(brush, at, words),
        CutRow::Cut(place) => {
            let Some(cut) = cuts.get(place) else { return };
            let cell = |column| match (column, scale) {
                (PICTURE, Some(scale)) => scale.draw(cut.slip.as_ref(), screen.look),
                _ => cut_cell(column, cut, screen),
            };
            fitted.row(brush, at, cell);
        }
    }
}

/// All cuts, without a cursor, from the top of an area that is [`print_height`] rows high.
pub(super) fn print(brush: &mut Brush, area: Rect, cuts: &[Cut], screen: &Screen) {
    let (fitted, body) = table(brush, area, CUTS, screen);
    let scale = SpreadScale::of(cuts, &fitted);
    for (at, row) in lines(body).zip(headed(cuts, screen.look.words)) {
        draw_row(brush, at, (row, cuts), (&fitted, scale), screen);
    }
}

pub(super) fn print_height(cuts: &[Cut], words: Words) -> u16 {
    u16::try_from(headed(cuts, words).count() + 1).unwrap_or(u16::MAX)
}

/// The heads of a table, and its rows.
fn table_parts(area: Rect, screen: &Screen) -> (Rect, Rect) {
    rows(area, u16::from(screen.size != Size::Tiny))
}

/// The columns of a table with their heads, and the rows below.
fn table(brush: &mut Brush, area: Rect, columns: &[Column], screen: &Screen) -> (Fitted, Rect) {
    let fitted = Fitted::sized(columns, area.width.saturating_sub(1), screen.size);
    let (head, body) = table_parts(area, screen);
    if !head.is_empty() {
        fitted.head(brush, head, None);
    }
    (fitted, body)
}

fn lines(area: Rect) -> impl Iterator<Item = Rect> {
    (area.top()..area.bottom()).map(move |y| Rect {
        y,
        height: 1,
        ..area
    })
}

fn heading(brush: &mut Brush, at: Rect, words: &str) {
    let look = brush.look;
    brush.put(
        (at.x + 1, at.y),
        at.width.saturating_sub(2),
        &[span(words.to_uppercase(), look.dim())],
    );
}

fn cut_cell<'a>(column: usize, cut: &'a Cut, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let look = screen.look;
    let tally = cut.tally;
    let count = |count: usize| match count {
        0 => span(look.glyphs.nothing, look.dim()),
        count => Span::raw(count.to_string()),
    };
    match column {
        0 => vec![Span::raw(
            screen.look.words.cut(&cut.by, &screen.shown.catalogue),
        )],
        1 => vec![Span::raw(format!("{} of {}", tally.kept, tally.closed()))],
        2 => vec![count(tally.broken)],
        3 => vec![count(tally.unknown)],
        4 => vec![slip(cut.slip.map(|spread| spread.median), look)],
        5 => vec![span(months_range(cut.slip.as_ref()), look.dim())],
        6 => vec![notice(cut.notice.map(|spread| spread.median.days()), look)],
        7 => vec![span(days_range(cut.notice.as_ref()), look.dim())],
        _ => Vec::new(),
    }
}

/// The scale that all slips are drawn on: the range of the whole record, and the end that was promised.
#[derive(Clone, Copy)]
struct SpreadScale {
    cells: usize,
    first: i64,
    last: i64,
}

impl SpreadScale {
    /// None where the picture does not fit, or there is nothing to draw.
    fn of(cuts: &[Cut], fitted: &Fitted) -> Option<Self> {
        let (_, cells) = fitted.place(PICTURE)?;
        let whole = cuts.first()?.slip?;
        Some(Self {
            cells: usize::from(cells),
            first: whole.least.days().min(0),
            last: whole.most.days().max(0),
        })
    }

    fn cell(self, days: i64) -> usize {
        let span = (self.last - self.first).max(1);
        let end = i64::try_from(self.cells.saturating_sub(1)).unwrap_or(0);
        let cell = (days.clamp(self.first, self.last) - self.first).saturating_mul(end) / span;
        usize::try_from(cell).unwrap_or(0)
    }

    /// A line from the least to the most, the median on it, and the promised end through all rows.
    fn draw<'a>(self, spread: Option<&Spread>, look: &Look) -> Vec<Span<'a>> {
        let glyphs = look.glyphs;
        let mut cells = vec![span(" ", Style::new()); self.cells];
        if let Some(spread) = spread {
            let [least, median, most] =
                [spread.least, spread.median, spread.most].map(|slip| self.cell(slip.days()));
            cells[least..=most].fill(span(glyphs.rule, look.rule()));
            cells[least] = span(glyphs.from, look.rule());
            cells[most] = match spread.most {
                Slip::Exact(_) | Slip::Begins(_) | Slip::AtMost(_) => span(glyphs.to, look.rule()),
                Slip::AtLeast(_) => span(glyphs.onward, look.rule()),
            };
            cells[self.cell(0)] = span(glyphs.today, look.dim());
            cells[median] = span(glyphs.end, look.slip(spread.median.months()));
        } else {
            cells[self.cell(0)] = span(glyphs.today, look.dim());
        }
        cells
    }
}

/// "-2 … +96"; nothing where there is one value only.
pub(super) fn months_range(spread: Option<&Spread>) -> String {
    match spread {
        Some(spread) if spread.n > 1 => format!("{} … {}", spread.least, spread.most),
        _ => String::new(),
    }
}

fn days_range(spread: Option<&Spread>) -> String {
    match spread {
        Some(spread) if spread.n > 1 => {
            format!(
                "{} … {}",
                figures(spread.least.days()),
                figures(spread.most.days())
            )
        }
        _ => String::new(),
    }
}

/// A number with a minus sign, where it has one.
fn figures(number: i64) -> String {
    number.to_string().replace('-', "−")
}

/// Days of warning; none at all, or too late, is worse than some.
fn notice<'a>(days: Option<i64>, look: &Look) -> Span<'a> {
    match days {
        Some(days) if days < 0 => span(format!("{} d", figures(days)), look.warn()),
        Some(days) => Span::raw(format!("{days} d")),
        None => span(look.glyphs.nothing, look.dim()),
    }
}

/// A judged statement with what it is about.
struct JudgedRow<'a> {
    judged: &'a Judged,
    milestone: &'a Milestone,
    statement: &'a Statement,
}

impl<'a> JudgedRow<'a> {
    fn of(place: usize, screen: &Screen<'a>) -> Option<Self> {
        let judged = screen.shown.board.record.judged.get(place)?;
        let milestone = screen.shown.catalogue.milestones().get(judged.milestone)?;
        let statement = milestone.statements.get(judged.statement)?;
        Some(Self {
            judged,
            milestone,
            statement,
        })
    }

    fn cell(&self, column: usize, look: &Look) -> Vec<Span<'a>> {
        let dim = |text: String| vec![span(text, look.dim())];
        match column {
            0 => vec![Span::raw(&*self.milestone.entry.name)],
            1 => dim(look.date(self.judged.said)),
            2 => (self.statement.by.iter())
                .map(|by| Span::raw(&**by))
                .collect(),
            3 => vec![Span::raw(look.date(self.statement.when))],
            4 => {
                let mark = outcome(self.judged.outcome, look);
                vec![span(format!("{} {}", mark.glyph, mark.words), mark.style)]
            }
            5 => vec![happened(self.milestone, look)],
            6 => vec![how_late(self.judged.slip, look)],
            7 => vec![notice(self.judged.notice, look)],
            _ => self.worded(look).into_iter().collect(),
        }
    }

    fn worded(&self, look: &Look) -> Option<Span<'a>> {
        match (&self.statement.words, &self.statement.note) {
            (Some(words), _) => Some(Span::raw(format!("\"{words}\""))),
            (None, Some(note)) => Some(span(&**note, look.dim())),
            (None, None) => None,
        }
    }

    /// What the columns have no room for: the name, the statement as it was worded, and its source.
    fn draw_in_full(&self, brush: &mut Brush, area: Rect, screen: &Screen) {
        let look = screen.look;
        let statement = self.statement;
        let by = statement.by.as_ref().map(|by| format!(" by {by}"));
        let mut said = vec![
            Span::raw(look.date(statement.when)),
            span(
                format!(
                    "  said {}{}  ",
                    look.date(self.judged.said),
                    by.unwrap_or_default()
                ),
                look.dim(),
            ),
        ];
        said.extend(self.worded(look));
        let name = vec![span(&*self.milestone.entry.name, look.strong())];
        let all = [name, said, citation(statement, screen)];
        let skipped = all.len().saturating_sub(usize::from(area.height));
        for (at, spans) in lines(area).zip(&all[skipped..]) {
            let cells = at.width.saturating_sub(1);
            brush.put((at.x + 1, at.y), cells, spans);
        }
    }
}

/// In months, and in days where it is less than one: a promise that was missed by a week is not "0" late.
fn how_late<'a>(late: Option<Slip>, look: &Look) -> Span<'a> {
    let Some(late) = late else {
        return slip(None, look);
    };
    if late.months() != 0 || late.days() == 0 {
        return slip(Some(late), look);
    }
    let sign = match late {
        Slip::AtLeast(_) => "≥",
        Slip::AtMost(_) => "≤",
        Slip::Exact(days) | Slip::Begins(days) if days > 0 => "+",
        Slip::Exact(_) | Slip::Begins(_) => "",
    };
    Span::raw(format!("{sign}{} d", figures(late.days())))
}

fn outcome(outcome: Outcome, look: &Look) -> Mark {
    let (glyph, words, style) = match outcome {
        Outcome::Kept => (look.glyphs.done, "kept", look.good()),
        Outcome::Broken => (look.glyphs.bad, "broken", look.bad()),
        Outcome::Unknown => (look.glyphs.unknown, "unknown", look.dim()),
    };
    Mark {
        glyph,
        words: words.into(),
        style,
    }
}

fn happened<'a>(milestone: &Milestone, look: &Look) -> Span<'a> {
    let when = milestone.actual.as_ref().map(|actual| actual.value);
    match (milestone.recorded.status.value, when) {
        (MilestoneStatus::Failed, Some(when)) => {
            span(format!("failed {}", look.date(when)), look.bad())
        }
        (MilestoneStatus::Cancelled, _) => span("cancelled", look.dim()),
        (_, Some(when)) => Span::raw(look.date(when)),
        (_, None) => span("not on record", look.dim()),
    }
}

/// The statements behind a cut.
fn draw_statements(
    brush: &mut Brush,
    area: Rect,
    cut: &Cut,
    record: &RecordView,
    screen: &Screen,
    view: &mut ViewState,
) {
    let look = screen.look;
    let focused = record.focus == Focus::Detail;
    let cursor = record.statement.min(cut.of.len().saturating_sub(1));
    let mut title = Title {
        name: screen.look.words.cut(&cut.by, &screen.shown.catalogue),
        more: format!("kept {} of {}", cut.tally.kept, cut.tally.closed()),
        right: match cut.of.len() {
            0 => String::new(),
            statements => format!("{} of {statements}", cursor + 1),
        },
        sight: String::new(),
        focused,
    };
    let (title_row, inner) = rows(area, 1);
    let foot_height = match inner.height {
        ..8 => 0,
        8..14 => 2,
        _ => 3,
    };
    let (upper, foot) = rows(inner, inner.height - foot_height);
    let (_, below) = table_parts(upper, screen);
    let height = usize::from(below.height);
    let first = scrolled(view.judged, cursor, cut.of.len(), height);
    view.judged = first;
    let in_sight = cut.of.iter().enumerate().skip(first).take(height);
    let given =
        longest(in_sight.clone().filter_map(|(_, place)| {
            Some(look.date(JudgedRow::of(*place, screen)?.statement.when))
        }));
    let (fitted, body) = table(brush, upper, &widened(STATEMENTS, &[(3, given)]), screen);
    view.note(Pane::Judged, area, body, first);
    title.sight = left_off(first, cut.of.len().saturating_sub(first + height));
    pane(brush, title_row, &title);
    for (at, (index, place)) in lines(body).zip(in_sight) {
        if let Some(entry) = JudgedRow::of(*place, screen) {
            fitted.row(brush, at, |column| entry.cell(column, look));
        }
        if index == cursor {
            mark_cursor(brush, at, focused);
        }
    }
    if let Some(entry) = cut
        .of
        .get(cursor)
        .and_then(|place| JudgedRow::of(*place, screen))
    {
        entry.draw_in_full(brush, inset(foot), screen);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::Characters;
    use crate::ui::theme::Theme;

    fn drawn(slips: &[Slip]) -> String {
        let look = Look::new(Theme::Dark, Characters::Unicode);
        let scale = SpreadScale {
            cells: 11,
            first: -100,
            last: 900,
        };
        let spread = Spread::of(slips.iter().copied());
        let spans = scale.draw(spread.as_ref(), &look);
        spans.iter().map(|span| span.content.as_ref()).collect()
    }

    #[test]
    fn slips_are_drawn_from_the_least_to_the_most_with_the_median_and_the_promised_end() {
        use Slip::{AtLeast, Exact};
        assert_eq!(drawn(&[Exact(-100), Exact(300), Exact(900)]), "├│──◆─────┤");
        assert_eq!(
            drawn(&[Exact(100), Exact(300), AtLeast(700)]),
            " │├─◆───▸  "
        );
        assert_eq!(drawn(&[Exact(500)]), " │    ◆    ");
        assert_eq!(drawn(&[]), " │         ");
    }
}
