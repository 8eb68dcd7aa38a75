//! What stands around every screen: the tabs above, below the state of the catalogue and the keys that
//! apply now.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Span;
use strum::VariantArray;

use super::brush::Brush;
use super::field::put_typed;
use super::file_state::clock;
use super::screen::Size;
use super::text::{counted, span, width};
use super::theme::Look;
use crate::app::drawn::Drawn;
use crate::app::input::Input;
use crate::app::tab::Tab;
use crate::app::{App, Notice, Origin, Over, Popup, Shown, TextPopup, Trouble};
use crate::domain::catalogue::Kind;
use crate::domain::file::loaded::Unloadable;
use crate::domain::text::clean::clean;

/// At most so many hints: the rest is in the help.
const HINTS: usize = 8;

/// Draws the names of the tabs, and returns from which to before which column each stands.
pub(super) fn draw_header(
    brush: &mut Brush,
    area: Rect,
    app: &App,
    size: Size,
) -> [(u16, u16); Tab::VARIANTS.len()] {
    let look = brush.look;
    let mut places = [(0, 0); Tab::VARIANTS.len()];
    if area.is_empty() {
        return places;
    }
    let days = days(app, look);
    let whole = |tab: &Tab| format!(" {} {} ", tab.number(), tab.title());
    let titles: usize = Tab::VARIANTS.iter().map(|tab| whole(tab).len()).sum();
    let has_titles = match size {
        Size::Wide => true,
        Size::Medium => titles + days.last().map_or(0, |day| width(day) + 3) <= area.width.into(),
        Size::Narrow | Size::Tiny => false,
    };
    let mut spans = Vec::new();
    if size == Size::Wide {
        spans.push(span(" roscope  ", look.dim()));
    }
    for tab in Tab::VARIANTS {
        let selected = *tab == app.tab;
        let name = match size {
            _ if has_titles => whole(tab),
            Size::Wide | Size::Medium | Size::Narrow => {
                format!(" {} {} ", tab.number(), tab.short())
            }
            Size::Tiny if selected => format!(" {} {} ", tab.number(), tab.short()),
            Size::Tiny => format!(" {} ", tab.number()),
        };
        let from = width(&spans);
        spans.push(span(name, look.tab(selected)));
        let cell = |x: usize| u16::try_from(x).unwrap_or(u16::MAX);
        places[*tab as usize] = (cell(from), cell(width(&spans)));
    }
    let used = brush.put((area.x, area.y), area.width, &spans);
    let room = usize::from(area.width.saturating_sub(used));
    if let Some(day) = days.into_iter().find(|day| width(day) + 2 < room) {
        brush.put_right((area.x + used, area.y), area.width - used - 1, &day);
    }
    places
}

/// The day of the view and that of the newest source: the longest form, and the
/// shorter ones for where that does not fit.
fn days<'a>(app: &App, look: &Look) -> Vec<Vec<Span<'a>>> {
    let today = look.date(app.today);
    if app.as_of.is_some() {
        let mark = look.glyphs.warn;
        return vec![
            vec![span(format!("{mark} as it looked on {today}"), look.warn())],
            vec![span(format!("{mark} {today}"), look.warn())],
        ];
    }
    let today = || Span::raw(today.clone());
    let newest = app.shown().and_then(|shown| shown.newest_source);
    let with_newest = |words| {
        let newest = newest?;
        Some(vec![
            span(format!("{words} {}  ", look.date(newest)), look.dim()),
            today(),
        ])
    };
    let long = ["sources to", "src"].into_iter().filter_map(with_newest);
    long.chain([vec![today()]]).collect()
}

/// The rows that the footer takes.
pub(super) fn footer_height(app: &App, size: Size, height: u16) -> u16 {
    let must_say =
        app.trouble().is_some() || typing(app).is_some() || app.origin == Origin::BuiltIn;
    let two = size == Size::Wide || must_say;
    let wanted = if two { 2 } else { 1 };
    wanted.min(height / 3)
}

/// Draws the footer; tells where the caret stands in the filter, if one is being typed.
pub(super) fn draw_footer(
    brush: &mut Brush,
    area: Rect,
    (app, drawn): (&App, &Drawn),
    size: Size,
) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let bottom = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    if area.height > 1 {
        draw_hints(brush, bottom, (app, drawn), size);
        draw_state(brush, Rect { height: 1, ..area }, app)
    } else if app.trouble().is_some() || typing(app).is_some() || has_news(app) {
        draw_state(brush, bottom, app)
    } else {
        draw_hints(brush, bottom, (app, drawn), size);
        None
    }
}

fn has_news(app: &App) -> bool {
    app.notice.is_some() || app.asking.is_some()
}

fn typing(app: &App) -> Option<&Input> {
    match &app.over {
        Over::Filter { input, .. } => Some(input),
        _ => None,
    }
}

/// The filter being typed, else what is wrong, else what has just happened, else how things are.
fn draw_state(brush: &mut Brush, area: Rect, app: &App) -> Option<Position> {
    let look = brush.look;
    let (x, y, cells) = (area.x, area.y, area.width);
    if let Some(input) = typing(app) {
        return draw_filter(brush, area, app, input);
    }
    if let (Some(trouble), None) = (app.trouble(), &app.notice) {
        brush.buffer.set_style(area, look.alarm());
        let text = span(format!(" {}", alarm(app, trouble)), look.alarm());
        brush.put((x, y), cells.saturating_sub(12), &[text]);
        brush.put_right(
            (x, y),
            cells.saturating_sub(1),
            &[span("i details", look.alarm())],
        );
    } else if let Some(notice) = &app.notice {
        let (mark, style) = match notice {
            Notice::Done(_) => (look.glyphs.good, look.good()),
            Notice::Warning(_) => (look.glyphs.warn, look.warn()),
        };
        let text = [span(format!(" {mark} "), style), Span::raw(notice.words())];
        brush.put((x, y), cells, &text);
    } else if let Some(asked) = &app.asking {
        let text = format!(
            " asking for {} {} Esc gives it up",
            clean(asked),
            look.glyphs.ellipsis
        );
        brush.put((x, y), cells, &[Span::raw(text)]);
    } else if let Some(shown) = app.shown() {
        brush.put((x, y), cells.saturating_sub(1), &state(app, shown, look));
    }
    None
}

fn draw_filter(brush: &mut Brush, area: Rect, app: &App, input: &Input) -> Option<Position> {
    let look = brush.look;
    let found = app.list(app.focused_list()).entries();
    let note = match app.query(app.tab).problem() {
        Some(problem) => span(format!("   {}", look.words.problem(problem)), look.warn()),
        None => span(
            "   missed late in-doubt open   when:2027..2028 slip:>12 by:name   !not   one | other",
            look.dim(),
        ),
    };
    let found = span(format!("  {found} found"), look.dim());
    let slash = [span(" /", look.accent())];
    let x = area.x + brush.put((area.x, area.y), area.width, &slash);
    let cells = area.right() - x;
    let for_count = u16::try_from(found.width()).unwrap_or(u16::MAX);
    let field = cells.saturating_sub(for_count).max(cells / 2);
    let typed = (input, Style::new());
    let (used, caret) = put_typed(brush, (x, area.y), field, typed);
    // A cell for the caret.
    let used = (used + 1).min(field);
    let rest = (x + used, area.y);
    brush.put(rest, cells - used, &[found, note]);
    caret
}

/// "2 errors, showing the version of 14:02:11 · line 409: unknown key `forcast`".
fn alarm(app: &App, trouble: &Trouble) -> String {
    let shown = app
        .shown()
        .map(|shown| format!("showing the version of {}", clock(shown.loaded)));
    let (what, first) = match &trouble.why {
        Unloadable::Unreadable(why) => (why.clone(), None),
        Unloadable::Invalid(report) => (
            counted(report.counts.errors, "error"),
            report.errors().next().zip(Some(report)),
        ),
    };
    let first = first.map(|(error, report)| {
        let (line, _) = report.line_column(error.at.span);
        format!("line {line}: {}", clean(&app.words.phrase(&error.message)))
    });
    [Some(what), shown, first]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn state<'a>(app: &App, shown: &Shown, look: &Look) -> Vec<Span<'a>> {
    let catalogue = &shown.catalogue;
    let name = match &app.origin {
        Origin::File(name) => format!("{name} · read {}", clock(shown.loaded)),
        Origin::Once(name) => format!("{name} · read once, {}", clock(shown.loaded)),
        Origin::BuiltIn => {
            "built-in catalogue, read-only · roscope init writes a copy to edit".to_owned()
        }
    };
    let count = |kind| catalogue.count(kind);
    let text = format!(
        " {name} · {} projects {} vehicles {} constellations {} milestones {} sources",
        count(Kind::Project),
        count(Kind::Vehicle),
        count(Kind::Constellation),
        count(Kind::Milestone),
        catalogue.sources().len(),
    );
    vec![span(text, look.dim())]
}

/// The keys that apply now, as many as fit whole; help and quit keep the right end.
fn draw_hints(brush: &mut Brush, area: Rect, (app, drawn): (&App, &Drawn), size: Size) {
    let look = brush.look;
    let hint = |(keys, word): (&'static str, &'static str)| {
        [
            span(format!(" {keys}"), look.accent()),
            span(format!(" {word} "), look.dim()),
        ]
    };
    // A file that is broken is opened at what is wrong with it.
    let is_open = match &app.over {
        Over::Page(_) => true,
        Over::Popup(Popup::Text { of, .. }, _) => *of == TextPopup::FileState,
        _ => false,
    };
    let mend =
        (is_open && app.may_touch().is_ok() && app.trouble().is_some()).then_some(("E", "edit"));
    let all: Vec<_> = mend.into_iter().chain(app.hints(drawn)).collect();
    let (last, first): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|(keys, _)| ["?", "q"].contains(keys));
    let mut right: Vec<Span> = last.into_iter().flat_map(hint).collect();
    if size == Size::Tiny {
        right = vec![span(" enlarge the window ", look.dim())];
    }
    let room = usize::from(area.width).saturating_sub(width(&right));
    let mut left: Vec<Span> = Vec::new();
    for spans in first.into_iter().take(HINTS - 2).map(hint) {
        if width(&left) + width(&spans) > room {
            break;
        }
        left.extend(spans);
    }
    brush.put((area.x, area.y), area.width, &left);
    if width(&right) <= usize::from(area.width) {
        brush.put_right((area.x, area.y), area.width, &right);
    }
}
