//! A milestone in one sentence that could stand in an article.
//!
//! "The maiden flight of Soyuz-5, first promised for 2022, took place on 30 April 2026, 40 months later
//! than first promised, after 4 postponements."

use std::borrow::Cow;

use super::{prose, reason};
use crate::domain::catalogue::{Catalogue, Milestone, Statement};
use crate::domain::computed::ledger::Moves;
use crate::domain::computed::slip::Slip;
use crate::domain::computed::standing::{DatesSay, Standing};
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::when::When;
use crate::words::Noun;

/// Tells what was promised first, what stands now or what happened, how often the date moved, and whose
/// word is the last.
pub(super) fn sentence(
    catalogue: &Catalogue,
    milestone: &Milestone,
    standing: &Standing,
) -> String {
    let told = match (milestone.recorded.status.value, &milestone.actual) {
        (MilestoneStatus::Cancelled, _) => cancelled(milestone, standing),
        (_, Some(actual)) => happened(milestone, actual.value, standing),
        (_, None) => open(catalogue, milestone, standing),
    };
    format!("{}{told}.", subject(&milestone.entry.name))
}

fn happened(milestone: &Milestone, actual: When, standing: &Standing) -> String {
    let name = &milestone.entry.name;
    let verb = match milestone.recorded.status.value {
        MilestoneStatus::Failed => "failed",
        _ if is_event(name) => "took place",
        _ => "came about",
    };
    let promise = first_promise(milestone);
    let distance = distance(milestone, actual, standing)
        .map(|words| format!(", {words}"))
        .unwrap_or_default();
    let postponed = postponed(milestone);
    let comma = if postponed.is_empty() { "" } else { "," };
    format!(
        "{promise} {verb} {}{distance}{comma}{postponed}",
        prose::at(actual)
    )
}

/// "40 months later than first promised", "as first promised".
fn distance(milestone: &Milestone, actual: When, standing: &Standing) -> Option<String> {
    let first = milestone.first()?.when;
    if first.last().is_some() && first.window().covers(actual.window()) {
        return Some("as first promised".to_owned());
    }
    let slip = standing.since_first?;
    let (count, noun) = match slip.months() {
        0 => (slip.days(), Noun::Day),
        months => (months, Noun::Month),
    };
    let least = match slip {
        Slip::AtLeast(_) => "at least ",
        Slip::AtMost(_) => "at most ",
        Slip::Exact(_) | Slip::Begins(_) => "",
    };
    let way = if count > 0 { "later" } else { "earlier" };
    let far = prose::counted(count.abs(), noun);
    (count != 0).then(|| format!("{least}{far} {way} than first promised"))
}

fn cancelled(milestone: &Milestone, standing: &Standing) -> String {
    let promise = match standing.latest.statement(milestone) {
        Some(now) => opening(milestone, now, "last"),
        None => String::new(),
    };
    let recorded = milestone
        .recorded
        .as_of
        .map(|date| format!(", as of {}", prose::period(date)))
        .unwrap_or_default();
    format!("{promise} was cancelled{}{recorded}", postponed(milestone))
}

fn open(catalogue: &Catalogue, milestone: &Milestone, standing: &Standing) -> String {
    let Some(now) = standing.latest.statement(milestone) else {
        return " has no date: nobody has given one".to_owned();
    };
    if now.when == When::Tbd {
        return undetermined(milestone, now);
    }
    let word = last_word(milestone, now);
    if let Some(days) = standing.days_overdue {
        let promise = opening(milestone, now, "last");
        let moved = postponed(milestone);
        let days = prose::age(days);
        return match standing
            .open_on
            .filter(|_| standing.says == DatesSay::Missed)
        {
            Some(on) => {
                let on = prose::during(on);
                format!("{promise} was missed{moved}: it was still open {on}; {word}")
            }
            None => format!(
                "{promise} should have come about {days} ago{moved}, but nobody has said what happened; {word}"
            ),
        };
    }
    let doubted = standing
        .doubt
        .filter(|_| standing.says == DatesSay::InDoubt);
    let word = match doubted {
        Some(doubt) => format!("{word}; in doubt, for {}", reason::doubt(catalogue, doubt)),
        None => word,
    };
    match moved(Moves::of(milestone)) {
        None if milestone
            .first()
            .is_some_and(|first| first.when == When::Tbd) =>
        {
            format!("{} has not moved; {word}", opening(milestone, now, "now"))
        }
        None if milestone.dated().count() > 1 => {
            let promised = prose::promised(now.when);
            format!(" is promised {promised} and has not moved; {word}")
        }
        None => format!(" is promised {}; {word}", prose::promised(now.when)),
        Some(moved) => format!("{} {moved}; {word}", opening(milestone, now, "now")),
    }
}

fn undetermined(milestone: &Milestone, now: &Statement) -> String {
    let promise = first_promise(milestone);
    let word = last_word(milestone, now);
    format!("{promise} has no date; {word}")
}

/// ", first promised for 2016,"; nothing where the first word was none.
fn first_promise(milestone: &Milestone) -> String {
    match milestone.first().filter(|first| first.when != When::Tbd) {
        Some(first) => format!(", first promised {},", prose::promised(first.when)),
        None => String::new(),
    }
}

/// ", first promised for 2016 and now for 2028,".
fn opening(milestone: &Milestone, now: &Statement, adverb: &str) -> String {
    let is = prose::promised(now.when);
    match milestone.first() {
        Some(first) if first.when == When::Tbd && now.when != When::Tbd => {
            format!(", at first without a date and {adverb} promised {is},")
        }
        Some(first) if !std::ptr::eq(first, now) => {
            let was = prose::promised(first.when);
            let again = if was == is { "again " } else { "" };
            format!(", first promised {was} and {adverb} {again}{is},")
        }
        _ => format!(", promised {is},"),
    }
}

/// " after 4 postponements".
fn postponed(milestone: &Milestone) -> String {
    match Moves::of(milestone).later {
        0 => String::new(),
        1 => " after 1 postponement".to_owned(),
        count => format!(" after {count} postponements"),
    }
}

/// "has moved later seven times and earlier once"; none where the date stayed as it was.
fn moved(moves: Moves) -> Option<String> {
    let counted = |count: usize, way: &str| {
        let words = format!("{way} {}", prose::times(count));
        (count > 0).then_some(words)
    };
    match (
        counted(moves.later, "later"),
        counted(moves.earlier, "earlier"),
    ) {
        (Some(later), Some(earlier)) => return Some(format!("has moved {later} and {earlier}")),
        (Some(one), None) | (None, Some(one)) => return Some(format!("has moved {one}")),
        (None, None) => {}
    }
    match (moves.narrowed, moves.widened) {
        (0, 0) => None,
        (_, 0) => Some("has not moved, but was narrowed".to_owned()),
        (0, _) => Some("has not moved, but was widened".to_owned()),
        _ => Some("has not moved, but was narrowed and widened".to_owned()),
    }
}

/// "the last statement is from 25 June 2025 (Bakanov)".
fn last_word(milestone: &Milestone, now: &Statement) -> String {
    let by = now
        .by
        .as_ref()
        .map(|by| format!(" ({by})"))
        .unwrap_or_default();
    let which = if milestone.statements.len() > 1 {
        "last"
    } else {
        "only"
    };
    match now.said {
        Some(said) => format!("the {which} statement is from {}{by}", prose::period(said)),
        None => format!("the {which} statement is undated{by}"),
    }
}

/// "The maiden flight of Soyuz-5" of an event, else the name in quotation marks: "300 rockets built" is
/// no noun.
fn subject(name: &str) -> String {
    if is_event(name) {
        format!("The {}", with_small_start(name))
    } else {
        format!("\"{name}\"")
    }
}

/// The name is a noun for something that takes place: "Luna-26 orbiter launch", "First flight of Amur".
fn is_event(name: &str) -> bool {
    const EVENTS: [&str; 5] = ["flight", "launch", "landing", "firing", "spacewalk"];
    const LINKS: [&str; 8] = ["of", "from", "to", "on", "at", "in", "with", "for"];
    let words: Vec<&str> = name.split(' ').collect();
    let is_plain = !name.contains([',', ':', ';', '"']);
    is_plain
        && words.iter().enumerate().any(|(place, word)| {
            let event = EVENTS.iter().any(|event| word.eq_ignore_ascii_case(event));
            event && words.get(place + 1).is_none_or(|next| LINKS.contains(next))
        })
}

/// The first letter made small, if the first word is a common one and not a name.
fn with_small_start(name: &str) -> Cow<'_, str> {
    const COMMON: [&str; 13] = [
        "Maiden",
        "First",
        "Second",
        "Third",
        "Fourth",
        "Fifth",
        "Last",
        "Next",
        "Crewed",
        "Flight",
        "Launch",
        "Landing",
        "Spacewalk",
    ];
    let first = name.split(' ').next().unwrap_or_default();
    match name.split_at_checked(1) {
        Some((letter, rest)) if COMMON.contains(&first) => {
            Cow::Owned(letter.to_ascii_lowercase() + rest)
        }
        _ => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::subject;

    #[test]
    fn an_event_is_a_noun_and_anything_else_is_quoted() {
        for (name, is) in [
            ("Maiden flight of Soyuz-5", "The maiden flight of Soyuz-5"),
            ("Luna-26 orbiter launch", "The Luna-26 orbiter launch"),
            (
                "First Angara launch from Vostochny",
                "The first Angara launch from Vostochny",
            ),
            (
                "Spacewalk for upkeep of Zarya",
                "The spacewalk for upkeep of Zarya",
            ),
            ("300 rockets built", "\"300 rockets built\""),
            (
                "First flight engines delivered",
                "\"First flight engines delivered\"",
            ),
            ("Soyuz-6 flight tests", "\"Soyuz-6 flight tests\""),
            (
                "First flight of Orel, without a crew",
                "\"First flight of Orel, without a crew\"",
            ),
            ("", "\"\""),
        ] {
            assert_eq!(subject(name), is);
        }
    }
}
