//! The orbital elements that there are, for the dashboard and for `roscope orbits`.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::options::element_files;
use crate::orbits::Elements;
use crate::storage::ElementFile;
use crate::tui::clock;

/// The instant that is looked at, in UTC: now, or the end of the day of an older board.
pub(super) fn instant(as_of: Option<NaiveDate>) -> NaiveDateTime {
    let end = as_of.and_then(|day| day.succ_opt());
    end.map_or_else(clock::in_utc, |next| next.and_time(NaiveTime::MIN))
}

/// Those that were fetched or imported.
pub(super) fn at_hand(as_of: Option<NaiveDate>) -> Vec<Elements> {
    known(element_files().read(), as_of)
}

/// Of these files. What was not known yet on the day of an older board is left out.
pub(super) fn known(files: Vec<ElementFile>, as_of: Option<NaiveDate>) -> Vec<Elements> {
    let found = files.into_iter().filter_map(|(_, found)| found.ok());
    let elements = found.flat_map(|found| found.elements);
    let is_known = |one: &Elements| as_of.is_none_or(|day| one.epoch.date() <= day);
    elements.filter(is_known).collect()
}
