//! An edit to the new text of the file: cut into the old one, and proved before anybody writes it.
//!
//! Only the stretch of the value changes, or a line is put in; every other byte is that of the old text
//! (`splice`). The tree that says where things stand is that of the `toml` crate, which the decoder
//! reads too: it gives the place of every key and value.

mod array;
mod entry;
mod keys;
mod ledger;
mod lines;
mod splice;
mod style;
mod undo;
mod view;

use std::collections::HashSet;
use std::path::Path;

use super::load_text;
use crate::domain::catalogue::Parts;
use crate::domain::edit::{Edit, Holder, List, Proven, Refusal, hunks};
use crate::domain::file::loaded::{Snapshot, Unloadable};
use crate::domain::findings::diagnostic::{Code, Report};
use crate::domain::findings::fault::Phrase;
use crate::domain::format::Record;
use keys::Place;
use ledger::Line;
use splice::{Splice, cut};
use view::View;

pub use undo::undo;

/// The text that the file is to have; `name` is that of the file, for reports.
///
/// # Errors
/// Why it is not to be written.
pub fn plan(name: &Path, text: &str, edits: &[Edit]) -> Result<Proven, Refusal> {
    let before = load_text(name, text).map_err(|why| unread(why, Refusal::Broken))?;
    let mut work = Work {
        text: text.to_owned(),
        parts: before.catalogue.parts().clone(),
    };
    for edit in edits {
        work.make(edit)?;
    }
    let after = prove(name, &work.text, &work.parts)?;
    let preview = hunks(text, &work.text);
    let warnings = new_warnings(&before.report, &after.report);
    Ok(Proven {
        after,
        preview,
        warnings,
    })
}

fn new_warnings(before: &Report, after: &Report) -> Vec<Phrase> {
    let known: HashSet<&Phrase> = before.remarks().map(|known| &known.message).collect();
    // A source is entered before the line that cites it.
    let new = after.remarks().filter(|new| new.code != Code::SourceUnused);
    let new = new.filter(|new| !known.contains(&new.message));
    new.map(|new| new.message.clone()).collect()
}

/// The new text says exactly this and has no errors.
fn prove(name: &Path, text: &str, parts: &Parts) -> Result<Snapshot, Refusal> {
    let after = load_text(name, text).map_err(|why| unread(why, would_break))?;
    if after.catalogue.parts() == parts {
        Ok(after)
    } else {
        Err(Refusal::Unproven)
    }
}

fn unread(why: Unloadable, refusal: fn(Report) -> Refusal) -> Refusal {
    match why {
        Unloadable::Invalid(report) => refusal(report),
        Unloadable::Unreadable(_) => Refusal::Unproven,
    }
}

/// What the rules of the catalogue forbid is for the user to mend; a text that is no TOML is ours.
fn would_break(report: Report) -> Refusal {
    let is_toml = report.errors().all(|error| error.code != Code::Syntax);
    if is_toml {
        Refusal::WouldBreak(report)
    } else {
        Refusal::Unproven
    }
}

/// The text and the entries while edit after edit is made in both.
struct Work {
    text: String,
    /// What the text has to say.
    parts: Parts,
}

impl Work {
    fn make(&mut self, edit: &Edit) -> Result<(), Refusal> {
        let splices = match edit {
            Edit::Set { id, changes } => {
                for change in changes {
                    let one = Edit::Set {
                        id: id.clone(),
                        changes: vec![change.clone()],
                    };
                    self.set(&one, id, &change.key)?;
                }
                return Ok(());
            }
            Edit::Say {
                milestone,
                statement,
            } => self.enter(edit, milestone, "statements", statement)?,
            Edit::Count {
                constellation,
                count,
            } => self.enter(edit, constellation, "counts", count)?,
            Edit::Plan {
                constellation,
                plan,
            } => self.enter(edit, constellation, "plans", plan)?,
            Edit::AddMilestone(milestone) => {
                edit.apply(&mut self.parts)?;
                entry::milestone(&View::new(&self.text)?, milestone)?
            }
            Edit::AddSource(source) => {
                let place = edit.apply(&mut self.parts)?;
                let sources = &self.parts.sources;
                let after = place.and_then(|place| sources.get(place.checked_sub(1)?));
                let after = after.map(|source| &*source.id.value);
                entry::source(&View::new(&self.text)?, source, after)?
            }
        };
        cut(&mut self.text, splices);
        Ok(())
    }

    /// One key.
    fn set(&mut self, edit: &Edit, id: &str, key: &str) -> Result<(), Refusal> {
        let holder = Holder::find(&self.parts, id)?;
        let before = holder.value(&self.parts, key);
        edit.apply(&mut self.parts)?;
        let value = holder.value(&self.parts, key);
        if value == before {
            return Ok(());
        }
        let list = holder.list(&self.parts);
        let view = View::new(&self.text)?;
        let table = view.holder(holder.section(), id)?;
        let place = Place::new(view.text, table, key, &list.names())?;
        let splices = match value {
            Some(value) => place.set(&value)?,
            None => place.remove()?,
        };
        cut(&mut self.text, splices);
        Ok(())
    }

    /// One line of a ledger.
    fn enter(
        &mut self,
        edit: &Edit,
        id: &str,
        ledger: &'static str,
        line: &impl Record,
    ) -> Result<Vec<Splice>, Refusal> {
        let holder = Holder::find(&self.parts, id)?;
        let index = edit.apply(&mut self.parts)?.unwrap_or_default();
        let holders = holder.list(&self.parts);
        let line = Line {
            ledger,
            index,
            list: &List::of(line),
        };
        let view = View::new(&self.text)?;
        let table = view.holder(holder.section(), id)?;
        let place = Place::new(view.text, table, ledger, &holders.names())?;
        line.enter(&view, holder.section(), &place)
    }
}

#[cfg(test)]
mod tests;
