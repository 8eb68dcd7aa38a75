//! `roscope brief`: one page of Markdown for a meeting.

use std::io::{self, Write};

use chrono::{Days, NaiveDate};

use super::changes::against::{older, parse};
use super::changes::{Notes, ReportedChanges, item};
use super::ending::{CommandResult, Exit};
use super::markdown::escaped;
use super::options::{Options, tongue};
use super::read;
use crate::domain::catalogue::{Catalogue, EntryRef, Id, Kind};
use crate::domain::computed::agenda::{self, Squeeze, groups};
use crate::domain::computed::board::Board;
use crate::domain::computed::conflict;
use crate::domain::computed::record::{Record, Tally};
use crate::domain::computed::since::Since;
use crate::domain::computed::slip::Slip;
use crate::words::Noun;

/// How many lines of each part a page lists; the rest is only counted.
const CHANGES: usize = 8;
const LINES: usize = 5;
/// How far "next" looks here.
const DAYS_AHEAD: u64 = 90;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Since when changes are told: last, 7d, 2w, 2026-10-01, a revision of Git, another file [default: the
    /// last visit, else 30d, 90d or 365d, the first with changes]
    #[arg(long, value_name = "WHAT", value_parser = parse)]
    since: Option<Since>,
}

pub(super) fn run(cli: &Options, args: &Args, out: &mut impl Write) -> CommandResult {
    let shown = read::shown(cli)?;
    let (catalogue, board) = (&*shown.catalogue, &shown.board);
    let (old, words) = older(cli, &shown, args.since.as_ref())?;
    let news = ReportedChanges::new(words, &old, catalogue);
    let mut brief = Brief {
        catalogue,
        board,
        notes: Notes::default(),
        out,
    };
    brief.head()?;
    brief.news(&news)?;
    brief.waiting()?;
    brief.in_doubt()?;
    brief.disagreements()?;
    brief.next()?;
    brief.record(&board.record)?;
    brief.sources()?;
    Ok(Exit::Good)
}

/// What does not fit together.
enum Disagreement {
    /// A project whose recorded status is better than its dates.
    Recorded(usize),
    Impossible(Squeeze),
    /// A milestone with dates that contradict each other.
    Dates(usize),
    /// Sources contradict each other about it.
    Contested(EntryRef),
}

struct Brief<'a, W> {
    catalogue: &'a Catalogue,
    board: &'a Board,
    notes: Notes<'a>,
    out: &'a mut W,
}

impl<'a, W: Write> Brief<'a, W> {
    fn head(&mut self) -> io::Result<()> {
        let programme = self.catalogue.programme();
        writeln!(self.out, "# {}\n", escaped(&programme.entry.name))?;
        writeln!(
            self.out,
            "As of {}; {}.",
            tongue().day(self.board.today),
            escaped(&tongue().newest_source(self.catalogue))
        )?;
        match tongue().not_known_since(self.catalogue, self.board) {
            Some(old) => writeln!(self.out, "{}", escaped(&old)),
            None => Ok(()),
        }
    }

    fn news(&mut self, news: &ReportedChanges<'a>) -> io::Result<()> {
        let count = news.changes.len();
        writeln!(self.out, "\n## Changes {}\n", escaped(&news.since))?;
        for change in news.changes.iter().take(CHANGES) {
            writeln!(self.out, "{}", item(change, news, &mut self.notes))?;
        }
        let told = news.changes.iter().skip(CHANGES);
        match told.count() {
            0 if count == 0 => writeln!(self.out, "None."),
            0 => Ok(()),
            more => {
                let rest: Vec<_> = news.changes.iter().skip(CHANGES).cloned().collect();
                writeln!(self.out, "- and {more} more: {}", tongue().tally(&rest))
            }
        }
    }

    /// Those that a later word shows open, and those without word.
    fn waiting(&mut self) -> io::Result<()> {
        let missed = self.with_reasons(&self.board.attention.missed);
        self.milestones("Missed", &missed)?;
        let no_word = self.with_reasons(&self.board.attention.no_word);
        self.milestones("Deadline over, outcome unknown", &no_word)
    }

    fn in_doubt(&mut self) -> io::Result<()> {
        let lines = self.with_reasons(&self.board.attention.in_doubt);
        self.milestones("In doubt", &lines)
    }

    /// Each with its date and why it stands as it does.
    fn with_reasons(&self, milestones: &[usize]) -> Vec<(usize, String)> {
        let line = |index: &usize| {
            let at = EntryRef::new(Kind::Milestone, *index);
            let why = tongue().reason(self.catalogue, self.board, at);
            let why = why.map_or(String::new(), |why| format!(", {}", escaped(&why)));
            let says = self.board.says(at);
            let when = if says.is_overdue() {
                // The reason tells it.
                return (*index, why.trim_start_matches(", ").to_owned());
            } else {
                when(self.board, *index)
            };
            (*index, format!("{when}{why}"))
        };
        milestones.iter().map(line).collect()
    }

    fn next(&mut self) -> io::Result<()> {
        let until = self.board.today.checked_add_days(Days::new(DAYS_AHEAD));
        let until = until.unwrap_or(NaiveDate::MAX);
        let soon = agenda::until(self.catalogue, &self.board.standings, until);
        let lines: Vec<_> = soon
            .into_iter()
            .map(|index| (index, when(self.board, index)))
            .collect();
        self.milestones("The next 90 days", &lines)
    }

    /// Milestones with a remark each, and on whose word they stand.
    fn milestones(&mut self, title: &str, lines: &[(usize, String)]) -> io::Result<()> {
        self.heading(title, lines.len())?;
        for (index, remark) in lines.iter().take(LINES) {
            let milestone = &self.catalogue.milestones()[*index];
            let said = self.board.stands(self.catalogue, *index).map(|now| {
                let by = now.by.iter().map(ToString::to_string);
                by.chain(now.said.map(|said| tongue().period(said)))
                    .collect::<Vec<_>>()
                    .join(", ")
            });
            let said = said.filter(|said| !said.is_empty());
            let said = said.map_or(String::new(), |said| format!(". {said}"));
            let at = EntryRef::new(Kind::Milestone, *index);
            let sources = self
                .board
                .sources_of(self.catalogue, at)
                .iter()
                .map(|id| &id.value);
            let note = self.cite(sources);
            let name = escaped(&milestone.entry.name);
            writeln!(self.out, "- **{name}**: {remark}{}{note}", escaped(&said))?;
        }
        self.rest(lines.len())
    }

    fn disagreements(&mut self) -> io::Result<()> {
        let attention = &self.board.attention;
        let recorded = attention.disagreeing.iter().copied();
        let impossible = attention.impossible.iter().copied();
        let dates = attention.contradicting.iter().copied();
        let contested = attention.conflicting.iter().map(|(at, _)| *at);
        let all: Vec<Disagreement> = recorded
            .map(Disagreement::Recorded)
            .chain(impossible.map(Disagreement::Impossible))
            .chain(dates.map(Disagreement::Dates))
            .chain(contested.map(Disagreement::Contested))
            .collect();
        self.heading("Disagreements", all.len())?;
        for disagreement in all.iter().take(LINES) {
            if let Some(line) = self.disagreement(disagreement) {
                writeln!(self.out, "- {line}")?;
            }
        }
        self.rest(all.len())
    }

    fn disagreement(&mut self, disagreement: &Disagreement) -> Option<String> {
        match disagreement {
            Disagreement::Recorded(project) => {
                let at = EntryRef::new(Kind::Project, *project);
                let (name, says) = (self.name(at)?, tongue().verdict(self.board.says(at)));
                Some(format!(
                    "**{name}** has the status on track, its verdict is {says}"
                ))
            }
            Disagreement::Impossible(squeeze) => {
                let [by, needed] = [squeeze.by, squeeze.needed].map(|index| {
                    let milestone = &self.catalogue.milestones()[index];
                    (escaped(&milestone.entry.name), when(self.board, index))
                });
                Some(format!(
                    "**{}** ({}) has impossible dates: it needs {} ({})",
                    by.0, by.1, needed.0, needed.1
                ))
            }
            Disagreement::Dates(index) => self.dates(*index),
            Disagreement::Contested(at) => self.contested(*at),
        }
    }

    /// "Rassvet, 292 satellites: 2027, Bureau 1440 \[1\] against late 2027 \[2\]".
    fn dates(&mut self, index: usize) -> Option<String> {
        let milestone = self.catalogue.milestones().get(index)?;
        let latest = self.board.standings.get(index)?.latest;
        let pairs = conflict::conflicts(self.catalogue, milestone);
        let newer = latest.stands.zip(latest.against);
        let (a, b) = pairs.first().copied().or(newer)?;
        let told = [a, b].map(|place| {
            let statement = &milestone.statements[place];
            let by = statement.by.as_ref().map(|by| format!(", {by}"));
            let note = self.cite(statement.source.iter().map(|id| &id.value));
            escaped(&format!("{}{}", statement.when, by.unwrap_or_default())) + &note
        });
        let name = escaped(&milestone.entry.name);
        Some(format!("**{name}**: {}", told.join(" against ")))
    }

    /// The first claim of an entry that is contested, and how many others there are.
    ///
    /// "Angara-A5M, Launch mass: 773 t \[1\] against 760 t \[2\]".
    fn contested(&mut self, at: EntryRef) -> Option<String> {
        let name = self.name(at)?;
        let mut contested = groups(&self.catalogue.entry(at)?.facts).filter(|it| it.len() > 1);
        let claims = contested.next()?;
        let label = escaped(&claims.first()?.label);
        let claims: Vec<String> = claims
            .iter()
            .map(|fact| {
                let note = self.cite(fact.source.iter().map(|id| &id.value));
                escaped(&fact.value) + &note
            })
            .collect();
        let more = match contested.count() {
            0 => String::new(),
            more => format!("; {more} more contested"),
        };
        Some(format!(
            "**{name}**, {label}: {}{more}",
            claims.join(" against ")
        ))
    }

    fn record(&mut self, record: &Record) -> io::Result<()> {
        writeln!(self.out, "\n## Promises kept\n")?;
        writeln!(
            self.out,
            "All promises: {}; first dates: {}.",
            kept(record.all),
            kept(record.first)
        )?;
        if let Some(slip) = &record.slip {
            let months = tongue().counted(slip.median.months(), Noun::Month);
            let more = match slip.median {
                Slip::AtLeast(_) => " or more",
                Slip::AtMost(_) => " or less",
                Slip::Exact(_) | Slip::Begins(_) => "",
            };
            writeln!(self.out, "Typically {months}{more} off.")?;
        }
        if let Some(notice) = &record.notice {
            let median = notice.median.days();
            let days = tongue().counted(median.abs(), Noun::Day);
            let side = if median < 0 { "after" } else { "before" };
            let late = record.announced_late;
            writeln!(
                self.out,
                "A slip was typically announced {days} {side} the deadline, {late} of {} only after it.",
                notice.n
            )?;
        }
        Ok(())
    }

    fn sources(&mut self) -> io::Result<()> {
        self.notes.write("## Sources", self.out)
    }

    fn heading(&mut self, title: &str, count: usize) -> io::Result<()> {
        writeln!(self.out, "\n## {title} ({count})\n")?;
        if count == 0 {
            writeln!(self.out, "None.")?;
        }
        Ok(())
    }

    fn rest(&mut self, count: usize) -> io::Result<()> {
        match count.saturating_sub(LINES) {
            0 => Ok(()),
            more => writeln!(self.out, "- and {more} more"),
        }
    }

    fn cite<'i>(&mut self, ids: impl IntoIterator<Item = &'i Id>) -> String {
        self.notes.cite(ids, |id| self.catalogue.source(id))
    }

    fn name(&self, at: EntryRef) -> Option<String> {
        self.catalogue.entry(at).map(|entry| escaped(&entry.name))
    }
}

fn when(board: &Board, milestone: usize) -> String {
    let when = board.when(milestone);
    escaped(&when.map_or("no date".to_owned(), |when| tongue().date(when)))
}

fn kept(tally: Tally) -> String {
    let Tally {
        kept,
        broken,
        unknown,
    } = tally;
    format!("{kept} kept, {broken} broken, {unknown} unknown")
}
