//! The planes of a fleet: where its orbits cross the equator.

use chrono::NaiveDateTime;

use super::elements::Elements;

/// Nodes further apart than this belong to two planes, in degrees.
const APART: f64 = 20.0;

/// How many planes these orbits lie in, their nodes brought to one instant.
pub fn planes<'a>(all: impl IntoIterator<Item = &'a Elements>, at: NaiveDateTime) -> usize {
    let mut nodes: Vec<f64> = all.into_iter().map(|one| one.node_at(at)).collect();
    nodes.sort_by(f64::total_cmp);
    let Some((first, last)) = nodes.first().zip(nodes.last()) else {
        return 0;
    };
    let round = first + 360.0 - last;
    let steps = nodes.windows(2).map(|pair| match pair {
        [one, next] => next - one,
        _ => 0.0,
    });
    let gaps = steps.chain([round]).filter(|gap| *gap > APART).count();
    // On a circle as many gaps as planes; without any it is one that goes all round.
    gaps.max(1)
}
