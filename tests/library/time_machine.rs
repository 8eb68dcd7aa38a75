//! The catalogue of an earlier day holds nothing of a later one.

use std::path::Path;

use chrono::{Months, NaiveDate};
use roscope::domain::catalogue::Entity;
use roscope::domain::format::value::{Datum, Value};
use roscope::domain::format::{Key, Role, See};
use roscope::domain::when::{Period, When};
use roscope::storage::{BUILT_IN, load_text};

/// What has a day in an entry, a source included, and the ids that it cites.
#[derive(Default)]
struct Dated {
    days: Vec<Period>,
    cited: Vec<String>,
    remarks: usize,
}

impl<'a> See<'a> for Dated {
    fn value<V: Value>(&mut self, key: &'static Key, value: &'a V) {
        match (key.role, value.datum()) {
            (Role::Known, Some(Datum::Date(When::In(day)))) => self.days.push(day),
            (Role::Cites, _) => {
                let ids = value.ids().iter().map(|id| id.value.to_string());
                self.cited.extend(ids);
            }
            (Role::Remark, Some(Datum::Text(text))) => {
                self.remarks += usize::from(!text.is_empty());
            }
            _ => {}
        }
    }
}

#[test]
fn nothing_of_a_later_day_is_seen_on_any_month_of_five_years() {
    let now = load_text(Path::new("a.toml"), BUILT_IN).unwrap().catalogue;
    let mut seen = 0;
    for month in 0..60 {
        let start = NaiveDate::from_ymd_opt(2021, 11, 26).unwrap();
        let day = start + Months::new(month);
        let then = now.clone().as_it_was(day);
        for source in then.sources() {
            assert!(
                source.date.is_none_or(|date| date.first() <= day),
                "{}",
                source.title
            );
        }
        for at in then.entries() {
            let (entity, id) = (then.at(at).unwrap(), &*then.entry(at).unwrap().id.value);
            let mut dated = Dated::default();
            entity.each(&mut dated);
            seen += dated.days.len();
            for known in &dated.days {
                assert!(known.first() <= day, "{id}: {known} on {day}");
            }
            for source in &dated.cited {
                assert!(
                    then.source(source).is_some(),
                    "{id} cites {source} on {day}"
                );
            }
            let mut whole = Dated::default();
            now.at(now.find(id).unwrap()).unwrap().each(&mut whole);
            if (whole.days.len(), whole.cited.len()) != (dated.days.len(), dated.cited.len()) {
                assert!(then.entry(at).unwrap().withheld, "{id} says so on {day}");
                assert_eq!(dated.remarks, 0, "{id} on {day}");
            }
            if let Entity::Milestone(milestone) = entity {
                let actual = milestone.actual.as_ref().and_then(|actual| actual.first());
                assert!(actual.is_none_or(|actual| actual <= day), "{id} on {day}");
            }
        }
    }
    assert!(seen > 1_000);
}
