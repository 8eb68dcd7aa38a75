//! The file that a catalogue was read from: places in it, and its text.

pub mod loaded;
pub mod span;
pub mod verbatim;
