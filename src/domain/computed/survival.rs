//! The Kaplan–Meier estimate: how long things take that have not all happened yet.
//!
//! What has not happened so far is not left out, it counts as still open for as long as it was watched:
//! at each day on which something happened, the share still open is multiplied by 1 − d/n, d being how
//! many happened on that day and n how many were still open just before it, whether they happened later
//! or were only watched until then. The rule is that of Kaplan and Meier, "Nonparametric estimation from
//! incomplete observations", 1958, doi 10.1080/01621459.1958.10501452.

/// One thing that was watched, in days from where its count begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Observed {
    Happened(i64),
    /// Not until then; what came after is not known.
    Censored(i64),
}

impl Observed {
    pub fn days(self) -> i64 {
        match self {
            Self::Happened(days) | Self::Censored(days) => days,
        }
    }

    fn happened(self) -> bool {
        matches!(self, Self::Happened(_))
    }
}

/// A day on which something happened.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    day: i64,
    /// The share that is still open after this day, 0 to 1.
    open: f64,
    /// How many have happened up to this day.
    happened: usize,
}

/// The share still open over the days: it falls at each step and is level between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survival {
    steps: Vec<Step>,
}

/// Products of fractions miss the number that they make by less than this.
const TINY: f64 = 1e-9;

impl FromIterator<Observed> for Survival {
    fn from_iter<I: IntoIterator<Item = Observed>>(observed: I) -> Self {
        let mut observed: Vec<Observed> = observed.into_iter().collect();
        observed.sort_unstable_by_key(|one| one.days());
        let mut at_risk = observed.len();
        let mut now = Step {
            day: i64::MIN,
            open: 1.0,
            happened: 0,
        };
        let mut steps = Vec::new();
        for same_day in observed.chunk_by(|a, b| a.days() == b.days()) {
            let happened = same_day.iter().filter(|one| one.happened()).count();
            if happened > 0 {
                now.day = same_day[0].days();
                now.open *= share(at_risk - happened, at_risk);
                now.happened += happened;
                steps.push(now);
            }
            at_risk -= same_day.len();
        }
        Self { steps }
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 observations")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

impl Survival {
    /// How many happened on this day or later.
    pub fn happened_from(&self, day: i64) -> usize {
        let all = self.steps.last().map_or(0, |step| step.happened);
        all - self.before(day).map_or(0, |step| step.happened)
    }

    /// Of those still open just before the day `from`: the first day by which this share, 0 to 1, has
    /// happened. `None` where too many are still open for anybody to tell.
    pub fn quantile(&self, from: i64, share: f64) -> Option<i64> {
        let open = self.before(from).map_or(1.0, |step| step.open);
        let enough = open * (1.0 - share) + TINY;
        let place = self
            .steps
            .partition_point(|step| step.day < from || step.open > enough);
        self.steps.get(place).map(|step| step.day)
    }

    /// The last step before a day.
    fn before(&self, day: i64) -> Option<&Step> {
        let place = self.steps.partition_point(|step| step.day < day);
        self.steps.get(place.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Observed::{Censored, Happened};

    /// Weeks of remission under 6-mercaptopurine: Freireich and others 1963, the example of the textbooks.
    const REMISSION: [Observed; 21] = [
        Happened(6),
        Happened(6),
        Happened(6),
        Censored(6),
        Happened(7),
        Censored(9),
        Happened(10),
        Censored(10),
        Censored(11),
        Happened(13),
        Happened(16),
        Censored(17),
        Censored(19),
        Censored(20),
        Happened(22),
        Happened(23),
        Censored(25),
        Censored(32),
        Censored(32),
        Censored(34),
        Censored(35),
    ];

    fn survival(observed: &[Observed]) -> Survival {
        // The order they come in does not matter.
        observed.iter().rev().copied().collect()
    }

    #[test]
    fn the_textbook_example_comes_out_as_worked_by_hand() {
        let survival = survival(&REMISSION);
        let by_hand = [
            (6, 18.0 / 21.0, 3),
            (7, 18.0 / 21.0 * 16.0 / 17.0, 4),
            (10, 0.7529, 5),
            (13, 0.6902, 6),
            (16, 0.6275, 7),
            (22, 0.5378, 8),
            (23, 0.4482, 9),
        ];
        assert_eq!(survival.steps.len(), by_hand.len());
        for (step, (day, open, happened)) in survival.steps.iter().zip(by_hand) {
            assert_eq!((step.day, step.happened), (day, happened));
            assert!((step.open - open).abs() < 5e-5, "{step:?}, not {open}");
        }
        assert_eq!(
            survival.quantile(0, 0.25),
            Some(13),
            "0.753 is not yet enough"
        );
        assert_eq!(survival.quantile(0, 0.5), Some(23));
        assert_eq!(survival.quantile(0, 0.75), None, "the curve ends at 0.448");
    }

    #[test]
    fn what_is_known_to_be_open_still_counts_only_what_came_after() {
        let survival = survival(&REMISSION);
        // As if only those watched for 10 weeks or more had been: 14/15, 11/12, 10/11, 6/7, 5/6.
        let later: Survival = REMISSION
            .into_iter()
            .filter(|one| one.days() >= 10)
            .collect();
        for share in [0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.9] {
            assert_eq!(
                survival.quantile(10, share),
                later.quantile(10, share),
                "{share}"
            );
        }
        assert_eq!(
            (survival.happened_from(10), survival.happened_from(24)),
            (5, 0)
        );
        assert_eq!(survival.quantile(24, 0.1), None);
    }

    #[test]
    fn without_censoring_it_is_the_plain_share() {
        let all: Survival = (1..=8).map(Happened).collect();
        assert_eq!(
            [0.125, 0.25, 0.5, 0.75, 1.0].map(|share| all.quantile(1, share)),
            [1, 2, 4, 6, 8].map(Some)
        );
        assert_eq!(all.quantile(5, 0.5), Some(6), "of the four that are left");
        assert_eq!(survival(&[]).quantile(0, 0.5), None);
    }

    #[test]
    fn censored_is_not_missing() {
        let happened = REMISSION.into_iter().filter(|one| one.happened());
        let without: Survival = happened.collect();
        let with = survival(&REMISSION);
        assert_eq!(
            without.quantile(0, 0.5),
            Some(10),
            "left out, they would make it look early"
        );
        assert_eq!(with.quantile(0, 0.5), Some(23));
    }
}
