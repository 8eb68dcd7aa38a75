//! What public sources say, what became of it, and why a file of theirs is refused.

use super::prose::{at, counted, day};
use crate::domain::format::keyword::{Keyword as _, MilestoneStatus};
use crate::domain::inbox::NoInbox;
use crate::domain::inbox::candidates::{Candidate, Clash, Left, Point, Remark, Says};
use crate::domain::inbox::feed::{Feed, NoFeed, Why};
use crate::domain::inbox::sighting::Said;
use crate::domain::when::When;
use crate::words::Noun;

pub(super) fn feed(feed: Feed) -> &'static str {
    match feed {
        Feed::LaunchLibrary => "Launch Library 2",
        Feed::Celestrak => "the satellite catalogue of CelesTrak",
        Feed::Gcat => "the launch log of GCAT",
        Feed::Digest => "a digest of launches",
        Feed::Elements => "elements of orbits",
    }
}

/// Whose file it seems to be, where, what is wrong, what to do.
pub(super) fn no_feed(refused: &NoFeed) -> String {
    let of = refused
        .feed
        .map_or(String::new(), |one| format!("{}: ", feed(one)));
    let place = match refused.at {
        Some((line, Some(column))) => format!("line {line}, column {column}: "),
        Some((line, None)) => format!("line {line}: "),
        None => String::new(),
    };
    format!("{of}{place}{}", why(&refused.why))
}

fn why(why: &Why) -> String {
    match why {
        Why::Empty => "there is nothing in it".to_owned(),
        Why::Html => "an HTML page instead of data: a log-in page of the network?".to_owned(),
        Why::Calendar => "a calendar says neither how exactly a date is known nor how a launch went: import the \
                          records that it was made of"
            .to_owned(),
        Why::NoText => "it is not UTF-8 text: save it as it was received, or as UTF-8".to_owned(),
        Why::TooLong(most) => format!("it is longer than {} MiB", most >> 20),
        Why::TooDeep(most) => format!("more than {most} brackets stand within each other"),
        Why::TooMany(most) => {
            format!("it has more than {}: ask for less at once", counted(*most, Noun::Record))
        }
        Why::Broken => "it is cut off or damaged here: fetch it again".to_owned(),
        Why::NoColumn(name) => format!("it has no column {name}"),
        Why::OnlyDates => "it has only a `date`, which may mean a day, a month or a year: import one with `net`, \
                           or the records that it was made of"
            .to_owned(),
        Why::Spoilt { bad, all } => {
            format!("too many of its records make no sense ({bad} of {all}), so nothing of it is used")
        }
        Why::Unknown => "it is none of the files that can be read: Launch Library 2 or a digest of it (JSON), \
                         the satellite catalogue of CelesTrak (CSV, JSON), the launch log of GCAT (TSV), \
                         elements of orbits (JSON, CSV, TLE)"
            .to_owned(),
    }
}

/// What it says, in one line.
pub(super) fn candidate(candidate: &Candidate) -> String {
    match &candidate.says {
        Says::Date {
            when,
            was,
            said,
            before,
        } => {
            let was = match was {
                Some(was) if was != when => format!("; now {}", dated(*was)),
                Some(_) | None => String::new(),
            };
            let before = match before.len() {
                0 => String::new(),
                more => format!("; with {more} earlier of its dates"),
            };
            format!("{} ({}){was}{before}", dated(*when), by(said))
        }
        Says::Outcome { status, actual } => format!("{} {}", status.word(), at(*actual)),
        Says::Count {
            on,
            launched,
            in_orbit,
            lost,
            was,
        } => {
            let was = was.map_or(String::new(), |was| format!("; recorded: {was} in orbit"));
            format!(
                "{in_orbit} in orbit, {launched} launched, {lost} lost, on {}{was}",
                day(*on)
            )
        }
        Says::New {
            when,
            has_flown: true,
        } => format!("launched {}, no entry yet", at(*when)),
        Says::New {
            when,
            has_flown: false,
        } => format!("launch {}, no entry yet", dated(*when)),
        Says::Question { when, choices } => {
            let when = when.map_or(String::new(), |when| format!("{}: ", dated(when)));
            let names: Vec<String> = choices
                .iter()
                .map(|choice| choice.milestone.to_string())
                .collect();
            format!("{when}is it {}?", names.join(" or "))
        }
        Says::Conflict(clash) => conflict(*clash),
    }
}

fn dated(when: When) -> String {
    match when {
        When::Tbd => "no date".to_owned(),
        when => at(when),
    }
}

fn by(said: &Said) -> String {
    format!("{}, {}", said.by, day(said.day))
}

fn conflict(clash: Clash) -> String {
    let status = |status: MilestoneStatus| status.word();
    match clash {
        Clash::Day { recorded, told } => {
            format!("the source says {}, recorded is {}", at(told), at(recorded))
        }
        Clash::Outcome { recorded, told } => {
            format!(
                "the source says {}, recorded is {}",
                status(told),
                status(recorded)
            )
        }
        Clash::NotFlown { recorded, told } => {
            let told = told.map_or("no date".to_owned(), dated);
            format!(
                "the source has it still ahead, {told}; recorded is that it happened {}",
                at(recorded)
            )
        }
        Clash::Fewer { recorded, told } => {
            format!(
                "the source knows {told} launched, recorded are {recorded}: does a name in `satcat` miss some?"
            )
        }
    }
}

/// "serial +5, far −2".
pub(super) fn points(points: &[Point]) -> String {
    let told = |point: &Point| match point {
        Point::Key => "named by the entry".to_owned(),
        point => format!("{} {:+}", self::point(*point), point.worth()).replace('-', "−"),
    };
    points.iter().map(told).collect::<Vec<_>>().join(", ")
}

fn point(point: Point) -> &'static str {
    match point {
        Point::Key => "named",
        Point::Serial => "the same number of the series",
        Point::Series => "the same series",
        Point::Day => "the same day",
        Point::Holds => "a day in the window",
        Point::Meets => "windows that meet",
        Point::Near => "near in time",
        Point::Far => "far in time",
        Point::Vehicle => "the same vehicle",
        Point::OtherVehicle => "another vehicle",
        Point::TestFlight => "a test flight",
        Point::Launch => "a launch",
        Point::Number => "the number of the batch",
        Point::Sister => "a sister constellation",
    }
}

pub(super) fn remark(remark: Remark) -> &'static str {
    match remark {
        Remark::Partial => "a part of it failed: whether it counts as done is yours to judge",
        Remark::Placeholder => "the source calls this date a placeholder",
        Remark::OtherVehicle => "the source names another vehicle than the entry",
        Remark::NoOwner => "nothing tells whose it is: give --of ID",
    }
}

/// What was left aside, and why; empty of nothing.
pub(super) fn left(left: &Left) -> String {
    let told = [
        (left.foreign, "from elsewhere"),
        (left.past, "long past and without an entry"),
        (
            left.untold,
            "without a date or outcome that is told plainly",
        ),
        (
            left.ahead,
            "of a day that has not come: is the clock right, or `--as-of`?",
        ),
    ];
    let told = told.iter().filter(|(count, _)| *count > 0);
    told.map(|(count, why)| format!("{count} {why}"))
        .collect::<Vec<_>>()
        .join("; ")
}

/// "2 candidates wait in the inbox".
pub(super) fn waiting(count: usize) -> String {
    match count {
        0 => "nothing waits in the inbox".to_owned(),
        1 => "1 candidate waits in the inbox".to_owned(),
        more => format!("{more} candidates wait in the inbox"),
    }
}

pub(super) fn another_launch(was: &str, is: &str) -> String {
    format!(
        "the record of \"{was}\" has come to be \"{is}\": what waited of it is withdrawn, and an entry that names it no longer counts for it"
    )
}

pub(super) fn no_inbox(why: &NoInbox) -> String {
    match why {
        NoInbox::NoFolder => {
            "there is no folder for the inbox: set XDG_STATE_HOME or HOME".to_owned()
        }
        NoInbox::Damaged { file } => {
            format!("the inbox is damaged: the next `roscope import` moves {file} aside")
        }
        NoInbox::Newer { file } => {
            format!("{file} was written by a newer roscope and is left alone")
        }
        NoInbox::OfAnother { file, catalogue } => {
            format!("{file} is the inbox of another catalogue: {catalogue}")
        }
        NoInbox::Busy { seconds } => {
            format!(
                "another roscope has been changing the inbox for {seconds} s: try again when it has ended"
            )
        }
        NoInbox::Unread(why) => why.clone(),
        NoInbox::Unwritten { file, why } => format!("the inbox cannot be changed: {file}: {why}"),
    }
}

pub(super) fn begun_afresh(aside: &str) -> String {
    format!("the inbox was damaged and is begun afresh; what was in it: {aside}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_feed_the_place_and_the_reason() {
        let refused = NoFeed {
            feed: Some(Feed::Celestrak),
            at: Some((3, None)),
            why: Why::Broken,
        };
        assert_eq!(
            no_feed(&refused),
            "the satellite catalogue of CelesTrak: line 3: it is cut off or damaged here: fetch it again"
        );
        let many = NoFeed::of(Feed::Digest, Why::Spoilt { bad: 2, all: 3 });
        assert_eq!(
            no_feed(&many),
            "a digest of launches: too many of its records make no sense (2 of 3), so nothing of it is used"
        );
    }
}
