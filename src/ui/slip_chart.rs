//! The slip chart, or milestone trend chart: the day of a statement along, the day it promises up. A
//! date that stands is flat, one that slips climbs, and what came true ends on the diagonal.

mod axes;
mod canvas;
mod dots;
mod ladder;
mod plot;
mod scale;
mod subject;
mod track;

use std::borrow::Cow;
use std::cmp::Reverse;

use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget as _;

use super::brush::Brush;
use super::pane::{Title, columns, inset, pane, rows};
use super::screen::Screen;
use super::scroll_text::Scrolled;
use super::text::{span, wrap};
use crate::domain::catalogue::{Catalogue, EntryRef, Kind, Milestone};
use crate::domain::computed::outlook::Outlook;
use crate::domain::computed::standing::DatesSay;
use crate::domain::when::When;
use ladder::Rung;
use plot::Plot;
use subject::{Lettered, One, Subjects};
use track::Track;

/// What tells one trail from another, beside its colour.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The smallest area with a chart in it that can be read.
const LEAST: (u16, u16) = (28, 8);

/// Columns of a chart about as wide as it is high, for so many rows: more would be empty years.
pub(super) fn width_for(height: u16) -> u16 {
    height.saturating_mul(2).saturating_add(14)
}

const SHORT: &str = "said →  flat: unchanged · up: slipped · ╱: happened on time";
const LONG: &str = "said →  A date that stands is flat, one that slips climbs. On the diagonal it came \
    true; a trail that runs on under it is overdue, and dotted.";

/// From so many columns on the ladder stands beside the chart.
const BESIDE: u16 = 72;

/// Whether a pane of this size has room for a chart.
pub(super) fn fits(width: u16, height: u16) -> bool {
    width >= LEAST.0 && height >= LEAST.1
}

/// Draws the chart of one milestone into a pane of its own; `marked` is a statement of its ledger.
pub(super) fn draw(
    brush: &mut Brush,
    area: Rect,
    index: usize,
    marked: Option<usize>,
    screen: &Screen,
) {
    let Some(milestone) = screen.shown.catalogue.milestones().get(index) else {
        return;
    };
    let title = Title {
        name: "How the date moved",
        right: "m full".to_owned(),
        ..Title::default()
    };
    let inner = inset(pane(brush, area, &title));
    let one = One {
        track: &Track::of(milestone, says(index, screen), screen.app.today),
        marked,
        outlook: outlook(index, screen),
    };
    draw_plot(brush, inner, None, Subjects::One(one), screen);
}

/// What the record says of a milestone, where that is asked for.
fn outlook(index: usize, screen: &Screen) -> Option<Outlook> {
    let (catalogue, board) = (&screen.shown.catalogue, &screen.shown.board);
    let asked = screen.app.outlook;
    asked.then(|| board.outlook(catalogue, index)).flatten()
}

/// The same in words, or that there is nothing to say: of a milestone that is still to come.
pub(super) fn outlook_in_words(index: usize, screen: &Screen) -> Option<String> {
    let milestone = screen.shown.catalogue.milestones().get(index)?;
    let asked = screen.app.outlook && milestone.is_open();
    asked.then(|| {
        let outlook = outlook(index, screen);
        screen.look.words.outlook(outlook.as_ref())
    })
}

/// Draws the chart of a milestone, or of the key milestones of an entry, with its numbers beside it or
/// below.
pub(super) fn draw_page(
    brush: &mut Brush,
    area: Rect,
    subject: EntryRef,
    scroll: usize,
    screen: &Screen,
) -> Scrolled {
    let catalogue = &screen.shown.catalogue;
    let Some(entry) = catalogue.entry(subject) else {
        return Scrolled::default();
    };
    let (head, body) = rows(area, 1);
    let (more, scrolled) = if subject.kind == Kind::Milestone {
        let scrolled = draw_one(brush, body, subject.index, scroll, screen);
        ("how the date moved".to_owned(), scrolled)
    } else {
        draw_several(brush, body, subject, scroll, screen)
    };
    let title = Title {
        name: &entry.name,
        more,
        right: "Esc back".to_owned(),
        sight: scrolled.position(),
        focused: true,
    };
    pane(brush, head, &title);
    scrolled
}

fn draw_one(
    brush: &mut Brush,
    area: Rect,
    index: usize,
    scroll: usize,
    screen: &Screen,
) -> Scrolled {
    let Some(milestone) = screen.shown.catalogue.milestones().get(index) else {
        return Scrolled::default();
    };
    let beside = area.width / 2 + 3;
    let (chart, ladder) = parts(brush, area, (milestone.statements.len(), beside));
    let track = Track::of(milestone, says(index, screen), screen.app.today);
    let one = One {
        track: &track,
        marked: None,
        outlook: outlook(index, screen),
    };
    let words = outlook_in_words(index, screen);
    let words = words.as_deref().or(Some(LONG));
    draw_plot(brush, chart, words, Subjects::One(one), screen);
    let ladder = draw_sentence(brush, ladder, (index, milestone), screen);
    let lines = ladder::Lines {
        milestone,
        track: &track,
    };
    lines.draw(brush, ladder, scroll)
}

/// Below the ladder what it comes to, in a sentence, where there is room. Returns the rest.
fn draw_sentence(
    brush: &mut Brush,
    area: Rect,
    (index, milestone): (usize, &Milestone),
    screen: &Screen,
) -> Rect {
    let standing = screen.shown.board.standings.get(index);
    let told = standing.map_or_else(String::new, |standing| {
        let words = screen.look.words;
        words.sentence(&screen.shown.catalogue, milestone, standing)
    });
    let lines = wrap(&[Span::raw(told)], area.width.saturating_sub(3), 0);
    let needed = (lines.len() as u16).saturating_add(1);
    if area.height < needed + LEAST.1 {
        return area;
    }
    let table = u16::try_from(milestone.statements.len() + 1).unwrap_or(u16::MAX);
    let (ladder, below) = rows(area, table.min(area.height - needed));
    for (y, line) in (below.top() + 1..below.bottom()).zip(&lines) {
        brush.put((area.x + 2, y), area.width.saturating_sub(2), line);
    }
    ladder
}

fn draw_several(
    brush: &mut Brush,
    area: Rect,
    subject: EntryRef,
    scroll: usize,
    screen: &Screen,
) -> (String, Scrolled) {
    let today = screen.app.today;
    let catalogue = &screen.shown.catalogue;
    let (of, dates) = of_entry(catalogue, subject);
    // Names take more room than dates.
    let beside = area.width / 2 + area.width / 16;
    let (chart, ladder) = parts(brush, area, (of.len(), beside));
    let all = of.len();
    // A trail needs a row to be told from the others by.
    let most = if chart.is_empty() {
        LETTERS.len()
    } else {
        usize::from(chart.height)
    };
    let shown = chosen(screen, of, most);
    let mut tracks = Vec::with_capacity(shown.len());
    let mut rungs = Vec::with_capacity(shown.len());
    for (place, index) in shown.into_iter().enumerate() {
        let stands = (
            catalogue.milestones().get(index),
            screen.shown.board.standings.get(index),
            LETTERS.get(place..=place),
        );
        let (Some(milestone), Some(standing), Some(letter)) = stands else {
            continue;
        };
        let style = screen.look.series(place);
        tracks.push(Lettered {
            letter,
            style,
            track: Track::of(milestone, standing.says, today),
        });
        rungs.push(Rung {
            letter,
            style,
            milestone,
            standing,
        });
    }
    draw_plot(brush, chart, Some(LONG), Subjects::Several(&tracks), screen);
    let left_out = all - rungs.len();
    let scrolled = ladder::milestones(brush, ladder, &rungs, left_out, scroll);
    (format!("how its {dates} moved"), scrolled)
}

fn says(milestone: usize, screen: &Screen) -> DatesSay {
    let at = EntryRef::new(Kind::Milestone, milestone);
    screen.shown.board.says(at)
}

/// The key milestones of an entry that a chart has a place for, or all of them where none is key.
fn of_entry(catalogue: &Catalogue, subject: EntryRef) -> (Vec<usize>, &'static str) {
    let all = catalogue.milestones_of(subject);
    let is = |index: &usize, which: fn(&Milestone) -> bool| {
        catalogue.milestones().get(*index).is_some_and(which)
    };
    let has_place = |milestone: &Milestone| {
        let mut dates = milestone.dated().map(|(statement, _)| statement.when);
        dates.any(|when| when != When::Tbd)
    };
    let placed: Vec<usize> = all
        .iter()
        .copied()
        .filter(|index| is(index, has_place))
        .collect();
    let key: Vec<usize> = placed
        .iter()
        .copied()
        .filter(|index| is(index, |milestone| milestone.key))
        .collect();
    if key.is_empty() {
        (placed, "dates")
    } else {
        (key, "key dates")
    }
}

/// At most so many of the milestones, those whose dates were given most often; then in the order in
/// which the trails end on the chart, the latest on top.
fn chosen(screen: &Screen, mut milestones: Vec<usize>, most: usize) -> Vec<usize> {
    let (all, board) = (screen.shown.catalogue.milestones(), &screen.shown.board);
    milestones.sort_by_cached_key(|index| Reverse(all[*index].dated().count()));
    milestones.truncate(most.min(LETTERS.len()));
    milestones.sort_by_cached_key(|index| {
        let when = board.when(*index);
        Reverse(when.and_then(When::marked_day))
    });
    milestones
}

/// Chart and ladder: side by side where the screen is wide, else one over the other; the ladder alone
/// where a chart could not be read. `ladder` is its rows, and its columns beside the chart.
fn parts(brush: &mut Brush, area: Rect, ladder: (usize, u16)) -> (Rect, Rect) {
    let (rungs, columns_beside) = ladder;
    if area.width >= BESIDE && area.width / 2 >= area.height && area.height >= LEAST.1 {
        let ladder = columns_beside.clamp(45, 80);
        let (chart, ladder) = columns(brush, area, area.width - ladder);
        let width = ladder.width.saturating_sub(1);
        return (inset(chart), Rect { width, ..ladder });
    }
    let needed = u16::try_from(rungs).unwrap_or(u16::MAX).saturating_add(1);
    let ladder = needed.min(area.height * 2 / 5).max(3);
    let (chart, below) = rows(area, area.height.saturating_sub(ladder));
    if !fits(chart.width, chart.height) {
        return (Rect::default(), area);
    }
    (inset(chart), below)
}

/// The plot between the names of its axes, with the words below where they fit, else how to read it in
/// short; in words alone where there is nothing to draw.
fn draw_plot(
    brush: &mut Brush,
    area: Rect,
    words: Option<&str>,
    subject: Subjects,
    screen: &Screen,
) {
    let look = screen.look;
    let most = usize::from(area.height / 6);
    let wrapped = |words: &str| wrap(&[span(words.to_owned(), look.dim())], area.width, 2);
    let reading = words.map(wrapped).filter(|lines| lines.len() <= most);
    let reading = reading.unwrap_or_else(|| wrapped(&in_short(&subject)));
    let lines = reading.len().min(most) as u16;
    let (name, below) = rows(area, 1);
    let (field, foot) = rows(below, below.height.saturating_sub(lines));
    let plot = Plot {
        today: screen.app.today,
        look,
        subject,
    };
    let mut write = |row: u16, text: &[Span]| {
        let at = (area.x, row);
        brush.put(at, area.width, text);
    };
    if !plot.has_place() {
        write(
            area.y,
            &[span(
                "nothing to draw: no statement has both a day and a date",
                look.dim(),
            )],
        );
        return;
    }
    for (row, line) in (foot.top()..foot.bottom()).zip(&reading) {
        write(row, line);
    }
    write(name.y, &[span("promised ↑", look.dim())]);
    plot.render(field, brush.buffer);
}

/// How to read the chart; where the record speaks on it, what that is and how much it rests on.
fn in_short(subject: &Subjects) -> Cow<'static, str> {
    let outlook = match subject {
        Subjects::One(one) => one.outlook,
        Subjects::Several(_) => None,
    };
    outlook.map_or(SHORT.into(), |outlook| {
        let n = outlook.n;
        format!("bracket: when half and 80 % of {n} comparable promises came true").into()
    })
}
