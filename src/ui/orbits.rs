//! What the orbital elements at hand say of a constellation, beside what is promised of it.

use chrono::NaiveDateTime;
use ratatui::text::Span;

use super::paper::Paper;
use super::parts::cited;
use super::screen::{Screen, Size};
use super::scroll_text::ScrollText;
use super::text::span;
use crate::app::App;
use crate::app::surveys::Survey;
use crate::domain::catalogue::{Constellation, Fact};
use crate::orbits::WorkingHeight;

/// The label of the facts that promise coverage.
const PROMISED: &str = "Coverage";

/// The survey of a constellation whose satellites have names in the orbit catalogue; one line where there are no
/// elements.
pub(super) fn survey<'a>(
    doc: &mut ScrollText<'a>,
    constellation: &'a Constellation,
    screen: &Screen<'a>,
) {
    let Some(surveys) = screen.app.orbits.surveys() else {
        return;
    };
    if constellation.satcat.is_empty() {
        return;
    }
    if let Some(survey) = surveys.of(constellation) {
        fill(doc, constellation, (survey, surveys.at), screen);
    } else {
        let words = screen.app.words.no_elements();
        doc.field("Elements", vec![span(words, screen.look.dim())]);
    }
}

fn fill<'a>(
    doc: &mut ScrollText<'a>,
    constellation: &'a Constellation,
    (survey, at): (&Survey, NaiveDateTime),
    screen: &Screen<'a>,
) {
    let (words, dim) = (screen.app.words, screen.look.dim());
    let Survey { fleet, route } = survey;
    doc.heading("ORBITS", words.as_on(fleet));
    let mut say = |label, text: String| doc.field(label, vec![Span::raw(text)]);
    let count = constellation.newest_count();
    let count = count.and_then(|count| Some((count.in_orbit.or(count.working)?, count.on)));
    say("Satellites", words.covered(fleet, count));
    if let Some(heights) = fleet.heights() {
        say("Heights", words.heights(&heights));
    }
    if let Some(working) = working_height(constellation) {
        say("Reached", words.reached(fleet, working));
    }
    say("Planes", words.planes(fleet));
    say("In view", words.in_view(route));
    say("Longest gap", words.longest_gap(route));
    for fact in promises(constellation) {
        let mut spans = vec![Span::raw(&*fact.value)];
        spans.extend(cited(&fact.source, fact.as_of, screen));
        doc.field("Promised", spans);
    }
    doc.field(
        "Elements",
        vec![Span::raw(words.age_of_elements(fleet, at))],
    );
    doc.text(vec![span(words.only_geometry(), dim)], 0);
}

/// The height at which they are to work, as far as it is a number or two.
pub fn working_height(constellation: &Constellation) -> Option<WorkingHeight> {
    let said = constellation.orbit.as_ref()?.altitude_km.as_ref()?;
    WorkingHeight::read(said)
}

/// What is promised of coverage.
pub fn promises(constellation: &Constellation) -> impl Iterator<Item = &Fact> {
    let facts = constellation.entry.facts.iter();
    facts.filter(|fact| &*fact.label == PROMISED)
}

/// The same on paper.
pub fn print_survey(
    app: &App,
    constellation: &Constellation,
    survey: &Survey,
    at: NaiveDateTime,
    paper: &Paper,
) -> String {
    let Some(shown) = app.shown() else {
        return String::new();
    };
    let screen = Screen {
        app,
        shown,
        look: &paper.look,
        size: Size::Wide,
    };
    let mut doc = ScrollText::new(paper.width, &paper.look);
    doc.text(
        vec![span(&*constellation.entry.name, paper.look.strong())],
        2,
    );
    fill(&mut doc, constellation, (survey, at), &screen);
    let height = u16::try_from(doc.height()).unwrap_or(u16::MAX);
    paper.draw(height, |brush, area| {
        doc.draw(brush, area, 0, None);
    })
}
