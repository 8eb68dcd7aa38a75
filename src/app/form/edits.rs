//! The edits that a filled-in form stands for.

use chrono::NaiveDate;

use super::fields::{A_DAY, A_NUMBER, Key, Kind, NEW_SOURCE};
use super::{About, Form};
use crate::app::Shown;
use crate::domain::catalogue::{Catalogue, Count, Id, Milestone, Plan, Planned, Source, Statement};
use crate::domain::edit::{self, Change, Edit};
use crate::domain::format::keyword::{Grade, Keyword as _, MilestoneStatus};
use crate::domain::format::value::Datum;
use crate::domain::search;
use crate::domain::text::address::Address;
use crate::domain::text::clean::{Text, is_mark};
use crate::domain::text::romanize::latin;
use crate::domain::text::storable::Storable;
use crate::domain::when::{Period, Unreadable, When};
use crate::words::Words;

/// Why a form cannot be accepted: in which field, and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    pub key: Key,
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
        const PAST: [Key; 5] = [Key::StatusAsOf, Key::Actual, Key::Said, Key::On, Key::Date];
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
        self.needed(Key::Status, "choose one of the words")?;
        self.day(Key::StatusAsOf, today)?;
        if self.says_when() {
            self.needed(Key::Actual, "say when it happened")?;
            self.date(Key::Actual, today)?;
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
    pub(super) fn status_changes(&self, shown: &Shown) -> Vec<Change> {
        let today = shown.board.today;
        let mut changes = vec![Change::set("status", self.text(Key::Status))];
        if self.says_when() {
            changes.push(Change::set("actual", &self.plain(Key::Actual, today)));
        } else if self.stood("actual").is_some() {
            changes.push(Change::remove("actual"));
        }
        changes.extend(self.changed("status_as_of", &self.plain(Key::StatusAsOf, today)));
        changes.extend(self.changed("status_note", self.text(Key::Note)));
        match self.named_source(shown, Need::Optional) {
            Ok(Some(source)) => changes.push(Change::set("status_source", &source)),
            // The old source does not vouch for what is new.
            _ if self.drops_source() => changes.push(Change::remove("status_source")),
            _ => {}
        }
        changes
    }

    /// It has to say when it happened.
    fn says_when(&self) -> bool {
        self.field(Key::Actual).is_some() && self.is_open(Key::Actual)
    }

    /// The value of a key when the form last read it.
    fn stood(&self, key: &str) -> Option<&Datum> {
        let seen = self.seen.iter().find(|(name, _)| *name == key);
        seen?.1.as_ref()
    }

    fn if_unchanged(&self, change: Change) -> Change {
        let seen = self.seen.iter().find(|(key, _)| *key == change.key);
        match seen {
            Some((_, value)) => change.if_still(value.clone()),
            None => change,
        }
    }

    /// The change that a text makes to its key; none if it is what the file holds.
    fn changed(&self, key: &str, text: &str) -> Option<Change> {
        let stood = self.stood(key).map(ToString::to_string);
        match (text, stood.as_deref().unwrap_or_default()) {
            (text, stood) if text == stood => None,
            ("", _) => Some(Change::remove(key)),
            (text, _) => Some(Change::set(key, text)),
        }
    }

    /// No source is named for a status that says something else than the one with a source.
    pub(super) fn drops_source(&self) -> bool {
        let is_new = self.changed("status", self.text(Key::Status)).is_some()
            || self.changed("status_note", self.text(Key::Note)).is_some();
        is_new && self.stood("status_source").is_some() && self.text(Key::Source).is_empty()
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
            Kind::Day => self.day(field.key, today).map(drop),
            Kind::When => self.date(field.key, today).map(drop),
            Kind::Number => self.number(field.key).map(drop),
            Kind::Ids => self.owners(&shown.catalogue).map(drop),
            Kind::Word(_) | Kind::Text | Kind::Who | Kind::Source => Ok(()),
        }
    }

    fn read_statement(&self, shown: &Shown) -> Result<Statement, Unfit> {
        let today = shown.board.today;
        self.needed(Key::When, "give the date")?;
        let when = self.date(Key::When, today)?.unwrap_or(When::Tbd);
        Ok(Statement {
            said: self.day(Key::Said, today)?,
            by: self.words(Key::By),
            words: self.words(Key::Words),
            ..Statement::new(when, self.named_source(shown, Need::Required)?)
        })
    }

    /// A line of a constellation's ledger.
    fn line(&self, shown: &Shown, constellation: &Id) -> Result<Edit, Unfit> {
        let (constellation, today) = (constellation.clone(), shown.board.today);
        let source = self.named_source(shown, Need::Required)?;
        Ok(if self.text(Key::What) == "plan" {
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
        self.needed(Key::Satellites, "give the number of satellites")?;
        let satellites = self.number(Key::Satellites)?.unwrap_or(0);
        Ok(Plan {
            said: self.day(Key::Said, today)?,
            when: self.date(Key::When, today)?,
            by: self.words(Key::By),
            note: self.words(Key::Note),
            ..Plan::new(Planned::Total(satellites), source)
        })
    }

    fn read_count(&self, source: Option<Id>, today: NaiveDate) -> Result<Count, Unfit> {
        self.needed(Key::On, "give the day of the count")?;
        if self.text(Key::InOrbit).is_empty() && self.text(Key::Working).is_empty() {
            return Err(unfit(Key::InOrbit, "give the number of satellites"));
        }
        let on = self.day(Key::On, today)?;
        let on = on.ok_or_else(|| unfit(Key::On, "give the day of the count"))?;
        Ok(Count {
            in_orbit: self.number(Key::InOrbit)?,
            working: self.number(Key::Working)?,
            by: self.words(Key::By),
            note: self.words(Key::Note),
            ..Count::new(on, source)
        })
    }

    fn read_milestone(&self, shown: &Shown) -> Result<Milestone, Unfit> {
        let catalogue = &shown.catalogue;
        self.needed(Key::Name, "name the milestone")?;
        let id = self.new_id();
        if id.is_empty() {
            return Err(unfit(Key::Id, "give it an id"));
        }
        free(catalogue, &id, self.words).map_err(|why| unfit(Key::Id, &why))?;
        let name = self.storable(Key::Name);
        let owners = self.owners(catalogue)?;
        let statement = self.read_statement(shown)?;
        Ok(Milestone::new(id.into(), name, owners, statement))
    }

    /// Of what a new milestone is.
    fn owners(&self, catalogue: &Catalogue) -> Result<Vec<Id>, Unfit> {
        let ids = self.text(Key::Of).split(',').map(str::trim);
        let mut owners: Vec<Id> = Vec::new();
        for id in ids.filter(|id| !id.is_empty()) {
            if catalogue.find(id).is_none() {
                return Err(unfit(Key::Of, &format!("nothing has the id {id}")));
            }
            if owners.iter().any(|owner| &**owner == id) {
                return Err(unfit(Key::Of, &format!("{id} is named twice")));
            }
            owners.push(id.into());
        }
        Ok(owners)
    }

    /// The id of a new milestone: the typed one, else one made of its name.
    pub(super) fn new_id(&self) -> String {
        match self.text(Key::Id) {
            "" => slug(self.text(Key::Name)),
            id => id.to_owned(),
        }
    }

    /// The id of a new source: the typed one, else its publisher and day, with a number if that is taken.
    pub(super) fn new_source_id(&self, shown: &Shown) -> String {
        let typed = self.text(Key::SourceId);
        if !typed.is_empty() {
            return typed.to_owned();
        }
        let date = self.plain(Key::Date, shown.board.today);
        let id = slug(&format!("{} {date}", self.text(Key::Publisher)));
        let is_free = |id: &String| free(&shown.catalogue, id, self.words).is_ok();
        let numbered = (2_u32..).map(|number| format!("{id}-{number}"));
        let mut all = std::iter::once(id.clone()).chain(numbered);
        all.find(is_free).unwrap_or(id)
    }

    fn new_source(&self, shown: &Shown) -> Result<Source, Unfit> {
        self.needed(Key::Publisher, "give the publisher")?;
        self.needed(Key::Title, "give the title")?;
        let grade = self.text(Key::Grade).parse::<Grade>();
        let id = self.new_source_id(shown);
        if id.is_empty() {
            return Err(unfit(Key::SourceId, "give the source an id"));
        }
        free(&shown.catalogue, &id, self.words).map_err(|why| unfit(Key::SourceId, &why))?;
        let url = self.words(Key::Url);
        if let Some(Err(why)) = url.as_deref().map(Address::new) {
            return Err(unfit(Key::Url, &self.words.no_address(&why)));
        }
        let grade = grade.map_err(|_| unfit(Key::Grade, &one_of(&Grade::words())))?;
        let [title, publisher] = [Key::Title, Key::Publisher].map(|key| self.storable(key));
        Ok(Source {
            date: self.day(Key::Date, shown.board.today)?,
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
        let why = match self.text(Key::Source) {
            "" if need == Need::Optional => return Ok(None),
            "" => "choose a source, or `new`",
            id if catalogue.source(id).is_some() => return Ok(Some(id.into())),
            id => return Err(unfit(Key::Source, &no_source(id, catalogue))),
        };
        Err(unfit(Key::Source, why))
    }

    /// The fields of a new source are open.
    pub fn makes_source(&self) -> bool {
        self.text(Key::Source) == NEW_SOURCE
    }

    pub(super) fn has_happened(&self) -> bool {
        let status = self.text(Key::Status).parse::<MilestoneStatus>();
        status.is_ok_and(MilestoneStatus::has_happened)
    }

    fn needed(&self, key: Key, why: &str) -> Result<(), Unfit> {
        match self.text(key) {
            "" => Err(unfit(key, why)),
            _ => Ok(()),
        }
    }

    fn words(&self, key: Key) -> Option<Text> {
        Some(self.storable(key)).filter(|text| !text.is_empty())
    }

    fn storable(&self, key: Key) -> Text {
        Storable::new(self.text(key)).into()
    }

    /// Any date that a field holds, if it holds anything.
    fn date(&self, key: Key, today: NaiveDate) -> Result<Option<When>, Unfit> {
        self.read(key, |text| {
            let read = When::typed(text, today);
            read.map_err(|why| format!("\"{text}\" is not a date; {}", self.words.unreadable(&why)))
        })
    }

    /// A day, month, quarter, half or year that a field holds.
    fn day(&self, key: Key, today: NaiveDate) -> Result<Option<Period>, Unfit> {
        self.read(key, |text| {
            Period::typed(text, today).map_err(|why| match why {
                Unreadable::Unknown => format!("\"{text}\" is not a date; write {A_DAY}"),
                why => format!("\"{text}\" is not a date; {}", self.words.unreadable(&why)),
            })
        })
    }

    fn number(&self, key: Key) -> Result<Option<u32>, Unfit> {
        self.read(key, |text| {
            let number = text.parse();
            number.map_err(|_| A_NUMBER.to_owned())
        })
    }

    /// What a field holds, if it holds anything.
    fn read<T>(
        &self,
        key: Key,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Unfit> {
        let text = self.text(key);
        let value = (!text.is_empty()).then(|| read(text)).transpose();
        value.map_err(|why| unfit(key, &why))
    }

    /// A date as a file has it; what is none, as it was typed.
    fn plain(&self, key: Key, today: NaiveDate) -> String {
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

fn unfit(key: Key, why: &str) -> Unfit {
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

/// Kebab-case of a name, in Latin letters; what has none is left out.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    // The one letter that changes with its mark, when they are typed apart.
    let name = name.to_lowercase().replace("и\u{306}", "й");
    for c in name.chars().filter(|c| !is_mark(*c)) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if let Some(letters) = latin(c) {
            slug.push_str(letters);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
