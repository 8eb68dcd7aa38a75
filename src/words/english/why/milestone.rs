//! Why a milestone stands as it does.

use super::{Why, bounds, grades, heading, outcomes};
use crate::domain::catalogue::{Milestone, Statement};
use crate::domain::computed::agenda::{self, Fit, Squeeze};
use crate::domain::computed::conflict;
use crate::domain::computed::doubt::{Doubt, Pace};
use crate::domain::computed::ledger::{self, Line, Moves};
use crate::domain::computed::mention::{self, LastWord, What};
use crate::domain::computed::record::{Judged, Outcome};
use crate::domain::computed::slip::Slip;
use crate::domain::computed::standing::{DatesSay, Standing};
use crate::domain::format::keyword::MilestoneStatus;
use crate::domain::when::When;
use crate::words::english::{computed, prose, reason};
use crate::words::{Noun, Reason};

impl Why<'_> {
    pub(super) fn of_milestone(self, index: usize) -> Vec<Reason> {
        let shown = (
            self.catalogue.milestones().get(index),
            self.board.standings.get(index),
        );
        let (Some(milestone), Some(standing)) = shown else {
            return Vec::new();
        };
        let squeezes = self.squeezes_around(index);
        vec![
            self.verdict(milestone, standing, standing.says),
            Reason::new("Satellites", self.paced(milestone, standing)),
            Reason::new(
                "Dates that contradict each other",
                self.contradicting(milestone, standing),
            ),
            Reason::new("Slip", self.slip(milestone, standing)),
            Reason::new("Moves", self.moves(milestone)),
            Reason::new("Notice", self.notices(milestone)),
            Reason::new("No news", self.silence(index)),
            self.squeezed(&squeezes, Fit::Impossible),
            self.squeezed(&squeezes, Fit::NoFloat),
            Reason::new("Slack", self.float(index)),
            Reason::new("Track record", self.kept(index, milestone)),
            Reason::new("Experience", self.outlook(index)),
            self.contested([&*milestone.entry.facts]),
            self.recorded(Some(milestone.recorded.view())),
        ]
    }

    /// What the dates say of it, or what an entry takes from it, and by which rule.
    pub(super) fn verdict(
        self,
        milestone: &Milestone,
        standing: &Standing,
        says: DatesSay,
    ) -> Reason {
        let sentences = match says {
            DatesSay::InDoubt => self.doubted(standing),
            DatesSay::NoWord | DatesSay::Missed => self.overdue(milestone, standing),
            _ if rests_on_slip(says) => {
                let mut sentences = self.since_first(milestone, standing);
                sentences.push(grades());
                sentences
            }
            DatesSay::Undated => vec![self.undated(milestone, standing)],
            _ => vec![over(milestone)],
        };
        Reason::new(heading(says), sentences)
    }

    /// Why nothing supports the date.
    fn doubted(self, standing: &Standing) -> Vec<String> {
        let Some(doubt) = standing.doubt else {
            return Vec::new();
        };
        let rule = match doubt {
            Doubt::Needs(..) => {
                "A date is in doubt where what it needs is missed, in doubt or begins after it ends."
            }
            Doubt::Pace(_) => {
                "A number is in doubt where it needs over three times the best rise of any 365 days on record."
            }
            Doubt::Old(_) => {
                "A date that ends within a year, or has no end and has begun, is in doubt where the last word on \
                 it is over a year old."
            }
            Doubt::YearOnly(_) => {
                "Where only a year is named, its date is in doubt in the last 90 days of it."
            }
        };
        let why = reason::doubt(self.catalogue, doubt);
        vec![
            format!("Nothing supports the date: {why}."),
            rule.to_owned(),
        ]
    }

    /// How far a number to reach is, where the verdict does not tell it.
    fn paced(self, milestone: &Milestone, standing: &Standing) -> Vec<String> {
        let is_told = matches!(standing.doubt, Some(Doubt::Pace(_)));
        let due = standing.when.filter(|_| standing.says.is_due() && !is_told);
        let pace = due.and_then(|when| Pace::of(self.catalogue, milestone, when, self.board.today));
        pace.map(|pace| format!("{}.", reason::pace(&pace)))
            .into_iter()
            .collect()
    }

    /// The newer date of a weak source, and those of two speakers who both stand by what they said.
    fn contradicting(self, milestone: &Milestone, standing: &Standing) -> Vec<String> {
        let told = |place: usize| {
            let statement = milestone.statements.get(place)?;
            Some(format!(
                "{}, {}",
                prose::date(statement.when),
                self.told(statement)
            ))
        };
        let newer = standing.latest.against.and_then(told).map(|newer| {
            format!("A newer date rests on weak sources only and does not stand: {newer}.")
        });
        let alone = standing.latest.is_weak && milestone.is_open();
        let alone = alone.then(|| "The date that stands rests on weak sources only.".to_owned());
        let pairs = conflict::conflicts(self.catalogue, milestone).into_iter();
        let pairs = pairs.filter_map(|(a, b)| Some(format!("{}; {}.", told(a)?, told(b)?)));
        newer.into_iter().chain(alone).chain(pairs).collect()
    }

    fn overdue(self, milestone: &Milestone, standing: &Standing) -> Vec<String> {
        let today = self.board.today;
        let now = standing.latest.statement(milestone);
        let Some((now, days)) = now.zip(standing.days_overdue) else {
            return Vec::new();
        };
        let missed = standing
            .open_on
            .filter(|_| standing.says == DatesSay::Missed);
        let outcome = match missed {
            Some(on) => format!(
                "A later word shows it still open {}: it was missed.",
                prose::during(on)
            ),
            None => "Nobody has said since what happened: the outcome is unknown.".to_owned(),
        };
        let end = now.when.last().map(prose::day).unwrap_or_default();
        vec![
            format!("{}, ended on {end}.", self.the_last_date(now)),
            format!(
                "Today is {}, {} later.",
                prose::day(today),
                prose::age(days)
            ),
            outcome,
        ]
    }

    fn undated(self, milestone: &Milestone, standing: &Standing) -> String {
        match standing.latest.statement(milestone) {
            Some(now) => format!("{}, sets no deadline.", self.the_last_date(now)),
            None => "Nobody has given a date.".to_owned(),
        }
    }

    fn the_last_date(self, now: &Statement) -> String {
        format!(
            "The latest date, {}, {}",
            prose::date(now.when),
            self.told(now)
        )
    }

    /// The slip against the first date where the verdict has not told it, and against the date before.
    fn slip(self, milestone: &Milestone, standing: &Standing) -> Vec<String> {
        let mut sentences = if rests_on_slip(standing.says) || is_alone(milestone) {
            Vec::new()
        } else {
            self.since_first(milestone, standing)
        };
        let back = usize::from(milestone.actual.is_none());
        let before = milestone.dated().rev().nth(back).map(|(before, _)| before);
        let first = milestone.first();
        let before =
            before.filter(|before| first.is_some_and(|first| !std::ptr::eq(first, *before)));
        if let Some((before, slip)) = before.zip(standing.since_last) {
            let way = if slip.days() < 0 { " earlier" } else { "" };
            sentences.push(format!(
                "Against the date before, {}, {}: {}{way}.",
                prose::date(before.when),
                self.told(before),
                amount(slip)
            ));
        }
        sentences
    }

    /// The first date, the date now or the event, and what lies between their ends.
    fn since_first(self, milestone: &Milestone, standing: &Standing) -> Vec<String> {
        let Some((first, now)) = milestone.first().zip(standing.when) else {
            return self.of_unknown_day(milestone, standing);
        };
        let told = format!("{}, {}", prose::date(first.when), self.told(first));
        if is_alone(milestone) {
            let bounds = bounds(first.when);
            return vec![format!(
                "The only date, {told}, {bounds}: it has not moved."
            )];
        }
        let name = match milestone.actual {
            Some(_) => "what happened",
            None => "the latest date",
        };
        let ends = format!(
            "The first date, {told}, {}; {name}, {}, {}.",
            bounds(first.when),
            prose::date(now),
            bounds(now)
        );
        vec![ends, between(first.when, now, standing.since_first)]
    }

    /// An open milestone with nothing but statements of an unknown day.
    fn of_unknown_day(self, milestone: &Milestone, standing: &Standing) -> Vec<String> {
        let now = standing.latest.statement(milestone);
        let now = now.filter(|_| milestone.is_open());
        let told = now.map(|now| {
            format!(
                "{}, {}; no slip is counted from an undated statement.",
                self.the_last_date(now),
                bounds(now.when)
            )
        });
        told.into_iter().collect()
    }

    /// Every statement with what it did to the one before.
    fn moves(self, milestone: &Milestone) -> Vec<String> {
        let moves = computed::moves(Moves::of(milestone));
        if moves.is_empty() {
            return Vec::new();
        }
        let counted = format!("Each statement against the one before: {moves}.");
        let rule = "A smaller window inside the old one is narrowed and no slip, a larger one around the same \
                    time widened; an end that lies over a year later is later.";
        let steps = ledger::lines(milestone).map(|line| self.step(&line));
        let sentences = [counted].into_iter().chain(steps);
        sentences.chain([rule.to_owned()]).collect()
    }

    /// "2028-Q4, said 2026-03-10 by Orlova (Sample News): later, by 366 days, 12 months."
    fn step(self, line: &Line) -> String {
        let statement = line.statement;
        let did = match line.step {
            None => "undated, so not counted".to_owned(),
            Some(step) => {
                let slip = step.slip;
                let slip = slip.filter(|slip| step.moved.is_slip() && slip.days() != 0);
                let far = slip.map(|slip| format!(", {}", amount(slip)));
                format!("{}{}", computed::moved(step.moved), far.unwrap_or_default())
            }
        };
        format!(
            "{}, {}: {did}.",
            prose::date(statement.when),
            self.told(statement)
        )
    }

    /// How much warning each slip gave.
    fn notices(self, milestone: &Milestone) -> Vec<String> {
        let mut before: Option<When> = None;
        let mut sentences = Vec::new();
        for line in ledger::lines(milestone) {
            let Some(step) = line.step else { continue };
            let broken = before.replace(line.statement.when).and_then(When::last);
            if let Some((end, notice)) = broken.zip(step.notice) {
                let told = self.told(line.statement);
                sentences.push(notice_of(end, notice, line.statement.when, &told));
            }
        }
        sentences
    }

    fn silence(self, index: usize) -> Vec<String> {
        let (catalogue, today) = (self.catalogue, self.board.today);
        let told = mention::silence(catalogue, index, today).map(|last| {
            let LastWord {
                what, day, days, ..
            } = last;
            let age = match days {
                0 => "is from today".to_owned(),
                days => format!("is {} old", prose::age(days)),
            };
            let is = if days > agenda::SILENT_DAYS {
                "more"
            } else {
                "not more"
            };
            let day = prose::date(day.into());
            let of = match what {
                What::Statement(statement) => self.told(statement),
                What::Source(source) => format!("{}, {day}", source.publisher),
                What::Fact(fact) => {
                    let published = self.published(&fact.source);
                    format!("\"{}\" as of {day}{published}", fact.label)
                }
                _ => format!("as of {day}"),
            };
            format!(
                "The last {}, {of}, {age}: {is} than {}, after which a milestone has no news.",
                prose::mention(what),
                prose::counted(agenda::SILENT_DAYS, Noun::Day)
            )
        });
        told.into_iter().collect()
    }

    /// Those that this milestone needs, and those that need it, where they leave no room.
    fn squeezes_around(self, index: usize) -> Vec<Squeeze> {
        let standings = &self.board.standings;
        let mut squeezes = agenda::squeezes(self.catalogue, standings, index);
        for other in self.catalogue.unblocks(index) {
            let of_other = agenda::squeezes(self.catalogue, standings, *other);
            squeezes.extend(of_other.into_iter().filter(|one| one.needed == index));
        }
        squeezes
    }

    /// The room between this milestone and those around it, where there is some.
    fn float(self, index: usize) -> Vec<String> {
        let (catalogue, today) = (self.catalogue, self.board.today);
        let standings = &self.board.standings;
        let needed = agenda::needed_by(catalogue, standings, index, today).into_iter();
        let waiting = agenda::waiting_for(catalogue, standings, index, today).into_iter();
        let pairs = needed
            .map(|one| (one.milestone, index, one.float))
            .chain(waiting.map(|one| (index, one.milestone, one.float)));
        let told = pairs.filter_map(|(needed, by, float)| {
            let float = float.filter(|float| float.fit.is_none())?;
            let (needed, by) = (self.name(needed), self.name(by));
            Some(format!(
                "Between {needed} and {by}, which needs it: {}.",
                computed::slack(float)
            ))
        });
        told.collect()
    }

    fn outlook(self, index: usize) -> Vec<String> {
        let outlook = self.board.outlook(self.catalogue, index);
        outlook
            .iter()
            .map(|one| computed::outlook(Some(one)))
            .collect()
    }

    /// What became of each promise.
    fn kept(self, index: usize, milestone: &Milestone) -> Vec<String> {
        let judged = self.board.record.judged.iter();
        let closed: Vec<&Judged> = judged.filter(|judged| judged.milestone == index).collect();
        if closed.is_empty() {
            return Vec::new();
        }
        let all: Vec<Outcome> = closed.iter().map(|judged| judged.outcome).collect();
        let counted = format!(
            "{} of {} can be judged: {}.",
            closed.len(),
            prose::counted(milestone.statements.len(), Noun::Statement),
            outcomes(&all)
        );
        let each = closed.iter().filter_map(|judged| {
            let statement = milestone.statements.get(judged.statement)?;
            let became = match judged.outcome {
                Outcome::Kept => "kept",
                Outcome::Broken => "broken",
                Outcome::Unknown if milestone.actual.is_some() => {
                    "unknown, the day of the event is too vague"
                }
                Outcome::Unknown => "unknown, no word after its deadline",
            };
            let end = prose::day(judged.end);
            let told = self.told(statement);
            Some(format!(
                "{}, {told}, deadline {end}: {became}.",
                prose::date(statement.when)
            ))
        });
        let rule = "A promise is kept if it came true by its deadline, and broken if it came later, a later word \
                    shows it open, or it was given up.";
        let sentences = [counted].into_iter().chain(each);
        sentences.chain([rule.to_owned()]).collect()
    }
}

/// There is only one date to speak of.
fn is_alone(milestone: &Milestone) -> bool {
    milestone.actual.is_none() && milestone.dated().count() == 1
}

/// The verdict is a grade of the slip against the first date.
fn rests_on_slip(says: DatesSay) -> bool {
    matches!(says, DatesSay::OnPlan | DatesSay::Slipping | DatesSay::Late)
}

fn over(milestone: &Milestone) -> String {
    let actual = milestone.actual.as_ref().map(|actual| actual.value);
    let happened = actual
        .map(|actual| format!(" {}", prose::at(actual)))
        .unwrap_or_default();
    let verb = match milestone.recorded.status.value {
        MilestoneStatus::Failed => "failed",
        MilestoneStatus::Cancelled => "was cancelled",
        _ => "happened",
    };
    format!("It {verb}{happened}; the dates of what is over are not judged.")
}

fn notice_of(end: chrono::NaiveDate, notice: i64, now: When, told: &str) -> String {
    let end = prose::day(end);
    let days = prose::counted(notice.abs(), Noun::Day);
    let side = if notice < 0 { "after" } else { "before" };
    let now = prose::date(now);
    format!("{now}, {told}, was announced {days} {side} the old deadline, {end}.")
}

/// What lies between the ends of the first date and of the last, or why nothing can be counted.
fn between(first: When, now: When, slip: Option<Slip>) -> String {
    let Some(slip) = slip else {
        let why = match (first.last(), now) {
            (_, When::Tbd) => "There is no date now",
            _ => "One of them has no deadline, and the other no beginning",
        };
        return format!("{why}: no slip can be counted.");
    };
    let far = amount(slip);
    match slip {
        Slip::Exact(0) => "Both end on the same day: no slip.".to_owned(),
        Slip::Begins(_) => {
            format!("One of them has no deadline; between their beginnings lie {far}.")
        }
        Slip::Exact(days) if days < 0 => format!("The second ends earlier: {far}."),
        Slip::Exact(_) | Slip::AtMost(_) => format!("Between the ends lie {far}."),
        Slip::AtLeast(_) => {
            format!("From the end of the first to the beginning of the second lie {far}.")
        }
    }
}

/// "1,186 days, 39 months", whichever way; "at least 152 days, 5 months".
fn amount(slip: Slip) -> String {
    let least = match slip {
        Slip::AtLeast(_) => "at least ",
        Slip::AtMost(_) => "at most ",
        Slip::Exact(_) | Slip::Begins(_) => "",
    };
    let days = prose::counted(slip.days().abs(), Noun::Day);
    match slip.months().abs() {
        0 => format!("{least}{days}"),
        months => format!("{least}{days}, {}", prose::counted(months, Noun::Month)),
    }
}
