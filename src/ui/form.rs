//! A form: its fields, what can be chosen for the one being typed, what it means; then the very lines
//! that will be written.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use super::brush::Brush;
use super::field::put_typed;
use super::pane::{Title, left_off, pane, popup};
use super::screen::Screen;
use super::scroll_text::Scrolled;
use super::table::tint;
use super::text::{span, wrap};
use crate::app::form::{About, Form, FormField, Stage, Suggestion};
use crate::domain::edit::{DiffLine, Hunk, Sign};
use crate::domain::text::clean::clean;

/// The cells of a label.
const LABEL: u16 = 12;
const WIDTH: u16 = 104;
/// The most lines that stand below a field: suggestions, and what it means.
const MOST_BELOW: usize = 7;

/// Draws the form; tells how far its lines are scrolled, and where the caret stands in its fields.
pub(super) fn draw(
    brush: &mut Brush,
    area: Rect,
    form: &Form,
    screen: &Screen,
) -> (Scrolled, Option<Position>) {
    let (hunks, warnings, right) = match &form.stage {
        Stage::Filling | Stage::Planning => {
            let caret = draw_fields(brush, area, form, screen);
            return (Scrolled::default(), caret);
        }
        Stage::Preview { lines, warnings } => {
            (lines, warnings.as_slice(), "Enter: write · Esc: back")
        }
        Stage::Saving { lines } => (lines, [].as_slice(), "saving …"),
    };
    let scrolled = draw_lines(brush, area, form, (hunks, warnings), right, screen);
    (scrolled, None)
}

fn title<'a>(form: &Form, right: &str, sight: String, screen: &Screen<'a>) -> Title<'a> {
    let (what, id) = match &form.about {
        About::Status(id) => ("Status of", Some(id)),
        About::Statement(id) => ("New statement:", Some(id)),
        About::Ledger(id) => ("New count or plan:", Some(id)),
        About::Milestone(id) => ("New milestone:", Some(id)),
        About::Source => ("New source", None),
    };
    let catalogue = &screen.shown.catalogue;
    let entry = id.and_then(|id| catalogue.entry(catalogue.find(id)?));
    Title {
        name: what,
        more: entry.map_or_else(String::new, |entry| entry.name.to_string()),
        right: right.to_owned(),
        sight,
        focused: true,
    }
}

/// Whether the keyboard is in a field, and what it does there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FieldFocus {
    Elsewhere,
    /// The next letter takes the place of what stands there.
    Replacing,
    Typing,
}

/// What stands in the popup, line by line.
enum FormRow<'a> {
    Field(&'a FormField, FieldFocus),
    Suggestion(Suggestion, bool),
    /// What the field means, or what is wrong with it.
    Told(Vec<Span<'a>>),
}

fn draw_fields(brush: &mut Brush, area: Rect, form: &Form, screen: &Screen) -> Option<Position> {
    let width = area.width.saturating_sub(4).min(WIDTH);
    let cells = width.saturating_sub(4);
    let parts = parts(form, cells, screen);
    // As high as it can become, so that it stands still while one goes from field to field.
    let fields = form.fields.iter().filter(|field| form.is_open(field.key));
    let height = u16::try_from(fields.count() + MOST_BELOW + 2).unwrap_or(u16::MAX);
    let size = (width, height.min(area.height));
    let (head, inner) = popup(brush, area, size);
    // On a low screen what is typed stays in sight.
    let focus = parts.iter().position(|part| {
        matches!(
            part,
            FormRow::Field(_, FieldFocus::Replacing | FieldFocus::Typing)
        )
    });
    let room = usize::from(inner.height);
    let first = (focus.unwrap_or(0) + 3)
        .saturating_sub(room)
        .min(parts.len().saturating_sub(room));
    let fields = |parts: &[FormRow]| {
        let parts = parts.iter();
        parts
            .filter(|part| matches!(part, FormRow::Field(..)))
            .count()
    };
    let (above, below) = parts.split_at(first);
    let sight = left_off(fields(above), fields(below.get(room..).unwrap_or_default()));
    let title = title(form, "^s: show the lines", sight, screen);
    pane(brush, head, &title);
    let mut caret = None;
    for (y, part) in (inner.top()..inner.bottom()).zip(below) {
        let at = Rect {
            y,
            height: 1,
            ..inner
        };
        caret = draw_part(brush, at, part, screen).or(caret);
    }
    caret
}

fn parts<'a>(form: &'a Form, cells: u16, screen: &Screen<'a>) -> Vec<FormRow<'a>> {
    let mut parts = Vec::new();
    for (place, field) in form.fields.iter().enumerate() {
        if !form.is_open(field.key) {
            continue;
        }
        let has_focus = place == form.focus;
        let focus = match (has_focus, form.replaces()) {
            (false, _) => FieldFocus::Elsewhere,
            (true, true) => FieldFocus::Replacing,
            (true, false) => FieldFocus::Typing,
        };
        parts.push(FormRow::Field(field, focus));
        if !has_focus {
            continue;
        }
        let suggestions = form.suggestions(screen.shown);
        let chosen = form.chosen(&suggestions);
        for (index, suggestion) in suggestions.into_iter().enumerate() {
            parts.push(FormRow::Suggestion(suggestion, chosen == Some(index)));
        }
        let told = match &form.trouble {
            Some(trouble) => span(clean(trouble).into_owned(), screen.look.bad()),
            None => span(form.hint(screen.shown), screen.look.dim()),
        };
        if !told.content.is_empty() {
            let lines = wrap(&[told], cells.saturating_sub(LABEL), 0);
            parts.extend(lines.into_iter().map(FormRow::Told));
        }
    }
    parts
}

/// Draws one line; tells where the caret stands in it, if it does.
fn draw_part(brush: &mut Brush, at: Rect, part: &FormRow, screen: &Screen) -> Option<Position> {
    let look = screen.look;
    let value = (at.x + LABEL, at.y);
    let cells = at.width.saturating_sub(LABEL);
    match part {
        FormRow::Field(field, focus) => {
            let style = match focus {
                FieldFocus::Elsewhere => look.dim(),
                FieldFocus::Replacing | FieldFocus::Typing => look.accent(),
            };
            brush.put((at.x, at.y), LABEL, &[span(field.key.label(), style)]);
            let style = match focus {
                FieldFocus::Elsewhere => {
                    brush.put(value, cells, &[Span::raw(field.input.text())]);
                    return None;
                }
                FieldFocus::Replacing => Style::new().add_modifier(Modifier::REVERSED),
                FieldFocus::Typing => Style::new(),
            };
            let (_, caret) = put_typed(brush, value, cells, (&field.input, style));
            return caret;
        }
        FormRow::Suggestion(suggestion, is_chosen) => {
            let mark = if *is_chosen { look.glyphs.cursor } else { " " };
            let spans = [
                span(format!("{mark} "), look.accent()),
                Span::raw(suggestion.text.as_str()),
                span(format!("  {}", suggestion.about), look.dim()),
            ];
            brush.put(value, cells, &spans);
            if *is_chosen {
                tint(
                    brush,
                    Rect {
                        x: value.0,
                        width: cells,
                        ..at
                    },
                );
            }
        }
        FormRow::Told(spans) => {
            brush.put(value, cells, spans);
        }
    }
    None
}

/// The lines of the file, and what there will be to look at.
fn draw_lines(
    brush: &mut Brush,
    area: Rect,
    form: &Form,
    (hunks, warnings): (&[Hunk], &[String]),
    right: &str,
    screen: &Screen,
) -> Scrolled {
    let width = area.width.saturating_sub(4).min(WIDTH + 20);
    let cells = width.saturating_sub(4);
    let mut wrapped: Vec<Vec<Span>> = Vec::new();
    for hunk in hunks {
        if !wrapped.is_empty() {
            wrapped.push(vec![span(format!("{:>5}", "..."), screen.look.dim())]);
        }
        wrapped.extend(
            hunk.lines
                .iter()
                .flat_map(|line| file_line(line, cells, screen)),
        );
    }
    for warning in warnings {
        let words = format!(" {} {}", screen.look.glyphs.warn, clean(warning));
        wrapped.push(Vec::new());
        wrapped.extend(wrap(&[span(words, screen.look.warn())], cells, 3));
    }
    let height = u16::try_from(wrapped.len() + 2).unwrap_or(u16::MAX);
    let size = (width, height.min(area.height));
    let (head, inner) = popup(brush, area, size);
    let text = Scrolled::new(wrapped.len(), form.scroll, inner);
    let title = title(form, right, text.position(), screen);
    pane(brush, head, &title);
    for (y, spans) in (inner.top()..inner.bottom()).zip(wrapped.iter().skip(text.scroll)) {
        brush.put((inner.x, y), inner.width, spans);
    }
    text
}

/// A line of the file with its number and sign, wrapped so that all of it is seen.
fn file_line<'a>(line: &'a DiffLine, cells: u16, screen: &Screen) -> Vec<Vec<Span<'a>>> {
    let look = screen.look;
    let style = match line.sign {
        Sign::Kept => look.dim(),
        Sign::Removed => look.bad(),
        Sign::Added => look.good(),
    };
    let spans = [
        span(format!("{:>5} ", line.number), look.dim()),
        span(format!("{} ", line.sign.mark()), style),
        span(&*line.text, style),
    ];
    match line.sign {
        Sign::Kept => vec![spans.to_vec()],
        Sign::Removed | Sign::Added => wrap(&spans, cells, 8),
    }
}
