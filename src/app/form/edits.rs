//! The edits that a filled-in form stands for.

use chrono::NaiveDate;

use super::fields::{A_DAY, A_NUMBER, FieldKey, FieldKind, NEW_SOURCE};
use super::{About, Form};
use crate::app::Shown;
use crate::domain::catalogue::{Catalogue, Count, Id, Milestone, Plan, Planned, Source, Statement};
use crate::domain::edit::{self, Edit, KeyChange};
use crate::domain::format::keyword::{Grade, Keyword as _, MilestoneStatus};
use crate::domain::format::value::Datum;
use crate::domain::search;
use crate::domain::text::address::Address;
use crate::domain::text::clean::Text;
use crate::domain::text::slug::slug;
use crate::domain::text::storable::Storable;
use crate::domain::when::{Period, Unreadable, When};
use crate::words::Words;

/// Why a form cannot be accepted: in which field, and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    pub key: FieldKey,
    pub why: String,
}

/// Whether a form has to name a source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}

impl Form {
    /// The edits that the form stands for.
    ///
    /// # Errors
    /// The first field that cannot be taken as it is.
    pub fn edits(&self, shown: &Shown) -> Result<Vec<Edit>, Unfit> {
        self.nothing_ahead(shown.board.today)?;
        let mut edits = Vec::new();
        if self.makes_source() {
            edits.push(Edit::AddSource(self.new_source(shown)?));
        }
        let edit = match &self.about {
            About::Status(id) => self.set_status(shown, id)?,
            About::Statement(milestone) => Edit::Say {
                milestone: milestone.clone(),
                statement: self.read_statement(shown)?,
            },
            About::Ledger(constellation) => self.line(shown, constellation)?,
            About::Milestone(_) => Edit::AddMilestone(Box::new(self.read_milestone(shown)?)),
            About::Source => return Ok(edits),
        };
        edits.push(edit);
        Ok(edits)
    }

    /// What has happened, or was said, counted or published, was so on a day that has come.
    fn nothing_ahead(&self, today: NaiveDate) -> Result<(), Unfit> {
        const PAST: [FieldKey; 5] = [
            FieldKey::StatusAsOf,
            FieldKey::Actual,
            FieldKey::Said,
            FieldKey::On,
            FieldKey::Date,
        ];
        for key in PAST.into_iter().filter(|key| self.is_open(*key)) {
            if let Some(why) = not_yet(self.text(key), today) {
                return Err(unfit(key, &why));
            }
        }
        Ok(())
    }

    /// The new status, and what goes with it. Keys whose field says what the file says stay.
    fn set_status(&self, shown: &Shown, id: &Id) -> Result<Edit, Unfit> {
        let today = shown.board.today;
        self.needed(FieldKey::Status, "choose one of the words")?;
        self.day(FieldKey::StatusAsOf, today)?;
        if self.says_when() {
            self.needed(FieldKey::Actual, "say when it happened")?;
            self.date(FieldKey::Actual, today)?;
        }
        self.named_source(shown, Need::Optional)?;
        let changes = self.status_changes(shown);
        let changes = changes.into_iter();
        Ok(Edit::Set {
            id: id.clone(),
            changes: changes.map(|change| self.if_unchanged(change)).collect(),
        })
    }

    /// What the fields of a status do to its keys, whether they can be taken or not.
    pub(super) fn status_changes(&self, shown: &Shown) -> Vec<KeyChange> {
        let today = shown.board.today;
        let mut changes = vec![KeyChange::set("status", self.text(FieldKey::Status))];
        if self.says_when() {
            changes.push(KeyChange::set(
                "actual",
                &self.plain(FieldKey::Actual, today),
            ));
        } else if self.stood("actual").is_some() {
            changes.push(KeyChange::remove("actual"));
        }
        changes.extend(self.changed("status_as_of", &self.plain(FieldKey::StatusAsOf, today)));
        changes.extend(self.changed("status_note", self.text(FieldKey::Note)));
        match self.named_source(shown, Need::Optional) {
            Ok(Some(source)) => changes.push(KeyChange::set("status_source", &source)),
            // The old source does not vouch for what is new.
            _ if self.drops_source() => changes.push(KeyChange::remove("status_source")),
            _ => {}
        }
        changes
    }

    /// It has to say when it happened.
    fn says_when(&self) -> bool {
        self.field(FieldKey::Actual).is_some() && self.is_open(FieldKey::Actual)
    }

    /// The value of a key when the form last read it.
    fn stood(&self, key: &str) -> Option<&Datum> {
        let seen = self.seen.iter().find(|(name, _)| *name == key);
        seen?.1.as_ref()
    }

    fn if_unchanged(&self, change: KeyChange) -> KeyChange {
        let seen = self.seen.iter().find(|(key, _)| *key == change.key);
        match seen {
            Some((_, value)) => change.if_still(value.clone()),
            None => change,
        }
    }

    /// The change that a text makes to its key; none if it is what the file holds.
    fn changed(&self, key: &str, text: &str) -> Option<KeyChange> {
        let stood = self.stood(key).map(ToString::to_string);
        match (text, stood.as_deref().unwrap_or_default()) {
            (text, stood) if text == stood => None,
            ("", _) => Some(KeyChange::remove(key)),
            (text, _) => Some(KeyChange::set(key, text)),
        }
    }

    /// No source is named for a status that says something else than the one with a source.
    pub(super) fn drops_source(&self) -> bool {
        let is_new = self
            .changed("status", self.text(FieldKey::Status))
            .is_some()
            || self
                .changed("status_note", self.text(FieldKey::Note))
                .is_some();
        is_new && self.stood("status_source").is_some() && self.text(FieldKey::Source).is_empty()
    }

    /// Why the field that the keyboard is in cannot be taken as it is, if so.
    pub(in crate::app) fn read_focused(&self, shown: &Shown) -> Result<(), Unfit> {
        let (Some(field), today) = (self.fields.get(self.focus), shown.board.today) else {
            return Ok(());
        };
        if self.is_undecided(shown) {
            let typed = field.text();
            let why =
                format!("more than one fits {typed}: type on, or choose one with the arrow keys");
            return Err(unfit(field.key, &why));
        }
        match field.kind {
            FieldKind::Day => self.day(field.key, today).map(drop),
            FieldKind::When => self.date(field.key, today).map(drop),
            FieldKind::Number => self.number(field.key).map(drop),
            FieldKind::Ids => self.owners(&shown.catalogue).map(drop),
            FieldKind::Word(_) | FieldKind::Text | FieldKind::Who | FieldKind::Source => Ok(()),
        }
    }

    fn read_statement(&self, shown: &Shown) -> Result<Statement, Unfit> {
        let today = shown.board.today;
        self.needed(FieldKey::When, "give the date")?;
        let when = self.date(FieldKey::When, today)?.unwrap_or(When::Tbd);
        Ok(Statement {
            said: self.day(FieldKey::Said, today)?,
            by: self.words(FieldKey::By),
            words: self.words(FieldKey::Words),
            ..Statement::new(when, self.named_source(shown, Need::Required)?)
        })
    }

    /// A line of a constellation's ledger.
    fn line(&self, shown: &Shown, constellation: &Id) -> Result<Edit, Unfit> {
        let (constellation, today) = (constellation.clone(), shown.board.today);
        let source = self.named_source(shown, Need::Required)?;
        Ok(if self.text(FieldKey::What) == "plan" {
            Edit::Plan {
                constellation,
                plan: self.read_plan(source, today)?,
            }
        } else {
            Edit::Count {
                constellation,
                count: self.read_count(source, today)?,
            }
        })
    }

    fn read_plan(&self, source: Option<Id>, today: NaiveDate) -> Result<Plan, Unfit> {
        self.needed(FieldKey::Satellites, "give the number of satellites")?;
        let satellites = self.number(FieldKey::Satellites)?.unwrap_or(0);
        Ok(Plan {
            said: self.day(FieldKey::Said, today)?,
            when: self.date(FieldKey::When, today)?,
            by: self.words(FieldKey::By),
            note: self.words(FieldKey::Note),
            ..Plan::new(Planned::Total(satellites), source)
        })
    }

    fn read_count(&self, source: Option<Id>, today: NaiveDate) -> Result<Count, Unfit> {
        self.needed(FieldKey::On, "give the day of the count")?;
        if self.text(FieldKey::InOrbit).is_empty() && self.text(FieldKey::Working).is_empty() {
            return Err(unfit(FieldKey::InOrbit, "give the number of satellites"));
        }
        let on = self.day(FieldKey::On, today)?;
        let on = on.ok_or_else(|| unfit(FieldKey::On, "give the day of the count"))?;
        Ok(Count {
            in_orbit: self.number(FieldKey::InOrbit)?,
            working: self.number(FieldKey::Working)?,
            by: self.words(FieldKey::By),
            note: self.words(FieldKey::Note),
            ..Count::new(on, source)
        })
    }

    fn read_milestone(&self, shown: &Shown) -> Result<Milestone, Unfit> {
        let catalogue = &shown.catalogue;
        self.needed(FieldKey::Name, "name the milestone")?;
        let id = self.new_id();
        if id.is_empty() {
            return Err(unfit(FieldKey::Id, "give it an id"));
        }
        free(catalogue, &id, self.words).map_err(|why| unfit(FieldKey::Id, &why))?;
        let name = self.storable(FieldKey::Name);
        let owners = self.owners(catalogue)?;
        let statement = self.read_statement(shown)?;
        Ok(Milestone::new(id.into(), name, owners, statement))
    }

    /// Of what a new milestone is.
    fn owners(&self, catalogue: &Catalogue) -> Result<Vec<Id>, Unfit> {
        let ids = self.text(FieldKey::Of).split(',').map(str::trim);
        let mut owners: Vec<Id> = Vec::new();
        for id in ids.filter(|id| !id.is_empty()) {
            if catalogue.find(id).is_none() {
                return Err(unfit(FieldKey::Of, &format!("nothing has the id {id}")));
            }
            if owners.iter().any(|owner| &**owner == id) {
                return Err(unfit(FieldKey::Of, &format!("{id} is named twice")));
            }
            owners.push(id.into());
        }
        Ok(owners)
    }

    /// The id of a new milestone: the typed one, else one made of its name.
    pub(super) fn new_id(&self) -> String {
        match self.text(FieldKey::Id) {
            "" => slug(self.text(FieldKey::Name)),
            id => id.to_owned(),
        }
    }

    /// The id of a new source: the typed one, else its publisher and day, with a number if that is taken.
    pub(super) fn new_source_id(&self, shown: &Shown) -> String {
        let typed = self.text(FieldKey::SourceId);
        if !typed.is_empty() {
            return typed.to_owned();
        }
        let date = self.plain(FieldKey::Date, shown.board.today);
        let id = slug(&format!("{} {date}", self.text(FieldKey::Publisher)));
        let is_free = |id: &String| free(&shown.catalogue, id, self.words).is_ok();
        let numbered = (2_u32..).map(|number| format!("{id}-{number}"));
        let mut all = std::iter::once(id.clone()).chain(numbered);
        all.find(is_free).unwrap_or(id)
    }

    fn new_source(&self, shown: &Shown) -> Result<Source, Unfit> {
        self.needed(FieldKey::Publisher, "give the publisher")?;
        self.needed(FieldKey::Title, "give the title")?;
        let grade = self.text(FieldKey::Grade).parse::<Grade>();
        let id = self.new_source_id(shown);
        if id.is_empty() {
            return Err(unfit(FieldKey::SourceId, "give the source an id"));
        }
        free(&shown.catalogue, &id, self.words).map_err(|why| unfit(FieldKey::SourceId, &why))?;
        let url = self.words(FieldKey::Url);
        if let Some(Err(why)) = url.as_deref().map(Address::new) {
            return Err(unfit(FieldKey::Url, &self.words.no_address(&why)));
        }
        let grade = grade.map_err(|_| unfit(FieldKey::Grade, &one_of(&Grade::words())))?;
        let [title, publisher] =
            [FieldKey::Title, FieldKey::Publisher].map(|key| self.storable(key));
        Ok(Source {
            date: self.day(FieldKey::Date, shown.board.today)?,
            url,
            ..Source::new(id.into(), title, publisher, grade)
        })
    }

    /// The source that the form names.
    fn named_source(&self, shown: &Shown, need: Need) -> Result<Option<Id>, Unfit> {
        if self.makes_source() {
            return Ok(Some(self.new_source_id(shown).into()));
        }
        let catalogue = &shown.catalogue;
        let why = match self.text(FieldKey::Source) {
            "" if need == Need::Optional => return Ok(None),
            "" => "choose a source, or `new`",
            id if catalogue.source(id).is_some() => return Ok(Some(id.into())),
            id => return Err(unfit(FieldKey::Source, &no_source(id, catalogue))),
        };
        Err(unfit(FieldKey::Source, why))
    }

    /// The fields of a new source are open.
    pub fn makes_source(&self) -> bool {
        self.text(FieldKey::Source) == NEW_SOURCE
    }

    pub(super) fn has_happened(&self) -> bool {
        let status = self.text(FieldKey::Status).parse::<MilestoneStatus>();
        status.is_ok_and(MilestoneStatus::has_happened)
    }

    fn needed(&self, key: FieldKey, why: &str) -> Result<(), Unfit> {
        match self.text(key) {
            "" => Err(unfit(key, why)),
            _ => Ok(()),
        }
    }

    fn words(&self, key: FieldKey) -> Option<Text> {
        Some(self.storable(key)).filter(|text| !text.is_empty())
    }

    fn storable(&self, key: FieldKey) -> Text {
        Storable::new(self.text(key)).into()
    }

    /// Any date that a field holds, if it holds anything.
    fn date(&self, key: FieldKey, today: NaiveDate) -> Result<Option<When>, Unfit> {
        self.read(key, |text| {
            let read = When::typed(text, today);
            read.map_err(|why| format!("\"{text}\" is not a date; {}", self.words.unreadable(&why)))
        })
    }

    /// A day, month, quarter, half or year that a field holds.
    fn day(&self, key: FieldKey, today: NaiveDate) -> Result<Option<Period>, Unfit> {
        self.read(key, |text| {
            Period::typed(text, today).map_err(|why| match why {
                Unreadable::Unknown => format!("\"{text}\" is not a date; write {A_DAY}"),
                why => format!("\"{text}\" is not a date; {}", self.words.unreadable(&why)),
            })
        })
    }

    fn number(&self, key: FieldKey) -> Result<Option<u32>, Unfit> {
        self.read(key, |text| {
            let number = text.parse();
            number.map_err(|_| A_NUMBER.to_owned())
        })
    }

    /// What a field holds, if it holds anything.
    fn read<T>(
        &self,
        key: FieldKey,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Unfit> {
        let text = self.text(key);
        let value = (!text.is_empty()).then(|| read(text)).transpose();
        value.map_err(|why| unfit(key, &why))
    }

    /// A date as a file has it; what is none, as it was typed.
    fn plain(&self, key: FieldKey, today: NaiveDate) -> String {
        let text = self.text(key);
        When::typed(text, today).map_or(text.to_owned(), |when| when.to_string())
    }
}

/// Why nothing can have happened or been said at this date, if so.
pub fn not_yet(date: &str, today: NaiveDate) -> Option<String> {
    let when = When::typed(date, today).ok()?;
    (!when.has_come(today)).then(|| format!("{date} is in the future (today is {today})"))
}

/// Why a new entry or source cannot have this id.
fn free(catalogue: &Catalogue, id: &str, words: Words) -> Result<(), String> {
    edit::free(catalogue.parts(), id).map_err(|why| words.refusal(&why))
}

fn unfit(key: FieldKey, why: &str) -> Unfit {
    Unfit {
        key,
        why: why.to_owned(),
    }
}

fn no_source(id: &str, catalogue: &Catalogue) -> String {
    let near = search::meant_source(id, catalogue);
    let hint = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
    format!("no source has the id {id}{hint}")
}

fn one_of(words: &[&str]) -> String {
    format!("write one of {}", words.join(", "))
}
