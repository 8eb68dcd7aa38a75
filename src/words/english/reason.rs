//! Why something stands as it does, in one line beside its verdict.

use super::prose::{self, ago, counted, date};
use crate::domain::catalogue::{Catalogue, EntryRef, Kind, Milestone};
use crate::domain::computed::board::{Board, Summary};
use crate::domain::computed::doubt::{Doubt, Need, Pace};
use crate::domain::computed::mention;
use crate::domain::computed::standing::{DatesSay, Standing};
use crate::domain::when::When;
use crate::words::Noun;

/// `None` where the verdict says it all.
pub(super) fn reason(catalogue: &Catalogue, board: &Board, at: EntryRef) -> Option<String> {
    if at.kind == Kind::Milestone {
        let milestone = catalogue.milestones().get(at.index)?;
        let standing = board.standings.get(at.index)?;
        return of_milestone(
            catalogue,
            board,
            (at.index, milestone),
            standing,
            standing.says,
        );
    }
    let summary = board.summary(at)?;
    let flew = summary.flew_late.map(|slip| {
        let months = counted(slip.months(), Noun::Month);
        format!("first flown {months} late")
    });
    let parts: Vec<String> = of_entry(catalogue, board, summary)
        .into_iter()
        .chain(flew)
        .collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn of_entry(catalogue: &Catalogue, board: &Board, summary: &Summary) -> Option<String> {
    let named = || {
        let index = summary.worst?;
        let milestone = catalogue.milestones().get(index)?;
        let standing = board.standings.get(index)?;
        let name = &milestone.entry.name;
        let why = of_milestone(catalogue, board, (index, milestone), standing, summary.says);
        Some(why.map_or_else(|| name.to_string(), |why| format!("{name}: {why}")))
    };
    match summary.says {
        DatesSay::Missed => {
            let more = match summary.missed {
                0 | 1 => String::new(),
                count => format!(" and {} more missed", count - 1),
            };
            named().map(|worst| format!("{worst}{more}"))
        }
        DatesSay::NoWord => Some(format!(
            "{} of {} deadlines without word",
            summary.no_word, summary.were_due
        )),
        DatesSay::InDoubt | DatesSay::Late | DatesSay::Slipping => named(),
        DatesSay::Done if summary.no_word == 0 => None,
        DatesSay::OnPlan | DatesSay::Done if summary.all > 0 => {
            let silent = match summary.no_word {
                0 => String::new(),
                count => format!(", {count} without word"),
            };
            Some(format!("{} of {} done{silent}", summary.done, summary.all))
        }
        _ => None,
    }
}

/// Of a verdict on it, its own or the one that an entry takes from it.
fn of_milestone(
    catalogue: &Catalogue,
    board: &Board,
    (index, milestone): (usize, &Milestone),
    standing: &Standing,
    says: DatesSay,
) -> Option<String> {
    match says {
        DatesSay::Missed => {
            let on = standing.open_on?;
            Some(format!(
                "was due {}, still open {}",
                standing.when?,
                prose::during(on)
            ))
        }
        DatesSay::NoWord => {
            let at = EntryRef::new(Kind::Milestone, index);
            let last = mention::last_word(catalogue, at, board.today);
            let last = last.map_or("no dated word".to_owned(), |word| {
                format!("last word {}", ago(word.days))
            });
            Some(format!(
                "was due {}, outcome unknown; {last}",
                standing.when?
            ))
        }
        DatesSay::InDoubt => standing.doubt.map(|why| doubt(catalogue, why)),
        DatesSay::Undated | DatesSay::OnPlan | DatesSay::Slipping | DatesSay::Late => {
            moved(milestone, standing)
        }
        _ => None,
    }
}

/// "2021, now 2031", "2030, now no date".
fn moved(milestone: &Milestone, standing: &Standing) -> Option<String> {
    let first = milestone.first()?.when;
    let now = standing.when?;
    match (first, now) {
        (_, When::Tbd) => {
            let dated = milestone.dated().map(|(one, _)| one.when);
            let last = dated.rev().find(|when| *when != When::Tbd)?;
            Some(format!("{}, now no date", date(last)))
        }
        (first, now) if first.window() == now.window() => None,
        (first, now) => Some(format!("{}, now {}", date(first), date(now))),
    }
}

/// Why nothing supports a date.
pub(super) fn doubt(catalogue: &Catalogue, doubt: Doubt) -> String {
    match doubt {
        Doubt::Needs(index, need) => {
            let needed = catalogue.milestones().get(index);
            let name = needed.map_or("", |needed| &*needed.entry.name);
            let is = match need {
                Need::Missed => "is missed",
                Need::InDoubt => "is in doubt itself",
                Need::TooLate => "comes only after that",
            };
            format!("it needs \"{name}\", which {is}")
        }
        Doubt::Pace(pace) => self::pace(&pace),
        Doubt::Old(days) => format!("the last word was {}", ago(days)),
        Doubt::YearOnly(days) => {
            let left = counted(days, Noun::Day);
            format!("only the year is named, and {left} of it are left")
        }
    }
}

/// "37 of 156: 119 more in 35 days, 1,241 a year; the best year so far had 37".
pub(super) fn pace(pace: &Pace) -> String {
    let so_far = format!("{} of {}", pace.counted, pace.reach);
    let Some((left, needed)) = pace
        .days_left
        .zip(pace.needed)
        .filter(|_| pace.missing() > 0)
    else {
        return so_far;
    };
    let left = counted(left, Noun::Day);
    let best = pace.best.map_or(String::new(), |best| {
        format!("; the best year so far had {best:.0}")
    });
    format!(
        "{so_far}: {} more in {left}, {} a year{best}",
        pace.missing(),
        prose::grouped(rounded(needed))
    )
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float is cut to the range"
)]
fn rounded(number: f64) -> i64 {
    number.round() as i64
}
