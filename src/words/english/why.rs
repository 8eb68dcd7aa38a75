//! Why an entry stands as it does, in sentences: the rule, the numbers, the statements behind it.
//!
//! Nothing is computed here: every number comes from the functions that the screens show it by.

mod entry;
mod milestone;

use super::prose;
use crate::domain::catalogue::{Catalogue, EntryRef, Fact, Kind, Sources, Statement, Status};
use crate::domain::computed::agenda::{self, Fit, Squeeze};
use crate::domain::computed::board::Board;
use crate::domain::computed::record::Outcome;
use crate::domain::computed::standing::{DatesSay, ON_PLAN_MONTHS, SLIPPING_MONTHS};
use crate::domain::text::clean::Text;
use crate::domain::when::{Period, When, Window};
use crate::words::Reason;

impl Reason {
    fn new(about: &'static str, sentences: Vec<String>) -> Self {
        Self { about, sentences }
    }
}

/// Explains everything that is computed of an entry, the verdict of its dates first.
pub(super) fn why(catalogue: &Catalogue, board: &Board, at: EntryRef) -> Vec<Reason> {
    let why = Why { catalogue, board };
    let reasons = match at.kind {
        Kind::Milestone => why.of_milestone(at.index),
        _ => why.of_entry(at),
    };
    reasons
        .into_iter()
        .filter(|reason| !reason.sentences.is_empty())
        .collect()
}

/// The reasons as a text to be passed on: the name, and a paragraph for each.
pub(super) fn text(catalogue: &Catalogue, board: &Board, at: EntryRef) -> String {
    let name = catalogue.entry(at).map_or("", |entry| &*entry.name);
    why(catalogue, board, at)
        .iter()
        .fold(name.to_owned(), |text, reason| {
            format!("{text}\n\n{reason}")
        })
}

#[derive(Clone, Copy)]
struct Why<'a> {
    catalogue: &'a Catalogue,
    board: &'a Board,
}

impl Why<'_> {
    fn name(self, milestone: usize) -> String {
        let milestone = self.catalogue.milestones().get(milestone);
        format!(
            "\"{}\"",
            milestone.map_or("", |milestone| &*milestone.entry.name)
        )
    }

    /// "said 2026-02-07 by Baranov (TASS)".
    fn told(self, statement: &Statement) -> String {
        self.said_by(statement.said, statement.by.as_ref(), &statement.source)
    }

    fn said_by(self, said: Option<Period>, by: Option<&Text>, sources: &Sources) -> String {
        let said = said.map_or("on an unknown day".to_owned(), |said| {
            prose::date(said.into())
        });
        let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
        format!("said {said}{by}{}", self.published(sources))
    }

    /// " (TASS)", " (TASS and 2 more)", or nothing.
    fn published(self, sources: &Sources) -> String {
        let first = sources
            .first()
            .and_then(|id| self.catalogue.source(&id.value));
        match (first, sources.len()) {
            (None, _) => String::new(),
            (Some(source), 1) => format!(" ({})", source.publisher),
            (Some(source), count) => format!(" ({} and {} more)", source.publisher, count - 1),
        }
    }

    /// The status in the catalogue, as of when, on whose word.
    fn recorded(self, status: Option<Status<'_>>) -> Reason {
        let told = |status: Status<'_>| {
            let as_of = status
                .as_of
                .map(|date| format!(" as of {}", prose::date(date.into())));
            let note = status
                .note
                .map(|note| format!(" The catalogue adds: {note}."));
            let on_whose_word = self.published(status.source);
            let (as_of, note) = (as_of.unwrap_or_default(), note.unwrap_or_default());
            Some(format!(
                "The catalogue says {}{as_of}{on_whose_word}.{note}",
                status.word?
            ))
        };
        let sentences = status.and_then(told);
        Reason::new("Status", sentences.into_iter().collect())
    }

    fn squeezed(self, squeezes: &[Squeeze], fit: Fit) -> Reason {
        let (about, rule) = match fit {
            Fit::NoFloat => (
                "No slack",
                "A milestone that must come first ends after the one that needs it begins.",
            ),
            Fit::Impossible => (
                "Impossible dates",
                "A milestone that must come first ends after the one that needs it ends.",
            ),
        };
        let alike: Vec<&Squeeze> = squeezes.iter().filter(|one| one.fit == fit).collect();
        let rule = (!alike.is_empty()).then(|| rule.to_owned());
        let pairs = alike.into_iter().filter_map(|one| self.pair(one));
        Reason::new(about, pairs.chain(rule).collect())
    }

    /// "A", 2027-Q1, ends on 31 March 2027, and "B", 2026-12, which needs it, on 31 December 2026.
    fn pair(self, squeeze: &Squeeze) -> Option<String> {
        let needed = self.board.when(squeeze.needed)?;
        let by = self.board.when(squeeze.by)?;
        Some(format!(
            "{} ({needed}) {}; {} ({by}), which needs it, {}.",
            self.name(squeeze.needed),
            bounds(needed),
            self.name(squeeze.by),
            bounds(by),
        ))
    }

    /// The facts of one label that contradict each other.
    fn contested<'f>(self, facts: impl IntoIterator<Item = &'f [Fact]>) -> Reason {
        let groups = facts.into_iter().flat_map(agenda::groups);
        let claims = |group: &[Fact]| {
            let claims = group.iter().map(|fact| {
                let date = fact
                    .as_of
                    .map(|date| format!(" as of {}", prose::date(date.into())))
                    .unwrap_or_default();
                format!("{}{date}{}", fact.value, self.published(&fact.source))
            });
            let claims: Vec<String> = claims.collect();
            let label = group.first().map_or("", |fact| &*fact.label);
            format!("{label}: {}.", claims.join("; "))
        };
        let mut sentences: Vec<String> =
            groups.filter(|group| group.len() > 1).map(claims).collect();
        if !sentences.is_empty() {
            sentences.push("Sources contradict each other; none is preferred.".to_owned());
        }
        Reason::new("Contested", sentences)
    }
}

fn heading(says: DatesSay) -> &'static str {
    match says {
        DatesSay::Cancelled => "Cancelled",
        DatesSay::Event => "Event",
        DatesSay::Done => "Done",
        DatesSay::Undated => "No date",
        DatesSay::OnPlan => "On plan",
        DatesSay::Slipping => "Slipping",
        DatesSay::NoWord => "No word",
        DatesSay::Late => "Late",
        DatesSay::InDoubt => "In doubt",
        DatesSay::Missed => "Missed",
        DatesSay::Failed => "Failed",
    }
}

fn grades() -> String {
    format!(
        "At most {ON_PLAN_MONTHS} months is on plan, at most {SLIPPING_MONTHS} slipping, more or taken back is late."
    )
}

/// "runs from 1 January 2027 to 31 March 2027", "begins on 1 June 2027 and has no deadline".
fn bounds(when: When) -> String {
    let Window { first, last } = when.window();
    match (first.map(prose::day), last.map(prose::day)) {
        (Some(first), Some(last)) if first == last => format!("is one day, {first}"),
        (Some(first), Some(last)) => format!("runs from {first} to {last}"),
        (Some(first), None) => format!("begins on {first} and has no deadline"),
        (None, Some(last)) => format!("ends on {last}"),
        (None, None) => "has no date".to_owned(),
    }
}

/// "2 were kept and 3 broken", naming only what occurred.
fn outcomes(all: &[Outcome]) -> String {
    let kinds = [
        (Outcome::Kept, "kept"),
        (Outcome::Broken, "broken"),
        (Outcome::Unknown, "unknown"),
    ];
    let counted = kinds.iter().filter_map(|(kind, word)| {
        let count = all.iter().filter(|outcome| *outcome == kind).count();
        (count > 0).then(|| format!("{count} {word}"))
    });
    counted.collect::<Vec<_>>().join(", ")
}
