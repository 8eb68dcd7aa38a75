//! What a filled form amounts to.

use std::str::FromStr;

use super::fields::{Key, Kind, NEW_SOURCE};
use super::{About, Form};
use crate::app::Shown;
use crate::domain::catalogue::{
    Catalogue, Count, Entry, Id, Milestone, Plan, Planned, Recorded, Source, Sources, Statement,
};
use crate::domain::clean::Text;
use crate::domain::edit::{Change, Edit};
use crate::domain::keyword::{Grade, MilestoneStatus};
use crate::domain::span::{At, Place, Span};
use crate::domain::when::{Period, When};

/// What keeps a form from being taken: in which field, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    pub key: Key,
    pub why: String,
}

impl Form {
    /// The edits that the form amounts to.
    ///
    /// # Errors
    /// The first field that cannot be taken as it is.
    pub fn edits(&self, shown: &Shown) -> Result<Vec<Edit>, Unfit> {
        let catalogue = &shown.catalogue;
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

    /// The new status, and what goes with it. Keys whose field says what the file says stay.
    fn set_status(&self, catalogue: &Catalogue, id: &Id) -> Result<Edit, Unfit> {
        self.needed(Key::Status, "choose one of the words")?;
        self.read::<Period>(Key::StatusAsOf)?;
        let mut changes = vec![Change::set("status", self.text(Key::Status))];
        let at = catalogue.find(id);
        let milestone = at.and_then(|at| catalogue.milestones().get(at.index));
        if self.field(Key::Actual).is_some() {
            let had = milestone.is_some_and(|milestone| milestone.actual.is_some());
            if self.has_happened() {
                self.needed(Key::Actual, "say when it happened")?;
                self.read::<When>(Key::Actual)?;
                changes.push(Change::set("actual", self.text(Key::Actual)));
            } else if had {
                changes.push(Change::remove("actual"));
            }
        }
        changes.extend(self.given("status_as_of", Key::StatusAsOf));
        let note = at.and_then(|at| note_of(catalogue, at)).unwrap_or_default();
        match self.text(Key::Note) {
            "" if !note.is_empty() => changes.push(Change::remove("status_note")),
            text if text != note => changes.push(Change::set("status_note", text)),
            _ => {}
        }
        if let [source] = &self.sources(catalogue, false)?[..] {
            changes.push(Change::set("status_source", source));
        }
        Ok(Edit::Set {
            id: id.clone(),
            changes: changes
                .into_iter()
                .map(|change| self.if_unchanged(change))
                .collect(),
        })
    }

    fn if_unchanged(&self, change: Change) -> Change {
        let seen = self.seen.iter().find(|(key, _)| *key == change.key);
        match seen {
            Some((_, value)) => change.if_still(value.clone()),
            None => change,
        }
    }

    fn given(&self, key: &str, field: Key) -> Option<Change> {
        let text = self.text(field);
        (!text.is_empty()).then(|| Change::set(key, text))
    }

    fn read_statement(&self, catalogue: &Catalogue) -> Result<Statement, Unfit> {
        self.needed(Key::When, "which date was given?")?;
        Ok(Statement {
            said: self.read(Key::Said)?,
            when: self.read(Key::When)?.unwrap_or(When::Tbd),
            by: self.words(Key::By),
            words: self.words(Key::Words),
            note: None,
            source: self.sources(catalogue, true)?,
            place: Place::default(),
        })
    }

    fn line(&self, catalogue: &Catalogue, constellation: &Id) -> Result<Edit, Unfit> {
        let constellation = constellation.clone();
        let (by, note) = (self.words(Key::By), self.words(Key::Note));
        let (source, place) = (self.sources(catalogue, true)?, Place::default());
        if self.text(Key::What) == "plan" {
            self.needed(Key::Satellites, "how many satellites?")?;
            let satellites = self.read(Key::Satellites)?.unwrap_or(0);
            let plan = Plan {
                said: self.read(Key::Said)?,
                satellites: Planned::Total(satellites),
                when: self.read(Key::When)?,
                by,
                note,
                source,
                place,
            };
            return Ok(Edit::Plan {
                constellation,
                plan,
            });
        }
        self.needed(Key::On, "on which day were they counted?")?;
        if self.text(Key::InOrbit).is_empty() && self.text(Key::Working).is_empty() {
            return Err(unfit(Key::InOrbit, "how many satellites?"));
        }
        let on = self.read(Key::On)?;
        let count = Count {
            on: on.ok_or_else(|| unfit(Key::On, "on which day?"))?,
            in_orbit: self.read(Key::InOrbit)?,
            working: self.read(Key::Working)?,
            launched: None,
            lost: None,
            by,
            note,
            source,
            place,
        };
        Ok(Edit::Count {
            constellation,
            count,
        })
    }

    fn read_milestone(&self, catalogue: &Catalogue) -> Result<Milestone, Unfit> {
        self.needed(Key::Name, "what is to happen?")?;
        let id = self.new_id();
        if catalogue.find(&id).is_some() || catalogue.find_renamed(&id).is_some() {
            return Err(unfit(Key::Id, "another entry has this id"));
        }
        let of = self.text(Key::Of).split(',').map(str::trim);
        let of: Vec<&str> = of.filter(|id| !id.is_empty()).collect();
        let stranger = of.iter().find(|id| catalogue.find(id).is_none());
        if let Some(stranger) = stranger {
            return Err(unfit(Key::Of, &format!("nothing has the id {stranger}")));
        }
        let entry = Entry {
            id: at(id.as_str().into()),
            name: self.words(Key::Name).unwrap_or_else(|| Text::new("")),
            name_ru: None,
            was: Vec::new(),
            note: None,
            facts: Vec::new(),
            sources: Vec::new(),
            place: Place::default(),
        };
        Ok(Milestone {
            entry,
            of: of.into_iter().map(|id| at(id.into())).collect(),
            key: false,
            needs: Vec::new(),
            recorded: Recorded {
                status: at(MilestoneStatus::Planned),
                as_of: None,
                note: None,
                source: Vec::new(),
            },
            actual: None,
            statements: vec![self.read_statement(catalogue)?],
        })
    }

    /// The id of a new milestone: the typed one, else one made of its name.
    pub(super) fn new_id(&self) -> String {
        match self.text(Key::Id) {
            "" => slug(self.text(Key::Name)),
            id => id.to_owned(),
        }
    }

    /// The id of a new source: the typed one, else its publisher and day.
    pub(super) fn new_source_id(&self) -> String {
        match self.text(Key::SourceId) {
            "" => slug(&format!(
                "{} {}",
                self.text(Key::Publisher),
                self.text(Key::Date)
            )),
            id => id.to_owned(),
        }
    }

    fn new_source(&self, catalogue: &Catalogue) -> Result<Source, Unfit> {
        self.needed(Key::Publisher, "who published it?")?;
        self.needed(Key::Title, "what is its title?")?;
        let grade = self.text(Key::Grade).parse::<Grade>();
        let id = self.new_source_id();
        if id.is_empty() {
            return Err(unfit(Key::SourceId, "give the source an id"));
        }
        if catalogue.source(&id).is_some() {
            return Err(unfit(
                Key::SourceId,
                "another source has this id: add a word to it",
            ));
        }
        Ok(Source {
            id: at(id.as_str().into()),
            title: Text::new(self.text(Key::Title)),
            publisher: Text::new(self.text(Key::Publisher)),
            date: self.read(Key::Date)?,
            url: self.words(Key::Url),
            grade: grade.map_err(|_| unfit(Key::Grade, "choose one of the words"))?,
            place: Place::default(),
        })
    }

    /// The source that the form names: one, or none where none is needed.
    fn sources(&self, catalogue: &Catalogue, is_needed: bool) -> Result<Sources, Unfit> {
        if self.makes_source() {
            return Ok(vec![at(self.new_source_id().as_str().into())]);
        }
        match self.text(Key::Source) {
            "" if is_needed => Err(unfit(
                Key::Source,
                "who says so? Choose a source, or a new one",
            )),
            "" => Ok(Vec::new()),
            id if catalogue.source(id).is_some() => Ok(vec![at(id.into())]),
            _ => Err(unfit(
                Key::Source,
                "no source has this id: choose one below",
            )),
        }
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
        let text = self.text(key);
        (!text.is_empty()).then(|| Text::new(text))
    }

    /// What a field holds, if it holds anything.
    fn read<T: FromStr>(&self, key: Key) -> Result<Option<T>, Unfit> {
        let (text, kind) = (self.text(key), self.field(key).map(|field| &field.kind));
        if text.is_empty() {
            return Ok(None);
        }
        let why = match kind {
            Some(Kind::Number) => "a whole number, without signs or units",
            Some(Kind::Day) => "a day, month or year: 2026-03-31, 2026-03, 2026",
            _ => "no date that can be read: 2026-03-31, 2027-Q1, NET 2029, ~2030, TBD",
        };
        text.parse().map(Some).map_err(|_| unfit(key, why))
    }
}

fn note_of(catalogue: &Catalogue, at: crate::domain::catalogue::EntryRef) -> Option<&str> {
    use crate::domain::catalogue::Kind as K;
    match at.kind {
        K::Programme => None,
        K::Project => catalogue
            .projects()
            .get(at.index)?
            .recorded
            .as_ref()?
            .note
            .as_deref(),
        K::Vehicle => catalogue
            .vehicles()
            .get(at.index)?
            .recorded
            .as_ref()?
            .note
            .as_deref(),
        K::Constellation => {
            let constellation = catalogue.constellations().get(at.index)?;
            constellation.recorded.as_ref()?.note.as_deref()
        }
        K::Milestone => catalogue
            .milestones()
            .get(at.index)?
            .recorded
            .note
            .as_deref(),
    }
}

fn at<T>(value: T) -> At<T> {
    At::new(value, Span::default())
}

fn unfit(key: Key, why: &str) -> Unfit {
    Unfit {
        key,
        why: why.to_owned(),
    }
}

/// Kebab-case of a name, in Latin letters; what has none is left out.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
