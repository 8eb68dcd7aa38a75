//! The spread of many slips: the median with its range.

use crate::domain::computed::slip::Slip;

/// The median, the least and the most of so many slips, in days; each a lower bound where it rests on
/// one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    pub n: usize,
    pub median: Slip,
    pub least: Slip,
    pub most: Slip,
}

impl Spread {
    /// `None` of nothing.
    pub fn of(slips: impl IntoIterator<Item = Slip>) -> Option<Self> {
        let mut sorted: Vec<Slip> = slips.into_iter().collect();
        sorted.sort_unstable_by_key(|slip| (slip.days(), is_bound(slip)));
        let (n, least, most) = (sorted.len(), *sorted.first()?, *sorted.last()?);
        // A lower bound among the lesser half may in truth lie above it and push the median up; one in
        // the upper half cannot.
        let upto =
            |place: usize, days: i64| bounded(days, sorted.iter().take(place + 1).any(is_bound));
        let upper = sorted.get(n / 2)?.days();
        let median = if n.is_multiple_of(2) {
            upto(n / 2, i64::midpoint(sorted.get(n / 2 - 1)?.days(), upper))
        } else {
            upto(n / 2, upper)
        };
        let most = upto(n, most.days());
        Some(Self {
            n,
            median,
            least,
            most,
        })
    }
}

fn is_bound(slip: &Slip) -> bool {
    matches!(slip, Slip::AtLeast(_))
}

fn bounded(days: i64, is_bound: bool) -> Slip {
    if is_bound {
        Slip::AtLeast(days)
    } else {
        Slip::Exact(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Slip::{AtLeast, Exact};

    fn spread(slips: &[Slip]) -> (Slip, Slip, Slip) {
        let spread = Spread::of(slips.iter().copied()).unwrap();
        assert_eq!(spread.n, slips.len());
        (spread.median, spread.least, spread.most)
    }

    #[test]
    fn the_median_lies_in_the_middle_of_an_odd_or_even_number() {
        assert_eq!(
            spread(&[Exact(9), Exact(-2), Exact(5)]),
            (Exact(5), Exact(-2), Exact(9))
        );
        assert_eq!(
            spread(&[Exact(10), Exact(20)]),
            (Exact(15), Exact(10), Exact(20))
        );
        assert_eq!(Spread::of([]), None);
    }

    #[test]
    fn a_lower_bound_makes_a_bound_of_what_rests_on_it() {
        // The open one may in truth be the greatest; the median stays.
        assert_eq!(
            spread(&[Exact(1), Exact(2), AtLeast(3)]),
            (Exact(2), Exact(1), AtLeast(3))
        );
        // It may in truth lie above the others and push the median up.
        assert_eq!(
            spread(&[AtLeast(1), Exact(2), Exact(3)]),
            (AtLeast(2), AtLeast(1), AtLeast(3))
        );
        // Of two equal ones in the middle the open one may be the upper.
        assert_eq!(spread(&[Exact(1), Exact(2), AtLeast(2)]).0, Exact(2));
        assert_eq!(spread(&[Exact(1), AtLeast(2)]).0, AtLeast(1));
    }
}
