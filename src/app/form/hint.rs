//! What a form says of the field that is being typed: how it is understood, and what it means.

use chrono::NaiveDate;

use super::fields::{A_DAY, A_NUMBER, FieldKey, FieldKind};
use super::{About, Form};
use crate::app::Shown;
use crate::domain::catalogue::Milestone;
use crate::domain::computed::slip::{Move, Slip};
use crate::domain::when::{Period, Unreadable, When};
use crate::words::Words;

impl Form {
    /// Of the field that the keyboard is in.
    pub fn hint(&self, shown: &Shown) -> String {
        let Some(field) = self.fields.get(self.focus) else {
            return String::new();
        };
        let (text, today) = (field.text(), shown.board.today);
        if let Some(question) = self.question(shown) {
            return question.to_owned();
        }
        match (field.key, &field.kind) {
            (FieldKey::Id, _) if text.is_empty() => format!("empty: {}", self.new_id()),
            (FieldKey::SourceId, _) if text.is_empty() => {
                format!("empty: {}", self.new_source_id(shown))
            }
            (FieldKey::Of, _) => {
                "ids of projects, vehicles, constellations, with commas".to_owned()
            }
            (FieldKey::Words, _) => {
                "a few words as said, without quotes; may stay empty".to_owned()
            }
            (FieldKey::By, _) => "who said it: a surname, or a body".to_owned(),
            (_, FieldKind::Day) if text.is_empty() => A_DAY.to_owned(),
            (_, FieldKind::When) if text.is_empty() => {
                "2026-03-31, 2026-03, 2027-Q1, NET 2029, ~2030, early 2026, I квартал 2027"
                    .to_owned()
            }
            (_, FieldKind::Day) => match Period::typed(text, today) {
                Ok(day) => understood(text, When::In(day), self.words),
                Err(Unreadable::Unknown) => A_DAY.to_owned(),
                Err(why) => self.words.unreadable(&why),
            },
            (key, FieldKind::When) => match When::typed(text, today) {
                Ok(when) => format!(
                    "{}{}",
                    understood(text, when, self.words),
                    self.means(key, when, shown)
                ),
                Err(why) => self.words.unreadable(&why),
            },
            (FieldKey::Source, _) if self.drops_source() => {
                "empty: the old source is removed".to_owned()
            }
            (_, FieldKind::Number) if text.parse::<u32>().is_err() && !text.is_empty() => {
                A_NUMBER.to_owned()
            }
            _ => String::new(),
        }
    }

    /// What a date does to those that were given before: ", +3 months in the last move, +39 in total".
    fn means(&self, key: FieldKey, when: When, shown: &Shown) -> String {
        let (About::Statement(id) | About::Status(id)) = &self.about else {
            return String::new();
        };
        let catalogue = &shown.catalogue;
        let at = catalogue.find(id);
        let milestone = at.and_then(|at| catalogue.milestones().get(at.index));
        match milestone {
            Some(milestone) if matches!(key, FieldKey::When | FieldKey::Actual) => {
                moved(milestone, when, shown.board.today, self.words)
            }
            _ => String::new(),
        }
    }
}

fn moved(milestone: &Milestone, when: When, today: NaiveDate, words: Words) -> String {
    let said = milestone.dated().next_back();
    let said = said.map(|(statement, said)| (said, statement.when));
    let last = said.map(|(_, when)| when);
    let first = milestone.first().map(|first| first.when);
    let on = |before: Option<When>, which: &str| {
        let slip = Slip::between(before?, when)?;
        Some(format!("{slip} {which}"))
    };
    let new = (Period::Day(today), when);
    let word = said.map(|said| words.moved(Move::between(said, new)).to_owned());
    let slips = [on(last, "months in the last move"), on(first, "in total")];
    let parts: Vec<String> = word
        .into_iter()
        .chain(slips.into_iter().flatten())
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("; {}", parts.join(", "))
}

/// "2027-Q1 = 1 January 2027 … 31 March 2027", with what was typed before it where that is another form.
fn understood(typed: &str, when: When, words: Words) -> String {
    let canonical = when.to_string();
    let lead = if canonical == typed {
        canonical
    } else {
        format!("{typed} → {canonical}")
    };
    let window = match (when.first(), when.last()) {
        (Some(first), Some(last)) if first == last => {
            return format!("{lead} = {}", words.day(first));
        }
        (Some(first), Some(last)) => format!("{} … {}", words.day(first), words.day(last)),
        (Some(first), None) => format!("from {}", words.day(first)),
        (None, Some(last)) => format!("until {}", words.day(last)),
        (None, None) => "no date".to_owned(),
    };
    format!("{lead} = {window}")
}
