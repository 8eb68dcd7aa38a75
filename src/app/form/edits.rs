//! What a filled form amounts to.

use std::str::FromStr;

use chrono::NaiveDate;

use super::fields::{A_DAY, A_NUMBER, Key, Kind, NEW_SOURCE};
use super::{About, Form};
use crate::app::Shown;
use crate::domain::address::Address;
use crate::domain::catalogue::{Catalogue, Count, Id, Milestone, Plan, Planned, Source, Statement};
use crate::domain::clean::{Text, is_mark};
use crate::domain::edit::{Change, Edit};
use crate::domain::format::value::Datum;
use crate::domain::keyword::{Grade, Keyword as _, MilestoneStatus};
use crate::domain::romanize::latin;
use crate::domain::search;
use crate::domain::storable::Storable;
use crate::domain::when::{Period, When};

/// What keeps a form from being taken: in which field, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    pub key: Key,
    pub why: String,
}

/// What is wrong with a text that is no address.
pub const NO_ADDRESS: &str =
    "not a web address: it must begin with https:// or http://, and have no blanks or quotes";

/// Whether a form has to name a source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}

impl Form {
    /// The edits that the form amounts to.
    ///
    /// # Errors
    /// The first field that cannot be taken as it is.
    pub fn edits(&self, shown: &Shown) -> Result<Vec<Edit>, Unfit> {
        let catalogue = &shown.catalogue;
        self.nothing_ahead(shown.board.today)?;
        let mut edits = Vec::new();
        if self.makes_source() {
            edits.push(Edit::AddSource(self.new_source(catalogue)?));
        }
        let edit = match &self.about {
            About::Status(id) => self.set_status(catalogue, id)?,
            About::Statement(milestone) => Edit::Say {
                milestone: milestone.clone(),
                statement: self.read_statement(catalogue)?,
            },
            About::Ledger(constellation) => self.line(catalogue, constellation)?,
            About::Milestone(_) => Edit::AddMilestone(self.read_milestone(catalogue)?),
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
    fn set_status(&self, catalogue: &Catalogue, id: &Id) -> Result<Edit, Unfit> {
        self.needed(Key::Status, "choose one of the words")?;
        self.read::<Period>(Key::StatusAsOf)?;
        let mut changes = vec![Change::set("status", self.text(Key::Status))];
        if self.field(Key::Actual).is_some() && self.is_open(Key::Actual) {
            self.needed(Key::Actual, "say when it happened")?;
            self.read::<When>(Key::Actual)?;
            changes.push(Change::set("actual", self.text(Key::Actual)));
        } else if self.stood("actual").is_some() {
            changes.push(Change::remove("actual"));
        }
        changes.extend(self.changed("status_as_of", Key::StatusAsOf));
        changes.extend(self.changed("status_note", Key::Note));
        match self.named_source(catalogue, Need::Optional)? {
            Some(source) => changes.push(Change::set("status_source", &source)),
            // The old source does not vouch for what is new.
            None if self.drops_source() => changes.push(Change::remove("status_source")),
            None => {}
        }
        Ok(Edit::Set {
            id: id.clone(),
            changes: changes
                .into_iter()
                .map(|change| self.if_unchanged(change))
                .collect(),
        })
    }

    /// What a key said when it was looked at last.
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

    /// What a field does to its key; nothing if it says what the file says.
    fn changed(&self, key: &str, field: Key) -> Option<Change> {
        let stood = self.stood(key).map(ToString::to_string);
        match (self.text(field), stood.as_deref().unwrap_or_default()) {
            (text, stood) if text == stood => None,
            ("", _) => Some(Change::remove(key)),
            (text, _) => Some(Change::set(key, text)),
        }
    }

    /// No source is named for a status that says something else than the one with a source.
    pub(super) fn drops_source(&self) -> bool {
        let is_new = self.changed("status", Key::Status).is_some()
            || self.changed("status_note", Key::Note).is_some();
        is_new && self.stood("status_source").is_some() && self.text(Key::Source).is_empty()
    }

    /// Why the field that the keyboard is in cannot be taken as it is, if so.
    pub(in crate::app) fn read_focused(&self) -> Result<(), Unfit> {
        let Some(field) = self.fields.get(self.focus) else {
            return Ok(());
        };
        match field.kind {
            Kind::Day => self.read::<Period>(field.key).map(drop),
            Kind::When => self.read::<When>(field.key).map(drop),
            Kind::Number => self.read::<u32>(field.key).map(drop),
            Kind::Word(_) | Kind::Text | Kind::Who | Kind::Ids | Kind::Source => Ok(()),
        }
    }

    fn read_statement(&self, catalogue: &Catalogue) -> Result<Statement, Unfit> {
        self.needed(Key::When, "give the date")?;
        let when = self.read(Key::When)?.unwrap_or(When::Tbd);
        Ok(Statement {
            said: self.read(Key::Said)?,
            by: self.words(Key::By),
            words: self.words(Key::Words),
            ..Statement::new(when, self.named_source(catalogue, Need::Required)?)
        })
    }

    /// A line of a constellation's ledger.
    fn line(&self, catalogue: &Catalogue, constellation: &Id) -> Result<Edit, Unfit> {
        let constellation = constellation.clone();
        let source = self.named_source(catalogue, Need::Required)?;
        Ok(if self.text(Key::What) == "plan" {
            Edit::Plan {
                constellation,
                plan: self.read_plan(source)?,
            }
        } else {
            Edit::Count {
                constellation,
                count: self.read_count(source)?,
            }
        })
    }

    fn read_plan(&self, source: Option<Id>) -> Result<Plan, Unfit> {
        self.needed(Key::Satellites, "give the number of satellites")?;
        let satellites = self.read(Key::Satellites)?.unwrap_or(0);
        Ok(Plan {
            said: self.read(Key::Said)?,
            when: self.read(Key::When)?,
            by: self.words(Key::By),
            note: self.words(Key::Note),
            ..Plan::new(Planned::Total(satellites), source)
        })
    }

    fn read_count(&self, source: Option<Id>) -> Result<Count, Unfit> {
        self.needed(Key::On, "give the day of the count")?;
        if self.text(Key::InOrbit).is_empty() && self.text(Key::Working).is_empty() {
            return Err(unfit(Key::InOrbit, "give the number of satellites"));
        }
        let on = self.read(Key::On)?;
        let on = on.ok_or_else(|| unfit(Key::On, "give the day of the count"))?;
        Ok(Count {
            in_orbit: self.read(Key::InOrbit)?,
            working: self.read(Key::Working)?,
            by: self.words(Key::By),
            note: self.words(Key::Note),
            ..Count::new(on, source)
        })
    }

    fn read_milestone(&self, catalogue: &Catalogue) -> Result<Milestone, Unfit> {
        self.needed(Key::Name, "name the milestone")?;
        let id = self.new_id();
        if id.is_empty() {
            return Err(unfit(Key::Id, "give it an id"));
        }
        if catalogue.find(&id).is_some() || catalogue.find_renamed(&id).is_some() {
            return Err(unfit(Key::Id, "another entry has this id"));
        }
        let of = self.text(Key::Of).split(',').map(str::trim);
        let of: Vec<&str> = of.filter(|id| !id.is_empty()).collect();
        let stranger = of.iter().find(|id| catalogue.find(id).is_none());
        if let Some(stranger) = stranger {
            return Err(unfit(Key::Of, &format!("nothing has the id {stranger}")));
        }
        let name = self.storable(Key::Name);
        let of = of.into_iter().map(Id::from);
        let statement = self.read_statement(catalogue)?;
        Ok(Milestone::new(id.into(), name, of, statement))
    }

    /// The id of a new milestone: the typed one, else one made of its name.
    pub(super) fn new_id(&self) -> String {
        match self.text(Key::Id) {
            "" => slug(self.text(Key::Name)),
            id => id.to_owned(),
        }
    }

    /// The id of a new source: the typed one, else its publisher and day, with a number if that is taken.
    pub(super) fn new_source_id(&self, catalogue: &Catalogue) -> String {
        let typed = self.text(Key::SourceId);
        if !typed.is_empty() {
            return typed.to_owned();
        }
        let date = self.text(Key::Date);
        let date = date
            .parse()
            .map_or(date.to_owned(), |date: Period| date.to_string());
        let id = slug(&format!("{} {date}", self.text(Key::Publisher)));
        let is_free = |id: &String| catalogue.source(id).is_none();
        let numbered = (2_u32..).map(|number| format!("{id}-{number}"));
        let mut all = std::iter::once(id.clone()).chain(numbered);
        all.find(is_free).unwrap_or(id)
    }

    fn new_source(&self, catalogue: &Catalogue) -> Result<Source, Unfit> {
        self.needed(Key::Publisher, "give the publisher")?;
        self.needed(Key::Title, "give the title")?;
        let grade = self.text(Key::Grade).parse::<Grade>();
        let id = self.new_source_id(catalogue);
        if id.is_empty() {
            return Err(unfit(Key::SourceId, "give the source an id"));
        }
        if catalogue.source(&id).is_some() {
            return Err(unfit(
                Key::SourceId,
                "another source has this id: add a word to it",
            ));
        }
        let url = self.words(Key::Url);
        if url.as_ref().is_some_and(|url| Address::new(url).is_err()) {
            return Err(unfit(Key::Url, NO_ADDRESS));
        }
        let grade = grade.map_err(|_| unfit(Key::Grade, &one_of(&Grade::words())))?;
        let [title, publisher] = [Key::Title, Key::Publisher].map(|key| self.storable(key));
        Ok(Source {
            date: self.read(Key::Date)?,
            url,
            ..Source::new(id.into(), title, publisher, grade)
        })
    }

    /// The source that the form names.
    fn named_source(&self, catalogue: &Catalogue, need: Need) -> Result<Option<Id>, Unfit> {
        if self.makes_source() {
            return Ok(Some(self.new_source_id(catalogue).into()));
        }
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

    /// What a field holds, if it holds anything.
    fn read<T: FromStr>(&self, key: Key) -> Result<Option<T>, Unfit> {
        let (text, kind) = (self.text(key), self.field(key).map(|field| &field.kind));
        if text.is_empty() {
            return Ok(None);
        }
        let why = || match (kind, text.parse::<When>()) {
            (Some(Kind::Number), _) => A_NUMBER.to_owned(),
            (Some(Kind::When), Err(why)) => {
                format!("\"{text}\" is not a date; {}", self.words.unreadable(&why))
            }
            _ => format!("\"{text}\" is not a date; write {A_DAY}"),
        };
        text.parse().map(Some).map_err(|_| unfit(key, &why()))
    }
}

/// Why nothing can have happened or been said at this date, if so.
pub fn not_yet(date: &str, today: NaiveDate) -> Option<String> {
    let when = date.parse::<When>().ok()?;
    (!when.has_come(today)).then(|| format!("{date} is in the future (today is {today})"))
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
