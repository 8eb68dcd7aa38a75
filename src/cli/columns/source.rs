//! The columns of a source.

use super::{Column, period, text, word};

pub(super) const USUAL: &[&str] = &["date", "grade", "publisher", "title", "id"];

pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", |row| text(row.source().map(|one| &*one.id.value))),
    Column::new("title", |row| text(row.source().map(|one| &*one.title))),
    Column::new("publisher", |row| {
        text(row.source().map(|one| &*one.publisher))
    }),
    Column::new("date", |row| period(row.source().and_then(|one| one.date))),
    Column::new("grade", |row| word(row.source().map(|one| one.grade))),
    Column::new("url", |row| {
        text(row.source().and_then(|one| one.url.as_deref()))
    }),
];
