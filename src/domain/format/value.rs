//! The values at the leaves of the format: text, words, dates, numbers, ids.
//!
//! A [`Datum`] is a value free of its place and of how a file writes it. Whoever reads a file makes one of the
//! [`Shape`] that a key wants; what is typed is read here.

use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use crate::domain::file::span::{At, Span};
use crate::domain::format::keyword::{
    Class, ConstellationStatus, Grade, Group, Keyword, MilestoneKind, MilestoneStatus, Part,
    ProjectStatus, Purpose, Regime, Reusable, VehicleStatus,
};
use crate::domain::text::clean::Text;
use crate::domain::text::storable::Storable;
use crate::domain::text::suggest;
use crate::domain::when::{Period, Unreadable, When};

/// An id: kebab-case letters and digits, never reused.
pub type Id = Box<str>;

/// A value. `Display` shows it as it would be typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    Text(Text),
    Word(&'static str),
    Date(When),
    Count(u32),
    Number(f64),
    Flag(bool),
    Id(Id),
    /// Typed with commas between them.
    Ids(Vec<At<Id>>),
    /// Typed with commas between them.
    Texts(Vec<Text>),
}

/// What a value can be.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    Text,
    Id,
    /// One id, or an array of them.
    Ids,
    /// One text, or an array of them.
    Texts,
    /// A window: every form of a date.
    When,
    /// A date that is over: a day, month, quarter, half or year.
    Period,
    /// A whole number from 0.
    Count,
    /// A number from 0.
    Number,
    Flag,
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Word(words), Self::Word(others)) => words() == others(),
            _ => discriminant(self) == discriminant(other),
        }
    }
}

impl Eq for Shape {}

impl Hash for Shape {
    fn hash<H: Hasher>(&self, state: &mut H) {
        discriminant(self).hash(state);
    }
}

/// Why what was typed is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    Missing,
    Empty,
    NoIds,
    /// One id stands there twice.
    Twice(Id),
    Date(Unreadable),
    /// A date that is not one of something that was said or seen.
    Open,
    NoCount,
    NoNumber,
    NoFlag,
    NoWord {
        words: Vec<&'static str>,
        meant: Option<&'static str>,
    },
}

/// A field of a record.
pub trait Value: Default {
    const SHAPE: Shape;

    /// `None` if the key is not there.
    fn datum(&self) -> Option<Datum>;

    /// Takes a datum of its shape, which stands at this place. One of another shape changes nothing.
    fn put(&mut self, datum: Datum, span: Span);

    /// The ids in it.
    fn ids(&self) -> &[At<Id>] {
        &[]
    }

    fn ids_mut(&mut self) -> &mut [At<Id>] {
        &mut []
    }
}

/// No number of a catalogue, in kilograms, satellites or metres, is greater.
pub const MOST: u32 = 1_000_000;

impl Datum {
    /// As a screen shows it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::Texts(texts) => {
                let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
                texts.join(", ")
            }
            other => other.to_string(),
        }
    }
}

impl Shape {
    /// What is typed, as a value of this shape.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(self, typed: &str) -> Result<Datum, Wrong> {
        let typed = Storable::new(typed);
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Wrong::Empty);
        }
        let date = || typed.parse::<When>();
        match self {
            Self::Text => Ok(Datum::Text(Text::new(typed))),
            Self::Id => Ok(Datum::Id(typed.into())),
            Self::Ids => {
                let ids = typed.split(',').map(str::trim).filter(|id| !id.is_empty());
                let ids: Vec<At<Id>> = ids.map(|id| At::new(id.into(), Span::default())).collect();
                let mut before = HashSet::new();
                if let Some(again) = ids.iter().find(|id| !before.insert(&id.value)) {
                    return Err(Wrong::Twice(again.value.clone()));
                }
                (!ids.is_empty())
                    .then_some(Datum::Ids(ids))
                    .ok_or(Wrong::NoIds)
            }
            Self::Texts => {
                let texts = typed.split(',').map(str::trim);
                let texts = texts.filter(|text| !text.is_empty()).map(Text::new);
                let texts: Vec<Text> = texts.collect();
                (!texts.is_empty())
                    .then_some(Datum::Texts(texts))
                    .ok_or(Wrong::Empty)
            }
            Self::When => date().map(Datum::Date).map_err(Wrong::Date),
            Self::Period => match date().map_err(Wrong::Date)? {
                when @ When::In(_) => Ok(Datum::Date(when)),
                _ => Err(Wrong::Open),
            },
            Self::Count => typed.parse().map(Datum::Count).map_err(|_| Wrong::NoCount),
            Self::Number => {
                let number = typed
                    .parse()
                    .ok()
                    .filter(|n: &f64| n.is_finite() && *n >= 0.0);
                number.map(Datum::Number).ok_or(Wrong::NoNumber)
            }
            Self::Flag => match typed {
                "false" | "no" => Ok(Datum::Flag(false)),
                "true" | "yes" => Ok(Datum::Flag(true)),
                _ => Err(Wrong::NoFlag),
            },
            Self::Word(words) => word(typed, words()),
        }
    }
}

fn word(typed: &str, words: Vec<&'static str>) -> Result<Datum, Wrong> {
    match words.iter().find(|word| **word == typed) {
        Some(word) => Ok(Datum::Word(word)),
        None => Err(Wrong::NoWord {
            meant: suggest::nearest(typed, words.iter().copied()),
            words,
        }),
    }
}

/// Sets what was typed; `None` takes the value out.
///
/// # Errors
/// Why it is no value of this key.
pub fn set<V: Value>(value: &mut V, must: bool, typed: Option<&str>) -> Result<(), Wrong> {
    match typed {
        Some(typed) => value.put(V::SHAPE.read(typed)?, Span::default()),
        None if must => return Err(Wrong::Missing),
        None => *value = V::default(),
    }
    Ok(())
}

impl fmt::Display for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&Storable::from(text)),
            Self::Word(word) => f.write_str(word),
            Self::Date(when) => when.fmt(f),
            Self::Count(count) => count.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Flag(flag) => flag.fmt(f),
            Self::Id(id) => f.write_str(id),
            Self::Ids(ids) => {
                let ids: Vec<&str> = ids.iter().map(|id| &*id.value).collect();
                f.write_str(&ids.join(", "))
            }
            Self::Texts(texts) => {
                let texts: Vec<_> = texts
                    .iter()
                    .map(|text| Storable::from(text).to_string())
                    .collect();
                f.write_str(&texts.join(", "))
            }
        }
    }
}

impl<T: Value> Value for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn datum(&self) -> Option<Datum> {
        self.as_ref().and_then(Value::datum)
    }

    fn put(&mut self, datum: Datum, span: Span) {
        self.get_or_insert_default().put(datum, span);
    }

    fn ids(&self) -> &[At<Id>] {
        self.as_ref().map_or(&[], Value::ids)
    }

    fn ids_mut(&mut self) -> &mut [At<Id>] {
        self.as_mut().map_or(&mut [], Value::ids_mut)
    }
}

impl<T: Value> Value for At<T> {
    const SHAPE: Shape = T::SHAPE;

    fn datum(&self) -> Option<Datum> {
        self.value.datum()
    }

    fn put(&mut self, datum: Datum, span: Span) {
        self.value.put(datum, span);
        self.span = span;
    }
}

impl Value for At<Id> {
    const SHAPE: Shape = Shape::Id;

    fn datum(&self) -> Option<Datum> {
        Some(Datum::Id(self.value.clone()))
    }

    fn put(&mut self, datum: Datum, span: Span) {
        if let Datum::Id(id) = datum {
            *self = Self::new(id, span);
        }
    }

    fn ids(&self) -> &[Self] {
        std::slice::from_ref(self)
    }

    fn ids_mut(&mut self) -> &mut [Self] {
        std::slice::from_mut(self)
    }
}

impl Value for Vec<At<Id>> {
    const SHAPE: Shape = Shape::Ids;

    fn datum(&self) -> Option<Datum> {
        (!self.is_empty()).then(|| Datum::Ids(self.clone()))
    }

    fn put(&mut self, datum: Datum, _: Span) {
        if let Datum::Ids(ids) = datum {
            *self = ids;
        }
    }

    fn ids(&self) -> &[At<Id>] {
        self
    }

    fn ids_mut(&mut self) -> &mut [At<Id>] {
        self
    }
}

impl Value for Vec<Text> {
    const SHAPE: Shape = Shape::Texts;

    fn datum(&self) -> Option<Datum> {
        (!self.is_empty()).then(|| Datum::Texts(self.clone()))
    }

    fn put(&mut self, datum: Datum, _: Span) {
        if let Datum::Texts(texts) = datum {
            *self = texts;
        }
    }
}

/// A flag that is not set is not written.
impl Value for bool {
    const SHAPE: Shape = Shape::Flag;

    fn datum(&self) -> Option<Datum> {
        self.then_some(Datum::Flag(true))
    }

    fn put(&mut self, datum: Datum, _: Span) {
        if let Datum::Flag(flag) = datum {
            *self = flag;
        }
    }
}

impl Value for Period {
    const SHAPE: Shape = Shape::Period;

    fn datum(&self) -> Option<Datum> {
        Some(Datum::Date(When::In(*self)))
    }

    fn put(&mut self, datum: Datum, _: Span) {
        if let Datum::Date(When::In(period)) = datum {
            *self = period;
        }
    }
}

/// Types that are just what a datum holds.
macro_rules! values {
    ($($type:ty: $shape:ident $datum:ident),*) => {$(
        impl Value for $type {
            const SHAPE: Shape = Shape::$shape;

            fn datum(&self) -> Option<Datum> {
                Some(Datum::$datum(self.clone()))
            }

            fn put(&mut self, datum: Datum, _: Span) {
                if let Datum::$datum(value) = datum {
                    *self = value;
                }
            }
        }
    )*};
}

values!(Text: Text Text, When: When Date, u32: Count Count, f64: Number Number);

macro_rules! words {
    ($($type:ty),* $(,)?) => {$(
        impl Value for $type {
            const SHAPE: Shape = Shape::Word(Self::words);

            fn datum(&self) -> Option<Datum> {
                Some(Datum::Word(self.word()))
            }

            fn put(&mut self, datum: Datum, _: Span) {
                if let Datum::Word(word) = datum
                    && let Ok(value) = word.parse()
                {
                    *self = value;
                }
            }
        }
    )*};
}

words!(
    Group,
    ProjectStatus,
    Class,
    VehicleStatus,
    Reusable,
    Purpose,
    ConstellationStatus,
    MilestoneStatus,
    MilestoneKind,
    Part,
    Grade,
    Regime,
);
