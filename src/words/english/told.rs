//! What a line of a list, or a value, says.

use super::prose;
use crate::domain::changes::{Told, Values};
use crate::domain::format::value::Datum;

/// How a value of a line is told.
#[derive(Clone, Copy)]
enum Manner {
    Bare,
    Behind(&'static str),
    Before(&'static str),
    /// On which day it was said, also if nobody knows.
    Said,
    Quoted,
    Bracketed,
    /// It is the name of the part, and not told in the line.
    Name,
}

/// The keys of a list in the order in which they are told. One that is not named here is told last.
fn manners(list: &str) -> &'static [(&'static str, Manner)] {
    use Manner::{Bare, Before, Behind, Bracketed, Name, Quoted, Said};
    match list {
        "statements" => &[
            ("when", Bare),
            ("said", Said),
            ("note", Behind("note: ")),
            ("by", Behind("by ")),
            ("words", Quoted),
            ("source", Bracketed),
        ],
        "counts" => &[
            ("in_orbit", Before(" in orbit")),
            ("working", Before(" working")),
            ("launched", Before(" launched")),
            ("lost", Before(" lost")),
            ("note", Behind("note: ")),
            ("on", Behind("on ")),
            ("by", Behind("by ")),
            ("source", Bracketed),
        ],
        "plans" => &[
            ("satellites", Before(" satellites")),
            ("more", Before(" more satellites")),
            ("when", Behind("for ")),
            ("note", Behind("note: ")),
            ("said", Behind("said ")),
            ("by", Behind("by ")),
            ("source", Bracketed),
        ],
        "flights" => &[
            ("total", Bare),
            ("failures", Before(" failed")),
            ("as_of", Behind("as of ")),
            ("source", Bracketed),
        ],
        _ => &[
            ("label", Name),
            ("value", Bare),
            ("when", Behind("for ")),
            ("as_of", Behind("as of ")),
            ("source", Bracketed),
        ],
    }
}

/// "2028-Q4, said 2026-03-10"; "nothing" where it says nothing.
pub(in crate::words) fn told(told: &Told) -> String {
    let text = match told {
        Told::Value(Datum::Flag(_)) => "yes".to_owned(),
        Told::Value(datum) => shown(datum),
        Told::Table(values) => table(values),
        Told::Line(list, values) => line(manners(list), values),
    };
    if text.is_empty() {
        return "nothing".to_owned();
    }
    text
}

fn shown(datum: &Datum) -> String {
    match datum {
        Datum::Date(date) => prose::date(*date),
        other => other.shown(),
    }
}

/// "LEO, 500-800 km, 82.3°": the values with the units that their keys end in.
fn table(values: &Values) -> String {
    let values = values.iter().filter_map(|(key, datum)| {
        let datum = datum.as_ref()?;
        Some(match key.name.rsplit_once('_') {
            Some((_, "deg")) => format!("{datum}°"),
            Some((_, unit)) => format!("{datum} {unit}"),
            None => datum.to_string(),
        })
    });
    values.collect::<Vec<_>>().join(", ")
}

fn line(manners: &[(&'static str, Manner)], values: &Values) -> String {
    let named = manners.iter().filter_map(|(name, manner)| {
        let (_, datum) = values.iter().find(|(key, _)| key.name == *name)?;
        manner.told(datum.as_ref())
    });
    let is_named = |name: &str| manners.iter().any(|(named, _)| *named == name);
    let others = values.iter().filter(|(key, _)| !is_named(key.name));
    let others = others
        .filter_map(|(key, datum)| Some(format!("{}: {}", key.label, shown(datum.as_ref()?))));
    named.chain(others).collect::<Vec<_>>().join(", ")
}

impl Manner {
    fn told(self, datum: Option<&Datum>) -> Option<String> {
        if let (Self::Said, None) = (self, datum) {
            return Some("said on an unknown day".to_owned());
        }
        let datum = shown(datum?);
        match self {
            Self::Bare => Some(datum),
            Self::Behind(label) => Some(format!("{label}{datum}")),
            Self::Before(label) => Some(format!("{datum}{label}")),
            Self::Said => Some(format!("said {datum}")),
            Self::Quoted => Some(format!("\"{datum}\"")),
            Self::Bracketed => Some(format!("[{datum}]")),
            Self::Name => None,
        }
    }
}
