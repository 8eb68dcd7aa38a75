//! The milestones as a calendar (RFC 5545, iCalendar): all-day events over the whole window, tentative
//! and transparent, so that they block nobody's time.
//!
//! A window of more than a month, or one that is open, says too little for a calendar: it is left out
//! unless it is asked for. Where an earlier one was no coarser, a calendar may hold it: then the event is
//! written once more with that window, as cancelled, so that it goes. An event keeps its `UID` for good,
//! also when the milestone gets another id; its `SEQUENCE` and its stamps are the second of its
//! [`Revision`](super::revision).

use std::iter;

use chrono::{DateTime, NaiveDate};

use super::Export;
use crate::cli::columns::ListKind;
use crate::cli::ending::Stop;
use crate::cli::options::tongue;
use crate::domain::catalogue::{EntryRef, Kind, Milestone};
use crate::domain::computed::standing::{DatesSay, Standing};
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::text::address::Address;
use crate::domain::when::{When, Window};

/// A window of more days than this is coarse.
const MONTH: i64 = 31;
/// A line has at most so many octets, its end not counted.
const OCTETS: usize = 75;
/// The beginning of 2020, from which a `SEQUENCE` counts seconds: it holds 31 bits. In seconds since 1970.
const FIRST: i64 = 1_577_836_800;

pub(super) fn calendar(export: &Export, coarse: bool) -> Result<String, Stop> {
    let mut calendar = Calendar::default();
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    let product = concat!("-//roscope//roscope ", env!("CARGO_PKG_VERSION"), "//EN");
    calendar.line("PRODID", product);
    calendar.line("CALSCALE", "GREGORIAN");
    let name = &export.catalogue.programme().entry.name;
    calendar.text("X-WR-CALNAME", name);
    let mut events = 0;
    for index in export.places(ListKind::Milestones) {
        if let Some(event) = CalendarEvent::of(export, *index, coarse) {
            calendar.event(export, &event);
            events += 1;
        }
    }
    calendar.line("END", "VCALENDAR");
    if events == 0 {
        // The standard forbids an empty calendar.
        let why = "no milestone has a window of up to a month; --coarse takes the others too";
        return Err(Stop::Nothing(why.to_owned()));
    }
    Ok(calendar.text)
}

/// A milestone that has a place in a calendar, or had one.
struct CalendarEvent<'a> {
    index: usize,
    milestone: &'a Milestone,
    /// The last date that has a place there.
    when: When,
    /// Another date stands now, which has none.
    is_withdrawn: bool,
    first: NaiveDate,
    last: NaiveDate,
}

impl<'a> CalendarEvent<'a> {
    fn of(export: &Export<'a>, index: usize, coarse: bool) -> Option<Self> {
        let milestone = export.catalogue.milestones().get(index)?;
        let stands = export.board.when(index)?;
        let given = milestone.statements.iter().rev().map(|said| said.when);
        let mut dates = iter::once(stands).chain(given);
        let (when, (first, last)) = dates.find_map(|when| Some((when, days(when, coarse)?)))?;
        Some(Self {
            index,
            milestone,
            when,
            is_withdrawn: when != stands,
            first,
            last,
        })
    }

    fn uid(&self) -> String {
        let entry = &self.milestone.entry;
        let first = entry.was.first().unwrap_or(&entry.id);
        format!("{}@milestone.roscope", first.value)
    }

    /// When it last changed.
    fn revised(&self, export: &Export) -> i64 {
        export.revision.of_event(self.overdue_since(export))
    }

    /// The first day after the window of an overdue one.
    fn overdue_since(&self, export: &Export) -> Option<NaiveDate> {
        let says = export.board.says(self.at());
        (says.is_overdue() && !self.is_withdrawn)
            .then(|| self.last.succ_opt())
            .flatten()
    }

    fn at(&self) -> EntryRef {
        EntryRef::new(Kind::Milestone, self.index)
    }

    fn status(&self) -> &'static str {
        match self.milestone.recorded.status.value {
            _ if self.is_withdrawn => "CANCELLED",
            MilestoneStatus::Planned | MilestoneStatus::InProgress => "TENTATIVE",
            MilestoneStatus::Done | MilestoneStatus::Failed => "CONFIRMED",
            MilestoneStatus::Cancelled => "CANCELLED",
        }
    }

    fn summary(&self, export: &Export) -> String {
        let name = &self.milestone.entry.name;
        let before = match self.when {
            When::NotBefore(_) => "No earlier than: ",
            When::NotAfter(_) => "No later than: ",
            When::About(_) => "About: ",
            When::In(_) | When::At(_) | When::Between(..) | When::Tbd => "",
        };
        let after = match export.board.says(self.at()) {
            DatesSay::Cancelled => " (cancelled)",
            _ if self.is_withdrawn => " (this date no longer stands)",
            DatesSay::NoWord => " (outcome unknown)",
            DatesSay::Missed => " (missed)",
            DatesSay::Failed => " (failed)",
            _ => "",
        };
        format!("{before}{name}{after}")
    }
}

/// The first and the last day that a date has in a calendar.
fn days(when: When, coarse: bool) -> Option<(NaiveDate, NaiveDate)> {
    match when.window() {
        Window {
            first: Some(first),
            last: Some(last),
        } => {
            let days = last.signed_duration_since(first).num_days() + 1;
            (days <= MONTH || coarse).then_some((first, last))
        }
        // An open window is marked by the one day that it has.
        Window { first, last } => {
            let day = last.or(first).filter(|_| coarse)?;
            Some((day, day))
        }
    }
}

/// The text of a calendar, line by line.
#[derive(Default)]
struct Calendar {
    text: String,
}

impl Calendar {
    fn event(&mut self, export: &Export, event: &CalendarEvent) {
        let (at, revised) = (event.at(), event.revised(export));
        let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
        let stamp = DateTime::from_timestamp(revised, 0).unwrap_or_default();
        let stamp = stamp.format("%Y%m%dT%H%M%SZ").to_string();
        // The end is the first day that is not in it any more.
        let end = event.last.succ_opt().unwrap_or(event.last);
        self.line("BEGIN", "VEVENT");
        self.line("UID", &event.uid());
        self.line("DTSTAMP", &stamp);
        self.line("LAST-MODIFIED", &stamp);
        self.line("SEQUENCE", &(revised - FIRST).max(0).to_string());
        self.line("DTSTART;VALUE=DATE", &day(event.first));
        self.line("DTEND;VALUE=DATE", &day(end));
        self.text("SUMMARY", &event.summary(export));
        self.line("STATUS", event.status());
        self.line("TRANSP", "TRANSPARENT");
        self.text("DESCRIPTION", &description(export, event));
        let url = export
            .board
            .sources_of(export.catalogue, at)
            .iter()
            .filter_map(|id| export.catalogue.source(&id.value)?.url.as_ref())
            .find_map(|url| Address::new(url).ok());
        if let Some(url) = url {
            self.line("URL", &url);
        }
        let owners = export.catalogue.owners(event.index).iter();
        let owners = owners.filter_map(|owner| export.catalogue.entry(*owner));
        let names: Vec<String> = owners.map(|entry| escaped(&entry.name)).collect();
        if !names.is_empty() {
            self.line("CATEGORIES", &names.join(","));
        }
        self.line("END", "VEVENT");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.line(name, &escaped(value));
    }

    /// A line, folded where it is longer than it may be; never inside a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if used + c.len_utf8() > OCTETS {
                self.text.push_str("\r\n ");
                used = 1;
            }
            self.text.push(c);
            used += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// What is known of it, and who said so: nothing that only another day changes.
fn description(export: &Export, event: &CalendarEvent) -> String {
    let (catalogue, board) = (export.catalogue, export.board);
    let standing = board.standings.get(event.index).map(|standing| Standing {
        says: standing.graded.unwrap_or(DatesSay::OnPlan),
        days_overdue: None,
        ..*standing
    });
    let sentence = standing.map_or_else(String::new, |standing| {
        tongue().sentence(catalogue, event.milestone, &standing)
    });
    let cited = tongue()
        .entry(catalogue, board, event.at())
        .unwrap_or_default();
    format!("{sentence}\n\n{cited}")
}

/// A value of the type TEXT: a character that separates values gets a backslash before it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_octets_and_not_inside_a_letter() {
        let mut calendar = Calendar::default();
        calendar.text("SUMMARY", &"Первый полёт, «Союз-5»; ".repeat(9));
        let lines: Vec<&str> = calendar.text.split("\r\n").collect();
        assert!(lines.len() > 5);
        assert!(lines.iter().all(|line| line.len() <= OCTETS), "{lines:?}");
        let unfolded = calendar.text.replace("\r\n ", "");
        let whole = "Первый полёт\\, «Союз-5»\\; ".repeat(9);
        assert_eq!(unfolded, format!("SUMMARY:{whole}\r\n"));
    }
}
