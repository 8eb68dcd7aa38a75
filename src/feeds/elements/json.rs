//! OMM in JSON: an array of records, or one of them. Each is taken as it comes by, so that a long file takes no more
//! room than its records.

use serde::Deserialize as _;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::{At, Found, Record, Unreadable};

pub(super) fn read(text: &str, found: &mut Found) -> Result<(), Unreadable> {
    let mut refused = None;
    let mut json = serde_json::Deserializer::from_str(text);
    let records = Records {
        found,
        refused: &mut refused,
    };
    let done = records.deserialize(&mut json).and_then(|()| json.end());
    done.map_err(|error| {
        let (line, column) = (error.line(), error.column());
        refused.unwrap_or(match error.classify() {
            Category::Eof => Unreadable::CutOff { line },
            _ => Unreadable::Json { line, column },
        })
    })
}

struct Records<'a> {
    found: &'a mut Found,
    /// Why no more is read.
    refused: &'a mut Option<Unreadable>,
}

impl Records<'_> {
    fn take<E: Error>(&mut self, record: &Record) -> Result<(), E> {
        let at = At::Record(self.found.all() + 1);
        self.found.take(at, record.elements()).map_err(|why| {
            *self.refused = Some(why);
            E::custom("")
        })
    }
}

impl<'de> DeserializeSeed<'de> for Records<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Records<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("records")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut all: A) -> Result<(), A::Error> {
        while let Some(record) = all.next_element::<Record>()? {
            self.take(&record)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, fields: A) -> Result<(), A::Error> {
        let record = Record::deserialize(MapAccessDeserializer::new(fields))?;
        self.take(&record)
    }
}
