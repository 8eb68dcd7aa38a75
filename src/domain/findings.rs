//! What is wrong with a catalogue, and where.

pub mod check;
pub mod diagnostic;
pub mod fault;
pub mod kept;
pub mod written;
