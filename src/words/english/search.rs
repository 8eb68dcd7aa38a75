//! The filter: its words, and what is wrong with one.

use super::unreadable::unreadable;
use crate::domain::computed::standing::DatesSay;
use crate::domain::findings::diagnostic::quote;
use crate::domain::kind::Kind;
use crate::domain::search::{Field, Problem, State, Stranger};
use crate::domain::text::clean::clean;
use crate::domain::text::suggest;

pub(super) fn problem(problem: &Problem) -> String {
    let text = match problem {
        Problem::Nothing(term) => format!("there is nothing to look for in {}", quote(term)),
        Problem::UnknownField(name) => {
            let names = Field::ALL.iter().map(|field| field.name());
            let fields: Vec<&str> = names.clone().collect();
            format!(
                "no field is called {}{}; there are {}",
                quote(name),
                meant(name, names),
                fields.join(" ")
            )
        }
        Problem::NoValue(field) => format!("{}: takes {}", field.name(), takes(*field)),
        Problem::Date(text, why) => format!("{} is not a date: {}", quote(text), unreadable(why)),
        Problem::Number(text) => format!(
            "{} is not a number of months: write slip:12, slip:>12, slip:<=3 or slip:3..12",
            quote(text)
        ),
        Problem::Word { field, value } => {
            let words = field.words();
            format!(
                "no {} begins with {}{}; there are {}",
                field.name(),
                quote(value),
                meant(value, words.iter().copied()),
                words.join(" ")
            )
        }
        Problem::Computed(word) => {
            format!("{word} is a verdict, not a status: write {word}, without status:")
        }
    };
    clean(&text).into_owned()
}

/// What to write behind the colon.
fn takes(field: Field) -> String {
    match field {
        Field::Project | Field::Vehicle | Field::Constellation => "an id or a name".to_owned(),
        Field::Status | Field::Grade | Field::Conflict => field.words().join(" "),
        Field::When => "a date or two: 2027, 2027-Q3, 2027..2028, ..2030, tbd".to_owned(),
        Field::Slip => "months: 12, >12, <=3, 3..12".to_owned(),
        Field::By => "a name".to_owned(),
        Field::Source => "an id, a title or a publisher".to_owned(),
    }
}

fn meant<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    suggest::nearest(word, known).map_or(String::new(), |near| format!(", did you mean {near}?"))
}

pub(super) fn stranger(stranger: &Stranger) -> String {
    let meant = stranger.meant.as_deref();
    let meant = meant.map_or(String::new(), |near| format!(", did you mean {near}?"));
    let name = quote(&stranger.name);
    let text = match stranger.kind {
        None => format!("nothing is called {name}{meant}"),
        Some(Kind::Project) => format!("no project is called {name}{meant}"),
        Some(Kind::Vehicle) => format!("no vehicle is called {name}{meant}"),
        Some(_) => format!("no constellation is called {name}{meant}"),
    };
    clean(&text).into_owned()
}

pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Says(says) => of_verdict(says),
        State::Overdue => "the deadline has passed without an outcome: missed or no word",
        State::Behind => "slipping, late, in doubt, missed or no word",
        State::Open => "still to come",
        State::Key => "the milestones of the overview",
        State::Tbd => "open, without a date",
        State::Silent => "open, no news for over a year",
        State::Conflict => "contested: sources contradict each other",
        State::ConflictDates => "dates contradict each other",
        State::ConflictFacts => "facts contradict each other",
        State::OrderUnknown => "of two statements nobody knows which was said first",
        State::Unsourced => "cites no source",
        State::Weak => "cites weak sources only",
    }
}

fn of_verdict(says: DatesSay) -> &'static str {
    match says {
        DatesSay::Cancelled => "it will not happen",
        DatesSay::Event => "it has happened, and nobody had promised it",
        DatesSay::Done => "it has happened",
        DatesSay::Undated => "without a date",
        DatesSay::OnPlan => "moved by at most 3 months",
        DatesSay::Slipping => "moved by more than 3 months, at most 12",
        DatesSay::Late => "moved by more than a year",
        DatesSay::NoWord => "the deadline has passed, outcome unknown",
        DatesSay::InDoubt => "nothing supports the date",
        DatesSay::Missed => "the deadline has passed, and a later word shows it open",
        DatesSay::Failed => "it went wrong",
    }
}

pub(super) fn field(field: Field) -> &'static str {
    match field {
        Field::Project => "of a project, by its id or name",
        Field::Vehicle => "of a launch vehicle, or launched by it",
        Field::Constellation => "of a constellation",
        Field::Status => "the status, or how it begins",
        Field::When => {
            "the date meets these dates; any date of the catalogue will do, either end may be open"
        }
        Field::Slip => "the total slip in months: 12, >12, <=3, 3..12",
        Field::By => "somebody gave a date or a count",
        Field::Source => "cites a source, by its id, title or publisher",
        Field::Grade => "cites a source of this grade",
        Field::Conflict => "its dates, or its facts, contradict each other",
    }
}
