//! Why a project, vehicle, constellation or the programme stands as it does.

use super::{Why, heading, outcomes};
use crate::domain::catalogue::{Constellation, Entity, EntryRef, Fact, Kind};
use crate::domain::computed::agenda::Fit;
use crate::domain::computed::board::{Summary, Weighed};
use crate::domain::computed::record::Outcome;
use crate::domain::computed::standing;
use crate::domain::format::keyword::Keyword;
use crate::words::english::{computed, prose};
use crate::words::{Noun, Reason};

impl<'a> Why<'a> {
    pub(super) fn of_entry(self, at: EntryRef) -> Vec<Reason> {
        let Some(summary) = self.board.summary(at) else {
            return Vec::new();
        };
        let mut reasons = vec![Reason::new("Verdict", self.rule(summary))];
        reasons.extend(self.worst(summary));
        reasons.extend([
            Reason::new(
                "Status and verdict disagree",
                self.disagreement(at, summary),
            ),
            Reason::new("Milestones", self.milestones(summary)),
            self.squeezed(&summary.squeezes, Fit::Impossible),
            self.squeezed(&summary.squeezes, Fit::NoFloat),
            Reason::new("No news", quiet(summary)),
            Reason::new("First flight", flew_late(summary)),
            Reason::new("Track record", self.kept_of(at)),
            Reason::new("Satellites", self.satellites(at)),
            self.contested(self.claims(at)),
            self.recorded(self.catalogue.at(at).and_then(Entity::status)),
        ]);
        reasons
    }

    /// Which milestones are weighed, and which of them counts.
    fn rule(self, summary: &Summary) -> Vec<String> {
        let Some(worst) = summary.worst else {
            return vec!["It has no milestones, so there are no dates to judge.".to_owned()];
        };
        let weighed = match summary.weighed {
            Weighed::Key(1) => "Its 1 open key milestone is weighed.".to_owned(),
            Weighed::Key(count) => format!("Its {count} open key milestones are weighed."),
            Weighed::Open(count) => {
                let all = prose::counted(count, Noun::Milestone);
                format!("No key milestone is still open, so all open ones are weighed: {all}.")
            }
            Weighed::All(count) => {
                let all = prose::counted(count, Noun::Milestone);
                format!("No milestone is still open, so all are weighed: {all}.")
            }
        };
        let order = "Missed weighs most, then in doubt, late, no word (where that is so of over half of \
                     what was due), slipping, on plan; of two alike the larger slip. A past failure weighs \
                     no more than a success.";
        let says = heading(summary.says);
        vec![
            format!("{says}, because of {}, the worst.", self.name(worst)),
            weighed,
            order.to_owned(),
        ]
    }

    /// The verdict on the milestone that that on the entry is taken from.
    fn worst(self, summary: &Summary) -> Option<Reason> {
        let index = summary.worst?;
        let milestone = self.catalogue.milestones().get(index)?;
        let mut reason = self.verdict(milestone, self.board.standings.get(index)?, summary.says);
        let name = format!("This is the verdict on {}.", self.name(index));
        reason.sentences.insert(0, name);
        Some(reason)
    }

    fn disagreement(self, at: EntryRef, summary: &Summary) -> Vec<String> {
        let project = match at.kind {
            Kind::Project => self.catalogue.projects().get(at.index),
            _ => None,
        };
        let told = project.and_then(|project| {
            let status = project.recorded.status.as_ref()?.value;
            standing::disagrees(status, summary.says).then(|| {
                format!(
                    "The status is {}{}, while the verdict is {}.",
                    status.word(),
                    self.published(&project.recorded.source),
                    computed::verdict(summary.says)
                )
            })
        });
        told.into_iter().collect()
    }

    fn milestones(self, summary: &Summary) -> Vec<String> {
        if summary.all == 0 {
            return Vec::new();
        }
        let counted = format!(
            "{} of {} done, {} missed, {} without word, {} still to come.",
            summary.done,
            summary.all,
            summary.missed,
            summary.no_word,
            summary.open.len() - summary.overdue()
        );
        let overdue = summary.open.iter().filter_map(|index| {
            let standing = self.board.standings.get(*index)?;
            let days = prose::age(standing.days_overdue?);
            let says = computed::verdict(standing.says);
            let name = self.name(*index);
            Some(format!("{name}: {says}, the deadline passed {days} ago."))
        });
        let next = summary.next.and_then(|index| {
            let standing = self.board.standings.get(index)?;
            let when = standing.when.filter(|_| standing.days_overdue.is_none())?;
            Some(format!(
                "Next is {}, {}.",
                self.name(index),
                prose::date(when)
            ))
        });
        [counted].into_iter().chain(overdue).chain(next).collect()
    }

    fn kept_of(self, at: EntryRef) -> Vec<String> {
        let milestones = self.catalogue.milestones_of(at);
        let judged = self.board.record.judged.iter();
        let judged = judged.filter(|judged| milestones.contains(&judged.milestone));
        let all: Vec<Outcome> = judged.map(|judged| judged.outcome).collect();
        if all.is_empty() {
            return Vec::new();
        }
        let count = prose::counted(all.len(), Noun::Statement);
        vec![format!(
            "{count} about its milestones can be judged: {}.",
            outcomes(&all)
        )]
    }

    fn satellites(self, at: EntryRef) -> Vec<String> {
        let constellation = match at.kind {
            Kind::Constellation => self.catalogue.constellations().get(at.index),
            _ => None,
        };
        let told = constellation.map(|one| [self.counted(one), self.planned(one)]);
        told.into_iter().flatten().flatten().collect()
    }

    /// "The newest count, on 2026-09-20 (Tracker), has 37 in orbit, 31 working."
    fn counted(self, constellation: &Constellation) -> Option<String> {
        let count = constellation.newest_count()?;
        let numbers = [(count.in_orbit, "in orbit"), (count.working, "working")];
        let numbers: Vec<String> = numbers
            .iter()
            .filter_map(|(number, word)| Some(format!("{} {word}", (*number)?)))
            .collect();
        Some(format!(
            "The newest count, on {}{}, has {}.",
            count.on,
            self.published(&count.source),
            numbers.join(", ")
        ))
    }

    fn planned(self, constellation: &Constellation) -> Option<String> {
        let (plan, satellites) = constellation.newest_plan()?;
        let is_for = plan
            .when
            .map(|when| format!(" {}", prose::promised(when)))
            .unwrap_or_default();
        let told = self.said_by(plan.said, plan.by.as_ref(), &plan.source);
        Some(format!("The latest plan is {satellites}{is_for}, {told}."))
    }

    /// The claims and targets of an entry.
    fn claims(self, at: EntryRef) -> Vec<&'a [Fact]> {
        let targets = match at.kind {
            Kind::Programme => Some(&self.catalogue.programme().targets),
            Kind::Project => {
                let project = self.catalogue.projects().get(at.index);
                project.map(|project| &project.targets)
            }
            _ => None,
        };
        let facts = self.catalogue.entry(at).map(|entry| &entry.facts);
        let both = targets.into_iter().chain(facts);
        both.map(Vec::as_slice).collect()
    }
}

/// Of a vehicle that is not in service yet.
fn flew_late(summary: &Summary) -> Vec<String> {
    let told = summary.flew_late.map(|slip| {
        let months = prose::counted(slip.months(), Noun::Month);
        format!("It first flew {months} later than first promised, and is not in service yet.")
    });
    told.into_iter().collect()
}

fn quiet(summary: &Summary) -> Vec<String> {
    let told = summary.quiet.map(|days| match days {
        0 => "The last word about it, or about a milestone of it that is open, is from today."
            .to_owned(),
        days => format!(
            "The last word about it, or about a milestone of it that is open, is {} old.",
            prose::counted(days, Noun::Day)
        ),
    });
    told.into_iter().collect()
}
