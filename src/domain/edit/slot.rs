//! A value that a key has: what it is, and what becomes of it when something is typed.

use std::collections::HashSet;
use std::fmt;

use crate::domain::catalogue::{Id, Planned, Sources};
use crate::domain::clean::Text;
use crate::domain::keyword::{
    Class, ConstellationStatus, Grade, Group, Keyword, MilestoneStatus, ProjectStatus, Purpose,
    Regime, Reusable, VehicleStatus,
};
use crate::domain::span::{At, Span};
use crate::domain::suggest;
use crate::domain::when::{Period, Unreadable, When};

/// A value, free of how a file writes it. `Display` shows it as it would be typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(Text),
    Word(&'static str),
    Date(When),
    Count(u32),
    Number(f64),
    Flag(bool),
    Id(Id),
    /// Typed with commas between them.
    Ids(Vec<Id>),
}

/// The place of a value in an entry.
pub trait Slot {
    /// `None` if the key is not there.
    fn value(&self) -> Option<Value>;

    /// Takes what was typed; `None` takes the value out.
    ///
    /// # Errors
    /// Why it is no value of this key.
    fn set(&mut self, typed: Option<&str>) -> Result<(), String>;
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => text.fmt(f),
            Self::Word(word) => f.write_str(word),
            Self::Date(when) => when.fmt(f),
            Self::Count(count) => count.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Flag(flag) => flag.fmt(f),
            Self::Id(id) => f.write_str(id),
            Self::Ids(ids) => f.write_str(&ids.join(", ")),
        }
    }
}

/// What can be read from what is typed.
trait Typed: Sized {
    fn read(typed: &str) -> Result<Self, String>;
    fn value(&self) -> Value;
}

impl<T: Typed> Slot for T {
    fn value(&self) -> Option<Value> {
        Some(Typed::value(self))
    }

    fn set(&mut self, typed: Option<&str>) -> Result<(), String> {
        let typed = typed.ok_or("it must be there")?;
        *self = read(typed)?;
        Ok(())
    }
}

impl<T: Typed> Slot for Option<T> {
    fn value(&self) -> Option<Value> {
        self.as_ref().map(Typed::value)
    }

    fn set(&mut self, typed: Option<&str>) -> Result<(), String> {
        *self = typed.map(read).transpose()?;
        Ok(())
    }
}

fn read<T: Typed>(typed: &str) -> Result<T, String> {
    match typed.trim() {
        "" => Err("fill it in, or take the key out".to_owned()),
        typed => T::read(typed),
    }
}

/// A flag that is not set is not written.
impl Slot for bool {
    fn value(&self) -> Option<Value> {
        self.then_some(Value::Flag(true))
    }

    fn set(&mut self, typed: Option<&str>) -> Result<(), String> {
        *self = match typed.map(str::trim) {
            None | Some("false" | "no") => false,
            Some("true" | "yes") => true,
            Some(_) => return Err("it is true or false".to_owned()),
        };
        Ok(())
    }
}

impl Slot for Sources {
    fn value(&self) -> Option<Value> {
        let ids = self.iter().map(|id| id.value.clone()).collect();
        (!self.is_empty()).then_some(Value::Ids(ids))
    }

    fn set(&mut self, typed: Option<&str>) -> Result<(), String> {
        let ids = typed.unwrap_or_default().split(',').map(str::trim);
        let ids: Self = (ids.filter(|id| !id.is_empty()))
            .map(|id| At::new(id.into(), Span::default()))
            .collect();
        if typed.is_some() && ids.is_empty() {
            return Err("name ids, with commas between them".to_owned());
        }
        let mut before = HashSet::new();
        if let Some(again) = ids.iter().find(|id| !before.insert(&id.value)) {
            return Err(format!("it names {} twice", again.value));
        }
        *self = ids;
        Ok(())
    }
}

/// "288" in all, or "112 more".
impl Slot for Planned {
    fn value(&self) -> Option<Value> {
        let (Self::Total(satellites) | Self::More(satellites)) = *self;
        Some(Value::Count(satellites))
    }

    fn set(&mut self, typed: Option<&str>) -> Result<(), String> {
        let typed = typed.unwrap_or_default().trim();
        let more = typed
            .strip_suffix("more")
            .or_else(|| typed.strip_prefix('+'));
        *self = match more {
            Some(more) => Self::More(read(more)?),
            None => Self::Total(read(typed)?),
        };
        Ok(())
    }
}

impl Typed for Text {
    fn read(typed: &str) -> Result<Self, String> {
        Ok(Self::new(typed))
    }

    fn value(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl Typed for Id {
    fn read(typed: &str) -> Result<Self, String> {
        Ok(typed.into())
    }

    fn value(&self) -> Value {
        Value::Id(self.clone())
    }
}

impl Typed for When {
    fn read(typed: &str) -> Result<Self, String> {
        typed.parse().map_err(|why: Unreadable| why.to_string())
    }

    fn value(&self) -> Value {
        Value::Date(*self)
    }
}

impl Typed for Period {
    fn read(typed: &str) -> Result<Self, String> {
        match When::read(typed)? {
            When::In(period) => Ok(period),
            _ => Err("it is a day, month, quarter, half or year".to_owned()),
        }
    }

    fn value(&self) -> Value {
        Value::Date(When::In(*self))
    }
}

impl Typed for u32 {
    fn read(typed: &str) -> Result<Self, String> {
        typed
            .parse()
            .map_err(|_| "it is a whole number from 0".to_owned())
    }

    fn value(&self) -> Value {
        Value::Count(*self)
    }
}

impl Typed for f64 {
    fn read(typed: &str) -> Result<Self, String> {
        let number: Option<Self> = typed.parse().ok();
        let number = number.filter(|number| number.is_finite() && *number >= 0.0);
        number.ok_or_else(|| "it is a number from 0".to_owned())
    }

    fn value(&self) -> Value {
        Value::Number(*self)
    }
}

impl<T: Typed> Typed for At<T> {
    fn read(typed: &str) -> Result<Self, String> {
        Ok(Self::new(T::read(typed)?, Span::default()))
    }

    fn value(&self) -> Value {
        self.value.value()
    }
}

fn keyword<K: Keyword>(typed: &str) -> Result<K, String> {
    typed.parse().map_err(|_| {
        let words: Vec<&str> = K::VARIANTS.iter().map(|keyword| keyword.word()).collect();
        match suggest::nearest(typed, words.iter().copied()) {
            Some(meant) => format!("it is one of {}: did you mean `{meant}`?", words.join(", ")),
            None => format!("it is one of {}", words.join(", ")),
        }
    })
}

macro_rules! keywords {
    ($($name:ident),* $(,)?) => {$(
        impl Typed for $name {
            fn read(typed: &str) -> Result<Self, String> {
                keyword(typed)
            }

            fn value(&self) -> Value {
                Value::Word(self.word())
            }
        }
    )*};
}

keywords!(
    Group,
    ProjectStatus,
    Class,
    VehicleStatus,
    Reusable,
    Purpose,
    ConstellationStatus,
    MilestoneStatus,
    Grade,
    Regime,
);
