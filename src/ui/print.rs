//! Entries, changes and the track record on paper, in the words of the screens.

use ratatui::text::Span;

use super::paper::Paper;
use super::screen::{Screen, Size};
use super::scroll_text::ScrollText;
use super::text::span;
use super::{change, detail, ledger, record, why};
use crate::app::App;
use crate::domain::catalogue::{EntryRef, Kind, Source};
use crate::domain::changes::Change;
use crate::domain::computed::record::Cut;

/// An entry with all that is known of it, a milestone with its ledger, and why it stands as it does.
pub fn print_entry(app: &App, at: EntryRef, paper: &Paper) -> String {
    let Some(screen) = screen(app, paper) else {
        return String::new();
    };
    let Some(entry) = screen.shown.catalogue.entry(at) else {
        return String::new();
    };
    let look = &paper.look;
    let mut doc = ScrollText::new(paper.width, look);
    let russian = entry
        .name_ru
        .iter()
        .map(|name| span(format!("  {name}"), look.dim()));
    let name = span(&*entry.name, look.strong());
    doc.text(
        std::iter::once(name).chain(russian).collect::<Vec<Span>>(),
        2,
    );
    doc.blank();
    detail::fill(&mut doc, at, &screen);
    if let (Kind::Milestone, Some(milestone)) =
        (at.kind, screen.shown.catalogue.milestones().get(at.index))
    {
        ledger::fill(&mut doc, milestone, &screen);
    }
    why::fill(&mut doc, at, &screen);
    let height = u16::try_from(doc.height()).unwrap_or(u16::MAX);
    paper.draw(height, |brush, area| {
        doc.draw(brush, area, 0, None);
    })
}

/// The track record by all its cuts.
pub fn print_record(app: &App, cuts: &[Cut], paper: &Paper) -> String {
    let Some(screen) = screen(app, paper) else {
        return String::new();
    };
    paper.draw(
        record::print_height(cuts, paper.look.words),
        |brush, area| {
            record::print(brush, area, cuts, &screen);
        },
    )
}

/// A change; its sources are looked up by their ids.
pub fn print_change<'a>(
    told: &'a Change,
    registry: &'a dyn Fn(&str) -> Option<&'a Source>,
    paper: &'a Paper,
) -> String {
    let mut doc = ScrollText::new(paper.width, &paper.look);
    change::fill(&mut doc, told, registry, &paper.look);
    let height = u16::try_from(doc.height()).unwrap_or(u16::MAX);
    paper.draw(height, |brush, area| {
        doc.draw(brush, area, 0, None);
    })
}

fn screen<'a>(app: &'a App, paper: &'a Paper) -> Option<Screen<'a>> {
    Some(Screen {
        app,
        shown: app.shown()?,
        look: &paper.look,
        size: Size::Wide,
    })
}
