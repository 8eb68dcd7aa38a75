//! The fields of a filter, `name:value`, and how their values are read.

use chrono::NaiveDate;
use strum::VariantArray;

use super::fold::{Needle, folded};
use super::state::State;
use super::{Called, Meaning};
use crate::domain::catalogue::Kind;
use crate::domain::format::keyword::{
    ConstellationStatus, Grade, Keyword, MilestoneStatus, ProjectStatus, VehicleStatus,
};
use crate::domain::when::{Period, Unreadable, When};

/// What a filter can ask about an entry, besides words and states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum Field {
    Project,
    Vehicle,
    Constellation,
    Status,
    When,
    Slip,
    By,
    Source,
    Grade,
    Conflict,
}

/// A term that could not be understood. It is left out: what else a filter says still holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The term holds no letter and no digit.
    Nothing(String),
    UnknownField(String),
    /// Nothing stands behind the colon.
    NoValue(Field),
    Date(String, Unreadable),
    Number(String),
    /// No word of a closed list begins so.
    Word {
        field: Field,
        value: String,
    },
    /// What is computed stands alone, not behind `status:`.
    Computed(String),
}

impl Field {
    pub const ALL: &[Self] = Self::VARIANTS;

    pub fn name(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Vehicle => "vehicle",
            Self::Constellation => "constellation",
            Self::Status => "status",
            Self::When => "when",
            Self::Slip => "slip",
            Self::By => "by",
            Self::Source => "source",
            Self::Grade => "grade",
            Self::Conflict => "conflict",
        }
    }

    /// An example.
    pub fn example(self) -> &'static str {
        match self {
            Self::Project => "project:science",
            Self::Vehicle => "vehicle:soyuz-5",
            Self::Constellation => "constellation:rassvet",
            Self::Status => "status:planned",
            Self::When => "when:2027..2028",
            Self::Slip => "slip:>12",
            Self::By => "by:baranov",
            Self::Source => "source:tass",
            Self::Grade => "grade:weak",
            Self::Conflict => "conflict:dates",
        }
    }

    /// The words that it takes, where they are a closed list.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Status => {
                let mut words = spellings::<ProjectStatus>();
                words.extend(spellings::<VehicleStatus>());
                words.extend(spellings::<ConstellationStatus>());
                words.extend(spellings::<MilestoneStatus>());
                words.sort_unstable();
                words.dedup();
                words
            }
            Self::Grade => spellings::<Grade>(),
            Self::Conflict => vec!["dates", "facts"],
            _ => Vec::new(),
        }
    }

    pub(super) fn read(self, value: &str) -> Result<Meaning, Problem> {
        let value = value.trim();
        if value.is_empty() {
            return Err(Problem::NoValue(self));
        }
        let needle = || Needle::new(value).ok_or_else(|| Problem::Nothing(value.to_owned()));
        let called = || {
            let text = value.to_owned();
            needle().map(|needle| Called { text, needle })
        };
        match self {
            Self::Project => Ok(Meaning::Of(Kind::Project, called()?)),
            Self::Vehicle => Ok(Meaning::Of(Kind::Vehicle, called()?)),
            Self::Constellation => Ok(Meaning::Of(Kind::Constellation, called()?)),
            Self::By => Ok(Meaning::By(needle()?)),
            Self::Source => Ok(Meaning::Source(needle()?)),
            Self::Status | Self::Grade | Self::Conflict => self.begun(value),
            Self::When => dates(value),
            Self::Slip => months(value),
        }
    }

    /// The words of the closed list that begin so: the one itself when it is there.
    fn begun(self, value: &str) -> Result<Meaning, Problem> {
        let typed = folded(value);
        let mut words = self.words();
        match words.iter().find(|word| folded(word) == typed) {
            Some(word) => words = vec![word],
            None => words.retain(|word| folded(word).starts_with(&typed)),
        }
        if words.is_empty() {
            let is_computed = self == Self::Status && State::named(value).is_some();
            return Err(if is_computed {
                Problem::Computed(value.to_lowercase())
            } else {
                let value = value.to_owned();
                Problem::Word { field: self, value }
            });
        }
        Ok(match self {
            Self::Grade => {
                Meaning::Grade(words.iter().filter_map(|word| word.parse().ok()).collect())
            }
            Self::Conflict if words == ["dates"] => Meaning::State(State::ConflictDates),
            Self::Conflict => Meaning::State(State::ConflictFacts),
            _ => Meaning::Status(words),
        })
    }
}

fn spellings<K: Keyword + 'static>() -> Vec<&'static str> {
    K::VARIANTS.iter().map(|word| word.word()).collect()
}

/// A stretch of days, both included; what is open has no end in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// `2027`, `2027..2028`, `..2030`, `>2027`, `tbd`.
fn dates(value: &str) -> Result<Meaning, Problem> {
    let problem = |text: &str, why| Problem::Date(text.trim().to_owned(), why);
    let whole = match value.parse::<When>() {
        Ok(When::Tbd) => return Ok(Meaning::Tbd),
        other => other,
    };
    let ends = match (whole, value.split_once("..")) {
        (Ok(when), _) => Ok((when.first(), when.last())),
        (Err(_), Some((from, to))) => {
            let end = |text: &str| match text.trim() {
                "" => Ok(None),
                text => period(text).map(Some).map_err(|why| problem(text, why)),
            };
            let (from, to) = (end(from)?, end(to)?);
            match (from, to) {
                (None, None) => return Err(Problem::NoValue(Field::When)),
                (Some(from), Some(to)) if to.last() < from.first() => Err(Unreadable::Backwards),
                _ => Ok((from.map(Period::first), to.map(Period::last))),
            }
        }
        (Err(why), None) => compared(value).ok_or(why),
    };
    let (from, to) = ends.map_err(|why| problem(value, why))?;
    Ok(Meaning::When(Days {
        from: from.unwrap_or(NaiveDate::MIN),
        to: to.unwrap_or(NaiveDate::MAX),
    }))
}

fn period(text: &str) -> Result<Period, Unreadable> {
    text.parse()
}

/// `>2027` and its like: from the day after its last, up to the day before its first.
fn compared(value: &str) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    let (sign, rest) = sign(value);
    let period = period(rest.trim()).ok()?;
    Some(match sign {
        Sign::More => (period.last().succ_opt(), None),
        Sign::AtLeast => (Some(period.first()), None),
        Sign::Less => (None, period.first().pred_opt()),
        Sign::AtMost => (None, Some(period.last())),
        Sign::Equal => (Some(period.first()), Some(period.last())),
    })
}

/// `12`, `>12`, `<=3`, `3..12`, in months, both ends included.
fn months(value: &str) -> Result<Meaning, Problem> {
    let wrong = || Problem::Number(value.to_owned());
    let number = |text: &str| -> Result<i64, Problem> {
        let text = text.trim().replace('−', "-");
        text.parse::<i32>().map(i64::from).map_err(|_| wrong())
    };
    if let Some((from, to)) = value.split_once("..") {
        let end = |text: &str, open| {
            if text.trim().is_empty() {
                Ok(open)
            } else {
                number(text)
            }
        };
        let (from, to) = (end(from, i64::MIN)?, end(to, i64::MAX)?);
        let says_nothing = from > to || (from, to) == (i64::MIN, i64::MAX);
        return if says_nothing {
            Err(wrong())
        } else {
            Ok(Meaning::Slip(from, to))
        };
    }
    let (sign, rest) = sign(value);
    if rest.trim().is_empty() {
        return Err(Problem::NoValue(Field::Slip));
    }
    let months = number(rest)?;
    let (from, to) = match sign {
        Sign::More => (months + 1, i64::MAX),
        Sign::AtLeast => (months, i64::MAX),
        Sign::Less => (i64::MIN, months - 1),
        Sign::AtMost => (i64::MIN, months),
        Sign::Equal => (months, months),
    };
    Ok(Meaning::Slip(from, to))
}

#[derive(Clone, Copy)]
enum Sign {
    More,
    AtLeast,
    Less,
    AtMost,
    Equal,
}

fn sign(value: &str) -> (Sign, &str) {
    const SIGNS: [(&str, Sign); 7] = [
        (">=", Sign::AtLeast),
        ("≥", Sign::AtLeast),
        ("<=", Sign::AtMost),
        ("≤", Sign::AtMost),
        (">", Sign::More),
        ("<", Sign::Less),
        ("=", Sign::Equal),
    ];
    let found = SIGNS
        .iter()
        .find_map(|(text, sign)| Some((*sign, value.strip_prefix(text)?)));
    found.unwrap_or((Sign::Equal, value))
}
