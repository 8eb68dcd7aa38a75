//! What the file says of an entry, key by key; what is not there is `null`, or an empty array.

use serde_json::{Map, Value as Json};

use super::when;
use crate::domain::format::value::{Datum, Shape, Value};
use crate::domain::format::{Key, Record, See};

/// The object of a record.
pub(super) fn object(record: &impl Record) -> Map<String, Json> {
    let mut object = Object::default();
    record.each(&mut object);
    object.0
}

#[derive(Default)]
pub(super) struct Object(pub(super) Map<String, Json>);

impl<'a> See<'a> for Object {
    fn value<V: Value>(&mut self, key: &'static Key, value: &'a V) {
        let json = match (V::SHAPE, value.datum()) {
            (Shape::Ids | Shape::Texts, None) => Json::Array(Vec::new()),
            (Shape::Flag, None) => Json::Bool(false),
            (Shape::When, Some(Datum::Date(date))) => when(date),
            (_, None) => Json::Null,
            (_, Some(datum)) => json(datum),
        };
        self.0.insert(key.exported().into_owned(), json);
    }

    fn table<R: Record>(&mut self, key: &'static Key, table: &'a Option<R>) {
        let json = table
            .as_ref()
            .map_or(Json::Null, |table| object(table).into());
        self.0.insert(key.name.to_owned(), json);
    }

    fn list<R: Record>(&mut self, key: &'static Key, list: &'a [R]) {
        let json = list.iter().map(object).collect();
        self.0.insert(key.name.to_owned(), json);
    }
}

fn json(datum: Datum) -> Json {
    match datum {
        Datum::Text(text) => (&*text).into(),
        Datum::Word(word) => word.into(),
        Datum::Date(date) => date.to_string().into(),
        Datum::Count(count) => count.into(),
        Datum::Number(number) => number.into(),
        Datum::Flag(flag) => flag.into(),
        Datum::Id(id) => (&*id).into(),
        Datum::Texts(texts) => texts.iter().map(|text| &**text).collect(),
        Datum::Ids(ids) => ids.iter().map(|id| &*id.value).collect(),
    }
}
