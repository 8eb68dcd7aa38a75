//! Columns of a table by their names: publishers add some and change their order.

use crate::domain::inbox::feed::{Feed, NoFeed, Why};

/// Where the columns stand that are read.
pub(super) struct Columns<const N: usize>([usize; N]);

impl<const N: usize> Columns<N> {
    /// # Errors
    /// One of them is missing.
    pub(super) fn find<'h>(
        feed: Feed,
        head: &(impl Iterator<Item = &'h str> + Clone),
        names: [&'static str; N],
    ) -> Result<Self, NoFeed> {
        let mut places = [0; N];
        for (place, name) in places.iter_mut().zip(names) {
            let found = head.clone().position(|column| column.trim() == name);
            *place = found.ok_or(NoFeed::of(feed, Why::NoColumn(name)))?;
        }
        Ok(Self(places))
    }

    /// The fields of a row in the order of the names; none of a row that is too short.
    pub(super) fn of<'r>(&self, row: impl Fn(usize) -> Option<&'r str>) -> Option<[&'r str; N]> {
        let mut fields = [""; N];
        for (field, place) in fields.iter_mut().zip(self.0) {
            *field = row(place)?.trim();
        }
        Some(fields)
    }
}
