//! Texts: cleaned to be shown, cleaned to be stored, compared, and read as addresses.

pub mod address;
pub mod clean;
pub mod fnv;
pub mod layout;
pub mod pattern;
pub mod romanize;
pub mod slug;
pub mod storable;
pub mod suggest;
