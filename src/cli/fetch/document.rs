//! What came of asking, as JSON.

use serde_json::{Value, json};

use super::source::Source;
use crate::cli::inbox;
use crate::cli::intake::News;
use crate::cli::options::tongue;
use crate::domain::catalogue::Catalogue;

pub(super) fn new(sources: &[Source], news: &News, catalogue: &Catalogue) -> Value {
    let mut document = inbox::as_json(&news.fresh(), catalogue);
    let sources = sources.iter().map(source);
    if let Some(document) = document.as_object_mut() {
        document.insert("feeds".to_owned(), sources.collect());
        document.insert("waiting".to_owned(), news.waiting().into());
    }
    document
}

fn source(source: &Source) -> Value {
    let remarks = source
        .remarks
        .iter()
        .map(|remark| tongue().remark_of_source(remark));
    json!({
        "feed": source.feed.word(),
        "questions": source.asked,
        "answers": source.answered.len(),
        "remarks": remarks.collect::<Vec<_>>(),
        "failed": super::failure(source),
    })
}
