//! One record, whichever form it came in: its fields as they were found, and what they have to be.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use chrono::{Datelike as _, NaiveDateTime};
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Wrong, key};
use crate::domain::text::clean::clean;
use crate::orbits::Elements;

/// The longest name that is kept, in characters.
const LONGEST_NAME: usize = 200;
const TURN: RangeInclusive<f64> = -360.0..=360.0;

/// A field as it was found. Numbers may come as text: `"68360"`, `".00233116"`.
#[derive(Clone, Debug)]
pub(super) enum Field<'a> {
    Number(f64),
    Text(Cow<'a, str>),
    /// Nothing that could be either.
    Other,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) struct Record<'a> {
    #[serde(borrow, rename = "OBJECT_NAME")]
    pub name: Option<Field<'a>>,
    #[serde(borrow, rename = "OBJECT_ID")]
    pub designator: Option<Field<'a>>,
    #[serde(borrow, rename = "NORAD_CAT_ID")]
    pub number: Option<Field<'a>>,
    #[serde(borrow)]
    pub epoch: Option<Field<'a>>,
    #[serde(borrow)]
    pub mean_motion: Option<Field<'a>>,
    #[serde(borrow)]
    pub eccentricity: Option<Field<'a>>,
    #[serde(borrow)]
    pub inclination: Option<Field<'a>>,
    #[serde(borrow, rename = "RA_OF_ASC_NODE")]
    pub node: Option<Field<'a>>,
    #[serde(borrow, rename = "ARG_OF_PERICENTER")]
    pub perigee: Option<Field<'a>>,
    #[serde(borrow)]
    pub mean_anomaly: Option<Field<'a>>,
    #[serde(borrow, rename = "BSTAR")]
    pub drag: Option<Field<'a>>,
    #[serde(borrow)]
    pub mean_motion_dot: Option<Field<'a>>,
}

impl Record<'_> {
    pub(super) fn elements(&self) -> Result<Elements, Wrong> {
        let epoch = match &self.epoch {
            None => return Err(Wrong::Missing(key::EPOCH)),
            Some(Field::Text(text)) => instant(text).ok_or(Wrong::Epoch)?,
            Some(_) => return Err(Wrong::Epoch),
        };
        self.elements_of(epoch)
    }

    /// The elements of an epoch that is known.
    pub(super) fn elements_of(&self, epoch: NaiveDateTime) -> Result<Elements, Wrong> {
        if !(1957..=2099).contains(&epoch.year()) {
            return Err(Wrong::Epoch);
        }
        let eccentricity = number(self.eccentricity.as_ref(), key::ECCENTRICITY, 0.0..=1.0)?;
        if eccentricity >= 1.0 {
            return Err(Wrong::OutOfRange(key::ECCENTRICITY));
        }
        Ok(Elements {
            name: text(self.name.as_ref()),
            number: whole(self.number.as_ref(), key::NUMBER, 1.0..=999_999_999.0)?,
            designator: text(self.designator.as_ref()),
            epoch,
            mean_motion: number(self.mean_motion.as_ref(), key::MEAN_MOTION, 0.01..=18.0)?,
            eccentricity,
            inclination: number(self.inclination.as_ref(), key::INCLINATION, 0.0..=180.0)?,
            node: number(self.node.as_ref(), key::NODE, TURN)?,
            perigee: number(self.perigee.as_ref(), key::PERIGEE, TURN)?,
            mean_anomaly: number(self.mean_anomaly.as_ref(), key::MEAN_ANOMALY, TURN)?,
            drag: number(self.drag.as_ref(), key::DRAG, -100.0..=100.0)?,
            mean_motion_dot: match &self.mean_motion_dot {
                None => 0.0,
                there => number(there.as_ref(), key::MEAN_MOTION_DOT, -100.0..=100.0)?,
            },
        })
    }
}

fn number(
    field: Option<&Field>,
    key: &'static str,
    range: RangeInclusive<f64>,
) -> Result<f64, Wrong> {
    let value = match field {
        None => return Err(Wrong::Missing(key)),
        Some(Field::Number(value)) => Some(*value),
        Some(Field::Text(text)) => text.trim().parse().ok(),
        Some(Field::Other) => None,
    };
    let value = value.filter(|value: &f64| value.is_finite());
    let value = value.ok_or(Wrong::NotANumber(key))?;
    if range.contains(&value) {
        Ok(value)
    } else {
        Err(Wrong::OutOfRange(key))
    }
}

/// A number without a fraction, in a range above zero.
fn whole(
    field: Option<&Field>,
    key: &'static str,
    range: RangeInclusive<f64>,
) -> Result<u32, Wrong> {
    let value = number(field, key, range)?;
    if value.fract() != 0.0 {
        return Err(Wrong::NotANumber(key));
    }
    #[expect(clippy::cast_sign_loss, reason = "the range begins above zero")]
    Ok(value as u32)
}

/// Safe to show, and not longer than a name.
fn text(field: Option<&Field>) -> String {
    let Some(Field::Text(text)) = field else {
        return String::new();
    };
    let text = text.trim();
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", clean(text.split_at(end).0)),
        None => clean(text).into_owned(),
    }
}

/// `2026-07-09T19:20:38.977152`, in UTC.
fn instant(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let text = text.strip_suffix('Z').unwrap_or(text);
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok()
}

impl<'de: 'a, 'a> Deserialize<'de> for Field<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyField)
    }
}

struct AnyField;

impl<'de> Visitor<'de> for AnyField {
    type Value = Field<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a field")
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Field::Number(value))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "such large numbers are out of range"
    )]
    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Field::Number(value as f64))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "such large numbers are out of range"
    )]
    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Field::Number(value as f64))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Field::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Field::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Field::Other)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Field::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Self::Value, A::Error> {
        while all.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Self::Value, A::Error> {
        while all.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Field::Other)
    }
}
