//! Below the rows: the selected milestone told in a sentence, what it needs and unblocks, and the legend
//! or what the record says.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::group::contents;
use super::outlook;
use crate::app::list::Row;
use crate::app::tab::ListId;
use crate::app::timeline::Trail;
use crate::domain::computed::agenda;
use crate::ui::brush::Brush;
use crate::ui::screen::Screen;
use crate::ui::text::{span, width, wrap_within};

pub(super) fn draw_foot(brush: &mut Brush, foot: Rect, screen: &Screen) {
    if foot.is_empty() {
        return;
    }
    let look = screen.look;
    let (at, cells) = ((foot.x, foot.y), foot.width.saturating_sub(4));
    brush.line(at, foot.width, look.glyphs.rule, look.rule());
    let mut write = |row: u16, spans: &[Span]| {
        let at = (foot.x + 2, foot.y + row);
        brush.put(at, cells, spans);
    };
    let told = wrap_within(&[Span::raw(sentence_below(screen))], cells, 0, 2);
    for (row, spans) in (1..).zip(&told) {
        write(row, spans);
    }
    if let Some(at) = screen.app.selected() {
        write(3, &related(at.index, screen));
    }
    match open_milestone(screen).filter(|_| screen.app.outlook) {
        Some(index) => {
            let said = outlook(index, screen);
            let told = look.words.outlook(said.as_ref());
            let spans = [span("[( )] ", look.accent()), span(told, look.dim())];
            for (row, spans) in (4..).zip(&wrap_within(&spans, cells, 6, 2)) {
                write(row, spans);
            }
        }
        None => write(4, &legend(cells, screen)),
    }
}

/// The selected milestone, if it is still to come.
fn open_milestone(screen: &Screen) -> Option<usize> {
    let at = screen.app.selected()?;
    let milestone = screen.shown.catalogue.milestones().get(at.index)?;
    milestone.is_open().then_some(at.index)
}

fn sentence_below(screen: &Screen) -> String {
    let list = screen.app.list(ListId::Timeline);
    if let Some(at) = list.at() {
        let (catalogue, board) = (&screen.shown.catalogue, &screen.shown.board);
        let milestone = catalogue.milestones().get(at.index);
        let milestone = milestone.zip(board.standings.get(at.index));
        return milestone.map_or_else(String::new, |(one, standing)| {
            screen.look.words.sentence(catalogue, one, standing)
        });
    }
    let group = list.row().and_then(Row::group);
    let Some(summary) = group.and_then(|group| screen.app.timeline.summary(group)) else {
        return String::new();
    };
    let name = summary
        .group
        .name(&screen.shown.catalogue, screen.look.words);
    let parts = [
        vec![format!("{} milestones", summary.all)],
        contents(summary, screen),
    ]
    .concat();
    format!("{name}: {}.", parts.join(", "))
}

/// "needs Baiterek pad 2025-Q2, 7 months of float; unblocks …".
fn related<'a>(index: usize, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let (catalogue, today) = (&screen.shown.catalogue, screen.app.today);
    let (look, glyphs, board) = (screen.look, screen.look.glyphs, &screen.shown.board);
    let needed = agenda::needed_by(catalogue, &board.standings, index, today);
    let waiting = agenda::waiting_for(catalogue, &board.standings, index, today);
    let mut spans = Vec::new();
    for (word, others, glyph) in [
        ("needs ", needed, glyphs.needed),
        ("needed by ", waiting, glyphs.waiting),
    ] {
        for (place, other) in others.iter().enumerate() {
            let Some(milestone) = catalogue.milestones().get(other.milestone) else {
                continue;
            };
            let lead = match (place, spans.is_empty()) {
                (0, true) => format!("{glyph} {word}"),
                (0, false) => format!("  {glyph} {word}"),
                _ => ", ".to_owned(),
            };
            let when = board
                .when(other.milestone)
                .map(|when| format!(" {}", look.date(when)));
            spans.push(span(lead, look.dim()));
            spans.push(Span::raw(&*milestone.entry.name));
            spans.push(Span::raw(when.unwrap_or_default()));
            spans.extend(
                other.float.map(|float| {
                    span(format!(" ({})", look.words.slack(float)), look.float(float))
                }),
            );
        }
    }
    spans
}

/// As much of the legend as fits whole.
pub(super) fn legend<'a>(cells: u16, screen: &Screen) -> Vec<Span<'a>> {
    let (look, glyphs) = (screen.look, screen.look.glyphs);
    let mut entries = vec![
        (
            format!("{}{}", glyphs.window, glyphs.end),
            Style::new(),
            "date",
        ),
        (
            format!("{}{}{}", glyphs.vague, glyphs.end, glyphs.vague),
            Style::new(),
            "about",
        ),
        (
            format!("{}{}{}", glyphs.from, glyphs.opening, glyphs.onward),
            Style::new(),
            "from",
        ),
        (
            format!("{}{}{}", glyphs.backward, glyphs.opening, glyphs.to),
            Style::new(),
            "by",
        ),
        (format!("!{}", glyphs.overdue), look.bad(), "missed"),
        (
            format!("{}{}", glyphs.unknown, glyphs.overdue),
            look.dim(),
            "no word",
        ),
        (glyphs.happened.to_owned(), look.good(), "done"),
    ];
    let trail = screen.app.timeline.trail;
    if trail != Trail::None {
        entries.push((glyphs.baseline.to_owned(), look.dim(), "first date"));
    }
    if trail == Trail::Whole {
        entries.push((glyphs.earlier.to_owned(), look.dim(), "later dates"));
    }
    let mut spans: Vec<Span> = Vec::new();
    for (glyph, style, words) in entries {
        let gap = if spans.is_empty() { "" } else { "   " };
        let entry = [
            Span::raw(gap),
            span(glyph, style),
            span(format!(" {words}"), look.dim()),
        ];
        if width(&spans) + width(&entry) > usize::from(cells) {
            break;
        }
        spans.extend(entry);
    }
    spans
}
