//! The page of a milestone: what stands now, how it got there, and the whole ledger of statements.

use std::collections::BTreeSet;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::brush::Brush;
use super::ledger as ledger_pane;
use super::milestones::{slip, when};
use super::pane::{Title, columns, inset, pane, rows};
use super::parts;
use super::screen::{Screen, Size};
use super::scroll_text::{ScrollText, Scrolled};
use super::slip_chart;
use super::text::span;
use super::theme::Look;
use super::view::ViewState;
use crate::domain::catalogue::{EntryRef, Kind, Milestone, Statement};
use crate::domain::computed::agenda;
use crate::domain::computed::conflict;
use crate::domain::computed::doubt::{Doubt, Pace};
use crate::domain::computed::ledger::{self, Moves, Step};
use crate::domain::computed::mention;
use crate::domain::computed::slip::Move;
use crate::domain::computed::standing::{DatesSay, Standing};
use crate::domain::format::keyword::Grade;
use crate::domain::when::When;

/// The columns and rows of the upper part of a medium screen that leave room for a chart.
const BROAD: u16 = 90;
const TALL: u16 = 15;

pub(super) fn draw(
    brush: &mut Brush,
    area: Rect,
    index: usize,
    screen: &Screen,
    view: &mut ViewState,
) -> Scrolled {
    let Some(milestone) = screen.shown.catalogue.milestones().get(index) else {
        return Scrolled::default();
    };
    let (upper, lower) = rows(area, area.height - ledger_height(milestone, area));
    ledger_pane::draw(brush, lower, milestone, screen, view);
    let upper = match slip_chart_place(brush, upper, screen) {
        Some((rest, chart)) => {
            let marked = screen.app.milestone_page().map(|page| page.statement);
            slip_chart::draw(brush, chart, index, marked, screen);
            rest
        }
        None => upper,
    };
    summary(brush, upper, index, milestone, screen)
}

/// The rows of the ledger, as many as it needs, up to half of the page.
fn ledger_height(milestone: &Milestone, area: Rect) -> u16 {
    let statements = u16::try_from(milestone.statements.len()).unwrap_or(u16::MAX);
    statements
        .saturating_add(6)
        .clamp(8, (area.height / 2).max(8))
        .min(area.height.saturating_sub(1))
}

/// Where the chart stands, after what it leaves of the upper part: at its right, if there is room.
fn slip_chart_place(brush: &mut Brush, upper: Rect, screen: &Screen) -> Option<(Rect, Rect)> {
    let chart = slip_chart::width_for(upper.height).min(upper.width / 2);
    let has_room = match screen.size {
        Size::Wide => true,
        Size::Medium => upper.width >= BROAD && upper.height >= TALL,
        Size::Narrow | Size::Tiny => false,
    };
    (has_room && slip_chart::fits(chart, upper.height))
        .then(|| columns(brush, upper, upper.width - chart - 1))
}

/// Now, state, the past and the surroundings: a text that scrolls.
fn summary(
    brush: &mut Brush,
    area: Rect,
    index: usize,
    milestone: &Milestone,
    screen: &Screen,
) -> Scrolled {
    let (head, body) = rows(area, 1);
    let body = inset(body);
    let mut doc = ScrollText::new(body.width, screen.look);
    fill(&mut doc, index, screen);
    let asked = screen.app.milestone_page().map_or(0, |page| page.scroll);
    let scrolled = doc.draw(brush, body, asked, None);
    let title = Title {
        name: &milestone.entry.name,
        more: milestone
            .entry
            .name_ru
            .as_deref()
            .unwrap_or_default()
            .to_owned(),
        sight: scrolled.position(),
        ..Title::default()
    };
    pane(brush, head, &title);
    scrolled
}

/// Everything but the ledger.
pub(super) fn fill<'a>(doc: &mut ScrollText<'a>, index: usize, screen: &Screen<'a>) {
    let shown = (
        screen.shown.catalogue.milestones().get(index),
        screen.shown.board.standings.get(index),
    );
    if let (Some(milestone), Some(standing)) = shown {
        standing_part(doc, index, milestone, standing, screen);
        around_part(doc, index, milestone, screen);
    }
}

/// Now, state, first date, slip, moves, silence.
fn standing_part<'a>(
    doc: &mut ScrollText<'a>,
    index: usize,
    milestone: &'a Milestone,
    standing: &Standing,
    screen: &Screen<'a>,
) {
    let look = screen.look;
    let mut now = vec![when(standing, look)];
    now.extend(standing.when.map(|when| span(days(when, look), look.dim())));
    if standing.latest.is_weak && milestone.is_open() {
        now.push(span("  [weak]", look.grade(Grade::Weak)));
    }
    doc.field("Date", now);
    contradicting(doc, milestone, standing, screen);
    doc.field("Verdict", state(standing, screen));
    let at = EntryRef::new(Kind::Milestone, index);
    if let Some(why) = look
        .words
        .reason(&screen.shown.catalogue, &screen.shown.board, at)
    {
        doc.field("", vec![span(why, look.dim())]);
    }
    pace(doc, milestone, standing, screen);
    parts::status(
        doc,
        look.milestone(milestone.recorded.status.value),
        milestone.recorded.view(),
        screen,
    );
    if let Some(first) = milestone.first() {
        let said = first
            .said
            .map(|said| format!("  said {}", look.date(said)))
            .unwrap_or_default();
        let by = first
            .by
            .as_ref()
            .map(|by| format!(" by {by}"))
            .unwrap_or_default();
        doc.field(
            "First date",
            vec![
                Span::raw(look.date(first.when)),
                span(format!("{said}{by}"), look.dim()),
            ],
        );
    }
    if standing.since_first.is_some() {
        let mut spans = vec![
            slip(standing.since_first, look),
            span(" months total", look.dim()),
        ];
        if standing.since_last.is_some() {
            spans.extend([
                Span::raw(", "),
                slip(standing.since_last, look),
                span(" in the last move", look.dim()),
            ]);
        }
        doc.field("Slip", spans);
    }
    moves(doc, milestone, screen);
    let catalogue = &screen.shown.catalogue;
    if let Some(last) = mention::silence(catalogue, index, screen.app.today) {
        let style = if last.days > agenda::SILENT_DAYS {
            look.warn()
        } else {
            look.dim()
        };
        doc.field(
            "No news",
            vec![span(screen.look.words.silence(&last), style)],
        );
    }
    needs(doc, index, screen);
    if let Some(words) = slip_chart::outlook_in_words(index, screen) {
        doc.field("Experience", vec![span(words, look.dim())]);
    }
}

/// What a date in a cell leaves out: the days of its window, the time of day.
fn days(when: When, look: &Look) -> String {
    let day = |day: chrono::NaiveDate| look.date(day);
    if let When::At(_) = when {
        return format!("  {}", look.words.at(when));
    }
    match (when.first(), when.last()) {
        (Some(first), Some(last)) if first == last => String::new(),
        (Some(first), Some(last)) => {
            let about = if when.is_approximate() {
                ", approximate"
            } else {
                ""
            };
            format!("  {} … {}{about}", day(first), day(last))
        }
        (Some(first), None) => format!("  from {}, no deadline", day(first)),
        (None, Some(last)) => format!("  until {}", day(last)),
        (None, None) => String::new(),
    }
}

/// What contradicts the date: a newer weak word, and those of two speakers who both stand by what they said.
fn contradicting<'a>(
    doc: &mut ScrollText<'a>,
    milestone: &'a Milestone,
    standing: &Standing,
    screen: &Screen<'a>,
) {
    let look = screen.look;
    let told = |place: usize, more: &'static str| {
        let statement = milestone.statements.get(place)?;
        let by = statement.by.as_ref().map(|by| format!(", {by}"));
        let said = statement.said.map(|said| format!(", {}", look.date(said)));
        let (by, said) = (by.unwrap_or_default(), said.unwrap_or_default());
        Some(vec![
            span(format!("{} ", look.glyphs.conflict), look.warn()),
            Span::raw(format!("{}{more}", look.date(statement.when))),
            span(format!("{by}{said}"), look.dim()),
        ])
    };
    let newer = standing.latest.against.filter(|_| milestone.is_open());
    let newer = newer.and_then(|place| told(place, " [weak]"));
    let pairs = conflict::conflicts(&screen.shown.catalogue, milestone);
    let places: BTreeSet<usize> = pairs.into_iter().flat_map(|(a, b)| [a, b]).collect();
    let both = places.into_iter().filter_map(|place| told(place, ""));
    for (row, spans) in newer.into_iter().chain(both).enumerate() {
        doc.field(if row == 0 { "Contested" } else { "" }, spans);
    }
}

/// How far a number to reach is, where the verdict does not tell it.
fn pace(doc: &mut ScrollText, milestone: &Milestone, standing: &Standing, screen: &Screen) {
    let is_told = matches!(standing.doubt, Some(Doubt::Pace(_)));
    let due = standing.when.filter(|_| !is_told);
    let (catalogue, today) = (&screen.shown.catalogue, screen.app.today);
    let pace = due.and_then(|when| Pace::of(catalogue, milestone, when, today));
    if let Some(pace) = pace {
        doc.field("Satellites", vec![Span::raw(screen.look.words.pace(&pace))]);
    }
}

fn state<'a>(standing: &Standing, screen: &Screen) -> Vec<Span<'a>> {
    let mut spans = parts::mark(screen.look.says(standing.says));
    if standing.says == DatesSay::Done
        && let Some(slip) = standing.since_first
    {
        let words = match slip.months() {
            0 => ", as first promised".to_owned(),
            months @ 1.. => format!(", {months} months later than first promised"),
            months => format!(", {} months earlier than first promised", -months),
        };
        spans.push(Span::raw(words));
    }
    spans
}

/// How often the date moved and which way, the last of it, and how much warning the last slip gave.
fn moves(doc: &mut ScrollText, milestone: &Milestone, screen: &Screen) {
    let look = screen.look;
    let words = look.words.moves(Moves::of(milestone));
    if words.is_empty() {
        return;
    }
    doc.field("Moves", vec![Span::raw(words)]);
    let steps: Vec<(&Statement, Step)> = ledger::lines(milestone)
        .filter_map(|line| Some((line.statement, line.step?)))
        .collect();
    let moved = |step: &Step| {
        !matches!(
            step.moved,
            Move::First | Move::Repeated | Move::OrderUnknown
        )
    };
    if let Some((statement, step)) = steps.iter().rfind(|(_, step)| moved(step)) {
        let months = step.slip_told().map(|slip| format!(" {slip}"));
        let words = format!(
            "{}{}",
            look.words.moved(step.moved),
            months.unwrap_or_default()
        );
        let mut spans = vec![span(words, look.moved(step.moved))];
        spans.extend(statement.said.map(|said| {
            let ago = screen
                .app
                .today
                .signed_duration_since(said.last())
                .num_days();
            let ago = look.words.age(ago);
            span(format!("  on {}, {ago} ago", look.date(said)), look.dim())
        }));
        doc.field("Last move", spans);
    }
    if let Some(notice) = steps.iter().rev().find_map(|(_, step)| step.notice) {
        let days = look.words.age(notice.saturating_abs());
        let (words, style) = if notice < 0 {
            let words = format!("the last slip was announced {days} after the deadline");
            (words, look.warn())
        } else {
            let words = format!("the last slip was announced {days} before the deadline");
            (words, Style::new())
        };
        doc.field("Notice", vec![span(words, style)]);
    }
}

/// What must come first and what waits for this, each with its date and the room between.
fn needs(doc: &mut ScrollText, index: usize, screen: &Screen) {
    let (catalogue, today) = (&screen.shown.catalogue, screen.app.today);
    let standings = &screen.shown.board.standings;
    for (label, others) in [
        (
            "Needs",
            agenda::needed_by(catalogue, standings, index, today),
        ),
        (
            "Needed by",
            agenda::waiting_for(catalogue, standings, index, today),
        ),
    ] {
        for (row, other) in others.iter().enumerate() {
            let mut spans = related(other.milestone, screen);
            let float = other.float;
            spans.extend(float.map(|float| {
                span(
                    format!("  {}", screen.look.words.slack(float)),
                    screen.look.float(float),
                )
            }));
            doc.field(if row == 0 { label } else { "" }, spans);
        }
    }
}

fn related<'a>(index: usize, screen: &Screen) -> Vec<Span<'a>> {
    let shown = (
        screen.shown.catalogue.milestones().get(index),
        screen.shown.board.standings.get(index),
    );
    let (Some(milestone), Some(standing)) = shown else {
        return Vec::new();
    };
    let mark = screen.look.says(standing.says);
    vec![
        span(format!("{} ", mark.glyph), mark.style),
        Span::raw(format!("{}  ", milestone.entry.name)),
        when(standing, screen.look),
    ]
}

/// What it belongs to, the note, the claims and the sources.
fn around_part<'a>(
    doc: &mut ScrollText<'a>,
    index: usize,
    milestone: &'a Milestone,
    screen: &Screen<'a>,
) {
    let catalogue = &screen.shown.catalogue;
    let owners: Vec<&str> = catalogue
        .owners(index)
        .iter()
        .filter_map(|at| catalogue.entry(*at))
        .map(|entry| &*entry.name)
        .collect();
    let of = if owners.is_empty() {
        "the whole programme".to_owned()
    } else {
        owners.join(", ")
    };
    doc.field("Part of", vec![Span::raw(of)]);
    doc.field(
        "Id",
        vec![span(&*milestone.entry.id.value, screen.look.dim())],
    );
    parts::note(doc, &milestone.entry, screen.look);
    parts::facts(doc, "FACTS", &milestone.entry.facts, screen);
    parts::sources(doc, &milestone.entry, screen);
}
