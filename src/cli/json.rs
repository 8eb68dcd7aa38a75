//! What is recorded and what is computed from it, as JSON: one shape for every command, described in
//! `assets/export.schema.json`. Dates are as the catalogue writes them, with the first and the last day
//! of their window; what is not known is `null`.

mod recorded;

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use strum::VariantArray as _;

use super::ending::Stop;
use crate::domain::catalogue::{Catalogue, EntryRef, Kind, Speaker};
use crate::domain::computed::agenda::{self, Neighbour};
use crate::domain::computed::board::Board;
use crate::domain::computed::conflict;
use crate::domain::computed::doubt::{Doubt, Need, Pace};
use crate::domain::computed::ledger::{self, Line};
use crate::domain::computed::mention;
use crate::domain::computed::outlook::Outlook;
use crate::domain::computed::slip::Slip;
use crate::domain::format::keyword::{Grade, Keyword};
use crate::domain::when::{When, Window};
use crate::report;
use crate::words::program;

/// Writes a document so that nothing in it acts on a terminal.
pub(super) fn write(out: &mut impl Write, document: &impl Serialize) -> Result<(), Stop> {
    serde_json::to_writer_pretty(Harmless(out), document).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// Escapes what could hide in a terminal or control it. Each write must hold whole characters.
struct Harmless<'o, W>(&'o mut W);

impl<W: Write> Write for Harmless<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.write_all(report::harmless(text).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Entries of a kind, by their places, or sources without one. Each is made when it is written, so that
/// a long list takes no more memory than a short one.
pub(super) struct Entries<'a> {
    pub catalogue: &'a Catalogue,
    pub board: &'a Board,
    pub kind: Option<Kind>,
    pub places: &'a [usize],
}

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (catalogue, board) = (self.catalogue, self.board);
        serializer.collect_seq(self.places.iter().map(|index| match self.kind {
            Some(Kind::Milestone) => milestone(catalogue, board, *index),
            Some(kind) => entry(catalogue, board, EntryRef::new(kind, *index)),
            None => source(catalogue, *index),
        }))
    }
}

/// A milestone: what is recorded of it, its state, the arithmetic on its dates, and its ledger.
pub(super) fn milestone(catalogue: &Catalogue, board: &Board, index: usize) -> Value {
    let shown = (
        catalogue.milestones().get(index),
        board.standings.get(index),
    );
    let (Some(milestone), Some(standing)) = shown else {
        return Value::Null;
    };
    let today = board.today;
    let computed = json!({
        "state": program::state(standing.says.state()),
        "verdict": standing.verdict().map(program::verdict),
        "doubt": standing.doubt.map(|why| doubt(catalogue, why)),
        "pace": pace(catalogue, board, index),
        "when": standing.when.map(when),
        "stands": standing.latest.stands,
        "stands_on_weak": standing.latest.is_weak,
        "contradicted_by": standing.latest.against,
        "contradicting": conflict::conflicts(catalogue, milestone),
        "open_on": standing.open_on.map(|day| day.to_string()),
        "last_word": last_words(catalogue, EntryRef::new(Kind::Milestone, index), today),
        "first": milestone.first().map(|first| when(first.when)),
        "slip_since_first": standing.since_first.map(slip),
        "slip_since_last": standing.since_last.map(slip),
        "days_overdue": standing.days_overdue,
        "days_silent": mention::silence(catalogue, index, today).map(|last| last.days),
        "needs": neighbours(catalogue, &agenda::needed_by(catalogue, &board.standings, index, today)),
        "unblocks": neighbours(catalogue, &agenda::waiting_for(catalogue, &board.standings, index, today)),
        "outlook": board.outlook(catalogue, index).as_ref().map(outlook),
        "statements": ledger::lines(milestone).map(|line| statement(&line)).collect::<Vec<_>>(),
    });
    joined(recorded::object(milestone), computed)
}

/// The programme, a project, vehicle or constellation: what is recorded of it, what its dates say, and
/// its milestones.
pub(super) fn entry(catalogue: &Catalogue, board: &Board, at: EntryRef) -> Value {
    let (Some(entity), Some(summary)) = (catalogue.at(at), board.summary(at)) else {
        return Value::Null;
    };
    let id = |index: &usize| {
        let milestone = catalogue.milestones().get(*index);
        milestone.map(|milestone| &*milestone.entry.id.value)
    };
    let computed = json!({
        "id": entity.entry().id.value,
        "state": program::state(summary.says.state()),
        "verdict": summary.says.verdict().map(program::verdict),
        "last_word": last_words(catalogue, at, board.today),
        "rests_on": summary.worst.as_ref().and_then(id),
        "slip_since_first": summary.since_first.map(slip),
        "slip_since_last": summary.since_last.map(slip),
        "next": summary.next.as_ref().and_then(id),
        "done": summary.done,
        "missed": summary.missed,
        "no_word": summary.no_word,
        "all": summary.all,
        "flew_late": summary.flew_late.map(slip),
        "days_silent": summary.quiet,
        "milestones": catalogue.milestones_of(at).iter().filter_map(id).collect::<Vec<_>>(),
    });
    let mut recorded = recorded::Object::default();
    entity.each(&mut recorded);
    // The programme always has the same id.
    recorded.0.entry("was").or_insert_with(|| json!([]));
    joined(recorded.0, computed)
}

/// What is recorded, and what is computed; the latter stands where both have a key.
fn joined(mut recorded: Map<String, Value>, computed: Value) -> Value {
    if let Value::Object(computed) = computed {
        recorded.extend(computed);
    }
    recorded.into()
}

/// A source of the registry.
fn source(catalogue: &Catalogue, index: usize) -> Value {
    let source = catalogue.sources().get(index);
    source.map_or(Value::Null, |source| {
        joined(recorded::object(source), json!({ "id": source.id.value }))
    })
}

/// A speaker of the registry.
pub(super) fn speaker(speaker: &Speaker) -> Value {
    joined(recorded::object(speaker), json!({ "id": speaker.id.value }))
}

/// What the record says of a promise; `null` is an open end.
fn outlook(outlook: &Outlook) -> Value {
    let window = |window: Window| {
        json!({
            "first_day": window.first.map(|day| day.to_string()),
            "last_day": window.last.map(|day| day.to_string()),
        })
    };
    json!({
        "arithmetic_on": outlook.n,
        "horizon": program::horizon(outlook.horizon),
        "half": window(outlook.half),
        "four_fifths": window(outlook.four_fifths),
    })
}

fn neighbours(catalogue: &Catalogue, neighbours: &[Neighbour]) -> Vec<Value> {
    let neighbour = |Neighbour { milestone, float }: &Neighbour| {
        let milestone = catalogue.milestones().get(*milestone);
        json!({
            "id": milestone.map(|one| &one.entry.id.value),
            "float": float.map(program::float),
            "float_days": float.map(|float| float.days),
        })
    };
    neighbours.iter().map(neighbour).collect()
}

fn statement(line: &Line) -> Value {
    let step = line.step;
    let computed = json!({
        "move": step.map(|step| program::moved(step.moved)),
        "slip": step.and_then(|step| step.slip).map(slip),
        "notice_days": step.and_then(|step| step.notice),
    });
    joined(recorded::object(line.statement), computed)
}

pub(super) fn when(when: When) -> Value {
    json!({
        "text": when.to_string(),
        "first_day": when.first().map(|day| day.to_string()),
        "last_day": when.last().map(|day| day.to_string()),
        "approximate": when.is_approximate(),
    })
}

/// Why nothing supports a date.
fn doubt(catalogue: &Catalogue, doubt: Doubt) -> Value {
    let id = |index: usize| {
        let milestone = catalogue.milestones().get(index);
        milestone.map(|milestone| &milestone.entry.id.value)
    };
    match doubt {
        Doubt::Needs(index, need) => {
            let why = match need {
                Need::Missed => "needs-missed",
                Need::InDoubt => "needs-in-doubt",
                Need::TooLate => "needs-too-late",
            };
            json!({ "why": why, "milestone": id(index), "days": null })
        }
        Doubt::Pace(_) => json!({ "why": "pace", "milestone": null, "days": null }),
        Doubt::Old(days) => json!({ "why": "old-word", "milestone": null, "days": days }),
        Doubt::YearOnly(days) => json!({ "why": "year-only", "milestone": null, "days": days }),
    }
}

/// How far a number to reach is, and how fast it would have to grow.
fn pace(catalogue: &Catalogue, board: &Board, index: usize) -> Option<Value> {
    let milestone = catalogue.milestones().get(index)?;
    let pace = Pace::of(catalogue, milestone, board.when(index)?, board.today)?;
    Some(json!({
        "counted": pace.counted,
        "on": pace.on.to_string(),
        "reach": pace.reach,
        "days_left": pace.days_left,
        "needed_a_year": pace.needed,
        "best_year": pace.best,
    }))
}

/// The day of the last word about an entry, by the grade of its sources.
fn last_words(catalogue: &Catalogue, at: EntryRef, today: NaiveDate) -> Value {
    let words = Grade::VARIANTS.iter().map(|grade| {
        let word = mention::last_word_of(catalogue, at, *grade, today);
        let day = word.map(|word| word.day.to_string());
        (grade.word().to_owned(), json!(day))
    });
    Value::Object(words.collect())
}

/// A slip in days and months; `at_least` and `at_most` where one of the dates is known by one bound only.
pub(super) fn slip(slip: Slip) -> Value {
    json!({
        "of_beginnings": matches!(slip, Slip::Begins(_)),
        "at_most": matches!(slip, Slip::AtMost(_)),
        "days": slip.days(),
        "months": slip.months(),
        "at_least": matches!(slip, Slip::AtLeast(_)),
    })
}
