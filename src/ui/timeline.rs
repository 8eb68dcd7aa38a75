//! Tab 5: every milestone on one time axis, each date drawn as the window that it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::entries::count_of;
use super::gantt::{self, Strip};
use super::list::Rows;
use super::milestones::{slip, when};
use super::pane::{Title, pane, rows};
use super::table::{Column, Fitted};
use super::text::{line, put, span, width, wrap};
use super::{Screen, Size, ViewState};
use crate::app::axis::Axis;
use crate::app::groups::Summary;
use crate::app::list::Row;
use crate::app::tab::ListId;
use crate::app::timeline::Trail;
use crate::domain::agenda::{self, Fit, Float};
use crate::domain::outlook::{self, Outlook};
use crate::domain::sentence::sentence;

/// The least width of the axis for it to be drawn at all.
const LEAST_AXIS: u16 = 24;

/// The places of the columns at a width: the name, the axis, the date, the slip.
struct Layout {
    columns: Fitted,
    axis: Option<(u16, u16)>,
}

impl Layout {
    fn new(cells: u16) -> Self {
        let name = (cells / 3).clamp(14, 44);
        let columns = [
            Column::fixed("", name, 9),
            Column::rest("", LEAST_AXIS),
            Column::fixed("WHEN", 15, 8),
            Column::right("1ST", 5, 1),
        ];
        // Where the axis has no room the names take it.
        let narrow = [
            Column::rest("", 10),
            Column::fixed("WHEN", 15, 8),
            Column::right("1ST", 5, 1),
        ];
        if cells >= 56 {
            let columns = Fitted::new(&columns, cells);
            let axis = columns.place(1);
            Self { columns, axis }
        } else {
            Self {
                columns: Fitted::new(&narrow, cells),
                axis: None,
            }
        }
    }
}

/// The rows of the foot: a rule, the sentence, what it needs and unblocks, the legend.
const FOOT: u16 = 5;
/// With one more where the record has something to say.
const FOOT_WITH_OUTLOOK: u16 = FOOT + 1;

pub(super) fn draw(buffer: &mut Buffer, area: Rect, screen: &Screen, view: &mut ViewState) {
    let inner = pane(buffer, area, &title(screen), screen.look);
    let foot_height = match screen.size {
        Size::Wide | Size::Medium if inner.height >= 16 && screen.app.outlook => FOOT_WITH_OUTLOOK,
        Size::Wide | Size::Medium if inner.height >= 16 => FOOT,
        _ => 0,
    };
    let (chart, foot) = rows(inner, inner.height - foot_height);
    let layout = Layout::new(chart.width.saturating_sub(1));
    let head_height = match layout.axis {
        Some(_) if inner.height >= 16 => 3,
        Some(_) => 2,
        None => u16::from(screen.size != Size::Tiny),
    };
    let (head, body) = rows(chart, head_height);
    draw_head(buffer, head, &layout, screen);
    view.page_rows = usize::from(body.height);
    view.axis = layout.axis.map_or(0, |(_, cells)| cells);
    draw_rows(buffer, body, &layout, screen, view);
    draw_foot(buffer, foot, screen);
}

fn title<'a>(screen: &Screen) -> Title<'a> {
    let list = ListId::Timeline;
    let timeline = &screen.app.timeline;
    let sort = screen.app.sort(list).key.words();
    let (group, zoom) = (timeline.group_by.words(), timeline.axis.zoom.words());
    Title {
        name: "Timeline",
        more: count_of(screen, list, screen.shown.catalogue.milestones().len()),
        right: match screen.size {
            Size::Wide | Size::Medium => format!("{group}, {sort} · {zoom}"),
            Size::Narrow | Size::Tiny => zoom.to_owned(),
        },
        focused: true,
    }
}

fn strip<'a>(area: Rect, axis: (u16, u16), screen: &Screen<'a>) -> Strip<'a> {
    let (x, cells) = axis;
    let axis: &Axis = &screen.app.timeline.axis;
    Strip {
        x: area.x + x,
        y: area.y,
        cells,
        axis,
        left: axis.left(cells),
        today: screen.app.today,
        look: screen.look,
    }
}

fn draw_head(buffer: &mut Buffer, head: Rect, layout: &Layout, screen: &Screen) {
    if head.is_empty() {
        return;
    }
    let last = Rect {
        y: head.bottom() - 1,
        height: 1,
        ..head
    };
    layout.columns.head(buffer, last, None, screen.look);
    if let Some(axis) = layout.axis {
        gantt::draw_axis(buffer, &strip(last, axis, screen), head.height);
    }
}

fn draw_rows(
    buffer: &mut Buffer,
    body: Rect,
    layout: &Layout,
    screen: &Screen,
    view: &mut ViewState,
) {
    let around = Around::new(screen);
    let row = |buffer: &mut Buffer, at: Rect, row: Row| match row {
        Row::Head(_) => {
            if let Some(summary) = row.group().and_then(|g| screen.app.timeline.summary(g)) {
                draw_group(buffer, at, summary, layout, screen);
            }
        }
        Row::Entry { at: entry, .. } => {
            draw_milestone(buffer, at, entry.index, layout, screen);
            around.mark(buffer, at, entry.index, layout, screen);
        }
    };
    let list = Rows {
        list: ListId::Timeline,
        focused: true,
        screen,
        row,
    };
    let drawn = list.draw(buffer, body, view);
    let (_, rest) = rows(body, drawn);
    if let Some(axis) = layout.axis.filter(|_| drawn > 0) {
        let mut strip = strip(rest, axis, screen);
        for y in rest.top()..rest.bottom() {
            strip.y = y;
            gantt::draw_today(buffer, &strip);
        }
    }
}

/// The head of a group: its name, and over the axis what is in it.
fn draw_group(buffer: &mut Buffer, at: Rect, group: &Summary, layout: &Layout, screen: &Screen) {
    let (look, glyphs) = (screen.look, screen.look.glyphs);
    let is_folded = screen.app.timeline.folded.contains(&group.group);
    let fold = if is_folded {
        glyphs.folded
    } else {
        glyphs.unfolded
    };
    let mut name = vec![
        span(format!("{fold} "), look.dim()),
        span(group.group.name(&screen.shown.catalogue), look.accent()),
        span(format!(" ({})", group.all), look.dim()),
    ];
    let name_cells = layout
        .axis
        .map_or(at.width / 2, |(x, _)| x)
        .saturating_sub(3);
    if width(&name) > usize::from(name_cells) {
        name.pop();
    }
    put(buffer, (at.x + 2, at.y), name_cells, &name, glyphs.ellipsis);
    if let Some(axis) = layout.axis {
        let strip = strip(at, axis, screen);
        gantt::draw_today(buffer, &strip);
        draw_summary(buffer, &strip, group, screen);
        return;
    }
    let last = contents(group, screen).pop().unwrap_or_default();
    let x = name_cells + 4;
    let cells = at.width.saturating_sub(x + 1);
    let text = [span(last, look.dim())];
    put(buffer, (at.x + x, at.y), cells, &text, glyphs.ellipsis);
}

/// As much of it as there is room for beside today's line.
fn draw_summary(buffer: &mut Buffer, strip: &Strip, group: &Summary, screen: &Screen) {
    let parts = contents(group, screen);
    for count in (1..=parts.len()).rev() {
        let text = parts.get(..count).unwrap_or_default().join(", ");
        if gantt::draw_beside_today(buffer, strip, &[span(text, strip.look.dim())]) {
            return;
        }
    }
}

/// "3 done", "2 overdue", "next 2028".
fn contents(group: &Summary, screen: &Screen) -> Vec<String> {
    let milestones = screen.shown.catalogue.milestones();
    let next = group.next.and_then(|index| milestones.get(index)?.when());
    let parts = [
        (group.done > 0).then(|| format!("{} done", group.done)),
        (group.overdue > 0).then(|| format!("{} overdue", group.overdue)),
        next.map(|when| format!("next {when}")),
    ];
    parts.into_iter().flatten().collect()
}

/// What the selected milestone needs, and what waits for it.
struct Around {
    selected: Option<usize>,
}

impl Around {
    fn new(screen: &Screen) -> Self {
        Self {
            selected: screen.app.selected().map(|at| at.index),
        }
    }

    /// How a milestone is related to the selected one.
    fn of(&self, index: usize, screen: &Screen) -> Option<(&'static str, Option<Float>)> {
        let (catalogue, glyphs) = (&screen.shown.catalogue, screen.look.glyphs);
        let selected = self.selected?;
        if catalogue.needs(selected).contains(&index) {
            return Some((glyphs.needed, agenda::float(catalogue, index, selected)));
        }
        if catalogue.unblocks(selected).contains(&index) {
            return Some((glyphs.waiting, agenda::float(catalogue, selected, index)));
        }
        None
    }

    /// Marks a related row, and says on the axis how much room there is.
    fn mark(&self, buffer: &mut Buffer, at: Rect, index: usize, layout: &Layout, screen: &Screen) {
        let Some((glyph, float)) = self.of(index, screen) else {
            return;
        };
        let mark = [span(glyph, screen.look.accent())];
        put(buffer, (at.x + 1, at.y), 1, &mark, "");
        if let (Some(float), Some(axis)) = (float, layout.axis) {
            let words = [span(
                format!(" {} ", float.words()),
                float_style(float, screen),
            )];
            gantt::draw_note(buffer, &strip(at, axis, screen), &words);
        }
    }
}

fn float_style(float: Float, screen: &Screen) -> Style {
    match float.fit {
        Some(Fit::Impossible) => screen.look.bad(),
        Some(Fit::NoFloat) => screen.look.warn(),
        None => screen.look.dim(),
    }
}

fn draw_milestone(buffer: &mut Buffer, at: Rect, index: usize, layout: &Layout, screen: &Screen) {
    let shown = (
        screen.shown.catalogue.milestones().get(index),
        screen.shown.board.standings.get(index),
    );
    let (Some(milestone), Some(standing)) = shown else {
        return;
    };
    let look = screen.look;
    let mark = look.says(standing.says);
    let name = || {
        vec![
            span(format!("{} ", mark.glyph), mark.style),
            Span::raw(&*milestone.entry.name),
        ]
    };
    let axis_column = usize::from(layout.axis.is_some());
    layout.columns.row(
        buffer,
        at,
        |column| match column {
            0 => name(),
            column if column == axis_column + 1 => vec![when(milestone, standing, look)],
            column if column == axis_column + 2 => vec![slip(standing.since_first, look)],
            _ => Vec::new(),
        },
        look,
    );
    if let Some(axis) = layout.axis {
        let row = gantt::Row {
            milestone,
            standing,
            trail: screen.app.timeline.trail,
            outlook: outlook(index, screen),
        };
        gantt::draw_row(buffer, &strip(at, axis, screen), row);
    }
}

/// The selected milestone told in a sentence, what it needs and unblocks, and the legend.
fn draw_foot(buffer: &mut Buffer, foot: Rect, screen: &Screen) {
    if foot.is_empty() {
        return;
    }
    let look = screen.look;
    let (at, cells) = ((foot.x, foot.y), foot.width.saturating_sub(4));
    line(buffer, at, foot.width, look.glyphs.rule, look.rule());
    let mut write = |row: u16, spans: &[Span]| {
        let at = (foot.x + 2, foot.y + row);
        put(buffer, at, cells, spans, look.glyphs.ellipsis);
    };
    let told = wrap(&[Span::raw(told(screen))], cells, 0);
    for (row, spans) in (1..).zip(told.iter().take(2)) {
        write(row, spans);
    }
    if let Some(at) = screen.app.selected() {
        write(3, &related(at.index, screen));
    }
    match open_milestone(screen).filter(|_| screen.app.outlook) {
        Some(index) => {
            let said = outlook(index, screen).map(|outlook| outlook.in_words());
            let told = said.unwrap_or_else(outlook::nothing_to_say);
            let spans = [span("[( )] ", look.accent()), span(told, look.dim())];
            for (row, spans) in (4..).zip(wrap(&spans, cells, 6).iter().take(2)) {
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

/// What the record says of a milestone, where that is asked for.
fn outlook(index: usize, screen: &Screen) -> Option<Outlook> {
    let (catalogue, board) = (&screen.shown.catalogue, &screen.shown.board);
    screen
        .app
        .outlook
        .then(|| board.outlook(catalogue, index))
        .flatten()
}

fn told(screen: &Screen) -> String {
    let list = screen.app.list(ListId::Timeline);
    if let Some(at) = list.at() {
        let milestone = screen.shown.catalogue.milestones().get(at.index);
        return milestone.map_or_else(String::new, |one| sentence(one, screen.app.today));
    }
    let group = list.row().and_then(Row::group);
    let Some(summary) = group.and_then(|group| screen.app.timeline.summary(group)) else {
        return String::new();
    };
    let name = summary.group.name(&screen.shown.catalogue);
    let parts = [
        vec![format!("{} milestones", summary.all)],
        contents(summary, screen),
    ]
    .concat();
    format!("{name}: {}.", parts.join(", "))
}

/// "needs Baiterek pad 2025-Q2, 7 months of float; unblocks …".
fn related<'a>(index: usize, screen: &Screen<'a>) -> Vec<Span<'a>> {
    let catalogue = &screen.shown.catalogue;
    let mut spans = Vec::new();
    let pairs = [
        ("needs ", catalogue.needs(index), screen.look.glyphs.needed),
        (
            "unblocks ",
            catalogue.unblocks(index),
            screen.look.glyphs.waiting,
        ),
    ];
    for (word, others, glyph) in pairs {
        for (place, other) in others.iter().enumerate() {
            let Some(milestone) = catalogue.milestones().get(*other) else {
                continue;
            };
            let lead = match (place, spans.is_empty()) {
                (0, true) => format!("{glyph} {word}"),
                (0, false) => format!("  {glyph} {word}"),
                _ => ", ".to_owned(),
            };
            spans.push(span(lead, screen.look.dim()));
            spans.push(Span::raw(&*milestone.entry.name));
            let when = milestone
                .when()
                .map_or(String::new(), |when| format!(" {when}"));
            spans.push(Span::raw(when));
            let float = if word == "needs " {
                agenda::float(catalogue, *other, index)
            } else {
                agenda::float(catalogue, index, *other)
            };
            if let Some(float) = float {
                let words = format!(" ({})", float.words());
                spans.push(span(words, float_style(float, screen)));
            }
        }
    }
    spans
}

/// As much of the legend as fits whole.
fn legend<'a>(cells: u16, screen: &Screen) -> Vec<Span<'a>> {
    let (look, glyphs) = (screen.look, screen.look.glyphs);
    let mut entries = vec![
        (
            format!("{}{}", glyphs.window, glyphs.end),
            Style::new(),
            "window",
        ),
        (
            format!("{}{}{}", glyphs.vague, glyphs.end, glyphs.vague),
            Style::new(),
            "about",
        ),
        (
            format!("{}{}{}", glyphs.from, glyphs.opening, glyphs.onward),
            Style::new(),
            "no earlier",
        ),
        (
            format!("{}{}{}", glyphs.backward, glyphs.opening, glyphs.to),
            Style::new(),
            "no later",
        ),
        (format!("!{}", glyphs.overdue), look.bad(), "overdue"),
        (glyphs.happened.to_owned(), look.good(), "done"),
    ];
    let trail = screen.app.timeline.trail;
    if trail != Trail::None {
        entries.push((glyphs.baseline.to_owned(), look.dim(), "first date given"));
    }
    if trail == Trail::Whole {
        entries.push((glyphs.earlier.to_owned(), look.dim(), "later ones"));
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
