//! Where satellites are, and what they have in view: arithmetic on orbital elements.
//!
//! Pure: elements and an instant in, numbers out, the same for the same. It is geometry: of links, terminals and
//! ground stations nothing is known here. Instants are UTC, lengths kilometres, angles degrees, unless said
//! otherwise.

mod coverage;
mod earth;
mod elements;
mod fleet;
mod height;
mod planes;
mod route;
mod satellite;

pub use coverage::{Coverage, MINUTES, ROUTE_ELEVATION, Sight};
pub use earth::{Place, footprint_degrees, horizon};
pub use elements::Elements;
pub use fleet::{Fleet, PRESENT_FOR_DAYS};
pub use height::{Heights, WorkingHeight};
pub use planes::planes;
pub use route::{NORTHERN_SEA_ROUTE, Point};
pub use satellite::{Satellite, Trust};
