//! Against what the catalogue is compared: how it was at the last visit, some days ago, on a date, at a
//! revision of Git, in another file.

use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use crate::domain::catalogue::Catalogue;
use crate::domain::changes::{self, Change};
use crate::domain::when::{Period, Unreadable, When};

/// The word for the last visit.
pub const LAST_VISIT: &str = "last";

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    LastVisit,
    /// So many days ago, by the dates in the catalogue.
    Days(u32),
    /// Before the first day of this, by the dates in the catalogue.
    Date(Period),
    /// A revision of Git, or `REV:path`, as the user wrote it; it never begins with a dash.
    Revision(String),
    File(PathBuf),
}

/// Why a text does not say since when. It is as wild as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSince {
    /// No date, no file and no revision.
    Nothing(String),
    /// A number without its unit.
    Number(String),
    TooFar(String),
    Date(String, Unreadable),
}

/// What a catalogue is compared with.
#[derive(Clone, Debug)]
pub struct Older {
    pub since: Since,
    /// The day of the last visit, where that is it and it is known.
    pub on: Option<NaiveDate>,
    /// How it was; none where the dates in the catalogue tell it.
    pub catalogue: Option<Arc<Catalogue>>,
}

impl Default for Since {
    fn default() -> Self {
        let [fewest, ..] = Self::USUAL;
        Self::Days(fewest)
    }
}

impl Older {
    /// What a catalogue is compared with where nothing is asked for, and what has changed since: the last
    /// visit, if there was one and something has; else so many days, the first with changes. Where nothing
    /// has changed at all, the last visit or the fewest days.
    pub fn usual(
        last: Option<Self>,
        catalogue: &Catalogue,
        today: NaiveDate,
    ) -> (Self, Vec<Change>) {
        let days = Since::USUAL.map(|days| Self::dated(Since::Days(days)));
        let all = last.into_iter().chain(days);
        let mut all = all.map(|older| {
            let changes = older.changes(catalogue, today);
            (older, changes)
        });
        let first = all
            .next()
            .unwrap_or_else(|| (Self::dated(Since::default()), Vec::new()));
        if !first.1.is_empty() {
            return first;
        }
        all.find(|(_, changes)| !changes.is_empty())
            .unwrap_or(first)
    }

    /// What has changed in a catalogue since, by importance.
    pub fn changes(&self, catalogue: &Catalogue, today: NaiveDate) -> Vec<Change> {
        match (&self.catalogue, self.since.day(today)) {
            (Some(old), _) if ptr::eq(Arc::as_ptr(old), catalogue) => Vec::new(),
            (Some(old), _) => changes::changes(old, catalogue),
            (None, Some(day)) => changes::since(catalogue, day),
            (None, None) => Vec::new(),
        }
    }

    /// By the dates in the catalogue itself.
    pub fn dated(since: Since) -> Self {
        Self {
            since,
            on: None,
            catalogue: None,
        }
    }
}

impl Since {
    /// Where nothing else is asked for: so many days, the first of these in which something has become
    /// known.
    const USUAL: [u32; 3] = [30, 90, 365];

    /// Reads `last`, `7d`, `2w`, `2026-10-01`, `2026-10`, `old.toml`, `HEAD~3`. What is none of the others
    /// is a file if there is one, or if it looks like one (`./x`, `x.toml`), else a revision.
    ///
    /// # Errors
    /// Why it is none of them.
    pub fn parse(text: &str, is_file: impl Fn(&Path) -> bool) -> Result<Self, NoSince> {
        let text = text.trim();
        if text.eq_ignore_ascii_case(LAST_VISIT) {
            return Ok(Self::LastVisit);
        }
        if let Some(days) = days(text) {
            return days.map(Self::Days);
        }
        let date = text.parse();
        if let Ok(When::In(date)) = date {
            return Ok(Self::Date(date));
        }
        let path = Path::new(text);
        let has_ending = path.extension().is_some_and(|ending| ending == "toml");
        let is_path = has_ending || text.starts_with(['/', '.']);
        if is_path && !text.contains(':') || is_file(path) {
            return Ok(Self::File(path.to_owned()));
        }
        if is_few_digits(text) {
            return Err(NoSince::Number(text.to_owned()));
        }
        if let Err(why @ Unreadable::NoSuchDay) = date {
            return Err(NoSince::Date(text.to_owned(), why));
        }
        revision(text).map(Self::Revision)
    }

    /// The day whose state is looked at, where the dates in the catalogue tell it.
    pub fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => today.checked_sub_days(Days::new((*days).into())),
            Self::Date(date) => date.first().pred_opt(),
            Self::LastVisit | Self::Revision(_) | Self::File(_) => None,
        }
    }
}

/// `7d`, `2w`; none where it is something else.
fn days(text: &str) -> Option<Result<u32, NoSince>> {
    let (number, unit) = match (text.strip_suffix(['d', 'D']), text.strip_suffix(['w', 'W'])) {
        (Some(number), _) => (number, 1),
        (_, Some(number)) => (number, 7),
        _ => return None,
    };
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let days = || number.parse::<u32>().ok()?.checked_mul(unit);
    let far = || NoSince::TooFar(text.to_owned());
    is_number.then(|| days().filter(|days| *days <= 400_000).ok_or_else(far))
}

/// A number that is meant as days: Git shortens the names of its objects to four digits at least.
fn is_few_digits(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A revision, or a path in one, as it may be handed to Git.
///
/// # Errors
/// It is none.
pub fn revision(text: &str) -> Result<String, NoSince> {
    let is_plain = |c: char| !c.is_control() && !c.is_whitespace();
    if text.is_empty() || text.starts_with('-') || !text.chars().all(is_plain) {
        return Err(NoSince::Nothing(text.to_owned()));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Since {
        Since::parse(text, |path| path == Path::new("there")).unwrap()
    }

    #[test]
    fn every_form_is_read() {
        assert_eq!(parse("last"), Since::LastVisit);
        assert_eq!(parse("7d"), Since::Days(7));
        assert_eq!(parse("2w"), Since::Days(14));
        assert_eq!(parse("2026-10"), Since::Date(Period::Month(2026, 10)));
        assert_eq!(parse("октябрь 2026"), Since::Date(Period::Month(2026, 10)));
        assert_eq!(parse("there"), Since::File("there".into()));
        assert_eq!(parse("old.toml"), Since::File("old.toml".into()));
        assert_eq!(parse("./HEAD"), Since::File("./HEAD".into()));
        for revision in [
            "HEAD~3",
            "origin/main",
            "v1.0",
            "HEAD:x",
            "HEAD:data/x.toml",
            "main@{yesterday}",
            "5d5",
            "2026d1",
        ] {
            assert_eq!(parse(revision), Since::Revision(revision.to_owned()));
        }
    }

    #[test]
    fn what_git_could_take_for_an_option_is_no_revision() {
        let refused = |text: &str| Since::parse(text, |_| false).unwrap_err();
        for text in ["", "--output=x", "-p", "a b", "a\u{1b}[2J"] {
            assert_eq!(refused(text), NoSince::Nothing(text.trim().to_owned()));
        }
        let far = "99999999999d";
        assert_eq!(refused(far), NoSince::TooFar(far.to_owned()));
    }

    #[test]
    fn a_date_is_looked_at_from_the_day_before() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let day = |text: &str| parse(text).day(today).map(|day| day.to_string());
        assert_eq!(day("7d").as_deref(), Some("2026-11-13"));
        assert_eq!(day("2026-10").as_deref(), Some("2026-09-30"));
        assert_eq!(day("HEAD"), None);
    }
}
