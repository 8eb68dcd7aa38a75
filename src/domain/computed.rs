//! What follows from a catalogue on a day: nothing of it stands in the file.

pub mod agenda;
pub mod as_it_was;
pub mod as_of;
pub mod board;
pub mod conflict;
pub mod doubt;
pub mod latest;
pub mod ledger;
pub mod mention;
pub mod outlook;
pub mod record;
pub mod since;
pub mod slip;
pub mod standing;
pub mod survival;
