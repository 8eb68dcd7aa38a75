//! The overview as plain text: what `roscope` prints where there is no terminal to draw on.

use std::io::{self, Write};

use super::options::tongue;
use crate::domain::catalogue::{Catalogue, EntryRef, Kind};
use crate::domain::changes;
use crate::domain::computed::board::Board;
use crate::domain::computed::record::{Horizon, Tally};
use crate::domain::computed::since::Older;
use crate::domain::computed::slip::Slip;

/// Names longer than this are cut, so that the columns stand.
const NAME: usize = 36;
/// So many changes are told.
const NEWEST: usize = 5;

/// Writes the overview. The texts of the catalogue are clean as they come.
pub(super) fn write(out: &mut impl Write, catalogue: &Catalogue, board: &Board) -> io::Result<()> {
    let programme = catalogue.programme();
    writeln!(out, "{}", programme.entry.name)?;
    writeln!(
        out,
        "as of {}; {}",
        tongue().day(board.today),
        tongue().newest_source(catalogue)
    )?;
    if let Some(old) = tongue().not_known_since(catalogue, board) {
        writeln!(out, "{old}")?;
    }
    projects(out, catalogue, board)?;
    next(out, catalogue, board)?;
    attention(out, catalogue, board)?;
    newest(out, catalogue, board)?;
    record(out, board)
}

/// The newest changes of the last weeks or months.
fn newest(out: &mut impl Write, catalogue: &Catalogue, board: &Board) -> io::Result<()> {
    let (older, all) = Older::usual(None, catalogue, board.today);
    let words = tongue();
    writeln!(out, "\nChanges {} ({})", words.since(&older), all.len())?;
    for place in changes::newest(&all, NEWEST) {
        let change = &all[place];
        let on = change
            .on
            .map_or(String::new(), |on| tongue().date(on.into()));
        writeln!(out, "  {on:<11} {}", words.change(change))?;
    }
    Ok(())
}

fn projects(out: &mut impl Write, catalogue: &Catalogue, board: &Board) -> io::Result<()> {
    writeln!(
        out,
        "\nFederal projects ({}): slip in months, last move and total since the first date",
        catalogue.projects().len()
    )?;
    for (index, project) in catalogue.projects().iter().enumerate() {
        let Some(summary) = board.summary(EntryRef::new(Kind::Project, index)) else {
            continue;
        };
        let recorded = project.recorded.view().word.unwrap_or("not recorded");
        writeln!(
            out,
            "  {:<NAME$}  {:<12} {:<9} {:>4} {:>5}  {}",
            cut(&project.entry.name),
            recorded,
            tongue().verdict(summary.says),
            slip_text(summary.since_last),
            slip_text(summary.since_first),
            summary.next.map_or(String::new(), |index| milestone_line(
                catalogue, board, index
            )),
        )?;
    }
    Ok(())
}

fn next(out: &mut impl Write, catalogue: &Catalogue, board: &Board) -> io::Result<()> {
    writeln!(out, "\nNext 12 months ({})", board.next.len())?;
    for index in &board.next {
        writeln!(out, "  {}", milestone_line(catalogue, board, *index))?;
    }
    Ok(())
}

fn attention(out: &mut impl Write, catalogue: &Catalogue, board: &Board) -> io::Result<()> {
    let attention = &board.attention;
    for (title, milestones) in [
        ("Missed", &attention.missed),
        ("Deadline over, outcome unknown", &attention.no_word),
        ("In doubt", &attention.in_doubt),
    ] {
        writeln!(out, "\n{title} ({})", milestones.len())?;
        for index in milestones {
            let name = &catalogue.milestones()[*index].entry.name;
            let at = EntryRef::new(Kind::Milestone, *index);
            let why = tongue().reason(catalogue, board, at).unwrap_or_default();
            writeln!(out, "  {name}: {why}")?;
        }
    }
    for squeeze in &attention.impossible {
        let [needed, by] =
            [squeeze.needed, squeeze.by].map(|index| milestone_line(catalogue, board, index));
        writeln!(out, "Impossible dates: {by}, which needs {needed}")?;
    }
    for index in &attention.disagreeing {
        let name = &catalogue.projects()[*index].entry.name;
        writeln!(out, "Status on track, dates late: {name}")?;
    }
    writeln!(
        out,
        "No news for over a year: {} milestones",
        attention.silent.len()
    )?;
    writeln!(
        out,
        "Contested: {} entries, dates of {} milestones",
        attention.conflicting.len(),
        attention.contradicting.len()
    )
}

fn record(out: &mut impl Write, board: &Board) -> io::Result<()> {
    let record = &board.record;
    writeln!(out, "\nPromises kept")?;
    tally(out, "all promises", record.all)?;
    tally(out, "first dates", record.first)?;
    for horizon in Horizon::ALL {
        tally(
            out,
            tongue().horizon(horizon),
            record.by_horizon.get(&horizon).copied().unwrap_or_default(),
        )?;
    }
    Ok(())
}

fn tally(out: &mut impl Write, label: &str, tally: Tally) -> io::Result<()> {
    let Tally {
        kept,
        broken,
        unknown,
    } = tally;
    writeln!(
        out,
        "  {label:<22} {kept} kept, {broken} broken, {unknown} unknown"
    )
}

fn milestone_line(catalogue: &Catalogue, board: &Board, index: usize) -> String {
    let when = board
        .when(index)
        .map_or("no date".to_owned(), |when| tongue().date(when));
    format!("{when:<12} {}", catalogue.milestones()[index].entry.name)
}

fn slip_text(slip: Option<Slip>) -> String {
    slip.map_or("-".to_owned(), |slip| slip.to_string())
}

fn cut(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    let kept: String = name.chars().take(NAME - 1).collect();
    format!("{kept}…")
}
