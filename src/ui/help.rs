//! The help: every key, from the one list that also dispatches them.

use ratatui::layout::Rect;
use ratatui::text::Span;
use strum::VariantArray;

use super::brush::Brush;
use super::pane::Title;
use super::scroll_text::{ScrollText, Scrolled, draw_in_popup};
use super::text::span;
use super::theme::Look;
use crate::app::keymap::{self, BINDINGS, Section};
use crate::domain::computed::standing::{ON_PLAN_MONTHS, SLIPPING_MONTHS};
use crate::domain::search::{Field, State};

pub(super) fn draw(brush: &mut Brush, area: Rect, scroll: usize) -> Scrolled {
    let look = brush.look;
    let size = (
        area.width.saturating_sub(4).min(84),
        area.height.saturating_sub(2),
    );
    let title = Title {
        name: "Help",
        right: "Esc closes".to_owned(),
        focused: true,
        ..Title::default()
    };
    draw_in_popup(brush, area, size, title, (scroll, look), |doc| {
        keys(doc, look);
        words(doc, look);
    })
}

fn keys(doc: &mut ScrollText, look: &Look) {
    for section in Section::VARIANTS {
        doc.heading(section.title(), "");
        for binding in BINDINGS
            .iter()
            .filter(|binding| binding.section == *section)
        {
            let keys = format!("{:<20}", keymap::keys_in_words(binding));
            doc.text(vec![span(keys, look.strong()), Span::raw(binding.help)], 20);
        }
    }
}

fn filter(doc: &mut ScrollText, look: &Look) {
    doc.heading("Filter", "");
    let written = [
        (
            "soyuz5",
            "a word of a name or an id, in either language or script, hyphens aside",
        ),
        (
            "\"two words\"",
            "side by side; without the marks both must fit",
        ),
        ("one | two", "either"),
        ("!word", "not"),
    ];
    let states = State::WORDS
        .iter()
        .map(|(word, state)| (*word, look.words.state(*state)));
    let fields = Field::ALL
        .iter()
        .map(|field| (field.example(), look.words.field(*field)));
    for (left, right) in written.into_iter().chain(states).chain(fields) {
        let left = format!("{left:<22}");
        doc.text(vec![span(left, look.strong()), Span::raw(right)], 22);
    }
}

fn words(doc: &mut ScrollText, look: &Look) {
    filter(doc, look);
    doc.heading("What the words mean", "");
    let on_plan = format!("the date is at most {ON_PLAN_MONTHS} months later than the first one");
    let slipping = format!("by at most {SLIPPING_MONTHS} months; late is more, or taken back");
    let rows = [
        ("on plan", on_plan.as_str()),
        ("slipping", slipping.as_str()),
        (
            "in doubt",
            "nothing supports the date: an old word, something needed that is missed, a pace never seen",
        ),
        (
            "missed",
            "the deadline has passed, and a later word shows it open",
        ),
        (
            "no word",
            "the deadline has passed, and nobody has said what happened",
        ),
        (
            "LAST, TOTAL",
            "the slip in months: the last move, and the total since the first date",
        ),
        ("NET, NLT, ~", "no earlier than, no later than, about"),
        (
            "no slack",
            "a milestone that must come first ends after this one begins",
        ),
    ];
    for (left, right) in rows {
        doc.text(
            vec![
                span(format!("{left:<20}"), look.strong()),
                Span::raw(right.to_owned()),
            ],
            20,
        );
    }
    doc.blank();
    let layout = "Letters work on the Russian layout too: й is q, о is j, л is k; . and , stand in for / and ?.";
    doc.text(vec![span(layout, look.dim())], 0);
}
