//! What public sources say of launches and satellites, and what of it is not in the catalogue yet.

pub mod candidates;
pub mod feed;
pub mod sighting;
