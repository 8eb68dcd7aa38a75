//! The inbox of the catalogue that the arguments name: read and changed, or said why not.

use super::ending::{Stop, note};
use super::options::{Options, inboxes, tongue};
use crate::domain::inbox::{Inbox, NoInbox};
use crate::domain::text::clean::clean;

/// Nothing where there is no file.
///
/// # Errors
/// Why it cannot be read, in one line.
pub(super) fn read(cli: &Options) -> Result<Option<Inbox>, String> {
    inboxes().read(&cli.located()).map_err(|why| told(&why))
}

/// Changes what is kept. That a damaged file was moved aside is told.
pub(super) fn change<T>(cli: &Options, change: impl FnOnce(&mut Inbox) -> T) -> Result<T, Stop> {
    let changed = inboxes().change(&cli.located(), change);
    let changed = changed.map_err(|why| Stop::Failed(told(&why)))?;
    if let Some(aside) = changed.moved_aside {
        let aside = aside.to_string_lossy();
        note(&tongue().begun_afresh(&clean(&aside)));
    }
    Ok(changed.value)
}

fn told(why: &NoInbox) -> String {
    clean(&tongue().no_inbox(why)).into_owned()
}
